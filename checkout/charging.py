"""Payments that a gateway takes: asked for, looked after, and believed only after the gateway itself was asked.

The attempt is saved before the gateway hears of it (``payment.next_check_at``), the gateway is asked outside any
transaction, and what it said is written in the next one. A crash in between asks again under the same reference.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Integer, bindparam, exists, or_, select, update

from checkout import news, settling
from checkout.errors import CurrencyWrong, KeyReused, SumWrong
from checkout.gateways.asks import ChargeAsk, Customer
from checkout.gateways.values import Charge, Notice, RefundNotice, Standing, State
from checkout.holds import HeldOrder, HeldPayment, hold_payment
from checkout.lives import OrderState, PaymentState
from checkout.models import Order, Payment
from checkout.money.gateway_notices import Kept
from checkout.money.models import GatewayNotice
from checkout.settling import Money
from foundation.audit import SYSTEM, note
from foundation.database import Session, prepared

LEASE = timedelta(seconds=90)
"""How long a worker may take with a gateway before another one asks."""

PATIENCE = 4
"""Unanswered questions (about half a minute) after which people are told."""

UNDECIDED = frozenset({"waiting", "contradiction", "unknown"})
"""What ``believe`` says of payments that are to be asked about again."""

SHORTEST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(minutes=30)
LAST_LOOK = timedelta(hours=49)
"""How long after an order's end its gateway is still asked: a wallet's page lives for two days, and money comes late."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A payment its gateway has to be asked for, or about. ``asked`` when the gateway knows of it."""

    payment_id: int
    order_id: int
    person_id: int
    provider: str
    method: str
    amount: int
    currency: str
    external_id: str
    asked: bool
    checks: int
    recipient: str
    phone: str
    order_state: str
    expires_at: datetime | None

    @property
    def reference(self) -> str:
        """Our own name of the attempt, as the gateway gives it back."""
        return reference(self.order_id, self.payment_id)

    def ask(self, *, return_url: str, now: datetime) -> ChargeAsk:
        """What the gateway is asked for."""
        assert self.expires_at is not None
        return ChargeAsk(
            reference=self.reference,
            amount=self.amount,
            currency=self.currency,
            method=self.method,
            asked_at=now,
            expires_at=self.expires_at,
            return_url=return_url,
            customer=Customer(self.recipient, self.phone),
        )

    @property
    def is_wanted(self) -> bool:
        """Whether the order still waits for money."""
        return self.order_state == OrderState.PENDING_PAYMENT


def reference(order_id: int, payment_id: int) -> str:
    """Name an attempt: ``1024-7``. Every attempt to pay an order has its own."""
    return f"{order_id}-{payment_id}"


def payment_of_reference(name: str) -> tuple[int, int] | None:
    """Give the order and the payment an attempt's name means; None for what we never called anything."""
    order, _, payment = name.partition("-")
    if not (order.isascii() and order.isdigit() and payment.isascii() and payment.isdigit()):
        return None
    return (int(order), int(payment)) if max(len(order), len(payment)) < 19 else None


_DUE = Payment.next_check_at <= bindparam("now")
_LEASE = prepared(
    update(Payment)
    .where(
        Payment.id.in_(
            select(Payment.id)
            .where(_DUE)
            .order_by(Payment.next_check_at)
            .limit(bindparam("most", type_=Integer))
            .with_for_update(skip_locked=True)
        ),
        _DUE,
    )
    .values(next_check_at=bindparam("until"), checks=Payment.checks + 1)
    .returning(Payment.id)
)
_LOOK = (
    Payment.id, Payment.order_id, Order.person_id, Payment.provider, Payment.method, Payment.amount,
    Payment.currency, Payment.external_id, Payment.shown, Payment.checks, Order.recipient, Order.phone, Order.state,
    Order.expires_at,
)  # fmt: skip
_READY = prepared(
    update(Payment)
    .where(Payment.id == bindparam("of_payment"), Payment.shown.is_(None))
    .values(
        external_id=bindparam("named"), shown=bindparam("looks"), checks=0, next_check_at=bindparam("again")
    )
    .returning(Payment.id)
)
_AGAIN = prepared(
    update(Payment).where(Payment.id == bindparam("of_payment")).values(next_check_at=bindparam("again"))
)


