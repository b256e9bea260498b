"""Placing an order: once, exactly as agreed, or not at all."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from catalog.models import Product, Variant
from checkout import accounts, drafts, order_cards, shipping
from checkout.errors import (
    CartEmpty,
    DetailsMissing,
    NothingToPay,
    OrderTooLarge,
    QuoteChanged,
    StaleCheckout,
)
from checkout.models import AmountLease, CartLine, Draft, Order, OrderLine
from checkout.qris import parse
from foundation.audit import AuditEntry
from foundation.errors import NotAllowed
from tests.builders import OWNER, SIZES, a_product
from tests.checkout.builders import ANN, BOB, CIMAHI, WINDOW, Shop


async def test_an_order_freezes_what_was_agreed(shop: Shop) -> None:
    """Names, prices and the address stay as they were; stock is promised, the cart is empty, the owner knows."""
    order_id = await shop.order(goods={shop.mug: 2})
    await shop.plant(Variant, Variant.id == shop.mug, price=99_000)
    await shop.plant(Product, Product.name == "Mug", name="Cangkir")

    async with shop.database.reading() as session:
        card = await order_cards.order_card(session, order_id, person_id=ANN)
    assert order_id == 1001
    assert [(line.name, line.unit_price, line.quantity) for line in card.lines] == [("Mug", 50_000, 2)]
    assert (card.subtotal, card.shipping, card.discount, card.total) == (100_000, 10_000, 0, 110_000)
    assert (card.recipient, card.street, card.place) == (
        f"Person{ANN}", "Jl. Melati 5", "Cimahi Selatan, Kota Cimahi, Jawa Barat",
    )  # fmt: skip
    assert (card.courier, card.service, card.language) == ("jne", "REG", "en")
    assert card.expires_at == shop.clock.now() + WINDOW
    assert card.payment is not None and 110_001 <= card.payment.amount <= 110_999
    assert await shop.stock() == (5, 2)
    assert await shop.cart() == {}
    assert await shop.count(Draft) == 0
    assert await shop.news("order-placed") == [(OWNER, {"order_id": order_id})]
    actions = [entry for (entry,) in await shop.rows(select(AuditEntry.action))]
    assert "order-placed" in actions
    assert await shop.audit() == []


async def test_the_owner_hears_that_the_mugs_run_low(shop: Shop) -> None:
    """With the facts to restock: the news goes out with the order that caused it."""
    await shop.order(goods={shop.mug: 2})
    await shop.order(BOB)
    ((owner, facts),) = await shop.news("stock-low")
    assert owner == OWNER
    assert (facts["variant_id"], facts["name"], facts["available"]) == (shop.mug, "Mug", 3)


async def test_the_same_token_again_is_the_same_order(shop: Shop) -> None:
    """Minutes later, too: one token, one order."""
    summary = await shop.ready()
    first = await shop.place(ANN, summary.token)
    shop.clock.advance(minutes=10)
    again = await shop.place(ANN, summary.token)
    assert (first.repeated, again.repeated, again.order_id) == (False, True, first.order_id)
    assert await shop.count(Order) == 1
    assert await shop.stock() == (5, 1)


async def test_a_token_that_became_an_order_meanwhile_gives_that_order(shop: Shop) -> None:
    """Even if this tap still finds the checkout open, the order's own row decides."""
    summary = await shop.ready()
    first = await shop.place(ANN, summary.token)
    await shop.ready()
    await shop.plant(Draft, Draft.person_id == ANN, token=summary.token)
    again = await shop.place(ANN, summary.token)
    assert (again.repeated, again.order_id) == (True, first.order_id)
    assert await shop.stock() == (5, 1)
    assert await shop.cart() == {shop.mug: 1}


async def test_nobody_orders_with_somebody_elses_button(shop: Shop) -> None:
    """Neither before nor after it was used."""
    summary = await shop.ready()
    with pytest.raises(StaleCheckout):
        await shop.place(BOB, summary.token)
    await shop.place(ANN, summary.token)
    with pytest.raises(NotAllowed):
        await shop.place(BOB, summary.token)
    with pytest.raises(StaleCheckout):
        await shop.place(ANN, "never-was-a-token")


async def unchanged(shop: Shop) -> None:
    """Nothing was ordered, promised, taken or told."""
    assert await shop.count(Order) == await shop.count(OrderLine) == await shop.count(AmountLease) == 0
    assert (await shop.stock())[1] == 0
    assert await shop.news("order-placed") == []


async def test_prices_that_change_places_are_shown_again(shop: Shop) -> None:
    """One thing dearer, the other cheaper: the same total is not the same agreement."""
    shirt = await shop.product("Kaos", price=60_000)
    summary = await shop.ready(goods={shop.mug: 1, shirt: 1})
    await shop.plant(Variant, Variant.id == shop.mug, price=60_000)
    await shop.plant(Variant, Variant.id == shirt, price=50_000)
    with pytest.raises(QuoteChanged):
        await shop.place(ANN, summary.token)
    await unchanged(shop)


