"""Many small writes as few messages: on PostgreSQL each message is a way to the server and back.

    WITH part0 AS (INSERT INTO payment …), part1 AS (UPDATE cart_line …) SELECT

The parts of one message see nothing of each other, so no table may be named by two of them. References are checked at
the end of a message: parents and children may share one, but no child may travel before its parent.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from sqlalchemy import Dialect

from foundation.prepared import AnyPrepared

_PLACE = re.compile(r"\$(\d+)")


Shape: TypeAlias = tuple[tuple[AnyPrepared, int], ...]
"""Statements, and for how many values each is run."""


@dataclass(frozen=True, slots=True)
class Message:
    """Some of a shape's statements, by their places in it; ``sql`` says them all at once, None leaves it to the driver."""

    places: tuple[int, ...]
    sql: str | None


@lru_cache(maxsize=1000)
def messages(shape: Shape, dialect: Dialect) -> tuple[Message, ...]:
    """Divide statements into messages; what names the same table, or refers to it, keeps its sequence."""
    levels: list[list[int]] = []
    last: dict[str, int] = {}
    for place, (statement, _) in enumerate(shape):
        after = [last[name] + 1 for name in statement.tables if name in last]
        beside = [last[name] for name in statement.related if name in last]
        level = max(after + beside, default=0)
        last.update(dict.fromkeys(statement.tables, level))
        levels += [[] for _ in range(level + 1 - len(levels))]
        levels[level].append(place)
    divided = (places for level_ in levels for places in _apart(shape, level_))
    return tuple(Message(tuple(places), _as_one(shape, places, dialect)) for places in divided)


def _apart(shape: Shape, level: list[int]) -> Iterator[list[int]]:
    """Let statements with several values travel alone: the driver sends those together, in their order.

    As parts of one message their rows would be written, and numbered, in any order: no way to keep a ledger.
    """
    together: list[int] = []
    for place in level:
        if shape[place][1] == 1:
            together.append(place)
            continue
        if together:
            yield together
        yield [place]
        together = []
    if together:
        yield together


def _as_one(shape: Shape, places: list[int], dialect: Dialect) -> str | None:
    """Write several statements as one, their ``$1, $2`` counted through."""
    if len(places) == 1:
        return None
    parts, taken = list[str](), 0
    for place in places:
        compiled = shape[place][0].on(dialect)
        parts.append(f"part{len(parts)} AS ({_shifted(compiled.sql, taken)})")
        taken += compiled.takes
    return f"WITH {', '.join(parts)} SELECT"


def _shifted(sql: str, by: int) -> str:
    """Count a statement's places from another number."""
    return _PLACE.sub(lambda place: f"${int(place[1]) + by}", sql)
