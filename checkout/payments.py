"""Payments: what is still to be paid, and the owner's word on whether the money arrived."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, or_, select, update

from checkout import accounts, news, qris
from checkout.accounts import Account
from checkout.errors import AlreadyDone, NewerProof, NoProofWaiting, OrderGone
from checkout.holds import HeldPayment, hold_payment, move_payment
from checkout.lives import OrderState, PaymentState
from checkout.models import Order, Payment
from checkout.proofs import Proof, ProofAdded, add_proof, latest_proof, proof
from checkout.settling import Charge, Money, Recorded, charge, record
from foundation.audit import note
from foundation.database import Session, prepared

__all__ = [
    "OpenPayment", "PaymentView", "Proof", "ProofAdded", "add_proof", "confirm", "latest_proof", "open_payments",
    "payment_of", "proof", "record_by_hand", "reject",
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
    """How an order is paid. ``payload`` is the QRIS text that carries the amount.

    ``shown`` is what a gateway gave to be shown, once it has: the fields of one of ``gateways.shown`` with its
    ``kind``, ``to_pay`` and ``until``.
    """

    id: int
    order_id: int
    method: str
    amount: int
    currency: str
    state: str
    payload: str
    shown: dict[str, Any] | None
    account: Account | None
    received: int
    refunded: int
    created_at: datetime
    settled_at: datetime | None
    expires_at: datetime | None
    order_state: str

    @property
    def paid(self) -> int:
        """What pays for the order: before it is settled, money that went back does not."""
        return self.received if self.state == PaymentState.SETTLED else self.received - self.refunded

    @property
    def missing(self) -> int:
        """What is still to come."""
        return max(self.amount - self.paid, 0)

    @property
    def charge(self) -> Charge:
        """How much of it has come."""
        return charge(self.amount, self.paid)


_OPEN = prepared(
    select(
        Payment.id, Payment.order_id, Payment.amount, Payment.currency, Payment.method, Payment.state,
        Order.state, Order.placed_at,
    )
    .join(Order, Order.id == Payment.order_id)
    .where(
        Order.person_id == bindparam("of_person"),
        Payment.current,
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
        Payment.id, Payment.method, Payment.amount, Payment.currency, Payment.state, Payment.payload, Payment.shown,
        Payment.account_id, Payment.received, Payment.refunded, Payment.created_at, Payment.settled_at, Order.expires_at,
        Order.state.label("order_state"),
    )
    .join(Order, Order.id == Payment.order_id)
    .where(Order.id == bindparam("of_order"), Payment.current)
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
    account = await accounts.find(session, row.account_id) if row.account_id is not None else None
    code = row.payload
    paid = row.received - row.refunded
    unsettled = row.state != PaymentState.SETTLED
    if unsettled and 0 < paid < row.amount and account is not None and account.kind == accounts.QRIS:
        code = qris.parse(account.payload).with_amount(row.amount - paid)
    return PaymentView(
        id=row.id,
        order_id=order_id,
        method=row.method,
        amount=row.amount,
        currency=row.currency,
        state=row.state,
        payload=code,
        shown=row.shown,
        account=account,
        received=row.received,
        refunded=row.refunded,
        created_at=row.created_at,
        settled_at=row.settled_at,
        expires_at=row.expires_at,
        order_state=row.order_state,
    )


async def confirm(session: Session, payment_id: int, *, actor_id: int, now: datetime) -> int:
    """All that was still missing arrived, an owner says; gives the order's id.

    See ``settling.record`` for what becomes of the order. Raises PaymentGone, AlreadyDone.
    """
    order, payment = await hold_payment(session, payment_id)
    if payment.state == PaymentState.SETTLED:
        raise AlreadyDone(order_id=order.id, state=payment.state)
    missing = payment.amount - payment.paid
    await record_by_hand(session, payment_id, missing, actor_id=actor_id, now=now)
    return order.id


async def record_by_hand(
    session: Session, payment_id: int, amount: int, *, actor_id: int, now: datetime
) -> Recorded:
    """An owner says how much arrived, whatever was asked. Raises PaymentGone, SumWrong."""
    _, payment = await hold_payment(session, payment_id)
    # what had come before tells two equal parts apart, and makes a second tap the same event
    money = Money(amount, payment.currency, "owner", f"{payment_id}:{payment.received}")
    return await record(session, payment_id, money, actor_id=actor_id, now=now)


async def reject(
    session: Session, payment_id: int, *, actor_id: int, now: datetime, proof_id: int | None = None
) -> int:
    """The proof proves nothing: the shopper may send a better one; gives the order's id.

    With ``proof_id`` only that proof is turned down, and none that came after the owner looked. Raises PaymentGone,
    AlreadyDone when it was decided before, NoProofWaiting, NewerProof.
    """
    order, payment = await hold_payment(session, payment_id)
    refused = await latest_proof(session, payment_id)
    if proof_id and refused and payment.state == PaymentState.PENDING_REVIEW and refused.id != proof_id:
        raise NewerProof(order_id=order.id)
    if not await move_payment(session, payment_id, PaymentState.DECLINED):
        raise _not_rejectable(payment)
    await session.execute(_WAIT_LONGER, {"of_order": order.id, "until": now + SECOND_CHANCE})
    before, after = {"payment": payment.state}, {"payment": PaymentState.DECLINED}
    note(session, actor_id, "payment-rejected", f"order:{order.id}", now=now, before=before, after=after)
    key = f"{payment_id}:{refused.id if refused else None}"
    facts = {"order_id": order.id, "payment_id": payment_id}
    await news.to_shopper(session, order.person_id, "payment-rejected", facts, key=key, now=now)
    return order.id


def _not_rejectable(payment: HeldPayment) -> AlreadyDone | NoProofWaiting:
    decided = payment.state in {PaymentState.SETTLED, PaymentState.DECLINED}
    error = AlreadyDone if decided else NoProofWaiting
    return error(order_id=payment.order_id, state=payment.state)
