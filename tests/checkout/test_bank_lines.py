"""An owner gives the shop what the bank wrote: each line counts once, pays its order, or is shown to somebody."""

import asyncio
import datetime as dt
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from checkout import bank_lines, bank_settling, expiry, payments
from checkout.bank_lines import Review, Taken
from checkout.bank_settling import Settled, Shown
from checkout.errors import AlreadyDone, BankLineDone, BankLineGone
from checkout.money.models import BankLine, MoneyEntry
from checkout.payments import PaymentView
from checkout.settling import Charge
from checkout.statements.doubts import Reason
from checkout.statements.errors import StatementTooLong
from checkout.statements.keys import with_keys
from checkout.statements.values import StatementLine
from foundation.audit import AuditEntry
from tests.builders import OWNER
from tests.checkout.builders import ANN, BOB, Shop

JAKARTA = ZoneInfo("Asia/Jakarta")
MONDAY = dt.date(2026, 11, 23)


def came_in(
    amount: int, words: str = "TRSF E-BANKING CR", on: dt.date = MONDAY, sen: int = 0
) -> StatementLine:
    """A line as the bank writes it; the key is made when it is sent."""
    return StatementLine(on, None, amount, sen, words, "", None, False, "", 1, ())


async def sent(shop: Shop, *lines: StatementLine, account: int = 0) -> Taken:
    """The owner sends a statement with these lines."""
    async with shop.session() as session:
        account_id = account or shop.bank
        return await bank_lines.take(
            session, account_id, with_keys(lines), actor_id=OWNER, now=shop.clock.now()
        )


async def seen(shop: Shop, account: int = 0) -> Review:
    """What the owner sees then."""
    async with shop.session() as session:
        return await bank_settling.explain(
            session, account or shop.bank, actor_id=OWNER, now=shop.clock.now(), zone=JAKARTA
        )


def on_screen(review: Review) -> Shown:
    """What a screen of these certain lines remembers."""
    lines = [one.line.number for one in review.certain]
    paid = [one.payment.payment_id for one in review.certain]
    return Shown(len(lines), max(lines, default=0), max(paid, default=0))


async def confirms(shop: Shop, review: Review, actor: int = OWNER) -> Settled:
    """Somebody who sees this taps *Confirm all*."""
    async with shop.session() as session:
        return await bank_settling.settle_certain(
            session, review.account_id, on_screen(review), actor_id=actor, now=shop.clock.now(), zone=JAKARTA
        )


async def asked(shop: Shop, order_id: int) -> PaymentView:
    """Read how an order is paid."""
    async with shop.database.reading() as session:
        return await payments.payment_of(session, order_id)


async def three_orders(shop: Shop) -> list[tuple[int, int]]:
    """Three orders that wait for their transfers: numbers and amounts."""
    orders = [await shop.order(person) for person in (ANN, BOB, 2003)]
    return [(order_id, (await asked(shop, order_id)).amount) for order_id in orders]


def reasons(review: Review) -> list[Reason]:
    """Why lines have to be looked at."""
    return [doubt.reason for doubt in review.doubtful]


async def test_one_tap_pays_every_order_the_bank_has_money_for(shop: Shop) -> None:
    """Three exact transfers, one without its code, one that is none of the shop's; news to each shopper once."""
    orders = await three_orders(shop)
    lines = [came_in(amount) for _, amount in orders]
    taken = await sent(shop, *lines, came_in(60_000, "SITI"), came_in(3_333_333, "GAJI"))
    assert taken == Taken(5, 0)
    review = await seen(shop)
    assert {int(one.payment.order_number) for one in review.certain} == {order_id for order_id, _ in orders}
    assert (reasons(review), len(review.foreign)) == ([Reason.WITHOUT_CODE], 1)
    numbers = tuple(order_id for order_id, _ in orders)
    assert await confirms(shop, review) == Settled(numbers, 0)
    for order_id in numbers:
        assert await shop.states(order_id) == ("processing", "settled")
    assert await shop.count(MoneyEntry) == 3
    assert [person for person, _ in await shop.news("payment-confirmed")] == [ANN, BOB, 2003]
    assert await shop.audit() == []


async def test_the_same_statement_twice_changes_nothing(shop: Shop) -> None:
    """Sent again before and after the tap: known lines, no second money."""
    ((_, amount), *_) = await three_orders(shop)
    line = came_in(amount)
    assert (await sent(shop, line), await sent(shop, line)) == (Taken(1, 0), Taken(0, 1))
    await confirms(shop, await seen(shop))
    assert await sent(shop, line) == Taken(0, 1)
    review = await seen(shop)
    assert (review.certain, review.doubtful, review.foreign) == ((), (), ())
    assert await shop.count(MoneyEntry) == 1


