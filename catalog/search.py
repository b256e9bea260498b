"""Forgiving search: an inverted index in plain tables and in memory, the same on SQLite and PostgreSQL.

A product that has all the words asked for always stands above one that has only some; then what the words say
about it counts (name before shelf, options and SKU, before description), then the older product.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from catalog.lines import PAGE, ShelfItem, items_of
from catalog.models import ProductState
from catalog.postings import postings
from catalog.ranking import Ranked, scores_of
from catalog.shelves import turn_to
from catalog.standing import standing
from catalog.vocabulary import Vocabulary, vocabulary
from catalog.words import words_of
from foundation.database import Session
from foundation.kept import kept

EXACT, COMPLETED, CORRECTED = 100, 60, 50
"""How much of a word's weight counts, in percent, by how the word was found."""

_MOST_WORDS = 8
_ENDING = 2


@dataclass(frozen=True, slots=True)
class Matches:
    """Product ids on one page of results, best first; ``understood`` are the words after correction."""

    ids: tuple[int, ...]
    page: int
    pages: int
    total: int
    understood: str


_NOTHING = Matches((), 1, 1, 0, "")


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of what a shopper finds. ``understood`` leaves out words that nothing is known about."""

    items: tuple[ShelfItem, ...]
    page: int
    pages: int
    total: int
    text: str
    understood: str


async def find(session: Session, text: str, page: int = 1) -> SearchPage:
    """Give published products for what a person typed; nothing for empty or meaningless text."""
    found = await matching(session, text, [ProductState.PUBLISHED], page)
    items = await items_of(session, found.ids) if found.ids else ()
    return SearchPage(items, found.page, found.pages, found.total, text, found.understood)


async def matching(
    session: Session, text: str, states: Sequence[ProductState], page: int = 1, size: int = PAGE
) -> Matches:
    """Give the ids of products in one of ``states`` that have any of the words."""
    terms = tuple(words_of(text)[:_MOST_WORDS])
    return await _matching(session, terms, tuple(states), page, size) if terms else _NOTHING


@kept("catalogue", most=1_000, contents=2)
async def _matching(
    session: Session, terms: tuple[str, ...], states: tuple[ProductState, ...], page: int, size: int
) -> Matches:
    known = await vocabulary(session)
    meant = {term: meaning for term in terms if (meaning := _meaning(term, known))}
    if not meant:
        return _NOTHING
    found = await postings(session, {word: True for meaning in meant.values() for word in meaning})
    shown = (await standing(session)).in_states(states)
    ranked = Ranked(scores_of([*meant.values()], found, shown))
    page, pages = turn_to(page, ranked.total, size)
    ids = ranked.page((page - 1) * size, page * size)
    understood = " ".join(_understood(term, meaning) for term, meaning in meant.items())
    return Matches(tuple(ids), page, pages, ranked.total, understood)


def _meaning(term: str, known: Vocabulary) -> dict[str, int]:
    """Give the indexed words a typed word may stand for and how much each counts, likeliest first.

    A whole word also finds itself with a short ending (``mug``, ``mugs``), but ``tas`` does not mean Tasikmalaya.
    """
    completed = known.starting_with(term) if len(term) > 1 else ()
    if term in known:
        ended = [word for word in completed if len(word) <= len(term) + _ENDING]
        return {term: EXACT} | dict.fromkeys(ended, COMPLETED)
    if completed:
        return dict.fromkeys(completed, COMPLETED)
    return {word: CORRECTED - place for place, word in enumerate(known.nearest(term))}


def _understood(term: str, meaning: dict[str, int]) -> str:
    """Give the word as typed where it was the beginning of a known one, else the likeliest correction."""
    likeliest = next(iter(meaning))
    return term if likeliest.startswith(term) else likeliest
