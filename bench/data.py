"""The shops the benchmark runs on: the rows the rooms themselves would have written, in bulk.

What the benchmark knows about the shop's tables stands in this file, in ``shelved.py`` (goods) and in ``past.py``
(orders). Columns that are not named there get the models' defaults.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select

import bot.__main__  # noqa: F401 - every table of the shop
from bench.bulk import Writer, table, writer_for
from bench.crowd import OWNER, customer
from bench.past import fill_history, sold_and_promised
from bench.shelved import BEGINNING, Offer, fill_catalogue
from catalog import photos, vocabulary
from catalog.models import Category, Product, ProductState, StockLevel, Variant
from checkout import accounts, shipping
from checkout.models import CartLine, Order
from customers.models import Person
from foundation import shop
from foundation.audit import SYSTEM
from foundation.database import Database, Session
from foundation.migrate import migrate

_PHOTOS = Path(__file__).parent.parent / "catalog" / "data" / "demo_shop" / "photos"
_ZONES = (
    ("", "jne", "reg", 38_000, "3-7"),
    ("", "jnt", "ez", 42_000, "3-6"),
    ("31", "jne", "reg", 11_000, "1-2"),
    ("32", "jne", "reg", 10_000, "1-2"),
    ("33", "jne", "reg", 16_000, "2-3"),
    ("35", "jne", "reg", 18_000, "2-4"),
    ("31", "sicepat", "best", 19_000, "1"),
    ("32", "sicepat", "best", 18_000, "1"),
)
_BIG = (
    "product product_option option_value variant stock_entry product_photo word_block product_words person address "
    "orders order_line allocation payment fulfilment audit_entry outbox amount_lease"
).split()


@dataclass(frozen=True, slots=True)
class Size:
    """How big a shop is."""

    products: int
    customers: int
    orders: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """What the load needs to know of a shop."""

    shelves: dict[int, int]
    """products by shelf; 0 is the whole shop"""
    names: dict[int, str]
    offers: list[tuple[int, int]]
    """(variant id, product id) of what is in stock"""
    customers: int


async def make(url: str, size: Size, *, qris: str = "") -> None:
    """Make a shop in an empty database: migrated, filled, with one bank account (or ``qris``) to pay to."""
    database = Database(url)
    await migrate(database)
    async with database.transaction() as session:
        pictures = await _furnish(session, qris)
    await database.close()
    offers: list[Offer] = []
    async with writer_for(url) as writer:
        await writer.without_indexes([table(name) for name in _BIG])
        await fill_catalogue(
            writer, size.products, pictures, offers, lambda count: sold_and_promised(size.orders, count)
        )
        await _fill_people(writer, size.customers)
        if size.orders:
            await fill_history(writer, size.orders, size.customers, offers)


async def facts(url: str) -> Facts:
    """Read what the load needs to know."""
    database = Database(url)
    async with database.reading() as session:
        counts = select(Product.category_id, func.count()).where(Product.state == ProductState.PUBLISHED)
        products = {row[0]: row[1] for row in await session.execute(counts.group_by(Product.category_id))}
        parents = (await session.execute(select(Category.id, Category.parent_id))).all()
        names = {row[0]: row[1] for row in await session.execute(select(Product.id, Product.name))}
        offers = await session.execute(
            select(Variant.id, Variant.product_id)
            .join(StockLevel, StockLevel.variant_id == Variant.id)
            .where(StockLevel.on_hand - StockLevel.allocated > 0)
            .order_by(Variant.id)
        )
        buyable = [(row[0], row[1]) for row in offers]
        people = await session.scalar(select(func.count()).select_from(Person)) or 1
    await database.close()
    shelves = {0: sum(products.values())}
    for category_id, parent_id in parents:
        for shelf in (category_id, parent_id):
            if shelf is not None:
                shelves[shelf] = shelves.get(shelf, 0) + products.get(category_id, 0)
    return Facts(shelves, names, buyable, people - 1)


async def written(url: str) -> tuple[int, int]:
    """Give how many orders there are, and how many pieces lie in carts."""
    database = Database(url)
    async with database.reading() as session:
        orders = await session.scalar(select(func.count()).select_from(Order))
        pieces = await session.scalar(select(func.sum(CartLine.quantity)))
    await database.close()
    return orders or 0, int(pieces or 0)


async def _furnish(session: Session, qris: str) -> list[str]:
    """Do what an owner does by hand; gives the sha256 of the pictures that the products share."""
    now = datetime.now(UTC)
    await shop.write(session, "name", "Toko Ukur")
    for area, courier, service, price, days in _ZONES:
        await shipping.set_zone(session, area, courier, service, price, days, actor_id=SYSTEM, now=now)
    if qris:
        await accounts.set_qris(session, qris, actor_id=SYSTEM, now=now)
    else:
        await accounts.add_bank(session, "BCA", "1234567890", "Toko Ukur", actor_id=SYSTEM, now=now)
    await vocabulary.touch(session)
    return [await photos.keep(session, file.read_bytes()) for file in sorted(_PHOTOS.glob("*.jpg"))]


async def _fill_people(writer: Writer, count: int) -> None:
    now = writer.moment(BEGINNING)
    columns = (
        "id", "first_name", "last_name", "username", "telegram_language", "chosen_language", "phone", "role",
        "created_at",
    )  # fmt: skip
    people = (
        (
            one.id,
            one.first_name,
            one.last_name,
            one.username,
            one.language,
            "",
            one.phone,
            "shopper",
            now,
        )
        for one in map(customer, range(count))
    )
    owner = (OWNER, "Melati", "", "", "id", "", "", "owner", now)
    await writer.fill(table("person"), columns, [owner])
    await writer.fill(table("person"), columns, people)
    addresses = (
        (n, one.id, one.name, one.phone, f"Jl. Melati {n % 200 + 1}", one.district_code, now, now)
        for n, one in enumerate(map(customer, range(count)), 1)
    )
    where = ("id", "person_id", "recipient", "phone", "street", "district_code", "created_at", "used_at")
    await writer.fill(table("address"), where, addresses)