async def test_downloads_that_overlap_count_their_common_days_once(shop: Shop) -> None:
    """Monday and Tuesday, then Tuesday and Wednesday, with two equal lines on Tuesday."""
    days = [MONDAY + timedelta(days=day) for day in range(3)]
    equal = [came_in(50_000, "SETORAN TUNAI", days[1])] * 2
    assert await sent(shop, came_in(40_000, on=days[0]), *equal) == Taken(3, 0)
    assert await sent(shop, *equal, came_in(60_000, on=days[2])) == Taken(1, 2)


async def test_two_owners_send_the_same_statement_at_once(shop: Shop) -> None:
    """Every line is kept once, whoever was first."""
    lines = [came_in(50_000 + at) for at in range(20)]
    await asyncio.gather(*(sent(shop, *lines) for _ in range(4)))
    assert await shop.count(BankLine) == 20


async def test_two_owners_confirm_at_once(shop: Shop) -> None:
    """Both tap *Confirm all*: each order is paid once, and together they settled every line."""
    orders = await three_orders(shop)
    await sent(shop, *(came_in(amount) for _, amount in orders))
    review = await seen(shop)
    results = await asyncio.gather(*(confirms(shop, review, actor) for actor in (OWNER, 1002)))
    settled = [order_id for result in results for order_id in result.order_ids]
    assert sorted(settled) == [order_id for order_id, _ in orders]
    assert sum(result.left_out for result in results) == 3
    assert (await shop.count(MoneyEntry), await shop.news("payment-over")) == (3, [])
    assert await shop.audit() == []


async def test_an_order_paid_by_proof_meanwhile_is_left_out(shop: Shop) -> None:
    """The screen shows three; one is confirmed by its picture before the tap. Its line is explained, not counted."""
    orders = await three_orders(shop)
    await sent(shop, *(came_in(amount) for _, amount in orders))
    review = await seen(shop)
    await shop.confirm(orders[1][0])
    assert await confirms(shop, review) == Settled((orders[0][0], orders[2][0]), 1)
    left = await seen(shop)
    assert (left.certain, left.doubtful) == ((), ())
    assert (await asked(shop, orders[1][0])).received == orders[1][1]
    assert (await shop.count(MoneyEntry), await shop.audit()) == (3, [])


async def test_a_second_transfer_of_a_confirmed_amount_is_looked_at(shop: Shop) -> None:
    """Confirmed by its picture, then twice in the statement: one line is that money, the other is more money."""
    order_id = await shop.order()
    amount = (await asked(shop, order_id)).amount
    await shop.confirm(order_id)
    await sent(shop, came_in(amount), came_in(amount))
    review = await seen(shop)
    assert reasons(review) == [Reason.ALREADY_PAID]
    (doubt,) = review.doubtful
    async with shop.session() as session:
        recorded = await bank_settling.settle_one(
            session, doubt.line.number, doubt.payments[0].payment_id, actor_id=OWNER, now=shop.clock.now()
        )
    assert recorded.charge is Charge.OVERCHARGED
    assert [person for person, _ in await shop.news("payment-over")] == [OWNER]
    assert await shop.audit() == []


async def test_a_line_that_came_after_the_screen_is_not_confirmed_unseen(shop: Shop) -> None:
    """What a colleague sends between the screen and the tap waits for its own screen."""
    (first, second, _) = await three_orders(shop)
    await sent(shop, came_in(second[1]))
    review = await seen(shop)
    await sent(shop, came_in(first[1]))
    assert await confirms(shop, review) == Settled((second[0],), 0)
    assert await shop.states(first[0]) == ("pending_payment", "created")


async def test_the_statement_and_the_picture_are_confirmed_at_once(shop: Shop) -> None:
    """One owner confirms all by the statement, another each by its picture: no money is counted twice."""
    orders = await three_orders(shop)
    await sent(shop, *(came_in(amount) for _, amount in orders))
    review = await seen(shop)
    by_picture = [shop.confirm(order_id) for order_id, _ in reversed(orders)]
    results = await asyncio.gather(confirms(shop, review), *by_picture, return_exceptions=True)
    assert all(isinstance(one, Settled | AlreadyDone) or one is None for one in results), results
    assert (await shop.count(MoneyEntry), await shop.news("payment-over")) == (3, [])
    left = await seen(shop)
    assert (left.certain, left.doubtful, await shop.audit()) == ((), (), [])


async def test_late_money_is_shown_and_finds_its_order(shop: Shop) -> None:
    """The order expired this morning: the owner picks it, and it goes on with fresh stock."""
    order_id = await shop.order()
    payment = await asked(shop, order_id)
    shop.clock.advance(hours=25)
    async with shop.session() as session:
        await expiry.expire_unpaid(session, now=shop.clock.now())
    await sent(shop, came_in(payment.amount, on=MONDAY + timedelta(days=1)))
    review = await seen(shop)
    assert (review.certain, reasons(review)) == ((), [Reason.LATE])
    async with shop.session() as session:
        line = review.doubtful[0].line.number
        await bank_settling.settle_one(session, line, payment.id, actor_id=OWNER, now=shop.clock.now())
    assert await shop.states(order_id) == ("processing", "settled")
    with pytest.raises(BankLineDone):
        async with shop.session() as session:
            await bank_settling.settle_one(session, line, payment.id, actor_id=OWNER, now=shop.clock.now())
    assert await shop.audit() == []


