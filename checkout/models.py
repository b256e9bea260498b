"""The checkout's tables. All money in minor units of the order's currency."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Identity,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column

from checkout.lives import AllocationState, FulfilmentState, OrderState, PaymentState
from foundation.database import Base, BigId

_RESTING = "free_at IS NOT NULL"
"""Amounts the sweep looks for: an index of these alone stays small, however many orders wait."""
_CURRENT = "current"
_CHECKED = "next_check_at IS NOT NULL"
_OVER = "received > amount"

_ADDS_UP = (
    "subtotal - discount + shipping - shipping_discount"
    " + CASE WHEN tax_mode = 'added' THEN tax ELSE 0 END = total AND total >= 0"
)
_NOT_BELOW_ZERO = (
    "discount >= 0 AND discount <= subtotal AND shipping_discount >= 0 AND shipping_discount <= shipping"
    " AND tax >= 0"
)


class CartLine(Base):
    """Something a shopper means to buy. ``seen_price`` is the unit price they were last shown."""

    __tablename__ = "cart_line"
    __table_args__ = (CheckConstraint("quantity > 0", "quantity"),)

    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"), primary_key=True, autoincrement=False)
    quantity: Mapped[int]
    seen_price: Mapped[int] = mapped_column(BigInteger)
    added_at: Mapped[datetime]


class Draft(Base):
    """A checkout in progress: one a person.

    ``token`` is consumed by the transaction that creates the order. ``agreed`` is the fingerprint of the quote the
    shopper was last shown. With ``only_variant_id`` the checkout is a *buy now* of that variant, not of the cart.
    """

    __tablename__ = "checkout_draft"

    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    token: Mapped[str] = mapped_column(String(16))
    agreed: Mapped[str] = mapped_column(String(64), default="")
    only_variant_id: Mapped[int | None]
    only_quantity: Mapped[int | None]
    recipient: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    street: Mapped[str] = mapped_column(Text, default="")
    district_code: Mapped[str] = mapped_column(String(13), default="")
    shipping_key: Mapped[str] = mapped_column(String(60), default="")
    account_id: Mapped[int | None]
    note: Mapped[str] = mapped_column(Text, default="")
    voucher_code: Mapped[str] = mapped_column(String(30), default="", server_default="")


class ShippingZone(Base):
    """What a courier's service costs to an area: price of each started kilogram.

    ``area_code`` is a Kemendagri prefix (``32`` a province, ``32.73`` a city, ``32.73.01`` a district); empty means
    everywhere. For one service the longest matching area wins.
    """

    __tablename__ = "shipping_zone"
    __table_args__ = (
        UniqueConstraint("area_code", "courier", "service"),
        {"info": {"topic": "settings"}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    area_code: Mapped[str] = mapped_column(String(13))
    courier: Mapped[str] = mapped_column(String(30))
    service: Mapped[str] = mapped_column(String(30))
    price_per_kg: Mapped[int] = mapped_column(BigInteger)
    days: Mapped[str] = mapped_column(String(20), default="")


class ReceivingAccount(Base):
    """A way to be paid: a bank account, the shop's static QRIS code, a gateway's, Telegram's, at the door."""

    __tablename__ = "receiving_account"
    __table_args__ = {"info": {"topic": "settings"}}  # noqa: RUF012 - SQLAlchemy reads a plain dict here

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    """one of ``accounts``' kinds: ``bank``, ``qris``, ``gateway``, ``telegram``, ``stars``, ``cod``"""
    bank: Mapped[str] = mapped_column(String(60), default="")
    number: Mapped[str] = mapped_column(String(40), default="")
    holder: Mapped[str] = mapped_column(String(100), default="")
    payload: Mapped[str] = mapped_column(Text, default="")
    removed_at: Mapped[datetime | None]


