"""Where a person's parcels went before, so that nobody types an address twice."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, Select, insert, select, update

from customers import regions
from customers.models import Address
from foundation.database import Session
from foundation.errors import Gone


class AddressGone(Gone):
    """No such address, or somebody else's. Facts: address_id."""

    key = "error-address-gone"


@dataclass(frozen=True, slots=True)
class SavedAddress:
    """Somewhere a parcel went. ``phone`` is E.164, ``district_code`` the Kemendagri code."""

    id: int
    recipient: str
    phone: str
    street: str
    district_code: str

    @property
    def place(self) -> str:
        """District, city and province, as written on a parcel; empty for a code nobody knows any more."""
        where = regions.district(self.district_code)
        return where.label if where else ""


def _saved(person_id: int) -> Select[int, str, str, str, str]:
    """Ask for a person's addresses, the last used first."""
    return (
        select(Address.id, Address.recipient, Address.phone, Address.street, Address.district_code)
        .where(Address.person_id == person_id, Address.deleted_at.is_(None))
        .order_by(Address.used_at.desc(), Address.id.desc())
    )


def _read(row: Row[int, str, str, str, str] | None) -> SavedAddress | None:
    return SavedAddress(*row) if row else None


async def addresses(session: Session, person_id: int, limit: int = 20) -> list[SavedAddress]:
    """Give a person's addresses, the last used first."""
    return [SavedAddress(*row) for row in await session.execute(_saved(person_id).limit(limit))]


async def last_used(session: Session, person_id: int) -> SavedAddress | None:
    """Give the address a person's last parcel went to."""
    return _read((await session.execute(_saved(person_id).limit(1))).first())


async def find(session: Session, person_id: int, address_id: int) -> SavedAddress:
    """Give one of a person's addresses. Raises AddressGone."""
    found = _read((await session.execute(_saved(person_id).where(Address.id == address_id))).first())
    if found is None:
        raise AddressGone(address_id=address_id)
    return found


async def save(
    session: Session,
    person_id: int,
    *,
    recipient: str,
    phone: str,
    street: str,
    district_code: str,
    now: datetime,
) -> int:
    """Remember an address as the last used one; the same one twice is one row. Gives its id."""
    details = {
        "recipient": recipient,
        "phone": phone,
        "street": street,
        "district_code": district_code,
    }
    same = [getattr(Address, name) == value for name, value in details.items()]
    known = await session.scalars(
        update(Address)
        .where(Address.person_id == person_id, Address.deleted_at.is_(None), *same)
        .values(used_at=now)
        .returning(Address.id)
    )
    if (address_id := known.first()) is not None:
        return address_id
    new = insert(Address).values(person_id=person_id, created_at=now, used_at=now, **details)
    return (await session.scalars(new.returning(Address.id))).one()


async def forget(session: Session, person_id: int, address_id: int, *, now: datetime) -> None:
    """Forget an address: what it said is gone, orders keep their own copy. Raises AddressGone."""
    forgotten = await session.scalar(
        update(Address)
        .where(Address.id == address_id, Address.person_id == person_id, Address.deleted_at.is_(None))
        .values(deleted_at=now, recipient="", phone="", street="")
        .returning(Address.id)
    )
    if forgotten is None:
        raise AddressGone(address_id=address_id)
