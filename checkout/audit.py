"""The check of stock and money: counters against ledgers, promises against orders, amounts against payments."""

from collections.abc import AsyncIterator
from datetime import datetime

from sqlalchemy import Select, case, exists, func, or_, select

from catalog import stock
from catalog.models import StockLevel
from checkout import accounts, books
from checkout.books import Difference
from checkout.lives import AllocationState, FulfilmentState, OrderState, PaymentState
from checkout.models import Allocation, AmountLease, Fulfilment, Order, OrderLine, Payment
from checkout.money.models import RefundLine
from checkout.promotions import redemptions
from checkout.promotions.models import OrderDiscount
from foundation.database import Session
from foundation.outbox import OutboxRow

__all__ = ["Difference", "audit"]

_AT_DOOR = (Payment.method == accounts.COD) & (Payment.state == PaymentState.AUTHORIZED)
"""Nobody waits for this money: it is taken when the parcel arrives, or comes back void."""

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
        _explained(session),
        _vouchers(session),
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
    """Every line of a living order holds its quantity in the order's own state, ended orders hold nothing.

    What was refunded before it left the house is not held any more. What came back had left the house: its promises
    stay consumed, the ledger has the goods again.
    """
    released = (
        select(func.coalesce(func.sum(Allocation.quantity), 0))
        .where(Allocation.order_line_id == OrderLine.id, Allocation.state == AllocationState.RELEASED)
        .correlate(OrderLine)
        .scalar_subquery()
    )
    refunded = (
        select(func.sum(RefundLine.quantity).label("pieces"), RefundLine.order_line_id)
        .group_by(RefundLine.order_line_id)
        .subquery()
    )
    let_go = case(
        (refunded.c.pieces.is_(None), 0), (released < refunded.c.pieces, released), else_=refunded.c.pieces
    )
    rows = await session.execute(
        select(
            Order.id,
            Order.state,
            OrderLine.id,
            OrderLine.quantity - let_go,
            Allocation.state,
            Allocation.quantity,
            exists().where(Fulfilment.order_id == Order.id, Fulfilment.state == FulfilmentState.RETURNED),
        )
        .join(OrderLine, OrderLine.order_id == Order.id)
        .outerjoin(refunded, refunded.c.order_line_id == OrderLine.id)
        .outerjoin(
            Allocation,
            (Allocation.order_line_id == OrderLine.id)
            & Allocation.state.in_([*_HELD, AllocationState.CONSUMED]),
        )
        .order_by(Order.id, OrderLine.id)
    )
    for order_id, state, line_id, quantity, held_as, held, returned in rows:
        holds = AllocationState.CONSUMED if returned else _ALLOCATED_IN.get(state)
        expected = f"{quantity} {holds}" if holds and quantity else "none"
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
    """Lines add up to the subtotal and their discounts to the order's, and all parts to the total."""
    gross = func.coalesce(func.sum(OrderLine.unit_price * OrderLine.quantity), 0)
    off = func.coalesce(func.sum(OrderLine.discount), 0)
    extra = Order.shipping - Order.shipping_discount + case((Order.tax_mode == "added", Order.tax), else_=0)
    rows = await session.execute(
        select(Order.id, Order.subtotal, Order.discount, extra, Order.total, gross, off)
        .outerjoin(OrderLine, OrderLine.order_id == Order.id)
        .group_by(Order.id)
        .order_by(Order.id)
    )
    for order_id, subtotal, discount, more, total, lines, taken_off in rows:
        expected = lines - taken_off + more
        if (subtotal, discount, total) != (lines, taken_off, expected):
            yield Difference("total", f"order:{order_id}", str(expected), str(total))


async def _explained(session: Session) -> AsyncIterator[Difference]:
    """Every discount of an order is the sum of its reasons."""
    whole = func.coalesce(func.sum(OrderDiscount.amount), 0)
    rows = await session.execute(
        select(Order.id, Order.discount + Order.shipping_discount, whole)
        .outerjoin(OrderDiscount, OrderDiscount.order_id == Order.id)
        .where(Order.discount + Order.shipping_discount > 0)
        .group_by(Order.id)
        .having(whole != Order.discount + Order.shipping_discount)
        .order_by(Order.id)
    )
    for order_id, taken_off, said in rows:
        yield Difference("discount", f"order:{order_id}", str(said), str(taken_off))


async def _vouchers(session: Session) -> AsyncIterator[Difference]:
    """A voucher is taken as often as orders hold it."""
    for voucher_id, person_id, held, taken in await redemptions.miscounted(session):
        whose = f" person:{person_id}" if person_id else ""
        yield Difference("voucher", f"voucher:{voucher_id}{whose}", str(held), str(taken))


async def _states(session: Session) -> AsyncIterator[Difference]:
    """Paid orders have a settled payment, or one to be taken at the door; a settled payment has no order that still waits.

    A settled payment of an order that ended early is late money, which both sides were told of.
    """
    paid, settled = Order.state.in_(_PAID), Payment.state == PaymentState.SETTLED
    rows = await session.execute(
        select(Order.id, Order.state, Payment.state)
        .join(Payment, (Payment.order_id == Order.id) & Payment.current)
        .where(or_(paid & ~settled & ~_AT_DOOR, settled & (Order.state == OrderState.PENDING_PAYMENT)))
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
