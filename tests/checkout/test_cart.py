"""The cart: what is in it, what has changed since, and what it refuses."""

import asyncio

import pytest
from sqlalchemy import select

from catalog import products
from catalog.errors import OutOfStock, VariantGone
from catalog.models import Product, ProductState, StockLevel, Variant
from checkout import cart
from checkout.cart import LARGEST_QUANTITY, MOST_LINES
from checkout.errors import CartFull, NotOnSale, QuantityWrong
from checkout.models import CartLine
from tests.builders import OWNER, a_photo, a_product
from tests.checkout.builders import ANN, BOB, Shop


async def add(shop: Shop, quantity: int = 1, variant_id: int = 0, person_id: int = ANN) -> cart.Cart:
    """Tap *Add to cart*."""
    async with shop.session() as session:
        return await cart.add(session, person_id, variant_id or shop.mug, quantity, now=shop.clock.now())


async def change(shop: Shop, by: int) -> cart.Cart:
    """Tap − or +."""
    async with shop.session() as session:
        return await cart.change(session, ANN, shop.mug, by, now=shop.clock.now())


async def view(shop: Shop) -> cart.Cart:
    """Open the cart."""
    async with shop.database.reading() as session:
        return await cart.view(session, ANN)


async def test_adding_the_same_mug_twice_is_one_line_of_two(shop: Shop) -> None:
    """A line shows name, price, stock and picture; the cart adds it up."""
    async with shop.session() as session:
        product_id = await session.scalar(select(Variant.product_id).where(Variant.id == shop.mug))
        photo = await a_photo(session, product_id, shop.clock.now())
    await add(shop)
    filled = await add(shop)

    (line,) = filled.lines
    assert (line.name, line.quantity, line.unit_price, line.available) == ("Mug", 2, 50_000, 5)
    assert (line.photo, line.problem, line.on_sale, line.product_id) == (photo, None, True, product_id)
    assert (filled.subtotal, filled.count, filled.weight_g, filled.currency) == (100_000, 2, 500, "IDR")
    async with shop.database.reading() as session:
        assert await cart.count(session, ANN) == 2
        assert await cart.count(session, BOB) == 0


async def test_more_than_there_are_do_not_fit(shop: Shop) -> None:
    """Six of five are refused at once, and so is a sixth after five; the cart stays as it was."""
    with pytest.raises(OutOfStock) as told:
        await add(shop, 6)
    assert told.value.facts == {"variant_id": shop.mug, "name": "Mug", "wanted": 6, "available": 5}
    await add(shop, 5)
    with pytest.raises(OutOfStock) as told:
        await add(shop, 1)
    assert told.value.facts["wanted"] == 6
    with pytest.raises(OutOfStock):
        await change(shop, 1)
    assert await shop.cart() == {shop.mug: 5}


async def test_absurd_quantities_are_refused(shop: Shop) -> None:
    """Nobody buys nothing, fewer than nothing, or a billion."""
    for quantity in (0, -1, -999, LARGEST_QUANTITY + 1, 2**40):
        with pytest.raises(QuantityWrong):
            await add(shop, quantity)
    assert await shop.cart() == {}


async def test_a_line_never_grows_past_the_largest_quantity(shop: Shop) -> None:
    """Two taps of 999 do not make 1998, however many there are."""
    await shop.plant(StockLevel, StockLevel.variant_id == shop.mug, on_hand=5_000)
    await add(shop, 999)
    with pytest.raises(QuantityWrong) as told:
        await add(shop, 999)
    assert told.value.facts == {"quantity": 1998, "largest": 999}


async def test_minus_at_one_removes_the_line(shop: Shop) -> None:
    """And a minus on a line that is gone leaves the cart as it is."""
    await add(shop, 2)
    assert (await change(shop, -1)).count == 1
    assert (await change(shop, -1)).lines == ()
    assert (await change(shop, -1)).lines == ()
    assert (await change(shop, 1)).count == 1, "plus on an old screen still means one of this"


async def test_an_old_card_cannot_add_what_is_hidden(shop: Shop) -> None:
    """Drafts, hidden and deleted products are not for sale; a number nobody knows is gone."""
    async with shop.session() as session:
        product_id = await session.scalar(select(Variant.product_id).where(Variant.id == shop.mug))
        await products.set_state(
            session, product_id, ProductState.HIDDEN, actor_id=OWNER, now=shop.clock.now()
        )
    with pytest.raises(NotOnSale) as told:
        await add(shop)
    assert told.value.facts == {"variant_id": shop.mug, "name": "Mug"}
    with pytest.raises(VariantGone):
        await add(shop, variant_id=99_999)


async def test_the_cart_says_what_has_changed_since(shop: Shop) -> None:
    """A changed price, too few, sold out, gone: the worst is told, and what cannot be had costs nothing."""
    await add(shop, 3)
    await shop.plant(Variant, Variant.id == shop.mug, price=55_000)
    (line,) = (await view(shop)).lines
    assert (line.problem, line.seen_price, line.unit_price) == ("price-changed", 50_000, 55_000)
    assert line.is_buyable
    async with shop.session() as session:
        await cart.accept_prices(session, ANN)
    assert (await view(shop)).lines[0].problem is None

    await shop.plant(StockLevel, StockLevel.variant_id == shop.mug, on_hand=2)
    assert (await view(shop)).lines[0].problem == "too-few"
    await shop.plant(StockLevel, StockLevel.variant_id == shop.mug, on_hand=0)
    assert ((await view(shop)).lines[0].problem, (await view(shop)).subtotal) == ("sold-out", 0)
    await shop.plant(Product, Product.id == line.product_id, state=ProductState.DELETED)
    assert ((await view(shop)).lines[0].problem, (await view(shop)).subtotal) == ("gone", 0)


async def test_fifty_different_things_fit_and_no_more(shop: Shop) -> None:
    """A full cart still takes more of what is in it."""
    async with shop.session() as session:
        shirt = await a_product(
            session, shop.clock.now(), "Kaos", stock=9,
            options={"Ukuran": list("ABCDEFGHIJ"), "Warna": list("12345")},
        )  # fmt: skip
        for variant in shirt.variants[:MOST_LINES]:
            await cart.add(session, ANN, variant.id, 1, now=shop.clock.now())
    with pytest.raises(CartFull) as told:
        await add(shop)
    assert told.value.facts == {"limit": 50}
    assert (await add(shop, variant_id=shirt.variants[0].id)).count == 51


async def test_taps_at_the_same_moment_are_all_counted(shop: Shop) -> None:
    """Five quick taps make five, a sixth is refused: nothing is lost and nothing is invented."""
    taps = await asyncio.gather(*(add(shop) for _ in range(6)), return_exceptions=True)
    assert sum(isinstance(tap, OutOfStock) for tap in taps) == 1
    assert await shop.cart() == {shop.mug: 5}


async def test_removing_a_line_leaves_other_carts_alone(shop: Shop) -> None:
    """Ann's ✕ is Ann's."""
    await add(shop)
    await add(shop, person_id=BOB)
    async with shop.session() as session:
        assert (await cart.remove(session, ANN, shop.mug)).lines == ()
    assert await shop.count(CartLine) == 1
