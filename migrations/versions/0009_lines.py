"""An index that knows a product's prices by itself, so that a page nobody opened yet is hardly dearer."""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the price to the index of a product's variants."""
    op.create_index("ix_variant_line", "variant", ["product_id", "price"])
    op.drop_index("ix_variant_product_id", "variant")


def downgrade() -> None:
    """Leave it out again."""
    op.create_index("ix_variant_product_id", "variant", ["product_id"])
    op.drop_index("ix_variant_line", "variant")
