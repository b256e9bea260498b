"""The summary: filled in from last time, asks for what is missing, and remembers what it showed."""

from functools import partial

import pytest

from catalog.errors import OutOfStock
from checkout import accounts, cart, drafts, shipping
from checkout.errors import (
    AccountGone,
    CartEmpty,
    DistrictUnknown,
    FieldEmpty,
    FieldTooLong,
    NoCourierThere,
    QrisTooLarge,
    QuantityWrong,
    ShippingGone,
    StaleCheckout,
)
from checkout.models import Order
from checkout.summaries import Summary
from customers import addresses
from customers.addresses import AddressGone
from customers.phones import PhoneUnreadable
from foundation import shop as facts
from tests.builders import OWNER
from tests.checkout.builders import ANN, BOB, CIMAHI, Shop


async def start(shop: Shop, person_id: int = ANN, only: tuple[int, int] | None = None) -> Summary:
    """Tap *Checkout* or *Buy now*."""
    async with shop.session() as session:
        return await drafts.start(session, person_id, now=shop.clock.now(), only=only)


async def shown(shop: Shop) -> Summary:
    """Look at the summary."""
    async with shop.session() as session:
        return await drafts.summary(session, ANN, now=shop.clock.now())


async def walk_in(shop: Shop, variant_id: int = 0) -> None:
    """Let Ann come in and put one thing into her cart."""
    async with shop.session() as session:
        await shop.meet(session, ANN)
        await cart.add(session, ANN, variant_id or shop.mug, 1, now=shop.clock.now())


async def test_a_new_shopper_is_asked_for_street_and_district_only(shop: Shop) -> None:
    """Name and phone come from the profile; QRIS stands first."""
    await walk_in(shop)
    summary = await start(shop)
    assert summary.missing == ("street", "district", "shipping")
    assert (summary.recipient, summary.phone) == (f"Person{ANN}", f"+6281{ANN:09}")
    assert summary.account is not None and summary.account.kind == "qris"
    assert summary.quote is not None and (summary.quote.shipping, summary.quote.total) == (0, 50_000)

    async with shop.session() as session:
        await drafts.set_street(session, ANN, " Jl. Melati 5\nrumah biru ")
        await drafts.set_district(session, ANN, CIMAHI)
    summary = await shown(shop)
    assert (summary.missing, summary.street) == ((), "Jl. Melati 5\nrumah biru")
    assert summary.place == "Cimahi Selatan, Kota Cimahi, Jawa Barat"
    assert summary.quote is not None and (summary.quote.shipping, summary.quote.total) == (10_000, 60_000)


async def test_a_second_order_is_ready_at_once(shop: Shop) -> None:
    """Address, courier and way to pay are those of last time."""
    async with shop.session() as session:
        await shipping.set_zone(session, "32", "jnt", "EZ", 20_000, "", actor_id=OWNER, now=shop.clock.now())
    await shop.ready()
    async with shop.session() as session:
        await drafts.set_shipping(session, ANN, "jnt:EZ", now=shop.clock.now())
    await shop.place(ANN, (await shown(shop)).token)

    summary = await start(shop, only=(shop.mug, 2))
    assert summary.missing == ()
    assert (summary.street, summary.district_code) == ("Jl. Melati 5", CIMAHI)
    assert summary.shipping is not None and summary.shipping.key == "jnt:EZ"
    assert summary.account is not None and summary.account.id == shop.bank


async def test_an_unfinished_checkout_is_not_typed_again(shop: Shop) -> None:
    """Buying something else now keeps the half-typed address, under a new token."""
    await walk_in(shop)
    before = await start(shop)
    async with shop.session() as session:
        await drafts.set_street(session, ANN, "Jl. Mawar 1")
    after = await start(shop, only=(shop.mug, 1))
    assert after.street == "Jl. Mawar 1"
    assert after.token != before.token


async def test_digital_goods_need_no_address(shop: Shop) -> None:
    """What weighs nothing is not sent: no courier, no postage."""
    summary = await start(shop, only=(await shop.product("E-book", weight_g=0), 1))
    assert (summary.needs_shipping, summary.missing, summary.shipping_options) == (False, (), ())


