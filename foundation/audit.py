"""Who did what, when, to what: one append-only row in the transaction of each change."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, String, insert
from sqlalchemy.orm import Mapped, mapped_column

from foundation.database import Base, BigId, Session, prepared

SYSTEM = 0
"""The actor of what the shop does by itself (expiry, sweeps)."""


class AuditEntry(Base):
    """One change: ``before`` and ``after`` hold only the facts that changed."""

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    at: Mapped[datetime]
    actor_id: Mapped[int] = mapped_column(BigInteger)
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(60), index=True)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON)


_ENTRY = prepared(insert(AuditEntry), columns=("at", "actor_id", "action", "subject", "before", "after"))


def note(
    session: Session,
    actor_id: int,
    action: str,
    subject: str,
    *,
    now: datetime,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Write down a change, e.g. ``note(session, 1001, "price", "variant:7", before={...}, after={...})``."""
    row = {
        "at": now,
        "actor_id": actor_id,
        "action": action,
        "subject": subject,
        "before": before,
        "after": after,
    }
    session.later(_ENTRY, row)
