"""Which lines of a statement pay which orders.

Only an amount that is one open payment's own, on its own account and in its time, is certain. Everything else is listed
with the reason why a person has to look.
"""

import datetime as dt
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from checkout.statements.doubts import MOST_SHOWN, AwaitedPayment, Awaiting, Doubt, Match, Matches, Reason
from checkout.statements.values import StatementLine

__all__ = ["AwaitedPayment", "Awaiting", "Doubt", "Match", "Matches", "Reason", "match"]

EARLY = dt.timedelta(days=1)
"""How much older than its order a line may be: banks and shops may live in two days."""

NEAR = 999
"""Rupiah: how far from an awaited amount a line may be to be mentioned with it, the reach of unique codes."""

_NAMED = re.compile(
    r"(?:#|\b(?:order|pesanan|orderan|invoice|inv|nota)\b(?: ?(?:no|nomor|number))?[ .:#-]{0,3})([0-9]{1,12})(?![0-9]|[.,][0-9])",
    re.IGNORECASE,
)
_OF_STATE = {
    Awaiting.PAID: Reason.ALREADY_PAID,
    Awaiting.EXPIRED: Reason.LATE,
    Awaiting.CANCELED: Reason.CANCELED,
}


def match(lines: Sequence[StatementLine], payments: Iterable[AwaitedPayment], *, account_id: int) -> Matches:
    """Compare the incoming lines of one account's statement with what the shop awaits.

    The same lines and payments give the same answer in whatever order the payments come. Of several lines with one
    payment's amount the earliest pays it, the others are TWICE.
    """
    awaited = _Awaited(payments, account_id)
    earliest = sorted(range(len(lines)), key=lambda at: _when(lines[at], at))
    taken: set[int] = set()
    found: dict[int, Match | Doubt] = {}
    for at in earliest:
        result = awaited.find(lines[at])
        if isinstance(result, Match):
            if result.payment.payment_id in taken:
                result = Doubt(lines[at], Reason.TWICE, (result.payment,))
            else:
                taken.add(result.payment.payment_id)
        found[at] = result
    in_order = [found[at] for at in range(len(lines))]
    return Matches(
        tuple(result for result in in_order if isinstance(result, Match)),
        tuple(result for result in in_order if isinstance(result, Doubt)),
    )


def _when(line: StatementLine, at: int) -> tuple[dt.date, dt.time, int, int]:
    return line.date, line.time or dt.time.max, line.number, at


class _Group:
    """The payments that share an amount. What is asked of it is remembered by day: a thousand lines may ask the same."""

    def __init__(self) -> None:
        self.all: list[AwaitedPayment] = []
        self._timely: dict[dt.date, list[AwaitedPayment]] = {}

    def timely(self, day: dt.date) -> list[AwaitedPayment]:
        """Give the payments in whose time a day is, open ones first."""
        if day not in self._timely:
            fits = [payment for payment in self.all if payment.placed - EARLY <= day <= payment.until]
            self._timely[day] = sorted(fits, key=_open_first)
        return self._timely[day]

    def untimely(self, day: dt.date) -> tuple[Reason, tuple[AwaitedPayment, ...]]:
        """Say whether a day in nobody's time is too late or too early, and for which payments."""
        late = [payment for payment in self.all if payment.until < day]
        reason = Reason.LATE if late else Reason.OLDER_THAN_ORDER
        return reason, tuple(sorted(late or self.all, key=_open_first)[:MOST_SHOWN])

    def open(self, day: dt.date) -> list[AwaitedPayment]:
        """Give the first few open payments in whose time a day is."""
        return [payment for payment in self.timely(day)[:MOST_SHOWN] if _is_open(payment)]


