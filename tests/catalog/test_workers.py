"""Several workers: what one changes, all others show with their very next answer, whatever they kept in memory."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from typing import Any, TypeAlias

import pytest

from catalog import cards, categories, owner_counts, photos, products, search, shelves, stock
from catalog.cards import ProductCard
from catalog.errors import CategoryGone, ProductGone
from catalog.models import ProductState
from foundation.database import Database, Session
from foundation.kept import kept
from tests.builders import OWNER, SIZES, a_photo, a_product

Change: TypeAlias = Callable[[Session, ProductCard, dict[str, Any]], Awaitable[Any]]


@pytest.fixture
async def other(database: Database) -> AsyncIterator[Database]:
    """Another worker on the same database."""
    other = Database(database.url)
    yield other
    await other.close()


async def look(session: Session, shirt: ProductCard) -> dict[str, Any]:
    """Everything a person can see of a shirt."""
    root = await shelves.shelf(session, None)
    seen: dict[str, Any] = {"shelf": root.items, "total": root.total, "doors": root.children}
    try:
        seen["card"] = await cards.shopper_card(session, shirt.id)
    except ProductGone:
        seen["card"] = None
    seen["own shelf"] = (await shelves.shelf(session, shirt.category_id)).items
    seen["found"] = (await search.find(session, "kaos")).items
    seen["flannel"] = (await search.find(session, "flanel")).total
    seen["list"] = (await cards.owner_page(session)).items
    seen["on sale"] = await owner_counts.sells_anything(session)
    return seen


async def _delete(session: Session, shirt: ProductCard, who: dict[str, Any]) -> None:
    await products.set_state(session, shirt.id, ProductState.DELETED, **who)


async def _hide(session: Session, shirt: ProductCard, who: dict[str, Any]) -> None:
    await products.set_state(session, shirt.id, ProductState.HIDDEN, **who)


async def _rename(session: Session, shirt: ProductCard, who: dict[str, Any]) -> None:
    await products.rename(session, shirt.id, "Kemeja", **who)


async def _describe(session: Session, shirt: ProductCard, who: dict[str, Any]) -> None:
    await products.describe(session, shirt.id, "Flanel", **who)


async def _price(session: Session, shirt: ProductCard, who: dict[str, Any]) -> None:
    await products.set_price(session, shirt.id, 1, variant_id=shirt.variants[0].id, **who)


async def _move(session: Session, shirt: ProductCard, who: dict[str, Any]) -> None:
    await products.move(session, shirt.id, "Promo", **who)


async def _photo(session: Session, shirt: ProductCard, who: dict[str, Any]) -> None:
    await a_photo(session, shirt.id, who["now"])


async def _no_photo(session: Session, shirt: ProductCard, who: dict[str, Any]) -> None:
    await photos.remove_from_product(session, shirt.id, shirt.photos[0], **who)


async def _stock(session: Session, shirt: ProductCard, who: dict[str, Any]) -> None:
    await stock.adjust(session, shirt.variants[0].id, change=7, **who)


async def _promise(session: Session, shirt: ProductCard, who: dict[str, Any]) -> None:
    await stock.reserve(session, {shirt.variants[0].id: 1}, reference="order:1", **who)


async def _another(session: Session, shirt: ProductCard, who: dict[str, Any]) -> None:
    await a_product(session, who["now"], "Kaos Flanel", category="Baru")


SHOWN: dict[str, tuple[Change, set[str]]] = {
    "deleted": (
        _delete,
        {"shelf", "total", "doors", "card", "own shelf", "found", "list", "on sale"},
    ),
    "hidden": (_hide, {"shelf", "total", "doors", "card", "own shelf", "found", "list", "on sale"}),
    "renamed": (_rename, {"shelf", "card", "own shelf", "found", "list"}),
    "described": (_describe, {"card", "flannel"}),
    "priced": (_price, {"shelf", "card", "own shelf", "found", "list"}),
    "moved": (_move, {"doors", "card", "own shelf"}),
    "photographed": (_photo, {"card"}),
    "first photo taken away": (_no_photo, {"card"}),
    "counted": (_stock, {"shelf", "card", "own shelf", "found", "list"}),
    "promised": (_promise, {"shelf", "card", "own shelf", "found", "list"}),
    "joined by another": (_another, {"shelf", "total", "doors", "found", "flannel", "list"}),
}


@pytest.mark.parametrize("kind", SHOWN)
async def test_every_worker_shows_every_change_at_once(
    database: Database, other: Database, now: datetime, kind: str
) -> None:
    """Also the one who makes the change, in the middle of it; and not what is rolled back in the end."""
    change, expected = SHOWN[kind]
    who = {"actor_id": OWNER, "now": now}
    async with database.transaction() as session:
        shirt = await a_product(session, now, "Kaos", category="Pakaian", options=SIZES)
        await a_photo(session, shirt.id, now, "red")
        shirt = await cards.card(session, shirt.id)
    async with other.reading() as session:
        before = await look(session, shirt)
        assert before == await look(session, shirt)

    with pytest.raises(RuntimeError):
        async with database.transaction() as session:
            await change(session, shirt, who)
            meanwhile = await look(session, shirt)
            raise RuntimeError
    for worker in (database, other):
        async with worker.reading() as session:
            assert await look(session, shirt) == before
    async with database.transaction() as session:
        assert await look(session, shirt) == before
        await change(session, shirt, who)
        assert (await look(session, shirt)).keys() == meanwhile.keys()
    async with other.reading() as session:
        after = await look(session, shirt)
    async with database.reading() as session:
        assert await look(session, shirt) == after
    assert {what for what in before if before[what] != after[what]} == expected
    assert {what for what in before if before[what] != meanwhile[what]} == expected


async def test_what_everybody_asks_at_once_is_read_once(database: Database) -> None:
    """After a change a hundred people wait for one reading, not for a hundred; if it fails, the next one reads."""
    reads: list[str] = []

    @kept("catalogue")
    async def slowly(session: Session, what: str) -> str:
        reads.append(what)
        await asyncio.sleep(0.01)
        if len(reads) == 1:
            raise RuntimeError
        return what.upper()

    async def ask() -> str:
        async with database.reading() as session:
            return await slowly(session, "mugs")

    answers = await asyncio.gather(*(ask() for _ in range(12)), return_exceptions=True)
    assert sorted(str(answer) for answer in answers) == ["", *["MUGS"] * 11]
    assert reads == ["mugs", "mugs"]


async def test_a_savepoint_that_is_undone_shows_nothing(
    database: Database, other: Database, now: datetime
) -> None:
    """What a part of a transaction changed is gone with that part, for everybody."""
    async with database.transaction() as session:
        shirt = await a_product(session, now, "Kaos")
    async with database.transaction() as session:
        before = await look(session, shirt)
        with pytest.raises(RuntimeError):
            async with session.begin_nested():
                await products.rename(session, shirt.id, "Kemeja", actor_id=OWNER, now=now)
                assert (await look(session, shirt))["card"].name == "Kemeja"
                raise RuntimeError
        assert await look(session, shirt) == before
    async with other.reading() as session:
        assert await look(session, shirt) == before


async def test_a_new_shelf_is_there_for_every_worker(database: Database, other: Database) -> None:
    """Walking into a shelf somebody else has just put up."""
    async with other.reading() as session:
        assert await categories.all_categories(session) == []
        with pytest.raises(CategoryGone):
            await shelves.shelf(session, 1)
    async with database.transaction() as session:
        shelf = await categories.find_or_add(session, "Pakaian")
    async with other.reading() as session:
        assert (await shelves.shelf(session, shelf)).title == "Pakaian"


async def test_new_prices_do_not_make_anybody_read_the_words_again(database: Database, now: datetime) -> None:
    """The index and the shelves have versions of their own."""
    topics = ("catalogue", "shelves", "words")

    async def versions() -> list[str | None]:
        async with database.reading() as session:
            return [await session.version(topic) for topic in topics]

    async with database.transaction() as session:
        shirt = await a_product(session, now, "Kaos")
    changed = {}
    for kind in ("priced", "hidden", "renamed", "counted", "photographed"):
        before = await versions()
        async with database.transaction() as session:
            await SHOWN[kind][0](session, shirt, {"actor_id": OWNER, "now": now})
        after = await versions()
        changed[kind] = {
            topic for topic, *pair in zip(topics, before, after, strict=True) if len({*pair}) > 1
        }
    assert changed == {
        "priced": {"catalogue"},
        "hidden": {"catalogue", "shelves"},
        "renamed": {"catalogue", "words"},
        "counted": set(),
        "photographed": {"catalogue"},
    }
