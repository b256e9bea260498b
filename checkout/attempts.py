"""Paying an order in another way: a code that did not work, a wallet that was empty, second thoughts.

The order, its price and its promised stock stay as they are. The earlier attempt is no longer waited for, but money
that comes by it after all still pays the order (``settling.record``).
"""

import random
import secrets
from datetime import datetime

from sqlalchemy import bindparam, select, update

from checkout import accounts, amounts
from checkout.errors import AccountGone, AlreadyDone, OrderGone, PaymentUnderWay
from checkout.holds import HeldPayment, hold, move_payment, payment_in
from checkout.lives import OrderState, PaymentState
from checkout.models import Order, Payment
from checkout.snapshots import write_payment_of
from checkout.summaries import can_take
from foundation.audit import note
from foundation.database import Session, prepared

_CHANCE = secrets.SystemRandom()
_PRICE = prepared(select(Order.total, Order.currency).where(Order.id == bindparam("of_order")))
_SUPERSEDE = prepared(
    update(Payment).where(Payment.id == bindparam("of_payment")).values(current=False).returning(Payment.id)
)


async def ways(session: Session, order_id: int) -> list[accounts.Account]:
    """Give the ways in which an order of this size may be paid. Raises OrderGone."""
    price = await session.row(_PRICE, {"of_order": order_id})
    if price is None:
        raise OrderGone(order_id=order_id)
    return [one for one in await accounts.accounts(session) if can_take(one, *price)]


async def pay_otherwise(
    session: Session,
    person_id: int,
    order_id: int,
    account_id: int,
    *,
    now: datetime,
    chance: random.Random = _CHANCE,
) -> None:
    """Let the shopper pay an order that waits for its money on another account; the same one again tries anew.

    Raises OrderGone, AlreadyDone, PaymentUnderWay, AccountGone, QrisTooLarge, AmountsExhausted.
    """
    order = await hold(session, order_id, person_id)
    payment = await payment_in(session, order)
    if order.state != OrderState.PENDING_PAYMENT or payment.state == PaymentState.SETTLED:
        raise AlreadyDone(order_id=order_id, state=order.state)
    if payment.state == PaymentState.PENDING_REVIEW or payment.received:
        raise PaymentUnderWay(order_id=order_id)
    account = next((one for one in await ways(session, order_id) if one.id == account_id), None)
    if account is None:
        raise AccountGone(account_id=account_id)
    if payment.account_id == account_id and account.kind in accounts.BY_HAND:
        return
    await _supersede(session, payment, now)
    price = await session.row(_PRICE, {"of_order": order_id})
    assert price is not None
    amount = await write_payment_of(session, order_id, account, *price, now=now, chance=chance)
    if account.kind in accounts.BY_HAND:
        amounts.belongs_to_payment_of(session, account.id, amount, order_id)
    before, after = {"account": payment.account_id}, {"account": account_id, "amount": amount}
    note(session, person_id, "pay-otherwise", f"order:{order_id}", now=now, before=before, after=after)
    await session.finish()


async def _supersede(session: Session, payment: HeldPayment, now: datetime) -> None:
    """The earlier attempt is no longer how the order is paid."""
    await move_payment(session, payment.id, PaymentState.VOIDED)
    await amounts.rest(session, [payment.id], now=now)
    await session.execute(_SUPERSEDE, {"of_payment": payment.id})
