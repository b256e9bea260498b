"""Payments: what is still to be paid, and the owner's word on whether the money arrived."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, or_, select, update

from catalog.errors import OutOfStock
from checkout import accounts, allocations, amounts, news
from checkout.accounts import Account
from checkout.errors import AlreadyDone, NoProofWaiting, OrderGone
from checkout.holds import HeldOrder, HeldPayment, hold_payment, move_order, move_payment
from checkout.lives import AllocationState, OrderState, PaymentState
from checkout.models import Order, Payment
from checkout.promotions import redemptions
from checkout.proofs import Proof, ProofAdded, add_proof, latest_proof, proof
from foundation.audit import note
from foundation.database import Session, prepared

__all__ = [
    "OpenPayment", "PaymentView", "Proof", "ProofAdded", "add_proof", "confirm", "latest_proof", "open_payments",
    "payment_of", "proof", "reject",
]  # fmt: skip

LATE = timedelta(days=3)
"""How long after its end an order is still offered to a shopper who sends a picture."""

SECOND_CHANCE = timedelta(hours=2)
"""How long at least an order waits for a better proof after one was turned down."""


@dataclass(frozen=True, slots=True)
class OpenPayment:
    """A payment a picture may belong to. ``state`` is the payment's."""

    payment_id: int
    order_id: int
    amount: int
    currency: str
    method: str
    state: str
    order_state: str
    placed_at: datetime


@dataclass(frozen=True, slots=True)
class PaymentView:
    """How an order is paid. ``payload`` is the QRIS text that carries the amount."""

    id: int
    order_id: int
    method: str
    amount: int
    currency: str
    state: str
    payload: str
    account: Account
    created_at: datetime
    settled_at: datetime | None
    expires_at: datetime | None
    order_state: str


_OPEN = prepared(
    select(
        Payment.id, Payment.order_id, Payment.amount, Payment.currency, Payment.method, Payment.state,
        Order.state, Order.placed_at,
    )
    .join(Order, Order.id == Payment.order_id)
    .where(
        Order.person_id == bindparam("of_person"),
        Payment.state != PaymentState.SETTLED,
        or_(
            Order.state == OrderState.PENDING_PAYMENT,
            (Order.state == OrderState.EXPIRED) & (Order.ended_at > bindparam("late")),
        ),
    )
    .order_by(Order.id.desc())
)  # fmt: skip
_OF_ORDER = prepared(
    select(
        Payment.id, Payment.method, Payment.amount, Payment.currency, Payment.state, Payment.payload,
        Payment.account_id, Payment.created_at, Payment.settled_at, Order.expires_at,
        Order.state.label("order_state"),
    )
    .join(Order, Order.id == Payment.order_id)
    .where(Order.id == bindparam("of_order"))
    .order_by(Payment.id.desc())
    .limit(1)
)  # fmt: skip
_WAIT_LONGER = prepared(
    update(Order)
    .where(
        Order.id == bindparam("of_order"),
        Order.state == OrderState.PENDING_PAYMENT,
        Order.expires_at < bindparam("until"),
    )
    .values(expires_at=bindparam("until"))
)


async def open_payments(session: Session, person_id: int, *, now: datetime) -> list[OpenPayment]:
    """Give what a shopper has to pay, the latest order first; orders that expired lately are still among them."""
    rows = await session.execute(_OPEN, {"of_person": person_id, "late": now - LATE})
    return [OpenPayment(*row) for row in rows]


async def payment_of(session: Session, order_id: int) -> PaymentView:
    """Give how an order is paid. Raises OrderGone."""
    row = (await session.execute(_OF_ORDER, {"of_order": order_id})).first()
    if row is None:
        raise OrderGone(order_id=order_id)
    return PaymentView(
        id=row.id,
        order_id=order_id,
        method=row.method,
        amount=row.amount,
        currency=row.currency,
        state=row.state,
        payload=row.payload,
        account=await accounts.find(session, row.account_id),
        created_at=row.created_at,
        settled_at=row.settled_at,
        expires_at=row.expires_at,
        order_state=row.order_state,
    )


