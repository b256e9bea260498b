"""Vouchers, sales, bundles, buy-X-get-Y, tax: orders keep what was taken off, and why."""

import sqlalchemy as sa
from alembic import op

import foundation.database

revision = "0011"
down_revision = "0010"

_ON = sa.text("off_at IS NULL")
_OLD = "subtotal + shipping - discount = total AND total >= 0"
_TOTAL = (
    "subtotal - discount + shipping - shipping_discount"
    " + CASE WHEN tax_mode = 'added' THEN tax ELSE 0 END = total AND total >= 0"
)
_DISCOUNTS = (
    "discount >= 0 AND discount <= subtotal AND shipping_discount >= 0 AND shipping_discount <= shipping"
    " AND tax >= 0"
)
_LINE = "discount >= 0 AND discount <= unit_price * quantity"


def upgrade() -> None:
    """Add the tables, and what orders and checkouts keep."""
    _create_promotions()
    _create_uses()
    op.add_column(
        "checkout_draft", sa.Column("voucher_code", sa.String(30), server_default="", nullable=False)
    )
    op.add_column(
        "order_line", _money("discount", sa.CheckConstraint(_LINE, name=op.f("ck_order_line_discount")))
    )
    op.add_column("orders", _money("shipping_discount"))
    op.add_column("orders", _money("tax"))
    op.add_column("orders", sa.Column("tax_mode", sa.String(10), server_default="off", nullable=False))
    _change_checks({"ck_orders_total": _OLD}, {"ck_orders_total": _TOTAL, "ck_orders_discounts": _DISCOUNTS})


def downgrade() -> None:
    """Forget them again; orders with a discount on shipping or an added tax have no place in the old table."""
    _change_checks({"ck_orders_total": _TOTAL, "ck_orders_discounts": _DISCOUNTS}, {"ck_orders_total": _OLD})
    for name in ("shipping_discount", "tax", "tax_mode"):
        op.drop_column("orders", name)
    op.drop_column("order_line", "discount")
    op.drop_column("checkout_draft", "voucher_code")
    for name in (
        "order_discount",
        "remembered_voucher",
        "voucher_redemption",
        "voucher_use",
        "voucher",
        "promotion",
    ):
        op.drop_table(name)


def _change_checks(before: dict[str, str], after: dict[str, str]) -> None:
    """Put other CHECKs into the place of those the orders have.

    SQLite knows no such ALTER TABLE. Writing a million orders anew (and dropping a table others refer to) is avoided by
    the procedure its manual gives for constraints: edit the schema's own text. https://sqlite.org/lang_altertable.html
    """
    if op.get_bind().dialect.name != "sqlite":
        for name in before:
            op.drop_constraint(op.f(name), "orders", type_="check")
        for name, condition in after.items():
            op.create_check_constraint(op.f(name), "orders", condition)
        return
    connection = op.get_bind()
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    sql = connection.exec_driver_sql("SELECT sql FROM sqlite_schema WHERE name = 'orders'").scalar_one()
    old, new = _said(before), _said(after)
    if old not in sql:
        raise RuntimeError(f"the orders' constraints are not those that were expected: {sql}")
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    connection.exec_driver_sql(
        "UPDATE sqlite_schema SET sql = ? WHERE name = 'orders' AND type = 'table'", (sql.replace(old, new),)
    )
    connection.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema = OFF")


def _said(checks: dict[str, str]) -> str:
    return ", \n\t".join(f"CONSTRAINT {name} CHECK ({condition})" for name, condition in checks.items())


def _money(name: str, *more: sa.CheckConstraint) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), *more, nullable=False, server_default="0")


def _moment(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, foundation.database.Moment(timezone=True), nullable=nullable)


def _id(name: str = "id", *, big: bool = False, nullable: bool = False) -> sa.Column[int]:
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite") if big else sa.Integer()
    return sa.Column(name, kind, nullable=nullable)


def _create_promotions() -> None:
    op.create_table(
        "promotion",
        _id(),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("product_ids", sa.JSON(), nullable=False),
        sa.Column("category_ids", sa.JSON(), nullable=False),
        sa.Column("buy", sa.Integer(), nullable=False),
        sa.Column("get", sa.Integer(), nullable=False),
        sa.Column("gift_product_ids", sa.JSON(), nullable=False),
        _moment("starts_at"),
        _moment("ends_at"),
        _moment("created_at", nullable=False),
        _moment("off_at"),
        sa.CheckConstraint("percent BETWEEN 0 AND 100 AND amount >= 0", name=op.f("ck_promotion_cut")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promotion")),
    )
    op.create_table(
        "voucher",
        _id(),
        sa.Column("code", sa.String(30), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("minimum", sa.BigInteger(), nullable=False),
        sa.Column("most", sa.BigInteger(), nullable=False),
        sa.Column("total_limit", sa.Integer()),
        sa.Column("person_limit", sa.Integer()),
        sa.Column("product_ids", sa.JSON(), nullable=False),
        sa.Column("category_ids", sa.JSON(), nullable=False),
        sa.Column("first_order", sa.Boolean(), nullable=False),
        _moment("starts_at"),
        _moment("ends_at"),
        _moment("created_at", nullable=False),
        _moment("off_at"),
        sa.CheckConstraint("percent BETWEEN 0 AND 100 AND amount >= 0", name=op.f("ck_voucher_cut")),
        sa.CheckConstraint("total_limit >= 1 AND person_limit >= 1", name=op.f("ck_voucher_limits")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voucher")),
    )
    op.create_index(
        "ix_voucher_code", "voucher", ["code"], unique=True, sqlite_where=_ON, postgresql_where=_ON
    )


def _create_uses() -> None:
    op.create_table(
        "voucher_use",
        _id("voucher_id"),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.CheckConstraint("taken >= 0", name=op.f("ck_voucher_use_taken")),
        sa.ForeignKeyConstraint(
            ["voucher_id"], ["voucher.id"], name=op.f("fk_voucher_use_voucher_id_voucher")
        ),
        sa.PrimaryKeyConstraint("voucher_id", "person_id", name=op.f("pk_voucher_use")),
    )
    op.create_table(
        "voucher_redemption",
        _id(big=True),
        sa.Column("order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        _id("voucher_id"),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        _moment("reserved_at", nullable=False),
        _moment("ended_at"),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name=op.f("fk_voucher_redemption_order_id_orders")
        ),
        sa.ForeignKeyConstraint(
            ["voucher_id"], ["voucher.id"], name=op.f("fk_voucher_redemption_voucher_id_voucher")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voucher_redemption")),
        sa.UniqueConstraint("order_id", name=op.f("uq_voucher_redemption_order_id")),
    )
    op.create_index("ix_voucher_redemption_voucher_id", "voucher_redemption", ["voucher_id"])
    op.create_table(
        "remembered_voucher",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(30), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_remembered_voucher")),
    )
    op.create_table(
        "order_discount",
        _id(big=True),
        sa.Column("order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        _id("variant_id", nullable=True),
        sa.Column("reason", sa.String(20), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        _id("source_id", nullable=True),
        sa.CheckConstraint("amount > 0", name=op.f("ck_order_discount_amount")),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_order_discount_order_id_orders")),
        sa.ForeignKeyConstraint(
            ["variant_id"], ["variant.id"], name=op.f("fk_order_discount_variant_id_variant")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_discount")),
    )
    op.create_index("ix_order_discount_order_id", "order_discount", ["order_id"])
