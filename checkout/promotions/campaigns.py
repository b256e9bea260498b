"""What needs no code: the owner begins and ends timed sales, bundles and buy-X-get-Y."""

from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import insert, select, update

from checkout.promotions.checks import (
    check_count,
    check_cut,
    check_goods,
    check_products,
    check_window,
    scope_facts,
    told,
    window_facts,
)
from checkout.promotions.errors import BundleTooSmall, PromotionGone
from checkout.promotions.models import Promotion
from checkout.promotions.running import bundle_of, gift_of, sale_of
from checkout.promotions.terms import Bundle, BuyGet, Reason, Sale, Scope
from foundation import audit
from foundation.database import Session

Campaign: TypeAlias = Sale | Bundle | BuyGet
KINDS = (Reason.SALE, Reason.BUNDLE, Reason.BUY_GET)

MOST_IN_BUNDLE = 10
MOST_PIECES = 99
"""Pieces that have to be bought for a gift, or are given."""

_LONGEST_NAME = 60
_MADE: dict[str, Any] = {Reason.SALE: sale_of, Reason.BUNDLE: bundle_of, Reason.BUY_GET: gift_of}
_NONE: dict[str, Any] = {
    "percent": 0, "amount": 0, "buy": 0, "get": 0, "gift_product_ids": [], "product_ids": [], "category_ids": [],
}  # fmt: skip


def kind_of(campaign: Campaign) -> Reason:
    """Give what kind of promotion it is."""
    if isinstance(campaign, Sale):
        return Reason.SALE
    return Reason.BUNDLE if isinstance(campaign, Bundle) else Reason.BUY_GET


async def begin(session: Session, campaign: Campaign, *, actor_id: int, now: datetime) -> int:
    """Let a promotion hold from its first moment on; gives its id (``campaign.id`` is not looked at).

    Raises CutMissing, PercentWrong, CountWrong, BundleTooSmall, EndsBeforeItBegins, PromotionProductGone, CategoryGone.
    """
    check_window(campaign.window, now)
    facts = {**_NONE, **await _facts(session, campaign)}
    facts |= {
        "kind": str(kind_of(campaign)),
        "name": " ".join(campaign.name.split())[:_LONGEST_NAME],
        **window_facts(campaign.window),
    }
    new = insert(Promotion).values(**facts, created_at=now).returning(Promotion.id)
    promotion_id: int = (await session.execute(new)).scalar_one()
    subject = f"promotion:{promotion_id}"
    audit.note(session, actor_id, "promotion-begun", subject, now=now, after=told(facts))
    return promotion_id


async def end(session: Session, promotion_id: int, *, actor_id: int, now: datetime) -> Campaign:
    """End a promotion at once; orders already placed keep their price. Gives what it was. Raises PromotionGone."""
    row = (
        (
            await session.execute(
                update(Promotion)
                .where(Promotion.id == promotion_id, Promotion.off_at.is_(None))
                .values(off_at=now)
                .returning(*Promotion.__table__.c)
            )
        )
        .mappings()
        .first()
    )
    if row is None:
        raise PromotionGone
    before, after = {"name": row["name"], "kind": row["kind"]}, {"off_at": now.isoformat()}
    subject = f"promotion:{promotion_id}"
    audit.note(session, actor_id, "promotion-ended", subject, now=now, before=before, after=after)
    return _campaign(row)


async def those_on(session: Session, kind: Reason | str) -> list[Campaign]:
    """Give every promotion of a kind that was not ended, the newest first; also those whose time is not now."""
    rows = await session.execute(
        select(*Promotion.__table__.c)
        .where(Promotion.kind == str(kind), Promotion.off_at.is_(None))
        .order_by(Promotion.id.desc())
    )
    return [_campaign(row) for row in rows.mappings()]


def _campaign(row: Any) -> Campaign:
    campaign: Campaign = _MADE[row["kind"]](row)
    return campaign


async def _facts(session: Session, campaign: Campaign) -> dict[str, Any]:
    """Check what belongs to a kind alone, and give it as columns."""
    match campaign:
        case Sale():
            check_cut(campaign.cut)
            await check_goods(session, campaign.scope)
            return {
                "percent": campaign.cut.percent,
                "amount": campaign.cut.amount,
                **scope_facts(campaign.scope),
            }
        case Bundle():
            if not 2 <= len(campaign.product_ids) <= MOST_IN_BUNDLE:
                raise BundleTooSmall(count=len(campaign.product_ids), most=MOST_IN_BUNDLE)
            await check_products(session, campaign.product_ids)
            return {"amount": campaign.price, **scope_facts(Scope(campaign.product_ids))}
        case BuyGet():
            check_cut(campaign.cut)
            check_count(campaign.buy, MOST_PIECES)
            check_count(campaign.get, MOST_PIECES)
            await check_goods(session, campaign.scope)
            gifts = campaign.gifts.product_ids if campaign.gifts else ()
            await check_products(session, gifts)
            return {
                "percent": campaign.cut.percent,
                "amount": campaign.cut.amount,
                "buy": campaign.buy,
                "get": campaign.get,
                "gift_product_ids": list(gifts),
                **scope_facts(campaign.scope),
            }
