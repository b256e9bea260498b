"""Bugs that other shops shipped, by their names there: none of them is here.

Those of the chat, of messages and of the database stand beside what they are about, with their references as well.
"""

import asyncio
from collections import Counter
from typing import Any

import pytest
from sqlalchemy import insert, select

from catalog.errors import OutOfStock
from catalog.models import Product, ProductState, StockLevel, Variant
from checkout import accounts, allocations, attempts, charging, drafts, expiry, payments
from checkout.errors import NotOnSale, QuoteChanged
from checkout.gateways.values import Standing, State
from checkout.models import Allocation, AmountLease, Draft, Order, OrderLine, Payment
from checkout.money.models import MoneyEntry
from checkout.payments import PaymentView
from tests.builders import OWNER
from tests.checkout.builders import ANN, BOB, Shop
from tests.checkout.test_placing import unchanged
from tests.checkout.test_races import outcome


async def asked(shop: Shop, order_id: int) -> PaymentView:
    """Read how an order is paid."""
    async with shop.database.reading() as session:
        return await payments.payment_of(session, order_id)


async def at_midtrans(shop: Shop) -> int:
    """Let the shop take money by a gateway; gives the account."""
    async with shop.session() as session:
        return await accounts.offer_gateway(session, "midtrans", "qris", actor_id=OWNER, now=shop.clock.now())


async def gateway_says(shop: Shop, order_id: int, state: State) -> str:
    """Let the gateway say how an order's payment stands; gives what became of it."""
    payment = await asked(shop, order_id)
    name = charging.reference(order_id, payment.id)
    standing = Standing("midtrans", name, "id", payment.amount, payment.currency, state)
    async with shop.session() as session:
        return await charging.believe(session, standing, now=shop.clock.now())


async def sweep(shop: Shop) -> list[int]:
    """Let time do its work."""
    async with shop.session() as session:
        return await expiry.expire_unpaid(session, now=shop.clock.now())


async def race_for_the_last_mug(shop: Shop, account: int = 0) -> tuple[int, int]:
    """Two people tap *Place order* at the same moment; gives who got the mug and who did not."""
    await shop.restock(1)
    tokens = {who: (await shop.ready(who, account=account)).token for who in (ANN, BOB)}
    said = await asyncio.gather(*(outcome(shop.place(who, token)) for who, token in tokens.items()))
    assert Counter(said) == {"done": 1, OutOfStock.__name__: 1}
    return (ANN, BOB) if said[0] == "done" else (BOB, ANN)


async def test_two_checkouts_for_the_last_unit(shop: Shop) -> None:
    """saleor#543, spree PR 3808, CVE-2024-53476. One gets it, the other is told; it is promised once."""
    winner, _ = await race_for_the_last_mug(shop)
    assert await shop.rows(select(Order.person_id)) == [(winner,)]
    assert await shop.stock() == (1, 1)
    assert await shop.audit() == []


async def test_the_losers_order_is_no_orphan(shop: Shop) -> None:
    """medusa#16825. Of the order that could not be there is nothing: no row, no amount; the cart is as it was."""
    winner, loser = await race_for_the_last_mug(shop)
    for table in (Order, OrderLine, Payment, Allocation, AmountLease):
        assert await shop.count(table) == 1
    assert (await shop.cart(winner), await shop.cart(loser)) == ({}, {shop.mug: 1})
    assert await shop.rows(select(Draft.person_id)) == [(loser,)]
    assert len(await shop.news("order-placed")) == 1


async def test_nobody_is_charged_for_what_is_gone(shop: Shop) -> None:
    """vendure#3065. A gateway is asked for money only after the goods are promised: the loser is never asked."""
    winner, _ = await race_for_the_last_mug(shop, await at_midtrans(shop))
    async with shop.session() as session:
        asked_for = await charging.lease(session, now=shop.clock.now())
    assert [one.person_id for one in asked_for] == [winner]


