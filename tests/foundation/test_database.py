"""Transactions: all of one or nothing of it, many at once, on both databases."""

import asyncio
import sqlite3
import threading
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import bindparam, func, select, text, update
from sqlalchemy.engine import make_url

from foundation import shop
from foundation.database import Database, Session, prepared
from foundation.kept import kept
from foundation.shop import ShopFact

_COUNT = prepared(select(func.count()).select_from(ShopFact))
_RENAME = prepared(update(ShopFact).where(ShopFact.key == bindparam("name")).values(value=bindparam("to")))


async def facts(database: Database) -> int:
    """How many facts a reader sees."""
    async with database.reading() as session:
        return await session.scalar(_COUNT) or 0


async def test_hundred_writers_at_once_are_all_kept(database: Database) -> None:
    """greed#86: no database is locked. Who left a transaction without an error finds what they wrote after a restart."""

    async def write(number: int) -> None:
        async with database.transaction() as session:
            await shop.write(session, f"fact{number}", number)

    await asyncio.gather(*(write(number) for number in range(100)))
    assert await facts(database) == 100
    again = Database(database.url)
    assert await facts(again) == 100
    await again.close()


async def test_one_refusal_does_not_touch_the_others(database: Database) -> None:
    """Transactions that share a commit stay apart: every third raises, and only its own work is undone."""

    async def write(number: int) -> None:
        async with database.transaction() as session:
            await shop.write(session, f"fact{number}", number)
            if number % 3 == 0:
                raise LookupError

    outcomes = await asyncio.gather(*(write(number) for number in range(30)), return_exceptions=True)
    assert [isinstance(one, LookupError) for one in outcomes] == [number % 3 == 0 for number in range(30)]
    assert await facts(database) == 20


async def test_a_reader_sees_nothing_half_done(database: Database) -> None:
    """While a transaction is open, others read the shop as it was, and do not wait."""
    async with database.transaction() as session:
        await shop.write(session, "name", "Toko Baru")
        assert await facts(database) == 0
    assert await facts(database) == 1


async def test_an_inner_step_is_undone_alone(database: Database) -> None:
    """What happened before a failed step stays, and the transaction goes on."""
    async with database.transaction() as session:
        await shop.write(session, "before", 1)
        with suppress(LookupError):
            async with session.begin_nested():
                await shop.write(session, "inside", 2)
                raise LookupError
        await shop.write(session, "after", 3)
    async with database.reading() as session:
        assert [await shop.read(session, name) for name in ("before", "inside", "after")] == [1, None, 3]


async def test_who_only_looks_cannot_write(database: Database) -> None:
    """The database itself refuses: a handler that says it only looks keeps its word."""
    for look in (database.reading, database.studying):
        with pytest.raises(Exception, match=r"read-?only"):
            async with look() as session:
                await shop.write(session, "name", "Toko Baru")
    assert await facts(database) == 0


async def test_a_cancelled_writer_leaves_nothing_and_holds_nobody_up(database: Database) -> None:
    """Somebody gives up in the middle: their work is undone, the next one writes."""
    begun = asyncio.Event()

    async def slow() -> None:
        async with database.transaction() as session:
            await shop.write(session, "slow", 1)
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(slow())
    await begun.wait()
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    async with asyncio.timeout(5):
        async with database.transaction() as session:
            await shop.write(session, "quick", 2)
    assert await facts(database) == 1


async def test_left_for_the_end_is_done_before_the_end(database: Database) -> None:
    """What a transaction leaves for its end is part of it."""
    async with database.transaction() as session:
        await shop.write(session, "name", "Toko Lama")
        session.later(_RENAME, {"name": "name", "to": "Toko Baru"})
    async with database.reading() as session:
        assert await shop.read(session, "name") == "Toko Baru"


@kept("catalogue")
async def _names(session: Session) -> list[str]:
    return list(await session.scalars(select(ShopFact.key).order_by(ShopFact.key)))


async def test_what_is_kept_is_dropped_when_another_worker_changes_it(database: Database) -> None:
    """Two workers on one database: neither ever uses what the other has changed."""
    other = Database(database.url)
    async with database.reading() as session:
        assert await _names(session) == []
    async with other.transaction() as session:
        await session.change("catalogue")
        await shop.write(session, "name", "Toko Baru")
        assert await _names(session) == ["name"]
    async with database.reading() as session:
        assert await _names(session) == ["name"]
    await other.close()


async def test_a_change_that_is_undone_is_not_kept(database: Database) -> None:
    """A transaction that fails after it changed a topic leaves everybody with what was there."""
    with suppress(LookupError):
        async with database.transaction() as session:
            await session.change("catalogue")
            await shop.write(session, "name", "Toko Baru")
            await _names(session)
            raise LookupError
    async with database.reading() as session:
        assert await _names(session) == []


async def test_the_shop_waits_for_another_program_without_standing_still(tmp_path: Path) -> None:
    """Somebody copies the file with another program, which holds it: a writer waits, readers go on."""
    database = Database(f"sqlite:///{tmp_path / 'shop.db'}")
    await database.run_sync(lambda connection: connection.execute(text("CREATE TABLE note (word TEXT)")))
    holder = sqlite3.connect(
        make_url(database.url).database or "", isolation_level=None, check_same_thread=False
    )
    holder.execute("BEGIN IMMEDIATE")

    async def write() -> None:
        async with database.transaction() as session:
            await session.execute(text("INSERT INTO note VALUES ('written')"))

    writing = asyncio.create_task(write())
    looks = 0
    letting_go = threading.Timer(0.3, holder.rollback)
    letting_go.start()
    while not writing.done():
        async with database.reading() as session:
            await session.execute(text("SELECT count(*) FROM note"))
        looks += 1
        await asyncio.sleep(0)
    letting_go.join()
    await writing
    holder.close()
    assert looks > 10
    async with database.reading() as session:
        assert await session.scalar(text("SELECT word FROM note")) == "written"
    await database.close()


async def test_a_full_disk_is_told_to_everybody_it_hits(tmp_path: Path) -> None:
    """No room for a big picture: nobody in the same commit is told of success, and small things work afterwards."""
    database = Database(f"sqlite:///{tmp_path / 'shop.db'}")
    await database.run_sync(lambda connection: connection.execute(text("CREATE TABLE note (word TEXT)")))
    async with database.transaction() as session:
        await session.execute(text("PRAGMA max_page_count=20"))

    async def write(word: str) -> None:
        async with database.transaction() as session:
            await session.execute(text("INSERT INTO note VALUES (:word)"), {"word": word})

    words = ["small", "x" * 500_000, "late"]
    outcomes = await asyncio.gather(*(write(word) for word in words), return_exceptions=True)
    assert isinstance(outcomes[1], Exception)
    kept_words = []
    await write("afterwards")
    async with database.reading() as session:
        kept_words = list(await session.scalars(text("SELECT word FROM note")))
    told = [word for word, outcome in zip(words, outcomes, strict=True) if outcome is None]
    assert kept_words == [*told, "afterwards"]
    await database.close()


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_a_lost_connection_is_replaced(database: Database) -> None:
    """The server drops everybody: the next person is served on a new connection."""
    other = Database(database.url)
    assert await facts(database) == 0
    async with database.transaction() as session:
        await shop.write(session, "name", "Toko Baru")
    async with other.transaction() as session:
        await session.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
        )  # fmt: skip
    await other.close()
    served = False
    for _ in range(20):
        with suppress(Exception):
            served = await facts(database) == 1
        if served:
            break
    assert served
