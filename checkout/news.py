"""Who hears of what happens to an order: its shopper, or everybody who runs the shop."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from catalog.stock import LowStock
from customers import people
from foundation import outbox
from foundation.database import Session


async def to_owners(
    session: Session, kind: str, facts: dict[str, Any], *, key: str, now: datetime, but: int | None = None
) -> None:
    """Tell every owner, ``but`` the one who did it; the same ``key`` twice is told once."""
    for owner_id in await people.owner_ids(session):
        if owner_id == but:
            continue
        await outbox.put(session, owner_id, kind, facts, key=f"{kind}:{key}:{owner_id}", now=now)


async def to_shopper(
    session: Session, person_id: int, kind: str, facts: dict[str, Any], *, key: str, now: datetime
) -> None:
    """Tell the shopper; the same ``key`` twice is told once."""
    await outbox.put(session, person_id, kind, facts, key=f"{kind}:{key}:{person_id}", now=now)


async def of_low_stock(session: Session, low: Iterable[LowStock], *, now: datetime) -> None:
    """Tell every owner what has just become low."""
    for one in low:
        facts = {
            "product_id": one.product_id,
            "variant_id": one.variant_id,
            "name": one.name,
            "available": one.available,
        }
        await to_owners(session, "stock-low", facts, key=str(one.entry_id), now=now)
