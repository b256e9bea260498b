"""Holding an order: whoever changes an order, its payment or its allocations takes the order's row first.

Everybody touches rows in the same sequence (draft, order, stock by variant, the order's own amount leases), so nobody
waits in a circle; a new order takes its amount before the stock, for an amount that is still free is nobody else's.
Each move is still a compare-and-set along ``checkout.lives``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import ColumnElement, bindparam, false, literal, select, update
from sqlalchemy.orm import InstrumentedAttribute

from checkout.errors import OrderGone, PaymentGone
from checkout.lives import ORDER_NEXT, PAYMENT_NEXT, OrderState, PaymentState, StateT, before
from checkout.models import Order, Payment
from foundation.database import Session, prepared
from foundation.prepared import Prepared


@dataclass(frozen=True, slots=True)
class HeldOrder:
    """An order nobody else changes until the transaction ends."""

    id: int
    person_id: int
    state: str
    courier: str
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class HeldPayment:
    """The payment of a held order."""

    id: int
    order_id: int
    account_id: int | None
    provider: str
    method: str
    amount: int
    currency: str
    state: str
    received: int
    refunded: int
    current: bool

    @property
    def paid(self) -> int:
        """What pays for the order: before it is settled, money that went back does not."""
        return self.received if self.state == PaymentState.SETTLED else self.received - self.refunded


_HOLD = prepared(
    select(Order.id, Order.person_id, Order.state, Order.courier, Order.expires_at)
    .where(Order.id == bindparam("order_id"))
    .with_for_update(key_share=True)
)
_ORDER_OF = prepared(select(Payment.order_id).where(Payment.id == bindparam("payment_id")))
_PAYMENT = prepared(
    select(*(getattr(Payment, name) for name in HeldPayment.__dataclass_fields__)).where(
        Payment.order_id == bindparam("order_id"), Payment.current
    )
)
_THE_PAYMENT = prepared(
    select(*(getattr(Payment, name) for name in HeldPayment.__dataclass_fields__)).where(
        Payment.id == bindparam("payment_id")
    )
)


async def hold(session: Session, order_id: int, person_id: int | None = None) -> HeldOrder:
    """Take an order, only if it is this person's where one is named. Raises OrderGone."""
    row = await session.row(_HOLD, {"order_id": order_id})
    order = HeldOrder(*row) if row else None
    if order is None or person_id not in {None, order.person_id}:
        raise OrderGone(order_id=order_id)
    return order


async def hold_payment(session: Session, payment_id: int) -> tuple[HeldOrder, HeldPayment]:
    """Take a payment's order, then read the payment. Raises PaymentGone."""
    order_id = await session.scalar(_ORDER_OF, {"payment_id": payment_id})
    if order_id is None:
        raise PaymentGone(payment_id=payment_id)
    order = await hold(session, order_id)
    row = await session.row(_THE_PAYMENT, {"payment_id": payment_id})
    assert row is not None, "no payment is ever deleted"
    return order, HeldPayment(*row)


async def payment_in(session: Session, order: HeldOrder) -> HeldPayment:
    """Give the payment of a held order: of several attempts, the current one."""
    return HeldPayment(*(await session.execute(_PAYMENT, {"order_id": order.id})).one())


async def move_order(session: Session, order_id: int, to: OrderState, **moments: datetime | None) -> bool:
    """Move an order along its life, if it stands where that is allowed."""
    moving = _moving_order(to, *moments)
    return await session.scalar(moving, {"moved_id": order_id, **moments}) is not None


async def move_payment(
    session: Session, payment_id: int, to: PaymentState, **moments: datetime | None
) -> bool:
    """Move a payment along its life, if it stands where that is allowed."""
    moving = _moving_payment(to, *moments)
    return await session.scalar(moving, {"moved_id": payment_id, **moments}) is not None


def may_become(
    state: InstrumentedAttribute[str], table: Mapping[StateT, frozenset[StateT]], to: StateT
) -> ColumnElement[bool]:
    """Whether a row stands where its life may go on to ``to``: the guard of every move."""
    earlier = [literal(one) for one in before(table, to)]
    return state.in_(earlier) if earlier else false()


@cache
def _moving_order(to: OrderState, *moments: str) -> Prepared[int]:
    """Move an order and set some moments; there are as many such statements as there are turns in its life."""
    here = (Order.id == bindparam("moved_id"), may_become(Order.state, ORDER_NEXT, to))
    moved = update(Order).where(*here).values(state=to, **{name: bindparam(name) for name in moments})
    return prepared(moved.returning(Order.id))


@cache
def _moving_payment(to: PaymentState, *moments: str) -> Prepared[int]:
    here = (Payment.id == bindparam("moved_id"), may_become(Payment.state, PAYMENT_NEXT, to))
    moved = update(Payment).where(*here).values(state=to, **{name: bindparam(name) for name in moments})
    return prepared(moved.returning(Payment.id))
