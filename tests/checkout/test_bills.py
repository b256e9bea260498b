"""Telegram's own bills: one payment for an order, in time, of exactly what was asked; Stars for what is digital."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import select

from checkout import accounts, attempts, bills, expiry, offers, payments, telegram_money
from checkout.accounts import STARS, TELEGRAM
from checkout.bills import Bill
from checkout.errors import (
    BillOver,
    BillPaid,
    BillUnderWay,
    BillWrong,
    OrderGone,
    PaymentGone,
    StarsRateWrong,
)
from checkout.models import Order
from checkout.money.models import MoneyEntry
from checkout.settling import Recorded
from foundation.audit import AuditEntry
from foundation.errors import ShopError
from foundation.shop import write
from tests.builders import OWNER
from tests.checkout.builders import ANN, BOB, Shop


async def offer(shop: Shop, kind: str = TELEGRAM) -> int:
    """Offer a way to pay inside Telegram: five Stars are Rp1.000."""
    async with shop.session() as session:
        now = shop.clock.now()
        await write(session, offers.INVOICES, True)
        await telegram_money.set_stars_rate(session, "5", actor_id=OWNER, now=now)
        return await accounts.offer_kind(session, kind, actor_id=OWNER, now=now)


async def bill(shop: Shop, order_id: int) -> Bill:
    """Write the bill of an order."""
    async with shop.database.reading() as session:
        ((shipping,),) = (await session.execute(select(Order.shipping).where(Order.id == order_id))).all()
        return bills.bill_of(await payments.payment_of(session, order_id), shipping)


async def a_bill(shop: Shop) -> tuple[int, Bill]:
    """Order a mug to be paid inside Telegram; gives the order and its bill."""
    order_id = await shop.order(account=await offer(shop))
    return order_id, await bill(shop, order_id)


async def asks(shop: Shop, one: Bill, person_id: int = ANN, **other: Any) -> int:
    """Let Telegram ask whether a bill may be paid now."""
    facts = {"units": one.goods + one.postage, "currency": one.currency, **other}
    async with shop.session() as session:
        return await bills.let_pay(session, person_id, one.payload, **facts, now=shop.clock.now())


async def pays(shop: Shop, one: Bill, charge: str = "stx1", **other: Any) -> Recorded | None:
    """Let Telegram say that a bill was paid."""
    facts = {"payload": one.payload, "units": one.goods + one.postage, "currency": one.currency, **other}
    async with shop.session() as session:
        return await bills.paid(session, **facts, charge_id=charge, now=shop.clock.now())


async def ledger(shop: Shop) -> list[tuple[Any, ...]]:
    """Read what came."""
    rows = select(MoneyEntry.amount, MoneyEntry.currency, MoneyEntry.source, MoneyEntry.key)
    return [tuple(one) for one in await shop.rows(rows.order_by(MoneyEntry.id))]


async def test_rupiah_have_two_digits_more_on_a_bill(shop: Shop) -> None:
    """A mug and its postage, as Telegram counts; paid, the ledger has rupiah again, and the order goes on."""
    order_id, one = await a_bill(shop)
    assert (one.currency, one.goods, one.postage) == ("IDR", 5_000_000, 1_000_000)
    assert await asks(shop, one) == order_id
    assert await pays(shop, one) == Recorded(order_id, "full", settled=True)  # type: ignore[arg-type]
    assert await ledger(shop) == [(60_000, "IDR", "telegram", "stx1")]
    assert await shop.states(order_id) == ("processing", "settled")
    assert await shop.audit() == []


def test_telegrams_own_exponents_are_used() -> None:
    """Rupiah gain two digits, dollars and yen have the same as everywhere."""
    for amount, currency, units in ((135_000, "IDR", 13_500_000), (1_45, "USD", 145), (900, "JPY", 900)):
        assert telegram_money.to_units(amount, currency) == units
        assert telegram_money.from_units(units, currency) == amount


async def test_one_of_two_who_ask_at_the_same_moment_may_pay(shop: Shop) -> None:
    """Two devices, one bill: never two payments for one order; after two minutes a card that failed may try again."""
    _, one = await a_bill(shop)
    outcomes = await asyncio.gather(asks(shop, one), asks(shop, one), return_exceptions=True)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["BillUnderWay", "int"]
    shop.clock.advance(seconds=119)
    with pytest.raises(BillUnderWay):
        await asks(shop, one)
    shop.clock.advance(seconds=2)
    await asks(shop, one)


async def test_while_telegram_charges_nobody_pays_or_cancels_otherwise(shop: Shop) -> None:
    """The money may come any second; when it did not, two minutes later everything is possible again."""
    order_id, one = await a_bill(shop)
    await asks(shop, one)
    now = shop.clock.now()
    async with shop.session() as session:
        with pytest.raises(BillUnderWay):
            await attempts.pay_otherwise(session, ANN, order_id, shop.bank, now=now)
    with pytest.raises(BillUnderWay):
        await shop.cancel(order_id, ANN)
    shop.clock.advance(minutes=3)
    await shop.cancel(order_id, ANN)
    assert await shop.states(order_id) == ("canceled", "voided")


async def test_what_telegram_says_twice_counts_once(shop: Shop) -> None:
    """The same charge again changes nothing; another charge is money to give back, and both are told."""
    order_id, one = await a_bill(shop)
    await pays(shop, one)
    again = await pays(shop, one)
    assert again is not None and again.repeated
    assert len(await ledger(shop)) == 1
    assert await shop.news("payment-over") == []
    with pytest.raises(BillPaid):
        await asks(shop, one)
    await pays(shop, one, "stx2")
    assert sorted(person for person, _ in await shop.news("payment-over")) == [OWNER]
    assert [person for person, _ in await shop.news("payment-over-shopper")] == [ANN]
    assert await shop.states(order_id) == ("processing", "settled")
    assert await shop.audit() == []


async def test_a_bill_that_is_over_is_refused(shop: Shop) -> None:
    """Past its time, swept or not; cancelled; paid in another way by now."""
    order_id, one = await a_bill(shop)
    async with shop.session() as session:
        await attempts.pay_otherwise(session, ANN, order_id, shop.bank, now=shop.clock.now())
    with pytest.raises(BillOver):
        await asks(shop, one)
    second = await shop.order(account=await offer(shop))
    await shop.cancel(second, ANN)
    with pytest.raises(BillOver):
        await asks(shop, await bill(shop, second))
    third = await bill(shop, await shop.order(BOB, account=await offer(shop)))
    shop.clock.advance(hours=24)
    with pytest.raises(BillOver):
        await asks(shop, third, BOB)


@pytest.mark.parametrize(
    ("other", "error"),
    [
        ({"person_id": BOB}, OrderGone),
        ({"units": 5_999_999}, BillWrong),
        ({"currency": "USD"}, BillWrong),
        ({"currency": "XTR"}, BillWrong),
    ],
)
async def test_a_bill_that_is_not_what_was_asked_is_refused(
    shop: Shop, other: dict[str, Any], error: type[ShopError]
) -> None:
    """Somebody else's, another sum, another currency: nobody is charged, and the right one may still pay."""
    _, one = await a_bill(shop)
    with pytest.raises(error):
        await asks(shop, one, **other)
    await asks(shop, one)


