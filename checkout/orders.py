"""Placing an order, once, exactly as it was agreed; and cancelling it while it is unpaid."""

import random
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select

from checkout import accounts, allocations, amounts, bills, cart, credit, credit_payment, news
from checkout.errors import (
    AlreadyDone,
    BillUnderWay,
    CartEmpty,
    DetailsMissing,
    NothingToPay,
    NotOnSale,
    OrderTooLarge,
    ProofWaiting,
    QuoteChanged,
    StaleCheckout,
    TooLateToCancel,
)
from checkout.holds import HeldOrder, HeldPayment, hold, move_order, move_payment, payment_in
from checkout.items import CartItem, out_of_stock
from checkout.lives import AllocationState, OrderState, PaymentState
from checkout.models import Order
from checkout.promotions import redemptions, vouchers
from checkout.snapshots import Agreement, write_lines, write_order, write_payment
from checkout.summaries import Summary, compose, consume_draft
from customers import addresses
from foundation.audit import note
from foundation.database import Session, prepared
from foundation.errors import NotAllowed
from foundation.money import LARGEST

_CHANCE = secrets.SystemRandom()
_OF_TOKEN = prepared(select(Order.id, Order.person_id).where(Order.checkout_token == bindparam("token")))


@dataclass(frozen=True, slots=True)
class Placed:
    """The order of a token; ``repeated`` when an earlier tap placed it."""

    order_id: int
    repeated: bool


async def place(
    session: Session,
    person_id: int,
    token: str,
    *,
    language: str,
    window: timedelta,
    now: datetime,
    chance: random.Random = _CHANCE,
) -> Placed:
    """Place the order of a checkout; the same token again gives the same order.

    The checkout is consumed first, so after an error the caller's transaction must be rolled back, or its savepoint.
    One that is paid at the door goes on at once. Raises StaleCheckout, CartEmpty, NotOnSale, OutOfStock,
    QuoteChanged, DetailsMissing, OrderTooLarge, NothingToPay, QrisTooLarge, AmountsExhausted, VoucherUsedUp,
    VoucherUsedByYou, and NotAllowed for somebody else's token.
    """
    draft = await consume_draft(session, person_id, token)
    if draft is None:
        return await _placed_before(session, person_id, token)
    agreed = _agreement(await compose(session, draft, now=now), draft.agreed)
    order_id = await write_order(
        session, person_id, token, agreed, language=language, now=now, expires_at=now + window
    )
    if order_id is None:
        return await _placed_before(session, person_id, token)
    lines = agreed.summary.lines
    write_lines(session, order_id, lines, agreed.quote)
    amount = await write_payment(session, order_id, agreed, now=now, chance=chance)
    state = OrderState.PROCESSING if agreed.at_door else OrderState.PENDING_PAYMENT
    after = {"state": state, "total": agreed.quote.total, "amount": amount}
    note(session, person_id, "order-placed", f"order:{order_id}", now=now, after=after)
    kind = "order-placed-cod" if agreed.at_door else "order-placed"
    await news.to_owners(session, kind, {"order_id": order_id}, key=str(order_id), now=now)
    _finish_checkout(session, person_id, agreed.summary, now)
    if agreed.account.kind in accounts.BY_HAND:
        amounts.belongs_to_payment_of(session, agreed.account.id, amount, order_id)
    await _use_voucher(session, person_id, order_id, agreed.summary, now)
    # many want the same stock: it is taken last, and held for as short as can be
    wanted = [(line.variant_id, line.quantity) for line in lines]
    held_as = AllocationState.COMMITTED if agreed.at_door else AllocationState.ACTIVE
    low = await allocations.promise_new(session, order_id, wanted, state=held_as, actor_id=person_id, now=now)
    await news.of_low_stock(session, low, now=now)
    await session.finish()
    return Placed(order_id, repeated=False)


