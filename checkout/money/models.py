"""The tables of money. Amounts in minor units of the row's currency."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from checkout.lives import RefundState, ReturnState
from foundation.database import Base, BigId

_WAITING = "handled_at IS NULL"
_OPEN = "state = 'open'"


class MoneyEntry(Base):
    """The money ledger: what came for a payment (positive) and what went back (negative). Never changed, never gone.

    ``(source, key)`` names the event in the world, so that the same one, told twice, counts once.
    """

    __tablename__ = "money_entry"
    __table_args__ = (
        CheckConstraint("amount <> 0", "amount"),
        UniqueConstraint("source", "key"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), index=True)
    payment_id: Mapped[int] = mapped_column(ForeignKey("payment.id"), index=True)
    amount: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3))
    source: Mapped[str] = mapped_column(String(20))
    """who says so: ``owner``, ``statement``, a gateway's name, ``telegram``, ``stars``, ``cod``, ``credit``, ``refund``"""
    key: Mapped[str] = mapped_column(String(120))
    actor_id: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime]


class GatewayNotice(Base):
    """A gateway's notice whose signature was good. It is kept before the gateway is told so, and handled once."""

    __tablename__ = "gateway_notice"
    __table_args__ = (
        UniqueConstraint("provider", "key"),
        Index(
            "ix_gateway_notice_waiting",
            "next_at",
            sqlite_where=text(_WAITING),
            postgresql_where=text(_WAITING),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    provider: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(120))
    reference: Mapped[str] = mapped_column(String(60))
    """our own name of the payment, as the gateway gives it back"""
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    received_at: Mapped[datetime]
    next_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    handled_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(String(200), default="")


class BankLine(Base):
    """Money that a bank statement, or a bank's notification, says has arrived on an account."""

    __tablename__ = "bank_line"
    __table_args__ = (
        CheckConstraint("amount > 0", "amount"),
        UniqueConstraint("account_id", "key"),
        Index("ix_bank_line_open", "id", sqlite_where=text(_OPEN), postgresql_where=text(_OPEN)),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("receiving_account.id"))
    key: Mapped[str] = mapped_column(String(80))
    """the same line in two files has the same key"""
    amount: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3))
    sen: Mapped[int] = mapped_column(default=0, server_default="0")
    """hundredths of a rupiah beside the amount: nobody was asked for these"""
    booked_on: Mapped[str] = mapped_column(String(10), default="")
    """the bank's date, ``2026-11-25``"""
    booked_at: Mapped[str] = mapped_column(String(8), default="", server_default="")
    """the bank's time, ``09:05:07``; empty where it names none"""
    payer: Mapped[str] = mapped_column(String(100), default="", server_default="")
    description: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(10), default="open")
    """``open``, ``settled`` (belongs to ``payment_id``) or ``ignored`` (the owner says it is none of the shop's)"""
    payment_id: Mapped[int | None] = mapped_column(ForeignKey("payment.id"), index=True)
    added_at: Mapped[datetime]


class Refund(Base):
    """Money on its way back to a shopper. ``token`` makes the same request count once."""

    __tablename__ = "refund"
    __table_args__ = (
        CheckConstraint("amount > 0", "amount"),
        UniqueConstraint("token"),
        Index("ix_refund_state", "state", "id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), index=True)
    payment_id: Mapped[int] = mapped_column(ForeignKey("payment.id"))
    token: Mapped[str] = mapped_column(String(40))
    amount: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3))
    way: Mapped[str] = mapped_column(String(10))
    """``gateway``, ``manual`` (a task for the owner) or ``credit`` (store credit)"""
    reason: Mapped[str] = mapped_column(String(200), default="")
    state: Mapped[str] = mapped_column(String(20), default=RefundState.PENDING)
    external_id: Mapped[str] = mapped_column(String(100), default="")
    problem: Mapped[str] = mapped_column(String(200), default="")
    """why it failed, in the gateway's words"""
    attempts: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime | None]
    """when the gateway is to be asked (again); none for what a person does"""
    actor_id: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class RefundLine(Base):
    """What of an order's line is refunded, and what of it went back on the shelf."""

    __tablename__ = "refund_line"
    __table_args__ = (
        CheckConstraint("quantity > 0 AND restocked >= 0 AND restocked <= quantity", "quantity"),
        CheckConstraint("amount >= 0", "amount"),
    )

    refund_id: Mapped[int] = mapped_column(ForeignKey("refund.id"), primary_key=True, autoincrement=False)
    order_line_id: Mapped[int] = mapped_column(
        ForeignKey("order_line.id"), primary_key=True, autoincrement=False
    )
    quantity: Mapped[int]
    amount: Mapped[int] = mapped_column(BigInteger)
    restocked: Mapped[int] = mapped_column(default=0)


class OrderReturn(Base):
    """Goods on their way back. ``lines`` are ``[{"line": order line id, "quantity": 1}]``."""

    __tablename__ = "order_return"
    __table_args__ = (Index("ix_order_return_state", "state", "id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), index=True)
    state: Mapped[str] = mapped_column(String(20), default=ReturnState.REQUESTED)
    reason: Mapped[str] = mapped_column(Text, default="")
    lines: Mapped[list[dict[str, int]]] = mapped_column(JSON)
    requested_at: Mapped[datetime]
    received_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class CreditEntry(Base):
    """Store credit: what a shopper was given (positive) and has spent (negative). Never changed, never gone."""

    __tablename__ = "credit_entry"
    __table_args__ = (
        CheckConstraint("amount <> 0", "amount"),
        UniqueConstraint("key"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger, index=True)
    amount: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3))
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id"), index=True)
    key: Mapped[str] = mapped_column(String(80))
    """``refund:7``, ``order:1024``: the same event counts once"""
    actor_id: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime]


class CreditAccount(Base):
    """How much store credit a shopper has: the sum of the entries, so that spending is one guarded statement."""

    __tablename__ = "credit_account"
    __table_args__ = (CheckConstraint("balance >= 0", "balance"),)

    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    currency: Mapped[str] = mapped_column(String(3), primary_key=True)
    balance: Mapped[int] = mapped_column(BigInteger, default=0)
