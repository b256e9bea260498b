"""What came in finds the orders it pays; whatever is not certain is shown to somebody with the reason."""

import datetime as dt
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkout.statements.matching import AwaitedPayment, Awaiting, Doubt, Reason, match
from checkout.statements.values import StatementLine

DAY = dt.date(2026, 11, 24)
ACCOUNT, OTHER_ACCOUNT = 1, 2


def came_in(
    amount: int, description: str = "", *, on: dt.date = DAY, sen: int = 0, at: dt.time | None = None
) -> StatementLine:
    """A line of the shop's statement."""
    return StatementLine(on, at, amount, sen, description, "", None, False, f"{amount}{description}", 1, ())


def awaited(
    number: int,
    amount: int,
    *,
    total: int = 0,
    state: Awaiting = Awaiting.OPEN,
    account: int = ACCOUNT,
    placed: dt.date = DAY,
    until: dt.date | None = None,
) -> AwaitedPayment:
    """A payment of order ``number``, expected within three days."""
    last = until or placed + dt.timedelta(days=3)
    return AwaitedPayment(
        number, str(number), account, amount, total or amount // 1000 * 1000, state, placed, last
    )


def only_doubt(line: StatementLine, *payments: AwaitedPayment) -> Doubt:
    """The doubt about a single line."""
    matches = match([line], payments, account_id=ACCOUNT)
    assert matches.certain == ()
    (doubt,) = matches.doubtful
    return doubt


def test_a_transfer_with_the_unique_code_pays_its_order() -> None:
    """To the rupiah, on the right account, in time: nobody has to look."""
    payments = [awaited(17, 85_123), awaited(18, 85_124)]
    matches = match([came_in(85_124, "TRF DARI BUDI")], payments, account_id=ACCOUNT)
    assert [found.payment.order_number for found in matches.certain] == ["18"]
    assert matches.doubtful == ()


@pytest.mark.parametrize("days", [-1, 0, 3])
def test_a_bank_may_live_in_another_day(days: int) -> None:
    """From the day before the order to the last day late money is expected."""
    line = came_in(85_123, on=DAY + dt.timedelta(days=days))
    assert match([line], [awaited(17, 85_123)], account_id=ACCOUNT).certain


@pytest.mark.parametrize(
    ("line", "payment", "reason"),
    [
        (came_in(85_123, on=DAY - dt.timedelta(days=2)), awaited(17, 85_123), Reason.OLDER_THAN_ORDER),
        (came_in(85_123, on=DAY + dt.timedelta(days=4)), awaited(17, 85_123), Reason.LATE),
        (came_in(85_123), awaited(17, 85_123, state=Awaiting.EXPIRED), Reason.LATE),
        (came_in(85_123), awaited(17, 85_123, state=Awaiting.PAID), Reason.ALREADY_PAID),
        (came_in(85_123), awaited(17, 85_123, state=Awaiting.CANCELED), Reason.CANCELED),
        (came_in(85_000), awaited(17, 85_123), Reason.WITHOUT_CODE),
        (came_in(85_132), awaited(17, 85_123), Reason.SLIP),
        (came_in(58_123), awaited(17, 85_123), Reason.SLIP),
        (came_in(85_129), awaited(17, 85_123), Reason.SLIP),
        (came_in(85_500), awaited(17, 85_123), Reason.NEAR),
        (came_in(85_123, sen=50), awaited(17, 85_123), Reason.NEAR),
        (came_in(85_123), awaited(17, 85_123, account=OTHER_ACCOUNT), Reason.OTHER_ACCOUNT),
        (came_in(40_000, "DP pesanan #17"), awaited(17, 85_123), Reason.PARTIAL),
        (came_in(100_000, "ORDER 17 kembalian simpan"), awaited(17, 85_123), Reason.OVER),
        (came_in(1_000_000, "SETORAN TUNAI"), awaited(17, 85_123), Reason.NOTHING_FITS),
        (came_in(40_000, "rek 17"), awaited(17, 85_123), Reason.NOTHING_FITS),
        (came_in(123), awaited(17, 85_123, placed=DAY), Reason.NOTHING_FITS),
    ],
)  # fmt: skip
def test_everything_else_is_looked_at_with_a_reason(
    line: StatementLine, payment: AwaitedPayment, reason: Reason
) -> None:
    """Late, early, paid, canceled, without code, a slip, elsewhere, a part, too much, nothing."""
    doubt = only_doubt(line, payment)
    assert doubt.reason == reason
    assert doubt.payments == (() if reason is Reason.NOTHING_FITS else (payment,))
    assert doubt.difference == (0 if reason is Reason.NOTHING_FITS else line.amount - payment.amount)


