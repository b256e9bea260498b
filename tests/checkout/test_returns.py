"""Goods that come back: asked for, received, accepted with a refund or rejected with a reason."""

import asyncio
from collections import Counter
from collections.abc import Mapping

import pytest

from checkout import returns
from checkout.errors import FieldEmpty, OrderGone
from checkout.lives import RETURN_NEXT, ReturnState, before
from checkout.money.errors import ReturnGone, ReturnOver, ReturnQuantityWrong, ReturnTooEarly
from checkout.money.models import OrderReturn
from checkout.refunds import Begun, RefundAsk, Way
from checkout.returns import Return
from tests.builders import OWNER
from tests.checkout.builders import ANN, BOB, Shop
from tests.checkout.refunding import credit_of, lines_of, refund, shipped_order, told
from tests.checkout.test_races import outcome


async def ask(
    shop: Shop, order_id: int, lines: Mapping[int, int], reason: str = "too small", person_id: int = ANN
) -> int:
    """Let the shopper ask to send something back."""
    async with shop.session() as session:
        return await returns.ask(session, order_id, person_id, lines, reason, now=shop.clock.now())


async def receive(shop: Shop, return_id: int) -> Return:
    """Let the owner say that the parcel is here."""
    async with shop.session() as session:
        return await returns.receive(session, return_id, actor_id=OWNER, now=shop.clock.now())


async def accept(shop: Shop, return_id: int, token: str = "t1", *, restock: bool = True) -> Begun:
    """Let the owner accept, with store credit for the goods."""
    async with shop.session() as session:
        wanted = (await returns.find(session, return_id)).lines
        given = RefundAsk(wanted, way=Way.CREDIT, restock=restock)
        return await returns.accept(
            session, return_id, given, token=token, actor_id=OWNER, now=shop.clock.now()
        )


async def reject(shop: Shop, return_id: int, reason: str = "worn") -> Return:
    """Let the owner reject."""
    async with shop.session() as session:
        return await returns.reject(session, return_id, reason, actor_id=OWNER, now=shop.clock.now())


async def test_goods_come_back_and_the_money_goes(shop: Shop) -> None:
    """Asked, received, accepted: each side hears of each step once, the mug stands on the shelf again."""
    order_id = await shipped_order(shop, {shop.mug: 2})
    (mug,) = await lines_of(shop, order_id)
    return_id = await ask(shop, order_id, {mug: 1})
    assert await told(shop, "return-requested") == [OWNER]
    assert (await receive(shop, return_id)).state == "received"
    assert await shop.stock() == (3, 0)
    await accept(shop, return_id)
    assert (await shop.stock(), await credit_of(shop)) == ((4, 0), 50_000)
    assert (await told(shop, "return-received"), await told(shop, "return-accepted")) == ([ANN], [ANN])
    assert await shop.audit() == []


async def test_what_comes_back_damaged_is_not_for_sale(shop: Shop) -> None:
    """The money goes back, the shelf stays as it is."""
    order_id = await shipped_order(shop)
    (mug,) = await lines_of(shop, order_id)
    return_id = await ask(shop, order_id, {mug: 1})
    await receive(shop, return_id)
    await accept(shop, return_id, restock=False)
    assert (await shop.stock(), await credit_of(shop), await shop.audit()) == ((4, 0), 50_000, [])


async def test_a_rejected_return_says_why(shop: Shop) -> None:
    """Before anything is sent or after it came; the shopper reads the reason and may ask again."""
    order_id = await shipped_order(shop)
    (mug,) = await lines_of(shop, order_id)
    await reject(shop, await ask(shop, order_id, {mug: 1}), "too late")
    again = await ask(shop, order_id, {mug: 1})
    await receive(shop, again)
    with pytest.raises(FieldEmpty):
        await reject(shop, again, "  ")
    await reject(shop, again, "worn")
    assert [facts["reason"] for _, facts in await shop.news("return-rejected")] == ["too late", "worn"]
    assert (await shop.stock(), await credit_of(shop), await shop.audit()) == ((4, 0), 0, [])


async def test_only_what_arrived_and_is_paid_for_can_come_back(shop: Shop) -> None:
    """Not before it is sent, not somebody else's, not more than was bought, not twice, not what is refunded."""
    paid = await shop.paid_order()
    (line,) = await lines_of(shop, paid)
    with pytest.raises(ReturnTooEarly):
        await ask(shop, paid, {line: 1})
    order_id = await shipped_order(shop, {shop.mug: 2})
    (mug,) = await lines_of(shop, order_id)
    with pytest.raises(OrderGone):
        await ask(shop, order_id, {mug: 1}, person_id=BOB)
    with pytest.raises(FieldEmpty):
        await ask(shop, order_id, {mug: 1}, " ")
    wrong: list[dict[int, int]] = [{}, {mug: 0}, {mug: 3}, {line: 1}]
    for lines in wrong:
        with pytest.raises(ReturnQuantityWrong):
            await ask(shop, order_id, lines)
    await ask(shop, order_id, {mug: 1})
    await refund(shop, order_id, {mug: 1}, restock=False)
    with pytest.raises(ReturnQuantityWrong):
        await ask(shop, order_id, {mug: 1})


async def test_two_owners_decide_once(shop: Shop) -> None:
    """Accepted and rejected at once: one of them is true, and the money follows it."""
    order_id = await shipped_order(shop)
    (mug,) = await lines_of(shop, order_id)
    return_id = await ask(shop, order_id, {mug: 1})
    await receive(shop, return_id)
    ways = await asyncio.gather(
        outcome(accept(shop, return_id, "t1")),
        outcome(reject(shop, return_id)),
        outcome(accept(shop, return_id, "t2")),
    )
    assert Counter(ways)["done"] == 1
    accepted = "done" in (ways[0], ways[2])
    assert await credit_of(shop) == (50_000 if accepted else 0)
    assert await shop.stock() == ((5, 0) if accepted else (4, 0))
    assert await shop.audit() == []


async def test_a_second_tap_on_accept_is_the_same_answer(shop: Shop) -> None:
    """The same token once more: the same refund, nothing moves again."""
    order_id = await shipped_order(shop)
    (mug,) = await lines_of(shop, order_id)
    return_id = await ask(shop, order_id, {mug: 1})
    await receive(shop, return_id)
    first, again = await accept(shop, return_id), await accept(shop, return_id)
    assert (first.refund_id, again.repeated) == (again.refund_id, True)
    assert (await credit_of(shop), await shop.stock()) == (50_000, (5, 0))


async def test_a_return_moves_only_along_its_life(shop: Shop) -> None:
    """From every state to every state: what the table forbids is told as over."""
    order_id = await shipped_order(shop)
    (mug,) = await lines_of(shop, order_id)
    return_id = await ask(shop, order_id, {mug: 1})
    moves = {ReturnState.RECEIVED: receive, ReturnState.REJECTED: reject}
    for start in ReturnState:
        for to, move in moves.items():
            await shop.plant(OrderReturn, OrderReturn.id == return_id, state=start)
            if start in before(RETURN_NEXT, to):
                assert (await move(shop, return_id)).state == to
            else:
                with pytest.raises(ReturnOver):
                    await move(shop, return_id)
    with pytest.raises(ReturnGone):
        await receive(shop, return_id + 1)
