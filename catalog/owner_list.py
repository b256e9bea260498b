"""The owner's list of products: newest first, or what a search finds."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from catalog.lines import PAGE
from catalog.many import filled, places
from catalog.models import Product, ProductState, StockLevel, Variant
from catalog.search import matching
from catalog.shelves import turn_to
from catalog.standing import standing
from foundation.database import Session, prepared

NOT_DELETED = (ProductState.DRAFT, ProductState.PUBLISHED, ProductState.HIDDEN)

_ITEMS = prepared(
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
    .where(Product.id.in_(places(PAGE)))
    .group_by(Product.id, Product.name, Product.state)
)


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
    products = (await standing(session)).members(states)
    page, pages = turn_to(page, products.total)
    ids = products.newest((page - 1) * PAGE, page * PAGE)
    return OwnerPage(await _items(session, ids), page, pages, products.total)


async def _items(session: Session, product_ids: Sequence[int]) -> tuple[OwnerItem, ...]:
    if not product_ids:
        return ()
    rows = await session.execute(_ITEMS, filled(product_ids, PAGE))
    items = {row[0]: OwnerItem(row[0], row[1], ProductState(row[2]), *row[3:]) for row in rows}
    return tuple(items[product_id] for product_id in product_ids if product_id in items)
