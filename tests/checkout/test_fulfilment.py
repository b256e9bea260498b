"""Sending, handing over, receiving; and the cards on which both sides follow it."""

import pytest

from checkout import fulfilment, order_cards
from checkout.couriers import WaybillUnreadable
from checkout.errors import AlreadyDone, FieldEmpty, FieldTooLong, NotPaidYet, NotShippedYet, OrderGone
from checkout.fulfilment import Shipped
from checkout.order_cards import OrderCard
from tests.builders import OWNER, a_photo
from tests.checkout.builders import ANN, BOB, Shop


async def ship(shop: Shop, order_id: int, courier: str = "JNE", waybill: str = "JP 1234567890") -> Shipped:
    """Hand the parcel to the courier."""
    async with shop.session() as session:
        return await fulfilment.ship(
            session, order_id, courier, waybill, actor_id=OWNER, now=shop.clock.now()
        )


async def deliver(shop: Shop, order_id: int) -> None:
    """Say that it was handed over."""
    async with shop.session() as session:
        await fulfilment.deliver(session, order_id, actor_id=OWNER, now=shop.clock.now())


async def receive(shop: Shop, order_id: int, person_id: int = ANN) -> None:
    """Tap *Received*."""
    async with shop.session() as session:
        await fulfilment.receive(session, order_id, person_id, now=shop.clock.now())


async def card_of(shop: Shop, order_id: int, person_id: int | None = None) -> OrderCard:
    """Look at the order."""
    async with shop.database.reading() as session:
        return await order_cards.order_card(session, order_id, person_id=person_id)


async def test_an_order_from_payment_to_the_door(shop: Shop) -> None:
    """Paid, shipped with a waybill, received: the goods leave the books, the timeline tells it all."""
    async with shop.session() as session:
        photo = await a_photo(session, 1, shop.clock.now())
    order_id = await shop.order(goods={shop.mug: 2})
    shop.clock.advance(minutes=5)
    await shop.prove(order_id)
    shop.clock.advance(minutes=5)
    await shop.confirm(order_id)
    shop.clock.advance(hours=3)
    shipped = await ship(shop, order_id)
    assert (shipped.courier, shipped.courier_name, shipped.waybill) == ("jne", "JNE", "JP1234567890")
    assert shipped.tracking_url
    assert (await shop.stock(), await shop.allocations(order_id)) == ((3, 0), ["consumed"])
    assert [one for one, _ in await shop.news("order-shipped")] == [ANN]

    shop.clock.advance(days=2)
    await receive(shop, order_id)
    card = await card_of(shop, order_id, ANN)
    assert (card.state, card.parcel and card.parcel.state) == ("completed", "delivered")
    happened = [what for what, _ in card.timeline]
    assert happened == ["placed", "proof", "paid", "shipped", "delivered", "completed"]
    assert (card.courier, card.service, card.waybill) == ("jne", "REG", "JP1234567890")
    assert (card.tracking_url, card.photo, card.count) == (shipped.tracking_url, photo, 2)
    assert (card.customer_name, card.proof and card.proof.doubtful) == (f"Person{ANN}", False)
    assert [one for one, _ in await shop.news("order-received")] == [OWNER]
    with pytest.raises(AlreadyDone):
        await receive(shop, order_id)
    assert await shop.audit() == []


async def test_what_is_not_paid_does_not_leave_the_house(shop: Shop) -> None:
    """Nor what was cancelled; and nobody receives what was never sent."""
    order_id = await shop.order()
    for action in (ship, deliver, receive):
        with pytest.raises(NotPaidYet):
            await action(shop, order_id)
    await shop.confirm(order_id)
    with pytest.raises(NotShippedYet):
        await receive(shop, order_id)
    with pytest.raises(NotShippedYet):
        await deliver(shop, order_id)
    with pytest.raises(OrderGone):
        await receive(shop, order_id, BOB)
    canceled = await shop.order()
    await shop.cancel(canceled)
    with pytest.raises(NotPaidYet):
        await ship(shop, canceled)
    assert await shop.stock() == (5, 1)


