"""What there is in the imagined shop."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

GRACE = timedelta(hours=24)
"""How long an amount rests."""

PAID = frozenset({"processing", "fulfilled", "completed"})


@dataclass
class Thing:
    """Something that is sold: price in rupiah, weight in grams."""

    price: int
    weight: int
    on_hand: int
    promised: int = 0
    on_sale: bool = True

    @property
    def free(self) -> int:
        """What nobody was promised."""
        return self.on_hand - self.promised


@dataclass
class Line:
    """How many of a thing lie in a cart, and since when."""

    quantity: int
    since: datetime


@dataclass
class Checkout:
    """A summary somebody was shown. ``only`` is what is bought at once instead of the cart."""

    token: str
    account: int
    agreed: Any
    only: tuple[int, int] | None


@dataclass
class Order:
    """What somebody ordered. ``promises`` are the lives of its allocations, ``parcel`` that of its parcel."""

    person: int
    things: dict[int, int]
    total: int
    expires_at: datetime
    state: str = "pending_payment"
    promises: list[str] = field(default_factory=list)
    parcel: str = ""


@dataclass
class Payment:
    """One way an order is to be paid."""

    order: int
    account: int
    amount: int
    state: str = "created"
    received: int = 0
    current: bool = True
    pictures: list[str] = field(default_factory=list)


@dataclass
class Lease:
    """An amount somebody is recognised by; it rests until ``free_at``."""

    payment: int
    free_at: datetime | None = None


@dataclass
class World:
    """Everything. ``told`` counts the news by kind, reader and order."""

    now: datetime
    owner: int
    things: dict[int, Thing]
    bank: int
    qris: int
    gateway: int
    carts: dict[int, dict[int, Line]] = field(default_factory=dict)
    checkouts: dict[int, Checkout] = field(default_factory=dict)
    tokens: dict[str, int] = field(default_factory=dict)
    """the orders that tokens became"""
    orders: dict[int, Order] = field(default_factory=dict)
    payments: dict[int, Payment] = field(default_factory=dict)
    leases: dict[tuple[int, int], Lease] = field(default_factory=dict)
    money: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    """payment and amount by the event's name"""
    told: Counter[tuple[str, int, int]] = field(default_factory=Counter)

    @property
    def by_hand(self) -> frozenset[int]:
        """The accounts on which people look for the money."""
        return frozenset({self.bank, self.qris})

    def current(self, order_id: int) -> tuple[int, Payment]:
        """How an order is paid."""
        found = [(id, one) for id, one in self.payments.items() if one.order == order_id and one.current]
        (only,) = found
        return only

    def tell_owner(self, kind: str, order_id: int) -> None:
        """The owner hears of it."""
        self.told[kind, self.owner, order_id] += 1

    def tell_shopper(self, kind: str, order_id: int) -> None:
        """The shopper hears of it."""
        self.told[kind, self.orders[order_id].person, order_id] += 1

    def tell_both(self, kind: str, order_id: int) -> None:
        """Both sides hear of it."""
        self.tell_owner(kind, order_id)
        self.tell_shopper(f"{kind}-shopper", order_id)

    def is_taken(self, account: int, amount: int) -> bool:
        """Whether an amount is awaited on an account, or rests."""
        lease = self.leases.get((account, amount))
        return lease is not None and (lease.free_at is None or lease.free_at > self.now)

    def rest(self, payment_id: int) -> None:
        """A payment ended: its amounts rest."""
        for lease in self.leases.values():
            if lease.payment == payment_id and lease.free_at is None:
                lease.free_at = self.now + GRACE

    def forget_rested(self) -> int:
        """Let go of the amounts that have rested; gives how many."""
        rested = [key for key, one in self.leases.items() if one.free_at and one.free_at <= self.now]
        for key in rested:
            del self.leases[key]
        return len(rested)
