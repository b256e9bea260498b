"""The real shop read in the shape of the imagined one, and both compared."""

from collections import Counter
from dataclasses import asdict
from typing import Any

from sqlalchemy import select

from catalog.models import StockLevel
from checkout.models import (
    Allocation,
    AmountLease,
    CartLine,
    Fulfilment,
    Order,
    OrderLine,
    Payment,
    PaymentProof,
)
from checkout.money.models import MoneyEntry
from foundation.database import Session, prepared
from foundation.outbox import OutboxRow
from tests.checkout.imagined.world import World

_READ = {
    "stock": prepared(select(StockLevel.variant_id, StockLevel.on_hand, StockLevel.allocated)),
    "carts": prepared(select(CartLine.person_id, CartLine.variant_id, CartLine.quantity)),
    "orders": prepared(select(Order.id, Order.person_id, Order.total, Order.state, Order.expires_at)),
    "lines": prepared(select(OrderLine.order_id, OrderLine.variant_id, OrderLine.quantity)),
    "promises": prepared(select(Allocation.order_id, Allocation.state).order_by(Allocation.id)),
    "parcels": prepared(select(Fulfilment.order_id, Fulfilment.state)),
    "payments": prepared(
        select(
            Payment.id, Payment.order_id, Payment.account_id, Payment.amount, Payment.state, Payment.received,
            Payment.current,
        )
    ),
    "pictures": prepared(select(PaymentProof.payment_id, PaymentProof.id)),
    "leases": prepared(
        select(AmountLease.account_id, AmountLease.amount, AmountLease.payment_id, AmountLease.free_at)
    ),
    "money": prepared(select(MoneyEntry.source, MoneyEntry.key, MoneyEntry.payment_id, MoneyEntry.amount)),
    "told": prepared(select(OutboxRow.kind, OutboxRow.person_id, OutboxRow.facts)),
}  # fmt: skip


async def differences(session: Session, world: World) -> list[str]:
    """Say in what the real shop is not as it must be; empty when all is well."""
    there = {what: await session.rows(statement, {}) for what, statement in _READ.items()}
    found, expected = _found(there), _expected(world)
    wrong = [
        f"{what}: {dict(_without(found[what], expected[what]))} and not {dict(_without(expected[what], found[what]))}"
        for what in expected
        if found[what] != expected[what]
    ]
    return wrong + _bounds(there)


def _without(these: Counter[Any], those: Counter[Any]) -> Counter[Any]:
    return these - those


def _found(there: dict[str, Any]) -> dict[str, Counter[Any]]:
    told = ((kind, who, facts["order_id"]) for kind, who, facts in there["told"] if "order_id" in facts)
    found = {what: Counter(map(tuple, rows)) for what, rows in there.items() if what != "told"}
    found["promises"] = Counter(_histories(there["promises"]))
    found["pictures"] = Counter(payment_id for payment_id, _ in there["pictures"])
    return {**found, "told": Counter(told)}


def _histories(promises: Any) -> list[tuple[int, tuple[str, ...]]]:
    """Give each order's promises in the order in which they were made."""
    lives: dict[int, list[str]] = {}
    for order_id, state in promises:
        lives.setdefault(order_id, []).append(state)
    return [(order_id, tuple(states)) for order_id, states in lives.items()]


def _expected(world: World) -> dict[str, Counter[Any]]:
    orders, payments = world.orders.items(), world.payments.items()
    carts = ((who, it, line.quantity) for who, cart in world.carts.items() for it, line in cart.items())
    lines = ((id, thing, many) for id, order in orders for thing, many in order.things.items())
    paid = (
        (id, *(value for name, value in asdict(one).items() if name != "pictures")) for id, one in payments
    )
    return {
        "stock": Counter((id, one.on_hand, one.promised) for id, one in world.things.items()),
        "carts": Counter(carts),
        "orders": Counter((id, one.person, one.total, one.state, one.expires_at) for id, one in orders),
        "lines": Counter(lines),
        "promises": Counter((id, tuple(one.promises)) for id, one in orders),
        "parcels": Counter((id, one.parcel) for id, one in orders if one.parcel),
        "payments": Counter(paid),
        "pictures": Counter({id: len(one.pictures) for id, one in payments if one.pictures}),
        "leases": Counter((*key, one.payment, one.free_at) for key, one in world.leases.items()),
        "money": Counter((*event, *what) for event, what in world.money.items()),
        "told": +world.told,
    }


def _bounds(there: dict[str, Any]) -> list[str]:
    """What must be true whatever happened before."""
    wrong = [f"stock {row}" for row in there["stock"] if not 0 <= row[2] <= row[1]]
    received: Counter[int] = Counter()
    for _, _, payment_id, amount in there["money"]:
        received[payment_id] += amount
    for payment_id, _, _, amount, state, came, _ in there["payments"]:
        if received[payment_id] != came or (state == "settled") != (came >= amount):
            wrong.append(f"payment {payment_id}: {came} of {amount} came, it is {state}")
    return wrong
