"""Money: a ledger of what came and went back, gateways' notices, bank lines, refunds, returns, store credit."""

import sqlalchemy as sa
from alembic import op

from foundation.tables import BigId, Moment

revision = "0010"
down_revision = "0009"

_CURRENT = sa.text("current")
_CHECKED = sa.text("next_check_at IS NOT NULL")
_WAITING = sa.text("handled_at IS NULL")
_OPEN = sa.text("state = 'open'")


def upgrade() -> None:
    """Add the tables; what was confirmed before is the ledger's beginning."""
    with op.batch_alter_table("payment") as payment:
        payment.alter_column("account_id", existing_type=sa.Integer(), nullable=True)
        payment.alter_column("method", existing_type=sa.String(10), type_=sa.String(20))
        payment.add_column(sa.Column("shown", sa.JSON(none_as_null=True), nullable=True))
        payment.add_column(sa.Column("current", sa.Boolean(), nullable=False, server_default=sa.true()))
        payment.add_column(sa.Column("received", sa.BigInteger(), nullable=False, server_default="0"))
        payment.add_column(sa.Column("refunded", sa.BigInteger(), nullable=False, server_default="0"))
        payment.add_column(sa.Column("next_check_at", Moment(), nullable=True))
        payment.add_column(sa.Column("checks", sa.Integer(), nullable=False, server_default="0"))
        payment.create_check_constraint(
            "received", "received >= 0 AND refunded >= 0 AND refunded <= received"
        )
    op.create_index(
        "ix_payment_check", "payment", ["next_check_at"], sqlite_where=_CHECKED, postgresql_where=_CHECKED
    )
    op.create_index(
        "ix_payment_current",
        "payment",
        ["order_id"],
        unique=True,
        sqlite_where=_CURRENT,
        postgresql_where=_CURRENT,
    )
    _ledger()
    _notices()
    _bank_lines()
    _refunds()
    _returns()
    _credit()
    op.execute("UPDATE payment SET received = amount WHERE state = 'settled'")
    op.execute(
        "INSERT INTO money_entry (order_id, payment_id, amount, currency, source, key, actor_id, at)"
        " SELECT order_id, id, amount, currency, 'owner', CAST(id AS VARCHAR), 0, settled_at"
        " FROM payment WHERE state = 'settled'"
    )


def _ledger() -> None:
    op.create_table(
        "money_entry",
        sa.Column("id", BigId, primary_key=True),
        sa.Column("order_id", BigId, nullable=False),
        sa.Column("payment_id", BigId, nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("source", sa.String(20), nullable=False),
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_money_entry_amount")),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_money_entry_order_id_orders")),
        sa.ForeignKeyConstraint(
            ["payment_id"], ["payment.id"], name=op.f("fk_money_entry_payment_id_payment")
        ),
        sa.UniqueConstraint("source", "key", name=op.f("uq_money_entry_source_key")),
    )
    op.create_index(op.f("ix_money_entry_order_id"), "money_entry", ["order_id"])
    op.create_index(op.f("ix_money_entry_payment_id"), "money_entry", ["payment_id"])


