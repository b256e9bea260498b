"""Shelves: they nest, hide when empty, and have pages that always exist."""

from datetime import datetime

import pytest

from catalog import categories, products, shelves
from catalog.errors import CategoryGone, NameMissing
from catalog.models import ProductState
from foundation.database import Database
from tests.builders import OWNER, SIZES, a_product


async def test_a_path_is_one_shelf_however_it_is_written(database: Database) -> None:
    """Case, blanks and the kind of arrow make no difference."""
    async with database.transaction() as session:
        tops = await categories.find_or_add(session, "Pakaian > Atasan")
        for spelling in ("pakaian>atasan", " PAKAIAN / Atasan ", "Pakaian >  > atasan"):
            assert await categories.find_or_add(session, spelling) == tops
        assert await categories.path_of(session, tops) == "Pakaian > Atasan"
        other = await categories.find_or_add(session, "Sepatu > Atasan")
        assert other != tops, "the same name elsewhere is another shelf"
        rows = await categories.all_categories(session)
        assert [row.name for row in rows if row.parent_id is None] == ["Pakaian", "Sepatu"]
        assert await categories.path_of(session, None) == await categories.path_of(session, 4711) == ""


async def test_a_shelf_needs_a_name(database: Database) -> None:
    """A path of nothing but arrows is refused."""
    async with database.transaction() as session:
        for path in ("", " > ", "/"):
            with pytest.raises(NameMissing):
                await categories.find_or_add(session, path)


async def test_walking_into_a_nested_shelf(database: Database, now: datetime) -> None:
    """A shelf shows all that stands on the shelves inside it, and doors with how much is behind them."""
    async with database.transaction() as session:
        shirt = await a_product(session, now, "Kaos", category="Pakaian > Atasan", options=SIZES)
        dress = await a_product(session, now, "Gaun", category="Pakaian > Gaun > Pesta")
        mug = await a_product(session, now, "Mug")
        await categories.find_or_add(session, "Pakaian > Kosong")
        root = await shelves.shelf(session, None)
        clothes = await shelves.shelf(session, root.children[0].id)
        tops = await shelves.shelf(session, shirt.category_id)

    assert [(door.name, door.products) for door in root.children] == [("Pakaian", 2)]
    assert [item.product_id for item in root.items] == [mug.id, dress.id, shirt.id], "newest first"
    assert [(door.name, door.products) for door in clothes.children] == [("Atasan", 1), ("Gaun", 1)]
    assert [item.name for item in clothes.items] == ["Gaun", "Kaos"]
    assert (root.category_id, root.title, root.parent_id, root.total) == (None, "", None, 3)
    assert (tops.title, tops.parent_id, tops.children, tops.total) == ("Atasan", clothes.category_id, (), 1)


async def test_a_line_of_the_shelf(database: Database, now: datetime) -> None:
    """Cheapest and dearest price, and what is free of all variants."""
    async with database.transaction() as session:
        shirt = await a_product(session, now, "Kaos", price=85_000, stock=5, options=SIZES)
        large = shirt.variants[2].id
        await products.set_price(session, shirt.id, 90_000, variant_id=large, actor_id=OWNER, now=now)
        shelf = await shelves.shelf(session, None)
    assert shelf.items == (shelves.ShelfItem(shirt.id, "Kaos", 85_000, 90_000, 15),)


async def test_leafing_through_pages(database: Database, now: datetime) -> None:
    """Eight a page; a page that does not exist (any more) is the nearest one that does."""
    async with database.transaction() as session:
        for number in range(1, 18):
            await a_product(session, now, f"Mug {number}")
        pages = {page: await shelves.shelf(session, None, page) for page in (-1, 0, 1, 2, 3, 4, 99)}
    assert [item.name for item in pages[2].items] == [f"Mug {number}" for number in range(9, 1, -1)]
    assert [item.name for item in pages[3].items] == ["Mug 1"]
    assert {asked: (shelf.page, shelf.pages, shelf.total) for asked, shelf in pages.items()} == {
        -1: (1, 3, 17),
        0: (1, 3, 17),
        1: (1, 3, 17),
        2: (2, 3, 17),
        3: (3, 3, 17),
        4: (3, 3, 17),
        99: (3, 3, 17),
    }


async def test_what_is_not_published_stands_on_no_shelf(database: Database, now: datetime) -> None:
    """A shelf with only drafts has no door; walking in by an old button finds it empty, not broken."""
    async with database.transaction() as session:
        draft = await a_product(session, now, category="Dapur", state=ProductState.DRAFT)
        root, kitchen = await shelves.shelf(session, None), await shelves.shelf(session, draft.category_id)
    assert (root.children, root.items, root.page, root.pages, root.total) == ((), (), 1, 1, 0)
    assert (kitchen.title, kitchen.items, kitchen.pages) == ("Dapur", (), 1)


async def test_a_shelf_that_never_was(database: Database) -> None:
    """A forged or ancient button is gone."""
    async with database.reading() as session:
        with pytest.raises(CategoryGone):
            await shelves.shelf(session, 4711)
