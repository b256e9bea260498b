"""A shop that ran before promotions came: its orders stay what they were, and numbers go on."""

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.engine import Connection

from checkout.models import Order, OrderLine
from foundation.database import Database
from foundation.migrate import migrate
from tests.checkout.builders import Shop, open_shop
from tests.conftest import StandingClock

PROMOTIONS = "0011"


LEDGER = "0010"


def undo(connection: Connection, revision: str = PROMOTIONS) -> None:
    """Bring the database back to the shape it had before promotions, or before another revision."""
    config = Config()
    config.set_main_option("script_location", "migrations")
    config.attributes["connection"] = connection
    before = ScriptDirectory.from_config(config).get_revision(revision).down_revision
    command.downgrade(config, str(before))


async def test_orders_of_before_keep_their_price_and_their_numbers(shop: Shop) -> None:
    """Back to the old shape and forward again, as an update finds it: nothing is lost, and the books agree."""
    first = await shop.order()
    await shop.database.run_sync(undo)
    await migrate(shop.database)
    rows = await shop.rows(
        text("SELECT total, discount, shipping_discount, tax, tax_mode FROM orders ORDER BY id")
    )
    assert [tuple(row) for row in rows] == [(60_000, 0, 0, 0, "off")]
    assert await shop.order() == first + 1
    assert await shop.audit() == []


async def test_payments_of_before_the_ledger_begin_it(shop: Shop) -> None:
    """Paid, waiting with a proof, unpaid: the first stands in the ledger, the proofs stay with their payments."""
    paid, waiting, _unpaid = [await shop.order() for _ in range(3)]
    await shop.prove(paid)
    await shop.confirm(paid)
    proof = await shop.prove(waiting, picture="another slip")
    await shop.database.run_sync(lambda connection: undo(connection, LEDGER))
    await migrate(shop.database)
    assert [tuple(row) for row in await shop.rows(text("SELECT source, key FROM money_entry"))] == [
        ("owner", "1")
    ]
    rows = await shop.rows(text("SELECT payment_id FROM payment_proof ORDER BY id"))
    assert [payment_id for (payment_id,) in rows] == [1, proof.payment_id]
    assert await shop.audit() == []
    await shop.confirm(waiting)
    assert await shop.audit() == []


async def test_an_empty_shop_still_begins_at_1001(database: Database, clock: StandingClock) -> None:
    """However often its tables were changed before the first order."""
    await database.run_sync(undo)
    await migrate(database)
    shop = await open_shop(database, clock)
    assert await shop.order() == 1001


async def test_the_database_refuses_prices_that_do_not_add_up(shop: Shop) -> None:
    """Whatever wrote them: a tax nobody pays, a line for less than nothing."""
    order_id = await shop.order()
    for table, values in (
        (Order, {"tax": 5, "tax_mode": "added"}), (Order, {"shipping_discount": 1}),
        (Order, {"discount": -1, "total": 60_001}), (OrderLine, {"discount": 50_001}),
    ):  # fmt: skip
        owner = Order.id if table is Order else OrderLine.order_id
        with pytest.raises(Exception, match=r"(?i)check constraint"):
            await shop.plant(table, owner == order_id, **values)
