"""Databases that are spoken to asynchronously: PostgreSQL, and SQLite where a long look must not hold up the shop."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from itertools import chain
from typing import Any

import asyncpg
from sqlalchemy import Dialect, Executable, Result
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from foundation.gathered import messages
from foundation.prepared import AnyPrepared, Values
from foundation.session import Params, Statements

_CONNECT = {"statement_cache_size": 500, "prepared_statement_cache_size": 500}


class PooledConnection:
    """One open connection. Prepared statements go straight to the driver."""

    def __init__(self, plain: AsyncConnection, driver: Any) -> None:
        """Speak through an open connection that begins no transactions by itself."""
        self._plain = plain
        self._driver: asyncpg.Connection | None = driver if isinstance(driver, asyncpg.Connection) else None

    @property
    def dialect(self) -> Dialect:
        """The database's ways."""
        return self._plain.dialect

    @property
    def is_open(self) -> bool:
        """Whether the server is still there, as far as we know without asking it."""
        return not self._plain.closed and (self._driver is None or not self._driver.is_closed())

    async def run(self, statement: AnyPrepared, values: Values) -> Sequence[Sequence[Any]]:
        """Run a prepared statement; give its rows."""
        compiled = statement.on(self.dialect)
        if self._driver is None:
            result = await self._plain.execute(statement.plain(self.dialect), dict(values))
            return result.fetchall() if result.returns_rows else ()
        found = await self._driver.fetch(compiled.sql, *compiled.values(values))
        return compiled.rows([tuple(row) for row in found]) if compiled.returns else ()

    async def run_many(self, statement: AnyPrepared, values: Sequence[Values]) -> None:
        """Run a prepared statement for each of many values."""
        if self._driver is None:
            await self._plain.execute(statement.plain(self.dialect), [dict(each) for each in values])
            return
        compiled = statement.on(self.dialect)
        if len(values) == 1:
            await self._driver.execute(compiled.sql, *compiled.values(values[0]))
        else:
            await self._driver.executemany(compiled.sql, [compiled.values(each) for each in values])

    async def run_all(self, statements: Statements) -> None:
        """Run prepared statements, in as few messages to the server as their order allows."""
        if self._driver is None:
            for statement, values in statements:
                await self.run_many(statement, values)
            return
        shape = tuple((statement, len(values)) for statement, values in statements)
        for message in messages(shape, self.dialect):
            parts = [statements[place] for place in message.places]
            if message.sql is None:
                await self.run_many(*parts[0])
            else:
                compiled = ((statement.on(self.dialect), values) for statement, values in parts)
                arguments = (one.values(each) for one, values in compiled for each in values)
                await self._driver.execute(message.sql, *chain.from_iterable(arguments))

    async def run_any(self, statement: Executable, params: Params) -> Result[Any]:
        """Run any other statement."""
        return await self._plain.execute(statement, params)

    async def say(self, command: str) -> None:
        """Give a bare command."""
        if self._driver is not None:
            await self._driver.execute(command)
        else:
            await self._plain.exec_driver_sql(command)

    async def close(self) -> None:
        """Hang up."""
        with suppress(DBAPIError, OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            await self._plain.close()


class Pool:
    """Connections that stay open: taken one at a time, the last returned one first."""

    def __init__(self, engine: AsyncEngine, size: int, *first: str) -> None:
        """Keep up to ``size`` connections; each is given the ``first`` commands once."""
        self._engine, self._first = engine, first
        self._free: list[PooledConnection] = []
        self._places = asyncio.Semaphore(size)

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[PooledConnection]:
        """Lend a connection. One that breaks, or is left in the middle of something, is not lent again."""
        async with self._places:
            connection = await self._take()
            try:
                yield connection
            except BaseException:
                await connection.close()
                raise
            self._free.append(connection)

    @asynccontextmanager
    async def transaction(self, begin: str) -> AsyncIterator[PooledConnection]:
        """Lend a connection in a transaction: committed at the end, rolled back when anything is raised."""
        async with self._places:
            connection = await self._take()
            try:
                await connection.say(begin)
                yield connection
                await connection.say("COMMIT")
            except BaseException:
                await self._undo(connection)
                raise
            self._free.append(connection)

    async def _undo(self, connection: PooledConnection) -> None:
        """Roll back; a connection that cannot even do that is given up, and the server rolls back."""
        try:
            await connection.say("ROLLBACK")
        except (DBAPIError, OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            await connection.close()
        else:
            self._free.append(connection)

    async def _take(self) -> PooledConnection:
        while self._free:
            connection = self._free.pop()
            if connection.is_open:
                return connection
            await connection.close()
        plain = await self._engine.connect()
        driver = (await plain.get_raw_connection()).driver_connection
        opened = PooledConnection(plain, driver)
        for command in self._first:
            await opened.say(command)
        return opened

    async def close(self) -> None:
        """Close what is open."""
        while self._free:
            await self._free.pop().close()


def plain_engine(url: str) -> AsyncEngine:
    """Make the engine whose connections begin no transactions by themselves; ``Pool`` keeps them open."""
    connect = _CONNECT if url.startswith("postgresql") else {}
    return create_async_engine(
        url, isolation_level="AUTOCOMMIT", poolclass=NullPool, connect_args=dict(connect)
    )
