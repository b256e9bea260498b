"""Sets of products: whatever is asked of them, they answer as the plain list would."""

from collections.abc import Mapping, Sequence
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from catalog.bits import BLOCK, Members, block_content, joined
from catalog.ranking import Ranked, scores_of
from catalog.vocabulary import Vocabulary
from catalog.words import slips_forgiven

NUMBERS = st.sets(st.integers(1, 5000), max_size=60)


def bits_of(numbers: set[int]) -> int:
    """Write a set as bits."""
    return sum(1 << number for number in numbers)


@given(NUMBERS, st.integers(0, 70), st.integers(0, 70))
def test_counting_off(numbers: set[int], start: int, size: int) -> None:
    """Any stretch, from the oldest or from the newest, is that of the sorted list."""
    members = Members(bits_of(numbers))
    assert members.total == len(numbers)
    assert members.oldest(start, start + size) == sorted(numbers)[start : start + size]
    assert members.newest(start, start + size) == sorted(numbers, reverse=True)[start : start + size]


@given(NUMBERS)
def test_blocks_make_the_whole(numbers: set[int]) -> None:
    """What is kept in blocks of 1,024 is put together again."""
    blocks = [
        (block, block_content(bits_of({number % BLOCK for number in numbers if number // BLOCK == block})))
        for block in {number // BLOCK for number in numbers}
    ]
    assert joined(blocks) == bits_of(numbers)


MEANINGS = st.lists(
    st.dictionaries(st.sampled_from("abcdef"), st.sampled_from([100, 60, 50, 49]), min_size=1),
    min_size=1,
    max_size=8,
)
POSTINGS = st.fixed_dictionaries(
    {word: st.dictionaries(st.integers(1, 40), st.sampled_from([100, 40, 10])) for word in "abcdef"}
)


def in_order(
    meanings: Sequence[Mapping[str, int]], weights: Mapping[str, Mapping[int, int]], shown: set[int]
) -> list[int]:
    """Rank by looking at each product: words found, then their scores, then age."""
    places = {}
    for product in shown:
        scores = [
            max((weights[word].get(product, 0) * percent for word, percent in meaning.items()), default=0)
            for meaning in meanings
        ]
        if any(scores):
            places[product] = (-sum(score > 0 for score in scores), -sum(scores), product)
    return sorted(places, key=places.__getitem__)


@given(MEANINGS, POSTINGS, st.sets(st.integers(1, 40)), st.integers(0, 20))
def test_ranking_without_looking_at_each(
    meanings: list[dict[str, int]], weights: dict[str, dict[int, int]], shown: set[int], start: int
) -> None:
    """Adding planes of bits gives the same order as adding each product's scores."""
    postings = {
        word: tuple(
            (weight, bits_of({product for product, own in each.items() if own == weight}))
            for weight in sorted(set(each.values()))
        )
        for word, each in weights.items()
    }
    ranked = Ranked(scores_of(meanings, postings, bits_of(shown)))
    expected = in_order(meanings, weights, shown)
    assert ranked.total == len(expected)
    assert ranked.page(start, start + 8) == expected[start : start + 8]


def nearest(word: str, words: Sequence[str]) -> tuple[str, ...]:
    """Compare with every word, as it was first written down."""
    forgiven = slips_forgiven(word)
    slips = {known: OSA.distance(word, known) for known in words}
    likely = {
        known: few
        for known, few in slips.items()
        if few <= forgiven and (few == 1 or (few and known[0] == word[0]))
    }
    fewest = min(likely.values(), default=0)
    found = sorted((abs(len(known) - len(word)), known) for known, few in likely.items() if few == fewest)
    return tuple(known for _, known in found[:6])


@given(st.lists(st.text("abck", min_size=2, max_size=8), max_size=60, unique=True), st.randoms())
def test_corrections_leave_nobody_out(words: list[str], chance: Random) -> None:
    """Looking only among words of the right letter and length finds what comparing with every word finds."""
    known = Vocabulary(words)
    for _ in range(10):
        word = "".join(chance.choices("abck", k=chance.randint(2, 8)))
        assert (word in known) == (word in words)
        longer = sorted(each for each in words if each.startswith(word) and each != word)
        assert known.starting_with(word) == tuple(longer[: 11 if word in words else 12])
        if word not in words and not longer:
            assert known.nearest(word) == nearest(word, words)


def test_a_single_letter_stands_for_the_shortest_words() -> None:
    """Nothing is known by it, so the shortest words that begin with it are meant."""
    known = Vocabulary(["kopi", "kue", "kaos", "kain", "teh", "kia"])
    assert known.nearest("k") == ("kia", "kue")
    assert known.nearest("z") == Vocabulary([]).nearest("k") == Vocabulary([]).nearest("kopi") == ()
