"""Shoppers, an owner, a gateway, a bank and time, all at once and in any sequence: the shop is as it must be after each step.

After every step the real shop is compared, row by row, with one imagined in plain dicts (``imagined``), and audited.
"""

import asyncio
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from foundation.database import Database
from foundation.tables import Base
from tests.checkout.imagined.keepers import Keepers
from tests.checkout.imagined.life import Names, furnish
from tests.checkout.imagined.money import MoneyComes
from tests.checkout.imagined.shoppers import Shoppers
from tests.databases import Databases

TABLES = [table.name for table in Base.metadata.sorted_tables]
Begin = Callable[[], tuple[Database, Names]]


class Together(Shoppers, MoneyComes, Keepers):
    """Everybody who lives in the shop."""


def lives(runner: asyncio.Runner, begin: Begin, *, sequences: int, steps: int, audited: str) -> None:
    """Let so many sequences of at most so many steps happen, each in a shop of its own."""
    how = settings(
        max_examples=sequences,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(lambda: Together(runner, *begin(), audited=audited), settings=how)


@contextmanager
def shops_in_files(databases: Databases, runner: asyncio.Runner) -> Iterator[Begin]:
    """Copy one furnished SQLite shop again and again; in memory where there is a folder for that."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        shape, file = Path(folder) / "shape.db", Path(folder) / "shop.db"
        url = databases.sqlite()
        names = runner.run(furnish(url))
        shutil.copy(url.removeprefix("sqlite:///"), shape)
        databases.drop(url)
        opened: list[Database] = []

        def close() -> None:
            while opened:
                runner.run(opened.pop().close())

        def begin() -> tuple[Database, Names]:
            close()
            for old in file.parent.glob(f"{file.name}*"):
                old.unlink()
            shutil.copy(shape, file)
            opened.append(Database(f"sqlite:///{file}"))
            return opened[0], names

        yield begin
        close()


@contextmanager
def shops_on_a_server(databases: Databases, runner: asyncio.Runner) -> Iterator[Begin]:
    """Furnish one PostgreSQL database, and put everything in it back again and again."""
    url = databases.postgres()
    names = runner.run(furnish(url))
    connection = runner.run(asyncpg.connect(url))
    kept = [f"CREATE TABLE kept.{it} AS TABLE {it}" for it in TABLES]
    runner.run(connection.execute("; ".join(("CREATE SCHEMA kept", *kept))))
    empty = [f"DELETE FROM {it}" for it in reversed(TABLES)]
    back = "; ".join(
        (*empty, *(f"INSERT INTO {it} OVERRIDING SYSTEM VALUE TABLE kept.{it}" for it in TABLES))
    )
    database = Database(url)

    def begin() -> tuple[Database, Names]:
        runner.run(connection.execute(back))
        return database, names

    yield begin
    runner.run(database.close())
    runner.run(connection.close())
    databases.drop(url)


SHOPS = {"sqlite": shops_in_files, "postgres": shops_on_a_server}


@pytest.mark.parametrize(("kind", "sequences"), [("sqlite", 200), ("postgres", 25)])
def test_whatever_people_do_the_shop_is_as_it_must_be(
    databases: Databases, kind: str, sequences: int
) -> None:
    """Many lives of a small shop, compared after each step and audited at its end."""
    with asyncio.Runner() as runner, SHOPS[kind](databases, runner) as begin:
        lives(runner, begin, sequences=sequences, steps=12, audited="at the end")


@pytest.mark.soak
@pytest.mark.parametrize(("kind", "sequences"), [("sqlite", 2_000), ("postgres", 200)])
def test_two_thousand_lives_leave_the_shop_as_it_must_be(
    databases: Databases, kind: str, sequences: int
) -> None:
    """Longer lives, compared and audited after each step."""
    with asyncio.Runner() as runner, SHOPS[kind](databases, runner) as begin:
        lives(runner, begin, sequences=sequences, steps=30, audited="each step")
