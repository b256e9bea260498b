"""Where a person's parcels went before, so that nobody types an address twice."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, Integer, bindparam, exists, insert, select, update

from customers import regions
from customers.models import Address
from foundation.database import Session, prepared
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


_COLUMNS = (Address.id, Address.recipient, Address.phone, Address.street, Address.district_code)
_OF_PERSON = (
    select(*_COLUMNS)
    .where(Address.person_id == bindparam("person_id"), Address.deleted_at.is_(None))
    .order_by(Address.used_at.desc(), Address.id.desc())
)
_SAVED = prepared(_OF_PERSON.limit(bindparam("most", type_=Integer)))
_FIND = prepared(_OF_PERSON.where(Address.id == bindparam("address_id")))

_DETAILS = ("recipient", "phone", "street", "district_code")
_SAME = (
    Address.person_id == bindparam("of_person"),
    Address.deleted_at.is_(None),
    *(getattr(Address, name) == bindparam(f"same_{name}") for name in _DETAILS),
)
_USE = update(Address).where(*_SAME).values(used_at=bindparam("now"))
_USE_AGAIN, _USED = prepared(_USE.returning(Address.id)), prepared(_USE)
_NEW = {
    "person_id": bindparam("of_person", type_=BigInteger),
    **{name: bindparam(f"same_{name}", type_=getattr(Address, name).type) for name in _DETAILS},
    "created_at": bindparam("now", type_=Address.created_at.type),
    "used_at": bindparam("now", type_=Address.used_at.type),
}
_ADD = prepared(insert(Address).values(_NEW).returning(Address.id))
_ADD_UNKNOWN = prepared(
    insert(Address).from_select([*_NEW], select(*_NEW.values()).where(~exists().where(*_SAME)))
)
_FORGET = prepared(
    update(Address)
    .where(
        Address.id == bindparam("address_id"),
        Address.person_id == bindparam("person_id"),
        Address.deleted_at.is_(None),
    )
    .values(deleted_at=bindparam("now"), recipient="", phone="", street="")
    .returning(Address.id)
)


async def addresses(session: Session, person_id: int, limit: int = 20) -> list[SavedAddress]:
    """Give a person's addresses, the last used first."""
    rows = await session.rows(_SAVED, {"person_id": person_id, "most": limit})
    return [SavedAddress(*row) for row in rows]


async def last_used(session: Session, person_id: int) -> SavedAddress | None:
    """Give the address a person's last parcel went to."""
    return next(iter(await addresses(session, person_id, limit=1)), None)


async def find(session: Session, person_id: int, address_id: int) -> SavedAddress:
    """Give one of a person's addresses. Raises AddressGone."""
    row = await session.row(_FIND, {"person_id": person_id, "address_id": address_id})
    if row is None:
        raise AddressGone(address_id=address_id)
    return SavedAddress(*row)


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
    facts = _facts(person_id, recipient, phone, street, district_code, now)
    if (known := await session.scalar(_USE_AGAIN, facts)) is not None:
        return known
    return (await session.execute(_ADD, facts)).scalar_one()


def save_later(
    session: Session,
    person_id: int,
    *,
    recipient: str,
    phone: str,
    street: str,
    district_code: str,
    now: datetime,
) -> None:
    """Remember an address as ``save`` does, together with what else the transaction writes at its end."""
    facts = _facts(person_id, recipient, phone, street, district_code, now)
    session.later(_ADD_UNKNOWN, facts)
    session.later(_USED, facts)


async def forget(session: Session, person_id: int, address_id: int, *, now: datetime) -> None:
    """Forget an address: what it said is gone, orders keep their own copy. Raises AddressGone."""
    whose = {"person_id": person_id, "address_id": address_id}
    if await session.scalar(_FORGET, {**whose, "now": now}) is None:
        raise AddressGone(address_id=address_id)


def _facts(
    person_id: int, recipient: str, phone: str, street: str, district_code: str, now: datetime
) -> dict[str, int | str | datetime]:
    return {
        "of_person": person_id,
        "same_recipient": recipient,
        "same_phone": phone,
        "same_street": street,
        "same_district_code": district_code,
        "now": now,
    }
