"""Addresses: typed once, offered again, forgotten on request."""

import pytest

from customers import addresses, people
from customers.addresses import AddressGone
from customers.models import Address
from customers.people import Somebody
from foundation.database import Database
from tests.conftest import StandingClock

ANN, BOB = 2001, 2002
HOME = {"recipient": "Ann", "phone": "+628120000001", "street": "Jl. Melati 5", "district_code": "32.77.01"}


async def test_an_address_is_typed_once(database: Database, clock: StandingClock) -> None:
    """The same one again is the same row, now the last used; another house is another row."""
    async with database.transaction() as session:
        await people.meet(session, Somebody(ANN, "Ann"), now=clock.now())
        home = await addresses.save(session, ANN, **HOME, now=clock.now())
        office = await addresses.save(session, ANN, **{**HOME, "street": "Kantor"}, now=clock.advance(days=1))
        assert (await addresses.last_used(session, ANN)).id == office
        assert await addresses.save(session, ANN, **HOME, now=clock.advance(days=1)) == home
        assert [one.id for one in await addresses.addresses(session, ANN)] == [home, office]
        assert (await addresses.last_used(session, ANN)).place == "Cimahi Selatan, Kota Cimahi, Jawa Barat"
        assert await addresses.last_used(session, BOB) is None


async def test_a_forgotten_address_is_gone_for_good(database: Database, clock: StandingClock) -> None:
    """Only its owner can forget it, once, and the row says nothing any more."""
    async with database.transaction() as session:
        await people.meet(session, Somebody(ANN, "Ann"), now=clock.now())
        home = await addresses.save(session, ANN, **HOME, now=clock.now())
        with pytest.raises(AddressGone):
            await addresses.forget(session, BOB, home, now=clock.now())
        await addresses.forget(session, ANN, home, now=clock.now())
        with pytest.raises(AddressGone):
            await addresses.forget(session, ANN, home, now=clock.now())
        with pytest.raises(AddressGone):
            await addresses.find(session, ANN, home)
        assert await addresses.addresses(session, ANN) == []
        row = (await session.execute(Address.__table__.select())).one()
        assert (row.recipient, row.phone, row.street) == ("", "", "")
