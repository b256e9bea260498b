"""Tables that keep sets of products in blocks: one row per key and block (``catalog.bits``)."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import InstrumentedAttribute

from catalog.bits import BLOCK, block_bits, block_content
from catalog.many import filled, places
from foundation.database import Base, Session, prepared

_AT_ONCE = 16
"""First parts of keys asked for in one statement."""


class Blocks:
    """Changes one such table. Its changers must wait for each other (``catalog.vocabulary.touch``)."""

    def __init__(self, table: type[Base], *keys: InstrumentedAttribute[Any]) -> None:
        """Prepare for a table whose primary key is ``keys`` and ``block``."""
        self._names = [key.key for key in keys]
        columns, primary = table.__table__.c, [*self._names, "block"]
        self._read = prepared(
            select(*keys, columns.bits).where(
                keys[0].in_(places(_AT_ONCE)), columns.block == bindparam("block")
            )
        )
        self._write = prepared(
            lambda insert: (
                insert(table)
                .values({column.key: bindparam(column.key) for column in columns})
                .on_conflict_do_update(index_elements=primary, set_={"bits": bindparam("bits")})
            )
        )
        self._drop = prepared(
            delete(table).where(*(columns[name] == bindparam(f"key_{name}") for name in primary))
        )

    async def mark(self, session: Session, product_id: int, marks: Mapping[tuple[Any, ...], bool]) -> None:
        """Put a product into the sets of the keys that are marked true, and take it out of the others."""
        block, place = divmod(product_id, BLOCK)
        there = await self._there(session, block, sorted({key[0] for key in marks}))
        written: list[dict[str, Any]] = []
        dropped: list[dict[str, Any]] = []
        for key, is_in in marks.items():
            before = there.get(key, 0)
            after = before | 1 << place if is_in else before & ~(1 << place)
            row = dict(zip(self._names, key, strict=True)) | {"block": block}
            if after and after != before:
                written.append(row | {"bits": block_content(after)})
            elif before and not after:
                dropped.append({f"key_{name}": value for name, value in row.items()})
        if written:
            await session.execute(self._write, written)
        if dropped:
            await session.execute(self._drop, dropped)

    async def _there(self, session: Session, block: int, firsts: Sequence[Any]) -> dict[tuple[Any, ...], int]:
        found: dict[tuple[Any, ...], int] = {}
        for at in range(0, len(firsts), _AT_ONCE):
            asked = filled(firsts[at : at + _AT_ONCE], _AT_ONCE)
            rows = await session.execute(self._read, asked | {"block": block})
            found |= {tuple(row[:-1]): block_bits(row[-1]) for row in rows}
        return found
