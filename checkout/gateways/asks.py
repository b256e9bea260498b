"""What is asked of a payment gateway.

Amounts are integers of minor units (rupiah), moments are aware and in UTC.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime

_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]{0,49}")
"""What all gateways take as a merchant's reference; Midtrans is the strictest."""


@dataclass(frozen=True, slots=True)
class Customer:
    """Who pays. ``name`` as the shop knows it, ``phone`` in E.164 (``+6281234567890``) or empty.

    A gateway is told as little as it takes: see ``short_name``; the phone only where the wallet is found by it.
    """

    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)

    @property
    def short_name(self) -> str:
        """The first name and the initials of the others, letters only: banks show no more, and refuse signs."""
        words = [
            "".join(sign for sign in word if sign.isascii() and sign.isalpha()) for word in self.name.split()
        ]
        first, *others = [word for word in words if word] or [""]
        short = " ".join([first, *(other[0].upper() for other in others[:3])])[:30].strip()
        return short if len(short) >= 3 else "Pelanggan"  # BCA takes no name under three letters


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the order, for gateways that want to know: a name, the price of one, how many."""

    name: str
    price: int
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class ChargeAsk:
    """A payment to be asked for.

    ``reference`` is ours, unique for each attempt (``1024-1``) and never used again; it is also the idempotency key.
    ``method`` is a code of the gateway's ``methods`` (``qris``, ``gopay``, ``va:bca``). ``asked_at`` is now,
    ``expires_at`` when the order stops waiting. ``return_url`` is where a wallet's page leads back to
    (``https://t.me/shop_bot``). ``lines`` may be empty; if not, they have to add up to ``amount``.
    Raises ValueError for what no gateway could take: that is a mistake of ours, not of a person.
    """

    reference: str
    amount: int
    currency: str
    method: str
    asked_at: datetime
    expires_at: datetime
    return_url: str
    customer: Customer = Customer()
    lines: tuple[Line, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what would be found out only at the gateway."""
        if not _REFERENCE.fullmatch(self.reference):
            raise ValueError(f"no reference for a gateway: {self.reference!r}")
        if self.asked_at.tzinfo is None or self.expires_at.tzinfo is None:
            raise ValueError("moments carry their time zone")
        if self.amount <= 0 or self.expires_at <= self.asked_at:
            raise ValueError("a charge needs an amount and time to be paid")
        if not self.return_url.startswith(("https://", "http://")):
            raise ValueError("a wallet's page has to lead back somewhere")
        if self.lines and sum(line.price * line.quantity for line in self.lines) != self.amount:
            raise ValueError("the lines do not add up to the amount")


@dataclass(frozen=True, slots=True)
class RefundAsk:
    """Money to give back: the charge it came by (``method`` as it was asked), our own ``refund_reference``.

    ``refund_reference`` is unique for each refund and its idempotency key: the same again never pays twice.
    """

    reference: str
    external_id: str
    method: str
    refund_reference: str
    amount: int
    currency: str
    reason: str = ""

    def __post_init__(self) -> None:
        """Refuse what would be found out only at the gateway."""
        if not _REFERENCE.fullmatch(self.refund_reference) or self.amount <= 0:
            raise ValueError("a refund needs a reference and an amount")
