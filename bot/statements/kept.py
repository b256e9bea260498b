"""A statement that waits while its owner is asked which account or which column is meant; a restart loses nothing."""

import zlib
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import BigInteger, LargeBinary, bindparam, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from checkout.statements.values import Columns, LayoutQuestion, Statement
from foundation.database import Base, Session, prepared
from foundation.errors import ShopError


class KeptStatement(Base):
    """The last statement a person gave that could not be taken at once; ``content`` is compressed (zlib)."""

    __tablename__ = "kept_statement"

    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    sent_at: Mapped[datetime | None]
    """when the bank sent a message; none of a file"""
    kept_at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class Source:
    """What an owner gave: the bytes of a file, or the text of a bank's message with the moment it was ``sent``."""

    content: bytes
    sent: datetime | None = None

    @property
    def word(self) -> str:
        """A short name: buttons of a question about one statement do not answer for the next one."""
        return sha256(self.content).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class GivenStatement:
    """A statement with what came of reading it. ``columns`` are those an owner named, if it was read by these."""

    source: Source
    read: Statement | LayoutQuestion | ShopError
    columns: Columns | None = None


_FIND = prepared(
    select(KeptStatement.content, KeptStatement.sent_at).where(
        KeptStatement.person_id == bindparam("of_person")
    )
)
_FORGET = prepared(delete(KeptStatement).where(KeptStatement.person_id == bindparam("of_person")))
_KEEP = prepared(
    lambda insert: (
        insert(KeptStatement)
        .values({name: bindparam(name) for name in ("person_id", "content", "sent_at", "kept_at")})
        .on_conflict_do_update(
            index_elements=[KeptStatement.person_id],
            set_={name: bindparam(name) for name in ("content", "sent_at", "kept_at")},
        )
    )
)


async def keep(session: Session, person_id: int, source: Source, *, now: datetime) -> None:
    """Keep what a person gave, instead of what they gave before."""
    content = zlib.compress(source.content, 3)
    facts = {"person_id": person_id, "content": content, "sent_at": source.sent, "kept_at": now}
    await session.execute(_KEEP, facts)


async def find(session: Session, person_id: int) -> Source | None:
    """Give what a person gave last; None when it was taken or given up."""
    row = await session.row(_FIND, {"of_person": person_id})
    return Source(zlib.decompress(row[0]), row[1]) if row else None


async def forget(session: Session, person_id: int) -> None:
    """It was taken, or given up."""
    await session.execute(_FORGET, {"of_person": person_id})
