"""What time does by itself: orders that nobody paid end, and their amounts become free again."""

from datetime import datetime

from sqlalchemy import Integer, bindparam, exists, func, literal, select, update

from checkout import allocations, amounts, credit_payment, news
from checkout.holds import may_become
from checkout.lives import ORDER_NEXT, PAYMENT_NEXT, AllocationState, OrderState, PaymentState
from checkout.models import Order, Payment
from checkout.money.models import MoneyEntry
from checkout.promotions import redemptions
from foundation.audit import SYSTEM, note
from foundation.database import Session, prepared

_BY_CREDIT = (
    select(func.sum(MoneyEntry.amount))
    .where(MoneyEntry.payment_id == Payment.id, MoneyEntry.source == literal(credit_payment.SOURCE))
    .correlate(Payment)
    .scalar_subquery()
)
_MONEY_NEAR = exists().where(
    Payment.order_id == Order.id,
    Payment.state.in_(
        [
            literal(state)
            for state in (PaymentState.PENDING_REVIEW, PaymentState.AUTHORIZED, PaymentState.SETTLED)
        ]
    )
    | ((Payment.received > 0) & (Payment.received > func.coalesce(_BY_CREDIT, 0))),
)
"""Whether money for the order has come, or may have; store credit, which goes back by itself, is none."""

_DUE = prepared(
    select(Order.id)
    .where(Order.state == OrderState.PENDING_PAYMENT, Order.expires_at <= bindparam("now"), ~_MONEY_NEAR)
    # along the index: in the sequence of their numbers, all orders ever placed would be looked through
    .order_by(Order.expires_at)
    .limit(bindparam("most", type_=Integer))
    .with_for_update(skip_locked=True, key_share=True, of=Order)
)


async def expire_unpaid(session: Session, *, now: datetime, limit: int = 100) -> list[int]:
    """End unpaid orders whose time is over, free their stock and vouchers, and tell their shoppers; gives their ids.

    An order whose proof waits, or whose money came, never expires.
    """
    overdue = await due(session, now=now, limit=limit)
    if not overdue:
        return []
    order_ids = await end(session, overdue, now=now)
    await redemptions.release(session, order_ids, now=now)
    await allocations.take_stock_in_order(session, order_ids)
    payment_ids = await _void(session, order_ids)
    for order_id in order_ids:
        await _free_stock(session, order_id, now)
    await amounts.rest(session, payment_ids, now=now)
    await credit_payment.give_back(session, order_ids, now=now)
    return sorted(order_ids)


async def free_amounts(session: Session, *, now: datetime) -> int:
    """Forget the amounts that have rested; gives how many. Sweep them in a transaction of their own."""
    return await amounts.free(session, now=now)


async def due(session: Session, *, now: datetime, limit: int) -> list[int]:
    """Take orders whose time is over; those somebody is just changing are left for the next sweep."""
    return list(await session.scalars(_DUE, {"now": now, "most": limit}))


async def end(session: Session, order_ids: list[int], *, now: datetime) -> dict[int, int]:
    """End those of the orders for which it is still true; gives their shoppers by order.

    This is a statement after the one that took the rows: it sees the proof that arrived while it waited.
    """
    rows = await session.execute(
        update(Order)
        .where(
            Order.id.in_(order_ids),
            may_become(Order.state, ORDER_NEXT, OrderState.EXPIRED),
            Order.expires_at <= now,
            ~_MONEY_NEAR,
        )
        .values(state=OrderState.EXPIRED, ended_at=now)
        .returning(Order.id, Order.person_id)
    )
    ended = dict(sorted((order_id, person_id) for order_id, person_id in rows))
    for order_id, person_id in ended.items():
        states = {"state": OrderState.PENDING_PAYMENT}, {"state": OrderState.EXPIRED}
        subject = f"order:{order_id}"
        note(session, SYSTEM, "order-expired", subject, now=now, before=states[0], after=states[1])
        facts = {"order_id": order_id}
        await news.to_shopper(session, person_id, "order-expired", facts, key=str(order_id), now=now)
    return ended


async def _void(session: Session, order_ids: dict[int, int]) -> list[int]:
    voided = await session.scalars(
        update(Payment)
        .where(
            Payment.order_id.in_(list(order_ids)),
            may_become(Payment.state, PAYMENT_NEXT, PaymentState.VOIDED),
        )
        .values(state=PaymentState.VOIDED)
        .returning(Payment.id)
    )
    return list(voided)


async def _free_stock(session: Session, order_id: int, now: datetime) -> None:
    expired = AllocationState.EXPIRED
    await allocations.give_back(session, order_id, expired, actor_id=SYSTEM, now=now)