async def cancel(
    session: Session, order_id: int, *, actor_id: int, now: datetime, person_id: int | None = None
) -> None:
    """Cancel an unpaid order: as its shopper (``person_id``), or as the owner also while a proof waits.

    One that is paid at the door can be cancelled until it is sent.

    Raises OrderGone, AlreadyDone, TooLateToCancel, ProofWaiting, BillUnderWay.
    """
    order = await hold(session, order_id, person_id)
    payment = await payment_in(session, order)
    by_credit = (await credit.spent(session, [order_id])).get(order_id, 0) if payment.received else 0
    _check_cancelable(order, payment, by_credit, by_shopper=person_id is not None)
    if payment.method in accounts.BILLED and await bills.under_way(session, order_id, now=now):
        raise BillUnderWay(order_id=order_id)
    if not await move_order(session, order_id, OrderState.CANCELED, ended_at=now):
        raise AlreadyDone(order_id=order_id, state=order.state)
    await move_payment(session, payment.id, PaymentState.VOIDED)
    await redemptions.release(session, [order_id], now=now)
    await allocations.give_back(session, order_id, AllocationState.RELEASED, actor_id=actor_id, now=now)
    await amounts.rest(session, [payment.id], now=now)
    if by_credit:
        await credit_payment.give_back(session, [order_id], now=now)
    before, after = {"state": order.state}, {"state": OrderState.CANCELED}
    note(session, actor_id, "order-canceled", f"order:{order_id}", now=now, before=before, after=after)
    facts, key = {"order_id": order_id}, str(order_id)
    if person_id is None:
        await news.to_shopper(session, order.person_id, "order-canceled", facts, key=key, now=now)
    else:
        await news.to_owners(session, "order-canceled-by-shopper", facts, key=key, now=now)


async def _placed_before(session: Session, person_id: int, token: str) -> Placed:
    """Give the order an earlier tap placed with this token. Raises StaleCheckout, NotAllowed."""
    found = await session.row(_OF_TOKEN, {"token": token})
    if found is None:
        raise StaleCheckout
    order_id, whose = found
    if whose != person_id:
        raise NotAllowed
    return Placed(order_id, repeated=True)


def _agreement(summary: Summary, agreed: str) -> Agreement:
    """Check that the order can be placed and is what the shopper was shown."""
    price = summary.quote
    if price is None:
        raise CartEmpty
    for line in summary.lines:
        _check_buyable(line)
    if summary.fingerprint != agreed:
        raise QuoteChanged(total=price.total, currency=price.currency)
    if summary.missing or summary.account is None:
        raise DetailsMissing(missing=summary.missing, first=next(iter(summary.missing), ""))
    if price.total > LARGEST:
        raise OrderTooLarge(total=price.total, limit=LARGEST, currency=price.currency)
    if price.total <= 0:
        raise NothingToPay
    return Agreement(summary, price, summary.account)


def _check_buyable(line: CartItem) -> None:
    if not line.on_sale:
        raise NotOnSale(variant_id=line.variant_id, name=line.full_name)
    if not line.is_buyable:
        raise out_of_stock(line, line.quantity)


async def _use_voucher(
    session: Session, person_id: int, order_id: int, summary: Summary, now: datetime
) -> None:
    """Reserve the voucher that made the order cheaper; one that took nothing off is not spent."""
    priced = summary.priced
    if priced is None or priced.voucher is None or not priced.quote.voucher_discount:
        return
    amount = priced.quote.voucher_discount
    await redemptions.reserve(session, priced.voucher, order_id, person_id, amount, now=now)
    vouchers.forget_later(session, person_id)


def _finish_checkout(session: Session, person_id: int, summary: Summary, now: datetime) -> None:
    """Take what was bought out of the cart, and remember the address."""
    cart.bought(session, person_id, {line.variant_id: line.quantity for line in summary.lines})
    if summary.needs_shipping:
        addresses.save_later(
            session,
            person_id,
            recipient=summary.recipient,
            phone=summary.phone,
            street=summary.street,
            district_code=summary.district_code,
            now=now,
        )


def _check_cancelable(order: HeldOrder, payment: HeldPayment, by_credit: int, *, by_shopper: bool) -> None:
    if order.state in {OrderState.CANCELED, OrderState.EXPIRED}:
        raise AlreadyDone(order_id=order.id, state=order.state)
    paid = payment.state == PaymentState.SETTLED or (by_shopper and payment.received > by_credit)
    at_door = order.state == OrderState.PROCESSING and payment.state == PaymentState.AUTHORIZED
    if (order.state != OrderState.PENDING_PAYMENT and not at_door) or paid:
        raise TooLateToCancel(order_id=order.id, state=order.state)
    if by_shopper and payment.state == PaymentState.PENDING_REVIEW:
        raise ProofWaiting(order_id=order.id)
