"""Writing very many rows at once: ``sqlite3`` in one transaction, or COPY on PostgreSQL. Knows no table by name."""

import json
import sqlite3
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from typing import Any, Protocol

import asyncpg
from sqlalchemy import JSON, Table
from sqlalchemy.engine import make_url

from foundation.database import Base

Values = Iterable[Sequence[Any]]


class Writer(Protocol):
    """Fills tables of one database."""

    def moment(self, at: datetime) -> Any:
        """Give a moment as the database wants it."""

    async def fill(self, table: Table, columns: Sequence[str], rows: Values) -> None:
        """Add rows; columns not given get their defaults."""

    async def without_indexes(self, tables: Sequence[Table]) -> None:
        """Drop the tables' plain indexes; they are made anew at the end."""


def table(name: str) -> Table:
    """Give a table by its name in the database."""
    return Base.metadata.tables[name]


def writer_for(url: str) -> AbstractAsyncContextManager[Writer]:
    """Open a writer for a database's address."""
    return _sqlite(url) if url.startswith("sqlite") else _postgres(url)


def _defaults(table: Table, given: Sequence[str]) -> dict[str, Any]:
    """What a row has where nothing was said, by column."""
    found: dict[str, Any] = {}
    for column in table.columns:
        default: Any = column.default
        if column.name in given or default is None:
            continue
        value = default.arg(None) if default.is_callable else default.arg if default.is_scalar else None
        found[column.name] = json.dumps(value) if isinstance(column.type, JSON) else value
    return {name: str(value) if isinstance(value, str) else value for name, value in found.items()}


def _complete(rows: Values, extra: tuple[Any, ...]) -> Iterator[Sequence[Any]]:
    return (tuple(row) + extra for row in rows) if extra else iter(rows)


@asynccontextmanager
async def _sqlite(url: str) -> AsyncIterator["_Sqlite"]:
    connection = sqlite3.connect(make_url(url).database or "", isolation_level=None)
    try:
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-500000", "locking_mode=EXCLUSIVE"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN")
        writer = _Sqlite(connection)
        yield writer
        for statement in writer.indexes:
            connection.execute(statement)
        connection.execute("COMMIT")
    finally:
        connection.close()


class _Sqlite:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.indexes: list[str] = []

    def moment(self, at: datetime) -> str:
        return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")

    async def fill(self, table: Table, columns: Sequence[str], rows: Values) -> None:
        extra = _defaults(table, columns)
        names = ", ".join(f'"{name}"' for name in (*columns, *extra))
        marks = ", ".join("?" * (len(columns) + len(extra)))
        self._connection.executemany(
            f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', _complete(rows, tuple(extra.values()))
        )

    async def without_indexes(self, tables: Sequence[Table]) -> None:
        for table in tables:
            found = self._connection.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = ?",
                (table.name,),
            ).fetchall()
            for name, statement in found:
                self._connection.execute(f'DROP INDEX "{name}"')
                self.indexes.append(statement)


@asynccontextmanager
async def _postgres(url: str) -> AsyncIterator["_Postgres"]:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute("SET session_replication_role = replica")  # rows are right, skip the checks
        await connection.execute("SET synchronous_commit = off; SET maintenance_work_mem = '512MB'")
        writer = _Postgres(connection)
        async with connection.transaction():
            yield writer
            for statement in writer.indexes:
                await connection.execute(statement)
            for table in writer.filled:
                await _count_on(connection, table)
        await connection.execute("VACUUM (ANALYZE)")
    finally:
        await connection.close()


class _Postgres:
    def __init__(self, connection: "asyncpg.Connection[asyncpg.Record]") -> None:
        self._connection = connection
        self.indexes: list[str] = []
        self.filled: list[Table] = []

    def moment(self, at: datetime) -> datetime:
        return at

    async def fill(self, table: Table, columns: Sequence[str], rows: Values) -> None:
        extra = _defaults(table, columns)
        self.filled.append(table)
        await self._connection.copy_records_to_table(
            table.name, records=_complete(rows, tuple(extra.values())), columns=(*columns, *extra)
        )

    async def without_indexes(self, tables: Sequence[Table]) -> None:
        for table in tables:
            found = await self._connection.fetch(
                "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = $1 AND indexname NOT IN "
                "(SELECT conname FROM pg_constraint)",
                table.name,
            )
            for name, statement in found:
                await self._connection.execute(f'DROP INDEX "{name}"')
                self.indexes.append(statement)


async def _count_on(connection: "asyncpg.Connection[asyncpg.Record]", table: Table) -> None:
    """Let the next row get the next number: COPY does not move a sequence."""
    for column in table.primary_key.columns:
        sequence = await connection.fetchval(
            "SELECT pg_get_serial_sequence($1, $2)", f'"{table.name}"', column.name
        )
        if sequence:
            await connection.execute(
                f'SELECT setval(\'{sequence}\', (SELECT max("{column.name}") FROM "{table.name}"))'
            )
