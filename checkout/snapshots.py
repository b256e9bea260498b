"""Freezing what was agreed: an order with its lines and its payment, as they were called and priced at that moment."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert

from checkout import accounts, amounts, qris
from checkout.accounts import Account
from checkout.items import CartItem
from checkout.lives import OrderState, PaymentState
from checkout.models import Order, OrderLine, Payment
from checkout.quote import Quote
from checkout.summaries import Summary
from foundation.database import Session, insert_for


@dataclass(frozen=True, slots=True)
class Agreement:
    """A complete summary: all that an order needs."""

    summary: Summary
    quote: Quote
    account: Account


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
    new = insert_for(session)(Order).values(
        person_id=person_id,
        checkout_token=token,
        state=OrderState.PENDING_PAYMENT,
        currency=price.currency,
        subtotal=price.subtotal,
        shipping=price.shipping,
        discount=price.discount,
        total=price.total,
        note=summary.note,
        language=language,
        placed_at=now,
        expires_at=expires_at,
        **_destination(summary),
    )
    once = new.on_conflict_do_nothing(index_elements=[Order.checkout_token])
    order_id: int | None = await session.scalar(once.returning(Order.id))
    return order_id


async def write_lines(session: Session, order_id: int, lines: Iterable[CartItem]) -> None:
    """Write what was ordered, each thing with its name, options, price and weight of now."""
    rows = [
        {
            "order_id": order_id,
            "variant_id": line.variant_id,
            "product_id": line.product_id,
            "sku": line.sku,
            "name": line.name,
            "label": line.label,
            "unit_price": line.unit_price,
            "quantity": line.quantity,
            "weight_g": line.weight_g,
        }
        for line in lines
    ]
    await session.execute(insert(OrderLine), rows)


async def write_payment(
    session: Session, order_id: int, agreed: Agreement, *, now: datetime, chance: random.Random
) -> int:
    """Write how the order is paid, with an amount of its own; gives the amount.

    Raises QrisTooLarge, AmountsExhausted.
    """
    account, price = agreed.account, agreed.quote
    amount = await amounts.lease(session, account, price.total, price.currency, now=now, chance=chance)
    code = qris.parse(account.payload).with_amount(amount) if account.kind == accounts.QRIS else ""
    new = insert(Payment).values(
        order_id=order_id,
        account_id=account.id,
        method=account.kind,
        provider="manual",
        amount=amount,
        currency=price.currency,
        payload=code,
        state=PaymentState.CREATED,
        created_at=now,
    )
    payment_id = (await session.execute(new.returning(Payment.id))).scalar_one()
    await amounts.belongs_to(session, account.id, amount, payment_id)
    return amount


def _destination(summary: Summary) -> dict[str, str]:
    """Where the parcel goes and with whom; nothing for what is not sent."""
    if not summary.needs_shipping or summary.shipping is None:
        return {}
    return {
        "recipient": summary.recipient,
        "phone": summary.phone,
        "street": summary.street,
        "district_code": summary.district_code,
        "place": summary.place,
        "courier": summary.shipping.courier,
        "service": summary.shipping.service,
    }
