"""Amounts: each open payment of an account has its own, and gives it back after a while."""

import random

import pytest
from sqlalchemy import insert, select

from checkout import amounts, expiry
from checkout.accounts import Account
from checkout.errors import AmountsExhausted, QrisTooLarge
from checkout.models import AmountLease
from tests.checkout.builders import BOB, WINDOW, Shop


def bank(shop: Shop) -> Account:
    """The shop's bank account."""
    return Account(shop.bank, "bank", "BCA", "1234567890", "Melati", "")


def qris(shop: Shop) -> Account:
    """The shop's QRIS code."""
    return Account(shop.qris, "qris", "", "", "TOKO CONTOH", "")


async def lease(shop: Shop, account: Account, total: int = 60_000) -> int:
    """Take an amount."""
    async with shop.session() as session:
        return await amounts.lease(
            session, account, total, "IDR", now=shop.clock.now(), chance=random.Random(5)
        )


async def take(shop: Shop, account_id: int, wanted: range) -> None:
    """Let somebody else wait for these amounts."""
    async with shop.session() as session:
        rows = [{"account_id": account_id, "amount": amount} for amount in wanted]
        await session.execute(insert(AmountLease), rows)


async def test_three_hundred_open_orders_of_one_total_differ(shop: Shop) -> None:
    """And all codes stay between 1 and 999, though chance offers the same ones again and again."""
    async with shop.session() as session:
        given = [
            await amounts.lease(
                session, bank(shop), 60_000, "IDR", now=shop.clock.now(), chance=random.Random(turn % 7)
            )
            for turn in range(300)
        ]
        less = [
            await amounts.lease(session, qris(shop), 60_000, "IDR", now=shop.clock.now()) for _ in range(40)
        ]
    assert len(set(given)) == 300
    assert min(given) >= 60_001 and max(given) <= 60_999
    assert less == list(range(60_000, 59_960, -1))


async def test_the_last_free_code_is_found(shop: Shop) -> None:
    """With 998 taken the 999th is given; after it the shopper is told."""
    await take(shop, shop.bank, range(60_001, 60_777))
    await take(shop, shop.bank, range(60_778, 61_000))
    assert await lease(shop, bank(shop)) == 60_777
    with pytest.raises(AmountsExhausted) as told:
        await lease(shop, bank(shop))
    assert told.value.facts == {"method": "bank"}
    assert await lease(shop, bank(shop), 61_000) > 61_000, "another total is not concerned"


async def test_a_qris_payment_is_never_above_the_total_nor_nothing(shop: Shop) -> None:
    """Three rupiah can be asked for in three ways only."""
    assert [await lease(shop, qris(shop), 3) for _ in range(3)] == [3, 2, 1]
    with pytest.raises(AmountsExhausted):
        await lease(shop, qris(shop), 3)
    with pytest.raises(QrisTooLarge):
        await lease(shop, qris(shop), 10_000_001)
    assert await lease(shop, qris(shop), 10_000_000) == 10_000_000


async def test_an_amount_rests_before_it_is_given_away_again(shop: Shop) -> None:
    """A late transfer still finds its order for a day; then the amount is free, swept or not."""
    first = await shop.order(account=shop.qris)
    await shop.cancel(first)
    rested = shop.clock.now() + amounts.GRACE
    assert await shop.leases() == [(60_000, rested)]
    assert await lease(shop, qris(shop)) == 59_999
    shop.clock.advance(hours=23, minutes=59)
    assert await lease(shop, qris(shop)) == 59_998
    shop.clock.advance(minutes=1)
    assert await lease(shop, qris(shop)) == 60_000


async def test_the_sweep_forgets_what_has_rested(shop: Shop) -> None:
    """And nothing else: open and resting amounts stay."""
    await shop.cancel(await shop.order())
    await shop.order(BOB)
    async with shop.session() as session:
        assert await expiry.free_amounts(session, now=shop.clock.now()) == 0
    shop.clock.advance(hours=24)
    async with shop.session() as session:
        assert await expiry.free_amounts(session, now=shop.clock.now()) == 1
    ((free_at,),) = await shop.rows(select(AmountLease.free_at))
    assert free_at is None


async def test_an_expired_order_lets_its_amount_rest_too(shop: Shop) -> None:
    """From the moment it expired."""
    await shop.order()
    now = shop.clock.advance(hours=WINDOW.total_seconds() / 3600)
    async with shop.session() as session:
        await expiry.expire_unpaid(session, now=now)
    assert [free_at for _, free_at in await shop.leases()] == [now + amounts.GRACE]


async def test_cents_are_worth_more_than_rupiah(shop: Shop) -> None:
    """Nobody pays nine dollars more to be recognised: each order takes the smallest code that is free."""
    async with shop.session() as session:
        given = [
            await amounts.lease(session, bank(shop), 6_000, "USD", now=shop.clock.now()) for _ in range(3)
        ]
    assert given == [6_001, 6_002, 6_003]
