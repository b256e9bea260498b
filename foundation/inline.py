"""SQLite on the event loop: statements run where they are asked for, only the disk is waited for elsewhere.

A statement takes SQLite some ten microseconds; handing it to a thread and back takes ten times that. So reading and
writing happen inline, and only COMMIT, which waits for the disk, goes to a thread. There is one writer: transactions
queue, and all that queued while the disk was busy share the next COMMIT (group commit), each within a savepoint of
its own. Nobody is told of success before the COMMIT that carries it has returned.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import Dialect, Engine, Executable, Result, create_engine
from sqlalchemy.engine.result import IteratorResult, SimpleResultMetaData
from sqlalchemy.pool import NullPool

from foundation.prepared import AnyPrepared, Values
from foundation.session import Params, Statements

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY", "cache_size=-8000")
"""What every connection is told: durable commits, checked references, 8 MB of pages in memory."""

WAIT_MS = 15_000
"""How long another process may hold the file before we give up."""

_KEPT_READERS = 8


class InlineConnection:
    """One SQLite connection, used on the event loop's own thread."""

    def __init__(self, engine: Engine, *pragmas: str) -> None:
        """Open the file."""
        self._plain = engine.connect()
        driver = self._plain.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        self.driver = driver
        for pragma in (f"busy_timeout={WAIT_MS}", *PRAGMAS, *pragmas):
            driver.execute(f"PRAGMA {pragma}")

    @property
    def dialect(self) -> Dialect:
        """SQLite's ways."""
        return self._plain.dialect

    async def run(self, statement: AnyPrepared, values: Values) -> Sequence[Sequence[Any]]:
        """Run a prepared statement; give its rows."""
        compiled = statement.on(self._plain.dialect)
        found = self.driver.execute(compiled.sql, compiled.values(values))
        return compiled.rows(found.fetchall()) if compiled.returns else ()

    async def run_many(self, statement: AnyPrepared, values: Sequence[Values]) -> None:
        """Run a prepared statement for each of many values."""
        compiled = statement.on(self._plain.dialect)
        self.driver.executemany(compiled.sql, [compiled.values(each) for each in values])

    async def run_all(self, statements: Statements) -> None:
        """Run prepared statements one after the other."""
        for statement, values in statements:
            await self.run_many(statement, values)

    async def run_any(self, statement: Executable, params: Params) -> Result[Any]:
        """Run any other statement; its rows are fetched at once, an open cursor would hold up the savepoint."""
        result = self._plain.execute(statement, params)
        if not result.returns_rows:
            return result
        return IteratorResult(SimpleResultMetaData(list(result.keys())), iter(result.fetchall()))

    async def say(self, command: str) -> None:
        """Give a bare command."""
        self.driver.execute(command)

    def close(self) -> None:
        """Close the file."""
        self._plain.close()


class _Batch:
    """Transactions that share a COMMIT."""

    def __init__(self) -> None:
        self.over = asyncio.Event()
        self.error: Exception | None = None

    def end(self, error: Exception | None = None) -> None:
        if not self.over.is_set():
            self.error = error
            self.over.set()


class InlineSqlite:
    """The shop's SQLite file: one connection that writes, a few that read."""

    def __init__(self, url: str) -> None:
        """Prepare for a file; it is opened when it is first needed."""
        self._engine = create_engine(
            url,
            isolation_level="AUTOCOMMIT",  # transactions begin and end where we say
            poolclass=NullPool,
            connect_args={"check_same_thread": False, "cached_statements": 512},
        )
        self._readers: list[InlineConnection] = []
        self._writer: InlineConnection | None = None
        self.turn = asyncio.Lock()
        """held by whoever writes or commits"""
        self._batch: _Batch | None = None
        self._committing: asyncio.Task[None] | None = None
        self._disk = ThreadPoolExecutor(1, thread_name_prefix="disk")

    def lend(self) -> InlineConnection:
        """Begin to read: the shop as it is now; such a connection cannot write. Give it back soon."""
        connection = self._readers.pop() if self._readers else InlineConnection(self._engine, "query_only=ON")
        connection.driver.execute("BEGIN")
        return connection

    def give_back(self, connection: InlineConnection) -> None:
        """End reading."""
        connection.driver.execute("COMMIT")
        if len(self._readers) < _KEPT_READERS:
            self._readers.append(connection)
        else:
            connection.close()

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[InlineConnection]:
        """A transaction that writes; left only when what it wrote is on the disk. Raises what the disk says."""
        async with self.turn:
            writer = self._writer or self._open_writer()
            batch = self._batch or await self._begin(writer)
            writer.driver.execute("SAVEPOINT own")
            try:
                yield writer
            except BaseException as error:
                self._undo(writer, batch, error)
                raise
            writer.driver.execute("RELEASE own")
        await batch.over.wait()
        if batch.error is not None:
            raise batch.error

    def _open_writer(self) -> InlineConnection:
        # it must never wait on the event loop: see _begin
        self._writer = InlineConnection(self._engine, "busy_timeout=0")
        return self._writer

    async def _begin(self, writer: InlineConnection) -> _Batch:
        try:
            writer.driver.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:  # another process is writing: wait for it in the thread
            await self._apart(f"PRAGMA busy_timeout={WAIT_MS}")
            try:
                await self._apart("BEGIN IMMEDIATE")
            finally:
                await self._apart("PRAGMA busy_timeout=0")
        self._batch = _Batch()
        # it queues behind those who wait already, so they all come into this batch
        self._committing = asyncio.create_task(self._commit(writer, self._batch))
        return self._batch

    def _undo(self, writer: InlineConnection, batch: _Batch, error: BaseException) -> None:
        if writer.driver.in_transaction:
            writer.driver.execute("ROLLBACK TO own")
            writer.driver.execute("RELEASE own")
        else:
            # a full disk, say, makes SQLite give up the whole transaction: nobody's part of it is kept
            self._batch = None
            batch.end(error if isinstance(error, Exception) else sqlite3.OperationalError(str(error)))

    async def _commit(self, writer: InlineConnection, batch: _Batch) -> None:
        async with self.turn:
            if batch.over.is_set():
                return
            self._batch = None
            try:
                await self._apart("COMMIT")
            except sqlite3.Error as error:
                if writer.driver.in_transaction:
                    writer.driver.execute("ROLLBACK")
                batch.end(error)
            else:
                batch.end()

    async def _apart(self, command: str) -> None:
        """Give a command in the thread that waits for the disk."""
        assert self._writer is not None
        await asyncio.get_running_loop().run_in_executor(self._disk, self._writer.driver.execute, command)

    async def close(self) -> None:
        """Wait for the last COMMIT and close the file."""
        async with self.turn:
            pass
        for connection in [*self._readers, *([self._writer] if self._writer else [])]:
            connection.close()
        self._readers, self._writer = [], None
        self._disk.shutdown()
        self._engine.dispose()
