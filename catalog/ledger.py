"""The stock counters and the append-only ledger beside them: never one without the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, bindparam, insert, select, update

from catalog.changes import MOST, full_name
from catalog.errors import VariantGone
from catalog.models import Product, StockEntry, StockLevel, Variant
from foundation.database import Session, prepared
from foundation.prepared import Prepared


@dataclass(frozen=True, slots=True)
class Why:
    """What every ledger entry says besides its numbers."""

    reason: str
    reference: str
    actor_id: int
    at: datetime

    @property
    def facts(self) -> dict[str, Any]:
        """The same as columns."""
        return {"reason": self.reason, "reference": self.reference, "actor_id": self.actor_id, "at": self.at}


@dataclass(frozen=True, slots=True)
class Level:
    """The counters after a change. ``entry_id`` names the ledger entry of a promise that made the variant low."""

    on_hand: int
    allocated: int
    entry_id: int | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What an error or a notice says about a variant."""

    product_id: int
    name: str
    on_hand: int
    allocated: int


_ON_HAND, _ALLOCATED = (
    bindparam("on_hand_change", type_=Integer),
    bindparam("allocated_change", type_=Integer),
)


def _change(guard: ColumnElement[bool]) -> Prepared[int, int, int]:
    """Write the statement that moves the counters of one variant, if the guard holds."""
    return prepared(
        update(StockLevel)
        .where(StockLevel.variant_id == bindparam("key"), guard)
        .values(on_hand=StockLevel.on_hand + _ON_HAND, allocated=StockLevel.allocated + _ALLOCATED)
        .returning(StockLevel.on_hand, StockLevel.allocated, StockLevel.low_at)
    )


PROMISE = _change(StockLevel.on_hand - StockLevel.allocated >= _ALLOCATED)
"""Promises more, if that many are free."""

REDEEM = _change(StockLevel.allocated >= -_ALLOCATED)
"""Promises fewer, if that many were promised: they are free again, or leave the house."""

CORRECT = _change((StockLevel.on_hand + _ON_HAND).between(StockLevel.allocated, MOST))
"""Counts anew, if what is promised stays in the house and the number makes sense."""

_COLUMNS = ("variant_id", "at", "on_hand_change", "allocated_change", "reason", "reference", "actor_id")
_ENTRY = prepared(insert(StockEntry), columns=_COLUMNS)
_ENTRY_ID = prepared(
    insert(StockEntry).values({name: bindparam(name) for name in _COLUMNS}).returning(StockEntry.id)
)
_FACTS = prepared(
    select(Product.id, Product.name, Variant.label, StockLevel.on_hand, StockLevel.allocated)
    .join(Variant, Variant.product_id == Product.id)
    .join(StockLevel, StockLevel.variant_id == Variant.id)
    .where(Variant.id == bindparam("variant_id"))
)
_LOCKED = prepared(
    select(StockLevel.on_hand)
    .where(StockLevel.variant_id == bindparam("variant_id"))
    .with_for_update(key_share=True)
)


async def move(
    session: Session,
    variant_id: int,
    change: Prepared[int, int, int],
    why: Why,
    *,
    on_hand: int = 0,
    allocated: int = 0,
) -> Level | None:
    """Move the counters and write it down, if the guard in the ``change`` holds; None when it does not.

    The ledger entry is written at the end of the transaction, but at once where its id is news.
    """
    numbers = {"on_hand_change": on_hand, "allocated_change": allocated}
    counters = (await session.execute(change, {"key": variant_id, **numbers})).one_or_none()
    if counters is None:
        return None
    there, promised, low_at = counters
    entry = {"variant_id": variant_id, **numbers, **why.facts}
    if allocated > 0 and there - promised <= low_at < there - promised + allocated:
        return Level(there, promised, await session.scalar(_ENTRY_ID, entry))
    session.later(_ENTRY, entry)
    return Level(there, promised)


def begin_entries(session: Session, on_hand: Mapping[int, int], why: Why) -> None:
    """Write down what new variants begin with; nothing for those there are none of."""
    for variant_id, number in on_hand.items():
        if number:
            numbers = {"on_hand_change": number, "allocated_change": 0}
            session.later(_ENTRY, {"variant_id": variant_id, **numbers, **why.facts})


async def facts_of(session: Session, variant_id: int) -> Facts:
    """Give a variant's name and counters as they are now. Raises VariantGone."""
    row = (await session.execute(_FACTS, {"variant_id": variant_id})).one_or_none()
    if row is None:
        raise VariantGone(variant_id=variant_id)
    return Facts(row[0], full_name(row[1], row[2]), row[3], row[4])


async def on_hand_locked(session: Session, variant_id: int) -> int:
    """Give what is on hand and keep it so until commit (SQLite has one writer at a time anyway)."""
    on_hand = await session.scalar(_LOCKED, {"variant_id": variant_id})
    if on_hand is None:
        raise VariantGone(variant_id=variant_id)
    return on_hand
