"""Shipping zones and receiving accounts, as the owner sets them."""

import pytest

from checkout import accounts, shipping
from checkout.errors import (
    AccountGone,
    AccountNumberWrong,
    AreaUnknown,
    FieldEmpty,
    RateWrong,
    ServiceUnreadable,
    ZoneGone,
)
from checkout.models import ReceivingAccount
from checkout.qris import QrisNotStatic, QrisUnreadable, parse
from tests.builders import OWNER
from tests.checkout.builders import CIMAHI, QRIS, Shop

JAKARTA = "31.74.01"


async def set_zone(shop: Shop, area: str, courier: str, service: str, price: int, days: str = "") -> int:
    """Set a zone as the owner."""
    async with shop.session() as session:
        return await shipping.set_zone(
            session, area, courier, service, price, days, actor_id=OWNER, now=shop.clock.now()
        )


async def options(shop: Shop, district: str, weight_g: int) -> list[tuple[str, int]]:
    """Ask what it costs to send so many grams."""
    async with shop.database.reading() as session:
        found = await shipping.options_for(session, district, weight_g)
    return [(option.key, option.price) for option in found]


async def test_the_nearest_zone_of_a_service_counts(shop: Shop) -> None:
    """District before city before province before everywhere, each service by itself, cheapest first."""
    for area, price in (("", 40_000), ("32.77", 9_000), (CIMAHI, 8_000)):
        await set_zone(shop, area, "JNE", "REG", price)
    await set_zone(shop, "", "jnt", "EZ", 7_500)
    assert await options(shop, CIMAHI, 1) == [("jnt:EZ", 7_500), ("jne:REG", 8_000)]
    assert await options(shop, "32.77.02", 1) == [("jnt:EZ", 7_500), ("jne:REG", 9_000)]
    assert await options(shop, "32.73.01", 1) == [("jnt:EZ", 7_500), ("jne:REG", 10_000)]
    assert await options(shop, JAKARTA, 1) == [("jnt:EZ", 7_500), ("jne:REG", 40_000)]


async def test_each_started_kilogram_is_paid(shop: Shop) -> None:
    """A gram more than a kilogram is two kilograms."""
    for weight_g, price in ((1, 10_000), (1000, 10_000), (1001, 20_000), (2500, 30_000)):
        assert await options(shop, CIMAHI, weight_g) == [("jne:REG", price)]


async def test_what_weighs_nothing_needs_no_courier(shop: Shop) -> None:
    """And where no zone reaches, nothing is offered."""
    assert await options(shop, CIMAHI, 0) == []
    assert await options(shop, JAKARTA, 500) == []
    assert await options(shop, "", 500) == []


async def test_setting_a_zone_again_changes_it(shop: Shop) -> None:
    """The owner types ``jne``, ``JNE`` or its long name: it is one zone."""
    first = await set_zone(shop, "32", "jne", "REG", 12_000, "2-3")
    again = await set_zone(shop, "32", "J.N.E", "REG", 13_000, " 1 - 2 ")
    assert first == again
    async with shop.session() as session:
        (zone,) = await shipping.zones(session)
        assert (zone.courier, zone.price_per_kg, zone.days) == ("jne", 13_000, "1 - 2")
        removed = await shipping.remove_zone(session, zone.id, actor_id=OWNER, now=shop.clock.now())
        assert removed == zone
        with pytest.raises(ZoneGone):
            await shipping.remove_zone(session, zone.id, actor_id=OWNER, now=shop.clock.now())


async def test_zones_that_make_no_sense_are_refused(shop: Shop) -> None:
    """Each slip is named, and nothing is kept."""
    for error, *zone in (
        (AreaUnknown, "99", "jne", "REG", 1),
        (AreaUnknown, "32.", "jne", "REG", 1),
        (RateWrong, "32", "jne", "REG", -1),
        (RateWrong, "32", "jne", "REG", 10**12),
        (ServiceUnreadable, "32", "a:b", "REG", 1),
        (ServiceUnreadable, "32", "jne", "x" * 29, 1),
        (FieldEmpty, "32", "jne", "  ", 1),
    ):
        with pytest.raises(error):
            await set_zone(shop, *zone)
    assert await options(shop, CIMAHI, 1) == [("jne:REG", 10_000)]


async def known(shop: Shop) -> list[tuple[str, str]]:
    """Give the accounts shoppers see."""
    async with shop.database.reading() as session:
        return [(one.kind, one.holder) for one in await accounts.accounts(session)]


async def test_an_account_that_comes_back_is_the_same_account(shop: Shop) -> None:
    """Its open amounts stay unique: bank and number, however written, are one row for ever."""
    now = shop.clock.now()
    async with shop.session() as session:
        await accounts.remove_account(session, shop.bank, actor_id=OWNER, now=now)
        with pytest.raises(AccountGone):
            await accounts.remove_account(session, shop.bank, actor_id=OWNER, now=now)
    assert await known(shop) == [("qris", "TOKO CONTOH")]
    async with shop.session() as session:
        again = await accounts.add_bank(session, "bca", "123-456 7890", "Melati S", actor_id=OWNER, now=now)
        assert again == shop.bank
    assert await known(shop) == [("qris", "TOKO CONTOH"), ("bank", "Melati S")]


async def test_a_new_qris_takes_the_place_of_the_old_one(shop: Shop) -> None:
    """There is one QRIS at a time; a new sticker of the same merchant keeps the account."""
    other = _signed(QRIS.replace("ID1000000000000", "ID1000000000009").replace("CONTOH", "SEPATU"))
    renamed = _signed(QRIS.replace("CONTOH", "MELATI"))
    now = shop.clock.now()
    async with shop.session() as session:
        assert await accounts.set_qris(session, renamed, actor_id=OWNER, now=now) == shop.qris
    assert ("qris", "TOKO MELATI") in await known(shop)
    async with shop.session() as session:
        assert await accounts.set_qris(session, other, actor_id=OWNER, now=now) != shop.qris
    assert [one for one in await known(shop) if one[0] == "qris"] == [("qris", "TOKO SEPATU")]
    assert await shop.count(ReceivingAccount) == 3


async def test_what_is_no_account_is_refused(shop: Shop) -> None:
    """Words for a number, a code with an amount, a text that is no code."""
    now = shop.clock.now()
    wrong = [
        (AccountNumberWrong, accounts.add_bank, ("BCA", "nomor", "Melati")),
        (FieldEmpty, accounts.add_bank, (" ", "1234567890", "Melati")),
        (QrisNotStatic, accounts.set_qris, (parse(QRIS).with_amount(5_000),)),
        (QrisUnreadable, accounts.set_qris, ("hello",)),
    ]
    for error, function, facts in wrong:
        with pytest.raises(error):
            async with shop.session() as session:
                await function(session, *facts, actor_id=OWNER, now=now)
    assert len(await known(shop)) == 2


def _signed(text: str) -> str:
    """Give a changed code its right checksum."""
    from binascii import crc_hqx

    body = text[:-4]
    return f"{body}{crc_hqx(body.encode(), 0xFFFF):04X}"
