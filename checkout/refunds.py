"""Giving money back: all of it, some lines, or any sum; never more than came, and the same request once.

A refund begins here, in one transaction with what becomes of the goods and the order. How it ends stands in
``checkout.refund_ends``, how a gateway is asked in ``checkout.refund_work``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from checkout import news, refund_ends, refund_goods, refund_rows
from checkout.errors import FieldTooLong, KeyReused
from checkout.holds import hold
from checkout.lives import OrderState, RefundState
from checkout.money.errors import (
    RefundBeforePayment,
    RefundNothing,
    RefundQuantityWrong,
)
from checkout.refund_goods import Chosen
from checkout.refund_rows import RefundAsk, Way
from checkout.refundable import Refundable, refundable
from checkout.shares import share_out
from foundation.audit import note
from foundation.database import Session

__all__ = ["LONGEST_REASON", "Begun", "RefundAsk", "Way", "begin", "begin_again"]

LONGEST_REASON = 200
"""Characters of a reason."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A refund under way, or done at once; ``repeated`` when the same request began it before."""

    refund_id: int
    amount: int
    state: str
    repeated: bool = False


async def begin(
    session: Session, order_id: int, ask: RefundAsk, *, token: str, actor_id: int, now: datetime
) -> Begun:
    """Begin to give money back for an order; the same ``token`` with the same content gives the same answer.

    Lines that never left the house are not sent any more; an order of which nothing is left is canceled. Both sides
    are told. Raises OrderGone, RefundBeforePayment, RefundQuantityWrong, RefundNothing, RefundTooHigh, FieldTooLong,
    and KeyReused for the same token with another content.
    """
    order = await hold(session, order_id)
    before = await _begun_before(session, order_id, ask, token)
    if before is not None:
        return before
    if order.state == OrderState.PENDING_PAYMENT:
        raise RefundBeforePayment(order_id=order_id, state=order.state)
    if len(ask.reason) > LONGEST_REASON:
        raise FieldTooLong(field="reason", limit=LONGEST_REASON, length=len(ask.reason))
    there = await refundable(session, order_id)
    chosen = _chosen(there, ask.lines)
    amount, parts = _amounts(there, chosen, ask.amount)
    await refund_rows.take(session, there, amount)
    refund_id = await refund_rows.write(session, there, ask, amount, token=token, actor_id=actor_id, now=now)
    moved = await refund_goods.move(
        session, order_id, chosen, restock=ask.restock, actor_id=actor_id, now=now
    )
    await refund_rows.write_lines(session, refund_id, chosen, parts, moved)
    state = await refund_goods.follow_up(session, there, moved, now=now)
    after = {"refund": refund_id, "amount": amount, "way": ask.way, "reason": ask.reason, "state": state,
             "lines": {str(line.id): pieces for line, pieces in chosen}, "restock": ask.restock}  # fmt: skip
    was = {"refunded": there.refunded, "state": there.state}
    note(session, actor_id, "refund-begun", f"order:{order_id}", now=now, before=was, after=after)
    return await _go_on(session, there, ask.way, Begun(refund_id, amount, RefundState.PENDING), actor_id, now)


async def begin_again(
    session: Session, refund_id: int, *, way: Way, problem: str = "", actor_id: int, now: datetime
) -> Begun | None:
    """Give the money of a refund that failed another way, once; None when it is not to be had any more.

    The goods have gone their way with the first attempt; the owners are told what is theirs to do now.
    """
    failed = await refund_ends.held(session, refund_id)
    if failed.state != RefundState.FAILED:
        return None
    there = await refundable(session, failed.order_id, failed.payment_id)
    token = f"again:{refund_id}"
    if await session.row(refund_rows.OF_TOKEN, {"known_as": token}) is not None or failed.amount > there.left:
        return None
    await refund_rows.take(session, there, failed.amount)
    ask = RefundAsk(way=way, reason=failed.reason)
    new_id = await refund_rows.write(
        session, there, ask, failed.amount, token=token, actor_id=actor_id, now=now
    )
    for line_id, pieces, amount, _ in await session.rows(refund_rows.LINES_OF, {"of_refund": refund_id}):
        row = {"order_line_id": line_id, "quantity": pieces, "amount": amount, "restocked": 0}
        await session.execute(refund_rows.WRITE_LINE, {"refund_id": new_id, **row})
    before, after = {"refund": refund_id}, {"refund": new_id, "amount": failed.amount, "way": way}
    note(session, actor_id, "refund-again", f"order:{failed.order_id}", now=now, before=before, after=after)
    if way is Way.CREDIT:
        await refund_ends.settle(session, new_id, actor_id=actor_id, now=now)
    elif way is Way.MANUAL:
        facts = {"order_id": failed.order_id, "refund_id": new_id, "problem": problem}
        await news.to_owners(session, "refund-failed", facts, key=str(new_id), now=now, but=actor_id)
    return Begun(new_id, failed.amount, RefundState.SETTLED if way is Way.CREDIT else RefundState.PENDING)


async def _begun_before(session: Session, order_id: int, ask: RefundAsk, token: str) -> Begun | None:
    """Give the refund this token began. Raises KeyReused when it was another one."""
    row = await session.row(refund_rows.OF_TOKEN, {"known_as": token})
    if row is None:
        return None
    refund_id, whose, amount, way, reason, state = row
    lines = await session.rows(refund_rows.LINES_OF, {"of_refund": refund_id})
    pieces = {line_id: quantity for line_id, quantity, *_ in lines}
    restocked_unasked = not ask.restock and any(back for *_, back in lines)
    same = (order_id, ask.way, ask.reason, dict(ask.lines)) == (whose, way, reason, pieces)
    if not same or restocked_unasked or ask.amount not in {None, amount}:
        raise KeyReused(source="refund", key=token)
    return Begun(refund_id, amount, state, repeated=True)


def _chosen(there: Refundable, lines: Mapping[int, int]) -> Chosen:
    """Find the lines. Raises RefundQuantityWrong."""
    chosen = []
    for line_id, pieces in sorted(lines.items()):
        line = there.line(line_id)
        left = line.left if line else 0
        if line is None or not 0 < pieces <= left:
            name = line.name if line else str(line_id)
            raise RefundQuantityWrong(order_id=there.order_id, name=name, quantity=pieces, left=left)
        chosen.append((line, pieces))
    return chosen


def _amounts(there: Refundable, chosen: Chosen, amount: int | None) -> tuple[int, list[int]]:
    """Give the whole amount and what of it each line explains. Raises RefundNothing."""
    parts = [line.amount(pieces) for line, pieces in chosen]
    whole = sum(parts) if amount is None else amount
    if whole <= 0:
        raise RefundNothing(order_id=there.order_id)
    return whole, share_out(whole, parts) if whole < sum(parts) else parts


async def _go_on(
    session: Session, there: Refundable, way: Way, begun: Begun, actor_id: int, now: datetime
) -> Begun:
    """Store credit is there at once; the other ways take time, and the shopper knows that it has begun."""
    if way is Way.CREDIT:
        await refund_ends.settle(session, begun.refund_id, actor_id=actor_id, now=now)
        return Begun(begun.refund_id, begun.amount, RefundState.SETTLED)
    facts, key = {"order_id": there.order_id, "refund_id": begun.refund_id}, str(begun.refund_id)
    await news.to_shopper(session, there.person_id, "refund-begun", facts, key=key, now=now)
    if way is Way.MANUAL:
        await news.to_owners(session, "refund-to-send", facts, key=key, now=now, but=actor_id)
    return begun
