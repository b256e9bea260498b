"""The outbox: every message that must arrive is a row written with the change it tells of.

Rows are delivered at least once, each with a dedupe key, by whichever worker leases them first.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, BigInteger, String, Text, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from foundation.database import Base, BigId, Session, insert_for

LEASE = timedelta(seconds=20)
"""How long a worker may take to deliver what it leased before another one tries."""

LONGEST_PAUSE = timedelta(minutes=15)
"""How long a message waits at most before it is tried again: after an outage nobody waits for hours."""

GIVE_UP_AFTER = 105
"""Attempts before a row is set aside; with the back-off below that is about a day."""

REVIVED = timedelta(days=7)
"""How old a message may be that is still sent when its reader comes (back) to the bot."""


class OutboxRow(Base):
    """One message to one person that must arrive."""

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    dedupe_key: Mapped[str] = mapped_column(String(200), unique=True)
    person_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(50))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime]
    next_try_at: Mapped[datetime | None] = mapped_column(index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    set_aside_at: Mapped[datetime | None]
    problem: Mapped[str | None] = mapped_column(Text)


@dataclass(frozen=True, slots=True)
class Letter:
    """An outbox row, leased until a moment."""

    id: int
    person_id: int
    kind: str
    facts: dict[str, Any]
    attempts: int
    until: datetime


async def put(
    session: Session, person_id: int, kind: str, facts: dict[str, Any], *, key: str, now: datetime
) -> None:
    """Leave a message for a person. The same ``key`` twice is one message."""
    statement = insert_for(session)(OutboxRow).values(
        dedupe_key=key,
        person_id=person_id,
        kind=kind,
        facts=facts,
        created_at=now,
        next_try_at=now,
        attempts=0,
    )
    await session.execute(statement.on_conflict_do_nothing(index_elements=[OutboxRow.dedupe_key]))
    session.info["news"] = True


async def lease(session: Session, *, now: datetime, limit: int = 50) -> list[Letter]:
    """Take due messages, oldest first; they come back by themselves if the worker dies."""
    due = (
        select(OutboxRow.id)
        .where(OutboxRow.next_try_at <= now)
        .order_by(OutboxRow.next_try_at, OutboxRow.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    rows = await session.execute(
        update(OutboxRow)
        .where(OutboxRow.id.in_(due.scalar_subquery()))
        .values(next_try_at=now + LEASE, attempts=OutboxRow.attempts + 1)
        .returning(OutboxRow.id, OutboxRow.person_id, OutboxRow.kind, OutboxRow.facts, OutboxRow.attempts)
    )
    letters = [
        Letter(row.id, row.person_id, row.kind, row.facts, row.attempts, until=now + LEASE) for row in rows
    ]
    return sorted(letters, key=lambda letter: letter.id)


async def keep(session: Session, letters: Sequence[Letter], *, until: datetime) -> list[Letter]:
    """Keep messages leased together until a later moment; gives those no other worker has taken meanwhile."""
    if not letters:
        return []
    kept = await session.scalars(
        update(OutboxRow)
        .where(OutboxRow.id.in_([letter.id for letter in letters]), OutboxRow.next_try_at == letters[0].until)
        .values(next_try_at=until)
        .returning(OutboxRow.id)
    )
    ours = set(kept)
    return [replace(letter, until=until) for letter in letters if letter.id in ours]


async def sent(session: Session, letter_id: int, *, now: datetime) -> None:
    """The message arrived."""
    await session.execute(
        update(OutboxRow).where(OutboxRow.id == letter_id).values(sent_at=now, next_try_at=None, problem=None)
    )


async def try_later(
    session: Session, letter: Letter, problem: str, *, now: datetime, after: timedelta | None = None
) -> datetime:
    """The message did not arrive: try again after ``after`` or a growing pause, or set it aside; gives the moment."""
    pause = after or min(timedelta(seconds=2 ** min(letter.attempts, 20)), LONGEST_PAUSE)
    if letter.attempts >= GIVE_UP_AFTER and after is None:
        await set_aside(session, letter.id, problem, now=now)
    else:
        await session.execute(
            update(OutboxRow)
            .where(OutboxRow.id == letter.id, OutboxRow.sent_at.is_(None))
            .values(next_try_at=now + pause, problem=problem[:500])
        )
    return now + pause


async def set_aside(session: Session, letter_id: int, problem: str, *, now: datetime) -> None:
    """The message cannot arrive (the person blocked the bot, or it was tried too often)."""
    await session.execute(
        update(OutboxRow)
        .where(OutboxRow.id == letter_id, OutboxRow.sent_at.is_(None))
        .values(next_try_at=None, set_aside_at=now, problem=problem[:500])
    )


async def revive(session: Session, person_id: int, *, now: datetime) -> None:
    """The person can be reached (again): what did not arrive in the last days is sent after all, at once."""
    revived = await session.scalar(
        update(OutboxRow)
        .where(
            OutboxRow.person_id == person_id,
            OutboxRow.sent_at.is_(None),
            OutboxRow.problem.is_not(None),
            OutboxRow.created_at > now - REVIVED,
        )
        .values(next_try_at=now, set_aside_at=None, attempts=0)
        .returning(OutboxRow.id)
    )
    if revived is not None:
        session.info["news"] = True


async def next_due(session: Session) -> datetime | None:
    """When the next message wants to be sent."""
    return await session.scalar(select(func.min(OutboxRow.next_try_at)))
