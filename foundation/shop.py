"""What the owner set about the shop itself: a small table of names and values."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import JSON, String, bindparam, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from foundation.database import Base, Session, prepared
from foundation.kept import kept


class ShopFact(Base):
    """One fact about the shop, e.g. ``name``."""

    __tablename__ = "shop_fact"
    __table_args__ = {"info": {"topic": "settings"}}  # noqa: RUF012 - SQLAlchemy reads a plain dict here

    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)


_ALL = prepared(select(ShopFact.key, ShopFact.value))
_WRITE = prepared(
    lambda insert: (
        insert(ShopFact)
        .values(key=bindparam("key"), value=bindparam("value"))
        .on_conflict_do_update(index_elements=[ShopFact.key], set_={"value": bindparam("value")})
    )
)
_TAKE = prepared(delete(ShopFact).where(ShopFact.key == bindparam("key")).returning(ShopFact.value))


async def read(session: Session, key: str, default: Any = None) -> Any:
    """Give a fact, or ``default`` when it was never set. Nobody may change what is given."""
    value = (await _facts(session)).get(key)
    return default if value is None else value


async def write(session: Session, key: str, value: Any) -> None:
    """Set a fact. Others who set facts wait until this transaction ends."""
    await session.execute(_WRITE, {"key": key, "value": value})


async def take(session: Session, key: str) -> Any:
    """Remove a fact and give it: two takers of one fact, only one gets it."""
    if key not in await _facts(session):
        return None
    return await session.scalar(_TAKE, {"key": key})


async def shop_name(session: Session) -> str:
    """The shop's name as shoppers see it."""
    return str(await read(session, "name", "Etalase"))


@kept("settings")
async def _facts(session: Session) -> Mapping[str, Any]:
    """Give every fact; there are few, and nearly every tap asks for one."""
    return MappingProxyType(dict((await session.execute(_ALL)).all()))
