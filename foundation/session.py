"""What a room sees of the database: statements in, rows out, within one transaction."""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Never, Protocol, TypeAlias, TypeVar, TypeVarTuple, cast, overload
from uuid import uuid4

from sqlalchemy import Dialect, Executable, Result, ScalarResult, String, bindparam, select
from sqlalchemy.engine.result import IteratorResult
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.selectable import TypedReturnsRows

from foundation.prepared import AnyPrepared, Prepared, Values, prepared, topic_of
from foundation.tables import Base

T = TypeVar("T")
Ts = TypeVarTuple("Ts")
Params: TypeAlias = Mapping[str, Any] | Sequence[Mapping[str, Any]] | None
Statements: TypeAlias = Sequence[tuple[AnyPrepared, Sequence[Values]]]
"""Prepared statements, each with all it is run for."""


class Version(Base):
    """Which content a topic has: a random word, new with every change (``foundation.kept``)."""

    __tablename__ = "version"

    topic: Mapped[str] = mapped_column(String(30), primary_key=True)
    value: Mapped[str] = mapped_column(String(32))


_VERSIONS = prepared(select(Version.topic, Version.value))
_NEW_VERSION = prepared(
    lambda insert: (
        insert(Version)
        .values(topic=bindparam("topic"), value=bindparam("value"))
        .on_conflict_do_update(index_elements=[Version.topic], set_={"value": bindparam("value")})
    )
)


class Connection(Protocol):
    """One connection to a database, in the middle of a transaction."""

    @property
    def dialect(self) -> Dialect:
        """The database's ways."""

    async def run(self, statement: AnyPrepared, values: Values) -> Sequence[Sequence[Any]]:
        """Run a prepared statement; give its rows."""

    async def run_many(self, statement: AnyPrepared, values: Sequence[Values]) -> None:
        """Run a prepared statement for each of many values."""

    async def run_all(self, statements: Statements) -> None:
        """Run prepared statements, each for all its values; what depends on another comes after it."""

    async def run_any(self, statement: Executable, params: Params) -> Result[Any]:
        """Run any other statement, SQLAlchemy's way."""

    async def say(self, command: str) -> None:
        """Give a bare command: SAVEPOINT and its kin."""


