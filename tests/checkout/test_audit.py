"""The audit finds what does not agree, and nothing where all is well."""

from datetime import timedelta
from typing import Any

from sqlalchemy import delete, insert

from catalog.models import StockEntry, StockLevel
from checkout.audit import Difference
from checkout.models import Allocation, AmountLease, Order, OrderLine, Payment
from foundation import delivery
from foundation.outbox import OutboxRow
from tests.checkout.builders import ANN, BOB, Shop


async def test_a_healthy_shop_has_no_differences(shop: Shop) -> None:
    """Open, paid, cancelled, late: every kind of order agrees with the books."""
    await shop.order()
    await shop.prove(await shop.order())
    await shop.paid_order(BOB)
    await shop.cancel(await shop.order(BOB))
    assert await shop.audit() == []


async def test_every_planted_difference_is_found(shop: Shop) -> None:
    """One lie at a time: the audit names it, what it should be and what it is; taken back, all is well again."""
    unpaid, paid = await shop.order(), await shop.paid_order(BOB)
    mug, line = f"variant:{shop.mug}", f"order:{unpaid} line:1"
    level, payment = StockLevel.variant_id == shop.mug, Payment.order_id == unpaid
    ((lease,),) = await shop.rows(Payment.__table__.select().with_only_columns(Payment.amount).where(payment))
    ((asked,),) = await shop.rows(
        Payment.__table__.select().with_only_columns(Payment.amount).where(Payment.order_id == paid)
    )
    lies: list[tuple[Any, Any, dict[str, Any], dict[str, Any], list[Difference]]] = [
        (StockLevel, level, {"on_hand": 6}, {"on_hand": 5}, [Difference("ledger-on_hand", mug, "5", "6")]),
        (StockLevel, level, {"allocated": 3}, {"allocated": 2},
         [Difference("ledger-allocated", mug, "2", "3"), Difference("allocated", mug, "2", "3")]),
        (StockEntry, (StockEntry.reference == f"order:{unpaid}"), {"allocated_change": 0},
         {"allocated_change": 1}, [Difference("ledger-allocated", mug, "1", "2")]),
        (Allocation, Allocation.order_id == unpaid, {"state": "committed"}, {"state": "active"},
         [Difference("allocation", line, "1 active", "1 committed")]),
        (Allocation, Allocation.order_id == unpaid, {"state": "released"}, {"state": "active"},
         [Difference("allocated", mug, "1", "2"), Difference("allocation", line, "1 active", "none")]),
        (AmountLease, AmountLease.amount == lease, {"free_at": shop.clock.now()}, {"free_at": None},
         [Difference("lease", "payment:1", str(lease), "none")]),
        (AmountLease, AmountLease.payment_id == 2, {"free_at": None},
         {"free_at": shop.clock.now() + timedelta(1)}, []),
        (OrderLine, OrderLine.order_id == unpaid, {"unit_price": 49_000}, {"unit_price": 50_000},
         [Difference("total", f"order:{unpaid}", "59000", "60000")]),
        (Payment, payment, {"state": "settled"}, {"state": "created"},
         [Difference("payment-state", f"order:{unpaid}", "not settled", "settled"),
          Difference("settled", "payment:1", str(lease), "0 settled")]),
        (Payment, Payment.order_id == paid, {"state": "created"}, {"state": "settled"},
         [Difference("payment-state", f"order:{paid}", "settled", "created"),
          Difference("settled", "payment:2", str(asked), f"{asked} created")]),
        (Payment, Payment.order_id == paid, {"received": asked + 1}, {"received": asked},
         [Difference("received", "payment:2", str(asked), str(asked + 1))]),
        (Payment, Payment.order_id == paid, {"refunded": 1}, {"refunded": 0},
         [Difference("refunded", "payment:2", "0", "1")]),
    ]  # fmt: skip
    for table, where, lie, truth, expected in lies:
        await shop.plant(table, where, **lie)
        found = await shop.audit()
        if expected:
            assert found == expected
        else:
            assert [one.what for one in found] == ["lease"]
        await shop.plant(table, where, **truth)
    assert await shop.audit() == []


async def test_orphans_and_undelivered_news_are_found(shop: Shop) -> None:
    """An order without lines or payment, an amount nobody waits for, a message that was given up."""
    now = shop.clock.now()
    order_id = await shop.order()
    async with shop.session() as session:
        (letter,) = await delivery.lease(session, now=now)
        await delivery.set_aside(session, letter.id, "blocked", now=now)
        for table in (AmountLease, Payment, Allocation, OrderLine):
            await session.execute(delete(table))
        await session.execute(insert(AmountLease).values(account_id=shop.bank, amount=7))
    found = {(one.what, one.subject) for one in await shop.audit()}
    assert {
        ("lines", f"order:{order_id}"),
        ("payment", f"order:{order_id}"),
        ("total", f"order:{order_id}"),
        ("lease", f"account:{shop.bank}"),
        ("letter", f"outbox:{letter.id}"),
        ("allocated", f"variant:{shop.mug}"),
    } == found
    assert await shop.count(OutboxRow) == await shop.count(Order) == 1
    assert letter.person_id != ANN
