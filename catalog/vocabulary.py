"""Every word the shop's products use, and what a hasty typist may have meant by another."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlalchemy import func, select

from catalog.models import WordBlock
from catalog.words import slips_forgiven
from foundation.database import Session, prepared
from foundation.kept import kept

_CORRECTIONS = 6
_COMPLETIONS = 12
_LAST = "\U0010ffff"
"""Stands behind every other letter."""

_words = select(WordBlock.word).distinct().subquery()
_ALL = prepared(select(func.aggregate_strings(_words.c.word, "\n")))


class Vocabulary:
    """All words of the index."""

    def __init__(self, words: Iterable[str]) -> None:
        """Put the words into alphabetical order."""
        self._words = sorted(words)
        self._letters: dict[str, dict[int, list[str]]] = {}
        self._firsts: tuple[str, ...] = ()

    def __contains__(self, word: str) -> bool:
        """Whether any product uses exactly this word."""
        at = bisect_left(self._words, word)
        return at < len(self._words) and self._words[at] == word

    def starting_with(self, start: str) -> tuple[str, ...]:
        """Give the words that begin with ``start`` but are longer, the first dozen."""
        at = bisect_left(self._words, start)
        found = (word for word in self._words[at : at + _COMPLETIONS] if word.startswith(start))
        return tuple(word for word in found if word != start)

    def nearest(self, word: str) -> tuple[str, ...]:
        """Give the words a hasty typist may have meant: those with the fewest slips, the closest length first.

        One slip is forgiven in four or five letters, two in longer words. Who slips twice still gets the first
        letter right: ``sandal`` is no ``pandan``. A single letter stands for the shortest words it begins.
        """
        lengths = self._beginning_with(word[0])
        if len(word) == 1:
            return tuple(lengths[min(lengths)][:_CORRECTIONS]) if lengths else ()
        forgiven = slips_forgiven(word)
        if not forgiven:
            return ()
        near = [(1, abs(len(known) - len(word)), known) for known in self._with_another_first_letter(word)]
        for length in range(len(word) - forgiven, len(word) + forgiven + 1):
            alike = _alike(word, lengths.get(length, ()), forgiven)
            near += [(slips, abs(length - len(word)), known) for known, slips in alike]
        near = sorted(near)[:_CORRECTIONS]
        return tuple(known for slips, _, known in near if slips == near[0][0])

    def _beginning_with(self, letter: str) -> dict[int, list[str]]:
        """Give the words that begin with a letter, by their length."""
        if letter not in self._letters:
            lengths = self._letters[letter] = {}
            for known in self._words[
                bisect_left(self._words, letter) : bisect_left(self._words, letter + _LAST)
            ]:
                lengths.setdefault(len(known), []).append(known)
        return self._letters[letter]

    def _with_another_first_letter(self, word: str) -> Iterator[str]:
        """Give the words that are one slip away, made at the very beginning."""
        if not self._firsts:
            self._firsts = tuple(self._first_letters())
        possible = [f"{first}{rest}" for first in self._firsts for rest in (word[1:], word)]
        possible += [word[1:], f"{word[1]}{word[0]}{word[2:]}"]
        return (known for known in dict.fromkeys(possible) if known[0] != word[0] and known in self)

    def _first_letters(self) -> Iterator[str]:
        at = 0
        while at < len(self._words):
            yield self._words[at][0]
            at = bisect_left(self._words, self._words[at][0] + _LAST)


def _alike(word: str, words: Sequence[str], slips: int) -> list[tuple[str, int]]:
    found = process.extract(word, words, scorer=OSA.distance, score_cutoff=slips, limit=None)
    return [(known, int(distance)) for known, distance, _ in found]


async def touch(session: Session) -> None:
    """Say that the catalogue changes in this transaction.

    Makes changers of the catalogue wait for each other until commit: everything that adds a product, a SKU or a
    category, or moves a product from set to set, calls this first, so two of them never make the same one.
    """
    await session.change("catalogue")


@kept("words", contents=2)
async def vocabulary(session: Session) -> Vocabulary:
    """Give the words of the index: read anew only after they changed."""
    words = await session.scalar(_ALL)
    return Vocabulary(words.split("\n") if words else ())