async def test_an_allocation_is_no_lost_update(shop: Shop) -> None:
    """django-oscar#1811. Orders and cancellations of twelve people at once: every one of them counts."""
    await shop.restock(50)
    old = {who: await shop.order(who) for who in range(3001, 3007)}
    tokens = {who: (await shop.ready(who)).token for who in range(3007, 3013)}
    await asyncio.gather(
        *(shop.cancel(order_id, who) for who, order_id in old.items()),
        *(shop.place(who, token) for who, token in tokens.items()),
    )
    assert await shop.stock() == (50, 6)
    assert await shop.audit() == []


async def test_the_reserved_counter_neither_drifts_nor_goes_negative(shop: Shop) -> None:
    """medusa#16569. Cancelled twice, expired and cancelled, swept twice, paid late: what is promised is right."""
    canceled, expired, late = await shop.order(), await shop.order(BOB), await shop.order(3001)
    await asyncio.gather(*(outcome(shop.cancel(canceled, ANN)) for _ in range(3)))
    shop.clock.advance(hours=25)
    said = await asyncio.gather(sweep(shop), sweep(shop), outcome(shop.cancel(expired, BOB)))
    assert late in {*said[0], *said[1]}
    await outcome(shop.cancel(expired, BOB))
    assert await shop.stock() == (5, 0)
    await shop.confirm(late)
    assert await shop.stock() == (5, 1)
    assert await shop.audit() == []


async def test_a_shoppers_own_hold_does_not_lock_them_out(shop: Shop) -> None:
    """woocommerce#67354. The last mug is Ann's: her button still works, another way to pay too, and a new try."""
    await shop.restock(1)
    token = (await shop.ready()).token
    order_id = (await shop.place(ANN, token)).order_id
    assert (await shop.place(ANN, token)).order_id == order_id
    async with shop.session() as session:
        await attempts.pay_otherwise(session, ANN, order_id, shop.qris, now=shop.clock.now())
    await shop.cancel(order_id, ANN)
    assert await shop.order() > order_id
    assert await shop.stock() == (1, 1)


async def test_a_paid_order_is_not_cancelled_by_a_timeout(shop: Shop) -> None:
    """woocommerce#20928. Money, or its picture, that comes in the last moment wins over the clock."""
    orders = {
        "paid": await shop.order(),
        "proved": await shop.order(BOB),
        "both at once": await shop.order(3001),
    }
    shop.clock.advance(hours=24)
    await shop.confirm(orders["paid"])
    await shop.prove(orders["proved"], BOB)
    await asyncio.gather(sweep(shop), outcome(shop.confirm(orders["both at once"])))
    shop.clock.advance(days=30)
    await sweep(shop)
    said = {name: (await shop.states(order_id))[0] for name, order_id in orders.items()}
    assert said == {"paid": "processing", "proved": "pending_payment", "both at once": "processing"}
    assert await shop.audit() == []


async def test_nobody_is_charged_twice(shop: Shop) -> None:
    """medusa#13301. Three taps ask the gateway once; its word, told five times at once, is one payment."""
    token = (await shop.ready(account=await at_midtrans(shop))).token
    placed = await asyncio.gather(*(shop.place(ANN, token) for _ in range(3)))
    (order_id,) = {one.order_id for one in placed}
    leased: list[Any] = []
    for _ in range(2):
        async with shop.session() as session:
            leased += await charging.lease(session, now=shop.clock.now())
    assert len(leased) == 1
    said = await asyncio.gather(*(gateway_says(shop, order_id, State.PAID) for _ in range(5)))
    assert Counter(said) == {"full": 1, "repeated": 4}
    assert await shop.count(MoneyEntry) == len(await shop.news("payment-confirmed")) == 1
    assert await shop.audit() == []


async def test_a_webhook_and_the_shopper_do_not_make_two_orders(shop: Shop) -> None:
    """mercur#1400. The gateway's word and a second tap arrive together: one order, paid once."""
    token = (await shop.ready(account=await at_midtrans(shop))).token
    order_id = (await shop.place(ANN, token)).order_id
    again, said = await asyncio.gather(shop.place(ANN, token), gateway_says(shop, order_id, State.PAID))
    assert (again.order_id, again.repeated, said) == (order_id, True, "full")
    assert await shop.count(Order) == await shop.count(Payment) == await shop.count(MoneyEntry) == 1
    assert await shop.states(order_id) == ("processing", "settled")


