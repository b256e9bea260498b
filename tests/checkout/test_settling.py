"""Money that comes: all of it, a part, too much, twice, late; nothing disappears, and both sides know."""

from datetime import timedelta

import pytest

from checkout import attempts, expiry, payments, settling
from checkout.errors import CurrencyWrong, KeyReused, SumWrong, TooLateToCancel
from checkout.money.models import MoneyEntry
from checkout.payments import PaymentView
from checkout.settling import Charge, Money, Recorded
from tests.builders import OWNER
from tests.checkout.builders import ANN, BOB, Shop


async def asked(shop: Shop, order_id: int) -> PaymentView:
    """Read how an order is paid."""
    async with shop.database.reading() as session:
        return await payments.payment_of(session, order_id)


async def comes(
    shop: Shop,
    order_id: int,
    amount: int,
    key: str = "line-1",
    *,
    source: str = "statement",
    currency: str = "IDR",
) -> Recorded:
    """Let money come for an order."""
    payment = await asked(shop, order_id)
    return await comes_for(shop, payment.id, amount, key, source=source, currency=currency)


async def comes_for(
    shop: Shop,
    payment_id: int,
    amount: int,
    key: str = "line-1",
    *,
    source: str = "statement",
    currency: str = "IDR",
) -> Recorded:
    """Let money come by one way to pay, which need not be the way any more."""
    money = Money(amount, currency, source, key)
    async with shop.session() as session:
        return await settling.record(session, payment_id, money, actor_id=OWNER, now=shop.clock.now())


async def told(shop: Shop, kind: str) -> list[int]:
    """Who was told of something."""
    return [person_id for person_id, _ in await shop.news(kind)]


async def test_the_exact_amount_pays_the_order(shop: Shop) -> None:
    """What was asked, to the rupiah: the order goes on and the ledger has one row."""
    order_id = await shop.order()
    amount = (await asked(shop, order_id)).amount
    assert await comes(shop, order_id, amount) == Recorded(order_id, Charge.FULL, settled=True)
    assert await shop.states(order_id) == ("processing", "settled")
    assert (await shop.count(MoneyEntry), await told(shop, "payment-confirmed")) == (1, [ANN])
    assert await shop.audit() == []


async def test_the_same_event_told_twice_counts_once(shop: Shop) -> None:
    """A gateway repeats itself, two workers see the same bank line: one row, one message."""
    order_id = await shop.order()
    amount = (await asked(shop, order_id)).amount
    await comes(shop, order_id, amount)
    again = await comes(shop, order_id, amount)
    assert again == Recorded(order_id, Charge.FULL, repeated=True)
    assert (await shop.count(MoneyEntry), await told(shop, "payment-confirmed")) == (1, [ANN])
    assert (await told(shop, "payment-over"), await shop.audit()) == ([], [])


async def test_the_same_event_with_another_content_is_refused(shop: Shop) -> None:
    """A key that comes back with another sum, or for another order, changes nothing."""
    order_id, other = await shop.order(), await shop.order(BOB)
    amount = (await asked(shop, order_id)).amount
    await comes(shop, order_id, amount)
    for whose, sum_ in ((order_id, amount + 1), (other, amount)):
        with pytest.raises(KeyReused):
            await comes(shop, whose, sum_)
    assert await shop.states(other) == ("pending_payment", "created")
    assert (await asked(shop, order_id)).received == amount
    assert await shop.audit() == []


async def test_a_part_leaves_the_order_waiting_for_the_rest(shop: Shop) -> None:
    """Half the money: both sides know what is missing, the order does not expire, the rest completes it."""
    order_id = await shop.order()
    amount = (await asked(shop, order_id)).amount
    assert await comes(shop, order_id, 20_000) == Recorded(order_id, Charge.PARTIAL)
    payment = await asked(shop, order_id)
    assert (payment.charge, payment.missing, payment.state) == (Charge.PARTIAL, amount - 20_000, "created")
    assert (await told(shop, "payment-partial"), await told(shop, "payment-partial-shopper")) == (
        [OWNER],
        [ANN],
    )
    shop.clock.advance(days=3)
    async with shop.session() as session:
        assert await expiry.expire_unpaid(session, now=shop.clock.now()) == []
    assert await shop.audit() == []

    assert (await comes(shop, order_id, amount - 20_000, "line-2")).settled
    assert await shop.states(order_id) == ("processing", "settled")
    assert await shop.audit() == []


