"""Telegram's own bills: what they ask for, whether one may be paid this moment, and that it was paid.

Telegram asks before it charges (pre-checkout) and tells afterwards. In between the order is kept, and nobody else is
let pay for it. https://core.telegram.org/bots/payments
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select, update

from checkout import accounts, news, settling
from checkout.charging import payment_of_reference, reference
from checkout.errors import (
    BillOver,
    BillPaid,
    BillUnderWay,
    BillWrong,
    CurrencyWrong,
    KeyReused,
    OrderGone,
    SumWrong,
)
from checkout.holds import HeldOrder, HeldPayment, hold_payment
from checkout.lives import OrderState, PaymentState
from checkout.models import Order, Payment
from checkout.payments import PaymentView
from checkout.settling import Money, Recorded
from checkout.telegram_money import EXPONENTS, XTR, from_units, to_units
from foundation.audit import SYSTEM, note
from foundation.database import Session, prepared
from foundation.errors import Gone

CHARGING = timedelta(minutes=2)
"""How long a payment that was let through keeps others out; a card that fails is tried again after that."""

KEPT = timedelta(minutes=10)
"""How long at least an order waits once its payment was let through."""

_UNTIL = "charging_until"
_log = logging.getLogger(__name__)
_SHOWN = prepared(select(Payment.shown).where(Payment.id == bindparam("of_payment")))
_OF_ORDER = prepared(
    select(Payment.shown).where(Payment.order_id == bindparam("of_order"), Payment.shown.is_not(None))
)
_LET_THROUGH = prepared(
    update(Payment).where(Payment.id == bindparam("of_payment")).values(shown=bindparam("looks"))
)
_CHARGED = prepared(
    update(Payment)
    .where(Payment.id == bindparam("of_payment"), Payment.external_id.is_(None))
    .values(external_id=bindparam("named"), shown=bindparam("looks"))
)
_KEEP = prepared(
    update(Order)
    .where(
        Order.id == bindparam("of_order"),
        Order.state == OrderState.PENDING_PAYMENT,
        Order.expires_at < bindparam("until"),
    )
    .values(expires_at=bindparam("until"))
)


@dataclass(frozen=True, slots=True)
class Bill:
    """What a bill asks for, in Telegram's smallest units of ``currency``; of Stars ``postage`` is 0."""

    payload: str
    currency: str
    goods: int
    postage: int


def bill_of(payment: PaymentView, shipping: int) -> Bill:
    """Write the bill of an order whose parcel costs ``shipping``."""
    payload = reference(payment.order_id, payment.id)
    if payment.method == accounts.STARS:
        return Bill(payload, XTR, _stars(payment.shown), 0)
    total, postage = (to_units(amount, payment.currency) for amount in (payment.amount, shipping))
    # a discount can be larger than the goods: then there is one sum
    return Bill(payload, payment.currency, total - postage, postage) if postage < total else Bill(
        payload, payment.currency, total, 0
    )  # fmt: skip


async def under_way(session: Session, order_id: int, *, now: datetime) -> bool:
    """Whether Telegram may be charging somebody for an order this moment, by whichever of its bills."""
    rows = await session.rows(_OF_ORDER, {"of_order": order_id})
    return any((shown or {}).get(_UNTIL, "") > now.isoformat() for (shown,) in rows)


async def let_pay(
    session: Session, person_id: int, payload: str, units: int, currency: str, *, now: datetime
) -> int:
    """Let a shopper pay a bill this moment, and nobody else for a while; gives the order's id.

    Raises OrderGone for a bill that is not theirs, BillOver, BillPaid, BillUnderWay, BillWrong.
    """
    order, payment = await _named(session, payload)
    if order.person_id != person_id:
        raise OrderGone(order_id=order.id)
    if payment.received or payment.state == PaymentState.SETTLED:
        raise BillPaid(order_id=order.id)
    if not _waits(order, payment, now):
        raise BillOver(order_id=order.id, state=order.state)
    shown = await session.scalar(_SHOWN, {"of_payment": payment.id}) or {}
    if (units, currency) != _asked(payment, shown):
        raise BillWrong(order_id=order.id)
    if await under_way(session, order.id, now=now):
        raise BillUnderWay(order_id=order.id)
    charging = {**shown, _UNTIL: (now + CHARGING).isoformat()}
    await session.execute(_LET_THROUGH, {"of_payment": payment.id, "looks": charging})
    await session.execute(_KEEP, {"of_order": order.id, "until": now + KEPT})
    note(session, person_id, "bill-let-through", f"order:{order.id}", now=now, after={"payment": payment.id})
    return order.id


