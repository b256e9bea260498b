"""The search index as sets of products in blocks of 1,024, instead of a row per word and product."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_BLOCK = 1024
_AT_ONCE = 5_000
_WEIGHTS = (100, 40, 10)


def upgrade() -> None:
    """Add the tables, fill them, and drop the old index."""
    blocks = op.create_table(
        "word_block",
        sa.Column("word", sa.String(60), nullable=False),
        sa.Column("weight", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("block", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("bits", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("word", "weight", "block", name="pk_word_block"),
    )
    lines = op.create_table(
        "product_words",
        sa.Column("product_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name="fk_product_words_product_id_product"),
        sa.PrimaryKeyConstraint("product_id", name="pk_product_words"),
    )
    by_word = _rows("SELECT word, weight, product_id FROM search_word ORDER BY word")
    _insert(blocks, (row for _, rows in groupby(by_word, lambda row: row[0]) for row in _blocks(rows)))
    by_product = _rows("SELECT product_id, weight, word FROM search_word ORDER BY product_id")
    products = groupby(by_product, lambda row: row[0])
    _insert(lines, ({"product_id": key, "words": _lines([*rows])} for key, rows in products))
    op.drop_table("search_word")


def _rows(query: str) -> Iterator[Any]:
    yield from op.get_bind().execute(sa.text(query))


def _blocks(rows: Iterable[Any]) -> Iterator[dict[str, Any]]:
    sets: dict[tuple[str, int, int], int] = defaultdict(int)
    for word, weight, product_id in rows:
        sets[word, weight, product_id // _BLOCK] |= 1 << product_id % _BLOCK
    for (word, weight, block), bits in sorted(sets.items()):
        content = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
        yield {"word": word, "weight": weight, "block": block, "bits": content}


def _lines(rows: list[Any]) -> str:
    return "\n".join(" ".join(row[2] for row in rows if row[1] == weight) for weight in _WEIGHTS)


def _insert(table: sa.Table, rows: Iterable[dict[str, Any]]) -> None:
    left = iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        op.bulk_insert(table, some)


def downgrade() -> None:
    """Bring the old index back."""
    words = op.create_table(
        "search_word",
        sa.Column("word", sa.String(60), nullable=False),
        sa.Column("product_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name="fk_search_word_product_id_product"),
        sa.PrimaryKeyConstraint("word", "product_id", name="pk_search_word"),
    )
    lines = list(_rows("SELECT product_id, words FROM product_words"))
    _insert(
        words,
        (
            {"word": word, "product_id": product_id, "weight": weight}
            for product_id, text in lines
            for line, weight in zip(text.split("\n"), _WEIGHTS, strict=True)
            for word in line.split()
        ),
    )
    op.create_index("ix_search_word_product_id", "search_word", ["product_id"])
    for table in ("product_words", "word_block"):
        op.drop_table(table)
