"""Goods on their way back: the shopper asks, the owner receives them, and accepts with a refund or rejects."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, bindparam, func, insert, literal, select, update

from checkout import news, refunds
from checkout.errors import FieldEmpty, FieldTooLong
from checkout.holds import hold, may_become
from checkout.lives import RETURN_NEXT, OrderState, ReturnState
from checkout.models import Order
from checkout.money.errors import ReturnGone, ReturnOver, ReturnQuantityWrong, ReturnTooEarly
from checkout.money.models import OrderReturn
from checkout.refundable import Refundable, refundable
from checkout.refunds import Begun, RefundAsk
from foundation.audit import note
from foundation.database import Session, prepared
from foundation.prepared import AnyPrepared

LONGEST_REASON = 500
"""Characters of a reason."""

OPEN = (ReturnState.REQUESTED, ReturnState.RECEIVED)
"""Returns somebody still has to decide."""

PAGE = 8
"""Returns on a page."""


@dataclass(frozen=True, slots=True)
class Return:
    """A return: ``lines`` are pieces by order line."""

    id: int
    order_id: int
    person_id: int
    state: str
    reason: str
    lines: dict[int, int]
    requested_at: datetime


@dataclass(frozen=True, slots=True)
class ReturnPage:
    """A page of open returns, the oldest first."""

    items: tuple[Return, ...]
    page: int
    pages: int
    total: int


_OPEN_STATES = [literal(state) for state in OPEN]
_RETURNS = select(
    OrderReturn.id, OrderReturn.order_id, Order.person_id, OrderReturn.state, OrderReturn.reason,
    OrderReturn.lines, OrderReturn.requested_at,
).join(Order, Order.id == OrderReturn.order_id).order_by(OrderReturn.id)  # fmt: skip
_RETURN: AnyPrepared = prepared(_RETURNS.where(OrderReturn.id == bindparam("return_id")))
_OF_ORDER: AnyPrepared = prepared(_RETURNS.where(OrderReturn.order_id == bindparam("of_order")))
_OPEN: AnyPrepared = prepared(
    _RETURNS.where(OrderReturn.state.in_(_OPEN_STATES))
    .limit(PAGE)
    .offset(bindparam("skipped", type_=Integer))
)
_COUNT = prepared(select(func.count()).select_from(OrderReturn).where(OrderReturn.state.in_(_OPEN_STATES)))
_WRITE = prepared(
    insert(OrderReturn)
    .values(
        order_id=bindparam("of_order"),
        state=ReturnState.REQUESTED,
        reason=bindparam("said"),
        lines=bindparam("pieces", type_=OrderReturn.lines.type),
        requested_at=bindparam("now"),
    )
    .returning(OrderReturn.id)
)


async def returnable(session: Session, order_id: int) -> tuple[Refundable, dict[int, int]]:
    """Give an order and how many pieces of each line may come back: neither refunded nor on their way back.

    Raises OrderGone.
    """
    there = await refundable(session, order_id)
    coming: dict[int, int] = {}
    for one in await returns_of(session, order_id):
        for line_id, pieces in one.lines.items() if one.state in OPEN else ():
            coming[line_id] = coming.get(line_id, 0) + pieces
    left = {line.id: max(min(line.left, line.out) - coming.get(line.id, 0), 0) for line in there.lines}
    return there, left


async def ask(
    session: Session, order_id: int, person_id: int, lines: Mapping[int, int], reason: str, *, now: datetime
) -> int:
    """The shopper wants to send goods back; gives the return's id, and the owners are told.

    Raises OrderGone, ReturnTooEarly, ReturnQuantityWrong, FieldEmpty, FieldTooLong.
    """
    order = await hold(session, order_id, person_id)
    if order.state not in {OrderState.FULFILLED, OrderState.COMPLETED}:
        raise ReturnTooEarly(order_id=order_id, state=order.state)
    said = _reason(reason)
    _, left = await returnable(session, order_id)
    if not lines or any(not 0 < pieces <= left.get(line_id, 0) for line_id, pieces in lines.items()):
        raise ReturnQuantityWrong(order_id=order_id)
    pieces = [{"line": line_id, "quantity": quantity} for line_id, quantity in sorted(lines.items())]
    row = {"of_order": order_id, "said": said, "pieces": pieces, "now": now}
    return_id = await session.scalar(_WRITE, row)
    assert return_id is not None
    after = {"return": return_id, "lines": pieces}
    note(session, person_id, "return-requested", f"order:{order_id}", now=now, after=after)
    facts = {"order_id": order_id, "return_id": return_id}
    await news.to_owners(session, "return-requested", facts, key=str(return_id), now=now)
    return int(return_id)


async def receive(session: Session, return_id: int, *, actor_id: int, now: datetime) -> Return:
    """The goods are here; the shopper is told. Raises ReturnGone, ReturnOver."""
    return await _move(session, return_id, ReturnState.RECEIVED, actor_id, now)


async def accept(
    session: Session, return_id: int, ask: RefundAsk, *, token: str, actor_id: int, now: datetime
) -> Begun:
    """The goods are as they should be: give the money back, in the same moment.

    The same token again gives the same answer. Raises ReturnGone, ReturnOver, and as ``refunds.begin``.
    """
    coming = await _find(session, return_id)
    begun = await refunds.begin(session, coming.order_id, ask, token=token, actor_id=actor_id, now=now)
    if not begun.repeated:
        await _move(session, return_id, ReturnState.ACCEPTED, actor_id, now, refund=begun.refund_id)
    return begun


async def reject(session: Session, return_id: int, reason: str, *, actor_id: int, now: datetime) -> Return:
    """The goods stay the shopper's, who reads why. Raises ReturnGone, ReturnOver, FieldEmpty, FieldTooLong."""
    return await _move(session, return_id, ReturnState.REJECTED, actor_id, now, reason=_reason(reason))


