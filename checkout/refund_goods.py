"""What becomes of the goods of refunded lines: freed if they never left, back on the shelf, or lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from catalog import stock
from checkout import allocations
from checkout.holds import move_order
from checkout.lives import OrderState
from checkout.refundable import Refundable, RefundableLine
from foundation.database import Session

Chosen = Sequence[tuple[RefundableLine, int]]
"""Lines with how many pieces of each."""


@dataclass(frozen=True, slots=True)
class Moved:
    """How many pieces of a line are freed before they left the house, and how many came back from outside."""

    held: int
    back: int


async def move(
    session: Session, order_id: int, chosen: Chosen, *, restock: bool, actor_id: int, now: datetime
) -> list[Moved]:
    """Free what is still promised and take back what left; without ``restock`` it is not for sale any more.

    What came back once does not come back again. Gives what moved, for each of the lines.
    """
    moved = []
    for line, pieces in chosen:
        held = min(pieces, line.held)
        moved.append(Moved(held, min(pieces - held, line.out) if restock else 0))
    reference = allocations.reference(order_id)
    # variants one after another, as everybody touches them
    for (line, _), one in sorted(zip(chosen, moved, strict=True), key=lambda pair: pair[0][0].variant_id):
        freed, returned = {line.variant_id: one.held}, {line.variant_id: one.back}
        if one.held:
            await allocations.let_go(session, order_id, line.id, one.held)
        if one.held and restock:
            await stock.release(session, freed, reference=reference, actor_id=actor_id, now=now)
        elif one.held:
            await stock.consume(
                session, freed, reference=reference, reason="loss", actor_id=actor_id, now=now
            )
        if one.back:
            await stock.take_back(session, returned, reference=reference, actor_id=actor_id, now=now)
    return moved


async def follow_up(session: Session, order: Refundable, moved: Sequence[Moved], *, now: datetime) -> str:
    """An order of which nothing is left to send has ended, or is on its way; gives its state."""
    freed = sum(one.held for one in moved)
    if not freed or sum(line.held for line in order.lines) > freed:
        return order.state
    on_its_way = any(line.gone for line in order.lines)
    to = OrderState.FULFILLED if on_its_way else OrderState.CANCELED
    ended = None if on_its_way else now
    return to if await move_order(session, order.order_id, to, ended_at=ended) else order.state
