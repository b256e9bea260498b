"""Holding an order: whoever changes an order, its payment or its allocations takes the order's row first.

Everybody touches rows in the same sequence (draft, order, stock by variant, amount leases), so nobody waits in a
circle. Each move is still a compare-and-set along ``checkout.lives``.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from checkout.errors import OrderGone, PaymentGone
from checkout.lives import ORDER_NEXT, PAYMENT_NEXT, OrderState, PaymentState, before
from checkout.models import Order, Payment
from foundation.database import Session


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
    state: str


async def hold(session: Session, order_id: int, person_id: int | None = None) -> HeldOrder:
    """Take an order, only if it is this person's where one is named. Raises OrderGone."""
    row = (
        await session.execute(
            select(Order.id, Order.person_id, Order.state, Order.courier, Order.expires_at)
            .where(Order.id == order_id)
            .with_for_update(key_share=True)
        )
    ).first()
    if row is None or person_id not in {None, row.person_id}:
        raise OrderGone(order_id=order_id)
    return HeldOrder(*row)


async def hold_payment(session: Session, payment_id: int) -> tuple[HeldOrder, HeldPayment]:
    """Take a payment's order, then read the payment. Raises PaymentGone."""
    order_id = await session.scalar(select(Payment.order_id).where(Payment.id == payment_id))
    if order_id is None:
        raise PaymentGone(payment_id=payment_id)
    order = await hold(session, order_id)
    return order, await payment_in(session, order)


async def payment_in(session: Session, order: HeldOrder) -> HeldPayment:
    """Give the payment of a held order."""
    row = await session.execute(
        select(Payment.id, Payment.order_id, Payment.state)
        .where(Payment.order_id == order.id)
        .order_by(Payment.id.desc())
        .limit(1)
    )
    return HeldPayment(*row.one())


async def move_order(session: Session, order_id: int, to: OrderState, **moments: datetime | None) -> bool:
    """Move an order along its life, if it stands where that is allowed."""
    moved = await session.scalar(
        update(Order)
        .where(Order.id == order_id, Order.state.in_(before(ORDER_NEXT, to)))
        .values(state=to, **moments)
        .returning(Order.id)
    )
    return moved is not None


async def move_payment(
    session: Session, payment_id: int, to: PaymentState, **moments: datetime | None
) -> bool:
    """Move a payment along its life, if it stands where that is allowed."""
    moved = await session.scalar(
        update(Payment)
        .where(Payment.id == payment_id, Payment.state.in_(before(PAYMENT_NEXT, to)))
        .values(state=to, **moments)
        .returning(Payment.id)
    )
    return moved is not None
