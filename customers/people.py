"""People: who wrote to the shop, in which language, and what they may do."""

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select, update

from customers.models import Person, Role
from foundation import audit, shop
from foundation.database import Session, insert_for
from foundation.errors import NotAllowed, ShopError

CLAIM = "owner_claim"
"""The shop fact that holds the fingerprint of the one-time owner link."""


class ClaimSpent(ShopError):
    """The owner link was used before, or never existed."""

    key = "error-claim-spent"


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person as the shop knows them."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    telegram_language: str = ""
    chosen_language: str = ""
    phone: str = ""
    role: str = Role.SHOPPER

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def is_owner(self) -> bool:
        """Whether the person runs the shop."""
        return self.role == Role.OWNER


_COLUMNS = (
    Person.id,
    Person.first_name,
    Person.last_name,
    Person.username,
    Person.telegram_language,
    Person.chosen_language,
    Person.phone,
    Person.role,
)


async def find(session: Session, person_id: int) -> Somebody | None:
    """Give a person the shop has met."""
    row = (await session.execute(select(*_COLUMNS).where(Person.id == person_id))).first()
    return Somebody(*row) if row else None


async def meet(session: Session, seen: Somebody, *, now: datetime) -> Somebody:
    """Remember who writes (name and Telegram language as they are now); give what the shop knows of them."""
    known = await find(session, seen.id)
    told = {
        "first_name": seen.first_name[:200],
        "last_name": seen.last_name[:200],
        "username": seen.username[:64],
        "telegram_language": seen.telegram_language[:20],
    }
    if known is None:
        await session.execute(
            insert_for(session)(Person)
            .values(id=seen.id, created_at=now, role=Role.SHOPPER, chosen_language="", phone="", **told)
            .on_conflict_do_nothing()
        )
        return Somebody(id=seen.id, **told)
    if any(getattr(known, name) != value for name, value in told.items()):
        await session.execute(update(Person).where(Person.id == seen.id).values(**told))
        return replace(known, **told)  # type: ignore[arg-type] # every value is text, as the fields are
    return known


async def choose_language(session: Session, person_id: int, language: str) -> None:
    """The person wants to read this language, whatever Telegram says."""
    await session.execute(update(Person).where(Person.id == person_id).values(chosen_language=language))


async def set_phone(session: Session, person_id: int, phone: str) -> None:
    """Remember a person's phone number (E.164)."""
    await session.execute(update(Person).where(Person.id == person_id).values(phone=phone))


async def mark_blocked(session: Session, person_id: int, when: datetime | None) -> None:
    """The person blocked the bot (or came back, ``None``)."""
    await session.execute(update(Person).where(Person.id == person_id).values(blocked_at=when))


async def owner_ids(session: Session) -> list[int]:
    """Give everybody who runs the shop."""
    return list(await session.scalars(select(Person.id).where(Person.role == Role.OWNER).order_by(Person.id)))


async def appoint_owners(session: Session, person_ids: tuple[int, ...], *, now: datetime) -> None:
    """Make the people named in the settings owners, whether they wrote already or not."""
    for person_id in sorted(person_ids):
        statement = insert_for(session)(Person).values(
            id=person_id, first_name="", last_name="", username="", telegram_language="", chosen_language="",
            phone="", role=Role.OWNER, created_at=now,
        )  # fmt: skip
        await session.execute(
            statement.on_conflict_do_update(index_elements=[Person.id], set_={"role": Role.OWNER})
        )


async def new_claim(session: Session) -> str | None:
    """Make the one-time word that turns its bearer into the owner; None when the shop has an owner."""
    if await owner_ids(session):
        return None
    word = secrets.token_urlsafe(16)
    await shop.write(session, CLAIM, _fingerprint(word))
    return word


async def claim_ownership(session: Session, person_id: int, word: str, *, now: datetime) -> None:
    """Become the owner by the one-time word. Raises ClaimSpent, and NotAllowed when the shop has an owner."""
    if await owner_ids(session):
        raise NotAllowed()
    if await shop.read(session, CLAIM) != _fingerprint(word) or await shop.take(session, CLAIM) is None:
        raise ClaimSpent()
    await session.execute(update(Person).where(Person.id == person_id).values(role=Role.OWNER))
    audit.note(
        session, person_id, "claim-ownership", f"person:{person_id}", now=now, after={"role": Role.OWNER}
    )


def _fingerprint(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()