class _Awaited:
    """The payments of a shop, found by amount, by total and by number."""

    def __init__(self, payments: Iterable[AwaitedPayment], account_id: int) -> None:
        self._by_amount: dict[int, _Group] = defaultdict(_Group)
        self._elsewhere: dict[int, _Group] = defaultdict(_Group)
        self._by_total: dict[int, _Group] = defaultdict(_Group)
        self._by_number: dict[str, AwaitedPayment] = {}
        for payment in sorted(payments, key=lambda payment: (payment.payment_id, payment.amount)):
            here = payment.account_id == account_id
            (self._by_amount if here else self._elsewhere)[payment.amount].all.append(payment)
            if here:
                self._by_total[payment.total].all.append(payment)
            number = payment.order_number.lstrip("#0")
            # an order that was to be paid in several ways, or in parts, is meant as it is still awaited
            if number not in self._by_number or not _is_open(self._by_number[number]):
                self._by_number[number] = payment
        self._amounts = sorted(
            amount for amount, group in self._by_amount.items() if any(map(_is_open, group.all))
        )

    def find(self, line: StatementLine) -> Match | Doubt:
        """Give the payment a line belongs to, or the first reason for doubt that applies."""
        named = self._named(line)
        if not line.sen and line.amount in self._by_amount:
            return _judged(line, self._by_amount[line.amount], named)
        for reason, payments in self._unlike(line, named):
            if payments:
                return Doubt(line, reason, tuple(payments[:MOST_SHOWN]))
        return Doubt(line, Reason.NOTHING_FITS)

    def _unlike(
        self, line: StatementLine, named: AwaitedPayment | None
    ) -> Iterator[tuple[Reason, Sequence[AwaitedPayment]]]:
        """Give the reasons for doubt about an amount nobody asked for, the most telling first."""
        if named is not None:
            yield (Reason.PARTIAL if line.amount < named.amount else Reason.OVER), [named]
        yield Reason.WITHOUT_CODE, _open_in(self._by_total, [line.amount], line)
        yield Reason.OTHER_ACCOUNT, _open_in(self._elsewhere, [line.amount], line)
        yield Reason.SLIP, _open_in(self._by_amount, _slips(line.amount), line)
        yield Reason.NEAR, _open_in(self._by_amount, self._near(line), line)

    def _near(self, line: StatementLine) -> list[int]:
        """Give the amounts around a line's, the nearest few on both sides."""
        at = bisect_left(self._amounts, line.amount)
        around = self._amounts[max(at - MOST_SHOWN, 0) : at + MOST_SHOWN]
        return [amount for amount in around if abs(amount - line.amount) <= min(NEAR, amount // 10)]

    def _named(self, line: StatementLine) -> AwaitedPayment | None:
        """Find the order whose number stands in the description, with a word that says it is one."""
        numbers = {found[1].lstrip("0") for found in _NAMED.finditer(line.description)}
        orders = [self._by_number[number] for number in sorted(numbers) if number in self._by_number]
        return orders[0] if len(orders) == 1 else None


def _judged(line: StatementLine, group: _Group, named: AwaitedPayment | None) -> Match | Doubt:
    """Judge a line whose amount is asked for on its account, to the rupiah."""
    timely = group.timely(line.date)
    if len(timely) > 1:
        return Doubt(line, Reason.SEVERAL_ORDERS, tuple(timely[:MOST_SHOWN]))
    if not timely:
        return Doubt(line, *group.untimely(line.date))
    payment = timely[0]
    if named is not None and named.order_number != payment.order_number:
        return Doubt(line, Reason.OTHER_ORDER_NAMED, (named, payment))
    if payment.state is not Awaiting.OPEN:
        return Doubt(line, _OF_STATE[payment.state], (payment,))
    return Match(line, payment)


def _open_in(groups: dict[int, _Group], amounts: Iterable[int], line: StatementLine) -> list[AwaitedPayment]:
    """Give the open payments of some amounts, in whose time a line is, the nearest amount first."""
    found = [p for amount in set(amounts) if amount in groups for p in groups[amount].open(line.date)]
    return sorted(found, key=lambda payment: (abs(payment.amount - line.amount), payment.payment_id))


def _slips(amount: int) -> Iterator[int]:
    """Give the amounts that differ by two neighbouring digits that changed places, or by one wrong digit.

    One wrong digit counts among the last three only, where unique codes are: further left it would be another price.
    """
    digits = str(amount)
    for at in range(len(digits) - 1):
        swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        if swapped != digits and swapped[0] != "0":
            yield int(swapped)
    for place in (1, 10, 100):
        if amount >= 10 * place:
            digit = amount // place % 10
            yield from (amount + (other - digit) * place for other in range(10) if other != digit)


def _is_open(payment: AwaitedPayment) -> bool:
    return payment.state is Awaiting.OPEN


def _open_first(payment: AwaitedPayment) -> tuple[bool, int]:
    return not _is_open(payment), payment.payment_id
