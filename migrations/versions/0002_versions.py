"""Versions: which content a topic has, so that what is kept in memory is dropped when it changes."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "version",
        sa.Column("topic", sa.String(30), nullable=False),
        sa.Column("value", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("topic", name="pk_version"),
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_table("version")
