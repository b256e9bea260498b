"""Whom the shop lets pay at the door, and whose parcels came back."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Add the table; nobody is blocked yet."""
    op.create_table(
        "cod_standing",
        sa.Column("person_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("forgiven", sa.Integer(), nullable=False),
        sa.Column("blocked", sa.Boolean(), nullable=False),
    )


def downgrade() -> None:
    """Forget whose parcels came back."""
    op.drop_table("cod_standing")