async def test_details_that_cannot_be_right_are_refused(shop: Shop) -> None:
    """Each mistake has a name; the summary stays as it was."""
    await walk_in(shop)
    await start(shop)
    wrong = [
        (FieldEmpty, drafts.set_recipient, "  "),
        (FieldTooLong, drafts.set_recipient, "x" * 101),
        (PhoneUnreadable, drafts.set_phone, "12"),
        (FieldEmpty, drafts.set_street, "\x00"),
        (FieldTooLong, drafts.set_street, "x" * 501),
        (FieldTooLong, drafts.set_note, "x" * 301),
        (DistrictUnknown, drafts.set_district, "99.99.99"),
        (NoCourierThere, partial(drafts.set_shipping, now=shop.clock.now()), "jne:REG"),
        (AccountGone, partial(drafts.set_account, now=shop.clock.now()), 99),
        (AddressGone, drafts.use_address, 99),
    ]
    for error, function, value in wrong:
        with pytest.raises(error):
            async with shop.session() as session:
                await function(session, ANN, value)
    assert (await shown(shop)).missing == ("street", "district", "shipping")
    async with shop.session() as session:
        await drafts.set_district(session, ANN, CIMAHI)
        with pytest.raises(ShippingGone):
            await drafts.set_shipping(session, ANN, "jne:YES", now=shop.clock.now())
        await drafts.set_note(session, ANN, "bungkus kado")
        await drafts.set_note(session, ANN, "  ")
    assert (await shown(shop)).note == ""


async def test_nobody_uses_somebody_elses_address(shop: Shop) -> None:
    """A forwarded button does not show where Bob lives."""
    await shop.order(BOB)
    await walk_in(shop)
    await start(shop)
    async with shop.session() as session:
        (bobs,) = await addresses.addresses(session, BOB)
        with pytest.raises(AddressGone):
            await drafts.use_address(session, ANN, bobs.id)


async def test_too_much_for_qris_goes_to_the_bank(shop: Shop) -> None:
    """One QRIS payment carries ten million; choosing it for more is explained."""
    sofa = await shop.product("Sofa", price=10_000_001, weight_g=0)
    summary = await start(shop, only=(sofa, 1))
    assert summary.account is not None and summary.account.kind == "bank"
    with pytest.raises(QrisTooLarge) as told:
        async with shop.session() as session:
            await drafts.set_account(session, ANN, shop.qris, now=shop.clock.now())
    assert told.value.facts["limit"] == 10_000_000
    async with shop.session() as session:
        await accounts.remove_account(session, shop.bank, actor_id=OWNER, now=shop.clock.now())
    assert (await shown(shop)).missing == ("payment",)


async def test_nothing_can_be_checked_out_from_an_empty_cart(shop: Shop) -> None:
    """Nor more than there is, nor a quantity nobody means, nor without beginning."""
    with pytest.raises(CartEmpty):
        await start(shop)
    with pytest.raises(OutOfStock):
        await start(shop, only=(shop.mug, 6))
    with pytest.raises(QuantityWrong):
        await start(shop, only=(shop.mug, -1))
    with pytest.raises(StaleCheckout):
        await shown(shop)
    with pytest.raises(StaleCheckout):
        async with shop.session() as session:
            await drafts.set_street(session, ANN, "Jl. Melati 5")
    assert await shop.count(Order) == 0


async def test_a_summary_that_shows_something_new_has_a_new_token(shop: Shop) -> None:
    """An older message cannot order what it does not show; looking twice at the same changes nothing."""
    first = await shop.ready()
    assert (await shown(shop)).token == first.token
    async with shop.session() as session:
        await drafts.set_note(session, ANN, "titip satpam")
    assert (await shown(shop)).token != first.token
    with pytest.raises(StaleCheckout):
        await shop.place(ANN, first.token)


async def test_rupiah_codes_are_not_offered_for_dollars(shop: Shop) -> None:
    """QRIS knows rupiah only: the shopper neither sees nor picks it, though the owner set one up."""
    async with shop.session() as session:
        await facts.write(session, "currency", "USD")
    summary = await shop.ready()
    assert [account.kind for account in summary.accounts] == ["bank"]
    with pytest.raises(AccountGone):
        async with shop.session() as session:
            await drafts.set_account(session, ANN, shop.qris, now=shop.clock.now())
