"""Many small writes as few messages: on PostgreSQL each message is a way to the server and back.

    WITH part0 AS (INSERT INTO payment …), part1 AS (UPDATE cart_line …) SELECT

The parts of one message see nothing of each other, so no table may be named by two of them. References are checked at
the end of a message: parents and children may share one, but no child may travel before its parent.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Dialect

from foundation.prepared import AnyPrepared, Values
from foundation.session import Statements

MOST_ROWS = 4
"""New rows of one table that share a message with other writes; more go in a message of their own."""

_PLACE = re.compile(r"\$(\d+)")


def messages(statements: Statements) -> Iterator[Statements]:
    """Divide statements into messages; what names the same table, or refers to it, keeps its sequence."""
    levels: list[list[tuple[AnyPrepared, Sequence[Values]]]] = []
    last: dict[str, int] = {}
    for statement, values in statements:
        after = [last[name] + 1 for name in statement.tables if name in last]
        beside = [last[name] for name in statement.related if name in last]
        level = max(after + beside, default=0)
        last.update(dict.fromkeys(statement.tables, level))
        levels += [[] for _ in range(level + 1 - len(levels))]
        levels[level].append((statement, values))
    for level_ in levels:
        yield from _apart(level_)


def as_one(message: Statements, dialect: Dialect) -> tuple[str, list[Any]]:
    """Write a message as one statement, and give the values for its places."""
    parts, arguments = list[str](), list[Any]()
    for statement, values in message:
        compiled = statement.on(dialect)
        for each in values:
            parts.append(f"part{len(parts)} AS ({_renumbered(compiled.sql, len(arguments))})")
            arguments += compiled.values(each)
    return f"WITH {', '.join(parts)} SELECT", arguments


def _apart(level: Iterable[tuple[AnyPrepared, Sequence[Values]]]) -> Iterator[Statements]:
    """Let statements with many values travel alone: the driver sends those together in its own way."""
    together: list[tuple[AnyPrepared, Sequence[Values]]] = []
    for statement, values in level:
        if len(values) <= (MOST_ROWS if statement.only_adds else 1):
            together.append((statement, values))
            continue
        if together:
            yield together
        yield [(statement, values)]
        together = []
    if together:
        yield together


@lru_cache(maxsize=1000)
def _renumbered(sql: str, by: int) -> str:
    """Count a statement's ``$1, $2`` from another number."""
    return _PLACE.sub(lambda place: f"${int(place[1]) + by}", sql) if by else sql
