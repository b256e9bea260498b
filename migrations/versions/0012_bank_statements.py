"""Bank lines say more of what the bank wrote; a statement waits while its owner is asked about it."""

import sqlalchemy as sa
from alembic import op

from foundation.tables import Moment

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the columns and the table."""
    with op.batch_alter_table("bank_line") as line:
        line.add_column(sa.Column("sen", sa.Integer(), nullable=False, server_default="0"))
        line.add_column(sa.Column("booked_at", sa.String(8), nullable=False, server_default=""))
        line.add_column(sa.Column("payer", sa.String(100), nullable=False, server_default=""))
    op.create_index("ix_bank_line_payment_id", "bank_line", ["payment_id"])
    op.create_table(
        "kept_statement",
        sa.Column("person_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sent_at", Moment(), nullable=True),
        sa.Column("kept_at", Moment(), nullable=False),
    )


def downgrade() -> None:
    """Forget them."""
    op.drop_table("kept_statement")
    op.drop_index("ix_bank_line_payment_id", "bank_line")
    with op.batch_alter_table("bank_line") as line:
        for column in ("payer", "booked_at", "sen"):
            line.drop_column(column)
