"""An order as people look at it: one card with everything, for its shopper and for the owner."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping, bindparam, select

from catalog.models import ProductPhoto
from checkout import couriers
from checkout.errors import OrderGone
from checkout.lives import OrderState, PaymentState, RefundState
from checkout.models import Fulfilment, Order, OrderLine
from checkout.order_lists import PAGE, OrderItem, OrderPage, orders_in, orders_of
from checkout.payments import PaymentView, Proof, latest_proof, payment_of
from checkout.promotions.models import OrderDiscount
from checkout.promotions.terms import Discount
from checkout.quote import Quote, QuoteLine
from checkout.refund_views import RefundView, refunds_of
from checkout.refundable import ENDED
from customers import people
from foundation.database import Session, prepared

__all__ = [
    "PAGE", "Moment", "OrderCard", "OrderItem", "OrderPage", "OrderedLine", "Parcel", "order_card",
    "orders_in", "orders_of",
]  # fmt: skip

Moment = tuple[str, datetime]
"""What happened (placed, proof, paid, shipped, delivered, completed, refunded, canceled, expired), and when."""


@dataclass(frozen=True, slots=True)
class OrderedLine:
    """A line as it was called and priced when it was ordered."""

    variant_id: int
    product_id: int
    sku: str
    name: str
    label: str
    unit_price: int
    quantity: int
    weight_g: int
    discount: int

    @property
    def total(self) -> int:
        """Price of the whole line before discounts."""
        return self.unit_price * self.quantity


@dataclass(frozen=True, slots=True)
class Parcel:
    """The latest parcel; ``courier`` is a code or the owner's own words."""

    state: str
    courier: str
    courier_name: str
    waybill: str
    tracking_url: str | None


@dataclass(frozen=True, slots=True)
class OrderCard:
    """Everything about an order. The chosen courier and service are empty when nothing has to be sent."""

    id: int
    person_id: int
    state: str
    currency: str
    subtotal: int
    shipping: int
    discount: int
    shipping_discount: int
    tax: int
    tax_mode: str
    total: int
    recipient: str
    phone: str
    street: str
    district_code: str
    place: str
    chosen_courier: str
    chosen_service: str
    note: str
    language: str
    placed_at: datetime
    expires_at: datetime | None
    customer_name: str
    customer_username: str
    lines: tuple[OrderedLine, ...]
    quote: Quote
    """what was agreed, read back: it equals the quote the shopper was shown"""
    payment: PaymentView
    proof: Proof | None
    parcel: Parcel | None
    timeline: tuple[Moment, ...]
    photo: str | None
    refunds: tuple[RefundView, ...] = ()

    @property
    def given_back(self) -> int:
        """What has gone back to the shopper."""
        return sum(one.amount for one in self.refunds if one.state == RefundState.SETTLED)

    @property
    def going_back(self) -> int:
        """What is on its way back."""
        return sum(one.amount for one in self.refunds if one.state == RefundState.PENDING)

    @property
    def surplus(self) -> int:
        """What came and the order does not keep, as ``Refundable.surplus``."""
        left = self.payment.received - self.payment.refunded
        if self.state in ENDED:
            return left
        over = (
            self.payment.received - self.payment.amount - sum(one.loose for one in self.refunds if one.counts)
        )
        return min(max(over, 0), left)

    def refunded(self, variant_id: int) -> int:
        """How many pieces of a line are paid back."""
        return sum(one.pieces.get(variant_id, 0) for one in self.refunds if one.counts)

    @property
    def order_id(self) -> int:
        """The number people see."""
        return self.id

    @property
    def courier(self) -> str:
        """Who carries the parcel: the one it went with, before that the one the shopper chose."""
        return self.parcel.courier if self.parcel else self.chosen_courier

    @property
    def service(self) -> str:
        """The service the shopper chose, unless the parcel went with another courier."""
        return self.chosen_service if self.courier == self.chosen_courier else ""

    @property
    def waybill(self) -> str:
        """The parcel's number; empty before it is sent."""
        return self.parcel.waybill if self.parcel else ""

    @property
    def tracking_url(self) -> str | None:
        """Where the parcel can be followed."""
        return self.parcel.tracking_url if self.parcel else None

    @property
    def count(self) -> int:
        """How many pieces were ordered."""
        return sum(line.quantity for line in self.lines)


