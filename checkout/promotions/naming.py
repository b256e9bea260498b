"""What the goods of a promotion are called, for people who read its terms."""

from sqlalchemy import select

from catalog import categories
from catalog.models import Product
from checkout.promotions.terms import Scope
from foundation.database import Session


async def names(session: Session, *scopes: Scope) -> dict[str, str]:
    """Give the names of products and shelves: ``{"product:12": "Kaos", "category:3": "Pakaian > Atasan"}``."""
    found: dict[str, str] = {}
    product_ids = sorted({one for scope in scopes for one in scope.product_ids})
    if product_ids:
        rows = await session.execute(select(Product.id, Product.name).where(Product.id.in_(product_ids)))
        found |= {f"product:{product_id}": name for product_id, name in rows}
    for category_id in sorted({one for scope in scopes for one in scope.category_ids}):
        if path := await categories.path_of(session, category_id):
            found[f"category:{category_id}"] = path
    return found
