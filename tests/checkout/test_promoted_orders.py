"""Orders with promotions: what the summary showed is what the order keeps, and nothing changes silently."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from catalog import categories
from catalog.models import Variant
from checkout import drafts, order_cards, orders
from checkout.errors import NothingToPay, QuoteChanged
from checkout.models import Order
from checkout.pricing import TAX
from checkout.promotions import campaigns, vouchers
from checkout.promotions import redemptions as redemptions_room
from checkout.promotions.errors import (
    CodeTaken,
    PromotionGone,
    VoucherUnknown,
)
from checkout.promotions.running import FREE_SHIPPING_FROM
from checkout.promotions.terms import Bundle, BuyGet, Cut, Sale, Scope, Window
from foundation import shop as facts
from foundation.audit import AuditEntry
from tests.builders import OWNER
from tests.catalog.test_costs import counted
from tests.checkout.builders import ANN, BOB, WINDOW, Shop
from tests.checkout.promoted import begin, card_of, order_with, ready_with, taken, voucher


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
