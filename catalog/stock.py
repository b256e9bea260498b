"""How many there are and how many are promised.

The guard stands in the statement that changes the counters. Rows are touched in variant order; callers give each
variant once, with its quantities added up. After an error the caller's transaction must be rolled back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import func, insert, select

from catalog.changes import MOST, Change, checked_number
from catalog.errors import AllocationMissing, NumberOutOfRange, OutOfStock, StockTooLow
from catalog.ledger import CORRECT, PROMISE, REDEEM, Why, begin_entries, facts_of, move, on_hand_locked
from catalog.many import filled, places
from catalog.models import StockEntry, StockLevel
from foundation.audit import note
from foundation.database import Session, prepared

_AT_ONCE = 16
_LEVEL = prepared(insert(StockLevel), columns=("variant_id", "on_hand"))
_FREE = prepared(
    select(StockLevel.variant_id, StockLevel.on_hand - StockLevel.allocated).where(
        StockLevel.variant_id.in_(places(_AT_ONCE))
    )
)


@dataclass(frozen=True, slots=True)
class LowStock:
    """A variant that has just become low; ``entry_id`` is the ledger entry that did it, so news goes out once."""

    variant_id: int
    product_id: int
    name: str
    available: int
    entry_id: int


@dataclass(frozen=True, slots=True)
class StockDifference:
    """A counter (``kept``) that disagrees with the sum of its ledger entries (``counted``)."""

    variant_id: int
    counter: Literal["on_hand", "allocated"]
    kept: int
    counted: int


async def reserve(
    session: Session, wanted: Mapping[int, int], *, reference: str, actor_id: int, now: datetime
) -> list[LowStock]:
    """Promise quantities by variant id; gives the variants that became low by it.

    Raises OutOfStock (with what is really free), VariantGone, NumberOutOfRange.
    """
    why = Why("reserve", reference, actor_id, now)
    low: list[LowStock] = []
    for variant_id, quantity in _in_order(wanted):
        level = await move(session, variant_id, PROMISE, why, allocated=quantity)
        if level is None:
            raise await _out_of_stock(session, variant_id, quantity)
        if level.entry_id is not None:
            facts = await facts_of(session, variant_id)
            free = level.on_hand - level.allocated
            low.append(LowStock(variant_id, facts.product_id, facts.name, free, level.entry_id))
    return low


async def release(
    session: Session, quantities: Mapping[int, int], *, reference: str, actor_id: int, now: datetime
) -> None:
    """Take promises back. Raises AllocationMissing when fewer are promised."""
    why = Why("release", reference, actor_id, now)
    for variant_id, quantity in _in_order(quantities):
        if await move(session, variant_id, REDEEM, why, allocated=-quantity) is None:
            raise await _not_allocated(session, variant_id, quantity)


async def consume(
    session: Session, quantities: Mapping[int, int], *, reference: str, actor_id: int, now: datetime
) -> None:
    """Let promised goods leave the house. Raises AllocationMissing when fewer are promised."""
    why = Why("sale", reference, actor_id, now)
    for variant_id, quantity in _in_order(quantities):
        if await move(session, variant_id, REDEEM, why, on_hand=-quantity, allocated=-quantity) is None:
            raise await _not_allocated(session, variant_id, quantity)


async def take_back(
    session: Session, quantities: Mapping[int, int], *, reference: str, actor_id: int, now: datetime
) -> None:
    """Put goods that came back on the shelf again. Raises NumberOutOfRange."""
    why = Why("return", reference, actor_id, now)
    for variant_id, quantity in _in_order(quantities):
        if await move(session, variant_id, CORRECT, why, on_hand=quantity) is None:
            raise await _refused(session, variant_id, quantity)


async def adjust(
    session: Session,
    variant_id: int,
    *,
    change: int | None = None,
    counted: int | None = None,
    reason: str = "correction",
    actor_id: int,
    now: datetime,
) -> Change:
    """Correct what is on hand, by a ``change`` (+10, −2) or to what was ``counted``; gives on hand before → after.

    Raises StockTooLow below what is promised to orders, NumberOutOfRange, VariantGone.
    """
    if (change is None) == (counted is None):
        raise ValueError("either a change or a count")
    if change is None:
        change = checked_number(counted or 0) - await on_hand_locked(session, variant_id)
    checked_number(change, lowest=-MOST)
    if change == 0:
        now_there = (await facts_of(session, variant_id)).on_hand
        return Change(now_there, now_there)
    level = await move(session, variant_id, CORRECT, Why(reason, "", actor_id, now), on_hand=change)
    if level is None:
        raise await _refused(session, variant_id, change)
    before = level.on_hand - change
    note(
        session,
        actor_id,
        "stock",
        f"variant:{variant_id}",
        now=now,
        before={"on_hand": before},
        after={"on_hand": level.on_hand},
    )
    return Change(before, level.on_hand)


async def begin(session: Session, on_hand: Mapping[int, int], *, actor_id: int, now: datetime) -> None:
    """Start counting new variants with what is on hand. Raises NumberOutOfRange."""
    levels = [{"variant_id": key, "on_hand": checked_number(number)} for key, number in on_hand.items()]
    await session.execute(_LEVEL, levels)
    begin_entries(session, on_hand, Why("restock", "", actor_id, now))


async def available(session: Session, variant_ids: Iterable[int]) -> dict[int, int]:
    """Give how many are free, by variant id; unknown variants are left out."""
    asked = list(variant_ids)
    free: dict[int, int] = {}
    for start in range(0, len(asked), _AT_ONCE):
        some = filled(asked[start : start + _AT_ONCE], _AT_ONCE)
        free.update((await session.execute(_FREE, some)).all())
    return free


async def audit(session: Session) -> list[StockDifference]:
    """Compare every counter with the sum of its ledger entries; empty when all is well."""
    ledger = (
        select(
            StockEntry.variant_id,
            func.sum(StockEntry.on_hand_change).label("on_hand"),
            func.sum(StockEntry.allocated_change).label("allocated"),
        )
        .group_by(StockEntry.variant_id)
        .subquery()
    )
    on_hand, allocated = func.coalesce(ledger.c.on_hand, 0), func.coalesce(ledger.c.allocated, 0)
    rows = await session.execute(
        select(StockLevel.variant_id, StockLevel.on_hand, on_hand, StockLevel.allocated, allocated)
        .outerjoin(ledger, ledger.c.variant_id == StockLevel.variant_id)
        .where((StockLevel.on_hand != on_hand) | (StockLevel.allocated != allocated))
        .order_by(StockLevel.variant_id)
    )
    differences: list[StockDifference] = []
    for variant_id, there, there_counted, promised, promised_counted in rows:
        if there != there_counted:
            differences.append(StockDifference(variant_id, "on_hand", there, there_counted))
        if promised != promised_counted:
            differences.append(StockDifference(variant_id, "allocated", promised, promised_counted))
    return differences


def _in_order(quantities: Mapping[int, int]) -> list[tuple[int, int]]:
    """Give the quantities in the order in which everybody touches the rows."""
    return sorted((key, checked_number(number, lowest=1)) for key, number in quantities.items())


async def _out_of_stock(session: Session, variant_id: int, wanted: int) -> OutOfStock:
    facts = await facts_of(session, variant_id)
    free = facts.on_hand - facts.allocated
    return OutOfStock(variant_id=variant_id, name=facts.name, wanted=wanted, available=free)


async def _not_allocated(session: Session, variant_id: int, wanted: int) -> AllocationMissing:
    facts = await facts_of(session, variant_id)
    return AllocationMissing(variant_id=variant_id, name=facts.name, wanted=wanted, allocated=facts.allocated)


async def _refused(session: Session, variant_id: int, change: int) -> StockTooLow | NumberOutOfRange:
    """Say why a count could not become what was asked."""
    facts = await facts_of(session, variant_id)
    total = facts.on_hand + change
    if total > MOST:
        return NumberOutOfRange(number=total, lowest=0, highest=MOST)
    return StockTooLow(
        variant_id=variant_id,
        name=facts.name,
        on_hand=facts.on_hand,
        allocated=facts.allocated,
        wanted=total,
    )
