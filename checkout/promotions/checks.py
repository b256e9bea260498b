"""What promotions and vouchers have in common when an owner sets them: facts that make sense, goods that exist."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select

from catalog import categories
from catalog.errors import CategoryGone
from catalog.models import Product, ProductState
from checkout.promotions.errors import (
    CountWrong,
    CutMissing,
    EndsBeforeItBegins,
    PercentWrong,
    PromotionProductGone,
)
from checkout.promotions.terms import Cut, Scope, Window
from foundation.database import Session

LARGEST_COUNT = 1_000_000
"""Uses or pieces; more is a slip."""


def check_cut(cut: Cut) -> None:
    """Raise CutMissing for one that takes nothing off, PercentWrong."""
    if cut.percent and not 1 <= cut.percent <= 100:
        raise PercentWrong(percent=cut.percent)
    if not cut.percent and cut.amount <= 0:
        raise CutMissing


def check_count(count: int | None, largest: int = LARGEST_COUNT) -> None:
    """Raise CountWrong for a count that nobody means; None counts nothing."""
    if count is not None and not 1 <= count <= largest:
        raise CountWrong(count=count, largest=largest)


def check_window(window: Window, now: datetime) -> None:
    """Raise EndsBeforeItBegins for a window in which nothing could happen any more."""
    if window.ends_at is not None and window.ends_at <= max(window.starts_at or now, now):
        raise EndsBeforeItBegins


async def check_goods(session: Session, scope: Scope) -> None:
    """Raise PromotionProductGone or CategoryGone for goods that are not there."""
    await check_products(session, scope.product_ids)
    known = {row.id for row in await categories.kept_categories(session)}
    for category_id in scope.category_ids:
        if category_id not in known:
            raise CategoryGone(category_id=category_id)


async def check_products(session: Session, product_ids: Iterable[int]) -> None:
    """Raise PromotionProductGone for the first product that does not exist, or does no more."""
    wanted = list(product_ids)
    found = select(Product.id).where(Product.id.in_(wanted), Product.state != ProductState.DELETED)
    known = set(await session.scalars(found)) if wanted else set()
    for product_id in wanted:
        if product_id not in known:
            raise PromotionProductGone(product_id=product_id)


def window_facts(window: Window) -> dict[str, Any]:
    """Give a window as its columns."""
    return {"starts_at": window.starts_at, "ends_at": window.ends_at}


def scope_facts(scope: Scope) -> dict[str, Any]:
    """Give a scope as its columns."""
    return {"product_ids": list(scope.product_ids), "category_ids": list(scope.category_ids)}


def told(facts: dict[str, Any]) -> dict[str, Any]:
    """Give what an audit entry says of a row: what is set, moments as text."""
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in facts.items()
        if value not in (None, 0, "", [], False)
    }
