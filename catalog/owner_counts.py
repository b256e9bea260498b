"""What the owner's desk counts: whether anything is on sale, what is running low, whether demo goods are left."""

from dataclasses import dataclass

from sqlalchemy import Integer, bindparam, exists, func, select

from catalog.models import Product, ProductState, StockLevel, Variant
from catalog.shelves import PAGE, turn_to
from catalog.standing import standing
from foundation.database import Session, prepared
from foundation.kept import kept

_free = StockLevel.on_hand - StockLevel.allocated
_DEMO_IS_LEFT = prepared(select(exists().where(Product.is_demo, Product.state != ProductState.DELETED)))
_runs_low = Variant.id.in_(select(StockLevel.variant_id).where(StockLevel.low_at >= _free))
# SQLite has no statistics: it would rather go through all published products than through what is low
_published = Product.state.concat("") == ProductState.PUBLISHED
_LOW_TOTAL = prepared(
    select(func.count(Variant.id))
    .join(Product, Product.id == Variant.product_id)
    .where(_runs_low, _published)
)
_LOW_PAGE = prepared(
    select(Product.id, Product.name, Variant.label, _free)
    .join(Variant, Variant.product_id == Product.id)
    .join(StockLevel, StockLevel.variant_id == Variant.id)
    .where(_runs_low, _published)
    .order_by(_free, Product.id, Variant.position)
    .limit(PAGE)
    .offset(bindparam("offset", type_=Integer))
)


@dataclass(frozen=True, slots=True)
class LowItem:
    """A variant on sale of which few are free."""

    product_id: int
    name: str
    label: str
    available: int


@dataclass(frozen=True, slots=True)
class LowPage:
    """One page of what is running low, the scarcest first."""

    items: tuple[LowItem, ...]
    page: int
    pages: int
    total: int


async def low_total(session: Session) -> int:
    """Count the variants on sale that are running low."""
    return (await session.execute(_LOW_TOTAL)).scalar_one()


async def low_page(session: Session, page: int = 1) -> LowPage:
    """Give a page of what is running low; a page that does not exist gives the nearest one."""
    total = await low_total(session)
    page, pages = turn_to(page, total)
    rows = await session.execute(_LOW_PAGE, {"offset": (page - 1) * PAGE})
    return LowPage(tuple(LowItem(*row) for row in rows), page, pages, total)


async def sells_anything(session: Session) -> bool:
    """Whether shoppers see any product."""
    return bool((await standing(session)).in_states((ProductState.PUBLISHED,)))


@kept("catalogue")
async def demo_is_left(session: Session) -> bool:
    """Whether any product of the demo shop is left."""
    return bool(await session.scalar(_DEMO_IS_LEFT))