async def confirm(session: Session, payment_id: int, *, actor_id: int, now: datetime) -> int:
    """The money arrived: settle the payment and let the order proceed; gives the order's id.

    An expired order proceeds with freshly promised stock; without stock, or after a cancellation, the payment is
    settled alone and both sides hear of it at once. Raises PaymentGone, AlreadyDone.
    """
    order, payment = await hold_payment(session, payment_id)
    if not await move_payment(session, payment_id, PaymentState.SETTLED, settled_at=now):
        raise AlreadyDone(order_id=order.id, state=payment.state)
    await amounts.rest(session, [payment_id], now=now)
    proceeds = await _can_proceed(session, order, actor_id, now)
    if proceeds:
        await move_order(session, order.id, OrderState.PROCESSING, paid_at=now, ended_at=None)
    before = {"state": order.state, "payment": payment.state}
    after = {
        "state": OrderState.PROCESSING if proceeds else order.state,
        "payment": PaymentState.SETTLED,
    }
    note(session, actor_id, "payment-confirmed", f"order:{order.id}", now=now, before=before, after=after)
    await _tell_of_money(session, order, payment_id, now, late=not proceeds)
    return order.id


async def reject(session: Session, payment_id: int, *, actor_id: int, now: datetime) -> int:
    """The proof proves nothing: the shopper may send a better one; gives the order's id.

    Raises PaymentGone, AlreadyDone when it was decided before, NoProofWaiting.
    """
    order, payment = await hold_payment(session, payment_id)
    if not await move_payment(session, payment_id, PaymentState.DECLINED):
        raise _not_rejectable(payment)
    await session.execute(_WAIT_LONGER, {"of_order": order.id, "until": now + SECOND_CHANCE})
    before, after = {"payment": payment.state}, {"payment": PaymentState.DECLINED}
    note(session, actor_id, "payment-rejected", f"order:{order.id}", now=now, before=before, after=after)
    refused = await latest_proof(session, payment_id)
    key = f"{payment_id}:{refused.id if refused else None}"
    facts = {"order_id": order.id, "payment_id": payment_id}
    await news.to_shopper(session, order.person_id, "payment-rejected", facts, key=key, now=now)
    return order.id


async def _can_proceed(session: Session, order: HeldOrder, actor_id: int, now: datetime) -> bool:
    """Secure the stock of a paid order; an expired one needs it promised again."""
    if order.state == OrderState.PENDING_PAYMENT:
        await redemptions.commit(session, order.id, now=now)
        await allocations.commit(session, order.id)
        return True
    if order.state != OrderState.EXPIRED:
        return False
    committed = AllocationState.COMMITTED
    try:
        async with session.begin_nested():
            await redemptions.commit(session, order.id, now=now)
            low = await allocations.promise(session, order.id, state=committed, actor_id=actor_id, now=now)
    except OutOfStock:
        return False
    await news.of_low_stock(session, low, now=now)
    return True


async def _tell_of_money(
    session: Session, order: HeldOrder, payment_id: int, now: datetime, *, late: bool
) -> None:
    facts, key = {"order_id": order.id, "payment_id": payment_id}, str(payment_id)
    if late:
        await news.to_owners(session, "late-payment", facts, key=key, now=now)
    kind = "late-payment-shopper" if late else "payment-confirmed"
    await news.to_shopper(session, order.person_id, kind, facts, key=key, now=now)


def _not_rejectable(payment: HeldPayment) -> AlreadyDone | NoProofWaiting:
    decided = payment.state in {PaymentState.SETTLED, PaymentState.DECLINED}
    error = AlreadyDone if decided else NoProofWaiting
    return error(order_id=payment.order_id, state=payment.state)
