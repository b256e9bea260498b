"""Money that goes back: a part, all, too much, twice; the goods and the order follow."""

import pytest
from sqlalchemy import select, update

from catalog import stock
from checkout import attempts, holds, payments, settling
from checkout.errors import KeyReused
from checkout.lives import REFUND_NEXT, OrderState, RefundState, before
from checkout.models import Allocation, Order, OrderLine
from checkout.money.errors import (
    RefundBeforePayment,
    RefundNothing,
    RefundQuantityWrong,
    RefundTooHigh,
)
from checkout.money.models import MoneyEntry, Refund, RefundLine
from checkout.settling import Money
from tests.builders import OWNER
from tests.checkout.builders import ANN, Shop
from tests.checkout.promoted import order_with, voucher
from tests.checkout.refunding import (
    Way,
    comes,
    credit_of,
    failed,
    gone,
    lines_of,
    owed,
    refund,
    refunds_of,
    sent,
    shipped_order,
    there_is,
    told,
    whole,
)


async def test_all_of_an_unshipped_order_goes_back(shop: Shop) -> None:
    """The order is canceled, its goods are free, everything that came goes back, and each side hears of it once."""
    order_id = await shop.paid_order(goods={shop.mug: 2})
    there = await there_is(shop, order_id)
    begun = await whole(shop, order_id)
    assert begun.amount == there.received
    assert (await shop.states(order_id))[0] == "canceled"
    assert (await shop.stock(), await shop.allocations(order_id)) == ((5, 0), ["released"])
    assert (await gone(shop, order_id), await owed(shop)) == ([], [(order_id, begun.refund_id, begun.amount)])
    assert await shop.audit() == []

    assert await sent(shop, begun.refund_id)
    assert not await sent(shop, begun.refund_id)
    assert (await gone(shop, order_id), await owed(shop)) == ([there.received], [])
    assert (await told(shop, "refund-begun"), await told(shop, "refund-settled-shopper")) == ([ANN], [ANN])
    assert await shop.audit() == []


async def test_a_line_less_is_sent_of_an_unshipped_order(shop: Shop) -> None:
    """Two of three mugs are paid back: one is still promised, packed and shipped."""
    from checkout import fulfilment

    order_id = await shop.paid_order(goods={shop.mug: 3})
    (mug,) = await lines_of(shop, order_id)
    assert (await refund(shop, order_id, {mug: 2})).amount == 100_000
    assert (await shop.states(order_id))[0] == "processing"
    assert await shop.stock() == (5, 1)
    rows = await shop.rows(select(Allocation.state, Allocation.quantity).order_by(Allocation.id))
    assert [tuple(row) for row in rows] == [("committed", 1), ("released", 2)]
    assert await shop.audit() == []
    async with shop.session() as session:
        await fulfilment.ship(session, order_id, "jne", "JP1234567890", actor_id=OWNER, now=shop.clock.now())
    assert await shop.stock() == (4, 0)
    assert await shop.audit() == []


async def test_the_last_line_of_an_unshipped_order_cancels_it(shop: Shop) -> None:
    """Line by line: with the last one nothing is left to send; the shipping is then owed, too."""
    shirt = await shop.product("Kaos", price=80_000)
    order_id = await shop.paid_order(goods={shop.mug: 1, shirt: 1})
    mug, kaos = await lines_of(shop, order_id)
    await refund(shop, order_id, {mug: 1}, way=Way.CREDIT)
    assert (await shop.states(order_id))[0] == "processing"
    await refund(shop, order_id, {kaos: 1}, way=Way.CREDIT, token="t2")
    assert (await shop.states(order_id))[0] == "canceled"
    there = await there_is(shop, order_id)
    assert await owed(shop) == [(order_id, 0, there.received - 130_000)]
    assert await credit_of(shop) == 130_000
    assert await shop.audit() == []


async def test_what_is_damaged_before_it_is_sent_is_not_for_sale(shop: Shop) -> None:
    """The owner drops the mug while packing: the money goes back, the shelf has one less."""
    order_id = await shop.paid_order()
    await whole(shop, order_id, restock=False)
    assert (await shop.stock(), (await shop.states(order_id))[0]) == ((4, 0), "canceled")
    assert await shop.audit() == []


@pytest.mark.parametrize(("restock", "on_hand"), [(True, 4), (False, 3)])
async def test_what_was_shipped_comes_back_or_does_not(shop: Shop, restock: bool, on_hand: int) -> None:
    """Of two shipped mugs one is refunded; it stands on the shelf again only if the owner says so."""
    order_id = await shipped_order(shop, {shop.mug: 2})
    (mug,) = await lines_of(shop, order_id)
    await refund(shop, order_id, {mug: 1}, restock=restock)
    assert (await shop.stock(), (await shop.states(order_id))[0]) == ((on_hand, 0), "fulfilled")
    assert await shop.audit() == []