_ANY = prepared(
    select(
        or_(
            exists().where(_DUE),
            exists().where(GatewayNotice.handled_at.is_(None), GatewayNotice.next_at <= bindparam("now")),
        )
    )
)


async def anything_due(session: Session, *, now: datetime) -> bool:
    """Whether a gateway has to be asked anything now, or a notice waits: a look that writes nothing."""
    return bool(await session.scalar(_ANY, {"now": now}))


async def lease(session: Session, *, now: datetime, most: int = 20) -> Sequence[Attempt]:
    """Take the attempts somebody has to ask about now; no other worker takes them for a while."""
    taken = [id for (id,) in await session.rows(_LEASE, {"now": now, "until": now + LEASE, "most": most})]
    if not taken:
        return []
    rows = await session.execute(
        select(*_LOOK)
        .join(Order, Order.id == Payment.order_id)
        .where(Payment.id.in_(taken))
        .order_by(Payment.id)
    )
    return [_attempt(list(row)) for row in rows]


def _attempt(facts: list[Any]) -> Attempt:
    facts[7], facts[8] = facts[7] or "", facts[8] is not None
    return Attempt(**dict(zip(Attempt.__dataclass_fields__, facts, strict=True)))


async def ready(session: Session, attempt: Attempt, charge: Charge, *, now: datetime) -> bool:
    """The gateway waits for the money: keep what the shopper is to be shown, and show it. False when that was done."""
    _, payment = await hold_payment(session, attempt.payment_id)
    looks = {"kind": type(charge.shown).__name__, **asdict(charge.shown)}
    looks |= {"to_pay": charge.to_pay, "until": charge.expires_at.isoformat()}
    made = {"of_payment": payment.id, "named": charge.external_id, "looks": looks}
    if await session.scalar(_READY, made | {"again": now + SHORTEST_PAUSE}) is None:
        return False
    facts = {"order_id": attempt.order_id, "payment_id": payment.id}
    await news.to_shopper(session, attempt.person_id, "payment-ready", facts, key=str(payment.id), now=now)
    return True


async def refused(session: Session, attempt: Attempt, why: str, *, now: datetime) -> None:
    """The gateway will not take this payment: the shopper chooses another way, the owner sees the reason."""
    if await settling.fail(session, attempt.payment_id, actor_id=SYSTEM, now=now):
        await _tell_of_failure(session, attempt.order_id, attempt.payment_id, attempt.person_id, now)
    facts = {"order_id": attempt.order_id, "payment_id": attempt.payment_id, "problem": why[:200]}
    await news.to_owners(session, "gateway-trouble", facts, key=str(attempt.payment_id), now=now)
    await again(session, attempt.payment_id, None)


async def later(session: Session, attempt: Attempt, *, now: datetime) -> None:
    """Ask again after a pause that grows; long after the order's end, never."""
    over = attempt.expires_at is not None and now > attempt.expires_at + LAST_LOOK
    pause = min(SHORTEST_PAUSE * 2 ** min(attempt.checks, 10), LONGEST_PAUSE)
    await again(session, attempt.payment_id, None if over else now + pause)


async def troubled(session: Session, attempt: Attempt, *, now: datetime) -> None:
    """The gateway gives no usable answer: ask again soon; after a while the shopper hears that they may pay otherwise."""
    if attempt.checks >= PATIENCE:
        facts = {"order_id": attempt.order_id, "payment_id": attempt.payment_id}
        await news.to_shopper(
            session, attempt.person_id, "payment-slow", facts, key=str(attempt.payment_id), now=now
        )
        problem = {**facts, "problem": "unreachable"}
        await news.to_owners(session, "gateway-trouble", problem, key=str(attempt.payment_id), now=now)
    pause = min(timedelta(seconds=2 ** min(attempt.checks, 10)), timedelta(minutes=5))
    await again(session, attempt.payment_id, now + pause)