def _notices() -> None:
    op.create_table(
        "gateway_notice",
        sa.Column("id", BigId, primary_key=True),
        sa.Column("provider", sa.String(20), nullable=False),
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("reference", sa.String(60), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("received_at", Moment(), nullable=False),
        sa.Column("next_at", Moment(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("handled_at", Moment(), nullable=True),
        sa.Column("outcome", sa.String(200), nullable=False),
        sa.UniqueConstraint("provider", "key", name=op.f("uq_gateway_notice_provider_key")),
    )
    op.create_index(
        "ix_gateway_notice_waiting",
        "gateway_notice",
        ["next_at"],
        sqlite_where=_WAITING,
        postgresql_where=_WAITING,
    )


def _bank_lines() -> None:
    op.create_table(
        "bank_line",
        sa.Column("id", BigId, primary_key=True),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("booked_on", sa.String(10), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("payment_id", BigId, nullable=True),
        sa.Column("added_at", Moment(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_bank_line_amount")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["receiving_account.id"], name=op.f("fk_bank_line_account_id_receiving_account")
        ),
        sa.ForeignKeyConstraint(["payment_id"], ["payment.id"], name=op.f("fk_bank_line_payment_id_payment")),
        sa.UniqueConstraint("account_id", "key", name=op.f("uq_bank_line_account_id_key")),
    )
    op.create_index("ix_bank_line_open", "bank_line", ["id"], sqlite_where=_OPEN, postgresql_where=_OPEN)


def _refunds() -> None:
    op.create_table(
        "refund",
        sa.Column("id", BigId, primary_key=True),
        sa.Column("order_id", BigId, nullable=False),
        sa.Column("payment_id", BigId, nullable=False),
        sa.Column("token", sa.String(40), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("way", sa.String(10), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("external_id", sa.String(100), nullable=False),
        sa.Column("problem", sa.String(200), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", Moment(), nullable=True),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.CheckConstraint("amount > 0", name=op.f("ck_refund_amount")),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_refund_order_id_orders")),
        sa.ForeignKeyConstraint(["payment_id"], ["payment.id"], name=op.f("fk_refund_payment_id_payment")),
        sa.UniqueConstraint("token", name=op.f("uq_refund_token")),
    )
    op.create_index(op.f("ix_refund_order_id"), "refund", ["order_id"])
    op.create_index("ix_refund_state", "refund", ["state", "id"])
    op.create_table(
        "refund_line",
        sa.Column("refund_id", BigId, primary_key=True, autoincrement=False),
        sa.Column("order_line_id", BigId, primary_key=True, autoincrement=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("restocked", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "quantity > 0 AND restocked >= 0 AND restocked <= quantity", name=op.f("ck_refund_line_quantity")
        ),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_refund_line_amount")),
        sa.ForeignKeyConstraint(["refund_id"], ["refund.id"], name=op.f("fk_refund_line_refund_id_refund")),
        sa.ForeignKeyConstraint(
            ["order_line_id"], ["order_line.id"], name=op.f("fk_refund_line_order_line_id_order_line")
        ),
    )


def _returns() -> None:
    op.create_table(
        "order_return",
        sa.Column("id", BigId, primary_key=True),
        sa.Column("order_id", BigId, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("requested_at", Moment(), nullable=False),
        sa.Column("received_at", Moment(), nullable=True),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_order_return_order_id_orders")),
    )
    op.create_index(op.f("ix_order_return_order_id"), "order_return", ["order_id"])


def _credit() -> None:
    op.create_table(
        "credit_entry",
        sa.Column("id", BigId, primary_key=True),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("order_id", BigId, nullable=True),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_credit_entry_amount")),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_credit_entry_order_id_orders")),
        sa.UniqueConstraint("key", name=op.f("uq_credit_entry_key")),
    )
    op.create_index(op.f("ix_credit_entry_person_id"), "credit_entry", ["person_id"])
    op.create_table(
        "credit_account",
        sa.Column("person_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("currency", sa.String(3), primary_key=True),
        sa.Column("balance", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("balance >= 0", name=op.f("ck_credit_account_balance")),
    )


def downgrade() -> None:
    """Forget the ledgers."""
    for table in (
        "credit_account",
        "credit_entry",
        "order_return",
        "refund_line",
        "refund",
        "bank_line",
        "gateway_notice",
        "money_entry",
    ):
        op.drop_table(table)
    op.drop_index("ix_payment_current", "payment")
    op.drop_index("ix_payment_check", "payment")
    with op.batch_alter_table("payment") as payment:
        payment.drop_constraint("received", type_="check")
        for column in ("checks", "next_check_at", "refunded", "received", "current", "shown"):
            payment.drop_column(column)
        payment.alter_column("method", existing_type=sa.String(20), type_=sa.String(10))
        payment.alter_column("account_id", existing_type=sa.Integer(), nullable=False)
