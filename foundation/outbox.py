"""The outbox: every message that must arrive is a row written with the change it tells of.

Rows are delivered at least once (``foundation.delivery``), each with a dedupe key.
"""

from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, SmallInteger, String, Text, bindparam, text, update
from sqlalchemy.orm import Mapped, mapped_column

from foundation.database import Base, BigId, Session, prepared

REVIVED = timedelta(days=7)
"""How old a message may be that is still sent when its reader comes (back) to the bot."""


class Queue(IntEnum):
    """Which messages go first. A refused one leaves the line, so that it holds up nobody behind it."""

    NEWS = 0
    BULK = 1
    REFUSED_NEWS = 2
    REFUSED_BULK = 3


_WAITING, _UNSENT = text("next_try_at IS NOT NULL"), text("sent_at IS NULL")


class OutboxRow(Base):
    """One message to one person that must arrive."""

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    dedupe_key: Mapped[str] = mapped_column(String(200), unique=True)
    person_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(50))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime]
    next_try_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    set_aside_at: Mapped[datetime | None]
    problem: Mapped[str | None] = mapped_column(Text)
    queue: Mapped[int] = mapped_column(SmallInteger, default=int(Queue.NEWS), server_default="0")

    # sent messages stay, with their dedupe keys: the indexes hold only those that are still looked for
    __table_args__ = (
        Index(
            "ix_outbox_due", "queue", "next_try_at", "id", sqlite_where=_WAITING, postgresql_where=_WAITING
        ),
        Index("ix_outbox_line", "person_id", "queue", "id", sqlite_where=_WAITING, postgresql_where=_WAITING),
        Index("ix_outbox_unsent", "person_id", sqlite_where=_UNSENT, postgresql_where=_UNSENT),
    )


_PUT = prepared(
    lambda insert: (
        insert(OutboxRow)
        .values(
            dedupe_key=bindparam("key"),
            person_id=bindparam("person_id"),
            kind=bindparam("kind"),
            facts=bindparam("facts"),
            created_at=bindparam("now"),
            next_try_at=bindparam("now"),
            queue=bindparam("queue"),
        )
        .on_conflict_do_nothing(index_elements=[OutboxRow.dedupe_key])
    )
)
_REVIVE = prepared(
    update(OutboxRow)
    .where(
        OutboxRow.person_id == bindparam("who"),
        OutboxRow.sent_at.is_(None),
        OutboxRow.problem.is_not(None),
        OutboxRow.created_at > bindparam("since"),
    )
    .values(next_try_at=bindparam("now"), set_aside_at=None, attempts=0, queue=OutboxRow.queue % 2)
    .returning(OutboxRow.id)
)


async def put(
    session: Session,
    person_id: int,
    kind: str,
    facts: dict[str, Any],
    *,
    key: str,
    now: datetime,
    bulk: bool = False,
) -> None:
    """Leave a message for a person. The same ``key`` twice is one message.

    ``bulk`` is what goes to many people at once: it waits for everybody's news.
    """
    queue = Queue.BULK if bulk else Queue.NEWS
    row = {"key": key, "person_id": person_id, "kind": kind, "facts": facts, "now": now, "queue": int(queue)}
    await session.execute(_PUT, row)
    session.info["news"] = True


async def revive(session: Session, person_id: int, *, now: datetime) -> None:
    """The person can be reached (again): what did not arrive in the last days is sent after all, at once."""
    revived = await session.scalar(_REVIVE, {"who": person_id, "since": now - REVIVED, "now": now})
    if revived is not None:
        session.info["news"] = True
