"""What of an order can still go back: of its money, of each line, of the goods that left the house."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, case, func, literal, select

from catalog.changes import full_name
from checkout.errors import OrderGone
from checkout.lives import AllocationState, OrderState, RefundState
from checkout.models import Allocation, Order, OrderLine, Payment
from checkout.money.models import Refund, RefundLine
from checkout.shares import first_of, share_out
from foundation.database import Session, prepared

ENDED = (OrderState.CANCELED, OrderState.EXPIRED)
"""An order that ended early keeps no money."""


@dataclass(frozen=True, slots=True)
class RefundableLine:
    """A line of an order. ``net`` is what the whole line cost, discounts taken off.

    ``refunded`` pieces went back for ``given`` money, refunds under way included. ``held`` pieces are promised and
    still in the house, ``gone`` ones left it, ``out`` of these may come back.
    """

    id: int
    variant_id: int
    name: str
    quantity: int
    net: int
    refunded: int
    given: int
    held: int
    gone: int
    out: int

    @property
    def left(self) -> int:
        """Pieces that can still be refunded."""
        return self.quantity - self.refunded

    def amount(self, pieces: int) -> int:
        """What so many more pieces come to: all parts of a line add up to it, also after one of them failed."""
        return max(first_of(self.net, self.refunded + pieces, of=self.quantity) - self.given, 0)


@dataclass(frozen=True, slots=True)
class Refundable:
    """What of an order can go back. ``asked`` is what the payment asked for; ``loose`` what went back without a line.

    ``besides`` is what was paid beside the lines: shipping, the code that tells the payment from others.
    """

    order_id: int
    person_id: int
    state: str
    currency: str
    payment_id: int
    provider: str
    method: str
    asked: int
    received: int
    refunded: int
    besides: int
    loose: int
    lines: tuple[RefundableLine, ...]

    @property
    def left(self) -> int:
        """What can still go back."""
        return self.received - self.refunded

    @property
    def surplus(self) -> int:
        """What the order does not keep: all that is left of one that ended, else what came above what was asked."""
        if self.state in ENDED:
            return self.left
        return min(max(self.received - self.asked - self.loose, 0), self.left)

    @property
    def shipping(self) -> int:
        """What was paid beside the lines and has not gone back; a loose refund takes the surplus first."""
        over = max(self.received - self.asked, 0)
        return max(min(self.besides - max(self.loose - over, 0), self.left - self.surplus), 0)

    def line(self, line_id: int) -> RefundableLine | None:
        """Give one of the lines."""
        return next((line for line in self.lines if line.id == line_id), None)


_COUNTS = Refund.state != RefundState.FAILED
_STANDING_AS = [literal(state) for state in (AllocationState.COMMITTED, AllocationState.CONSUMED)]
_ORDER = prepared(
    select(
        Order.id, Order.person_id, Order.state, Order.currency, Order.subtotal, Order.discount, Order.total,
        Payment.id, Payment.provider, Payment.method, Payment.amount, Payment.received, Payment.refunded,
    )
    .join(Payment, Payment.order_id == Order.id)
    .where(Order.id == bindparam("of_order"))
    .order_by(Payment.id.desc())
    .limit(1)
)  # fmt: skip
_LINES = prepared(
    select(
        OrderLine.id, OrderLine.variant_id, OrderLine.name, OrderLine.label, OrderLine.unit_price,
        OrderLine.quantity,
    )
    .where(OrderLine.order_id == bindparam("of_order"))
    .order_by(OrderLine.id)
)  # fmt: skip
_GIVEN = prepared(
    select(
        RefundLine.order_line_id,
        func.sum(case((_COUNTS, RefundLine.quantity), else_=0)),
        func.sum(case((_COUNTS, RefundLine.amount), else_=0)),
        # what came back is back, whatever became of the money
        func.sum(RefundLine.restocked),
    )
    .join(Refund, Refund.id == RefundLine.refund_id)
    .where(Refund.order_id == bindparam("of_order"))
    .group_by(RefundLine.order_line_id)
)
_REFUNDED = prepared(
    select(func.coalesce(func.sum(Refund.amount), 0)).where(Refund.order_id == bindparam("of_order"), _COUNTS)
)
_STANDING = prepared(
    select(Allocation.order_line_id, Allocation.state, func.sum(Allocation.quantity))
    .where(Allocation.order_id == bindparam("of_order"), Allocation.state.in_(_STANDING_AS))
    .group_by(Allocation.order_line_id, Allocation.state)
)


async def refundable(session: Session, order_id: int) -> Refundable:
    """Give what can go back. Whoever acts on it holds the order (``checkout.holds``). Raises OrderGone."""
    row = await session.row(_ORDER, {"of_order": order_id})
    if row is None:
        raise OrderGone(order_id=order_id)
    number, person_id, state, currency, subtotal, discount, total, *payment = row
    payment_id, provider, method, asked, received, refunded = payment
    besides = total - subtotal + discount
    # a QRIS payment may ask for a few rupiah less than the total: the shipping bears it, then the lines
    short = max(total - asked, 0)
    lines = await _lines(session, order_id, discount + max(short - besides, 0))
    all_refunds = int(await session.scalar(_REFUNDED, {"of_order": order_id}) or 0)
    return Refundable(
        number, person_id, state, currency, payment_id, provider, method, asked, received, refunded,
        besides=max(besides - short, 0) + max(asked - total, 0),
        loose=all_refunds - sum(line.given for line in lines),
        lines=lines,
    )  # fmt: skip


def nets(prices: Sequence[int], discount: int) -> list[int]:
    """Give what each line of an order cost in the end: its price less its share of what was taken off."""
    shares = share_out(discount, prices) if discount else [0] * len(prices)
    return [price - share for price, share in zip(prices, shares, strict=True)]


async def _lines(session: Session, order_id: int, discount: int) -> tuple[RefundableLine, ...]:
    which = {"of_order": order_id}
    rows = await session.rows(_LINES, which)
    given = {row[0]: tuple(map(int, row[1:])) for row in await session.rows(_GIVEN, which)}
    stand = {(line, state): int(pieces) for line, state, pieces in await session.rows(_STANDING, which)}
    whole = nets([price * quantity for *_, price, quantity in rows], discount)
    lines = []
    for (line_id, variant_id, name, label, _, quantity), net in zip(rows, whole, strict=True):
        pieces, money, back = given.get(line_id, (0, 0, 0))
        held = stand.get((line_id, AllocationState.COMMITTED), 0)
        gone = stand.get((line_id, AllocationState.CONSUMED), 0)
        lines.append(
            RefundableLine(
                line_id,
                variant_id,
                full_name(name, label),
                quantity,
                net,
                pieces,
                money,
                held,
                gone,
                gone - back,
            )
        )
    return tuple(lines)
