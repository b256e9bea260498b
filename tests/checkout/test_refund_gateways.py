"""Gateways that give money back: asked outside any transaction, again until the answer is known, never paid twice."""

import asyncio
from dataclasses import dataclass, field

from checkout import refund_ends, refund_work
from checkout.models import Payment
from checkout.refund_work import Answer, GiveBack, Outcome
from tests.builders import OWNER
from tests.checkout.builders import ANN, Shop
from tests.checkout.refunding import (
    Way,
    credit_of,
    gone,
    lines_of,
    owed,
    refund,
    refunds_of,
    shipped_order,
    told,
    whole,
)


@dataclass
class Bank:
    """A gateway that pays once for each reference. ``moods`` say what becomes of the next questions."""

    moods: list[str] = field(default_factory=list)
    asked: list[GiveBack] = field(default_factory=list)
    paid: dict[str, int] = field(default_factory=dict)

    async def refund(self, ask: GiveBack) -> Answer:
        """Pay, think about it, refuse, or lose the answer on its way."""
        self.asked.append(ask)
        mood = self.moods.pop(0) if self.moods else "pays"
        await asyncio.sleep(0)
        if mood == "is down":
            raise ConnectionError("nobody answers")
        if mood == "cannot":
            return Answer(Outcome.IMPOSSIBLE, problem="no-api")
        if mood == "thinks":
            return Answer(Outcome.PENDING)
        self.paid[ask.reference] = ask.amount
        if mood == "pays silently":
            raise TimeoutError("the answer was lost")
        return Answer(Outcome.SETTLED, refund_id=f"bank-{len(self.paid)}")


async def a_gateway_order(shop: Shop) -> int:
    """A shipped order whose money came through the gateway."""
    order_id = await shipped_order(shop)
    await shop.plant(Payment, Payment.order_id == order_id, provider="bank", external_id="b-77")
    return order_id


async def work(shop: Shop, bank: Bank) -> int:
    """One round of a worker."""
    return await refund_work.work(shop.database, {"bank": bank}, shop.clock)


async def test_a_gateway_gives_the_money_back(shop: Shop) -> None:
    """One question with all it needs; the ledger, the shopper and the owners hear of it once."""
    order_id, bank = await a_gateway_order(shop), Bank()
    begun = await refund(shop, order_id, amount=20_000, way=Way.GATEWAY, reason="late")
    assert (begun.state, await gone(shop, order_id)) == ("pending", [])
    assert (await work(shop, bank), await work(shop, bank)) == (1, 0)
    (ask,) = bank.asked
    assert (ask.external_id, ask.amount, ask.currency, ask.reason) == ("b-77", 20_000, "IDR", "late")
    (view,) = await refunds_of(shop, order_id)
    assert (view.state, view.ended_at, await gone(shop, order_id)) == ("settled", shop.clock.now(), [20_000])
    assert (await told(shop, "refund-settled-shopper"), await told(shop, "refund-settled")) == (
        [ANN],
        [OWNER],
    )
    assert await shop.audit() == []


async def test_a_lost_answer_is_asked_for_and_not_paid_again(shop: Shop) -> None:
    """The gateway paid but we never heard: the same question again, under the same name, with growing pauses."""
    order_id, bank = await a_gateway_order(shop), Bank(["pays silently", "is down", "thinks"])
    await refund(shop, order_id, amount=20_000, way=Way.GATEWAY)
    for minutes in (0, 0.5, 1):
        assert await work(shop, bank) == 0 if minutes else True
        shop.clock.advance(minutes=minutes)
        assert await work(shop, bank) == 1
        (view,) = await refunds_of(shop, order_id)
        assert view.state == "pending"
    shop.clock.advance(minutes=2)
    assert await work(shop, bank) == 1
    assert len(bank.asked) == 4
    assert (len({ask.reference for ask in bank.asked}), list(bank.paid.values())) == (1, [20_000])
    assert await gone(shop, order_id) == [20_000]
    assert await shop.audit() == []


async def test_a_gateway_speaks_of_a_refund_by_our_name(shop: Shop) -> None:
    """Its notice, days later, finds the refund; what was never ours finds nothing."""
    order_id, bank = await a_gateway_order(shop), Bank(["thinks"])
    begun = await refund(shop, order_id, amount=20_000, way=Way.GATEWAY)
    await work(shop, bank)
    name = bank.asked[0].reference
    async with shop.session() as session:
        assert await refund_work.find(session, name) == begun.refund_id
        for other in (
            f"{name}0",
            f"r{begun.refund_id}",
            "r9-0123456789abcdef",
            "",
            "r",
            "rx-1",
            f"r{'9' * 40}-1",
        ):
            assert await refund_work.find(session, other) is None
        await refund_ends.settle(session, begun.refund_id, actor_id=0, now=shop.clock.now())
    shop.clock.advance(hours=1)
    assert (await work(shop, bank), await gone(shop, order_id)) == (0, [20_000])


async def test_two_workers_ask_once(shop: Shop) -> None:
    """Whoever leases the refund asks; the other one finds nothing to do."""
    order_id, bank = await a_gateway_order(shop), Bank()
    await refund(shop, order_id, amount=20_000, way=Way.GATEWAY)
    assert sum(await asyncio.gather(*(work(shop, bank) for _ in range(4)))) == 1
    assert (len(bank.asked), await gone(shop, order_id), await shop.audit()) == (1, [20_000], [])


async def test_what_a_gateway_cannot_do_becomes_the_owners_task(shop: Shop) -> None:
    """The first refund has failed, its sum is taken by a transfer that waits for the owner; nothing is lost between."""
    order_id, bank = await a_gateway_order(shop), Bank(["cannot"])
    (mug,) = await lines_of(shop, order_id)
    await refund(shop, order_id, {mug: 1}, way=Way.GATEWAY)
    await work(shop, bank)
    first, second = await refunds_of(shop, order_id)
    assert (first.state, first.problem, second.state, second.way) == ("failed", "no-api", "pending", "manual")
    assert (first.pieces, second.pieces) == ({shop.mug: 1}, {shop.mug: 1})
    assert await owed(shop) == [(order_id, second.id, 50_000)]
    assert (await told(shop, "refund-failed"), await told(shop, "refund-begun")) == ([OWNER], [ANN])
    assert (await shop.stock(), await shop.audit()) == ((5, 0), [])


async def test_a_gateway_that_stays_silent_is_told_of_once(shop: Shop) -> None:
    """After some questions the owners hear of it; the money is still asked for, a day later, too."""
    order_id, bank = await a_gateway_order(shop), Bank(["is down"] * 12)
    await refund(shop, order_id, amount=20_000, way=Way.GATEWAY)
    for _ in range(12):
        assert await work(shop, bank) == 1
        shop.clock.advance(hours=7)
    assert await told(shop, "refund-slow") == [OWNER]
    assert (await work(shop, bank), await gone(shop, order_id)) == (1, [20_000])


async def test_a_gateway_that_is_not_set_up_loses_nothing(shop: Shop) -> None:
    """The keys are gone for a while: the refund waits for them."""
    order_id, bank = await a_gateway_order(shop), Bank()
    await whole(shop, order_id, way=Way.GATEWAY)
    assert await refund_work.work(shop.database, {}, shop.clock) == 1
    shop.clock.advance(minutes=1)
    assert (await work(shop, bank), await credit_of(shop), await shop.audit()) == (1, 0, [])
    (view,) = await refunds_of(shop, order_id)
    assert (view.state, view.problem) == ("settled", "")
