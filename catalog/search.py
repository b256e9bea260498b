"""Forgiving search: an inverted index in plain tables, the same on SQLite and PostgreSQL.

A product that has all the words asked for always stands above one that has only some; then what the words say
about it counts (name before shelf, options and SKU, before description), then the older product.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from sqlalchemy import ColumnElement, Select, case, delete, func, insert, select

from catalog.categories import path_of
from catalog.lines import PAGE, ShelfItem, items_of
from catalog.models import OptionValue, Product, ProductOption, ProductState, SearchWord, Variant
from catalog.shelves import turn_to
from catalog.vocabulary import Vocabulary, touch, vocabulary
from catalog.words import words_of
from foundation.database import Session

IN_NAME, IN_FACTS, IN_DESCRIPTION = 100, 40, 10
"""How much a word says about a product, by where it stands."""

EXACT, COMPLETED, CORRECTED = 100, 60, 50
"""How much of that counts, by how the word was found."""

_MOST_WORDS = 8
_ENDING = 2
_LONGEST_WORD = 60


@dataclass(frozen=True, slots=True)
class Matches:
    """Product ids on one page of results, best first; ``understood`` are the words after correction."""

    ids: tuple[int, ...]
    page: int
    pages: int
    total: int
    understood: str


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
    terms = list(dict.fromkeys(words_of(text)))[:_MOST_WORDS]
    known = await vocabulary(session) if terms else Vocabulary((), frozenset())
    meant = {term: meaning for term in terms if (meaning := _meaning(term, known))}
    meanings = list(meant.values())
    if not meanings:
        return Matches((), 1, 1, 0, "")
    shown = [
        SearchWord.word.in_({word for meaning in meanings for word in meaning}),
        Product.state.in_(states),
    ]
    total = await session.scalar(_over(shown, select(func.count(SearchWord.product_id.distinct())))) or 0
    page, pages = turn_to(page, total, size)
    ranked = _over(shown, select(SearchWord.product_id)).group_by(SearchWord.product_id)
    ids = await session.scalars(ranked.order_by(*_rank(meanings)).limit(size).offset((page - 1) * size))
    understood = " ".join(_understood(term, meaning) for term, meaning in meant.items())
    return Matches(tuple(ids), page, pages, total, understood)


def _over(shown: Sequence[ColumnElement[bool]], query: Select[int]) -> Select[int]:
    return query.join(Product, Product.id == SearchWord.product_id).where(*shown)


def _meaning(term: str, known: Vocabulary) -> dict[str, int]:
    """Give the indexed words a typed word may stand for and how much each counts, likeliest first.

    A whole word also finds itself with a short ending (``mug``, ``mugs``), but ``tas`` does not mean Tasikmalaya.
    """
    completed = known.starting_with(term) if len(term) > 1 else ()
    if term in known.known:
        ended = [word for word in completed if len(word) <= len(term) + _ENDING]
        return {term: EXACT} | dict.fromkeys(ended, COMPLETED)
    if completed:
        return dict.fromkeys(completed, COMPLETED)
    return {word: CORRECTED - place for place, word in enumerate(known.nearest(term))}


def _understood(term: str, meaning: dict[str, int]) -> str:
    """Give the word as typed where it was the beginning of a known one, else the likeliest correction."""
    likeliest = next(iter(meaning))
    return term if likeliest.startswith(term) else likeliest


def _rank(meanings: list[dict[str, int]]) -> list[ColumnElement[int]]:
    """Order by how many words were found, then by their weight, then by age."""
    scores = [func.max(_score(meaning)) for meaning in meanings]
    found = reduce(add, (case((score > 0, 1), else_=0) for score in scores))
    return [found.desc(), reduce(add, scores).desc(), SearchWord.product_id.asc()]


def _score(meaning: dict[str, int]) -> ColumnElement[int]:
    parts = [(SearchWord.word == word, SearchWord.weight * part) for word, part in meaning.items()]
    return case(*parts, else_=0)


async def index_product(session: Session, product_id: int) -> None:
    """Write down anew which words stand in a product; a deleted one leaves the index."""
    await touch(session)
    await session.execute(delete(SearchWord).where(SearchWord.product_id == product_id))
    weights = await _words_in(session, product_id)
    if weights:
        rows = [
            {"word": word, "product_id": product_id, "weight": weight} for word, weight in weights.items()
        ]
        await session.execute(insert(SearchWord), rows)


async def _words_in(session: Session, product_id: int) -> dict[str, int]:
    found = await session.execute(
        select(Product.name, Product.description, Product.category_id).where(
            Product.id == product_id, Product.state != ProductState.DELETED
        )
    )
    row = found.one_or_none()
    if row is None:
        return {}
    name, description, category_id = row
    values = await session.scalars(
        select(OptionValue.name).join(ProductOption).where(ProductOption.product_id == product_id)
    )
    skus = await session.scalars(select(Variant.sku).where(Variant.product_id == product_id))
    facts = " ".join([await path_of(session, category_id), *values, *skus])
    weights: dict[str, int] = {}
    for text, weight in ((description, IN_DESCRIPTION), (facts, IN_FACTS), (name, IN_NAME)):
        weights.update(dict.fromkeys((word[:_LONGEST_WORD] for word in words_of(text)), weight))
    return weights
