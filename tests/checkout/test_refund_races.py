"""Money that goes back while several people act at once: no rupiah twice, no mug twice."""

import asyncio
from collections import Counter

import pytest

from checkout import credit, credit_payment, expiry, fulfilment, settling
from checkout.errors import AlreadyDone, KeyReused, SumWrong, TooLateToCancel
from checkout.money.errors import CreditTooLow, RefundQuantityWrong, RefundTooHigh
from checkout.money.models import CreditEntry, MoneyEntry, Refund
from tests.builders import OWNER
from tests.checkout.builders import ANN, Shop
from tests.checkout.refunding import (
    Way,
    comes,
    credit_of,
    failed,
    lines_of,
    owed,
    refund,
    sent,
    shipped_order,
    there_is,
    told,
    whole,
)
from tests.checkout.test_races import outcome


async def give(shop: Shop, amount: int, key: str = "gift") -> bool:
    """Give Ann store credit."""
    async with shop.session() as session:
        return await credit.give(session, ANN, amount, "IDR", key=key, actor_id=OWNER, now=shop.clock.now())


async def spend(shop: Shop, amount: int, order_id: int) -> bool:
    """Let Ann spend store credit for an order."""
    async with shop.session() as session:
        return await credit.spend(session, ANN, amount, order_id, "IDR", actor_id=ANN, now=shop.clock.now())


async def test_two_owners_at_once_give_back_no_more_than_came(shop: Shop) -> None:
    """Six refunds of a third each: three are made, the others are told how much is left."""
    order_id = await shipped_order(shop)
    third = (await there_is(shop, order_id)).received // 3
    taps = await asyncio.gather(
        *(
            outcome(refund(shop, order_id, amount=third, token=f"t{turn}", way=Way.CREDIT))
            for turn in range(6)
        )
    )
    assert Counter(taps) == {"done": 3, RefundTooHigh.__name__: 3}
    assert await credit_of(shop) == 3 * third
    assert await shop.audit() == []


async def test_two_owners_at_once_take_a_line_back_once(shop: Shop) -> None:
    """The same mug refunded by two owners: it stands on the shelf once, the money goes back once."""
    order_id = await shipped_order(shop)
    (mug,) = await lines_of(shop, order_id)
    taps = await asyncio.gather(
        *(outcome(refund(shop, order_id, {mug: 1}, token=f"t{turn}")) for turn in range(4))
    )
    assert Counter(taps) == {"done": 1, RefundQuantityWrong.__name__: 3}
    assert (await shop.stock(), await shop.count(Refund), await shop.audit()) == ((5, 0), 1, [])


async def test_ten_taps_on_one_button_are_one_refund(shop: Shop) -> None:
    """The same token at the same moment: one refund, ten equal answers."""
    order_id = await shop.paid_order()
    there = await there_is(shop, order_id)
    lines = {line.id: 1 for line in there.lines}
    begun = await asyncio.gather(*(refund(shop, order_id, lines, there.left) for _ in range(10)))
    assert len({one.refund_id for one in begun}) == 1
    assert Counter(one.repeated for one in begun) == {False: 1, True: 9}
    assert (await told(shop, "refund-begun"), await shop.audit()) == ([ANN], [])


async def test_sent_and_failed_at_once_is_one_of_them(shop: Shop) -> None:
    """A refund ends once: what is in the ledger is not free again."""
    order_id = await shop.paid_order()
    begun = await whole(shop, order_id)
    ends = await asyncio.gather(
        *(sent(shop, begun.refund_id) for _ in range(3)), *(failed(shop, begun.refund_id) for _ in range(3))
    )
    assert sum(ends) == 1
    settled = any(ends[:3])
    assert await shop.count(MoneyEntry) == (2 if settled else 1)
    assert (await there_is(shop, order_id)).left == (0 if settled else begun.amount)
    assert await shop.audit() == []


async def test_a_parcel_and_a_refund_at_once(shop: Shop) -> None:
    """Either the goods stayed in the house, or they left and came back; they are counted once."""
    for turn in range(4):
        order_id = await shop.paid_order()

        async def ship(number: int = order_id) -> None:
            async with shop.session() as session:
                await fulfilment.ship(
                    session, number, "jne", "JP1234567890", actor_id=OWNER, now=shop.clock.now()
                )

        ways = await asyncio.gather(outcome(whole(shop, order_id, token=f"t{turn}")), outcome(ship()))
        assert ways[0] == "done"
        assert ways[1] in {"done", AlreadyDone.__name__, "NotPaidYet"}
        assert (await shop.states(order_id))[0] == ("fulfilled" if ways[1] == "done" else "canceled")
        assert await shop.stock() == (5, 0)
    assert await shop.audit() == []