_OF_ORDER = (
    "id", "person_id", "state", "currency", "subtotal", "shipping", "discount", "shipping_discount", "tax",
    "tax_mode", "total", "recipient", "phone", "street", "district_code", "place", "note", "language", "placed_at", "expires_at",
)  # fmt: skip
_BESIDES = ("courier", "service", "shipped_at", "delivered_at", "completed_at", "ended_at")
_UNSENT = {OrderState.PENDING_PAYMENT, OrderState.EXPIRED}
_PICTURE = (
    select(ProductPhoto.sha256)
    .where(ProductPhoto.product_id == OrderLine.product_id)
    .order_by(ProductPhoto.position)
    .limit(1)
    .correlate(OrderLine)
    .scalar_subquery()
)
_ORDER = prepared(
    select(*(getattr(Order, name) for name in _OF_ORDER + _BESIDES)).where(Order.id == bindparam("of_order"))
)
_LINES = prepared(
    select(*(getattr(OrderLine, name) for name in OrderedLine.__dataclass_fields__), _PICTURE)
    .where(OrderLine.order_id == bindparam("of_order"))
    .order_by(OrderLine.id)
)
_DISCOUNTS = prepared(
    select(
        OrderDiscount.variant_id, OrderDiscount.reason, OrderDiscount.name, OrderDiscount.amount,
        OrderDiscount.source_id,
    )
    .where(OrderDiscount.order_id == bindparam("of_order"))
    .order_by(OrderDiscount.id)
)  # fmt: skip
_PARCEL = prepared(
    select(Fulfilment.state, Fulfilment.courier, Fulfilment.waybill)
    .where(Fulfilment.order_id == bindparam("of_order"))
    .order_by(Fulfilment.id.desc())
    .limit(1)
)


async def order_card(session: Session, order_id: int, *, person_id: int | None = None) -> OrderCard:
    """Give an order's card; with ``person_id`` only if it is theirs. Raises OrderGone."""
    row = (await session.execute(_ORDER, {"of_order": order_id})).mappings().first()
    if row is None or person_id not in {None, row["person_id"]}:
        raise OrderGone(order_id=order_id)
    lines, photo = await _lines(session, order_id)
    payment = await payment_of(session, order_id)
    # nobody sends a proof without the payment's state showing it
    proof = await latest_proof(session, payment.id) if payment.state != PaymentState.CREATED else None
    customer = await people.find(session, row["person_id"])
    # nobody gives back what never came
    refunds = await refunds_of(session, order_id) if payment.received else ()
    return OrderCard(
        **{name: row[name] for name in _OF_ORDER},
        chosen_courier=row["courier"],
        chosen_service=row["service"],
        customer_name=customer.name if customer else "",
        customer_username=customer.username if customer else "",
        lines=lines,
        quote=await _quote(session, row, lines),
        payment=payment,
        proof=proof,
        parcel=await _parcel(session, order_id) if row["state"] not in _UNSENT else None,
        timeline=_timeline(row, proof, payment, refunds),
        photo=photo,
        refunds=refunds,
    )


def _timeline(
    order: RowMapping, proof: Proof | None, payment: PaymentView, refunds: tuple[RefundView, ...]
) -> tuple[Moment, ...]:
    """Put what happened into the order in which it happened."""
    moments = {
        "placed": order["placed_at"],
        "proof": proof.sent_at if proof else None,
        "paid": payment.settled_at,
        "shipped": order["shipped_at"],
        "delivered": order["delivered_at"],
        "completed": order["completed_at"],
    }
    if order["ended_at"]:
        moments[order["state"]] = order["ended_at"]
    happened = [(what, at) for what, at in moments.items() if at]
    happened += [
        ("refunded", one.ended_at) for one in refunds if one.ended_at and one.state == RefundState.SETTLED
    ]
    return tuple(sorted(happened, key=lambda event: event[1]))


async def _lines(session: Session, order_id: int) -> tuple[tuple[OrderedLine, ...], str | None]:
    """Give what was ordered, and the first picture of the first thing."""
    rows = (await session.execute(_LINES, {"of_order": order_id})).all()
    return tuple(OrderedLine(*row[:-1]) for row in rows), rows[0][-1] if rows else None


async def _quote(session: Session, order: RowMapping, lines: tuple[OrderedLine, ...]) -> Quote:
    """Put the quote an order was placed at together again."""
    off: dict[int | None, list[Discount]] = {}
    if order["discount"] or order["shipping_discount"]:
        rows = await session.execute(_DISCOUNTS, {"of_order": order["id"]})
        for variant_id, reason, name, amount, source_id in rows:
            off.setdefault(variant_id, []).append(Discount(reason, name, amount, source_id))
    return Quote(
        lines=tuple(
            QuoteLine(one.variant_id, one.unit_price, one.quantity, tuple(off.get(one.variant_id, ())))
            for one in lines
        ),
        shipping=order["shipping"],
        shipping_discounts=tuple(off.get(None, ())),
        tax=order["tax"],
        tax_mode=order["tax_mode"],
        currency=order["currency"],
    )


async def _parcel(session: Session, order_id: int) -> Parcel | None:
    row = (await session.execute(_PARCEL, {"of_order": order_id})).first()
    if row is None:
        return None
    known = couriers.find_courier(row.courier) if row.courier else None
    url = known.tracking_url(row.waybill) if known and row.waybill else None
    return Parcel(row.state, row.courier, known.name if known else row.courier, row.waybill, url)
