"""Pages of any catalogue: the sets say the same as the products themselves."""

from datetime import datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from catalog import cards, categories, products, search, shelves
from catalog.models import Product, ProductState
from foundation.database import Database, Session
from tests.builders import OWNER, a_product

PATHS = ("", "Pakaian", "Pakaian > Atasan", "Pakaian > Atasan > Kaos", "Sepatu")
NAMES = ("kaos", "kaos merah", "topi", "topi merah", "merah")
STATES = list(ProductState)
PLACES = st.tuples(st.sampled_from(PATHS), st.sampled_from(STATES[:3]), st.sampled_from(NAMES))
CHANGES = st.tuples(st.integers(0, 19), st.one_of(st.sampled_from(PATHS), st.sampled_from(STATES)))


class EnoughSeenError(Exception):
    """The catalogue of an example goes away again."""


async def fill(session: Session, now: datetime, added: list[tuple[str, ProductState, str]]) -> list[int]:
    """Add products; gives their ids."""
    return [
        (await a_product(session, now, name, category=path, state=state)).id for path, state, name in added
    ]


async def change(session: Session, now: datetime, product_id: int, to: str | ProductState) -> None:
    """Move a product, or give it another state, unless it is gone already."""
    who = {"actor_id": OWNER, "now": now}
    if isinstance(to, ProductState):
        await products.set_state(session, product_id, to, **who)
    else:
        await products.move(session, product_id, to, **who)


async def assert_pages_are_true(session: Session) -> None:
    """Compare every page of every shelf, of the owner's list and of a search with the products."""
    rows = (await session.execute(select(Product.id, Product.state, Product.category_id, Product.name))).all()
    tree = await categories.all_categories(session)
    for shelf in (None, *(row.id for row in tree)):
        here = {
            row.id for row in tree if shelf in {None, *(up.id for up in categories.line_to(tree, row.id))}
        }
        expected = [
            row.id
            for row in sorted(rows, reverse=True)
            if row.state == ProductState.PUBLISHED and (shelf is None or row.category_id in here)
        ]
        pages = [await shelves.shelf(session, shelf, page) for page in (1, 2, 3)]
        shown = [item.product_id for page in pages[: pages[0].pages] for item in page.items]
        assert (shown, pages[0].total) == (expected, len(expected))
        for door in pages[0].children:
            assert door.products == (await shelves.shelf(session, door.id)).total
    for state in STATES[:3]:
        drafts = await cards.owner_page(session, state=state)
        assert drafts.total == sum(row.state == state for row in rows)
    found = await search.find(session, "merah")
    assert found.total == sum("merah" in row.name and row.state == ProductState.PUBLISHED for row in rows)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(added=st.lists(PLACES, min_size=1, max_size=20), changes=st.lists(CHANGES, max_size=8))
async def test_any_catalogue_has_the_pages_its_products_make(
    database: Database,
    now: datetime,
    added: list[tuple[str, ProductState, str]],
    changes: list[tuple[int, str | ProductState]],
) -> None:
    """Whatever is added, published, hidden, moved and deleted, in whatever order."""
    gone: set[int] = set()
    try:
        async with database.transaction() as session:
            ids = await fill(session, now, added)
            for place, to in changes:
                product_id = ids[place % len(ids)]
                if product_id not in gone:
                    await change(session, now, product_id, to)
                if to is ProductState.DELETED:
                    gone.add(product_id)
            await assert_pages_are_true(session)
            raise EnoughSeenError
    except EnoughSeenError:
        pass