async def test_an_order_canceled_long_ago_is_still_named(shop: Shop) -> None:
    """Two days after the cancellation its amount is nobody's any more; the money still says whose it is."""
    order_id = await shop.order()
    amount = (await asked(shop, order_id)).amount
    await shop.cancel(order_id)
    shop.clock.advance(days=2)
    async with shop.session() as session:
        await expiry.free_amounts(session, now=shop.clock.now())
    await sent(shop, came_in(amount, on=MONDAY + timedelta(days=2)))
    review = await seen(shop)
    assert (reasons(review), review.doubtful[0].payments[0].order_number) == (
        [Reason.CANCELED],
        str(order_id),
    )


async def test_the_rest_of_a_part_is_certain(shop: Shop) -> None:
    """Half came and was noted; the missing half is the order's own amount, the whole again is a question."""
    order_id = await shop.order()
    payment = await asked(shop, order_id)
    async with shop.session() as session:
        await payments.record_by_hand(session, payment.id, 20_000, actor_id=OWNER, now=shop.clock.now())
    await sent(shop, came_in(payment.amount))
    assert reasons(await seen(shop)) == [Reason.ALREADY_PAID]
    await sent(shop, came_in(payment.amount - 20_000))
    review = await seen(shop)
    assert await confirms(shop, review) == Settled((order_id,), 0)
    assert (await asked(shop, order_id)).received == payment.amount
    assert await shop.audit() == []


async def test_sen_and_another_account_are_never_certain(shop: Shop) -> None:
    """Fifty sen too many, or the money on an account it was not asked for."""
    order_id = await shop.order()
    amount = (await asked(shop, order_id)).amount
    await sent(shop, came_in(amount, sen=50))
    await sent(shop, came_in(amount), account=shop.qris)
    here, elsewhere = await seen(shop), await seen(shop, shop.qris)
    assert (here.certain, elsewhere.certain) == ((), ())
    assert (reasons(here), reasons(elsewhere)) == ([Reason.NEAR], [Reason.OTHER_ACCOUNT])


async def test_an_order_that_is_paid_for_certain_is_not_guessed_at(shop: Shop) -> None:
    """Two orders of the same total: one came with its code, so the money without one is for the other."""
    (first, amount), (second, _), (third, _) = await three_orders(shop)
    await shop.cancel(third)
    await sent(shop, came_in(amount), came_in(60_000, "SITI"))
    review = await seen(shop)
    assert reasons(review) == [Reason.WITHOUT_CODE]
    assert [one.order_number for one in review.doubtful[0].payments] == [str(second)]
    assert review.certain[0].payment.order_number == str(first)


async def test_what_is_none_of_the_shops_is_set_aside_once(shop: Shop) -> None:
    """The owner says so; it does not come back with the next statement, and the audit log knows who said it."""
    line = came_in(3_333_333, "GAJI")
    await sent(shop, line)
    (doubt,) = (await seen(shop)).foreign
    for expected in (1, 0):
        async with shop.session() as session:
            aside = await bank_lines.ignore(
                session, [doubt.line.number], actor_id=OWNER, now=shop.clock.now()
            )
        assert aside == expected
    assert await sent(shop, line) == Taken(0, 1)
    assert (await seen(shop)).foreign == ()
    said = await shop.rows(select(AuditEntry.actor_id).where(AuditEntry.action == "bank-line-ignored"))
    assert [tuple(row) for row in said] == [(OWNER,)]


async def test_the_audit_compares_lines_with_what_came(shop: Shop) -> None:
    """A line that belongs to a payment which never received it is found."""
    order_id = await shop.order()
    payment = await asked(shop, order_id)
    await sent(shop, came_in(payment.amount))
    await shop.plant(BankLine, BankLine.id > 0, state="settled", payment_id=payment.id)
    assert [one.what for one in await shop.audit()] == ["bank-lines"]


async def test_a_line_nobody_knows_is_refused(shop: Shop) -> None:
    """A forged button moves no money."""
    payment = await asked(shop, await shop.order())
    with pytest.raises(BankLineGone):
        async with shop.session() as session:
            await bank_settling.settle_one(session, 999, payment.id, actor_id=OWNER, now=shop.clock.now())
    assert await shop.count(MoneyEntry) == 0


async def test_too_much_at_once_is_refused_whole(shop: Shop) -> None:
    """More lines than anybody looks at: nothing is kept, the owner is told the limit."""
    lines = [came_in(50_000 + at) for at in range(bank_lines.MOST + 1)]
    with pytest.raises(StatementTooLong):
        await sent(shop, *lines)
    assert await shop.count(BankLine) == 0
