"""The customers' tables."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from foundation.database import Base, BigId


class Role(StrEnum):
    """What a person may do in the shop."""

    SHOPPER = "shopper"
    OWNER = "owner"


class Person(Base):
    """Somebody who wrote to the bot; ``id`` is their Telegram id."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    first_name: Mapped[str] = mapped_column(String(200))
    last_name: Mapped[str] = mapped_column(String(200), default="")
    username: Mapped[str] = mapped_column(String(64), default="")
    telegram_language: Mapped[str] = mapped_column(String(20), default="")
    chosen_language: Mapped[str] = mapped_column(String(5), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    role: Mapped[str] = mapped_column(String(20), default=Role.SHOPPER, index=True)
    blocked_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class Address(Base):
    """Where parcels go. ``district_code`` is the Kemendagri code, e.g. ``32.73.01``."""

    __tablename__ = "address"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    recipient: Mapped[str] = mapped_column(String(200))
    phone: Mapped[str] = mapped_column(String(20))
    street: Mapped[str] = mapped_column(Text)
    district_code: Mapped[str] = mapped_column(String(13))
    created_at: Mapped[datetime]
    used_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]
