"""Orders in pages: a shopper's own, and the owner's by what has to be done."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from sqlalchemy import ColumnElement, func, select, true

from checkout.lives import OrderState, PaymentState
from checkout.models import Order, OrderLine, Payment
from foundation.database import Session

PAGE = 8
"""Orders on a page."""

Kind: TypeAlias = Literal["all", "unpaid", "review", "to-ship", "shipped", "done"]

_REVIEW = Payment.state == PaymentState.PENDING_REVIEW
_KINDS: dict[str, ColumnElement[bool]] = {
    "all": true(),
    "unpaid": (Order.state == OrderState.PENDING_PAYMENT) & ~_REVIEW,
    "review": _REVIEW,
    "to-ship": Order.state.in_([OrderState.PROCESSING, OrderState.PARTIALLY_FULFILLED]),
    "shipped": Order.state == OrderState.FULFILLED,
    "done": Order.state.in_([OrderState.COMPLETED, OrderState.CANCELED, OrderState.EXPIRED]) & ~_REVIEW,
}


@dataclass(frozen=True, slots=True)
class OrderItem:
    """An order in a list. ``amount`` is what had to be paid, ``first_name`` what its first line is called."""

    order_id: int
    person_id: int
    state: str
    payment_state: str
    total: int
    amount: int
    currency: str
    placed_at: datetime
    recipient: str
    count: int
    first_name: str


@dataclass(frozen=True, slots=True)
class OrderPage:
    """A page of orders, newest first; ``total`` counts the orders on all pages."""

    items: tuple[OrderItem, ...]
    page: int
    pages: int
    total: int


async def orders_of(session: Session, person_id: int, page: int = 1) -> OrderPage:
    """Give a page of a shopper's orders; pages that do not exist give the nearest one."""
    return await _page(session, Order.person_id == person_id, page)


async def orders_in(session: Session, kind: Kind | str, page: int = 1) -> OrderPage:
    """Give a page of the shop's orders of a kind; an unknown kind means all."""
    return await _page(session, _KINDS.get(kind, true()), page)


async def _page(session: Session, which: ColumnElement[bool], page: int) -> OrderPage:
    matching = (
        select(func.count()).select_from(Order).join(Payment, Payment.order_id == Order.id).where(which)
    )
    total = (await session.execute(matching)).scalar_one()
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    rows = await session.execute(
        select(
            Order.id, Order.person_id, Order.state, Payment.state, Order.total, Payment.amount, Order.currency,
            Order.placed_at, Order.recipient, _pieces(), _first_name(),
        )
        .join(Payment, Payment.order_id == Order.id)
        .where(which)
        .order_by(Order.id.desc())
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )  # fmt: skip
    return OrderPage(tuple(OrderItem(*row) for row in rows), page, pages, total)


def _pieces() -> ColumnElement[int]:
    counted = select(func.coalesce(func.sum(OrderLine.quantity), 0)).where(OrderLine.order_id == Order.id)
    return counted.correlate(Order).scalar_subquery()


def _first_name() -> ColumnElement[str]:
    named = select(OrderLine.name).where(OrderLine.order_id == Order.id).order_by(OrderLine.id).limit(1)
    return func.coalesce(named.correlate(Order).scalar_subquery(), "")
