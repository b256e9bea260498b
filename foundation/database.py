"""The database: one way to open a transaction, on SQLite and on PostgreSQL.

SQLite is used inline (``foundation.inline``): one writer, reads beside it, group commit. PostgreSQL is used through
connections that stay open (``foundation.pooled``); a single statement that only reads needs no transaction there.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

from sqlalchemy import event, text
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from foundation.inline import PRAGMAS, WAIT_MS, InlineSqlite
from foundation.pooled import Pool, plain_engine
from foundation.prepared import InsertType, insert_type, prepared
from foundation.session import Session
from foundation.tables import Base, BigId, Moment

__all__ = ["Base", "BigId", "Database", "Moment", "Session", "insert_for", "is_conflict", "prepared"]

T = TypeVar("T")
_CONNECTIONS = 16
"""Open at once for writing, and as many for reading."""

_TRY_AGAIN = {"40001", "40P01"}
"""PostgreSQL's serialization failure and deadlock."""


def insert_for(session: Session) -> InsertType:
    """Give the INSERT that knows ON CONFLICT for the session's database."""
    return insert_type(session.dialect)


def is_conflict(error: BaseException) -> bool:
    """Whether two transactions got in each other's way: the loser simply goes again."""
    return getattr(getattr(error, "orig", error), "sqlstate", "") in _TRY_AGAIN


def async_url(url: str) -> str:
    """Give the address with its asynchronous driver: ``postgresql://…`` becomes ``postgresql+asyncpg://…``."""
    parsed = make_url(url)
    drivers = {
        "postgres": "postgresql+asyncpg",
        "postgresql": "postgresql+asyncpg",
        "sqlite": "sqlite+aiosqlite",
    }
    parsed = parsed.set(drivername=drivers.get(parsed.drivername, parsed.drivername))
    return parsed.render_as_string(hide_password=False)


class Database:
    """The shop's database. Open it once per process, close it at the end.

    ``news`` is set after every commit that left something in the outbox, so that the messenger wakes at once.
    """

    def __init__(self, url: str) -> None:
        """Prepare connections to ``url``; nothing is opened before the first transaction."""
        self.url = async_url(url)
        self.is_sqlite = self.url.startswith("sqlite")
        self._home = uuid4().hex
        self._inline: InlineSqlite | None = None
        engine = self._engine = plain_engine(self.url)
        if self.is_sqlite:
            file = make_url(self.url).database
            if file:
                Path(file).parent.mkdir(parents=True, exist_ok=True)
            self._inline = InlineSqlite(
                make_url(self.url).set(drivername="sqlite").render_as_string(hide_password=False)
            )
            self._studies = Pool(
                engine, 2, *(f"PRAGMA {it}" for it in (f"busy_timeout={WAIT_MS}", *PRAGMAS, "query_only=ON"))
            )
        else:
            self._writers = Pool(engine, _CONNECTIONS)
            self._readers = Pool(engine, _CONNECTIONS, "SET default_transaction_read_only = on")
            self._studies = self._readers
        self.news = asyncio.Event()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Session]:
        """Open a read-write transaction: committed at the end, rolled back when anything is raised.

        Never await the network inside.
        """
        writing = self._inline.writing() if self._inline else self._writers.transaction("BEGIN")
        async with writing as connection:
            session = Session(connection, self._home)
            yield session
            await session.finish()
        if session.info.get("news"):
            self.news.set()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Session]:
        """Open a session that only reads and never waits for a writer.

        For short looks: on SQLite its statements run on the event loop, on PostgreSQL each sees what was committed
        before it began.
        """
        if self._inline is None:
            async with self._readers.connection() as connection:
                yield Session(connection, self._home)
            return
        lent = self._inline.lend()
        try:
            yield Session(lent, self._home)
        finally:
            self._inline.give_back(lent)

    @asynccontextmanager
    async def studying(self) -> AsyncIterator[Session]:
        """Open a transaction that reads for long (an audit, a report): one picture of the shop, held up by nobody.

        On SQLite it works in a thread of its own, so that the shop goes on meanwhile.
        """
        begin = "BEGIN" if self.is_sqlite else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        async with self._studies.transaction(begin) as connection:
            yield Session(connection, self._home)

    @asynccontextmanager
    async def between_writers(self) -> AsyncIterator[None]:
        """The moment to cancel tasks: on SQLite, nobody is in the middle of writing."""
        async with self._inline.turn if self._inline else nullcontext():
            yield

    async def run_sync(self, change: Callable[[Connection], T]) -> T:
        """Run a function on a plain SQLAlchemy connection, in one transaction: for migrations."""
        engine = create_async_engine(self.url, poolclass=NullPool)
        if self.is_sqlite:
            _begin_at_once(engine.sync_engine)
        try:
            async with engine.begin() as connection:
                result = await connection.run_sync(change)
                if self.is_sqlite and (await connection.execute(text("PRAGMA foreign_key_check"))).first():
                    raise RuntimeError("a migration left rows that refer to nothing")
                return result
        finally:
            await engine.dispose()

    async def close(self) -> None:
        """Close every connection."""
        if self._inline is not None:
            await self._inline.close()
        else:
            await self._writers.close()
        await self._studies.close()
        await self._engine.dispose()


def _begin_at_once(engine: Any) -> None:
    """Let SQLite's transactions begin where they begin, not where the driver guesses, and take the file at once."""

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        # a table is changed by writing it anew: what refers to it is looked at when that is done
        for pragma in (f"busy_timeout={WAIT_MS}", *PRAGMAS, "foreign_keys=OFF"):
            cursor = connection.cursor()
            cursor.execute(f"PRAGMA {pragma}")
            cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