async def test_never_more_goes_back_than_came(shop: Shop) -> None:
    """A sum above what is left is refused, with what is left; so are pieces nobody paid for."""
    order_id = await shop.paid_order()
    (mug,) = await lines_of(shop, order_id)
    received = (await there_is(shop, order_id)).received
    await refund(shop, order_id, amount=received - 1_000)
    with pytest.raises(RefundTooHigh) as refused:
        await refund(shop, order_id, amount=1_001, token="t2")
    assert refused.value.facts["limit"] == 1_000
    for lines in ({mug: 2}, {mug: 0}, {mug: -1}, {mug + 1: 1}):
        with pytest.raises(RefundQuantityWrong):
            await refund(shop, order_id, lines, token="t3")
    for amount in (0, -5, None):
        with pytest.raises(RefundNothing):
            await refund(shop, order_id, amount=amount, token="t4")
    assert (await there_is(shop, order_id)).left == 1_000
    assert (await shop.count(Refund), await shop.audit()) == (1, [])


async def test_a_line_is_refunded_once(shop: Shop) -> None:
    """A second refund of the same piece is refused even while other money is left."""
    order_id = await shipped_order(shop)
    (mug,) = await lines_of(shop, order_id)
    await refund(shop, order_id, {mug: 1})
    with pytest.raises(RefundQuantityWrong):
        await refund(shop, order_id, {mug: 1}, token="t2")
    assert (await shop.stock(), await shop.audit()) == ((5, 0), [])


async def test_one_request_counts_once(shop: Shop) -> None:
    """A second tap gives the same refund; the same token for anything else is refused."""
    order_id, other = await shipped_order(shop), await shop.paid_order()
    (mug,) = await lines_of(shop, order_id)
    first = await refund(shop, order_id, {mug: 1}, reason="broken")
    again = await refund(shop, order_id, {mug: 1}, reason="broken")
    assert (again.refund_id, again.repeated, first.repeated) == (first.refund_id, True, False)
    for whose, lines, how in (
        (order_id, {mug: 1}, {"reason": "other"}),
        (order_id, {mug: 1}, {"reason": "broken", "amount": 1}),
        (order_id, {mug: 1}, {"reason": "broken", "way": Way.CREDIT}),
        (order_id, {mug: 1}, {"reason": "broken", "restock": False}),
        (order_id, {}, {"reason": "broken", "amount": 50_000}),
        (other, {mug: 1}, {"reason": "broken"}),
    ):
        with pytest.raises(KeyReused):
            await refund(shop, whose, lines, **how)
    assert (await shop.count(Refund), await shop.stock(), await shop.audit()) == (1, (5, 1), [])


async def test_what_failed_is_free_again_and_comes_back_once(shop: Shop) -> None:
    """The transfer could not be made: the money can go another way, the mug does not come back twice."""
    order_id = await shipped_order(shop)
    (mug,) = await lines_of(shop, order_id)
    first = await refund(shop, order_id, {mug: 1})
    assert await failed(shop, first.refund_id)
    assert not await failed(shop, first.refund_id)
    assert not await sent(shop, first.refund_id)
    assert (await there_is(shop, order_id)).refunded == 0
    second = await refund(shop, order_id, {mug: 1}, token="t2", way=Way.CREDIT)
    assert (second.state, await credit_of(shop), await shop.stock()) == ("settled", 50_000, (5, 0))
    assert await gone(shop, order_id) == [50_000]
    assert await shop.audit() == []


async def test_parts_of_a_discounted_line_add_up(shop: Shop) -> None:
    """Rp67 off three shirts in a sale, Rp33 off a mug: refunded piece by piece, each line comes out exactly."""
    shirt = await shop.product("Kaos", price=33_333)
    order_id = await shipped_order(shop, {shop.mug: 1, shirt: 3})
    await shop.plant(Order, Order.id == order_id, discount=100, total=Order.total - 100)
    for variant_id, off in ((shop.mug, 33), (shirt, 67)):
        mine = (OrderLine.order_id == order_id) & (OrderLine.variant_id == variant_id)
        await shop.plant(OrderLine, mine, discount=off)
    mug, kaos = (await there_is(shop, order_id)).lines
    assert (mug.net, kaos.net, mug.net + kaos.net) == (49_967, 99_932, 149_899)
    parts = [await refund(shop, order_id, {kaos.id: 1}, token=f"t{turn}") for turn in range(2)]
    # the second one fails and is given again: still to the rupiah
    await failed(shop, parts.pop().refund_id)
    parts.append(await refund(shop, order_id, {kaos.id: 2}, token="t9"))
    assert [one.amount for one in parts] == [33_311, 66_621]
    assert sum(one.amount for one in parts) == kaos.net
    assert (await refund(shop, order_id, {mug.id: 1}, token="t10")).amount == mug.net


