"""Stock promised to an order's lines: each promise ends exactly once, and the counters follow.

The caller holds the order (``checkout.holds``).
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Integer, bindparam, insert, literal, select, update

from catalog import stock
from catalog.models import StockLevel
from catalog.stock import LowStock
from checkout.holds import may_become
from checkout.lives import ALLOCATION_NEXT, AllocationState, before
from checkout.models import Allocation, OrderLine
from foundation.database import Session, prepared

_WANTED = prepared(
    select(OrderLine.variant_id, OrderLine.quantity).where(OrderLine.order_id == bindparam("of_order"))
)
_ALLOCATE = prepared(
    insert(Allocation).from_select(
        ["order_id", "order_line_id", "variant_id", "quantity", "state"],
        select(
            OrderLine.order_id, OrderLine.id, OrderLine.variant_id, OrderLine.quantity,
            bindparam("state", type_=Allocation.state.type),
        )
        .where(OrderLine.order_id == bindparam("of_order"))
        .order_by(OrderLine.id),
    )
)  # fmt: skip
_GONE = prepared(
    select(Allocation.variant_id, Allocation.quantity).where(
        Allocation.order_id == bindparam("of_order"), Allocation.state == AllocationState.CONSUMED
    )
)
_MOVE = {
    to: prepared(
        update(Allocation)
        .where(
            Allocation.order_id == bindparam("of_order"), may_become(Allocation.state, ALLOCATION_NEXT, to)
        )
        .values(state=to)
        .returning(Allocation.variant_id, Allocation.quantity)
    )
    for to in AllocationState
    if before(ALLOCATION_NEXT, to)
}
_PAID_LINE = (
    Allocation.order_id == bindparam("of_order"),
    Allocation.order_line_id == bindparam("of_line"),
    Allocation.state == AllocationState.COMMITTED,
)
_FEWER = bindparam("fewer", type_=Integer)
_RELEASE_WHOLE = prepared(
    update(Allocation)
    .where(*_PAID_LINE, Allocation.quantity == _FEWER)
    .values(state=AllocationState.RELEASED)
    .returning(Allocation.id)
)
_LESSEN = prepared(
    update(Allocation)
    .where(*_PAID_LINE, Allocation.quantity > _FEWER)
    .values(quantity=Allocation.quantity - _FEWER)
    .returning(Allocation.id)
)
_RELEASED_PART = prepared(
    insert(Allocation).from_select(
        ["order_id", "order_line_id", "variant_id", "quantity", "state"],
        select(
            OrderLine.order_id, OrderLine.id, OrderLine.variant_id, _FEWER,
            literal(AllocationState.RELEASED, Allocation.state.type),
        ).where(OrderLine.id == bindparam("of_line")),
    )
)  # fmt: skip


async def promise(
    session: Session,
    order_id: int,
    *,
    state: AllocationState = AllocationState.ACTIVE,
    actor_id: int,
    now: datetime,
) -> list[LowStock]:
    """Promise stock to every line of an order; gives what became low by it. Raises OutOfStock."""
    wanted = _summed(await session.rows(_WANTED, {"of_order": order_id}))
    low = await stock.reserve(session, wanted, reference=reference(order_id), actor_id=actor_id, now=now)
    await session.execute(_ALLOCATE, {"of_order": order_id, "state": state})
    return low


async def promise_new(
    session: Session,
    order_id: int,
    lines: Iterable[tuple[int, int]],
    *,
    state: AllocationState = AllocationState.ACTIVE,
    actor_id: int,
    now: datetime,
) -> list[LowStock]:
    """Promise stock to the lines (variant id and quantity) of an order that is just being written.

    The stock is taken at once, the rest is left for the end of the transaction: call it last. Gives what became low
    by it. Raises OutOfStock.
    """
    session.later(_ALLOCATE, {"of_order": order_id, "state": state})
    return await stock.reserve(
        session, _summed(lines), reference=reference(order_id), actor_id=actor_id, now=now
    )


async def commit(session: Session, order_id: int) -> None:
    """The order is paid: its stock is no longer given back by time."""
    await _move(session, order_id, AllocationState.COMMITTED)


async def give_back(
    session: Session, order_id: int, to: AllocationState, *, actor_id: int, now: datetime
) -> None:
    """End the promises as released or expired, and free the stock."""
    freed = await _move(session, order_id, to)
    await stock.release(session, freed, reference=reference(order_id), actor_id=actor_id, now=now)


async def consume(session: Session, order_id: int, *, actor_id: int, now: datetime) -> None:
    """The goods leave the house."""
    gone = await _move(session, order_id, AllocationState.CONSUMED)
    await stock.consume(session, gone, reference=reference(order_id), actor_id=actor_id, now=now)


async def let_go(session: Session, order_id: int, order_line_id: int, quantity: int) -> None:
    """End the promise of so many pieces of a paid line, which are not sent any more; the stock is the caller's.

    What stays promised stays in the row, what ended gets a row of its own. The caller has read what is promised.
    """
    values = {"of_order": order_id, "of_line": order_line_id, "fewer": quantity}
    if await session.scalar(_RELEASE_WHOLE, values) is not None:
        return
    lessened = await session.scalar(_LESSEN, values)
    assert lessened is not None, "nobody else ends promises of a held order"
    await session.execute(_RELEASED_PART, values)


async def take_back(session: Session, order_id: int, *, actor_id: int, now: datetime) -> None:
    """The parcel came back: what left the house stands on the shelf again. The promises stay as they ended."""
    gone = _summed(await session.rows(_GONE, {"of_order": order_id}))
    await stock.take_back(session, gone, reference=reference(order_id), actor_id=actor_id, now=now)


async def take_stock_in_order(session: Session, order_ids: Iterable[int]) -> None:
    """Take the stock rows of several orders in the sequence everybody uses, before changing them one by one."""
    promised = select(Allocation.variant_id).where(
        Allocation.order_id.in_(list(order_ids)), Allocation.state == AllocationState.ACTIVE
    )
    await session.execute(
        select(StockLevel.variant_id)
        .where(StockLevel.variant_id.in_(promised))
        .order_by(StockLevel.variant_id)
        .with_for_update()
    )


def reference(order_id: int) -> str:
    """How the stock ledger names an order."""
    return f"order:{order_id}"


async def _move(session: Session, order_id: int, to: AllocationState) -> Mapping[int, int]:
    """Move what may be moved; gives the quantities by variant."""
    return _summed(await session.rows(_MOVE[to], {"of_order": order_id}))


def _summed(quantities: Iterable[tuple[int, int]]) -> Mapping[int, int]:
    """Add up the quantities of each variant."""
    total: dict[int, int] = {}
    for variant_id, quantity in quantities:
        total[variant_id] = total.get(variant_id, 0) + quantity
    return total
