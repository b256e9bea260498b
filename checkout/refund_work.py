"""Asking gateways to give money back: outside any transaction, again and again until the answer is known.

A refund's name at the gateway stays the same, so however often it is asked, it pays once.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Protocol

from sqlalchemy import Integer, bindparam, select, update

from checkout import news, refund_ends, refunds
from checkout.lives import RefundState
from checkout.models import Payment
from checkout.money.models import Refund
from foundation.audit import SYSTEM
from foundation.clock import Clock
from foundation.database import Database, Session, prepared
from foundation.prepared import AnyPrepared

FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=6)
"""Pauses between two questions double from the first to the longest; a day later the money is still not forgotten."""

WORRYING = 6
"""After so many questions without an answer the owners hear of it."""

_log = logging.getLogger(__name__)


class Outcome(StrEnum):
    """What a gateway says of a refund."""

    SETTLED = "settled"
    PENDING = "pending"
    """it works on it: ask again"""
    IMPOSSIBLE = "impossible"
    """a person has to give the money back"""


@dataclass(frozen=True, slots=True)
class GiveBack:
    """What a gateway is asked to give back. ``reference`` is this refund's own name: the same again pays once.

    ``external_id`` and ``method`` are the payment's, as the gateway knows it.
    """

    reference: str
    payment_id: int
    external_id: str
    method: str
    amount: int
    currency: str
    reason: str
    order_id: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What it answered; ``refund_id`` is its own name of the refund, ``problem`` why it is impossible."""

    outcome: Outcome
    refund_id: str = ""
    problem: str = ""


class Refunder(Protocol):
    """A gateway that can give money back."""

    async def refund(self, ask: GiveBack) -> Answer:
        """Give money back, once for each ``ask.reference``. May raise anything when the outcome is not known."""


_DUE: AnyPrepared = prepared(
    select(Refund.id, Refund.attempts, Refund.next_at, Payment.provider)
    .join(Payment, Payment.id == Refund.payment_id)
    .where(
        Refund.state == RefundState.PENDING,
        Refund.next_at.is_not(None),
        Refund.next_at <= bindparam("now"),
    )
    .order_by(Refund.id)
    .limit(bindparam("most", type_=Integer))
)
_LEASE = prepared(
    update(Refund)
    .where(
        Refund.id == bindparam("leased"),
        Refund.state == RefundState.PENDING,
        Refund.next_at == bindparam("was_due"),
    )
    .values(attempts=Refund.attempts + 1, next_at=bindparam("again"))
    .returning(Refund.id)
)
_ASK: AnyPrepared = prepared(
    select(
        Refund.token, Refund.payment_id, Payment.external_id, Payment.method, Refund.amount, Refund.currency,
        Refund.reason, Refund.order_id,
    )
    .join(Payment, Payment.id == Refund.payment_id)
    .where(Refund.id == bindparam("asked"))
)  # fmt: skip
_TROUBLE = prepared(
    update(Refund)
    .where(Refund.id == bindparam("troubled"), Refund.state == RefundState.PENDING)
    .values(problem=bindparam("why"))
    .returning(Refund.order_id)
)


_HURRY = prepared(
    update(Refund)
    .where(
        Refund.id == bindparam("told_of"),
        Refund.state == RefundState.PENDING,
        Refund.next_at > bindparam("now"),
    )
    .values(next_at=bindparam("now"))
)
_TOKEN = prepared(select(Refund.token).where(Refund.id == bindparam("named")))


def reference(refund_id: int, token: str) -> str:
    """Name a refund at its gateway: the same for every question, another one in every shop that ever was."""
    return f"r{refund_id}-{sha256(token.encode()).hexdigest()[:16]}"


async def find(session: Session, named: str) -> int | None:
    """Give the refund a gateway speaks of by our name for it; None when it is not one of ours."""
    number = named.removeprefix("r").partition("-")[0]
    if not number.isascii() or not number.isdigit() or len(number) > 18:
        return None
    token = await session.scalar(_TOKEN, {"named": int(number)})
    return int(number) if token is not None and reference(int(number), token) == named else None