async def test_a_qris_payment_that_asked_for_less_gives_back_no_more(shop: Shop) -> None:
    """A QRIS order may be a rupiah cheaper than its total; a digital one has no shipping to bear it."""
    song = await shop.product("Lagu", price=50_000, weight_g=0)
    first = await shop.order(goods={song: 1}, account=shop.qris)
    second = await shop.order(2002, {song: 1}, account=shop.qris)
    for order_id in (first, second):
        await shop.confirm(order_id)
    assert [(await there_is(shop, one)).lines[0].net for one in (first, second)] == [50_000, 49_999]
    assert (await whole(shop, second)).amount == 49_999


async def test_less_than_the_lines_cost_is_shared_out(shop: Shop) -> None:
    """A discount for a scratch: Rp100 back for three pieces, and the parts add up."""
    order_id = await shipped_order(shop, {shop.mug: 3})
    (mug,) = await lines_of(shop, order_id)
    begun = await refund(shop, order_id, {mug: 3}, 100, restock=False)
    rows = await shop.rows(select(RefundLine.amount).where(RefundLine.refund_id == begun.refund_id))
    assert [amount for (amount,) in rows] == [100]
    assert await shop.audit() == []


async def test_money_an_order_does_not_keep_is_listed_until_it_is_gone(shop: Shop) -> None:
    """Over, late, canceled, partly refunded: every rupiah owed stands on one list, and what is kept does not."""
    over, fine, canceled = await shop.paid_order(), await shop.paid_order(), await shop.order()
    await comes(shop, over, 7_000, "over")
    await comes(shop, canceled, 20_000, "part")
    await shop.cancel(canceled)
    assert await owed(shop) == [(over, 0, 7_000), (canceled, 0, 20_000)]
    # a line's refund is not the surplus
    (mug,) = await lines_of(shop, over)
    await refund(shop, over, {mug: 1}, way=Way.CREDIT, token="line")
    assert (over, 0, (await there_is(shop, over)).surplus) in await owed(shop)
    await refund(shop, canceled, amount=20_000, way=Way.CREDIT, token="all")
    assert canceled not in {order_id for order_id, *_ in await owed(shop)}
    part = await refund(shop, fine, amount=5_000, token="goodwill")
    assert (fine, part.refund_id, 5_000) in await owed(shop)
    await failed(shop, part.refund_id)
    assert fine not in {order_id for order_id, *_ in await owed(shop)}
    assert await shop.audit() == []


async def test_too_much_money_goes_back_exactly(shop: Shop) -> None:
    """The surplus of a paid order is given back, and the order goes on."""
    order_id = await shop.paid_order()
    await comes(shop, order_id, 7_000)
    assert (await there_is(shop, order_id)).surplus == 7_000
    await refund(shop, order_id, amount=7_000, way=Way.CREDIT)
    assert ((await there_is(shop, order_id)).surplus, await owed(shop)) == (0, [])
    assert (await shop.states(order_id))[0] == "processing"
    assert await shop.audit() == []


async def test_an_order_that_still_waits_is_canceled_first(shop: Shop) -> None:
    """A part has come and the shopper changes her mind: first the order ends, then the part goes back."""
    order_id = await shop.order()
    await comes(shop, order_id, 20_000)
    with pytest.raises(RefundBeforePayment):
        await refund(shop, order_id, amount=20_000)
    await shop.cancel(order_id)
    await refund(shop, order_id, amount=20_000, way=Way.CREDIT)
    assert await shop.audit() == []


async def test_money_that_went_back_does_not_pay_twice(shop: Shop) -> None:
    """A part of a canceled order went back; the same part again is no full payment, the whole sum is."""
    order_id = await shop.order()
    asked = (await there_is(shop, order_id)).asked
    await comes(shop, order_id, asked - 1_000, "part")
    await shop.cancel(order_id)
    await refund(shop, order_id, amount=asked - 1_000, way=Way.CREDIT)
    await comes(shop, order_id, 1_000, "rest")
    assert (await shop.states(order_id))[1] != "settled"
    await comes(shop, order_id, asked - 1_000, "again")
    assert (await shop.states(order_id))[1] == "settled"
    assert await owed(shop) == [(order_id, 0, asked)]
    assert await shop.audit() == []


