"""A million orders: the sweeps and the owner's lists look only at what they are for."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_RESTING = sa.text("free_at IS NOT NULL")


def upgrade() -> None:
    """Index orders by state and number, and the amounts that rest."""
    op.create_index("ix_orders_state", "orders", ["state", "id"])
    op.drop_index("ix_amount_lease_free_at", "amount_lease")
    op.create_index(
        "ix_amount_lease_resting",
        "amount_lease",
        ["free_at"],
        sqlite_where=_RESTING,
        postgresql_where=_RESTING,
    )


def downgrade() -> None:
    """Index as before."""
    op.drop_index("ix_amount_lease_resting", "amount_lease")
    op.create_index("ix_amount_lease_free_at", "amount_lease", ["free_at"])
    op.drop_index("ix_orders_state", "orders")
