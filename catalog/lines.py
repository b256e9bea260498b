"""Products as single lines. All but the stock is kept in memory; a page costs one statement either way."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func, select

from catalog.many import filled, places
from catalog.models import Product, StockLevel, Variant
from foundation.database import Session, prepared
from foundation.kept import Recent, kept

PAGE = 8
"""Products on one page of a shelf or a search."""

_MOST = 2_000
"""Lines kept in memory, some 250 bytes each."""

_free = func.sum(StockLevel.on_hand - StockLevel.allocated)
_FREE = prepared(
    select(Variant.product_id, _free)
    .join(StockLevel, StockLevel.variant_id == Variant.id)
    .where(Variant.product_id.in_(places(PAGE)))
    .group_by(Variant.product_id)
)
_LINES = prepared(
    select(Product.id, Product.name, func.min(Variant.price), func.max(Variant.price), _free)
    .join(Variant, Variant.product_id == Product.id)
    .join(StockLevel, StockLevel.variant_id == Variant.id)
    .where(Product.id.in_(places(PAGE)))
    .group_by(Product.id)
)


class ShelfItem(NamedTuple):
    """A product as one line: its cheapest and dearest price, how many are free."""

    product_id: int
    name: str
    price_from: int
    price_to: int
    available: int


@kept("catalogue", contents=2)
async def _lines(session: Session) -> Recent[int, ShelfItem]:
    """Give the lines read under this version of the catalogue, with the stock as it was last seen."""
    return Recent(_MOST)


async def items_of(session: Session, product_ids: Sequence[int]) -> tuple[ShelfItem, ...]:
    """Give the products as lines, in the order asked for; those that never were are left out."""
    items: list[ShelfItem] = []
    for start in range(0, len(product_ids), PAGE):
        items += await _page(session, product_ids[start : start + PAGE])
    return tuple(items)


async def _page(session: Session, product_ids: Sequence[int]) -> list[ShelfItem]:
    known = await _lines(session)
    asked = filled(product_ids, PAGE)
    items = {key: item for key in product_ids if (item := known.get(key)) is not None}
    changed: dict[int, ShelfItem] = {}
    if len(items) < len(product_ids):
        rows = await session.rows(_LINES, asked)
        items = changed = {row[0]: ShelfItem(*row) for row in rows}
    else:
        for key, free in await session.rows(_FREE, asked):
            if items[key].available != free:
                items[key] = changed[key] = items[key]._replace(available=free)
    for key, item in changed.items():
        known.put(key, item)
    return [items[key] for key in product_ids if key in items]
