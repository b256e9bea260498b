"""Payments of which too much came, open returns and the credit of an order are found at once."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_OVER = sa.text("received > amount")


def upgrade() -> None:
    """Add the indexes."""
    op.create_index("ix_payment_over", "payment", ["order_id"], sqlite_where=_OVER, postgresql_where=_OVER)
    op.create_index(
        "ix_payment_spare",
        "payment",
        ["order_id"],
        sqlite_where=sa.text("current = 0"),
        postgresql_where=sa.text("NOT current"),
    )
    op.create_index("ix_order_return_state", "order_return", ["state", "id"])
    op.create_index(op.f("ix_credit_entry_order_id"), "credit_entry", ["order_id"])


def downgrade() -> None:
    """Drop them."""
    op.drop_index(op.f("ix_credit_entry_order_id"), "credit_entry")
    op.drop_index("ix_order_return_state", "order_return")
    op.drop_index("ix_payment_spare", "payment")
    op.drop_index("ix_payment_over", "payment")