async def find(session: Session, return_id: int, *, person_id: int | None = None) -> Return:
    """Give a return; with ``person_id`` only if it is theirs. Raises ReturnGone."""
    found = await _find(session, return_id)
    if person_id not in {None, found.person_id}:
        raise ReturnGone(return_id=return_id)
    return found


async def returns_of(session: Session, order_id: int) -> tuple[Return, ...]:
    """Give an order's returns, oldest first."""
    return tuple(_read(row) for row in await session.rows(_OF_ORDER, {"of_order": order_id}))


async def open_count(session: Session) -> int:
    """Count the returns that wait for the owner."""
    return await session.scalar(_COUNT) or 0


async def open_returns(session: Session, page: int = 1) -> ReturnPage:
    """Give a page of the returns that wait for the owner."""
    total = await open_count(session)
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    rows = await session.rows(_OPEN, {"skipped": (page - 1) * PAGE})
    return ReturnPage(tuple(_read(row) for row in rows), page, pages, total)


async def _find(session: Session, return_id: int) -> Return:
    row = await session.row(_RETURN, {"return_id": return_id})
    if row is None:
        raise ReturnGone(return_id=return_id)
    return _read(row)


def _read(row: tuple[object, ...]) -> Return:
    facts: dict[str, object] = dict(zip(Return.__dataclass_fields__, row, strict=True))
    kept = facts["lines"]
    assert isinstance(kept, list)
    lines = {int(one["line"]): int(one["quantity"]) for one in kept}
    return Return(**{**facts, "lines": lines})  # type: ignore[arg-type] # as the statement selects them


def _reason(text: str) -> str:
    """Check what was typed. Raises FieldEmpty, FieldTooLong."""
    said = text.strip()
    if not said:
        raise FieldEmpty(field="reason")
    if len(said) > LONGEST_REASON:
        raise FieldTooLong(field="reason", limit=LONGEST_REASON, length=len(said))
    return said


async def _move(
    session: Session, return_id: int, to: ReturnState, actor_id: int, now: datetime, **facts: str | int
) -> Return:
    """Move a return along its life, and tell the shopper. Raises ReturnGone, ReturnOver."""
    coming = await _find(session, return_id)
    await hold(session, coming.order_id)
    moment = "received_at" if to is ReturnState.RECEIVED else "ended_at"
    moved = await session.scalar(
        update(OrderReturn)
        .where(OrderReturn.id == return_id, may_become(OrderReturn.state, RETURN_NEXT, to))
        .values(state=to, **{moment: now})
        .returning(OrderReturn.id)
    )
    if moved is None:
        raise ReturnOver(order_id=coming.order_id)
    before = {"return": return_id, "state": coming.state}
    after = {"state": to, **facts}
    note(session, actor_id, f"return-{to}", f"order:{coming.order_id}", now=now, before=before, after=after)
    told = {"order_id": coming.order_id, "return_id": return_id, **facts}
    await news.to_shopper(session, coming.person_id, f"return-{to}", told, key=str(return_id), now=now)
    return await _find(session, return_id)
