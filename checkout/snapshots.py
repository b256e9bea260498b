"""Freezing what was agreed: an order with its lines and its payment, as they were called and priced at that moment."""

import random
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import insert

from checkout import accounts, amounts, qris
from checkout.accounts import Account
from checkout.errors import AccountGone
from checkout.items import CartItem
from checkout.lives import OrderState, PaymentState
from checkout.models import Order, OrderLine, Payment
from checkout.promotions.models import OrderDiscount
from checkout.quote import Quote
from checkout.summaries import Summary
from checkout.telegram_money import stars, stars_rate
from foundation.database import Session, prepared


@dataclass(frozen=True, slots=True)
class Agreement:
    """A complete summary: all that an order needs."""

    summary: Summary
    quote: Quote
    account: Account

    @property
    def at_door(self) -> bool:
        """Whether it is paid when the parcel arrives: nothing is waited for until then."""
        return self.account.kind == accounts.COD


_SENT = ("recipient", "phone", "street", "district_code", "place", "courier", "service")
_ORDER = prepared(
    lambda insert: (
        insert(Order).on_conflict_do_nothing(index_elements=[Order.checkout_token]).returning(Order.id)
    ),
    columns=(
        "person_id", "checkout_token", "currency", "subtotal", "shipping", "discount", "shipping_discount",
        "tax", "tax_mode", "total", "note", "language", "state", "placed_at", "expires_at", *_SENT,
    ),
)  # fmt: skip
_FROZEN = ("variant_id", "product_id", "sku", "name", "label", "unit_price", "quantity", "weight_g")
_LINE = prepared(insert(OrderLine), columns=("order_id", "discount", *_FROZEN))
_DISCOUNT = prepared(
    insert(OrderDiscount), columns=("order_id", "variant_id", "reason", "name", "amount", "source_id")
)
_PAYMENT = prepared(
    insert(Payment),
    columns=(
        "order_id", "account_id", "method", "provider", "amount", "currency", "payload", "shown", "state",
        "created_at", "next_check_at",
    ),
)  # fmt: skip


async def write_order(
    session: Session,
    person_id: int,
    token: str,
    agreed: Agreement,
    *,
    language: str,
    now: datetime,
    expires_at: datetime,
) -> int | None:
    """Write the order's row; None when another tap with this token was faster."""
    summary, price = agreed.summary, agreed.quote
    order = {
        "person_id": person_id,
        "checkout_token": token,
        "currency": price.currency,
        "subtotal": price.subtotal,
        "shipping": price.shipping,
        "discount": price.discount,
        "shipping_discount": price.shipping_discount,
        "tax": price.tax,
        "tax_mode": price.tax_mode,
        "total": price.total,
        "note": summary.note,
        "language": language,
        "state": OrderState.PROCESSING if agreed.at_door else OrderState.PENDING_PAYMENT,
        "placed_at": now,
        "expires_at": None if agreed.at_door else expires_at,
        **_destination(summary),
    }
    order_id: int | None = await session.scalar(_ORDER, order)
    return order_id


def write_lines(session: Session, order_id: int, lines: Iterable[CartItem], price: Quote) -> None:
    """Write what was ordered, each thing with its name, options, price and weight of now, with the last writes.

    What was taken off, from lines and from the shipping, is written with its reasons.
    """
    off = {line.variant_id: line.discount for line in price.lines}
    for line in lines:
        frozen = {name: getattr(line, name) for name in _FROZEN}
        session.later(_LINE, {"order_id": order_id, "discount": off[line.variant_id], **frozen})
    parts = [(line.variant_id, one) for line in price.lines for one in line.discounts]
    for variant_id, one in [*parts, *((None, one) for one in price.shipping_discounts)]:
        session.later(_DISCOUNT, {"order_id": order_id, "variant_id": variant_id, **asdict(one)})


async def write_payment(
    session: Session, order_id: int, agreed: Agreement, *, now: datetime, chance: random.Random
) -> int:
    """Take an amount by which the order's payment is recognised, and give it; the rest is left for the end.

    Raises QrisTooLarge, AmountsExhausted.
    """
    price = agreed.quote
    return await write_payment_of(
        session, order_id, agreed.account, price.total, price.currency, now=now, chance=chance
    )


async def write_payment_of(
    session: Session,
    order_id: int,
    account: Account,
    total: int,
    currency: str,
    *,
    now: datetime,
    chance: random.Random,
) -> int:
    """Begin to wait for an order's money on an account; gives the amount. Raises QrisTooLarge, AmountsExhausted."""
    amount = await amounts.lease(session, account, total, currency, now=now, chance=chance)
    code = qris.parse(account.payload).with_amount(amount) if account.kind == accounts.QRIS else ""
    payment = {
        "order_id": order_id,
        "account_id": account.id,
        "method": account.number if account.kind == accounts.GATEWAY else account.kind,
        "provider": _provider(account),
        "amount": amount,
        "currency": currency,
        "payload": code,
        "shown": await _asked_in_stars(session, account, total, currency),
        "state": PaymentState.AUTHORIZED if account.kind == accounts.COD else PaymentState.CREATED,
        "created_at": now,
        "next_check_at": now if account.kind == accounts.GATEWAY else None,
    }
    session.later(_PAYMENT, payment)
    return amount


def _provider(account: Account) -> str:
    """Name who says that the money came."""
    if account.kind in accounts.BY_HAND:
        return "manual"
    return account.bank if account.kind == accounts.GATEWAY else account.kind


async def _asked_in_stars(
    session: Session, account: Account, total: int, currency: str
) -> dict[str, int] | None:
    """Freeze how many Stars are asked for. Raises AccountGone when they have no price (any more)."""
    if account.kind != accounts.STARS:
        return None
    rate = await stars_rate(session)
    if rate is None:
        raise AccountGone(account_id=account.id)
    return {"stars": stars(total, currency, rate)}


def _destination(summary: Summary) -> dict[str, str]:
    """Where the parcel goes and with whom; nothing for what is not sent."""
    if not summary.needs_shipping or summary.shipping is None:
        return dict.fromkeys(_SENT, "")
    return {
        "recipient": summary.recipient,
        "phone": summary.phone,
        "street": summary.street,
        "district_code": summary.district_code,
        "place": summary.place,
        "courier": summary.shipping.courier,
        "service": summary.shipping.service,
    }
