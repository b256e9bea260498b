"""What a payment gateway says, in the shop's own words: plain values, no network.

Amounts are integers of minor units (rupiah), moments are aware and in UTC.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from checkout.gateways.shown import Shown


class State(StrEnum):
    """How a charge stands at its gateway.

    ``UNKNOWN`` is a word we do not know, or one the notification cannot vouch for: nothing is concluded from it.
    Notifications come twice and out of order, and Midtrans may take a settled bank transfer back within a minute
    (PAID, then FAILED): what follows what is decided by whoever keeps the payment.
    """

    WAITING = "waiting"
    PAID = "paid"
    FAILED = "failed"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    REFUNDED = "refunded"
    PARTLY_REFUNDED = "partly_refunded"
    DISPUTED = "disputed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Charge:
    """A payment the gateway waits for.

    ``amount`` is what counts for the order; ``to_pay`` what the shopper is asked for, more where the owner lets the
    gateway add its fee. ``expires_at`` is when the gateway stops taking the money: it may be earlier than asked
    (a method that lives shortly) or later (one that cannot be shortened), so money can come late.
    """

    provider: str
    reference: str
    external_id: str
    shown: Shown
    amount: int
    to_pay: int
    currency: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Notice:
    """A genuine notification about a charge.

    ``event_id`` is the same for every delivery of the same event: keep it, unique with ``provider``. ``amount`` is
    what counts for the order, ``refunded`` what has gone back so far (None: not said). What a signature does not
    cover is still only a claim: take the state from ``gateway.confirm`` before money moves.
    """

    provider: str
    event_id: str
    reference: str
    external_id: str
    amount: int
    currency: str
    state: State
    refunded: int | None = None


@dataclass(frozen=True, slots=True)
class RefundNotice:
    """A genuine notification about a refund asked for earlier, by its ``refund_reference``.

    ``external_id`` is the charge's. ``reason`` says in the gateway's word why it was not ``settled``.
    """

    provider: str
    event_id: str
    refund_reference: str
    refund_id: str
    external_id: str
    amount: int
    currency: str
    settled: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a charge stands, asked at the gateway itself; ``refunded`` is 0 where it does not say."""

    provider: str
    reference: str
    external_id: str
    amount: int
    currency: str
    state: State
    refunded: int = 0


class RefundState(StrEnum):
    """What became of a refund; ``IMPOSSIBLE`` means a human has to give the money back."""

    SETTLED = "settled"
    PENDING = "pending"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class RefundOutcome:
    """What the gateway did with a refund.

    ``reason`` of an impossible one: ``no-api`` (the gateway gives nothing back by itself), ``method`` (this way to
    pay cannot be reversed), ``funds`` (the owner's balance there is too low), ``amount`` (more than is left to give
    back), ``state`` (not paid, or given back already) or ``refused``; ``detail`` is the gateway's own word.
    """

    state: RefundState
    amount: int
    refund_id: str = ""
    reason: str = ""
    detail: str = ""
