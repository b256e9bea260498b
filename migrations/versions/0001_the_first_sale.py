"""The first sale."""

import sqlalchemy as sa
from alembic import op

import foundation.database

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move forward."""
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", foundation.database.Moment(timezone=True), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entry_subject"), ["subject"], unique=False)

    op.create_table(
        "category",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["category.id"], name=op.f("fk_category_parent_id_category")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_category")),
    )
    op.create_table(
        "checkout_draft",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("token", sa.String(length=16), nullable=False),
        sa.Column("agreed", sa.String(length=64), nullable=False),
        sa.Column("only_variant_id", sa.Integer(), nullable=True),
        sa.Column("only_quantity", sa.Integer(), nullable=True),
        sa.Column("recipient", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("street", sa.Text(), nullable=False),
        sa.Column("district_code", sa.String(length=13), nullable=False),
        sa.Column("shipping_key", sa.String(length=60), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_checkout_draft")),
    )
    op.create_table(
        "conversation",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("listening", sa.Boolean(), nullable=False),
        sa.Column("last_search", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_conversation")),
    )
    op.create_table(
        "orders",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            sa.Identity(always=False, start=1001),
            nullable=False,
        ),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("checkout_token", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("subtotal", sa.BigInteger(), nullable=False),
        sa.Column("shipping", sa.BigInteger(), nullable=False),
        sa.Column("discount", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("recipient", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("street", sa.Text(), nullable=False),
        sa.Column("district_code", sa.String(length=13), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("courier", sa.String(length=30), nullable=False),
        sa.Column("service", sa.String(length=30), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("placed_at", foundation.database.Moment(timezone=True), nullable=False),
        sa.Column("expires_at", foundation.database.Moment(timezone=True), nullable=True),
        sa.Column("paid_at", foundation.database.Moment(timezone=True), nullable=True),
        sa.Column("shipped_at", foundation.database.Moment(timezone=True), nullable=True),
        sa.Column("delivered_at", foundation.database.Moment(timezone=True), nullable=True),
        sa.Column("completed_at", foundation.database.Moment(timezone=True), nullable=True),
        sa.Column("ended_at", foundation.database.Moment(timezone=True), nullable=True),
        sa.CheckConstraint(
            "subtotal + shipping - discount = total AND total >= 0", name=op.f("ck_orders_total")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_orders")),
        sa.UniqueConstraint("checkout_token", name=op.f("uq_orders_checkout_token")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("orders", schema=None) as batch_op:
        batch_op.create_index("ix_orders_due", ["state", "expires_at"], unique=False)
        batch_op.create_index("ix_orders_person", ["person_id", "id"], unique=False)

    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("dedupe_key", sa.String(length=200), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=50), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("created_at", foundation.database.Moment(timezone=True), nullable=False),
        sa.Column("next_try_at", foundation.database.Moment(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", foundation.database.Moment(timezone=True), nullable=True),
        sa.Column("set_aside_at", foundation.database.Moment(timezone=True), nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("dedupe_key", name=op.f("uq_outbox_dedupe_key")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_next_try_at"), ["next_try_at"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("first_name", sa.String(length=200), nullable=False),
        sa.Column("last_name", sa.String(length=200), nullable=False),
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("telegram_language", sa.String(length=20), nullable=False),
        sa.Column("chosen_language", sa.String(length=5), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("blocked_at", foundation.database.Moment(timezone=True), nullable=True),
        sa.Column("created_at", foundation.database.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_role"), ["role"], unique=False)

    op.create_table(
        "photo",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("mime_type", sa.String(length=40), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_photo")),
    )
    op.create_table(
        "photo_file",
        sa.Column("bot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("picture", sa.String(length=80), nullable=False),
        sa.Column("file_id", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "picture", name=op.f("pk_photo_file")),
    )
    op.create_table(
        "received_update",
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("received_at", foundation.database.Moment(timezone=True), nullable=False),
        sa.Column("handled_at", foundation.database.Moment(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("update_id", name=op.f("pk_received_update")),
    )
    with op.batch_alter_table("received_update", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_received_update_handled_at"), ["handled_at"], unique=False)

    op.create_table(
        "receiving_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("bank", sa.String(length=60), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("holder", sa.String(length=100), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("removed_at", foundation.database.Moment(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receiving_account")),
    )
    op.create_table(
        "shipping_zone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area_code", sa.String(length=13), nullable=False),
        sa.Column("courier", sa.String(length=30), nullable=False),
        sa.Column("service", sa.String(length=30), nullable=False),
        sa.Column("price_per_kg", sa.BigInteger(), nullable=False),
        sa.Column("days", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shipping_zone")),
        sa.UniqueConstraint(
            "area_code", "courier", "service", name=op.f("uq_shipping_zone_area_code_courier_service")
        ),
    )
    op.create_table(
        "shop_fact",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_shop_fact")),
    )
    op.create_table(
        "address",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("recipient", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("street", sa.Text(), nullable=False),
        sa.Column("district_code", sa.String(length=13), nullable=False),
        sa.Column("created_at", foundation.database.Moment(timezone=True), nullable=False),
        sa.Column("used_at", foundation.database.Moment(timezone=True), nullable=False),
        sa.Column("deleted_at", foundation.database.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_address_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address")),
    )
    with op.batch_alter_table("address", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_address_person_id"), ["person_id"], unique=False)

    op.create_table(
        "amount_lease",
        sa.Column("account_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("amount", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("payment_id", sa.BigInteger(), nullable=True),
        sa.Column("free_at", foundation.database.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["receiving_account.id"],
            name=op.f("fk_amount_lease_account_id_receiving_account"),
        ),
        sa.PrimaryKeyConstraint("account_id", "amount", name=op.f("pk_amount_lease")),
    )
    with op.batch_alter_table("amount_lease", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_amount_lease_free_at"), ["free_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_amount_lease_payment_id"), ["payment_id"], unique=False)

    op.create_table(
        "fulfilment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("courier", sa.String(length=30), nullable=False),
        sa.Column("waybill", sa.String(length=40), nullable=False),
        sa.Column("events", sa.JSON(), nullable=False),
        sa.Column("shipped_at", foundation.database.Moment(timezone=True), nullable=True),
        sa.Column("delivered_at", foundation.database.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_fulfilment_order_id_orders")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fulfilment")),
    )
    with op.batch_alter_table("fulfilment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fulfilment_order_id"), ["order_id"], unique=False)

    op.create_table(
        "payment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(length=10), nullable=False),
        sa.Column("provider", sa.String(length=20), nullable=False),
        sa.Column("external_id", sa.String(length=100), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("created_at", foundation.database.Moment(timezone=True), nullable=False),
        sa.Column("settled_at", foundation.database.Moment(timezone=True), nullable=True),
        sa.CheckConstraint("amount > 0", name=op.f("ck_payment_amount")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["receiving_account.id"], name=op.f("fk_payment_account_id_receiving_account")
        ),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_payment_order_id_orders")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
        sa.UniqueConstraint("provider", "external_id", name=op.f("uq_payment_provider_external_id")),
    )
    with op.batch_alter_table("payment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_payment_order_id"), ["order_id"], unique=False)
        batch_op.create_index("ix_payment_state", ["state", "order_id"], unique=False)

    op.create_table(
        "product",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("created_at", foundation.database.Moment(timezone=True), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["category_id"], ["category.id"], name=op.f("fk_product_category_id_category")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product")),
    )
    with op.batch_alter_table("product", schema=None) as batch_op:
        batch_op.create_index("ix_product_shelf", ["state", "category_id", "id"], unique=False)

    op.create_table(
        "payment_proof",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("payment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("likeness", sa.Text(), nullable=False),
        sa.Column("doubtful", sa.Boolean(), nullable=False),
        sa.Column("sent_at", foundation.database.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["payment_id"], ["payment.id"], name=op.f("fk_payment_proof_payment_id_payment")
        ),
        sa.ForeignKeyConstraint(["sha256"], ["photo.sha256"], name=op.f("fk_payment_proof_sha256_photo")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_proof")),
        sa.UniqueConstraint("payment_id", "sha256", name=op.f("uq_payment_proof_payment_id_sha256")),
    )
    with op.batch_alter_table("payment_proof", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_payment_proof_sha256"), ["sha256"], unique=False)

    op.create_table(
        "product_option",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_product_option_product_id_product")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_option")),
    )
    with op.batch_alter_table("product_option", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_product_option_product_id"), ["product_id"], unique=False)

    op.create_table(
        "product_photo",
        sa.Column("product_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_product_photo_product_id_product")
        ),
        sa.ForeignKeyConstraint(["sha256"], ["photo.sha256"], name=op.f("fk_product_photo_sha256_photo")),
        sa.PrimaryKeyConstraint("product_id", "sha256", name=op.f("pk_product_photo")),
    )
    op.create_table(
        "search_word",
        sa.Column("word", sa.String(length=60), nullable=False),
        sa.Column("product_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_search_word_product_id_product")
        ),
        sa.PrimaryKeyConstraint("word", "product_id", name=op.f("pk_search_word")),
    )
    with op.batch_alter_table("search_word", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_search_word_product_id"), ["product_id"], unique=False)

    op.create_table(
        "option_value",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("option_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["option_id"], ["product_option.id"], name=op.f("fk_option_value_option_id_product_option")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_option_value")),
    )
    with op.batch_alter_table("option_value", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_option_value_option_id"), ["option_id"], unique=False)

    op.create_table(
        "variant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("sku", sa.String(length=80), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("value1_id", sa.Integer(), nullable=True),
        sa.Column("value2_id", sa.Integer(), nullable=True),
        sa.Column("value3_id", sa.Integer(), nullable=True),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("cost", sa.BigInteger(), nullable=True),
        sa.Column("weight_g", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("price >= 0", name=op.f("ck_variant_price")),
        sa.CheckConstraint("weight_g >= 0", name=op.f("ck_variant_weight")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_variant_product_id_product")),
        sa.ForeignKeyConstraint(
            ["value1_id"], ["option_value.id"], name=op.f("fk_variant_value1_id_option_value")
        ),
        sa.ForeignKeyConstraint(
            ["value2_id"], ["option_value.id"], name=op.f("fk_variant_value2_id_option_value")
        ),
        sa.ForeignKeyConstraint(
            ["value3_id"], ["option_value.id"], name=op.f("fk_variant_value3_id_option_value")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_variant")),
        sa.UniqueConstraint("sku", name=op.f("uq_variant_sku")),
    )
    with op.batch_alter_table("variant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_variant_product_id"), ["product_id"], unique=False)

    op.create_table(
        "cart_line",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("variant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("seen_price", sa.BigInteger(), nullable=False),
        sa.Column("added_at", foundation.database.Moment(timezone=True), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_cart_line_quantity")),
        sa.ForeignKeyConstraint(["variant_id"], ["variant.id"], name=op.f("fk_cart_line_variant_id_variant")),
        sa.PrimaryKeyConstraint("person_id", "variant_id", name=op.f("pk_cart_line")),
    )
    op.create_table(
        "order_line",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("sku", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("unit_price", sa.BigInteger(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("weight_g", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_order_line_quantity")),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_order_line_order_id_orders")),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_order_line_product_id_product")
        ),
        sa.ForeignKeyConstraint(
            ["variant_id"], ["variant.id"], name=op.f("fk_order_line_variant_id_variant")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_line")),
    )
    with op.batch_alter_table("order_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_order_line_order_id"), ["order_id"], unique=False)

    op.create_table(
        "stock_entry",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.Column("at", foundation.database.Moment(timezone=True), nullable=False),
        sa.Column("on_hand_change", sa.Integer(), nullable=False),
        sa.Column("allocated_change", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=30), nullable=False),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["variant_id"], ["variant.id"], name=op.f("fk_stock_entry_variant_id_variant")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_entry")),
    )
    with op.batch_alter_table("stock_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stock_entry_variant_id"), ["variant_id"], unique=False)

    op.create_table(
        "stock_level",
        sa.Column("variant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("on_hand", sa.Integer(), nullable=False),
        sa.Column("allocated", sa.Integer(), nullable=False),
        sa.Column("low_at", sa.Integer(), nullable=False),
        sa.CheckConstraint("allocated >= 0 AND allocated <= on_hand", name=op.f("ck_stock_level_allocated")),
        sa.CheckConstraint("on_hand >= 0", name=op.f("ck_stock_level_on_hand")),
        sa.ForeignKeyConstraint(
            ["variant_id"], ["variant.id"], name=op.f("fk_stock_level_variant_id_variant")
        ),
        sa.PrimaryKeyConstraint("variant_id", name=op.f("pk_stock_level")),
    )
    op.create_table(
        "allocation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("order_line_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_allocation_order_id_orders")),
        sa.ForeignKeyConstraint(
            ["order_line_id"], ["order_line.id"], name=op.f("fk_allocation_order_line_id_order_line")
        ),
        sa.ForeignKeyConstraint(
            ["variant_id"], ["variant.id"], name=op.f("fk_allocation_variant_id_variant")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allocation")),
    )
    with op.batch_alter_table("allocation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_allocation_order_id"), ["order_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_allocation_variant_id"), ["variant_id"], unique=False)

    if op.get_bind().dialect.name == "sqlite":
        # PostgreSQL counts from the identity's start; SQLite has to be told that orders begin at 1001
        op.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('orders', 1000)")


def downgrade() -> None:
    """Move back."""
    with op.batch_alter_table("allocation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_allocation_variant_id"))
        batch_op.drop_index(batch_op.f("ix_allocation_order_id"))

    op.drop_table("allocation")
    op.drop_table("stock_level")
    with op.batch_alter_table("stock_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stock_entry_variant_id"))

    op.drop_table("stock_entry")
    with op.batch_alter_table("order_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_order_line_order_id"))

    op.drop_table("order_line")
    op.drop_table("cart_line")
    with op.batch_alter_table("variant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_variant_product_id"))

    op.drop_table("variant")
    with op.batch_alter_table("option_value", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_option_value_option_id"))

    op.drop_table("option_value")
    with op.batch_alter_table("search_word", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_search_word_product_id"))

    op.drop_table("search_word")
    op.drop_table("product_photo")
    with op.batch_alter_table("product_option", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_product_option_product_id"))

    op.drop_table("product_option")
    with op.batch_alter_table("payment_proof", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_payment_proof_sha256"))

    op.drop_table("payment_proof")
    with op.batch_alter_table("product", schema=None) as batch_op:
        batch_op.drop_index("ix_product_shelf")

    op.drop_table("product")
    with op.batch_alter_table("payment", schema=None) as batch_op:
        batch_op.drop_index("ix_payment_state")
        batch_op.drop_index(batch_op.f("ix_payment_order_id"))

    op.drop_table("payment")
    with op.batch_alter_table("fulfilment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_fulfilment_order_id"))

    op.drop_table("fulfilment")
    with op.batch_alter_table("amount_lease", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_amount_lease_payment_id"))
        batch_op.drop_index(batch_op.f("ix_amount_lease_free_at"))

    op.drop_table("amount_lease")
    with op.batch_alter_table("address", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_address_person_id"))

    op.drop_table("address")
    op.drop_table("shop_fact")
    op.drop_table("shipping_zone")
    op.drop_table("receiving_account")
    with op.batch_alter_table("received_update", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_received_update_handled_at"))

    op.drop_table("received_update")
    op.drop_table("photo_file")
    op.drop_table("photo")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_role"))

    op.drop_table("person")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outbox_next_try_at"))

    op.drop_table("outbox")
    with op.batch_alter_table("orders", schema=None) as batch_op:
        batch_op.drop_index("ix_orders_person")
        batch_op.drop_index("ix_orders_due")

    op.drop_table("orders")
    op.drop_table("conversation")
    op.drop_table("checkout_draft")
    op.drop_table("category")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entry_subject"))

    op.drop_table("audit_entry")