@pytest.mark.parametrize("payload", ["", "hello", "1001", "1001-999999", "1002-1", "9" * 30 + "-1"])
async def test_a_bill_of_nothing_of_ours_is_refused_and_its_money_written_down(
    shop: Shop, payload: str
) -> None:
    """Nobody pays it; if somebody did after all, the audit log says so."""
    await a_bill(shop)
    with pytest.raises((OrderGone, PaymentGone)):
        await asks(shop, Bill(payload, "IDR", 6_000_000, 0))
    assert await pays(shop, Bill(payload, "IDR", 6_000_000, 0)) is None
    assert await ledger(shop) == []
    logged = select(AuditEntry.action).where(AuditEntry.action == "bill-unknown")
    assert len(await shop.rows(logged)) == 1


async def test_money_that_contradicts_its_bill_is_looked_at(shop: Shop) -> None:
    """Another currency than was asked: nothing moves, the owner is told."""
    order_id, one = await a_bill(shop)
    assert await pays(shop, one, currency="USD") is None
    assert await pays(shop, one, "stx2", currency="XTR") is None
    assert [person for person, _ in await shop.news("gateway-trouble")] == [OWNER, OWNER]
    assert await shop.states(order_id) == ("pending_payment", "created")


async def test_an_order_whose_payment_was_let_through_waits_for_it(shop: Shop) -> None:
    """In the last second: it does not end while Telegram charges."""
    order_id, one = await a_bill(shop)
    shop.clock.advance(hours=23, minutes=59, seconds=59)
    await asks(shop, one)
    shop.clock.advance(minutes=1)
    async with shop.session() as session:
        assert await expiry.expire_unpaid(session, now=shop.clock.now()) == []
    await pays(shop, one)
    assert await shop.states(order_id) == ("processing", "settled")


