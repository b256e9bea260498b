"""Taking messages out of the outbox, and writing down what became of them.

Each person has a line of news and one of what is sent to many. Only the first message of a line is leased, so that
nobody's long line fills the places of others; those behind it are put back, and follow when it is out of the way.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, exists, func, not_, select, update

from foundation.database import Session, prepared
from foundation.outbox import OutboxRow, Queue

LEASE = timedelta(seconds=20)
"""How long a worker may take to deliver what it leased before another one tries."""

BEHIND = timedelta(minutes=5)
"""How long a message stands behind an earlier one before somebody looks whether it was forgotten there."""

LONGEST_PAUSE = timedelta(minutes=15)
"""How long a message waits at most before it is tried again: after an outage nobody waits for hours."""

GIVE_UP_AFTER = 105
"""Attempts before a row is set aside; with the back-off below that is about a day."""

WINDOW = 200
"""Due messages looked at in one go."""


@dataclass(frozen=True, slots=True)
class Letter:
    """An outbox row, leased until a moment."""

    id: int
    person_id: int
    kind: str
    facts: dict[str, Any]
    attempts: int
    queue: int
    until: datetime


_ahead = OutboxRow.__table__.alias("ahead")
_due = (
    select(OutboxRow.id, OutboxRow.person_id, OutboxRow.queue, OutboxRow.next_try_at)
    .where(OutboxRow.queue == bindparam("line"), OutboxRow.next_try_at <= bindparam("now"))
    .order_by(OutboxRow.next_try_at, OutboxRow.id)
    .limit(WINDOW)
    .subquery("due")
)
_stands_behind = and_(
    _due.c.queue < Queue.REFUSED_NEWS,
    exists().where(
        _ahead.c.person_id == _due.c.person_id,
        _ahead.c.queue == _due.c.queue,
        _ahead.c.next_try_at.is_not(None),
        _ahead.c.id < _due.c.id,
    ),
)
_NEXT_DUE = prepared(
    select(func.min(OutboxRow.next_try_at)).where(
        OutboxRow.queue == bindparam("line"), OutboxRow.next_try_at.is_not(None)
    )
)
_PUT_BACK = prepared(
    update(OutboxRow)
    .where(
        OutboxRow.id.in_(select(_due.c.id).where(_stands_behind)), OutboxRow.next_try_at <= bindparam("now")
    )
    .values(next_try_at=bindparam("until"))
    .returning(OutboxRow.id)
)
_LEASE = prepared(
    update(OutboxRow)
    .where(
        OutboxRow.id.in_(
            select(_due.c.id)
            .where(not_(_stands_behind))
            .order_by(_due.c.next_try_at, _due.c.id)
            .limit(bindparam("most"))
        ),
        OutboxRow.next_try_at <= bindparam("now"),
    )
    .values(next_try_at=bindparam("until"), attempts=OutboxRow.attempts + 1)
    .returning(
        OutboxRow.id,
        OutboxRow.person_id,
        OutboxRow.kind,
        OutboxRow.facts,
        OutboxRow.attempts,
        OutboxRow.queue,
        OutboxRow.next_try_at,
    )
)

_SENT = prepared(
    update(OutboxRow)
    .where(OutboxRow.id == bindparam("row"))
    .values(sent_at=bindparam("now"), next_try_at=None, problem=None)
)
_UNSENT_ROW = and_(OutboxRow.id == bindparam("row"), OutboxRow.sent_at.is_(None))
_LATER = prepared(
    update(OutboxRow).where(_UNSENT_ROW).values(next_try_at=bindparam("then"), problem=bindparam("what"))
)
_LEAVE_LINE = prepared(update(OutboxRow).where(_UNSENT_ROW).values(queue=OutboxRow.queue % 2 + 2))
_SET_ASIDE = prepared(
    update(OutboxRow)
    .where(_UNSENT_ROW)
    .values(next_try_at=None, set_aside_at=bindparam("now"), problem=bindparam("what"))
)
_FOLLOW = prepared(
    update(OutboxRow)
    .where(
        OutboxRow.id
        == select(func.min(_ahead.c.id))
        .where(
            _ahead.c.person_id == bindparam("who"),
            _ahead.c.queue == bindparam("line"),
            _ahead.c.next_try_at.is_not(None),
        )
        .scalar_subquery(),
        OutboxRow.next_try_at > bindparam("now"),
        OutboxRow.attempts == 0,  # one that was tried waits for its own next try
    )
    .values(next_try_at=bindparam("now"))
)


async def next_due(session: Session, queue: Queue = Queue.NEWS) -> datetime | None:
    """When the next message of a queue wants to be sent."""
    return await session.scalar(_NEXT_DUE, {"line": int(queue)})


async def put_back(session: Session, queue: Queue, *, now: datetime) -> int:
    """Put due messages that stand behind another one of the same person out of the way; gives how many."""
    found = await session.scalars(_PUT_BACK, {"line": int(queue), "now": now, "until": now + BEHIND})
    return len(found.all())


async def lease(
    session: Session, queue: Queue = Queue.NEWS, *, now: datetime, limit: int = 50
) -> list[Letter]:
    """Take due messages, oldest first, one per person; they come back by themselves if the worker dies."""
    values = {"line": int(queue), "now": now, "until": now + LEASE, "most": limit}
    rows = await session.execute(_LEASE, values)
    return sorted((Letter(*row) for row in rows), key=lambda letter: letter.id)


async def keep(session: Session, letters: Sequence[Letter], *, until: datetime) -> list[Letter]:
    """Keep messages leased until a later moment; gives those no other worker has taken meanwhile."""
    if not letters:
        return []
    kept = await session.scalars(
        update(OutboxRow)
        .where(
            OutboxRow.id.in_([letter.id for letter in letters]),
            OutboxRow.next_try_at.in_({letter.until for letter in letters}),
        )
        .values(next_try_at=until)
        .returning(OutboxRow.id)
    )
    ours = set(kept)
    return [replace(letter, until=until) for letter in letters if letter.id in ours]


async def sent(session: Session, letters: Sequence[Letter], *, now: datetime) -> None:
    """The messages arrived."""
    await session.execute(_SENT, [{"row": letter.id, "now": now} for letter in letters])


async def try_later(
    session: Session, letter: Letter, problem: str, *, now: datetime, after: timedelta | None = None
) -> None:
    """The message did not arrive: try again after ``after`` or a growing pause, or set it aside."""
    if letter.attempts >= GIVE_UP_AFTER and after is None:
        await set_aside(session, letter.id, problem, now=now)
        return
    pause = after or min(timedelta(seconds=2 ** min(letter.attempts, 20)), LONGEST_PAUSE)
    await session.execute(_LATER, {"row": letter.id, "then": now + pause, "what": problem[:500]})


async def leave_line(session: Session, letter: Letter) -> None:
    """The message itself is refused: it is tried again when there is time, and no longer before others."""
    await session.execute(_LEAVE_LINE, {"row": letter.id})


async def set_aside(session: Session, letter_id: int, problem: str, *, now: datetime) -> None:
    """The message cannot arrive (the person blocked the bot, or it was tried too often)."""
    await session.execute(_SET_ASIDE, {"row": letter_id, "now": now, "what": problem[:500]})


async def follow(session: Session, letters: Sequence[Letter], *, now: datetime) -> None:
    """The next message of each person is due, if the one before it is out of the way."""
    await session.execute(
        _FOLLOW, [{"who": letter.person_id, "line": letter.queue, "now": now} for letter in letters]
    )
    session.info["news"] = True
