"""The demo shop "Toko Melati": goods to try the shop with before the owner adds their own."""

import csv
from collections.abc import Iterator
from datetime import datetime
from itertools import product
from pathlib import Path
from zlib import crc32

from sqlalchemy import func, select

from catalog.models import Product, ProductState
from catalog.photos import add_to_product, keep
from catalog.products import NewOption, NewProduct, NewVariant, add, set_state
from catalog.vocabulary import touch
from foundation import shop
from foundation.audit import SYSTEM
from foundation.database import Session

NAME = "Toko Melati"

_FOLDER = Path(__file__).parent / "data" / "demo_shop"

_ENDLESS = 999
"""Stock of what is only a file."""

_FEW = {
    "KAOS-PUTIH-XL": 0,
    "BOOT-43": 0,
    "LILIN-SEREH": 0,
    "GAUN-S": 2,
    "SNEAK-42": 2,
    "RANSEL-BIRU": 3,
    "TOPI": 3,
}
"""What is sold out or low, so that the demo shows how that looks."""


async def load_demo(session: Session, *, now: datetime) -> int:
    """Fill an empty catalogue with the demo shop; gives how many products were added (0 if there are any)."""
    await touch(session)
    if await session.scalar(select(func.count(Product.id))):
        return 0
    added = 0
    for draft, photo in demo_products():
        product_id = await add(session, draft, actor_id=SYSTEM, now=now, state=ProductState.PUBLISHED)
        await add_to_product(session, product_id, await keep(session, photo), actor_id=SYSTEM, now=now)
        added += 1
    if await shop.read(session, "name") is None:
        await shop.write(session, "name", NAME)
    return added


async def remove_demo(session: Session, *, actor_id: int, now: datetime) -> int:
    """Delete what is left of the demo shop, its name too; gives how many products that were."""
    left = await session.scalars(
        select(Product.id).where(Product.is_demo, Product.state != ProductState.DELETED).order_by(Product.id)
    )
    product_ids = left.all()
    for product_id in product_ids:
        await set_state(session, product_id, ProductState.DELETED, actor_id=actor_id, now=now)
    if product_ids and await shop.read(session, "name") == NAME:
        await shop.take(session, "name")
    return len(product_ids)


def demo_products() -> Iterator[tuple[NewProduct, bytes]]:
    """Give the demo shop's products with their pictures."""
    with (_FOLDER / "products.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield _draft(row), (_FOLDER / "photos" / row["photo"]).read_bytes()


def _draft(row: dict[str, str]) -> NewProduct:
    options = tuple(_option(text) for text in row["options"].split(";") if text)
    variants = tuple(
        NewVariant(
            values=values,
            price=int(row["price_idr"]),
            stock=_stock(row["sku"], values, weight_g=int(row["weight_g"])),
            cost=int(row["cost_idr"]),
            weight_g=int(row["weight_g"]),
        )
        for values in product(*(option.values for option in options))
    )
    return NewProduct(
        name=row["name"],
        description=row["description"],
        category=row["category"],
        options=options,
        variants=variants,
        sku=row["sku"],
        is_demo=True,
    )


def _option(text: str) -> NewOption:
    name, _, values = text.partition(":")
    return NewOption(name, tuple(values.split("/")))


def _stock(sku: str, values: tuple[str, ...], *, weight_g: int) -> int:
    """Give the same believable number each time: 6 to 24, but for the few named above and files."""
    key = "-".join([sku, *values]).upper()
    return _ENDLESS if weight_g == 0 else _FEW.get(key, 6 + crc32(key.encode()) % 19)
