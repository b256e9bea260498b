"""Giving money back: all of it, some lines, or any sum; never more than came, and the same request once.

A refund begins here, in one transaction with what becomes of the goods and the order. How it ends stands in
``checkout.refund_ends``, how a gateway is asked in ``checkout.refund_work``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import bindparam, insert, select, update

from checkout import news, refund_ends, refund_goods
from checkout.errors import FieldTooLong, KeyReused
from checkout.holds import hold
from checkout.lives import OrderState, RefundState
from checkout.models import Payment
from checkout.money.errors import (
    RefundBeforePayment,
    RefundNothing,
    RefundQuantityWrong,
    RefundTooHigh,
)
from checkout.money.models import Refund, RefundLine
from checkout.refund_goods import Chosen, Moved
from checkout.refundable import Refundable, refundable
from checkout.shares import share_out
from foundation.audit import note
from foundation.database import Session, prepared

LONGEST_REASON = 200
"""Characters of a reason."""


class Way(StrEnum):
    """How the money goes back."""

    GATEWAY = "gateway"
    """the gateway that took it is asked to (``checkout.refund_work``)"""
    MANUAL = "manual"
    """a person transfers it, and then says so"""
    CREDIT = "credit"
    """the shopper has it at once, as store credit"""


@dataclass(frozen=True, slots=True)
class RefundAsk:
    """What is to go back.

    ``lines`` are pieces by order line. ``amount`` says how much in all; without it, it is what the lines come to. More
    than that is for shipping or too much money, less is shared out among the lines. With ``restock`` the goods are
    for sale again, without it they are lost or damaged.
    """

    lines: Mapping[int, int] = field(default_factory=dict)
    amount: int | None = None
    way: Way = Way.MANUAL
    restock: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Begun:
    """A refund under way, or done at once; ``repeated`` when the same request began it before."""

    refund_id: int
    amount: int
    state: str
    repeated: bool = False


_TAKE = prepared(
    update(Payment)
    .where(Payment.id == bindparam("of_payment"), Payment.refunded + bindparam("more") <= Payment.received)
    .values(refunded=Payment.refunded + bindparam("more"))
    .returning(Payment.id)
)
_FACTS = (
    "order_id", "payment_id", "token", "amount", "currency", "way", "reason", "next_at", "actor_id", "created_at",
)  # fmt: skip
_WRITE = prepared(
    lambda insert: insert(Refund).on_conflict_do_nothing(index_elements=[Refund.token]).returning(Refund.id),
    columns=_FACTS,
)
_WRITE_LINE = prepared(
    insert(RefundLine), columns=("refund_id", "order_line_id", "quantity", "amount", "restocked")
)
_OF_TOKEN = prepared(
    select(Refund.id, Refund.order_id, Refund.amount, Refund.way, Refund.reason, Refund.state).where(
        Refund.token == bindparam("known_as")
    )
)
_LINES_OF = prepared(
    select(RefundLine.order_line_id, RefundLine.quantity, RefundLine.amount, RefundLine.restocked).where(
        RefundLine.refund_id == bindparam("of_refund")
    )
)


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
    await _take(session, there, amount)
    refund_id = await _write(session, there, ask, amount, token=token, actor_id=actor_id, now=now)
    moved = await refund_goods.move(
        session, order_id, chosen, restock=ask.restock, actor_id=actor_id, now=now
    )
    await _write_lines(session, refund_id, chosen, parts, moved)
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
    there = await refundable(session, failed.order_id)
    token = f"again:{refund_id}"
    if await session.row(_OF_TOKEN, {"known_as": token}) is not None or failed.amount > there.left:
        return None
    await _take(session, there, failed.amount)
    ask = RefundAsk(way=way, reason=failed.reason)
    new_id = await _write(session, there, ask, failed.amount, token=token, actor_id=actor_id, now=now)
    for line_id, pieces, amount, _ in await session.rows(_LINES_OF, {"of_refund": refund_id}):
        row = {"order_line_id": line_id, "quantity": pieces, "amount": amount, "restocked": 0}
        await session.execute(_WRITE_LINE, {"refund_id": new_id, **row})
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
    row = await session.row(_OF_TOKEN, {"known_as": token})
    if row is None:
        return None
    refund_id, whose, amount, way, reason, state = row
    lines = await session.rows(_LINES_OF, {"of_refund": refund_id})
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


async def _take(session: Session, there: Refundable, amount: int) -> None:
    """Count the money as given back, if it is there. Raises RefundTooHigh."""
    if await session.scalar(_TAKE, {"of_payment": there.payment_id, "more": amount}) is None:
        facts = {"amount": amount, "limit": there.left, "currency": there.currency}
        raise RefundTooHigh(order_id=there.order_id, **facts)


async def _write(
    session: Session,
    there: Refundable,
    ask: RefundAsk,
    amount: int,
    *,
    token: str,
    actor_id: int,
    now: datetime,
) -> int:
    row = {
        "order_id": there.order_id,
        "payment_id": there.payment_id,
        "token": token,
        "amount": amount,
        "currency": there.currency,
        "way": ask.way,
        "reason": ask.reason,
        "next_at": now if ask.way is Way.GATEWAY else None,
        "actor_id": actor_id,
        "created_at": now,
    }
    refund_id: int | None = await session.scalar(_WRITE, row)
    if refund_id is None:  # another order took this token in this very moment
        raise KeyReused(source="refund", key=token)
    return refund_id


async def _write_lines(
    session: Session, refund_id: int, chosen: Chosen, parts: list[int], moved: list[Moved]
) -> None:
    for (line, pieces), amount, goods in zip(chosen, parts, moved, strict=True):
        row = {"order_line_id": line.id, "quantity": pieces, "amount": amount, "restocked": goods.back}
        await session.execute(_WRITE_LINE, {"refund_id": refund_id, **row})


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