async def test_the_rest_is_awaited_by_its_amount_too(shop: Shop) -> None:
    """A statement with exactly the missing sum finds its order."""
    order_id = await shop.order()
    amount = (await asked(shop, order_id)).amount
    await comes(shop, order_id, 20_000)
    assert {leased for leased, free_at in await shop.leases() if free_at is None} == {amount, amount - 20_000}
    await comes(shop, order_id, amount - 20_000, "line-2")
    assert all(free_at is not None for _, free_at in await shop.leases())


async def test_a_part_ends_the_review_of_its_proof(shop: Shop) -> None:
    """The picture showed a part: the next one is for the rest."""
    order_id = await shop.order()
    await shop.prove(order_id)
    await comes(shop, order_id, 20_000)
    assert await shop.states(order_id) == ("pending_payment", "created")
    await shop.prove(order_id, picture="the rest")
    assert await shop.states(order_id) == ("pending_payment", "pending_review")
    await shop.confirm(order_id)
    payment = await asked(shop, order_id)
    assert (payment.charge, payment.state) == (Charge.FULL, "settled")
    assert await shop.audit() == []


async def test_a_qris_that_was_paid_in_part_asks_for_the_rest(shop: Shop) -> None:
    """The code that is drawn now carries what is missing."""
    order_id = await shop.order(account=shop.qris)
    whole = await asked(shop, order_id)
    await comes(shop, order_id, 20_000)
    rest = await asked(shop, order_id)
    assert f"54{len(str(whole.amount)):02}{whole.amount}" in whole.payload
    assert f"54{len(str(rest.missing)):02}{rest.missing}" in rest.payload


async def test_too_much_pays_the_order_and_is_told(shop: Shop) -> None:
    """The goods go out, and the surplus is money to give back."""
    order_id = await shop.order()
    amount = (await asked(shop, order_id)).amount
    assert await comes(shop, order_id, amount + 5_000) == Recorded(order_id, Charge.OVERCHARGED, settled=True)
    assert await shop.states(order_id) == ("processing", "settled")
    assert (await told(shop, "payment-over"), await told(shop, "payment-over-shopper")) == ([OWNER], [ANN])
    assert await shop.audit() == []


async def test_a_second_payment_is_kept_and_told(shop: Shop) -> None:
    """Paid by transfer and by QR: the second one is not lost either."""
    order_id = await shop.paid_order()
    amount = (await asked(shop, order_id)).amount
    assert await comes(shop, order_id, amount) == Recorded(order_id, Charge.OVERCHARGED)
    payment = await asked(shop, order_id)
    assert (payment.received, payment.state) == (2 * amount, "settled")
    assert (await told(shop, "payment-over"), await told(shop, "payment-over-shopper")) == ([OWNER], [ANN])
    assert await shop.audit() == []


async def test_late_money_finds_fresh_stock(shop: Shop) -> None:
    """The order had expired; there are still mugs, so it goes on."""
    order_id = await shop.order()
    amount = (await asked(shop, order_id)).amount
    shop.clock.advance(hours=25)
    async with shop.session() as session:
        await expiry.expire_unpaid(session, now=shop.clock.now())
    await comes(shop, order_id, amount)
    assert await shop.states(order_id) == ("processing", "settled")
    assert (await shop.allocations(order_id))[-1] == "committed"
    assert await shop.audit() == []


async def test_late_money_without_stock_is_told_to_both(shop: Shop) -> None:
    """Sold out meanwhile: the money is in the ledger, the order stays ended, nobody is left guessing."""
    order_id = await shop.order()
    amount = (await asked(shop, order_id)).amount
    shop.clock.advance(hours=25)
    async with shop.session() as session:
        await expiry.expire_unpaid(session, now=shop.clock.now())
    await shop.restock(0)
    await comes(shop, order_id, amount)
    assert await shop.states(order_id) == ("expired", "settled")
    assert (await told(shop, "late-payment"), await told(shop, "late-payment-shopper")) == ([OWNER], [ANN])
    assert await shop.audit() == []


