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


_SPARE = ~Payment.current & (Payment.received > Payment.refunded)
"""Money that came by another attempt than the one the order is paid by: none of it is the order's."""

_COUNTS = Refund.state != RefundState.FAILED
_STANDING_AS = [literal(state) for state in (AllocationState.COMMITTED, AllocationState.CONSUMED)]
_ORDER = prepared(
    select(
        Order.id, Order.person_id, Order.state, Order.currency, Order.subtotal, Order.discount, Order.total,
        Payment.id, Payment.provider, Payment.method, Payment.amount, Payment.received, Payment.refunded,
        Payment.current,
    )
    .join(Payment, Payment.order_id == Order.id)
    .where(Order.id == bindparam("of_order"))
    .order_by(Payment.id == bindparam("wanted"), _SPARE, Payment.current, Payment.id)
)  # fmt: skip
_LINES = prepared(
    select(
        OrderLine.id, OrderLine.variant_id, OrderLine.name, OrderLine.label, OrderLine.unit_price,
        OrderLine.discount, OrderLine.quantity,
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
    select(func.coalesce(func.sum(Refund.amount), 0)).where(
        Refund.order_id == bindparam("of_order"), Refund.payment_id == bindparam("of_payment"), _COUNTS
    )
)
_EXPLAINED = prepared(
    select(func.coalesce(func.sum(RefundLine.amount), 0))
    .join(Refund, Refund.id == RefundLine.refund_id)
    .where(Refund.order_id == bindparam("of_order"), Refund.payment_id == bindparam("of_payment"), _COUNTS)
)
_STANDING = prepared(
    select(Allocation.order_line_id, Allocation.state, func.sum(Allocation.quantity))
    .where(Allocation.order_id == bindparam("of_order"), Allocation.state.in_(_STANDING_AS))
    .group_by(Allocation.order_line_id, Allocation.state)
)


async def refundable(session: Session, order_id: int, payment_id: int = 0) -> Refundable:
    """Give what can go back: of the named payment, else first what came by an attempt the order is not paid by.

    Whoever acts on it holds the order (``checkout.holds``). Raises OrderGone.
    """
    rows = await session.rows(_ORDER, {"of_order": order_id, "wanted": payment_id})
    if not rows:
        raise OrderGone(order_id=order_id)
    number, person_id, state, currency, subtotal, discount, total, *payment = rows[-1]
    payment_id, provider, method, asked, received, refunded, current = payment
    which = {"of_order": order_id, "of_payment": payment_id}
    loose = int(await session.scalar(_REFUNDED, which) or 0) - int(
        await session.scalar(_EXPLAINED, which) or 0
    )
    if not current:
        return Refundable(
            number, person_id, state, currency, payment_id, provider, method, 0, received, refunded,
            besides=0, loose=loose, lines=(),
        )  # fmt: skip
    besides = total - subtotal + discount
    # a QRIS payment may ask for a few rupiah less than the total: the shipping bears it, then the lines
    short = max(total - asked, 0)
    lines = await _lines(session, order_id, max(short - besides, 0))
    return Refundable(
        number, person_id, state, currency, payment_id, provider, method, asked, received, refunded,
        besides=max(besides - short, 0) + max(asked - total, 0),
        loose=loose,
        lines=lines,
    )  # fmt: skip


def nets(prices: Sequence[int], short: int) -> list[int]:
    """Give what was paid for each line in the end: its price less its share of what the payment asked too little."""
    shares = share_out(short, prices) if short else [0] * len(prices)
    return [price - share for price, share in zip(prices, shares, strict=True)]


async def _lines(session: Session, order_id: int, short: int) -> tuple[RefundableLine, ...]:
    which = {"of_order": order_id}
    rows = await session.rows(_LINES, which)
    given = {row[0]: tuple(map(int, row[1:])) for row in await session.rows(_GIVEN, which)}
    stand = {(line, state): int(pieces) for line, state, pieces in await session.rows(_STANDING, which)}
    whole = nets([price * quantity - off for *_, price, off, quantity in rows], short)
    lines = []
    for (line_id, variant_id, name, label, _, _, quantity), net in zip(rows, whole, strict=True):
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
