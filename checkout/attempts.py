"""Paying an order in another way: a code that did not work, a wallet that was empty, second thoughts.

The order, its price and its promised stock stay as they are. The earlier attempt is no longer waited for, but money
that comes by it after all still pays the order (``settling.record``).
"""

import random
import secrets
from datetime import datetime

from sqlalchemy import bindparam, func, select, update

from checkout import accounts, allocations, amounts, bills, news, offers
from checkout.errors import AccountGone, AlreadyDone, BillUnderWay, OrderGone, PaymentUnderWay
from checkout.holds import HeldOrder, HeldPayment, hold, move_order, move_payment, payment_in
from checkout.lives import OrderState, PaymentState
from checkout.models import Order, OrderLine, Payment
from checkout.offers import Purchase
from checkout.snapshots import write_payment_of
from checkout.summaries import can_take
from foundation.audit import note
from foundation.database import Session, prepared

_CHANCE = secrets.SystemRandom()
_WEIGHT = func.coalesce(func.sum(OrderLine.weight_g * OrderLine.quantity), 0)
_PURCHASE = prepared(
    select(Order.person_id, Order.total, Order.currency, Order.district_code, _WEIGHT)
    .join(OrderLine, OrderLine.order_id == Order.id)
    .where(Order.id == bindparam("of_order"))
    .group_by(Order.id)
)
_SUPERSEDE = prepared(
    update(Payment).where(Payment.id == bindparam("of_payment")).values(current=False).returning(Payment.id)
)


async def ways(session: Session, order_id: int) -> list[accounts.Account]:
    """Give the ways in which an order of this size may be paid. Raises OrderGone."""
    return (await _ways(session, order_id))[0]


async def _ways(session: Session, order_id: int) -> tuple[list[accounts.Account], Purchase]:
    row = await session.row(_PURCHASE, {"of_order": order_id})
    if row is None:
        raise OrderGone(order_id=order_id)
    purchase = Purchase(*row)
    able = [
        one for one in await accounts.accounts(session) if can_take(one, purchase.total, purchase.currency)
    ]
    return (await offers.open_to(session, able, purchase))[0], purchase


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

    Raises OrderGone, AlreadyDone, PaymentUnderWay, BillUnderWay, AccountGone, QrisTooLarge, AmountsExhausted.
    """
    order = await hold(session, order_id, person_id)
    payment = await payment_in(session, order)
    if order.state != OrderState.PENDING_PAYMENT or payment.state == PaymentState.SETTLED:
        raise AlreadyDone(order_id=order_id, state=order.state)
    if payment.state == PaymentState.PENDING_REVIEW or payment.received:
        raise PaymentUnderWay(order_id=order_id)
    if await bills.under_way(session, order_id, now=now):
        raise BillUnderWay(order_id=order_id)
    open_ways, purchase = await _ways(session, order_id)
    account = next((one for one in open_ways if one.id == account_id), None)
    if account is None:
        raise AccountGone(account_id=account_id)
    if payment.account_id == account_id and account.kind in accounts.BY_HAND | accounts.BILLED:
        return
    await _supersede(session, payment, now)
    amount = await write_payment_of(
        session, order_id, account, purchase.total, purchase.currency, now=now, chance=chance
    )
    if account.kind in accounts.BY_HAND:
        amounts.belongs_to_payment_of(session, account.id, amount, order_id)
    before, after = {"account": payment.account_id}, {"account": account_id, "amount": amount}
    note(session, person_id, "pay-otherwise", f"order:{order_id}", now=now, before=before, after=after)
    if account.kind == accounts.COD:
        await _go_on(session, order, now)
    await session.finish()


async def _go_on(session: Session, order: HeldOrder, now: datetime) -> None:
    """The money is taken at the door after all: the order waits for nothing any more."""
    await allocations.commit(session, order.id)
    await move_order(session, order.id, OrderState.PROCESSING, expires_at=None)
    await news.to_owners(session, "order-placed-cod", {"order_id": order.id}, key=str(order.id), now=now)


async def _supersede(session: Session, payment: HeldPayment, now: datetime) -> None:
    """The earlier attempt is no longer how the order is paid."""
    await move_payment(session, payment.id, PaymentState.VOIDED)
    await amounts.rest(session, [payment.id], now=now)
    await session.execute(_SUPERSEDE, {"of_payment": payment.id})