class Order(Base):
    """An order. Its id is the number people see; the first one is 1001."""

    __tablename__ = "orders"
    __table_args__ = (
        CheckConstraint(_ADDS_UP, "total"),
        CheckConstraint(_NOT_BELOW_ZERO, "discounts"),
        Index("ix_orders_person", "person_id", "id"),
        Index("ix_orders_state", "state", "id"),
        Index("ix_orders_due", "state", "expires_at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(BigId, Identity(start=1001), primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger)
    checkout_token: Mapped[str] = mapped_column(String(16), unique=True)
    state: Mapped[str] = mapped_column(String(30), default=OrderState.PENDING_PAYMENT)
    currency: Mapped[str] = mapped_column(String(3))
    subtotal: Mapped[int] = mapped_column(BigInteger)
    shipping: Mapped[int] = mapped_column(BigInteger)
    shipping_discount: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    discount: Mapped[int] = mapped_column(BigInteger, default=0)
    """what was taken off the lines; ``order_discount`` says why"""
    tax: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    tax_mode: Mapped[str] = mapped_column(String(10), default="off", server_default="off")
    """``off``, ``included`` (the total contains the tax) or ``added`` (it came on top)"""
    total: Mapped[int] = mapped_column(BigInteger)
    recipient: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    street: Mapped[str] = mapped_column(Text, default="")
    district_code: Mapped[str] = mapped_column(String(13), default="")
    place: Mapped[str] = mapped_column(Text, default="")
    """district, city, province as written when ordered"""
    courier: Mapped[str] = mapped_column(String(30), default="")
    service: Mapped[str] = mapped_column(String(30), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(String(5))
    placed_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    paid_at: Mapped[datetime | None]
    shipped_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    """when it was canceled or expired"""


class OrderLine(Base):
    """What was ordered, as it was called and priced at that moment."""

    __tablename__ = "order_line"
    __table_args__ = (
        CheckConstraint("quantity > 0", "quantity"),
        CheckConstraint("discount >= 0 AND discount <= unit_price * quantity", "discount"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), index=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"))
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"))
    sku: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(200))
    label: Mapped[str] = mapped_column(String(200))
    unit_price: Mapped[int] = mapped_column(BigInteger)
    quantity: Mapped[int]
    discount: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    """what was taken off the whole line"""
    weight_g: Mapped[int]


class Allocation(Base):
    """Stock promised to an order line."""

    __tablename__ = "allocation"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), index=True)
    order_line_id: Mapped[int] = mapped_column(ForeignKey("order_line.id"))
    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"), index=True)
    quantity: Mapped[int]
    state: Mapped[str] = mapped_column(String(20), default=AllocationState.ACTIVE)


class Payment(Base):
    """One way an order is paid. ``amount`` is what has to arrive, to the rupiah.

    ``received`` and ``refunded`` are the sums of the money ledger's entries, kept so that one guarded statement can
    decide; a refund under way counts as refunded.
    """

    __tablename__ = "payment"
    __table_args__ = (
        CheckConstraint("amount > 0", "amount"),
        CheckConstraint("received >= 0 AND refunded >= 0 AND refunded <= received", "received"),
        UniqueConstraint("provider", "external_id"),
        Index("ix_payment_state", "state", "order_id"),
        Index(
            "ix_payment_current",
            "order_id",
            unique=True,
            sqlite_where=text(_CURRENT),
            postgresql_where=text(_CURRENT),
        ),
        Index(
            "ix_payment_check", "next_check_at", sqlite_where=text(_CHECKED), postgresql_where=text(_CHECKED)
        ),
        Index("ix_payment_over", "order_id", sqlite_where=text(_OVER), postgresql_where=text(_OVER)),
        Index(
            "ix_payment_spare",
            "order_id",
            sqlite_where=text("current = 0"),
            postgresql_where=text("NOT current"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("receiving_account.id"))
    """where it arrives; none when a gateway takes it, or the courier at the door"""
    method: Mapped[str] = mapped_column(String(20))
    """``bank``, ``qris``, ``cod``, ``stars`` …; of a gateway its name of the way to pay, e.g. ``va:bca``"""
    provider: Mapped[str] = mapped_column(String(20))
    """``manual`` where people look for the money, or who says that it came: a gateway, ``telegram``, ``stars``, ``cod``"""
    external_id: Mapped[str | None] = mapped_column(String(100))
    amount: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3))
    payload: Mapped[str] = mapped_column(Text, default="")
    """the amount-carrying QRIS text"""
    shown: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """what a gateway says the shopper is to be shown: number, link, until when; of Telegram's bills the Stars asked, and a charge under way"""
    state: Mapped[str] = mapped_column(String(20), default=PaymentState.CREATED)
    current: Mapped[bool] = mapped_column(default=True, server_default=true())
    """whether this is how the order is paid: of several attempts, one"""
    received: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    refunded: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    next_check_at: Mapped[datetime | None]
    """when the gateway is to be asked"""
    checks: Mapped[int] = mapped_column(default=0, server_default="0")
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]


class AmountLease(Base):
    """An amount that only one open payment of an account may ask for. Gone when the row is gone."""

    __tablename__ = "amount_lease"
    __table_args__ = (
        Index(
            "ix_amount_lease_resting", "free_at", sqlite_where=text(_RESTING), postgresql_where=text(_RESTING)
        ),
    )

    account_id: Mapped[int] = mapped_column(
        ForeignKey("receiving_account.id"), primary_key=True, autoincrement=False
    )
    amount: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    payment_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    free_at: Mapped[datetime | None]
    """set when the payment ended: the amount rests for a grace period"""


class CodStanding(Base):
    """A customer whose parcels came back unpaid. ``blocked`` is what counts; of ``refused`` the owner has ``forgiven``."""

    __tablename__ = "cod_standing"

    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    refused: Mapped[int] = mapped_column(default=0)
    forgiven: Mapped[int] = mapped_column(default=0)
    blocked: Mapped[bool] = mapped_column(default=False)


class PaymentProof(Base):
    """A picture that claims a payment was made. The same picture counts once for a payment."""

    __tablename__ = "payment_proof"
    __table_args__ = (UniqueConstraint("payment_id", "sha256"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    payment_id: Mapped[int] = mapped_column(ForeignKey("payment.id"))
    sha256: Mapped[str] = mapped_column(ForeignKey("photo.sha256"), index=True)
    likeness: Mapped[str] = mapped_column(Text, default="")
    """perceptual hash, hex"""
    doubtful: Mapped[bool] = mapped_column(default=False)
    """whether it looks like the proof of another order"""
    sent_at: Mapped[datetime]


class Fulfilment(Base):
    """A parcel."""

    __tablename__ = "fulfilment"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), index=True)
    state: Mapped[str] = mapped_column(String(20), default=FulfilmentState.PENDING)
    courier: Mapped[str] = mapped_column(String(30), default="")
    waybill: Mapped[str] = mapped_column(String(40), default="")
    events: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    shipped_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
