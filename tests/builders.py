"""Short ways to put things into a shop: a mug, a shirt in sizes, a picture."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from io import BytesIO
from itertools import product

from PIL import Image

from catalog import cards, photos, products
from catalog.cards import ProductCard
from catalog.models import ProductState
from catalog.products import NewOption, NewProduct, NewVariant
from foundation.database import Session

OWNER = 1001
"""The Telegram id of the shop's owner."""

SIZES = {"Ukuran": ("S", "M", "L")}
"""Options of a shirt: ``a_product(session, now, "Kaos", options=SIZES)``."""


async def a_product(
    session: Session,
    now: datetime,
    name: str = "Mug",
    price: int = 50_000,
    stock: int = 5,
    options: Mapping[str, Sequence[str]] | None = None,
    *,
    category: str = "",
    description: str = "",
    weight_g: int = 250,
    state: ProductState = ProductState.PUBLISHED,
) -> ProductCard:
    """Put a product on the shelf, every variant at the same price and with the same stock."""
    choices = {key: tuple(values) for key, values in (options or {}).items()}
    draft = NewProduct(
        name=name,
        description=description,
        category=category,
        options=tuple(NewOption(key, values) for key, values in choices.items()),
        variants=tuple(
            NewVariant(values, price, stock=stock, cost=price // 2, weight_g=weight_g)
            for values in product(*choices.values())
        ),
    )
    product_id = await products.add(session, draft, actor_id=OWNER, now=now, state=state)
    return await cards.card(session, product_id)


@cache
def a_picture(colour: str = "teal") -> bytes:
    """Give the bytes of a small JPEG, another one for each colour."""
    file = BytesIO()
    Image.new("RGB", (32, 32), colour).save(file, "JPEG")
    return file.getvalue()


async def a_photo(session: Session, product_id: int, now: datetime, colour: str = "teal") -> str:
    """Take a picture of a product and give its sha256."""
    sha256 = await photos.keep(session, a_picture(colour))
    await photos.add_to_product(session, product_id, sha256, actor_id=OWNER, now=now)
    return sha256
