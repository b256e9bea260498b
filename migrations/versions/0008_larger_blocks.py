"""Sets of products in blocks of 8,192 instead of 1,024, without the empty bytes before their first product."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any, TypeAlias

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_AT_ONCE = 5_000
_TABLES = {"product_block": ("state", "category_id"), "word_block": ("word", "weight")}
Row: TypeAlias = tuple[Any, ...]


def upgrade() -> None:
    """Put eight blocks together into one."""
    for name, keys in _TABLES.items():
        _rewrite(name, keys, _larger)


def downgrade() -> None:
    """Cut each block into eight."""
    for name, keys in _TABLES.items():
        _rewrite(name, keys, _smaller)


def _rewrite(name: str, keys: tuple[str, ...], change: Callable[[Iterable[Row]], Iterable[Row]]) -> None:
    names = [*keys, "block", "bits"]
    table = sa.table(name, *(sa.column(key) for key in names[:-1]), sa.column("bits", sa.LargeBinary()))
    rows = op.get_bind().execute(sa.select(*table.c)).fetchall()
    op.execute(sa.delete(table))
    left = (dict(zip(names, row, strict=True)) for row in sorted(change(rows)))
    while some := list(islice(left, _AT_ONCE)):
        op.bulk_insert(table, some)


def _larger(rows: Iterable[Row]) -> Iterable[Row]:
    sets: dict[Row, int] = defaultdict(int)
    for *key, block, content in rows:
        sets[*key, block // 8] |= int.from_bytes(content, "little") << block % 8 * 1024
    for key, bits in sets.items():
        first = ((bits & -bits).bit_length() - 1) // 8
        yield *key, first.to_bytes(2, "little") + _content(bits >> 8 * first)


def _smaller(rows: Iterable[Row]) -> Iterable[Row]:
    for *key, block, content in rows:
        bits = int.from_bytes(content[2:], "little") << 8 * int.from_bytes(content[:2], "little")
        for part in range(8):
            if some := bits >> part * 1024 & (1 << 1024) - 1:
                yield *key, block * 8 + part, _content(some)


def _content(bits: int) -> bytes:
    return bits.to_bytes((bits.bit_length() + 7) // 8, "little")
