"""Shelves as shoppers walk along them: sub-shelves and pages of products."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from catalog.categories import CategoryRow, all_categories
from catalog.errors import CategoryGone
from catalog.models import Product, ProductPhoto, ProductState, StockLevel, Variant
from foundation.database import Session

PAGE = 8
"""Products on one page of a shelf or a search."""


@dataclass(frozen=True, slots=True)
class ShelfCategory:
    """A door to a smaller shelf, and how many products stand behind it."""

    id: int
    name: str
    products: int


@dataclass(frozen=True, slots=True)
class ShelfItem:
    """A product as one line: its cheapest and dearest price, how many are free, the first photo's sha256."""

    product_id: int
    name: str
    price_from: int
    price_to: int
    available: int
    photo: str | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """One page of a shelf; the root shelf has no id and no title."""

    category_id: int | None
    title: str
    parent_id: int | None
    children: tuple[ShelfCategory, ...]
    items: tuple[ShelfItem, ...]
    page: int
    pages: int
    total: int


def turn_to(page: int, total: int, size: int = PAGE) -> tuple[int, int]:
    """Give the nearest page that exists, and how many there are (at least one)."""
    pages = max(1, -(-total // size))
    return min(max(page, 1), pages), pages


async def shelf(session: Session, category_id: int | None, page: int = 1) -> Shelf:
    """Give a page of a shelf with all its sub-shelves, newest products first. Raises CategoryGone."""
    categories = await all_categories(session)
    here = next((row for row in categories if row.id == category_id), None)
    if category_id is not None and here is None:
        raise CategoryGone(category_id=category_id)
    counts = await _published_by_category(session)
    inside = _subtree(categories, category_id)
    shown: list[ColumnElement[bool]] = [Product.state == ProductState.PUBLISHED]
    if category_id is None:
        total = sum(counts.values())
    else:
        total = sum(counts.get(inner, 0) for inner in inside)
        shown.append(Product.category_id.in_(inside))
    page, pages = turn_to(page, total)
    ids = await session.scalars(
        select(Product.id).where(*shown).order_by(Product.id.desc()).limit(PAGE).offset((page - 1) * PAGE)
    )
    return Shelf(
        category_id=category_id,
        title=here.name if here else "",
        parent_id=here.parent_id if here else None,
        children=_doors(categories, category_id, counts),
        items=await items_of(session, ids.all()),
        page=page,
        pages=pages,
        total=total,
    )


async def items_of(session: Session, product_ids: Sequence[int]) -> tuple[ShelfItem, ...]:
    """Give the products as lines, in the order asked for."""
    photo = (
        select(ProductPhoto.sha256)
        .where(ProductPhoto.product_id == Product.id)
        .order_by(ProductPhoto.position)
        .limit(1)
        .scalar_subquery()
    )
    rows = await session.execute(
        select(
            Product.id,
            Product.name,
            func.min(Variant.price),
            func.max(Variant.price),
            func.sum(StockLevel.on_hand - StockLevel.allocated),
            photo,
        )
        .join(Variant, Variant.product_id == Product.id)
        .join(StockLevel, StockLevel.variant_id == Variant.id)
        .where(Product.id.in_(product_ids))
        .group_by(Product.id, Product.name)
    )
    items = {row[0]: ShelfItem(*row) for row in rows}
    return tuple(items[product_id] for product_id in product_ids if product_id in items)


async def _published_by_category(session: Session) -> dict[int | None, int]:
    rows = await session.execute(
        select(Product.category_id, func.count())
        .where(Product.state == ProductState.PUBLISHED)
        .group_by(Product.category_id)
    )
    return dict(rows.all())


def _subtree(categories: list[CategoryRow], category_id: int | None) -> list[int]:
    """Give the shelf's id and those of all shelves below it."""
    inside = [] if category_id is None else [category_id]
    for outer in inside:
        inside.extend(row.id for row in categories if row.parent_id == outer and row.id not in inside)
    return inside


def _doors(
    categories: list[CategoryRow], category_id: int | None, counts: dict[int | None, int]
) -> tuple[ShelfCategory, ...]:
    """Give the shelves directly below that have anything to show."""
    doors = [
        ShelfCategory(row.id, row.name, sum(counts.get(inner, 0) for inner in _subtree(categories, row.id)))
        for row in categories
        if row.parent_id == category_id
    ]
    return tuple(door for door in doors if door.products)
