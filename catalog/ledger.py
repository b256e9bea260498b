"""The stock counters and the append-only ledger beside them: never one without the other."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, insert, select, update

from catalog.changes import full_name
from catalog.errors import VariantGone
from catalog.models import Product, StockEntry, StockLevel, Variant
from foundation.database import Session


@dataclass(frozen=True, slots=True)
class Why:
    """What every ledger entry says besides its numbers."""

    reason: str
    reference: str
    actor_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Level:
    """The counters after a change, and the ledger entry of that change."""

    on_hand: int
    allocated: int
    low_at: int
    entry_id: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What an error or a notice says about a variant."""

    product_id: int
    name: str
    on_hand: int
    allocated: int


async def move(
    session: Session,
    variant_id: int,
    guard: ColumnElement[bool],
    why: Why,
    *,
    on_hand: int = 0,
    allocated: int = 0,
) -> Level | None:
    """Move the counters and write it down, if the guard holds; None when it does not."""
    changed = await session.execute(
        update(StockLevel)
        .where(StockLevel.variant_id == variant_id, guard)
        .values(on_hand=StockLevel.on_hand + on_hand, allocated=StockLevel.allocated + allocated)
        .returning(StockLevel.on_hand, StockLevel.allocated, StockLevel.low_at)
        .execution_options(synchronize_session=False)
    )
    counters = changed.one_or_none()
    if counters is None:
        return None
    entry = insert(StockEntry).values(
        variant_id=variant_id,
        at=why.at,
        on_hand_change=on_hand,
        allocated_change=allocated,
        reason=why.reason,
        reference=why.reference,
        actor_id=why.actor_id,
    )
    entry_id = (await session.execute(entry.returning(StockEntry.id))).scalar_one()
    return Level(*counters, entry_id)


async def facts_of(session: Session, variant_id: int) -> Facts:
    """Give a variant's name and counters as they are now. Raises VariantGone."""
    found = await session.execute(
        select(Product.id, Product.name, Variant.label, StockLevel.on_hand, StockLevel.allocated)
        .join(Variant, Variant.product_id == Product.id)
        .join(StockLevel, StockLevel.variant_id == Variant.id)
        .where(Variant.id == variant_id)
    )
    row = found.one_or_none()
    if row is None:
        raise VariantGone(variant_id=variant_id)
    return Facts(row[0], full_name(row[1], row[2]), row[3], row[4])


async def on_hand_locked(session: Session, variant_id: int) -> int:
    """Give what is on hand and keep it so until commit (SQLite has one writer at a time anyway)."""
    on_hand = await session.scalar(
        select(StockLevel.on_hand).where(StockLevel.variant_id == variant_id).with_for_update(key_share=True)
    )
    if on_hand is None:
        raise VariantGone(variant_id=variant_id)
    return on_hand
