"""Pace: news before what goes to many, one message per person at a time, one sender at a time."""

import sqlalchemy as sa
from alembic import op

import foundation.database

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_WAITING, _UNSENT = sa.text("next_try_at IS NOT NULL"), sa.text("sent_at IS NULL")


def upgrade() -> None:
    """Move forward."""
    op.add_column("outbox", sa.Column("queue", sa.SmallInteger(), server_default="0", nullable=False))
    op.drop_index("ix_outbox_next_try_at", table_name="outbox")
    for name, columns, where in (
        ("ix_outbox_due", ["queue", "next_try_at", "id"], _WAITING),
        ("ix_outbox_line", ["person_id", "queue", "id"], _WAITING),
        ("ix_outbox_unsent", ["person_id"], _UNSENT),
    ):
        op.create_index(name, "outbox", columns, sqlite_where=where, postgresql_where=where)
    op.create_table(
        "sending",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("worker", sa.String(length=40), nullable=False),
        sa.Column("until", foundation.database.Moment(timezone=True), nullable=False),
        sa.Column("answers", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sending")),
    )


def downgrade() -> None:
    """Move back."""
    op.drop_table("sending")
    for name in ("ix_outbox_due", "ix_outbox_line", "ix_outbox_unsent"):
        op.drop_index(name, table_name="outbox")
    op.create_index("ix_outbox_next_try_at", "outbox", ["next_try_at"])
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_column("queue")
