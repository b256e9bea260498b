"""Paying with store credit: money like any other, that comes at once and goes back when the order comes to nothing."""

from collections.abc import Iterable
from datetime import datetime

from checkout import credit, news, refunds, settling
from checkout.errors import AlreadyDone
from checkout.holds import hold, payment_in
from checkout.lives import OrderState, PaymentState
from checkout.money.errors import CreditTooLow
from checkout.payments import PaymentView
from checkout.refunds import RefundAsk, Way
from checkout.settling import Money, Recorded
from foundation.audit import SYSTEM
from foundation.database import Session

SOURCE = settling.CREDIT
"""How the money ledger names it."""


async def payable(session: Session, person_id: int, payment: PaymentView) -> int:
    """Give how much of what is missing a shopper's credit can pay.

    None where it was used before, or where somebody else has been asked for the whole sum (a gateway, the courier).
    """
    if payment.account is None or payment.order_state != OrderState.PENDING_PAYMENT:
        return 0
    there = await credit.balance(session, person_id, payment.currency)
    if not there or await credit.spent(session, [payment.order_id]):
        return 0
    return min(there, payment.missing)


async def pay(session: Session, order_id: int, person_id: int, *, now: datetime) -> Recorded:
    """Let a shopper pay for an order with the credit there is, all of it or a part; once for an order.

    Raises OrderGone, AlreadyDone (paid, ended, or a proof is being looked at), CreditTooLow without any credit.
    """
    order = await hold(session, order_id, person_id)
    payment = await payment_in(session, order)
    if order.state != OrderState.PENDING_PAYMENT or payment.state == PaymentState.PENDING_REVIEW:
        state = payment.state if order.state == OrderState.PENDING_PAYMENT else order.state
        raise AlreadyDone(order_id=order_id, state=state)
    missing = payment.amount - payment.paid
    there = await credit.balance(session, person_id, payment.currency)
    amount = min(there, missing)
    if amount <= 0:
        raise CreditTooLow(amount=missing, limit=there, currency=payment.currency)
    if await credit.spent(session, [order_id]):
        raise AlreadyDone(order_id=order_id, state=payment.state)
    await credit.spend(session, person_id, amount, order_id, payment.currency, actor_id=person_id, now=now)
    money = Money(amount, payment.currency, SOURCE, credit.spent_for(order_id))
    recorded = await settling.record(session, payment.id, money, actor_id=person_id, now=now)
    if recorded.settled:
        facts = {"order_id": order_id}
        await news.to_owners(session, "paid-with-credit", facts, key=str(order_id), now=now)
    return recorded


async def give_back(session: Session, order_ids: Iterable[int], *, now: datetime) -> None:
    """Orders came to nothing: the credit spent for them is there again, once."""
    for order_id, amount in sorted((await credit.spent(session, order_ids)).items()):
        ask = RefundAsk(amount=amount, way=Way.CREDIT)
        await refunds.begin(session, order_id, ask, token=f"credit:{order_id}", actor_id=SYSTEM, now=now)
