"""Which products stand where, as sets in blocks of 1,024; the catalogue's version moves to its own table."""

from collections import defaultdict

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_BLOCK = 1024


def upgrade() -> None:
    """Add the table and fill it from the products."""
    blocks = op.create_table(
        "product_block",
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("category_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("block", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("bits", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("state", "category_id", "block", name="pk_product_block"),
    )
    products = sa.text("SELECT id, state, coalesce(category_id, 0) FROM product WHERE state != 'deleted'")
    sets: dict[tuple[str, int, int], int] = defaultdict(int)
    for product_id, state, category_id in op.get_bind().execute(products):
        sets[state, category_id, product_id // _BLOCK] |= 1 << product_id % _BLOCK
    rows = [
        {
            "state": state,
            "category_id": category_id,
            "block": block,
            "bits": bits.to_bytes((bits.bit_length() + 7) // 8, "little"),
        }
        for (state, category_id, block), bits in sorted(sets.items())
    ]
    if rows:
        op.bulk_insert(blocks, rows)
    op.execute("DELETE FROM shop_fact WHERE key = 'catalog_version'")


def downgrade() -> None:
    """Take the table away."""
    op.drop_table("product_block")
