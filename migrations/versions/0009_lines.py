"""Indexes that answer a shelf's lines by themselves, so that a page nobody opened yet is hardly dearer."""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add a product's prices and first photo to the indexes that find them."""
    op.create_index("ix_variant_line", "variant", ["product_id", "price"])
    op.drop_index("ix_variant_product_id", "variant")
    op.create_index("ix_product_photo_line", "product_photo", ["product_id", "position", "sha256"])


def downgrade() -> None:
    """Leave them out again."""
    op.drop_index("ix_product_photo_line", "product_photo")
    op.create_index("ix_variant_product_id", "variant", ["product_id"])
    op.drop_index("ix_variant_line", "variant")