class Session:
    """A transaction's statements. ``info`` holds what code in the same transaction tells each other."""

    def __init__(self, connection: Connection, home: str) -> None:
        """Speak through a connection; ``home`` names the database within this process."""
        self._connection, self.home = connection, home
        self.info: dict[str, Any] = {}
        self._later: list[tuple[AnyPrepared, Values]] = []
        self._versions: dict[str, str] | None = None
        self._changed: set[str] = set()
        self._depth = 0

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self._connection.dialect.name

    @overload
    async def execute(self, statement: Prepared[*Ts], params: Params = None) -> Result[*Ts]: ...
    @overload
    async def execute(  # type: ignore[overload-overlap] # the first that fits is meant
        self, statement: TypedReturnsRows[*Ts], params: Params = None
    ) -> Result[*Ts]: ...
    @overload
    async def execute(self, statement: Executable, params: Params = None) -> Result[Any]: ...
    async def execute(self, statement: Executable | AnyPrepared, params: Params = None) -> Result[Any]:
        """Run a statement; give all its rows."""
        if isinstance(statement, Prepared):
            keys = statement.on(self._connection.dialect).keys
            return IteratorResult(keys, iter(await self._run(statement, params)))
        await self._take_topic(topic_of(statement))
        return await self._connection.run_any(statement, params)

    async def rows(self, statement: Prepared[*Ts], values: Values) -> Sequence[tuple[*Ts]]:
        """Run a prepared statement; give its rows as they are, without a Result around them."""
        return cast(Sequence[tuple[*Ts]], await self._run(statement, values))

    async def row(self, statement: Prepared[*Ts], values: Values) -> tuple[*Ts] | None:
        """Run a prepared statement; give its first row, None without one."""
        rows = await self.rows(statement, values)
        return rows[0] if rows else None

    @overload
    async def scalar(
        self, statement: Prepared[Never] | TypedReturnsRows[Never], params: Params = None
    ) -> Any | None: ...
    @overload
    async def scalar(
        self, statement: Prepared[T] | TypedReturnsRows[T], params: Params = None
    ) -> T | None: ...
    @overload
    async def scalar(self, statement: Executable | AnyPrepared, params: Params = None) -> Any: ...
    async def scalar(self, statement: Executable | AnyPrepared, params: Params = None) -> Any:
        """Run a statement; give the first row's first value, None without a row."""
        if isinstance(statement, Prepared):
            rows = await self._run(statement, params)
            return rows[0][0] if rows else None
        return (await self.execute(statement, params)).scalar()

    @overload
    async def scalars(
        self, statement: Prepared[T] | TypedReturnsRows[T], params: Params = None
    ) -> ScalarResult[T]: ...
    @overload
    async def scalars(
        self, statement: Executable | AnyPrepared, params: Params = None
    ) -> ScalarResult[Any]: ...
    async def scalars(self, statement: Executable | AnyPrepared, params: Params = None) -> ScalarResult[Any]:
        """Run a statement; give the first value of each row."""
        return (await self.execute(statement, params)).scalars()

    def later(self, statement: AnyPrepared, values: Values) -> None:
        """Run a statement that gives nothing back at the end of the transaction, together with others."""
        self._later.append((statement, values))

    async def finish(self) -> None:
        """Run what was left for the end.

        The database calls it before it commits; a room calls it when somebody may look at what it left.
        """
        left, self._later = _together(self._later), []
        for statement, _ in left:
            await self._take_topic(statement.topic)
        if left:
            await self._connection.run_all(left)

    def begin_nested(self) -> AbstractAsyncContextManager[None]:
        """Open a savepoint: what happens inside is undone when anything is raised."""
        return self._nested()

    async def version(self, topic: str) -> str | None:
        """Give the word that names a topic's content; None once this transaction has changed it."""
        if topic in self._changed:
            return None
        if self._versions is None:
            rows = await self._connection.run(_VERSIONS, {})
            self._versions = dict(cast(Iterable[tuple[str, str]], rows))
        return self._versions.get(topic, "")

    async def change(self, topic: str) -> None:
        """Say that this transaction changes a topic; others who do so wait for its end."""
        self._changed.add(topic)
        await self._connection.run(_NEW_VERSION, {"topic": topic, "value": uuid4().hex})

    async def _run(self, statement: AnyPrepared, params: Params) -> Sequence[Sequence[Any]]:
        if statement.topic is not None:
            await self._take_topic(statement.topic)
        if params is None or isinstance(params, Mapping):
            return await self._connection.run(statement, params or {})
        await self._connection.run_many(statement, params)
        return ()

    async def _take_topic(self, topic: str | None) -> None:
        # first of all: changers of one topic queue on its row, before they hold anything else
        if topic is not None and topic not in self._changed:
            await self.change(topic)

    @asynccontextmanager
    async def _nested(self) -> AsyncIterator[None]:
        self._depth += 1
        name, before, changed = f"inner{self._depth}", list(self._later), set(self._changed)
        await self._connection.say(f"SAVEPOINT {name}")
        try:
            yield
        except BaseException:
            # also what was left before and run inside is undone: it has to run again
            self._later, self._changed = before, changed
            await self._connection.say(f"ROLLBACK TO SAVEPOINT {name}")
            await self._connection.say(f"RELEASE SAVEPOINT {name}")
            raise
        finally:
            self._depth -= 1
        await self._connection.say(f"RELEASE SAVEPOINT {name}")


def _together(left: Iterable[tuple[AnyPrepared, Values]]) -> Statements:
    """Gather the values of each statement, statements in the order of their first values."""
    gathered: dict[int, tuple[AnyPrepared, list[Values]]] = {}
    for statement, values in left:
        gathered.setdefault(id(statement), (statement, []))[1].append(values)
    return list(gathered.values())
