"""The price, computed once: the summary, the order and the payment all take the same quote."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from checkout.accounts import Account
from checkout.items import CartItem
from checkout.shipping import ShippingOption


@dataclass(frozen=True, slots=True)
class Destination:
    """Where the parcel goes; all empty when nothing has to be sent."""

    recipient: str = ""
    phone: str = ""
    street: str = ""
    district_code: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """What an order costs, in minor units: subtotal + shipping − discount = total."""

    lines: tuple[CartItem, ...]
    subtotal: int
    shipping: int
    discount: int
    total: int
    currency: str
    fingerprint: str
    """sha256 (hex) over everything the shopper agrees to"""


def quote(
    lines: Sequence[CartItem],
    *,
    shipping: ShippingOption | None,
    account: Account | None,
    destination: Destination,
    note: str,
    currency: str,
) -> Quote:
    """Compute what an order of these lines costs, and the fingerprint of what was agreed."""
    subtotal = sum(line.total for line in lines)
    postage = shipping.price if shipping else 0
    total = subtotal + postage
    agreed = [
        sorted((line.variant_id, line.quantity, line.unit_price, line.is_buyable) for line in lines),
        [shipping.key, shipping.price] if shipping else None,
        total,
        currency,
        [destination.recipient, destination.phone, destination.street, destination.district_code],
        account.id if account else None,
        note,
    ]
    fingerprint = hashlib.sha256(json.dumps(agreed).encode()).hexdigest()
    return Quote(tuple(lines), subtotal, postage, 0, total, currency, fingerprint)