async def paid(
    session: Session, payload: str, units: int, currency: str, charge_id: str, *, now: datetime
) -> Recorded | None:
    """A bill was paid, Telegram says: the money is written down in the order's currency, once.

    None when the bill names no payment of ours, or contradicts it: then people look.
    """
    try:
        order, payment = await _named(session, payload)
    except Gone:
        _log.error("%s %s were paid for %r, which is nothing of ours", units, currency, payload[:60])
        said = {"charge": charge_id, "units": units, "currency": currency}
        note(session, SYSTEM, "bill-unknown", "shop", now=now, after=said)
        return None
    shown = await session.scalar(_SHOWN, {"of_payment": payment.id}) or {}
    try:
        money = _money(payment, shown, units, currency, charge_id)
        recorded = await settling.record(session, payment.id, money, actor_id=SYSTEM, now=now)
    except (BillWrong, CurrencyWrong, KeyReused, SumWrong) as error:
        await _point_out(session, order, payment, type(error).__name__, charge_id, now)
        return None
    looks = {"stars": shown["stars"], "paid": units} if "stars" in shown else None
    await session.execute(_CHARGED, {"of_payment": payment.id, "named": charge_id[:100], "looks": looks})
    return recorded


async def _named(session: Session, payload: str) -> tuple[HeldOrder, HeldPayment]:
    """Take what a payload means. Raises OrderGone, PaymentGone."""
    named = payment_of_reference(payload)
    if named is None:
        raise OrderGone(order_id=0)
    order, payment = await hold_payment(session, named[1])
    if order.id != named[0] or payment.method not in accounts.BILLED:
        raise OrderGone(order_id=named[0])
    return order, payment


def _waits(order: HeldOrder, payment: HeldPayment, now: datetime) -> bool:
    """Whether the order still waits for its money, in this way."""
    if order.state != OrderState.PENDING_PAYMENT or not payment.current:
        return False
    return order.expires_at is not None and order.expires_at > now


def _stars(shown: dict[str, Any] | None) -> int:
    return int((shown or {})["stars"])


def _asked(payment: HeldPayment, shown: dict[str, Any]) -> tuple[int, str]:
    """Give what the bill asks for, in Telegram's units and currency."""
    if payment.method == accounts.STARS:
        return _stars(shown), XTR
    return to_units(payment.amount, payment.currency), payment.currency


def _money(payment: HeldPayment, shown: dict[str, Any], units: int, currency: str, charge_id: str) -> Money:
    """Give what came in the order's currency: the Stars asked for are worth all of it. Raises BillWrong."""
    if payment.method == accounts.STARS:
        if currency != XTR:
            raise BillWrong(order_id=payment.order_id)
        worth = payment.amount * units // _stars(shown)
        return Money(worth, payment.currency, accounts.STARS, charge_id)
    if currency not in EXPONENTS:
        raise BillWrong(order_id=payment.order_id)
    return Money(from_units(units, currency), currency, accounts.TELEGRAM, charge_id)


async def _point_out(
    session: Session, order: HeldOrder, payment: HeldPayment, problem: str, charge_id: str, now: datetime
) -> None:
    """Something a human has to look at: written down, and told to the owners once."""
    said = {"problem": problem, "charge": charge_id, "payment": payment.id}
    note(session, SYSTEM, "bill-contradicts", f"order:{order.id}", now=now, after=said)
    facts = {"order_id": order.id, "payment_id": payment.id, "problem": problem}
    await news.to_owners(session, "gateway-trouble", facts, key=f"bill:{charge_id}"[:100], now=now)
