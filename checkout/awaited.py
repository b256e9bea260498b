"""What the shop awaits on its accounts, and awaited not long ago, as bank lines are compared with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import bindparam, func, select

from checkout.lives import OrderState, PaymentState
from checkout.models import AmountLease, Order, Payment
from checkout.payments import LATE
from checkout.statements.doubts import AwaitedPayment, Awaiting
from foundation.database import Session, prepared

LATEST = 10_000
"""Payments looked back at, besides those of every order that still waits."""

_COLUMNS = (
    Payment.id, Payment.order_id, Payment.account_id, Payment.amount, Payment.received, Payment.state,
    Payment.settled_at, Order.state, Order.total, Order.placed_at, Order.expires_at, Order.ended_at,
)  # fmt: skip
_BY_HAND = (Payment.account_id.is_not(None), Payment.provider == "manual", Payment.currency == "IDR")
_OF_ORDER = select(*_COLUMNS).join(Order, Order.id == Payment.order_id).where(*_BY_HAND)
_OPEN = prepared(_OF_ORDER.where(Order.state == OrderState.PENDING_PAYMENT))
_LATEST = prepared(
    _OF_ORDER.where(
        Payment.id > select(func.max(Payment.id)).scalar_subquery() - bindparam("latest", LATEST),
        Payment.created_at > bindparam("since"),
    )
)
_ALSO = prepared(
    select(AmountLease.account_id, AmountLease.amount, AmountLease.payment_id)
    .join(Payment, Payment.id == AmountLease.payment_id)
    .where(AmountLease.amount != Payment.amount)
)
"""Amounts besides the one first asked for: the rest of what came in parts."""

LOOKED_BACK = 10 * LATE
"""How old a payment may be to be compared with a bank's line at all, unless its order still waits."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A payment with its order, as both stand now."""

    payment_id: int
    order_id: int
    account_id: int
    amount: int
    received: int
    payment_state: str
    settled_at: datetime | None
    order_state: str
    total: int
    placed_at: datetime
    expires_at: datetime | None
    ended_at: datetime | None

    def awaiting(self, amount: int) -> Awaiting:
        """Say what became of one of the amounts by which the payment is recognised."""
        if self.order_state == OrderState.CANCELED:
            return Awaiting.CANCELED
        if self.order_state == OrderState.EXPIRED and self.payment_state != PaymentState.SETTLED:
            return Awaiting.EXPIRED
        waits = self.order_state == OrderState.PENDING_PAYMENT and self.payment_state != PaymentState.SETTLED
        return Awaiting.OPEN if waits and amount == self.amount - self.received else Awaiting.PAID

    def until(self, now: datetime) -> datetime:
        """Give the last moment at which late money is expected."""
        if self.order_state == OrderState.PENDING_PAYMENT:
            return max(self.expires_at or now, now) + LATE
        return (self.settled_at or self.ended_at or self.placed_at) + LATE


async def payments(session: Session, *, now: datetime, zone: tzinfo) -> list[AwaitedPayment]:
    """Give what every account awaits or awaited lately; days are those of the shop's own ``zone``."""
    rows: list[tuple[Any, ...]] = [
        *await session.rows(_OPEN, {}),
        *await session.rows(_LATEST, {"latest": LATEST, "since": now - LOOKED_BACK}),
    ]
    asked = {row[0]: _Asked(*row) for row in rows if row[2] is not None}
    amounts = [(one.account_id, one.amount, one.payment_id) for one in asked.values()]
    also = [
        (account, amount, payment) for account, amount, payment in await session.rows(_ALSO, {}) if payment
    ]
    return [
        AwaitedPayment(
            payment_id=payment_id,
            order_number=str(asked[payment_id].order_id),
            account_id=account_id,
            amount=amount,
            total=asked[payment_id].total,
            state=asked[payment_id].awaiting(amount),
            placed=asked[payment_id].placed_at.astimezone(zone).date(),
            until=asked[payment_id].until(now).astimezone(zone).date(),
        )
        for account_id, amount, payment_id in _known([*amounts, *also], asked)
    ]


def _known(
    amounts: Iterable[tuple[int, int, int]], asked: dict[int, _Asked]
) -> Iterable[tuple[int, int, int]]:
    return (one for one in amounts if one[2] in asked)
