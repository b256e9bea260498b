"""An index of the variants that are running low, so that counting them does not look at all the others."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_RUNS_LOW = sa.text("low_at >= on_hand - allocated")


def upgrade() -> None:
    """Add the index."""
    op.create_index(
        "ix_stock_level_low",
        "stock_level",
        ["variant_id"],
        sqlite_where=_RUNS_LOW,
        postgresql_where=_RUNS_LOW,
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_index("ix_stock_level_low", "stock_level")
