"""Shelves as shoppers walk along them: sub-shelves and pages of products."""

from dataclasses import dataclass

from catalog.categories import kept_categories
from catalog.errors import CategoryGone
from catalog.lines import PAGE, ShelfItem, items_of
from catalog.standing import ShelfCategory, standing
from foundation.database import Session

__all__ = ["PAGE", "Shelf", "ShelfCategory", "ShelfItem", "items_of", "shelf", "turn_to"]


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
    aisle = (await standing(session)).aisle(await kept_categories(session), category_id)
    if aisle is None:
        raise CategoryGone(category_id=category_id)
    here, total = aisle.here, aisle.products.total
    page, pages = turn_to(page, total)
    ids = aisle.products.newest((page - 1) * PAGE, page * PAGE)
    return Shelf(
        category_id=category_id,
        title=here.name if here else "",
        parent_id=here.parent_id if here else None,
        children=aisle.doors,
        items=await items_of(session, ids) if ids else (),
        page=page,
        pages=pages,
        total=total,
    )
