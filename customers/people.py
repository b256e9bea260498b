"""People: who wrote to the shop, in which language, and what they may do."""

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import bindparam, select, update

from customers.models import Person, Role
from foundation import audit, shop
from foundation.database import Session, prepared
from foundation.errors import NotAllowed, ShopError
from foundation.kept import kept

CLAIM = "owner_claim"
"""The shop fact that holds the fingerprint of the one-time owner link."""

OWNERS = "owners"
"""The topic of who runs the shop. Every visitor is a row in the table, so whoever changes a role says so himself."""


class ClaimSpent(ShopError):
    """The owner link was used before, or never existed."""

    key = "error-claim-spent"


_TOLD = {"first_name": 200, "last_name": 200, "username": 64, "telegram_language": 20}
"""What Telegram tells of a person, and how many characters of it we keep."""


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

    def seen_as(self, seen: "Somebody") -> "Somebody":
        """Give the person with name and Telegram language as they are seen now; the same one when nothing changed."""
        told = {name: getattr(seen, name)[:limit] for name, limit in _TOLD.items()}
        if all(getattr(self, name) == value for name, value in told.items()):
            return self
        return replace(self, **told)

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def is_owner(self) -> bool:
        """Whether the person runs the shop."""
        return self.role == Role.OWNER


COLUMNS = (
    Person.id,
    Person.first_name,
    Person.last_name,
    Person.username,
    Person.telegram_language,
    Person.chosen_language,
    Person.phone,
    Person.role,
)
"""The columns of Somebody, in its order."""

_FIND = prepared(select(*COLUMNS).where(Person.id == bindparam("id")))
_OWNERS = prepared(select(Person.id).where(Person.role == Role.OWNER).order_by(Person.id))
_MEET = prepared(
    lambda insert: insert(Person).on_conflict_do_nothing(),
    columns=("id", "created_at", *_TOLD),
)
_SEEN = prepared(
    update(Person)
    .where(Person.id == bindparam("person_id"))
    .values({name: bindparam(name) for name in _TOLD})
)
_PHONE = prepared(
    update(Person).where(Person.id == bindparam("person_id")).values(phone=bindparam("new_phone"))
)
_APPOINT = prepared(
    lambda insert: (
        insert(Person)
        .values(id=bindparam("id"), first_name="", role=Role.OWNER, created_at=bindparam("created_at"))
        .on_conflict_do_update(index_elements=[Person.id], set_={"role": Role.OWNER})
    )
)
_CLAIM = prepared(update(Person).where(Person.id == bindparam("person_id")).values(role=Role.OWNER))


async def find(session: Session, person_id: int) -> Somebody | None:
    """Give a person the shop has met."""
    row = await session.row(_FIND, {"id": person_id})
    return Somebody(*row) if row else None


async def meet(session: Session, seen: Somebody, *, now: datetime) -> Somebody:
    """Remember who writes (name and Telegram language as they are now); give what the shop knows of them."""
    known = await find(session, seen.id)
    if known is None:
        told = {name: getattr(seen, name)[:limit] for name, limit in _TOLD.items()}
        await session.execute(_MEET, {"id": seen.id, "created_at": now, **told})
        return Somebody(id=seen.id, **told)
    person = known.seen_as(seen)
    if person != known:
        told = {name: getattr(person, name) for name in _TOLD}
        await session.execute(_SEEN, {"person_id": seen.id, **told})
    return person


async def choose_language(session: Session, person_id: int, language: str) -> None:
    """The person wants to read this language, whatever Telegram says."""
    await session.execute(update(Person).where(Person.id == person_id).values(chosen_language=language))


async def set_phone(session: Session, person_id: int, phone: str) -> None:
    """Remember a person's phone number (E.164)."""
    await session.execute(_PHONE, {"person_id": person_id, "new_phone": phone})


async def mark_blocked(session: Session, person_id: int, when: datetime | None) -> None:
    """The person blocked the bot (or came back, ``None``)."""
    await session.execute(update(Person).where(Person.id == person_id).values(blocked_at=when))


async def owner_ids(session: Session) -> list[int]:
    """Give everybody who runs the shop."""
    return list(await _owners(session))


async def appoint_owners(session: Session, person_ids: tuple[int, ...], *, now: datetime) -> None:
    """Make the people named in the settings owners, whether they wrote already or not."""
    if not person_ids:
        return
    await session.change(OWNERS)
    for person_id in sorted(person_ids):
        await session.execute(_APPOINT, {"id": person_id, "created_at": now})


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
    await session.change(OWNERS)
    await session.execute(_CLAIM, {"person_id": person_id})
    audit.note(
        session, person_id, "claim-ownership", f"person:{person_id}", now=now, after={"role": Role.OWNER}
    )


@kept(OWNERS)
async def _owners(session: Session) -> tuple[int, ...]:
    return tuple(await session.scalars(_OWNERS))


def _fingerprint(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()