async def test_a_parcel_needs_a_courier_and_a_waybill(shop: Shop) -> None:
    """A company's parcel has a number; the shop's own rider has none."""
    order_id = await shop.paid_order()
    for courier, waybill, error in (
        ("jne", "", FieldEmpty),
        ("jne", "hello", WaybillUnreadable),
        ("x" * 31, "JP1234567890", FieldTooLong),
    ):
        with pytest.raises(error):
            await ship(shop, order_id, courier, waybill)
    shipped = await ship(shop, order_id, " Mas  Joko ", "")
    assert (shipped.courier, shipped.waybill, shipped.tracking_url) == ("Mas Joko", "", None)
    card = await card_of(shop, order_id)
    assert (card.courier, card.service) == ("Mas Joko", ""), "it did not go with the service that was chosen"
    assert (await ship(shop, await shop.paid_order(BOB), "", "JP1234567890")).courier == "jne"


async def test_an_arrived_parcel_is_told_once(shop: Shop) -> None:
    """Shipped, delivered; a second *delivered* is refused, *received* still counts."""
    order_id = await shop.paid_order()
    await ship(shop, order_id)
    await deliver(shop, order_id)
    assert [one for one, _ in await shop.news("order-delivered")] == [ANN]
    with pytest.raises(AlreadyDone):
        await deliver(shop, order_id)
    with pytest.raises(AlreadyDone):
        await ship(shop, order_id)
    await receive(shop, order_id)
    assert (await card_of(shop, order_id)).state == "completed"
    assert await shop.stock() == (4, 0)


async def test_digital_goods_are_handed_over_in_the_chat(shop: Shop) -> None:
    """No courier, no waybill: straight from paid to delivered, and off the books."""
    ebook = await shop.product("E-book", weight_g=0)
    order_id = (await shop.place(ANN, (await shop.ready(only=(ebook, 1))).token)).order_id
    await shop.confirm(order_id)
    await deliver(shop, order_id)
    card = await card_of(shop, order_id)
    assert (card.state, card.waybill, card.parcel and card.parcel.state) == ("fulfilled", "", "delivered")
    assert await shop.stock(ebook) == (4, 0)
    with pytest.raises(AlreadyDone):
        await deliver(shop, order_id)
    assert await shop.audit() == []


async def test_lists_show_what_has_to_be_done(shop: Shop) -> None:
    """Every order is on the list of its own kind, newest first, eight a page."""
    await shop.restock(50)
    unpaid, review, paid, sent, done, over = [await shop.order() for _ in range(6)]
    await shop.prove(review)
    for order_id in (paid, sent, done):
        await shop.confirm(order_id)
    for order_id in (sent, done):
        await ship(shop, order_id)
    await receive(shop, done)
    await shop.cancel(over)

    async with shop.database.reading() as session:
        found = {
            kind: [item.order_id for item in (await order_cards.orders_in(session, kind)).items]
            for kind in ("all", "unpaid", "review", "to-ship", "shipped", "done", "nonsense")
        }
    everything = [over, done, sent, paid, review, unpaid]
    assert found == {
        "all": everything,
        "unpaid": [unpaid],
        "review": [review],
        "to-ship": [paid],
        "shipped": [sent],
        "done": [over, done],
        "nonsense": everything,
    }


async def test_a_shopper_pages_through_their_own_orders(shop: Shop) -> None:
    """Nine orders are two pages; a page that does not exist is the nearest one; Bob's list is empty."""
    await shop.restock(50)
    numbers = [await shop.order(goods={shop.mug: 2}) for _ in range(9)]
    async with shop.database.reading() as session:
        first = await order_cards.orders_of(session, ANN)
        last = await order_cards.orders_of(session, ANN, page=99)
        none = await order_cards.orders_of(session, BOB, page=-1)
    assert [item.order_id for item in first.items] == numbers[:0:-1]
    assert (first.page, first.pages, first.total) == (1, 2, 9)
    assert ([item.order_id for item in last.items], last.page) == (numbers[:1], 2)
    (item,) = last.items
    assert (item.count, item.first_name, item.total, item.payment_state) == (2, "Mug", 110_000, "created")
    assert (none.items, none.page, none.pages, none.total) == ((), 1, 1, 0)


async def test_nobody_reads_somebody_elses_card(shop: Shop) -> None:
    """A forwarded button or a guessed number shows nothing."""
    order_id = await shop.order()
    for number, person_id in ((order_id, BOB), (99, ANN), (99, None)):
        with pytest.raises(OrderGone):
            await card_of(shop, number, person_id)