async def test_store_credit_is_there_at_once(shop: Shop) -> None:
    """The ledger, the shopper's balance and both messages in one moment; the owner who did it is not told."""
    order_id = await shop.paid_order()
    begun = await refund(shop, order_id, amount=10_000, way=Way.CREDIT)
    assert (begun.state, await credit_of(shop), await gone(shop, order_id)) == ("settled", 10_000, [10_000])
    assert (await told(shop, "refund-settled-shopper"), await told(shop, "refund-settled")) == ([ANN], [])
    (entry,) = await shop.rows(select(MoneyEntry.source, MoneyEntry.key).where(MoneyEntry.amount < 0))
    assert tuple(entry) == ("refund", str(begun.refund_id))
    assert [view.state for view in await refunds_of(shop, order_id)] == ["settled"]


async def test_shipping_can_go_back_alone(shop: Shop) -> None:
    """What was paid beside the goods, once; the goods can still be refunded in full."""
    order_id = await shipped_order(shop)
    there = await there_is(shop, order_id)
    assert there.shipping == there.received - 50_000
    await refund(shop, order_id, amount=there.shipping, way=Way.CREDIT)
    assert ((await there_is(shop, order_id)).shipping, (await there_is(shop, order_id)).left) == (0, 50_000)
    assert (await whole(shop, order_id, token="t2")).amount == 50_000
    assert await shop.audit() == []


async def test_a_refund_moves_only_along_its_life(shop: Shop) -> None:
    """From every state: an end happens where the table allows it, and changes nothing elsewhere."""
    order_id = await shop.paid_order()
    ends = {RefundState.SETTLED: sent, RefundState.FAILED: failed}
    for turn, start in enumerate(RefundState):
        for to, end in ends.items():
            begun = await refund(shop, order_id, amount=1_000, token=f"{turn}-{to}")
            await shop.plant(Refund, Refund.id == begun.refund_id, state=start)
            assert await end(shop, begun.refund_id) == (start in before(REFUND_NEXT, to))


async def test_half_of_a_parcel_is_out_when_all_is_refunded(shop: Shop) -> None:
    """What was sent comes back, what was not stays in the house; the order is then on its way, with nothing to send."""
    shirt = await shop.product("Kaos", price=80_000)
    order_id = await shop.paid_order(goods={shop.mug: 1, shirt: 1})
    mug, kaos = await lines_of(shop, order_id)
    async with shop.session() as session:
        await session.execute(
            update(Allocation).where(Allocation.order_line_id == mug).values(state="consumed")
        )
        await stock.consume(
            session, {shop.mug: 1}, reference=f"order:{order_id}", actor_id=OWNER, now=shop.clock.now()
        )
        await holds.move_order(session, order_id, OrderState.PARTIALLY_FULFILLED)
    await refund(shop, order_id, {mug: 1, kaos: 1}, way=Way.CREDIT)
    assert (await shop.stock(), await shop.stock(shirt)) == ((5, 0), (5, 0))
    assert (await shop.states(order_id))[0] == "fulfilled"
    rows = await shop.rows(select(RefundLine.restocked).order_by(RefundLine.order_line_id))
    assert [back for (back,) in rows] == [1, 0]


async def test_money_by_a_second_way_goes_back_first(shop: Shop) -> None:
    """Paid by transfer and, after second thoughts, by QRIS as well: one is the order's, the other all Ann's."""
    order_id = await shop.order()
    async with shop.session() as session:
        first = (await payments.payment_of(session, order_id)).id
    async with shop.session() as session:
        await attempts.pay_otherwise(session, ANN, order_id, shop.qris, now=shop.clock.now())
    async with shop.database.reading() as session:
        second = await payments.payment_of(session, order_id)
    for payment_id, amount in ((first, 60_000), (second.id, second.amount)):
        async with shop.session() as session:
            money = Money(amount, "IDR", "statement", str(payment_id))
            await settling.record(session, payment_id, money, actor_id=OWNER, now=shop.clock.now())
    part_of_first = (await there_is(shop, order_id)).left
    assert part_of_first == 60_000
    assert await owed(shop) == [(order_id, 0, 60_000)]
    begun = await refund(shop, order_id, amount=60_000)
    assert await sent(shop, begun.refund_id)
    assert await owed(shop) == []
    assert (await there_is(shop, order_id)).received == second.amount
    assert await shop.audit() == []


async def test_a_line_bought_with_a_voucher_goes_back_at_what_it_cost(shop: Shop) -> None:
    """A tenth off three mugs: each piece goes back at a third of what the line came to, to the rupiah."""
    await voucher(shop)
    order_id = await order_with(shop, "HEMAT", goods={shop.mug: 3})
    await shop.confirm(order_id)
    [line] = (await there_is(shop, order_id)).lines
    assert line.net == 135_000
    parts = [(await refund(shop, order_id, {line.id: 1}, token=f"t{n}")).amount for n in range(3)]
    assert sum(parts) == 135_000
    assert await shop.audit() == []
