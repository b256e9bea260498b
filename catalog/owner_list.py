"""The owner's list of products: newest first, or what a search finds."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from catalog.models import Product, ProductState, StockLevel, Variant
from catalog.search import matching
from catalog.shelves import PAGE, turn_to
from foundation.database import Session

NOT_DELETED = (ProductState.DRAFT, ProductState.PUBLISHED, ProductState.HIDDEN)


@dataclass(frozen=True, slots=True)
class OwnerItem:
    """A product as one line: its cheapest and dearest price, how many there are and how many are free."""

    product_id: int
    name: str
    state: ProductState
    price_from: int
    price_to: int
    on_hand: int
    available: int


@dataclass(frozen=True, slots=True)
class OwnerPage:
    """One page of the owner's list."""

    items: tuple[OwnerItem, ...]
    page: int
    pages: int
    total: int


async def owner_page(
    session: Session, page: int = 1, text: str = "", state: ProductState | None = None
) -> OwnerPage:
    """Give a page of products in one state, or in all but deleted; with ``text`` those that match, best first."""
    states = NOT_DELETED if state is None else (state,)
    if text.strip():
        found = await matching(session, text, states, page)
        return OwnerPage(await _items(session, found.ids), found.page, found.pages, found.total)
    total = await session.scalar(select(func.count(Product.id)).where(Product.state.in_(states))) or 0
    page, pages = turn_to(page, total)
    ids = await session.scalars(
        select(Product.id)
        .where(Product.state.in_(states))
        .order_by(Product.id.desc())
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    return OwnerPage(await _items(session, ids.all()), page, pages, total)


async def _items(session: Session, product_ids: Sequence[int]) -> tuple[OwnerItem, ...]:
    rows = await session.execute(
        select(
            Product.id,
            Product.name,
            Product.state,
            func.min(Variant.price),
            func.max(Variant.price),
            func.sum(StockLevel.on_hand),
            func.sum(StockLevel.on_hand - StockLevel.allocated),
        )
        .join(Variant, Variant.product_id == Product.id)
        .join(StockLevel, StockLevel.variant_id == Variant.id)
        .where(Product.id.in_(product_ids))
        .group_by(Product.id, Product.name, Product.state)
    )
    items = {row[0]: OwnerItem(row[0], row[1], ProductState(row[2]), *row[3:]) for row in rows}
    return tuple(items[product_id] for product_id in product_ids if product_id in items)