def test_an_amount_that_fits_two_orders_pays_neither_by_itself() -> None:
    """The open one is shown first."""
    paid, waiting = awaited(17, 85_123, state=Awaiting.PAID), awaited(18, 85_123)
    doubt = only_doubt(came_in(85_123), paid, waiting)
    assert (doubt.reason, doubt.payments) == (Reason.SEVERAL_ORDERS, (waiting, paid))


def test_an_old_order_of_the_same_amount_does_not_disturb() -> None:
    """Unique codes come back after they have rested; last month's order is not meant."""
    old = awaited(7, 85_123, placed=DAY - dt.timedelta(days=30), state=Awaiting.EXPIRED)
    matches = match([came_in(85_123)], [old, awaited(17, 85_123)], account_id=ACCOUNT)
    assert [found.payment.order_number for found in matches.certain] == ["17"]


def test_two_orders_without_their_codes_are_both_shown() -> None:
    """Same goods, same total: the shop cannot know whose it is."""
    doubt = only_doubt(came_in(85_000), awaited(17, 85_123), awaited(18, 85_456), awaited(19, 96_001))
    assert doubt.reason == Reason.WITHOUT_CODE
    assert [payment.order_number for payment in doubt.payments] == ["17", "18"]


def test_a_transfer_that_names_another_order_is_looked_at() -> None:
    """The amount says 18, the words say 17."""
    doubt = only_doubt(came_in(85_456, "bayar order #17"), awaited(17, 85_123), awaited(18, 85_456))
    assert doubt.reason == Reason.OTHER_ORDER_NAMED
    assert [payment.order_number for payment in doubt.payments] == ["17", "18"]


def test_the_same_amount_twice_pays_once() -> None:
    """The earlier line pays the order, the later one is shown, whichever the bank lists first."""
    morning, evening = came_in(85_123, at=dt.time(9)), came_in(85_123, at=dt.time(19))
    matches = match([evening, morning], [awaited(17, 85_123)], account_id=ACCOUNT)
    assert [found.line.time for found in matches.certain] == [dt.time(9)]
    assert [(doubt.line.time, doubt.reason) for doubt in matches.doubtful] == [(dt.time(19), Reason.TWICE)]


AMOUNTS = st.integers(85_000, 85_030)
PAYMENTS = st.lists(
    st.tuples(
        AMOUNTS, st.sampled_from(Awaiting), st.sampled_from([ACCOUNT, OTHER_ACCOUNT]), st.integers(-9, 3)
    ),
    max_size=12,
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(AMOUNTS, st.sampled_from(["", "#3", "order 5 6"])), max_size=12),
    PAYMENTS,
    st.randoms(),
)
def test_no_line_is_lost_and_no_order_paid_twice(
    lines: list[tuple[int, str]], facts: list[tuple[int, Awaiting, int, int]], chance: random.Random
) -> None:
    """Each line is certain or doubtful, certain ones are exact and open, and the payments' order does not matter."""
    came = [came_in(amount, words) for amount, words in lines]
    payments = [
        awaited(number, amount, state=state, account=account, placed=DAY + dt.timedelta(days=days))
        for number, (amount, state, account, days) in enumerate(facts, start=1)
    ]
    matches = match(came, payments, account_id=ACCOUNT)
    assert len(matches.certain) + len(matches.doubtful) == len(came)
    paid = [found.payment.payment_id for found in matches.certain]
    assert len(set(paid)) == len(paid)
    for found in matches.certain:
        assert found.line.amount == found.payment.amount
        assert (found.payment.state, found.payment.account_id) == (Awaiting.OPEN, ACCOUNT)
    chance.shuffle(payments)
    assert match(came, payments, account_id=ACCOUNT) == matches


@pytest.mark.parametrize("kinds", [5_000, 3])
def test_a_big_shop_does_not_wait(kinds: int) -> None:
    """5,000 lines and 5,000 orders, all different or all alike, while somebody looks at the screen."""
    payments = [awaited(at, 85_000 + at % kinds, total=85_000) for at in range(5_000)]
    lines = [
        came_in(85_000 + at * 7 % (kinds + 2), on=DAY + dt.timedelta(days=at % 3)) for at in range(5_000)
    ]
    started = time.process_time()
    matches = match(lines, payments, account_id=ACCOUNT)
    assert time.process_time() - started < 5
    assert len(matches.certain) + len(matches.doubtful) == 5_000
