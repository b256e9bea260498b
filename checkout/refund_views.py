"""Refunds as people look at them: of an order, one by one, and all that waits to be given back."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    func,
    literal,
    select,
    union_all,
)

from checkout.lives import RefundState
from checkout.models import Order, OrderLine, Payment
from checkout.money.errors import RefundGone
from checkout.money.models import Refund, RefundLine
from checkout.refundable import ENDED
from checkout.refunds import Way
from customers.models import Person
from foundation.database import Session, prepared
from foundation.prepared import AnyPrepared

PAGE = 8
"""Sums on a page."""


@dataclass(frozen=True, slots=True)
class RefundView:
    """A refund. ``pieces`` are what of each variant it is for; ``problem`` is the gateway's word."""

    id: int
    order_id: int
    amount: int
    currency: str
    way: str
    reason: str
    state: str
    problem: str
    created_at: datetime
    ended_at: datetime | None
    pieces: dict[int, int]
    loose: int
    """what of the amount no line explains"""

    @property
    def counts(self) -> bool:
        """Whether the money has gone back or is on its way."""
        return self.state != RefundState.FAILED


@dataclass(frozen=True, slots=True)
class Owed:
    """Money to give back: what an order does not keep, or (with ``refund_id``) a transfer somebody has to make."""

    order_id: int
    refund_id: int
    amount: int
    currency: str
    order_state: str
    name: str


@dataclass(frozen=True, slots=True)
class OwedPage:
    """A page of what is owed; ``total`` counts all pages."""

    items: tuple[Owed, ...]
    page: int
    pages: int
    total: int


_FACTS = (
    "id", "order_id", "amount", "currency", "way", "reason", "state", "problem", "created_at", "ended_at",
)  # fmt: skip
_OF_ORDER: AnyPrepared = prepared(
    select(*(getattr(Refund, name) for name in _FACTS))
    .where(Refund.order_id == bindparam("of_order"))
    .order_by(Refund.id)
)
_PIECES = prepared(
    select(RefundLine.refund_id, OrderLine.variant_id, RefundLine.quantity, RefundLine.amount)
    .join(Refund, Refund.id == RefundLine.refund_id)
    .join(OrderLine, OrderLine.id == RefundLine.order_line_id)
    .where(Refund.order_id == bindparam("of_order"))
)
_OF_TOKEN = prepared(select(Refund.id).where(Refund.token == bindparam("known_as")))
_ORDER_OF = prepared(select(Refund.order_id).where(Refund.id == bindparam("refund_id")))


async def refunds_of(session: Session, order_id: int) -> tuple[RefundView, ...]:
    """Give an order's refunds, oldest first, the ones that failed among them."""
    rows = await session.rows(_OF_ORDER, {"of_order": order_id})
    if not rows:
        return ()
    pieces: dict[int, dict[int, int]] = {}
    explained: dict[int, int] = {}
    for refund_id, variant_id, quantity, amount in await session.rows(_PIECES, {"of_order": order_id}):
        pieces.setdefault(refund_id, {})[variant_id] = quantity
        explained[refund_id] = explained.get(refund_id, 0) + amount
    views = []
    for row in rows:
        facts = dict(zip(_FACTS, row, strict=True))
        loose = facts["amount"] - explained.get(facts["id"], 0)
        views.append(RefundView(**facts, pieces=pieces.get(facts["id"], {}), loose=loose))
    return tuple(views)


async def refund(session: Session, refund_id: int) -> RefundView:
    """Give one refund. Raises RefundGone."""
    order_id = await session.scalar(_ORDER_OF, {"refund_id": refund_id})
    for one in await refunds_of(session, order_id or 0):
        if one.id == refund_id:
            return one
    raise RefundGone(refund_id=refund_id)


async def of_token(session: Session, token: str) -> int | None:
    """Give the refund a request began, by its token."""
    return await session.scalar(_OF_TOKEN, {"known_as": token})


def _loose() -> Select[int]:
    """What went back of a payment without a line that explains it."""
    counts = and_(
        Refund.order_id == Payment.order_id,
        Refund.payment_id == Payment.id,
        Refund.state != RefundState.FAILED,
    )
    whole = select(func.coalesce(func.sum(Refund.amount), 0)).where(counts).correlate(Payment)
    explained = (
        select(func.coalesce(func.sum(RefundLine.amount), 0))
        .join(Refund, Refund.id == RefundLine.refund_id)
        .where(counts)
        .correlate(Payment)
    )
    return select(whole.scalar_subquery() - explained.scalar_subquery())


_ENDED = Order.state.in_([literal(state) for state in ENDED])
_LEFT = Payment.received - Payment.refunded
_SURPLUS = Payment.received - Payment.amount - _loose().scalar_subquery()
# the same as ``Refundable.surplus``, for all orders at once
_OWED_BY = case((_SURPLUS < _LEFT, _SURPLUS), else_=_LEFT)


def _surpluses(
    which: ColumnElement[bool], owed_by: ColumnElement[int]
) -> Select[int, int, int, str, str, str]:
    return (
        select(
            Order.id.label("order_id"), literal(0).label("refund_id"), owed_by.label("amount"),
            Order.currency, Order.state, Person.first_name,
        )
        .join(Payment, Payment.order_id == Order.id)
        .outerjoin(Person, Person.id == Order.person_id)
        .where(which, owed_by > 0)
    )  # fmt: skip


# what ended is found by its state, what came too much by an index of its own
_OF_ENDED = _surpluses(_ENDED, _LEFT)
_OF_LIVING = _surpluses(~_ENDED & Payment.current & (Payment.received > Payment.amount), _OWED_BY)
# what came by another attempt than the one the order is paid by
_SPARE = _surpluses(~_ENDED & ~Payment.current & (Payment.received > 0), _LEFT)
_TASKS = (
    select(
        Refund.order_id, Refund.id.label("refund_id"), Refund.amount, Refund.currency, Order.state,
        Person.first_name,
    )
    .join(Order, Order.id == Refund.order_id)
    .outerjoin(Person, Person.id == Order.person_id)
    .where(Refund.state == RefundState.PENDING, Refund.way == Way.MANUAL)
)  # fmt: skip
_ALL = union_all(_TASKS, _OF_ENDED, _OF_LIVING, _SPARE).subquery()
_COUNT = prepared(select(func.count()).select_from(_ALL))
_SOME: AnyPrepared = prepared(
    select(_ALL)
    .order_by(_ALL.c.refund_id == 0, _ALL.c.order_id, _ALL.c.refund_id)
    .limit(PAGE)
    .offset(bindparam("skipped", type_=Integer))
)


async def owed_count(session: Session) -> int:
    """Count the sums that wait to be given back."""
    return await session.scalar(_COUNT) or 0


async def owed(session: Session, page: int = 1) -> OwedPage:
    """Give what waits to be given back: transfers first, then what orders do not keep; nothing is left out.

    Late money, too much money, money for canceled orders and what could not go back are all among it.
    """
    total = await owed_count(session)
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    rows = await session.rows(_SOME, {"skipped": (page - 1) * PAGE})
    items = tuple(
        Owed(order_id, refund_id, int(amount), currency, state, name or "")
        for order_id, refund_id, amount, currency, state, name in rows
    )
    return OwedPage(items, page, pages, total)
