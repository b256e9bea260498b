"""The demo shop: there at once, never beside real goods, gone without a trace."""

import asyncio
from datetime import datetime

from catalog import cards, demo, photos, products, shelves, stock
from catalog.models import ProductState
from catalog.products import NewProduct, NewVariant
from foundation import shop
from foundation.database import Database
from tests.builders import OWNER, a_product


async def load(database: Database, now: datetime) -> int:
    """Load the demo shop in a transaction of its own."""
    async with database.transaction() as session:
        return await demo.load_demo(session, now=now)


async def test_toko_melati_opens(database: Database, now: datetime) -> None:
    """Everything stands on a shelf with a photo, a price and a weight; some of it is sold out or low."""
    assert await load(database, now) == 26
    async with database.reading() as session:
        pages = [await shelves.shelf(session, None, page) for page in range(1, 5)]
        ids = [item.product_id for page in pages for item in page.items]
        shown = {(card := await cards.shopper_card(session, key)).name: card for key in ids}
        first_photo = await photos.read(session, shown["Kaos Katun Polos"].photos[0])
        assert await shop.shop_name(session) == "Toko Melati"
        assert await stock.audit(session) == []
    assert len(shown) == 26
    assert {len(card.photos) for card in shown.values()} == {1}
    assert first_photo is not None
    assert photos.kind_of(first_photo) == "image/jpeg"
    assert all(card.category and card.description and card.price_from > 0 for card in shown.values())
    book = shown["E-book Resep Kue Lebaran (PDF)"].variants
    assert [(variant.available, variant.weight_g) for variant in book] == [(999, 0)]
    shirt = shown["Kaos Katun Polos"]
    assert len(shirt.variants) == 12
    assert cards.find_variant(shirt, "hitam l").available > 3
    stocks = [variant.available for card in shown.values() for variant in card.variants]
    assert stocks.count(0) == 3
    assert sum(1 for number in stocks if 0 < number <= 3) == 4


async def test_it_opens_once(database: Database, now: datetime) -> None:
    """Workers that start together, or a second start, add nothing."""
    loaded = await asyncio.gather(*(load(database, now) for _ in range(3)))
    assert sorted(loaded) == [0, 0, 26]


async def test_real_goods_are_not_mixed_with_it(database: Database, now: datetime) -> None:
    """One product of the owner's own, even a deleted one, and the demo stays away."""
    async with database.transaction() as session:
        mug = await a_product(session, now)
        await products.set_state(session, mug.id, ProductState.DELETED, actor_id=OWNER, now=now)
    assert await load(database, now) == 0


async def test_the_owners_name_stays(database: Database, now: datetime) -> None:
    """A shop that has a name keeps it, before and after."""
    async with database.transaction() as session:
        await shop.write(session, "name", "Warung Sari")
    await load(database, now)
    async with database.transaction() as session:
        assert await shop.shop_name(session) == "Warung Sari"
        await demo.remove_demo(session, actor_id=OWNER, now=now)
        assert await shop.shop_name(session) == "Warung Sari"


async def test_toko_melati_closes(database: Database, now: datetime) -> None:
    """Own products stay, the demo's SKUs are free again, and closing twice closes nothing."""
    await load(database, now)
    own = NewProduct("Kaos Sendiri", variants=(NewVariant((), 1, sku="KAOS-HITAM-L"),))
    async with database.transaction() as session:
        mug = await a_product(session, now)
        assert await demo.remove_demo(session, actor_id=OWNER, now=now) == 26
        assert await demo.remove_demo(session, actor_id=OWNER, now=now) == 0
        await products.add(session, own, actor_id=OWNER, now=now)
    async with database.reading() as session:
        shelf = await shelves.shelf(session, None)
        assert [item.product_id for item in shelf.items] == [mug.id]
        assert shelf.children == ()
        assert await shop.shop_name(session) == "Etalase"
