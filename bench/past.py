"""Two years of orders: the rows that placing, paying, sending and telling would have left behind, in bulk."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.bulk import Writer, table
from bench.crowd import OWNER, customer
from bench.shelved import SOLD_OUT, Offer
from customers.regions import district

OPEN_ORDERS = 5_000
"""How many orders still wait for their money."""

_FIRST_NUMBER = 1_001
_DAYS = 730


def first_open(orders: int) -> int:
    """Give the place (from 1) of the first order that is not paid yet."""
    return orders - min(OPEN_ORDERS, orders // 20) + 1


def sold_and_promised(orders: int, variants: int) -> tuple[Counter[int], Counter[int]]:
    """Give by variant how many pieces left the house, and how many open orders hold."""
    waiting = first_open(orders)
    sold = Counter(_variant(place, variants) for place in range(1, waiting))
    return sold, Counter(_variant(place, variants) for place in range(waiting, orders + 1))


async def fill_history(writer: Writer, orders: int, customers: int, offers: list[Offer]) -> None:
    """Write ``orders`` orders of one line each, with everything that hangs on them."""
    past = _Past(writer, orders, customers, offers)
    for name, columns, rows in (
        ("orders", _ORDER, past.orders()),
        ("order_line", _LINE, past.lines()),
        ("payment", _PAYMENT, past.payments()),
        ("amount_lease", "account_id amount payment_id", past.leases()),
        ("allocation", "id order_id order_line_id variant_id quantity state", past.allocations()),
        ("fulfilment", "order_id state courier waybill shipped_at delivered_at", past.parcels()),
        ("stock_entry", _ENTRY, past.entries()),
        ("audit_entry", "at actor_id action subject after", past.notes()),
        ("outbox", _LETTER, past.letters()),
    ):
        await writer.fill(table(name), columns.split(), rows)


_ORDER = (
    "id person_id checkout_token state currency subtotal shipping total recipient phone street district_code place "
    "courier service language placed_at expires_at paid_at shipped_at delivered_at completed_at"
)
_LINE = "id order_id variant_id product_id sku name label unit_price quantity weight_g"
_PAYMENT = "id order_id account_id method provider amount currency state created_at settled_at"
_ENTRY = "variant_id at on_hand_change allocated_change reason reference actor_id"
_LETTER = "dedupe_key person_id kind facts created_at next_try_at attempts sent_at"
_SHIPPING = 38_000


class _Past:
    def __init__(self, writer: Writer, orders: int, customers: int, offers: list[Offer]) -> None:
        self._places = range(1, orders + 1)
        self._open = first_open(orders)
        self._customers, self._offers, self._orders = customers, offers, orders
        now = datetime.now(UTC)
        self._days = [writer.moment(now - timedelta(days=_DAYS - day)) for day in range(_DAYS + 10)]
        self._due = writer.moment(now + timedelta(days=60))

    def _day(self, place: int, later: int = 0) -> Any:
        return self._days[(place - 1) * _DAYS // self._orders + later]

    def _offer(self, place: int) -> Offer:
        return self._offers[_variant(place, len(self._offers)) - 1]

    def _amounts(self) -> Iterator[tuple[int, int]]:
        """Give order and amount to pay; amounts of open orders differ."""
        taken: set[int] = set()
        for place in self._places:
            amount = self._offer(place).price + _SHIPPING + place % 999 + 1
            while place >= self._open and amount in taken:
                amount += 1
            if place >= self._open:
                taken.add(amount)
            yield place, amount

    def orders(self) -> Iterator[tuple[Any, ...]]:
        where = {code: district(code) for code in {customer(n).district_code for n in range(100)}}
        places = {code: found.label if found else "" for code, found in where.items()}
        for place in self._places:
            one, price = customer(place * 7_919 % self._customers), self._offer(place).price
            done = place < self._open
            day = self._day(place)
            ended = (
                (day, self._day(place, 1), self._day(place, 3), self._day(place, 5)) if done else [None] * 4
            )
            yield (
                place + _FIRST_NUMBER - 1, one.id, f"past{place:012}", "completed" if done else "pending_payment",
                "IDR", price, _SHIPPING, price + _SHIPPING, one.name, one.phone, f"Jl. Melati {place % 200 + 1}",
                one.district_code, places[one.district_code], "jne", "reg", one.language, day,
                None if done else self._due, *ended,
            )  # fmt: skip

    def lines(self) -> Iterator[tuple[Any, ...]]:
        for place in self._places:
            one = self._offer(place)
            yield (
                place, place + _FIRST_NUMBER - 1, one.variant_id, one.product_id, one.sku, one.name, one.label,
                one.price, 1, one.weight_g,
            )  # fmt: skip

    def payments(self) -> Iterator[tuple[Any, ...]]:
        for place, amount in self._amounts():
            day, done = self._day(place), place < self._open
            state, settled = ("settled", day) if done else ("created", None)
            number = place + _FIRST_NUMBER - 1
            yield place, number, 1, "bank", "manual", amount, "IDR", state, day, settled

    def leases(self) -> Iterator[tuple[Any, ...]]:
        return ((1, amount, place) for place, amount in self._amounts() if place >= self._open)

    def allocations(self) -> Iterator[tuple[Any, ...]]:
        for place in self._places:
            state = "consumed" if place < self._open else "active"
            yield place, place + _FIRST_NUMBER - 1, place, self._offer(place).variant_id, 1, state

    def parcels(self) -> Iterator[tuple[Any, ...]]:
        for place in range(1, self._open):
            sent, there = self._day(place, 1), self._day(place, 3)
            yield place + _FIRST_NUMBER - 1, "delivered", "jne", f"JNE{place:012}", sent, there

    def entries(self) -> Iterator[tuple[Any, ...]]:
        for place in self._places:
            variant_id, reference = self._offer(place).variant_id, f"order:{place + _FIRST_NUMBER - 1}"
            buyer = customer(place * 7_919 % self._customers).id
            yield variant_id, self._day(place), 0, 1, "reserve", reference, buyer
            if place < self._open:
                yield variant_id, self._day(place, 1), -1, -1, "sale", reference, OWNER

    def notes(self) -> Iterator[tuple[Any, ...]]:
        for place, amount in self._amounts():
            buyer, subject = (
                customer(place * 7_919 % self._customers).id,
                f"order:{place + _FIRST_NUMBER - 1}",
            )
            after = json.dumps({"state": "pending_payment", "total": amount})
            yield self._day(place), buyer, "order-placed", subject, after

    def letters(self) -> Iterator[tuple[Any, ...]]:
        for place in self._places:
            number, day = place + _FIRST_NUMBER - 1, self._day(place)
            facts = f'{{"order_id": {number}}}'
            yield f"order-placed:{number}:{OWNER}", OWNER, "order-placed", facts, day, None, 1, day


def _variant(place: int, variants: int) -> int:
    """Which variant an order buys: never a sold-out one."""
    chosen = place * 7 % variants + 1
    return chosen if chosen % SOLD_OUT else chosen - 1