async def test_a_part_for_an_order_that_ended_is_kept(shop: Shop) -> None:
    """Half of it, too late: the ledger has it, both are told, and the rest may still revive the order."""
    order_id = await shop.order()
    amount = (await asked(shop, order_id)).amount
    shop.clock.advance(hours=25)
    async with shop.session() as session:
        await expiry.expire_unpaid(session, now=shop.clock.now())
    await comes(shop, order_id, 20_000)
    assert await shop.states(order_id) == ("expired", "voided")
    assert await told(shop, "payment-partial") == [OWNER]
    await comes(shop, order_id, amount - 20_000, "line-2")
    assert await shop.states(order_id) == ("processing", "settled")
    assert await shop.audit() == []


async def test_a_shopper_cannot_cancel_what_is_paid_in_part(shop: Shop) -> None:
    """Money is with the shop: only a human can undo this."""
    order_id = await shop.order()
    await comes(shop, order_id, 20_000)
    with pytest.raises(TooLateToCancel):
        await shop.cancel(order_id, ANN)
    await shop.cancel(order_id)
    assert await shop.states(order_id) == ("canceled", "voided")
    assert (await asked(shop, order_id)).received == 20_000
    assert await shop.audit() == []


async def test_a_failed_payment_may_be_paid_after_all(shop: Shop) -> None:
    """A gateway that said no says yes: the shopper's money counts."""
    order_id = await shop.order()
    payment = await asked(shop, order_id)
    async with shop.session() as session:
        await settling.fail(session, payment.id, actor_id=0, now=shop.clock.now())
    assert await shop.states(order_id) == ("pending_payment", "failed")
    await comes(shop, order_id, payment.amount)
    assert await shop.states(order_id) == ("processing", "settled")
    assert await shop.audit() == []


@pytest.mark.parametrize("amount", [0, -5, 10**15])
async def test_impossible_sums_are_refused(shop: Shop, amount: int) -> None:
    """Nothing, less than nothing, more than there is."""
    order_id = await shop.order()
    with pytest.raises(SumWrong):
        await comes(shop, order_id, amount)
    assert await shop.count(MoneyEntry) == 0


async def test_money_of_another_currency_is_refused(shop: Shop) -> None:
    """Fifty dollars are not fifty rupiah."""
    order_id = await shop.order()
    with pytest.raises(CurrencyWrong):
        await comes(shop, order_id, 5_000, currency="USD")
    assert (await shop.states(order_id), await shop.count(MoneyEntry)) == (("pending_payment", "created"), 0)


async def test_amounts_rest_after_late_money_too(shop: Shop) -> None:
    """A paid amount is given to nobody else for a day."""
    order_id = await shop.order()
    await comes(shop, order_id, (await asked(shop, order_id)).amount)
    ((_, free_at),) = await shop.leases()
    assert free_at == shop.clock.now() + timedelta(hours=24)


async def test_a_part_by_an_earlier_way_to_pay_makes_it_the_way_again(shop: Shop) -> None:
    """Second thoughts, and then money by the first way: its rest is awaited, the second way is void, the books agree."""
    order_id = await shop.order()
    first = await asked(shop, order_id)
    async with shop.session() as session:
        await attempts.pay_otherwise(session, ANN, order_id, shop.qris, now=shop.clock.now())
    second = await asked(shop, order_id)
    assert await comes_for(shop, first.id, 20_000) == Recorded(order_id, Charge.PARTIAL)
    now_asked = await asked(shop, order_id)
    assert (now_asked.id, now_asked.missing) == (first.id, first.amount - 20_000)
    awaited = {amount for amount, free_at in await shop.leases() if free_at is None}
    assert now_asked.missing in awaited and second.amount not in awaited
    assert await shop.audit() == []


async def test_a_part_for_an_order_that_does_not_wait_is_awaited_by_nobody(shop: Shop) -> None:
    """Too late, or by an earlier way of an order that is paid: kept and told, and no amount is held for its rest."""
    late, paid = await shop.order(), await shop.order(BOB)
    first = await asked(shop, paid)
    async with shop.session() as session:
        await attempts.pay_otherwise(session, BOB, paid, shop.qris, now=shop.clock.now())
    await shop.confirm(paid)
    shop.clock.advance(hours=25)
    async with shop.session() as session:
        await expiry.expire_unpaid(session, now=shop.clock.now())
    await comes(shop, late, 20_000)
    await comes_for(shop, first.id, 20_000, "line-2")
    assert await shop.states(late) == ("expired", "voided")
    assert await told(shop, "payment-partial") == [OWNER, OWNER]
    assert all(free_at is not None for _, free_at in await shop.leases())
    assert await shop.audit() == []
