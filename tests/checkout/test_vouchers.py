"""Vouchers: never used more often than they may be, given back once, and explained when they do not fit."""

import asyncio
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select

from catalog.models import Variant
from checkout import drafts
from checkout.errors import QuoteChanged
from checkout.models import Order
from checkout.promotions import redemptions as redemption_room
from checkout.promotions import vouchers
from checkout.promotions.errors import (
    VoucherFirstOrderOnly,
    VoucherMinimum,
    VoucherNotForThese,
    VoucherNothingLeft,
    VoucherNotYet,
    VoucherOver,
    VoucherUnknown,
    VoucherUsedByYou,
    VoucherUsedUp,
)
from checkout.promotions.models import VoucherUse
from checkout.promotions.terms import Cut, Scope, VoucherTerms, Window
from foundation.errors import ShopError
from tests.checkout.builders import ANN, BOB, Shop
from tests.checkout.promoted import (
    card_of,
    empty_cart,
    expire,
    order_with,
    ready_with,
    redemptions,
    taken,
    voucher,
)


async def test_the_last_use_of_a_voucher_among_twenty_buyers(shop: Shop) -> None:
    """One of them gets it, nineteen are told; their summaries show the price without it."""
    await shop.restock(50)
    await voucher(shop, total_limit=1)
    tokens = {one: (await ready_with(shop, "HEMAT", one)).token for one in range(3001, 3021)}

    async def buy(person_id: int, token: str) -> str:
        try:
            await shop.place(person_id, token)
        except ShopError as error:
            return type(error).__name__
        return "done"

    results = Counter(await asyncio.gather(*(buy(*one) for one in tokens.items())))
    # who comes after the winner's commit sees the change in the quote, who comes before it is refused by the guard
    assert results.pop("done") == 1
    assert set(results) <= {VoucherUsedUp.__name__, QuoteChanged.__name__}
    assert (await redemptions(shop), await taken(shop)) == (["reserved"], 1)
    ((buyer,),) = await shop.rows(select(Order.person_id))
    loser = next(one for one in tokens if one != buyer)
    async with shop.session() as session:
        seen = await drafts.summary(session, loser, now=shop.clock.now())
    assert seen.priced is not None and isinstance(seen.priced.refused, VoucherUsedUp)
    assert seen.quote is not None and seen.quote.total == 60_000
    await shop.place(loser, seen.token)
    assert (await redemptions(shop), await taken(shop)) == (["reserved"], 1)
    assert await shop.audit() == []


async def test_who_looked_before_the_last_use_was_taken_is_refused_all_the_same(shop: Shop) -> None:
    """Looking makes no promise: the statement that counts has the last word."""
    terms = VoucherTerms(await voucher(shop, total_limit=1), "HEMAT", Cut(percent=10), total_limit=1)
    first, second = await shop.order(), await shop.order(BOB)
    now = shop.clock.now()
    async with shop.session() as session:
        await redemption_room.check(session, terms, BOB, now=now)
    async with shop.session() as session:
        await redemption_room.reserve(session, terms, first, ANN, 5_000, now=now)
    with pytest.raises(VoucherUsedUp):
        async with shop.session() as session:
            await redemption_room.reserve(session, terms, second, BOB, 5_000, now=now)
    assert (await redemptions(shop), await taken(shop)) == (["reserved"], 1)


async def test_a_use_that_was_given_back_is_not_given_back_again(shop: Shop) -> None:
    """Nor is one that was paid for: the counter follows each use once."""
    await voucher(shop)
    paid, ended, waiting = [await order_with(shop, "HEMAT", person_id) for person_id in (ANN, BOB, 2003)]
    await shop.confirm(paid)
    for _ in range(3):
        async with shop.session() as session:
            await redemption_room.release(session, [paid, ended], now=shop.clock.now())
    assert (await redemptions(shop), await taken(shop)) == (["committed", "released", "reserved"], 2)
    assert await shop.states(waiting) == ("pending_payment", "created")
    assert await shop.audit() == []


async def test_one_person_uses_a_voucher_as_often_as_one_may(shop: Shop) -> None:
    """Somebody else still can."""
    await voucher(shop, person_limit=1)
    await order_with(shop, "HEMAT")
    with pytest.raises(VoucherUsedByYou):
        await ready_with(shop, "HEMAT")
    await order_with(shop, "HEMAT", BOB)
    assert await taken(shop) == 2


@pytest.mark.parametrize("end", ["shopper", "owner", "time"])
async def test_a_voucher_comes_back_once_with_the_end_of_its_order(shop: Shop, end: str) -> None:
    """However the order ended, and however often somebody tries to end it again."""
    await voucher(shop, total_limit=1, person_limit=1)
    order_id = await order_with(shop, "HEMAT")
    for _ in range(2):
        if end == "time":
            await expire(shop)
        else:
            try:
                await shop.cancel(order_id, ANN if end == "shopper" else None)
            except ShopError:
                continue
    assert (await redemptions(shop), await taken(shop)) == (["released"], 0)
    await order_with(shop, "HEMAT")
    assert (await redemptions(shop), await taken(shop)) == (["released", "reserved"], 1)
    assert await shop.audit() == []


