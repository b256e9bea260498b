"""A million orders later: no statement of the checkout looks through a table that grows with them."""

import re
from importlib import import_module

from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.postgresql import asyncpg

from checkout import order_lists
from foundation.prepared import AnyPrepared, Prepared
from tests.checkout.builders import Shop

ROOMS = (
    "checkout.allocations", "checkout.amounts", "checkout.cart", "checkout.drafts", "checkout.expiry",
    "checkout.holds", "checkout.items", "checkout.order_cards", "checkout.order_lists", "checkout.orders",
    "checkout.payments", "checkout.promotions.redemptions", "checkout.promotions.running",
    "checkout.promotions.vouchers", "checkout.proofs", "checkout.snapshots", "checkout.summaries",
    "checkout.attempts", "checkout.bank_lines", "checkout.bank_settling", "checkout.charging",
    "checkout.money.gateway_notices", "checkout.settling", "checkout.credit", "checkout.refundable",
    "checkout.refund_rows", "checkout.refund_ends", "checkout.refund_views", "checkout.refund_work",
    "checkout.returns", "customers.addresses", "customers.people",
)  # fmt: skip
GROWING = {
    "orders", "order_line", "payment", "allocation", "amount_lease", "payment_proof", "fulfilment", "cart_line",
    "checkout_draft", "address", "person", "stock_entry", "outbox", "audit_entry",
    "order_discount", "voucher_redemption", "voucher_use", "remembered_voucher",
    "money_entry", "refund", "refund_line", "order_return", "credit_entry", "credit_account", "gateway_notice",
    "bank_line",
}  # fmt: skip


def statements() -> dict[str, AnyPrepared]:
    """Every prepared statement that stands in a room as a constant, or in a table of them."""
    found: dict[str, AnyPrepared] = {}
    for room in ROOMS:
        for name, value in vars(import_module(room)).items():
            many = value.items() if isinstance(value, dict) else [("", value)]
            for key, one in many:
                if isinstance(one, Prepared):
                    found[f"{room}.{name}{key and f'.{key}'}"] = one
    return found


async def plan(shop: Shop, statement: AnyPrepared) -> str:
    """Ask the database how it would answer, whatever the values are."""
    async with shop.session() as session:
        if session.dialect == "sqlite":
            compiled = statement.on(sqlite.dialect())
            driver = session._connection.driver
            asked = driver.execute(f"EXPLAIN QUERY PLAN {compiled.sql}", [None] * compiled.takes)
            return "\n".join(row[3] for row in asked.fetchall())
        compiled, driver = statement.on(asyncpg.dialect()), session._connection._driver
        # the tables are empty here: only where there is no other way at all, PostgreSQL scans now
        await driver.execute("SET LOCAL enable_seqscan = off")
        await driver.execute("SET LOCAL plan_cache_mode = force_generic_plan")
        await driver.execute(f"PREPARE asked AS {compiled.sql}")
        values = f"({', '.join(['NULL'] * compiled.takes)})" if compiled.takes else ""
        rows = await driver.fetch(f"EXPLAIN EXECUTE asked{values}")
        await driver.execute("DEALLOCATE asked")
        return "\n".join(row[0] for row in rows)


def scanned(found: str) -> set[str]:
    """Give the growing tables a plan looks through from one end to the other."""
    whole = re.findall(r"^SCAN (\w+)(?! USING)", found, re.MULTILINE) + re.findall(
        r"Seq Scan on (\w+)", found
    )
    return GROWING & set(whole)


async def test_nothing_that_grows_is_looked_through(shop: Shop) -> None:
    """Each statement finds its rows by an index; those that do not are named with their plans."""
    plans = {name: await plan(shop, statement) for name, statement in statements().items()}
    assert len(plans) > 100
    assert not {name: found for name, found in plans.items() if scanned(found)}


async def test_a_page_of_shipped_orders_comes_along_the_index(shop: Shop) -> None:
    """Shoppers seldom say that they received their parcel: this list grows like the shop itself."""
    found = await plan(shop, order_lists._KINDS["shipped"].page)
    assert not scanned(found)
    if shop.database.is_sqlite:
        assert "ix_orders_state" in found and "TEMP B-TREE" not in found
    else:
        assert "Backward using ix_orders_state" in found


async def test_the_sweep_looks_at_unpaid_orders_only(shop: Shop) -> None:
    """It runs every few seconds: along the index of their ends, in its sequence, sorting nothing."""
    found = await plan(shop, statements()["checkout.expiry._DUE"])
    assert "ix_orders_due" in found
    assert "TEMP B-TREE" not in found and "Sort" not in found
    assert "ix_amount_lease_resting" in await plan(shop, statements()["checkout.amounts._FREE_RESTED"])