async def test_money_that_comes_too_late_is_not_lost(shop: Shop) -> None:
    """After the end the order goes on with fresh stock; where that is gone, both sides hear of the money."""
    goes_on, one = await a_bill(shop)
    sold_out = await shop.order(BOB, account=await offer(shop))
    other = await bill(shop, sold_out)
    shop.clock.advance(hours=25)
    async with shop.session() as session:
        assert len(await expiry.expire_unpaid(session, now=shop.clock.now())) == 2
    await pays(shop, one)
    await shop.restock(1)
    await pays(shop, other, "stx2")
    assert await shop.states(goes_on) == ("processing", "settled")
    assert await shop.states(sold_out) == ("expired", "settled")
    assert [person for person, _ in await shop.news("late-payment")] == [OWNER]
    assert [person for person, _ in await shop.news("late-payment-shopper")] == [BOB]
    assert await shop.audit() == []


async def test_stars_pay_for_what_is_digital_alone(shop: Shop) -> None:
    """A song, yes; a mug, or both together, no; without a price in Stars nobody sees them."""
    song = await shop.product("Song", price=20_100, weight_g=0)
    await offer(shop, STARS)

    async def offered(person_id: int, goods: dict[int, int]) -> bool:
        return STARS in [one.kind for one in (await shop.ready(person_id, goods)).accounts]

    assert await offered(ANN, {song: 1})
    assert not await offered(ANN, {song: 1, shop.mug: 1})
    assert not await offered(BOB, {shop.mug: 1})


async def test_stars_keep_the_books_in_rupiah(shop: Shop) -> None:
    """Rp20.100 at five Stars for Rp1.000 is 101 of them: what was asked is frozen, a new rate is for new orders."""
    song = await shop.product("Song", price=20_100, weight_g=0)
    account = await offer(shop, STARS)
    order_id = await shop.order(ANN, {song: 1}, account=account)
    async with shop.session() as session:
        await telegram_money.set_stars_rate(session, "7,5", actor_id=OWNER, now=shop.clock.now())
    one = await bill(shop, order_id)
    assert (one.currency, one.goods, one.postage) == ("XTR", 101, 0)
    await asks(shop, one)
    await pays(shop, one)
    assert await ledger(shop) == [(20_100, "IDR", "stars", "stx1")]
    async with shop.database.reading() as session:
        payment = await payments.payment_of(session, order_id)
    assert payment.shown == {"stars": 101, "paid": 101}
    assert await shop.audit() == []


@pytest.mark.parametrize("typed", ["", "five", "-1", "0", "nan", "inf", "1e9", "5 stars"])
async def test_a_price_in_stars_nobody_means_is_explained(shop: Shop, typed: str) -> None:
    """Words, nothing, less than nothing, too much: nothing changes."""
    async with shop.session() as session:
        with pytest.raises(StarsRateWrong):
            await telegram_money.set_stars_rate(session, typed, actor_id=OWNER, now=shop.clock.now())
        assert await telegram_money.stars_rate(session) is None
