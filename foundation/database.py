"""The database: one declarative base, one way to open a transaction, on SQLite and on PostgreSQL.

SQLite writers begin with ``BEGIN IMMEDIATE`` and queue on a lock inside the process, so a read-then-write
transaction never finds the file changed under it and never fails with "database is locked".
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, MetaData, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

Session = AsyncSession


class Moment(TypeDecorator[datetime]):
    """A moment in time: timezone-aware UTC in Python, whatever the database keeps."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive datetimes, store UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a timezone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give UTC back (SQLite forgets the zone)."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Base of every table; names of constraints are fixed so that migrations can find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: Moment}  # noqa: RUF012 - SQLAlchemy reads a plain dict here


BigId = BigInteger().with_variant(Integer, "sqlite")
"""SQLite numbers rows by itself only in a column declared INTEGER."""


def insert_for(session: AsyncSession) -> type[postgresql.Insert] | type[sqlite.Insert]:
    """Give the INSERT that knows ON CONFLICT for the session's database."""
    return postgresql.Insert if session.get_bind().dialect.name == "postgresql" else sqlite.Insert


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


def _prepare_sqlite(engine: AsyncEngine) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def _pragmas(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # transactions begin where we say, not where the driver guesses
        cursor = connection.cursor()
        for pragma in (
            "busy_timeout=15000",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "temp_store=MEMORY",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Connection) -> None:
        mode = connection.get_execution_options().get("sqlite_begin", "IMMEDIATE")
        connection.exec_driver_sql(f"BEGIN {mode}")


class Database:
    """The shop's database. Open it once per process, close it at the end.

    ``news`` is set after every commit that left something in the outbox, so that the messenger wakes at once.
    """

    def __init__(self, url: str) -> None:
        """Prepare connections to ``url``; nothing is opened before the first transaction."""
        self.url = async_url(url)
        self.is_sqlite = self.url.startswith("sqlite")
        if self.is_sqlite:
            file = make_url(self.url).database
            if file:
                Path(file).parent.mkdir(parents=True, exist_ok=True)
            self.engine = create_async_engine(self.url, pool_size=6, max_overflow=4)
            _prepare_sqlite(self.engine)
        else:
            self.engine = create_async_engine(self.url, pool_size=10, max_overflow=10, pool_pre_ping=True)
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False, autoflush=False)
        self._reading_engine = self.engine.execution_options(sqlite_begin="DEFERRED")
        self._writer: AbstractAsyncContextManager[Any] = asyncio.Lock() if self.is_sqlite else nullcontext()
        self.news = asyncio.Event()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """Open a read-write transaction: committed at the end, rolled back when anything is raised.

        Never await the network inside.
        """
        async with self._writer, self._sessions.begin() as session:
            yield session
        if session.info.get("news"):
            self.news.set()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """Open a transaction that only reads and never waits for a writer."""
        async with self._sessions(bind=self._reading_engine) as session:
            yield session

    @asynccontextmanager
    async def between_writers(self) -> AsyncIterator[None]:
        """The moment to cancel tasks: on SQLite, nobody is in the middle of writing.

        A writer cancelled in a statement may leave the file locked until its cursor is collected.
        """
        async with self._writer:
            yield

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()