async def hurry(session: Session, named: str, *, now: datetime) -> bool:
    """A gateway says something about a refund: ask it at once, not only after the pause. False for none of ours."""
    refund_id = await find(session, named)
    if refund_id is None:
        return False
    await session.execute(_HURRY, {"told_of": refund_id, "now": now})
    return True


async def work(
    database: Database, refunders: Mapping[str, Refunder], clock: Clock, *, limit: int = 20
) -> int:
    """Ask for what is due; gives how many were asked. Any number of workers may do it at once.

    ``refunders`` are the gateways by ``Payment.provider``. Each refund is leased before it is asked for, so a worker
    that dies leaves it to be asked for again.
    """
    asked = 0
    for refund_id, attempts, due_at, provider in await _due(database, clock.now(), limit):
        if await _leased(database, refund_id, attempts, due_at, clock.now()):
            await _ask(database, refund_id, attempts + 1, refunders.get(provider), clock)
            asked += 1
    return asked


def pause(attempts: int) -> timedelta:
    """Give how long to wait after so many questions."""
    return min(FIRST_PAUSE * (1 << min(attempts, 20)), LONGEST_PAUSE)


async def _due(database: Database, now: datetime, limit: int) -> list[tuple[int, int, datetime, str]]:
    async with database.reading() as session:
        return [tuple(row) for row in await session.rows(_DUE, {"now": now, "most": limit})]


async def _leased(database: Database, refund_id: int, attempts: int, due_at: datetime, now: datetime) -> bool:
    values = {"leased": refund_id, "was_due": due_at, "again": now + pause(attempts)}
    async with database.transaction() as session:
        return await session.scalar(_LEASE, values) is not None


async def _ask(
    database: Database, refund_id: int, attempts: int, refunder: Refunder | None, clock: Clock
) -> None:
    async with database.reading() as session:
        token, payment_id, external_id, *facts = (await session.rows(_ASK, {"asked": refund_id}))[0]
    ask = GiveBack(reference(refund_id, token), payment_id, external_id or "", *facts)
    try:
        if refunder is None:
            raise LookupError("this gateway is not set up")
        answer = await refunder.refund(ask)
    except Exception as error:  # whatever it was, the gateway may have paid: the same question again is safe
        _log.warning("refund %s: %r", refund_id, error)
        answer = Answer(Outcome.PENDING, problem=str(error) or type(error).__name__)
    async with database.transaction() as session:
        await _take_in(session, refund_id, answer, attempts, clock.now())


async def _take_in(session: Session, refund_id: int, answer: Answer, attempts: int, now: datetime) -> None:
    if answer.outcome is Outcome.SETTLED:
        await refund_ends.settle(session, refund_id, external_id=answer.refund_id, actor_id=SYSTEM, now=now)
    elif answer.outcome is Outcome.IMPOSSIBLE:
        await make_manual(session, refund_id, answer.problem, now=now)
    else:
        values = {"troubled": refund_id, "why": answer.problem[: refund_ends.LONGEST_PROBLEM]}
        order_id = await session.scalar(_TROUBLE, values)
        if order_id is not None and attempts >= WORRYING:
            facts = {"order_id": order_id, "refund_id": refund_id}
            await news.to_owners(session, "refund-slow", facts, key=str(refund_id), now=now)


async def make_manual(session: Session, refund_id: int, problem: str, *, now: datetime) -> None:
    """The gateway cannot give the money back: from this moment on it is a person's task. Raises RefundGone."""
    if await refund_ends.fail(session, refund_id, problem, actor_id=SYSTEM, now=now, tell=False):
        way = refunds.Way.MANUAL
        await refunds.begin_again(session, refund_id, way=way, problem=problem, actor_id=SYSTEM, now=now)
