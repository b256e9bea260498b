"""What the owner set about the shop itself: a small table of names and values."""

from typing import Any

from sqlalchemy import JSON, String, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from foundation.database import Base, Session, insert_for


class ShopFact(Base):
    """One fact about the shop, e.g. ``name``."""

    __tablename__ = "shop_fact"

    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)


async def read(session: Session, key: str, default: Any = None) -> Any:
    """Give a fact, or ``default`` when it was never set."""
    value = await session.scalar(select(ShopFact.value).where(ShopFact.key == key))
    return default if value is None else value


async def write(session: Session, key: str, value: Any) -> None:
    """Set a fact."""
    statement = insert_for(session)(ShopFact).values(key=key, value=value)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=[ShopFact.key], set_={"value": statement.excluded.value}
        )
    )


async def take(session: Session, key: str) -> Any:
    """Remove a fact and give it: two takers of one fact, only one gets it."""
    return await session.scalar(delete(ShopFact).where(ShopFact.key == key).returning(ShopFact.value))


async def shop_name(session: Session) -> str:
    """The shop's name as shoppers see it."""
    return str(await read(session, "name", "Etalase"))