async def test_credit_is_spent_once(shop: Shop) -> None:
    """Five orders at once want the last Rp50.000: one gets it, and the balance is never below zero."""
    numbers = [await shop.order() for _ in range(5)]
    await give(shop, 70_000)
    ways = await asyncio.gather(*(outcome(spend(shop, 50_000, number)) for number in numbers))
    assert Counter(ways) == {"done": 1, CreditTooLow.__name__: 4}
    assert (await credit_of(shop), await shop.count(CreditEntry), await shop.audit()) == (20_000, 2, [])


async def test_credit_for_one_order_is_taken_once(shop: Shop) -> None:
    """The same order asks five times at once, and again with another sum."""
    order_id = await shop.order()
    await give(shop, 70_000)
    assert sum(await asyncio.gather(*(spend(shop, 30_000, order_id) for _ in range(5)))) == 1
    assert await credit_of(shop) == 40_000
    with pytest.raises(KeyReused):
        await spend(shop, 31_000, order_id)
    with pytest.raises(SumWrong):
        await spend(shop, -1, order_id)
    assert (await credit_of(shop), await shop.audit()) == (40_000, [])


async def test_a_gift_is_given_once(shop: Shop) -> None:
    """The same event gives credit once; another content under its name is refused."""
    assert sum(await asyncio.gather(*(give(shop, 10_000) for _ in range(5)))) == 1
    with pytest.raises(KeyReused):
        await give(shop, 10_001)
    assert (await credit_of(shop), await shop.audit()) == (10_000, [])


async def pay(shop: Shop, order_id: int) -> settling.Recorded:
    """Let Ann pay for an order with her store credit."""
    async with shop.session() as session:
        return await credit_payment.pay(session, order_id, ANN, now=shop.clock.now())


@pytest.mark.parametrize("end", ["shopper", "owner", "time"])
async def test_credit_comes_back_with_an_order_that_ends(shop: Shop, end: str) -> None:
    """What was spent for an order that came to nothing is there again, once, whoever ended it."""
    order_id = await shop.order()
    await give(shop, 30_000)
    assert (await pay(shop, order_id)).charge == "partial"
    assert await credit_of(shop) == 0
    if end == "time":
        shop.clock.advance(hours=25)
        async with shop.session() as session:
            assert await expiry.expire_unpaid(session, now=shop.clock.now()) == [order_id]
    else:
        await shop.cancel(order_id, ANN if end == "shopper" else None)
    assert (await shop.states(order_id))[0] == ("expired" if end == "time" else "canceled")
    assert (await credit_of(shop), await owed(shop)) == (30_000, [])
    assert (await told(shop, "payment-partial"), await told(shop, "refund-settled-shopper")) == ([], [ANN])
    assert await shop.audit() == []


async def test_an_order_can_be_paid_with_credit_alone(shop: Shop) -> None:
    """Enough credit, and the order goes on at once; five taps pay once."""
    order_id = await shop.order()
    await give(shop, 100_000)
    taps = await asyncio.gather(*(outcome(pay(shop, order_id)) for _ in range(5)))
    assert Counter(taps) == {"done": 1, AlreadyDone.__name__: 4}
    assert await shop.states(order_id) == ("processing", "settled")
    paid = (await there_is(shop, order_id)).received
    assert (await credit_of(shop), await told(shop, "paid-with-credit")) == (100_000 - paid, [OWNER])
    assert await shop.audit() == []
    await whole(shop, order_id, way=Way.CREDIT)
    assert (await credit_of(shop), await shop.audit()) == (100_000, [])


async def test_credit_and_money_pay_together(shop: Shop) -> None:
    """Credit pays a part; with real money for the rest the order does not expire, and goes on."""
    order_id = await shop.order()
    await give(shop, 30_000)
    await pay(shop, order_id)
    with pytest.raises(CreditTooLow):
        await pay(shop, order_id)
    asked = (await there_is(shop, order_id)).asked
    await comes(shop, order_id, asked - 31_000, "most")
    with pytest.raises(TooLateToCancel):
        await shop.cancel(order_id, ANN)
    shop.clock.advance(hours=25)
    async with shop.session() as session:
        assert await expiry.expire_unpaid(session, now=shop.clock.now()) == []
    await comes(shop, order_id, 1_000, "rest")
    assert await shop.states(order_id) == ("processing", "settled")
    assert await shop.audit() == []
