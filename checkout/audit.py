"""The check of stock and money: counters against ledgers, promises against orders, amounts against payments."""

from collections.abc import AsyncIterator
from datetime import datetime

from sqlalchemy import Select, exists, func, or_, select

from catalog import stock
from catalog.models import StockLevel
from checkout import books
from checkout.books import Difference
from checkout.lives import AllocationState, OrderState, PaymentState
from checkout.models import Allocation, AmountLease, Order, OrderLine, Payment
from foundation.database import Session
from foundation.outbox import OutboxRow

__all__ = ["Difference", "audit"]

_HELD = (AllocationState.ACTIVE, AllocationState.COMMITTED)
_PAID = (
    OrderState.PROCESSING,
    OrderState.PARTIALLY_FULFILLED,
    OrderState.FULFILLED,
    OrderState.COMPLETED,
)
_ALLOCATED_IN: dict[str, AllocationState] = {
    OrderState.PENDING_PAYMENT: AllocationState.ACTIVE,
    OrderState.PROCESSING: AllocationState.COMMITTED,
    OrderState.FULFILLED: AllocationState.CONSUMED,
    OrderState.COMPLETED: AllocationState.CONSUMED,
}
"""How the stock of an order stands; an order that ended early holds none."""


async def audit(session: Session, *, now: datetime) -> list[Difference]:
    """Compare everything that must agree; empty when all is well."""
    checks = (
        _ledger(session),
        _promises(session),
        _allocations(session),
        _leases(session, now),
        _totals(session),
        _states(session),
        *(check(session) for check in books.CHECKS),
        _incomplete(session),
        _letters(session),
    )
    return [difference for check in checks async for difference in check]


async def _ledger(session: Session) -> AsyncIterator[Difference]:
    """Every stock counter is the sum of its ledger entries."""
    for one in await stock.audit(session):
        yield Difference(
            f"ledger-{one.counter}", f"variant:{one.variant_id}", str(one.counted), str(one.kept)
        )


async def _promises(session: Session) -> AsyncIterator[Difference]:
    """What a variant has promised is what orders hold of it."""
    held = (
        select(Allocation.variant_id, func.sum(Allocation.quantity).label("quantity"))
        .where(Allocation.state.in_(_HELD))
        .group_by(Allocation.variant_id)
        .subquery()
    )
    quantity = func.coalesce(held.c.quantity, 0)
    rows = await session.execute(
        select(StockLevel.variant_id, quantity, StockLevel.allocated)
        .outerjoin(held, held.c.variant_id == StockLevel.variant_id)
        .where(StockLevel.allocated != quantity)
        .order_by(StockLevel.variant_id)
    )
    for variant_id, expected, found in rows:
        yield Difference("allocated", f"variant:{variant_id}", str(expected), str(found))


async def _allocations(session: Session) -> AsyncIterator[Difference]:
    """Every line of a living order holds its quantity in the order's own state; ended orders hold nothing."""
    rows = await session.execute(
        select(Order.id, Order.state, OrderLine.id, OrderLine.quantity, Allocation.state, Allocation.quantity)
        .join(OrderLine, OrderLine.order_id == Order.id)
        .outerjoin(
            Allocation,
            (Allocation.order_line_id == OrderLine.id)
            & Allocation.state.in_([*_HELD, AllocationState.CONSUMED]),
        )
        .order_by(Order.id, OrderLine.id)
    )
    for order_id, state, line_id, quantity, held_as, held in rows:
        expected = f"{quantity} {_ALLOCATED_IN[state]}" if state in _ALLOCATED_IN else "none"
        found = f"{held} {held_as}" if held_as else "none"
        if state != OrderState.PARTIALLY_FULFILLED and expected != found:
            yield Difference("allocation", f"order:{order_id} line:{line_id}", expected, found)


async def _leases(session: Session, now: datetime) -> AsyncIterator[Difference]:
    """An unpaid order's payment awaits its amount, and nobody else awaits anything.

    Of which a part has come, the rest is awaited; by its amount too, unless somebody else is known by that one.
    """
    lease = AmountLease.free_at.is_(None) & (AmountLease.payment_id == Payment.id)
    same = (AmountLease.account_id == Payment.account_id) & (AmountLease.amount == Payment.amount)
    is_open = Order.state == OrderState.PENDING_PAYMENT
    unleased = (
        select(Payment.id, Payment.amount)
        .join(Order, Order.id == Payment.order_id)
        .where(
            is_open,
            Payment.current,
            Payment.provider == "manual",
            Payment.received == 0,
            ~exists().where(lease, same),
        )
        .order_by(Payment.id)
    )
    for payment_id, amount in await session.execute(unleased):
        yield Difference("lease", f"payment:{payment_id}", str(amount), "none")
    idle = (
        select(AmountLease.account_id, AmountLease.amount)
        .outerjoin(Payment, Payment.id == AmountLease.payment_id)
        .outerjoin(Order, Order.id == Payment.order_id)
        .where(AmountLease.free_at.is_(None), or_(Order.id.is_(None), ~is_open))
        .order_by(AmountLease.account_id, AmountLease.amount)
    )
    for account_id, amount in await session.execute(idle):
        yield Difference("lease", f"account:{account_id}", "none", str(amount))


async def _totals(session: Session) -> AsyncIterator[Difference]:
    """Lines add up to the subtotal, and the parts to the total."""
    summed = func.coalesce(func.sum(OrderLine.unit_price * OrderLine.quantity), 0)
    rows = await session.execute(
        select(Order.id, Order.subtotal, Order.shipping - Order.discount, Order.total, summed)
        .outerjoin(OrderLine, OrderLine.order_id == Order.id)
        .group_by(Order.id)
        .order_by(Order.id)
    )
    for order_id, subtotal, extra, total, lines in rows:
        if (subtotal, total) != (lines, lines + extra):
            yield Difference("total", f"order:{order_id}", str(lines + extra), str(total))


async def _states(session: Session) -> AsyncIterator[Difference]:
    """Paid orders have a settled payment; a settled payment has no order that still waits for it.

    A settled payment of an order that ended early is late money, which both sides were told of.
    """
    paid, settled = Order.state.in_(_PAID), Payment.state == PaymentState.SETTLED
    rows = await session.execute(
        select(Order.id, Order.state, Payment.state)
        .join(Payment, (Payment.order_id == Order.id) & Payment.current)
        .where(or_(paid & ~settled, settled & (Order.state == OrderState.PENDING_PAYMENT)))
        .order_by(Order.id)
    )
    for order_id, state, payment_state in rows:
        expected = PaymentState.SETTLED if state in _PAID else "not settled"
        yield Difference("payment-state", f"order:{order_id}", str(expected), payment_state)


async def _incomplete(session: Session) -> AsyncIterator[Difference]:
    """Every order has lines and a payment."""
    parts: dict[str, Select[int]] = {
        "lines": select(Order.id).where(~exists().where(OrderLine.order_id == Order.id)),
        "payment": select(Order.id).where(~exists().where(Payment.order_id == Order.id)),
    }
    for part, missing in parts.items():
        for order_id in await session.scalars(missing.order_by(Order.id)):
            yield Difference(part, f"order:{order_id}", "some", "none")


async def _letters(session: Session) -> AsyncIterator[Difference]:
    """News that could not be delivered."""
    set_aside = select(OutboxRow.id, OutboxRow.kind).where(OutboxRow.set_aside_at.is_not(None))
    for letter_id, kind in await session.execute(set_aside.order_by(OutboxRow.id)):
        yield Difference("letter", f"outbox:{letter_id}", "sent", kind)