def notice_facts(notice: Notice | RefundNotice) -> tuple[dict[str, Any], str]:
    """Give what is kept of a notice, and our own name of what it is about."""
    facts = {"kind": type(notice).__name__, **asdict(notice)}
    return facts, notice.reference if isinstance(notice, Notice) else notice.refund_reference


def notice_of(kept: Kept) -> Notice | RefundNotice:
    """Give back the notice that was kept."""
    facts = dict(kept.facts)
    if facts.pop("kind") == RefundNotice.__name__:
        return RefundNotice(**facts)
    return Notice(**{**facts, "state": State(facts["state"])})


async def again(session: Session, payment_id: int, moment: datetime | None) -> None:
    """Say when the gateway is to be asked next; None: no more."""
    await session.execute(_AGAIN, {"of_payment": payment_id, "again": moment})


async def believe(session: Session, standing: Standing, *, now: datetime) -> str:
    """Follow what a gateway itself says of a payment; gives in a word what became of it.

    Never goes back: what was paid stays paid, whatever comes later or out of order. Raises PaymentGone.
    """
    named = payment_of_reference(standing.reference)
    if named is None:
        return "unknown"
    order, payment = await hold_payment(session, named[1])
    if (order.id, payment.provider) != (named[0], standing.provider):
        return "unknown"
    if standing.state == State.PAID:
        return await _paid(session, standing, order, payment, now)
    if standing.state in {State.FAILED, State.EXPIRED, State.CANCELLED}:
        return await _came_to_nothing(session, standing, order, payment, now)
    if standing.state in {State.REFUNDED, State.PARTLY_REFUNDED, State.DISPUTED}:
        await _point_out(session, standing, order, payment, now)
        return str(standing.state)
    return "waiting"


async def _paid(
    session: Session, standing: Standing, order: HeldOrder, payment: HeldPayment, now: datetime
) -> str:
    """Write the money down. A charge is paid once: its reference is the key of the ledger's row."""
    money = Money(standing.amount, standing.currency, standing.provider, standing.reference)
    try:
        recorded = await settling.record(session, payment.id, money, actor_id=SYSTEM, now=now)
    except (CurrencyWrong, KeyReused, SumWrong) as error:
        # the gateway contradicts what was asked or what it said before: nothing moves, people look
        await _point_out(session, standing, order, payment, now, problem=type(error).__name__)
        return "contradiction"
    await again(session, payment.id, None)
    return "repeated" if recorded.repeated else str(recorded.charge)


async def _came_to_nothing(
    session: Session, standing: Standing, order: HeldOrder, payment: HeldPayment, now: datetime
) -> str:
    if payment.state == PaymentState.SETTLED:
        await _point_out(session, standing, order, payment, now)
        return "settled before"
    await again(session, payment.id, None)
    if not await settling.fail(session, payment.id, actor_id=SYSTEM, now=now):
        return "ended before"
    if order.state == OrderState.PENDING_PAYMENT:
        await _tell_of_failure(session, order.id, payment.id, order.person_id, now)
    return "failed"


async def _tell_of_failure(
    session: Session, order_id: int, payment_id: int, person_id: int, now: datetime
) -> None:
    facts = {"order_id": order_id, "payment_id": payment_id}
    await news.to_shopper(session, person_id, "payment-failed", facts, key=str(payment_id), now=now)


async def _point_out(
    session: Session,
    standing: Standing,
    order: HeldOrder,
    payment: HeldPayment,
    now: datetime,
    *,
    problem: str = "",
) -> None:
    """Something a human has to look at: written down, and told to the owners once."""
    said = {
        "says": str(standing.state),
        "amount": standing.amount,
        "refunded": standing.refunded,
        "problem": problem,
    }
    key = f"{payment.id}:{standing.state}:{standing.amount}:{standing.refunded}:{problem}"
    note(session, SYSTEM, "gateway-says", f"order:{order.id}", now=now, after=said)
    facts = {"order_id": order.id, "payment_id": payment.id, "problem": problem or str(standing.state)}
    await news.to_owners(session, "gateway-trouble", facts, key=key, now=now)
