"""Vouchers and promotions on orders: never used too often, given back once, and every rupiah explained."""

import asyncio
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select

from catalog import categories
from catalog.models import Variant
from checkout import drafts, expiry, order_cards, orders
from checkout.drafts import Summary
from checkout.errors import NothingToPay, QuoteChanged
from checkout.models import CartLine, Order
from checkout.order_cards import OrderCard
from checkout.pricing import TAX
from checkout.promotions import campaigns, vouchers
from checkout.promotions import redemptions as redemptions_room
from checkout.promotions.errors import (
    CodeTaken,
    PromotionGone,
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
from checkout.promotions.models import VoucherRedemption, VoucherUse
from checkout.promotions.running import FREE_SHIPPING_FROM
from checkout.promotions.terms import Bundle, BuyGet, Cut, Sale, Scope, VoucherTerms, Window
from foundation import shop as facts
from foundation.audit import AuditEntry
from foundation.errors import ShopError
from tests.builders import OWNER
from tests.catalog.test_costs import counted
from tests.checkout.builders import ANN, BOB, WINDOW, Shop

TENTH = Cut(percent=10)


async def voucher(shop: Shop, code: str = "HEMAT", cut: Cut | None = TENTH, **terms: Any) -> int:
    """Give a code out."""
    async with shop.session() as session:
        given = VoucherTerms(0, code, cut, **terms)
        return await vouchers.add(session, given, actor_id=OWNER, now=shop.clock.now())


async def begin(shop: Shop, campaign: campaigns.Campaign) -> int:
    """Begin a sale, a bundle or a buy-X-get-Y."""
    async with shop.session() as session:
        return await campaigns.begin(session, campaign, actor_id=OWNER, now=shop.clock.now())


async def ready_with(
    shop: Shop, code: str, person_id: int = ANN, goods: dict[int, int] | None = None
) -> Summary:
    """Bring somebody to the summary, with a code typed."""
    await shop.ready(person_id, goods)
    async with shop.session() as session:
        await drafts.set_voucher(session, person_id, code, now=shop.clock.now())
        return await drafts.summary(session, person_id, now=shop.clock.now())


async def order_with(shop: Shop, code: str, person_id: int = ANN, goods: dict[int, int] | None = None) -> int:
    """Order with a code; gives the number."""
    summary = await ready_with(shop, code, person_id, goods)
    return (await shop.place(person_id, summary.token)).order_id


async def empty_cart(shop: Shop) -> None:
    """Put everything back on the shelf."""
    async with shop.session() as session:
        await session.execute(delete(CartLine))


async def card_of(shop: Shop, order_id: int) -> OrderCard:
    """Look at an order."""
    async with shop.database.reading() as session:
        return await order_cards.order_card(session, order_id)


async def expire(shop: Shop) -> None:
    """Let a day pass, and what was not paid."""
    shop.clock.advance(hours=25)
    async with shop.session() as session:
        await expiry.expire_unpaid(session, now=shop.clock.now())


async def redemptions(shop: Shop) -> list[str]:
    """How the vouchers of all orders stand."""
    rows = await shop.rows(select(VoucherRedemption.state).order_by(VoucherRedemption.order_id))
    return [state for (state,) in rows]


async def taken(shop: Shop) -> int:
    """How often vouchers are counted as taken."""
    return sum(
        count for (count,) in await shop.rows(select(VoucherUse.taken).where(VoucherUse.person_id == 0))
    )


async def test_what_the_summary_showed_is_what_the_order_keeps(shop: Shop) -> None:
    """Each line with its part, read back from the order as the very same quote, whatever happens to the promotions."""
    tea = await shop.product("Teh", price=30_000)
    await begin(shop, Sale(0, "Gajian", Cut(percent=10)))
    async with shop.session() as session:
        await facts.write(session, TAX, "added")
        await facts.write(session, FREE_SHIPPING_FROM, 100_000)
    promotion_id = await voucher(shop, cut=Cut(amount=10_000))
    summary = await ready_with(shop, "hemat", goods={shop.mug: 2, tea: 1})
    order_id = (await shop.place(ANN, summary.token)).order_id
    async with shop.session() as session:
        await vouchers.switch_off(session, promotion_id, actor_id=OWNER, now=shop.clock.now())

    card = await card_of(shop, order_id)
    assert card.quote == summary.quote
    assert [line.net for line in card.quote.lines] == [90_000 - 7_692, 27_000 - 2_308]
    assert [(one.name, one.amount) for one in card.quote.off_goods] == [("Gajian", 13_000), ("HEMAT", 10_000)]
    assert (card.subtotal, card.discount, card.shipping, card.shipping_discount) == (
        130_000,
        23_000,
        10_000,
        10_000,
    )
    assert (card.tax, card.total) == (11_770, 118_770)
    assert [line.discount for line in card.lines] == [line.discount for line in card.quote.lines]
    assert card.payment.amount > card.total
    assert await shop.audit() == []


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


async def test_a_shipping_voucher_pays_the_courier_and_nothing_else(shop: Shop) -> None:
    """What the courier costs, up to the voucher's most; the lines stay as they are."""
    await voucher(shop, "ONGKIR", None, most=8_000)
    card = await card_of(shop, await order_with(shop, "ONGKIR"))
    assert (card.discount, card.shipping_discount, card.total) == (0, 8_000, 52_000)


async def test_a_sale_that_ends_between_summary_and_order_is_not_charged_silently(shop: Shop) -> None:
    """Nothing is ordered; the shopper sees the new price and agrees, or not. The same when one begins."""
    end = shop.clock.now() + timedelta(hours=1)
    await begin(shop, Sale(0, "Kilat", Cut(percent=50), window=Window(None, end)))
    summary = await shop.ready()
    assert summary.quote is not None and summary.quote.total == 35_000
    shop.clock.advance(hours=1)
    with pytest.raises(QuoteChanged) as told:
        await shop.place(ANN, summary.token)
    assert told.value.facts["total"] == 60_000
    assert await shop.count(Order) == 0
    async with shop.session() as session:
        seen = await drafts.summary(session, ANN, now=shop.clock.now())
    assert seen.token != summary.token
    await begin(shop, Sale(0, "Lagi", Cut(percent=50)))
    with pytest.raises(QuoteChanged):
        await shop.place(ANN, seen.token)


async def test_a_voucher_switched_off_meanwhile_is_seen_before_it_is_paid(shop: Shop) -> None:
    """The next summary says that the code is gone, and shows the price without it."""
    voucher_id = await voucher(shop)
    summary = await ready_with(shop, "HEMAT")
    async with shop.session() as session:
        await vouchers.switch_off(session, voucher_id, actor_id=OWNER, now=shop.clock.now())
    with pytest.raises(QuoteChanged):
        await shop.place(ANN, summary.token)
    async with shop.session() as session:
        seen = await drafts.summary(session, ANN, now=shop.clock.now())
        assert seen.priced is not None and isinstance(seen.priced.refused, VoucherUnknown)
        with pytest.raises(PromotionGone):
            await vouchers.switch_off(session, voucher_id, actor_id=OWNER, now=shop.clock.now())


async def test_a_hundred_percent_and_free_shipping_leave_nothing_to_pay(shop: Shop) -> None:
    """Such an order is refused, not placed for less than nothing."""
    await voucher(shop, "GRATIS", Cut(percent=100))
    async with shop.session() as session:
        await facts.write(session, FREE_SHIPPING_FROM, 1)
    summary = await ready_with(shop, "GRATIS")
    assert summary.quote is not None and summary.quote.total == 0
    with pytest.raises(NothingToPay):
        await shop.place(ANN, summary.token)
    assert await taken(shop) == 0


async def test_bundles_and_gifts_reach_the_order(shop: Shop) -> None:
    """A set of mug and tea for Rp70.000, and a third tea for free."""
    tea = await shop.product("Teh", price=30_000)
    ids = dict(tuple(row) for row in await shop.rows(select(Variant.id, Variant.product_id)))
    await begin(shop, Bundle(0, "Paket", 70_000, (ids[shop.mug], ids[tea])))
    await begin(shop, BuyGet(0, "Teh 1+1", 1, 1, Scope((ids[tea],))))
    card = await card_of(shop, await shop.order(goods={shop.mug: 1, tea: 3}))
    assert sorted((one.name, one.amount) for one in card.quote.off_goods) == [
        ("Paket", 10_000),
        ("Teh 1+1", 30_000),
    ]
    assert (card.total, await shop.audit()) == (110_000, [])


async def test_a_sale_of_a_shelf_reaches_the_shelves_within_it(shop: Shop) -> None:
    """A sale of clothes is one of shirts too, and of nothing else."""
    shirt = await shop.product("Kaos", category="Pakaian > Atasan", price=80_000)
    async with shop.session() as session:
        clothes = await categories.find_or_add(session, "Pakaian")
    await begin(shop, Sale(0, "Lemari", Cut(percent=25), Scope(category_ids=(clothes,))))
    card = await card_of(shop, await shop.order(goods={shop.mug: 1, shirt: 1}))
    assert [(line.name, line.discount) for line in card.lines] == [("Mug", 0), ("Kaos", 20_000)]


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


async def test_what_owners_give_out_and_end_is_written_down(shop: Shop) -> None:
    """A code belongs to one voucher that is on; who gave it out and who ended it stands in the log."""
    first = await voucher(shop, "HEMAT")
    with pytest.raises(CodeTaken):
        await voucher(shop, "hemat")
    sale = await begin(shop, Sale(0, "Gajian", Cut(percent=10)))
    async with shop.session() as session:
        assert [one.terms.code for one in await vouchers.those_on(session)] == ["HEMAT"]
        await vouchers.switch_off(session, first, actor_id=OWNER, now=shop.clock.now())
        await campaigns.end(session, sale, actor_id=OWNER, now=shop.clock.now())
        assert await campaigns.those_on(session, "sale") == []
        assert await vouchers.those_on(session) == []
    await voucher(shop, "HEMAT", Cut(amount=5_000))
    entries = await shop.rows(
        select(AuditEntry.actor_id, AuditEntry.action).where(AuditEntry.actor_id == OWNER)
    )
    actions = [action for _, action in entries if action.startswith(("voucher", "promotion"))]
    assert actions == ["voucher-added", "promotion-begun", "voucher-off", "promotion-ended", "voucher-added"]


async def test_a_miscounted_voucher_is_found_by_the_audit(shop: Shop) -> None:
    """Uses that no order holds."""
    await voucher(shop)
    await order_with(shop, "HEMAT")
    await shop.plant(VoucherUse, VoucherUse.person_id == 0, taken=3)
    found = await shop.audit()
    assert [(one.what, one.expected, one.found) for one in found] == [("voucher", "1", "3")]


async def test_a_shop_without_promotions_does_not_pay_for_them(shop: Shop) -> None:
    """Summary, order, payment and expiry ask nothing about vouchers or sales once it is known that there are none."""
    await shop.confirm(await shop.order())
    summary = await shop.ready(BOB)
    async with counted(shop.database.transaction()) as (session, counting):
        now = shop.clock.now()
        shown = await drafts.summary(session, BOB, now=now)
        placed = await orders.place(session, BOB, shown.token, language="en", window=WINDOW, now=now)
        await order_cards.order_card(session, placed.order_id)
        await redemptions_room.commit(session, placed.order_id, now=now)
        await redemptions_room.release(session, [placed.order_id], now=now)
    assert summary.token == shown.token
    assert counting.asked
    tables = (
        "voucher_use",
        "voucher_redemption",
        "promotion",
        "order_discount",
        "remembered_",
        "FROM voucher",
    )
    assert [asked for asked in counting.asked if any(table in asked for table in tables)] == []