async def test_a_rate_or_an_account_that_changed_is_shown_again(shop: Shop) -> None:
    """Postage is part of what was agreed, and so is where the money goes."""
    summary = await shop.ready()
    async with shop.session() as session:
        await shipping.set_zone(session, "32", "JNE", "REG", 12_000, "", actor_id=OWNER, now=shop.clock.now())
    with pytest.raises(QuoteChanged):
        await shop.place(ANN, summary.token)
    async with shop.session() as session:
        seen = await drafts.summary(session, ANN, now=shop.clock.now())
        await accounts.remove_account(session, shop.bank, actor_id=OWNER, now=shop.clock.now())
    with pytest.raises(QuoteChanged):
        await shop.place(ANN, seen.token)
    await unchanged(shop)


async def test_an_order_without_details_is_not_placed(shop: Shop) -> None:
    """What is missing is named, the first thing to ask first; an emptied cart is not ordered either."""
    await shop.ready()
    await shop.plant(Draft, Draft.person_id == ANN, street="", district_code="")
    async with shop.session() as session:
        seen = await drafts.summary(session, ANN, now=shop.clock.now())
    with pytest.raises(DetailsMissing) as told:
        await shop.place(ANN, seen.token)
    assert told.value.facts == {"missing": ("street", "district", "shipping"), "first": "street"}
    async with shop.session() as session:
        await session.execute(CartLine.__table__.delete())
    with pytest.raises(CartEmpty):
        await shop.place(ANN, seen.token)
    await unchanged(shop)


async def test_orders_over_nothing_or_over_a_fortune_are_refused(shop: Shop) -> None:
    """A price of zero cannot be paid; nobody buys for more than a trillion."""
    free = await shop.product("Stiker", price=0, weight_g=0)
    gold = await shop.product("Emas", price=999_999_999_999, stock=9, weight_g=0)
    for goods, error in (({free: 1}, NothingToPay), ({gold: 2}, OrderTooLarge)):
        summary = await shop.ready(only=next(iter(goods.items())))
        with pytest.raises(error):
            await shop.place(ANN, summary.token)
    await unchanged(shop)


async def test_buying_now_leaves_the_rest_of_the_cart(shop: Shop) -> None:
    """One shirt bought at once; the mug and the second shirt stay in the cart."""
    shirt = await shop.product("Kaos")
    await shop.order(goods={shirt: 1})
    async with shop.session() as session:
        from checkout import cart

        await cart.add(session, ANN, shop.mug, 1, now=shop.clock.now())
        await cart.add(session, ANN, shirt, 2, now=shop.clock.now())
    summary = await shop.ready(only=(shirt, 1))
    assert summary.is_buy_now
    await shop.place(ANN, summary.token)
    assert await shop.cart() == {shop.mug: 1, shirt: 1}
    assert await shop.stock(shirt) == (5, 2)


async def test_several_variants_are_promised_together_or_not_at_all(shop: Shop) -> None:
    """The last size being gone keeps nothing of the others."""
    async with shop.session() as session:
        shirt = await a_product(session, shop.clock.now(), "Kaos", options=SIZES)
    small, medium, large = (variant.id for variant in shirt.variants)
    summary = await shop.ready(goods={large: 1, small: 2, medium: 1})
    placed = await shop.place(ANN, summary.token)
    assert await shop.allocations(placed.order_id) == ["active"] * 3
    assert [await shop.stock(one) for one in (small, medium, large)] == [(5, 2), (5, 1), (5, 1)]
    assert await shop.audit() == []


async def test_the_qris_code_carries_the_amount(shop: Shop) -> None:
    """A QRIS order asks for the total itself, in a code that scans as such."""
    order_id = await shop.order(account=shop.qris)
    async with shop.database.reading() as session:
        payment = (await order_cards.order_card(session, order_id)).payment
    assert (payment.method, payment.amount) == ("qris", 60_000)
    code = parse(payment.payload)
    assert (code.is_dynamic, code.amount, code.merchant_name) == (True, 60_000, "TOKO CONTOH")


async def test_a_digital_order_has_no_address(shop: Shop) -> None:
    """Nothing is sent, so nothing is kept about where."""
    ebook = await shop.product("E-book", price=20_000, weight_g=0)
    order_id = (await shop.place(ANN, (await shop.ready(only=(ebook, 1))).token)).order_id
    async with shop.database.reading() as session:
        card = await order_cards.order_card(session, order_id)
    assert (card.street, card.place, card.courier, card.shipping) == ("", "", "", 0)


async def test_the_window_is_the_shops(shop: Shop) -> None:
    """An order placed with two hours to pay ends two hours later."""
    from checkout import orders

    summary = await shop.ready()
    async with shop.session() as session:
        placed = await orders.place(
            session, ANN, summary.token, language="id", window=timedelta(hours=2), now=shop.clock.now()
        )
    ((expires_at, district),) = await shop.rows(
        select(Order.expires_at, Order.district_code).where(Order.id == placed.order_id)
    )
    assert (expires_at, district) == (shop.clock.now() + timedelta(hours=2), CIMAHI)
