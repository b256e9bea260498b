"""What gateways sent, kept before they are told that it arrived: nothing that was acknowledged is forgotten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Integer, bindparam, select, update

from checkout.money.models import GatewayNotice
from foundation.database import Session, prepared

LEASE = timedelta(minutes=2)
"""How long a worker may take to look into a notice before another one tries."""

LONGEST_PAUSE = timedelta(minutes=30)
GIVE_UP_AFTER = 100
"""Attempts (about two days) before a notice is set aside for people to look at."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A notice that waits. ``facts`` are the notice's own, as ``keep`` was given them."""

    id: int
    provider: str
    key: str
    reference: str
    facts: dict[str, Any]
    attempts: int


_KEEP = prepared(
    lambda insert: (
        insert(GatewayNotice)
        .on_conflict_do_nothing(index_elements=[GatewayNotice.provider, GatewayNotice.key])
        .returning(GatewayNotice.id)
    ),
    columns=("provider", "key", "reference", "facts", "received_at", "next_at"),
)
_WAITING = GatewayNotice.handled_at.is_(None) & (GatewayNotice.next_at <= bindparam("now"))
_LEASE = prepared(
    update(GatewayNotice)
    .where(
        GatewayNotice.id.in_(
            select(GatewayNotice.id)
            .where(_WAITING)
            .order_by(GatewayNotice.next_at, GatewayNotice.id)
            .limit(bindparam("most", type_=Integer))
            .with_for_update(skip_locked=True)
        ),
        _WAITING,
    )
    .values(next_at=bindparam("until"), attempts=GatewayNotice.attempts + 1)
    .returning(*(getattr(GatewayNotice, name) for name in Kept.__dataclass_fields__))
)
_END = prepared(
    update(GatewayNotice)
    .where(GatewayNotice.id == bindparam("of_notice"), GatewayNotice.handled_at.is_(None))
    .values(handled_at=bindparam("now"), outcome=bindparam("said"))
    .returning(GatewayNotice.id)
)
_POSTPONE = prepared(
    update(GatewayNotice)
    .where(GatewayNotice.id == bindparam("of_notice"), GatewayNotice.handled_at.is_(None))
    .values(next_at=bindparam("until"), outcome=bindparam("said"))
)


async def keep(
    session: Session, provider: str, key: str, reference: str, facts: dict[str, Any], *, now: datetime
) -> bool:
    """Keep a notice whose signature was good; False when the same one was kept before."""
    row = {
        "provider": provider,
        "key": key,
        "reference": reference,
        "facts": facts,
        "received_at": now,
        "next_at": now,
    }
    return await session.scalar(_KEEP, row) is not None


async def lease(session: Session, *, now: datetime, most: int = 20) -> Sequence[Kept]:
    """Take notices that wait; no other worker takes them for a while."""
    rows = await session.rows(_LEASE, {"now": now, "until": now + LEASE, "most": most})
    return sorted((Kept(*row) for row in rows), key=lambda kept: kept.id)


async def end(session: Session, notice_id: int, said: str, *, now: datetime) -> bool:
    """The notice was looked into; False when somebody else did so meanwhile. One commit with what it changed."""
    done = {"of_notice": notice_id, "now": now, "said": said[:200]}
    return await session.scalar(_END, done) is not None


async def postpone(session: Session, notice: Kept, why: str, *, now: datetime) -> None:
    """Look into it again later, each time after a longer pause; after many attempts people have to."""
    if notice.attempts >= GIVE_UP_AFTER:
        await end(session, notice.id, f"set aside: {why}", now=now)
        return
    pause = min(timedelta(seconds=2 ** min(notice.attempts, 12)), LONGEST_PAUSE)
    await session.execute(_POSTPONE, {"of_notice": notice.id, "until": now + pause, "said": why[:200]})