async def test_a_paid_orders_voucher_is_used_for_good(shop: Shop) -> None:
    """It is committed with the payment; no sweep gives it back."""
    await voucher(shop)
    order_id = await order_with(shop, "HEMAT")
    await shop.confirm(order_id)
    await expire(shop)
    assert (await redemptions(shop), await taken(shop)) == (["committed"], 1)
    assert await shop.audit() == []


async def test_late_money_takes_the_voucher_again_if_it_is_there(shop: Shop) -> None:
    """And keeps the agreed price if somebody else has it meanwhile: the limit holds, nobody pays twice."""
    await voucher(shop, total_limit=1)
    first = await order_with(shop, "HEMAT")
    await expire(shop)
    await shop.confirm(first)
    assert (await redemptions(shop), await taken(shop)) == (["committed"], 1)

    await voucher(shop, "LAGI", total_limit=1)
    second = await order_with(shop, "LAGI")
    await expire(shop)
    await order_with(shop, "LAGI", BOB)
    await shop.confirm(second)
    assert await shop.states(second) == ("processing", "settled")
    assert (await card_of(shop, second)).total == 55_000
    assert await redemptions(shop) == ["committed", "released", "reserved"]
    assert await shop.audit() == []


async def test_late_money_without_stock_takes_no_voucher(shop: Shop) -> None:
    """What cannot be sent does not use up what others may use."""
    await voucher(shop, total_limit=1)
    order_id = await order_with(shop, "HEMAT", goods={shop.mug: 5})
    await expire(shop)
    await shop.order(BOB, {shop.mug: 1})
    await shop.confirm(order_id)
    assert await shop.states(order_id) == ("expired", "settled")
    assert (await redemptions(shop), await taken(shop)) == (["released"], 0)
    assert await shop.audit() == []


async def test_codes_that_do_not_fit_are_explained(shop: Shop) -> None:
    """Each refusal has its own name; the summary stays without a voucher."""
    ebook = await shop.product("E-book", weight_g=0)
    now = shop.clock.now()
    ((book_id,),) = await shop.rows(select(Variant.product_id).where(Variant.id == ebook))
    await voucher(shop, "NANTI", window=Window(now + timedelta(days=1)))
    await voucher(shop, "LEWAT", window=Window(None, now + timedelta(minutes=1)))
    await voucher(shop, "MIN", minimum=60_000)
    await voucher(shop, "BUKU", scope=Scope((book_id,)))
    await voucher(shop, "ONGKIR", None)
    await voucher(shop, "BARU", first_order=True)
    shop.clock.advance(minutes=2)
    for code, error in (
        ("SALAH", VoucherUnknown), ("NANTI", VoucherNotYet), ("LEWAT", VoucherOver), ("MIN", VoucherMinimum),
        ("BUKU", VoucherNotForThese),
    ):  # fmt: skip
        with pytest.raises(error) as told:
            await ready_with(shop, code, goods={shop.mug: 1})
        await empty_cart(shop)
        if error is VoucherMinimum:
            assert told.value.facts["lacking"] == 10_000
    order_id = await order_with(shop, "BARU", goods={shop.mug: 1})
    with pytest.raises(VoucherFirstOrderOnly):
        await ready_with(shop, "BARU", goods={shop.mug: 1})
    await empty_cart(shop)
    await shop.cancel(order_id, ANN)
    assert (await ready_with(shop, "BARU")).voucher_code == "BARU"
    await shop.ready(BOB, only=(ebook, 1))
    async with shop.session() as session:
        with pytest.raises(VoucherNothingLeft):
            await drafts.set_voucher(session, BOB, "ONGKIR", now=shop.clock.now())


async def test_a_links_code_waits_for_the_next_checkout(shop: Shop) -> None:
    """It is on the summary by itself; taken off, it stays away; used, it is forgotten."""
    with pytest.raises(VoucherUnknown):
        async with shop.session() as session:
            await vouchers.remember(session, ANN, "HEMAT", now=shop.clock.now())
    await voucher(shop)
    for dropped in (True, False):
        async with shop.session() as session:
            await vouchers.remember(session, ANN, "hemat", now=shop.clock.now())
        summary = await shop.ready(goods={shop.mug: 1})
        assert summary.quote is not None and summary.quote.voucher_discount == 5_000 * len(summary.lines)
        if dropped:
            async with shop.session() as session:
                await drafts.drop_voucher(session, ANN)
            assert (await shop.ready(only=(shop.mug, 1))).voucher_code == ""
            await empty_cart(shop)
    await shop.place(ANN, summary.token)
    assert (await shop.ready(goods={shop.mug: 1})).voucher_code == ""


async def test_a_miscounted_voucher_is_found_by_the_audit(shop: Shop) -> None:
    """Uses that no order holds."""
    await voucher(shop)
    await order_with(shop, "HEMAT")
    await shop.plant(VoucherUse, VoucherUse.person_id == 0, taken=3)
    found = await shop.audit()
    assert [(one.what, one.expected, one.found) for one in found] == [("voucher", "1", "3")]
