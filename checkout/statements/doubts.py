"""What the shop awaits, and what became of a line of a statement: it pays an order, or somebody has to look."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from checkout.statements.values import StatementLine

MOST_SHOWN = 5
"""Payments a doubt names at most."""


class Awaiting(StrEnum):
    """What became of a payment the shop awaits or awaited lately."""

    OPEN = "open"
    EXPIRED = "expired"
    CANCELED = "canceled"
    PAID = "paid"


@dataclass(frozen=True, slots=True)
class AwaitedPayment:
    """A payment the shop awaits, or awaited not long ago. Amounts in whole rupiah.

    ``amount`` is what was asked for, with the unique code; ``total`` the order's total without it. ``placed`` and
    ``until`` are days of the shop's calendar: when the order was placed, and the last day late money is expected.
    ``order_number`` is the number people see.
    """

    payment_id: int
    order_number: str
    account_id: int
    amount: int
    total: int
    state: Awaiting
    placed: dt.date
    until: dt.date


class Reason(StrEnum):
    """Why a line was not matched by itself; each has its words in the locales (``statement-reason-…``)."""

    SEVERAL_ORDERS = "several-orders"
    ALREADY_PAID = "already-paid"
    TWICE = "twice"
    LATE = "late"
    CANCELED = "canceled"
    OLDER_THAN_ORDER = "older-than-order"
    OTHER_ORDER_NAMED = "other-order-named"
    PARTIAL = "partial"
    OVER = "over"
    WITHOUT_CODE = "without-code"
    OTHER_ACCOUNT = "other-account"
    SLIP = "slip"
    NEAR = "near"
    NOTHING_FITS = "nothing-fits"


@dataclass(frozen=True, slots=True)
class Match:
    """A line that pays exactly one order, without doubt."""

    line: StatementLine
    payment: AwaitedPayment


@dataclass(frozen=True, slots=True)
class Doubt:
    """A line somebody has to look at. ``payments`` are what it may be about, the likeliest first, at most MOST_SHOWN."""

    line: StatementLine
    reason: Reason
    payments: tuple[AwaitedPayment, ...] = ()

    @property
    def difference(self) -> int:
        """Rupiah that came in above (or, negative, below) what the first of the payments asks for; 0 without one."""
        return self.line.amount - self.payments[0].amount if self.payments else 0


@dataclass(frozen=True, slots=True)
class Matches:
    """What became of each line, in the order of the lines."""

    certain: tuple[Match, ...]
    doubtful: tuple[Doubt, ...]
