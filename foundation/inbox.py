"""The set of Telegram updates already handled, and those taken but not handled yet.

The row is written in the transaction that handles the update, so a repeated update changes nothing, and an update
that was taken by polling (which confirms it to Telegram) survives a crash before its handler finished.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, Text, bindparam, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from foundation.database import Base, Session, insert_for, prepared

KEPT = timedelta(days=3)
"""How long handled updates are remembered; Telegram itself forgets an update after one day."""


class ReceivedUpdate(Base):
    """One Telegram update: waiting while ``handled_at`` is empty."""

    __tablename__ = "received_update"

    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    body: Mapped[str | None] = mapped_column(Text)
    received_at: Mapped[datetime]
    handled_at: Mapped[datetime | None] = mapped_column(index=True)


_CLAIM = prepared(
    lambda insert: (
        insert(ReceivedUpdate)
        .values(
            update_id=bindparam("update_id"),
            body=None,
            received_at=bindparam("now"),
            handled_at=bindparam("now"),
        )
        .on_conflict_do_update(
            index_elements=[ReceivedUpdate.update_id],
            set_={"handled_at": bindparam("now"), "body": None},
            where=ReceivedUpdate.handled_at.is_(None),
        )
        .returning(ReceivedUpdate.update_id)
    )
)
_HANDLED = prepared(
    update(ReceivedUpdate)
    .where(ReceivedUpdate.update_id == bindparam("number"), ReceivedUpdate.handled_at.is_(None))
    .values(handled_at=bindparam("now"), body=None)
)


async def keep(session: Session, bodies: Iterable[tuple[int, str]], *, now: datetime) -> None:
    """Remember updates as received, before Telegram is told to forget them."""
    rows = [{"update_id": number, "body": body, "received_at": now} for number, body in bodies]
    if rows:
        await session.execute(insert_for(session)(ReceivedUpdate).on_conflict_do_nothing(), rows)


async def claim(session: Session, update_id: int, *, now: datetime) -> bool:
    """Mark the update as handled by this transaction; False when it was handled before."""
    return await session.scalar(_CLAIM, {"update_id": update_id, "now": now}) is not None


async def handled(session: Session, update_ids: Iterable[int], *, now: datetime) -> None:
    """Mark updates as handled that changed nothing, and so did not mark themselves."""
    rows = [{"number": update_id, "now": now} for update_id in update_ids]
    if rows:
        await session.execute(_HANDLED, rows)


async def waiting(session: Session) -> list[str]:
    """Give the bodies of updates taken but not handled, oldest first."""
    rows = await session.scalars(
        select(ReceivedUpdate.body)
        .where(ReceivedUpdate.handled_at.is_(None), ReceivedUpdate.body.is_not(None))
        .order_by(ReceivedUpdate.update_id)
    )
    return [body for body in rows if body is not None]


async def forget_old(session: Session, *, now: datetime) -> None:
    """Drop handled updates that Telegram cannot repeat any more."""
    await session.execute(delete(ReceivedUpdate).where(ReceivedUpdate.handled_at < now - KEPT))
