"""The tables of promotions. All money in minor units of the shop's (an order's) currency.

What is on is kept in memory under the topic "promotions"; counters and redemptions, which change with every order,
belong to no topic.
"""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from checkout.lives import RedemptionState
from foundation.database import Base, BigId

_ON = text("off_at IS NULL")
_PROMOTIONS = {"info": {"topic": "promotions"}}


class Promotion(Base):
    """A timed sale, a bundle or a buy-X-get-Y: what needs no code.

    ``amount`` is what a sale takes off a piece, or a bundle's price. The ids name the goods: a bundle's products (one
    named twice is needed twice), or what a sale or the buying half of a buy-X-get-Y covers; all of them empty: everything.
    """

    __tablename__ = "promotion"
    __table_args__ = (CheckConstraint("percent BETWEEN 0 AND 100 AND amount >= 0", "cut"), _PROMOTIONS)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    """``sale``, ``bundle`` or ``buy-get``"""
    name: Mapped[str] = mapped_column(String(60))
    percent: Mapped[int] = mapped_column(default=0)
    amount: Mapped[int] = mapped_column(BigInteger, default=0)
    product_ids: Mapped[list[int]] = mapped_column(JSON)
    category_ids: Mapped[list[int]] = mapped_column(JSON)
    buy: Mapped[int] = mapped_column(default=0)
    get: Mapped[int] = mapped_column(default=0)
    gift_product_ids: Mapped[list[int]] = mapped_column(JSON)
    """what is given; empty: the same goods"""
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    off_at: Mapped[datetime | None]
    """when the owner ended it"""


class Voucher(Base):
    """A code and what it is good for. A code whose voucher was switched off may be given to a new one."""

    __tablename__ = "voucher"
    __table_args__ = (
        CheckConstraint("percent BETWEEN 0 AND 100 AND amount >= 0", "cut"),
        CheckConstraint("total_limit >= 1 AND person_limit >= 1", "limits"),
        Index("ix_voucher_code", "code", unique=True, sqlite_where=_ON, postgresql_where=_ON),
        _PROMOTIONS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(30))
    percent: Mapped[int] = mapped_column(default=0)
    amount: Mapped[int] = mapped_column(BigInteger, default=0)
    """without percent and amount it pays for the shipping"""
    minimum: Mapped[int] = mapped_column(BigInteger, default=0)
    most: Mapped[int] = mapped_column(BigInteger, default=0)
    total_limit: Mapped[int | None]
    person_limit: Mapped[int | None]
    product_ids: Mapped[list[int]] = mapped_column(JSON)
    category_ids: Mapped[list[int]] = mapped_column(JSON)
    first_order: Mapped[bool] = mapped_column(default=False)
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    off_at: Mapped[datetime | None]


class VoucherUse(Base):
    """How often a voucher is taken by a person and, as person 0, by everybody: the guard of its limits."""

    __tablename__ = "voucher_use"
    __table_args__ = (CheckConstraint("taken >= 0", "taken"),)

    voucher_id: Mapped[int] = mapped_column(ForeignKey("voucher.id"), primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    taken: Mapped[int]


class VoucherRedemption(Base):
    """An order's voucher, and how that stands (``checkout.lives``)."""

    __tablename__ = "voucher_redemption"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), unique=True)
    voucher_id: Mapped[int] = mapped_column(ForeignKey("voucher.id"), index=True)
    person_id: Mapped[int] = mapped_column(BigInteger)
    amount: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(String(20), default=RedemptionState.RESERVED)
    reserved_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    """when it was committed or released, the last time"""


class RememberedVoucher(Base):
    """The code of a link a person came by; their next checkout begins with it."""

    __tablename__ = "remembered_voucher"

    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(String(30))


class OrderDiscount(Base):
    """Part of an order's price, explained: what was taken off a line, or off the shipping, and why."""

    __tablename__ = "order_discount"
    __table_args__ = (CheckConstraint("amount > 0", "amount"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), index=True)
    variant_id: Mapped[int | None] = mapped_column(ForeignKey("variant.id"))
    """the line it belongs to; empty for the shipping"""
    reason: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(60))
    amount: Mapped[int] = mapped_column(BigInteger)
    source_id: Mapped[int | None]
    """the voucher's or the promotion's row"""
