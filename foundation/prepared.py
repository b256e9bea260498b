"""Statements written once and run often: compiled the first time, then handed to the driver as they are.

SQLAlchemy needs about half a millisecond to build, look up and run the statement of a cart; the database itself needs
ten microseconds. A statement that stands in a room as a constant, its values as ``bindparam``, skips all but the last:

    _COUNT = prepared(select(func.count()).where(CartLine.person_id == bindparam("person_id")))
    ...
    await session.scalar(_COUNT, {"person_id": 7})
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, Generic, TypeAlias, TypeVarTuple, overload

from sqlalchemy import Column, Dialect, Executable, Insert, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.result import SimpleResultMetaData
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.selectable import TypedReturnsRows
from sqlalchemy.sql.util import find_tables
from sqlalchemy.types import TypeEngine

from foundation.tables import Moment

Ts = TypeVarTuple("Ts")
Values: TypeAlias = Mapping[str, Any]
Change: TypeAlias = Callable[[Any], Any]
InsertType: TypeAlias = type[postgresql.Insert] | type[sqlite.Insert]
Build: TypeAlias = Callable[[InsertType], Executable]


def insert_type(dialect: str) -> InsertType:
    """Give the INSERT that knows ON CONFLICT for a database."""
    return postgresql.Insert if dialect == "postgresql" else sqlite.Insert


class Compiled:
    """A statement in one database's own words, and how values go in and rows come out."""

    def __init__(self, statement: Executable, columns: Sequence[str] | None, dialect: Dialect) -> None:
        """Compile; ``columns`` are those an INSERT without VALUES gets its values for."""
        returned = list(getattr(statement, "exported_columns", ()) or ())
        if isinstance(statement, Insert) and not returned:
            statement = statement.inline()  # or it would give the new row's id, which nobody asked for
        compiled = statement.compile(  # type: ignore[attr-defined] # every statement we write is a clause as well
            dialect=dialect,
            column_keys=list(columns) if columns else None,
            compile_kwargs={"render_postcompile": True},
        )
        assert isinstance(compiled, SQLCompiler)
        self.sql = compiled.string
        self._names = tuple(compiled.positiontup or ())
        self._fixed = self._constants(compiled)
        self._in = _changes(_into(compiled.binds[name].type, dialect) for name in self._names)
        self.returns = bool(returned)
        self.keys = SimpleResultMetaData([column.key or "" for column in returned])
        self._out = _changes(
            column.type.dialect_impl(dialect).result_processor(dialect, None) for column in returned
        )

    @property
    def takes(self) -> int:
        """How many values go in."""
        return len(self._names)

    def _constants(self, compiled: SQLCompiler) -> dict[str, Any]:
        """Values that stand in the statement itself, and plain defaults of columns that were left out."""
        values = {name: compiled.params[name] for name in self._names if not compiled.binds[name].required}
        for column in compiled.prefetch:
            assert isinstance(column, Column)
            default: Any = column.default
            if default is None or not default.is_scalar:
                raise TypeError(f"{column} needs a value")
            values[column.key] = default.arg
        return values

    def values(self, given: Values) -> Sequence[Any]:
        """Put the given values into the order and form the driver takes. Raises KeyError for one that is missing."""
        merged = {**self._fixed, **given} if self._fixed else given
        values = [merged[name] for name in self._names]
        for place, change in self._in:
            values[place] = change(values[place])
        return values

    def rows(self, found: Sequence[Sequence[Any]]) -> Sequence[Sequence[Any]]:
        """Give what the driver found in Python's types."""
        if not self._out:
            return found
        rows = []
        for row in found:
            changed = list(row)
            for place, change in self._out:
                changed[place] = change(changed[place])
            rows.append(tuple(changed))
        return rows


class Prepared(Generic[*Ts]):
    """A constant statement; see ``prepared``."""

    def __init__(self, build: Build, columns: Sequence[str] | None) -> None:
        """Keep how the statement is made; it is compiled when a database first needs it."""
        self._build, self._columns = build, columns
        self._compiled: dict[str, Compiled] = {}
        statement = build(sqlite.Insert)
        self.topic = topic_of(statement)
        self.tables = _tables(statement)
        """names of what it reads and changes"""

    @cached_property
    def related(self) -> frozenset[str]:
        """Names of the tables that refer to what it changes, or that this refers to."""
        return _related(_changed(self._build(sqlite.Insert)))

    def on(self, dialect: Dialect) -> Compiled:
        """Give the statement in a database's words."""
        found = self._compiled.get(dialect.name)
        if found is None:
            found = self._compiled[dialect.name] = Compiled(self.plain(dialect), self._columns, dialect)
        return found

    def plain(self, dialect: Dialect) -> Executable:
        """Give the statement as SQLAlchemy's own."""
        return self._build(insert_type(dialect.name))


def _changed(statement: Any) -> Table | None:
    """Give the table a statement changes, if it is one that does."""
    table = getattr(statement, "table", None) if getattr(statement, "is_dml", False) else None
    return table if isinstance(table, Table) else None


def _tables(statement: Any) -> frozenset[str]:
    found = {table.name for table in find_tables(statement) if isinstance(table, Table)}
    changed = _changed(statement)
    return frozenset(found if changed is None else found | {changed.name})


def _related(changed: Table | None) -> frozenset[str]:
    """Give the tables to which a table's rows refer, and those whose rows refer to it."""
    if changed is None:
        return frozenset()
    parents = {key.column.table.name for key in changed.foreign_keys}
    others = changed.metadata.tables.values()
    return frozenset(
        parents
        | {table.name for table in others if any(key.references(changed) for key in table.foreign_keys)}
    )


AnyPrepared: TypeAlias = Prepared[*tuple[Any, ...]]


def topic_of(statement: Executable) -> str | None:
    """Give the topic of the table a statement changes; None for reads and tables without one."""
    table = _changed(statement)
    topic = None if table is None else table.info.get("topic")
    return topic if isinstance(topic, str) else None


@overload
def prepared(statement: TypedReturnsRows[*Ts], columns: Sequence[str] | None = None) -> Prepared[*Ts]: ...
@overload
def prepared(statement: Executable | Build, columns: Sequence[str] | None = None) -> AnyPrepared: ...
def prepared(statement: Executable | Build, columns: Sequence[str] | None = None) -> AnyPrepared:
    """Write a statement once. Its values are ``bindparam``s; lists in it are constants.

    ``columns`` are the values of an ``insert(Table)``, which then takes one mapping or many. A statement with
    ON CONFLICT is written as a function of the database's own INSERT: ``prepared(lambda insert: insert(Table)…)``.
    """
    if isinstance(statement, Executable):
        return Prepared(lambda _insert: statement, columns)
    return Prepared(statement, columns)


def _into(column_type: TypeEngine[Any], dialect: Dialect) -> Change | None:
    """Give how a value goes into a column."""
    change: Change | None = column_type.dialect_impl(dialect).bind_processor(dialect)
    if change is not None and isinstance(column_type, Moment):
        return _moments.setdefault(dialect.name, lru_cache(256)(change))
    return change


_moments: dict[str, Change] = {}
"""How a moment is written, by the database's name: a transaction writes the same one many times."""


def _changes(changes: Any) -> tuple[tuple[int, Change], ...]:
    return tuple((place, change) for place, change in enumerate(changes) if change is not None)
