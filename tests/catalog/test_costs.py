"""What looking costs: the same few statements however much there is, and none that reads a whole table."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from catalog import cards, owner_counts, products, search, shelves, stock
from catalog.models import ProductState
from foundation.database import Database, Session
from foundation.inline import InlineConnection
from foundation.prepared import AnyPrepared, Values
from tests.builders import OWNER, SIZES, a_photo, a_product


class Counting:
    """A connection that notes the statements it is given; on SQLite also how they will be run."""

    def __init__(self, connection: Any) -> None:
        """Stand before another connection."""
        self._connection = connection
        self.dialect = connection.dialect
        self.asked: list[str] = []
        self.plans: list[str] = []

    async def run(self, statement: AnyPrepared, values: Values) -> Sequence[Sequence[Any]]:
        """Note a prepared statement and run it."""
        compiled = statement.on(self.dialect)
        if '"version"' not in compiled.sql and " version" not in compiled.sql:
            self.asked.append(compiled.sql)
            if isinstance(self._connection, InlineConnection):
                explained = f"EXPLAIN QUERY PLAN {compiled.sql}"
                rows = self._connection.driver.execute(explained, compiled.values(values))
                self.plans += [row[3] for row in rows]
        return await self._connection.run(statement, values)

    async def run_many(self, statement: AnyPrepared, values: Sequence[Values]) -> None:
        """Note a statement for many values and run it."""
        self.asked.append(statement.on(self.dialect).sql)
        await self._connection.run_many(statement, values)

    async def run_any(self, statement: Any, params: Any) -> Any:
        """Nothing that is done often is written anew each time."""
        raise AssertionError(f"not prepared: {statement}")

    async def say(self, command: str) -> None:
        """Pass a bare command on."""
        await self._connection.say(command)

    def seen(self) -> list[str]:
        """Give the plans that read a whole table or index."""
        return [plan for plan in self.plans if plan.startswith("SCAN") and "CONSTANT ROW" not in plan]


@asynccontextmanager
async def counted(opened: Any) -> AsyncIterator[tuple[Session, Counting]]:
    """Open a session whose statements are counted."""
    async with opened as session:
        counting = Counting(session._connection)
        own = Session(counting, session.home)
        yield own, counting
        await own.finish()


LOOKS: dict[str, Callable[[Session, int], Awaitable[Any]]] = {
    "a page": lambda session, product_id: shelves.shelf(session, None),
    "the last page": lambda session, product_id: shelves.shelf(session, None, 99),
    "a shelf": lambda session, product_id: shelves.shelf(session, 1),
    "a card": cards.shopper_card,
    "a search": lambda session, product_id: search.find(session, "kaos"),
    "a slip": lambda session, product_id: search.find(session, "kaoss"),
    "the owner's list": lambda session, product_id: cards.owner_page(session),
}


async def test_looking_again_is_one_statement(database: Database, now: datetime) -> None:
    """With one product or forty: the stock is read, by its key, and nothing else."""
    for number in (1, 39):
        async with database.transaction() as session:
            for _ in range(number):
                shirt = await a_product(session, now, "Kaos", category="Pakaian", options=SIZES)
        for look in LOOKS.values():
            async with database.reading() as session:
                await look(session, shirt.id)
            async with counted(database.reading()) as (own, counting):
                await look(own, shirt.id)
            assert len(counting.asked) == 1, counting.asked
            assert counting.seen() == []


async def test_looking_for_the_first_time_is_one_statement_more(database: Database, now: datetime) -> None:
    """A card, a page nobody looked at before, another word: read by their keys, in one go."""
    async with database.transaction() as session:
        for name in ("Kaos", "Topi"):
            for _ in range(12):
                product = await a_product(session, now, name, category="Pakaian", options=SIZES)
                await a_photo(session, product.id, now)
    async with database.reading() as session:
        await search.find(session, "kaos")
        await shelves.shelf(session, None)
    costs = {}
    firsts: dict[str, Callable[[Session], Awaitable[Any]]] = {
        "page": lambda session: shelves.shelf(session, None, 2),
        "shelf": lambda session: shelves.shelf(session, 1, 2),
        "card": lambda session: cards.shopper_card(session, product.id),
        "search": lambda session: search.find(session, "topi"),
    }
    for what, look in firsts.items():
        async with counted(database.reading()) as (own, counting):
            await look(own)
        costs[what] = len(counting.asked)
        assert counting.seen() == []
    assert costs == {"page": 1, "shelf": 1, "card": 1, "search": 2}


async def test_promising_is_an_update_and_a_line(database: Database, now: datetime) -> None:
    """One statement with the guard in it, and one that writes the ledger at the end."""
    async with database.transaction() as session:
        shirt = await a_product(session, now, "Kaos", stock=50, options=SIZES)
    wanted = {variant.id: 2 for variant in shirt.variants}
    why = {"reference": "order:1", "actor_id": 7, "now": now}
    for change in (stock.reserve, stock.release, stock.reserve, stock.consume):
        async with counted(database.transaction()) as (own, counting):
            await change(own, wanted, **why)
        assert [statement.split()[0] for statement in counting.asked] == ["UPDATE"] * 3 + ["INSERT"]
        assert counting.seen() == []
    async with database.reading() as session:
        assert await stock.audit(session) == []


async def test_counting_what_is_low_looks_at_what_is_low(database: Database, now: datetime) -> None:
    """The owner's desk has an index for it, whatever else there is."""
    async with database.transaction() as session:
        for number in range(12):
            await a_product(session, now, f"Mug {number}", stock=number)
    async with counted(database.reading()) as (own, counting):
        page = await owner_counts.low_page(own)
    assert [item.available for item in page.items] == [0, 1, 2, 3]
    assert all("ix_stock_level_low" in plan for plan in counting.seen())


async def test_changing_one_product_reads_no_other(database: Database, now: datetime) -> None:
    """Publishing and hiding rewrite one block of a shelf, by its key."""
    async with database.transaction() as session:
        for _ in range(3):
            shirt = await a_product(session, now, "Kaos", category="Pakaian", options=SIZES)
    async with database.transaction() as session:
        counting = Counting(session._connection)
        counting.run_any = (
            session._connection.run_any
        )  # the owner's own changes may be written anew each time
        own = Session(counting, session.home)
        await products.set_state(own, shirt.id, ProductState.HIDDEN, actor_id=OWNER, now=now)
        await own.finish()
    assert counting.seen() == []
