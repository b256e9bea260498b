"""The product an owner is adding, kept until it is there or given up.

It is kept beside the conversation, which holds one question at a time: an owner who ships a parcel in between finds
the half-typed product again.
"""

from dataclasses import asdict
from typing import Any

from bot.owner.new_product import Said
from foundation import shop
from foundation.database import Session


async def load(session: Session, person_id: int) -> Said:
    """Give what the person said so far; empty when nothing was."""
    kept: dict[str, Any] | None = await shop.read(session, _key(person_id))
    if kept is None:
        return Said()
    lists = {name: tuple(kept[name]) for name in ("photos", "skipped")}
    return Said(**{**kept, **lists})


async def save(session: Session, person_id: int, said: Said) -> None:
    """Keep what the person said."""
    await shop.write(session, _key(person_id), asdict(said))


async def forget(session: Session, person_id: int) -> None:
    """The product is there, or given up."""
    await shop.take(session, _key(person_id))


def _key(person_id: int) -> str:
    return f"half-said-product:{person_id}"
