"""The right to send the outbox: one worker at a time has it.

Telegram counts what a bot sends, whichever worker does it, so the outbox's pace can be kept by one worker only. The
right is taken in the transaction that leases messages and lasts a few seconds, so it costs no transaction of its own
and needs no farewell: when its holder dies or has nothing to send, another worker simply takes it. (Counting every
message in the database instead would cost a write for each answer a person gets.)
"""

from datetime import datetime, timedelta

from sqlalchemy import BigInteger, String, bindparam, or_, update
from sqlalchemy.orm import Mapped, mapped_column

from foundation.database import Base, Session, prepared

LASTS = timedelta(seconds=5)
"""How long the right lasts; long enough for every allowance its holder used up to be whole again."""

_ONE = 1


class Sending(Base):
    """Who may send the outbox: a table of one row."""

    __tablename__ = "sending"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    worker: Mapped[str] = mapped_column(String(40))
    until: Mapped[datetime]
    answers: Mapped[int] = mapped_column(BigInteger, default=0)
    """messages sent to people by workers who did not have the right, ever"""


_TAKE = prepared(
    lambda insert: (
        insert(Sending)
        .values(id=_ONE, worker=bindparam("me"), until=bindparam("then"), answers=0)
        .on_conflict_do_update(
            index_elements=[Sending.id],
            set_={"worker": bindparam("me"), "until": bindparam("then")},
            where=or_(Sending.worker == bindparam("me"), Sending.until <= bindparam("now")),
        )
        .returning(Sending.answers)
    )
)
_LEAVE = prepared(
    update(Sending)
    .where(Sending.id == _ONE, Sending.worker == bindparam("me"))
    .values(until=bindparam("then"))
)
_REPORT = prepared(
    update(Sending).where(Sending.id == _ONE).values(answers=Sending.answers + bindparam("more"))
)


async def take(session: Session, worker: str, *, now: datetime) -> int | None:
    """Take or renew the right until ``now + LASTS``; None when another worker has it.

    Gives how many messages workers without the right have reported, ever.
    """
    answers = await session.scalar(_TAKE, {"me": worker, "then": now + LASTS, "now": now})
    return None if answers is None else int(answers)


async def leave(session: Session, worker: str, *, at: datetime) -> None:
    """Let another worker have the right from a moment on."""
    await session.execute(_LEAVE, {"me": worker, "then": at})


async def report(session: Session, answers: int) -> None:
    """Tell whoever has the right how many more people this worker answered: Telegram counts those as well."""
    await session.execute(_REPORT, {"more": answers})