async def test_a_failed_payment_does_not_block_the_next_try(shop: Shop) -> None:
    """medusa#6745. The same way once more, and then by bank: the order keeps its goods, and is paid."""
    gateway = await at_midtrans(shop)
    order_id = await shop.order(account=gateway)
    for account in (gateway, shop.bank):
        assert await gateway_says(shop, order_id, State.FAILED) == "failed"
        async with shop.session() as session:
            await attempts.pay_otherwise(session, ANN, order_id, account, now=shop.clock.now())
    await shop.confirm(order_id)
    assert (await asked(shop, order_id)).method == "bank"
    assert await shop.allocations(order_id) == ["committed"]
    assert await shop.audit() == []


@pytest.mark.parametrize(("price", "pieces"), [(33_333, 3), (1, 4), (99_999, 2), (12_345, 5)])
async def test_lines_and_postage_add_up_to_the_total(shop: Shop, price: int, pieces: int) -> None:
    """woocommerce#64668. To the rupiah, whatever the prices."""
    odd = await shop.product("Stiker", price=price, weight_g=333)
    order_id = await shop.order(goods={shop.mug: 1, odd: pieces})
    lines = sum(one * many for one, many in await shop.rows(select(OrderLine.unit_price, OrderLine.quantity)))
    ((subtotal, shipping, discount, total),) = await shop.rows(
        select(Order.subtotal, Order.shipping, Order.discount, Order.total).where(Order.id == order_id)
    )
    assert lines == subtotal == 50_000 + price * pieces
    assert subtotal + shipping - discount == total
    assert 0 < (await asked(shop, order_id)).amount - total <= 999


async def test_a_stale_cart_is_not_orderable(shop: Shop) -> None:
    """django-oscar#4524. A stale cart cannot be ordered: the shopper hears which thing it is."""
    summary = await shop.ready(goods={shop.mug: 3})
    await shop.plant(StockLevel, StockLevel.variant_id == shop.mug, on_hand=2)
    with pytest.raises(OutOfStock) as told:
        await shop.place(ANN, summary.token)
    assert (told.value.facts["wanted"], told.value.facts["available"]) == (3, 2)
    await shop.plant(Product, Product.name == "Mug", state=ProductState.HIDDEN)
    with pytest.raises(NotOnSale):
        await shop.place(ANN, summary.token)
    await unchanged(shop)


async def test_the_same_sku_on_two_lines_is_checked_as_one(shop: Shop) -> None:
    """vendure#2702, medusa#16502. Two lines of three are six of five: the stock is checked for the sum, not line by line."""
    order_id = await shop.order(goods={shop.mug: 3})
    await shop.cancel(order_id, ANN)
    ((product_id,),) = await shop.rows(select(Variant.product_id).where(Variant.id == shop.mug))
    async with shop.session() as session:
        line = {"variant_id": shop.mug, "product_id": product_id, "sku": "M", "name": "Mug", "label": ""}
        more = {"order_id": order_id, "unit_price": 50_000, "quantity": 3, "weight_g": 250}
        await session.execute(insert(OrderLine).values(**line, **more))
    with pytest.raises(OutOfStock) as told:
        async with shop.session() as session:
            await allocations.promise(session, order_id, actor_id=ANN, now=shop.clock.now())
    assert told.value.facts["wanted"] == 6
    assert await shop.stock() == (5, 0)


async def test_an_old_price_is_neither_honoured_nor_changed_silently(shop: Shop) -> None:
    """spree#11801. Dearer or cheaper: nothing happens before the shopper has seen it; then they may agree."""
    summary = await shop.ready()
    await shop.plant(Variant, Variant.id == shop.mug, price=49_000)
    with pytest.raises(QuoteChanged) as told:
        await shop.place(ANN, summary.token)
    assert told.value.facts == {"total": 59_000, "currency": "IDR"}
    await unchanged(shop)
    assert await shop.cart() == {shop.mug: 1}

    async with shop.session() as session:
        seen = await drafts.summary(session, ANN, now=shop.clock.now())
    assert (seen.lines[0].problem, seen.problems) == ("price-changed", ())
    assert (await shop.place(ANN, seen.token)).repeated is False
