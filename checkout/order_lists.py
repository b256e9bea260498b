"""Orders in pages: a shopper's own, and the owner's by what has to be done.

Every page comes along an index, newest first; only the count of a list looks at all of it, in an index as well.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from sqlalchemy import ColumnElement, Integer, Select, bindparam, func, literal, select, true

from checkout.lives import OrderState, PaymentState
from checkout.models import Order, OrderLine, Payment
from foundation.database import Session, prepared
from foundation.prepared import AnyPrepared, Prepared

PAGE = 8
"""Orders on a page."""

Kind: TypeAlias = Literal["all", "unpaid", "review", "to-ship", "shipped", "done"]


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


@dataclass(frozen=True, slots=True)
class _List:
    """How a list is read: its count, and a page of it."""

    count: Prepared[int]
    page: AnyPrepared


def _pieces() -> ColumnElement[int]:
    counted = select(func.coalesce(func.sum(OrderLine.quantity), 0)).where(OrderLine.order_id == Order.id)
    return counted.correlate(Order).scalar_subquery()


def _first_name() -> ColumnElement[str]:
    named = select(OrderLine.name).where(OrderLine.order_id == Order.id).order_by(OrderLine.id).limit(1)
    return func.coalesce(named.correlate(Order).scalar_subquery(), "")


_COLUMNS = (
    Order.id, Order.person_id, Order.state, Payment.state, Order.total, Payment.amount, Order.currency,
    Order.placed_at, Order.recipient, _pieces(), _first_name(),
)  # fmt: skip
_REVIEW = (Payment.state == PaymentState.PENDING_REVIEW) & Payment.current


def _page_of(numbers: Select[int]) -> AnyPrepared:
    """Read a page of these numbers, in which what is skipped or sorted away need not be put together."""
    newest = numbers.selected_columns[0].desc()
    page = numbers.order_by(newest).limit(PAGE).offset(bindparam("skipped", type_=Integer))
    return prepared(
        select(*_COLUMNS)
        .join(Payment, (Payment.order_id == Order.id) & Payment.current)
        .where(Order.id.in_(page.scalar_subquery()))
        .order_by(Order.id.desc())
    )


def _orders_where(which: ColumnElement[bool]) -> _List:
    return _List(
        prepared(select(func.count()).select_from(Order).where(which)),
        _page_of(select(Order.id).where(which)),
    )


def _unless_in_review(which: ColumnElement[bool], paged: ColumnElement[bool] | None = None) -> _List:
    """Orders without those whose proof waits: these stand in a list of their own.

    ``paged`` says the same in the way in which a page is found sooner.
    """
    in_review = select(func.count()).select_from(Payment).join(Order, Order.id == Payment.order_id)
    number = select(func.count()).select_from(Order).where(which).scalar_subquery()
    less = in_review.where(_REVIEW, which).scalar_subquery()
    numbers = select(Order.id).join(Payment, (Payment.order_id == Order.id) & Payment.current)
    return _List(
        prepared(select(number - less)),
        _page_of(numbers.where(which if paged is None else paged, ~_REVIEW)),
    )


def _states(*states: OrderState) -> ColumnElement[bool]:
    return Order.state.in_([literal(state) for state in states])


_OPEN = (
    OrderState.PENDING_PAYMENT,
    OrderState.PROCESSING,
    OrderState.PARTIALLY_FULFILLED,
    OrderState.FULFILLED,
)
_KINDS = {
    "all": _orders_where(true()),
    "unpaid": _unless_in_review(Order.state == OrderState.PENDING_PAYMENT),
    "review": _List(
        prepared(select(func.count()).select_from(Payment).where(_REVIEW)),
        _page_of(select(Payment.order_id).where(_REVIEW)),
    ),
    "to-ship": _orders_where(_states(OrderState.PROCESSING, OrderState.PARTIALLY_FULFILLED)),
    "shipped": _orders_where(Order.state == OrderState.FULFILLED),
    # most orders: "none of the others" lets SQLite walk back from the newest instead of sorting them all
    "done": _unless_in_review(
        _states(*(state for state in OrderState if state not in _OPEN)), ~_states(*_OPEN)
    ),
}
_OWN = _orders_where(Order.person_id == bindparam("of_person"))


async def orders_of(session: Session, person_id: int, page: int = 1) -> OrderPage:
    """Give a page of a shopper's orders; pages that do not exist give the nearest one."""
    return await _page(session, _OWN, page, {"of_person": person_id})


async def orders_in(session: Session, kind: Kind | str, page: int = 1) -> OrderPage:
    """Give a page of the shop's orders of a kind; an unknown kind means all."""
    return await _page(session, _KINDS.get(kind, _KINDS["all"]), page, {})


async def _page(session: Session, listed: _List, page: int, which: dict[str, int]) -> OrderPage:
    total = (await session.execute(listed.count, which)).scalar_one()
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    rows = await session.execute(listed.page, {**which, "skipped": (page - 1) * PAGE}) if total else ()
    return OrderPage(tuple(OrderItem(*row) for row in rows), page, pages, total)
