"""What tests of promotions do again and again: give a code out, order with it, look at what became of it."""

from typing import Any

from sqlalchemy import delete, select

from checkout import drafts, expiry, order_cards
from checkout.drafts import Summary
from checkout.models import CartLine
from checkout.order_cards import OrderCard
from checkout.promotions import campaigns, vouchers
from checkout.promotions.models import VoucherRedemption, VoucherUse
from checkout.promotions.terms import Cut, VoucherTerms
from tests.builders import OWNER
from tests.checkout.builders import ANN, Shop

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
