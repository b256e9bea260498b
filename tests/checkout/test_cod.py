"""Cash on delivery: for whom, up to how much, where; paid at the door, or back on the shelf."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from catalog.models import StockEntry
from checkout import accounts, at_door, attempts, cart, cod, drafts, expiry, fulfilment, payments
from checkout.cod import Terms
from checkout.drafts import Summary
from checkout.errors import (
    AccountGone,
    AlreadyDone,
    CodNotOffered,
    NotPaidAtTheDoor,
    QuoteChanged,
    TooLateToCancel,
)
from checkout.models import Fulfilment, Order
from checkout.money.models import MoneyEntry
from tests.builders import OWNER
from tests.checkout.builders import ANN, BOB, Shop


async def offer(shop: Shop, **terms: int | tuple[str, ...]) -> int:
    """Let the owner offer cash on delivery; gives the account."""
    async with shop.session() as session:
        now = shop.clock.now()
        await cod.set_terms(session, Terms(**terms), actor_id=OWNER, now=now)  # type: ignore[arg-type]
        return await accounts.offer_kind(session, accounts.COD, actor_id=OWNER, now=now)


async def ship(shop: Shop, order_id: int) -> None:
    """Send it by JNE."""
    async with shop.session() as session:
        await fulfilment.ship(session, order_id, "jne", "JP1234567890", actor_id=OWNER, now=shop.clock.now())


async def deliver(shop: Shop, order_id: int) -> None:
    """Let the owner say that it was delivered and paid."""
    async with shop.session() as session:
        await fulfilment.deliver(session, order_id, actor_id=OWNER, now=shop.clock.now())


async def came_back(shop: Shop, order_id: int) -> cod.Standing:
    """Let the owner say that the parcel is back."""
    async with shop.session() as session:
        return await at_door.came_back(session, order_id, actor_id=OWNER, now=shop.clock.now())


async def refused(shop: Shop, door: int, person_id: int = ANN) -> int:
    """Let a parcel go out and come back unpaid; gives the order."""
    order_id = await shop.order(person_id, account=door)
    await ship(shop, order_id)
    await came_back(shop, order_id)
    return order_id


async def wanting(shop: Shop, goods: dict[int, int] | None = None, **terms: int | tuple[str, ...]) -> Summary:
    """Look at a checkout for which cash on delivery was chosen before the owner changed its terms to these."""
    door = await offer(shop)
    await shop.ready(ANN, account=door)
    await offer(shop, **terms)
    async with shop.session() as session:
        for variant_id, quantity in (goods or {}).items():
            await cart.remove(session, ANN, shop.mug)
            await cart.add(session, ANN, variant_id, quantity, now=shop.clock.now())
        return await drafts.summary(session, ANN, now=shop.clock.now())


def kinds(summary: Summary) -> list[str]:
    """The kinds of ways to pay a checkout offers."""
    return [one.kind for one in summary.accounts]


async def test_the_door_is_open_up_to_a_ceiling(shop: Shop) -> None:
    """A mug with its postage is Rp60.000: at that ceiling it is offered, a rupiah below it is not, and why is said."""
    shown = await wanting(shop, ceiling=60_000)
    assert (kinds(shown), shown.account and shown.account.kind) == (["qris", "bank", "cod"], "cod")
    door = shown.accounts[-1].id
    shown = await wanting(shop, ceiling=59_999)
    assert (kinds(shown), shown.account and shown.account.kind) == (["qris", "bank"], "qris")
    assert shown.closed and (shown.closed.reason, shown.closed.limit) == ("ceiling", 59_999)
    async with shop.session() as session:
        with pytest.raises(CodNotOffered):
            await drafts.set_account(session, ANN, door, now=shop.clock.now())


@pytest.mark.parametrize(
    ("areas", "is_open"), [((), True), (("32",), True), (("32.73", "32.77"), True), (("31", "32.73"), False)]
)
async def test_the_door_is_open_where_the_owner_says(
    shop: Shop, areas: tuple[str, ...], is_open: bool
) -> None:
    """Everywhere, in a province, in one of two cities; Cimahi is not Bandung."""
    shown = await wanting(shop, areas=areas)
    assert ("cod" in kinds(shown)) is is_open
    assert (shown.closed.reason if shown.closed else "") == ("" if is_open else "area")


async def test_what_is_digital_is_not_paid_at_a_door(shop: Shop) -> None:
    """Nothing comes there; a checkout that never asked for it hears nothing about it."""
    song = await shop.product("Song", weight_g=0)
    shown = await wanting(shop, {song: 1})
    assert (kinds(shown), shown.closed and shown.closed.reason) == (["qris", "bank"], "digital")
    assert (await shop.ready(BOB, {song: 1})).closed is None


async def test_an_order_goes_on_at_once_and_waits_for_no_money(shop: Shop) -> None:
    """Processing, stock committed, no expiry; the owner is told, and all sums agree."""
    order_id = await shop.order(account=await offer(shop))
    assert await shop.states(order_id) == ("processing", "authorized")
    assert await shop.allocations(order_id) == ["committed"]
    assert [one for one, _ in await shop.news("order-placed-cod")] == [OWNER]
    assert await shop.news("order-placed") == []
    shop.clock.advance(days=30)
    async with shop.session() as session:
        assert await expiry.expire_unpaid(session, now=shop.clock.now()) == []
        assert await payments.open_payments(session, ANN, now=shop.clock.now()) == []
    assert await shop.leases() == []
    assert await shop.audit() == []


async def test_a_ceiling_that_fell_meanwhile_places_nothing(shop: Shop) -> None:
    """The summary is shown again, with the reason."""
    door = await offer(shop)
    shown = await shop.ready(account=door)
    await offer(shop, ceiling=1_000)
    with pytest.raises(QuoteChanged):
        await shop.place(ANN, shown.token)
    assert await shop.count(Order) == 0


async def test_it_can_be_cancelled_until_it_is_sent(shop: Shop) -> None:
    """By its shopper or by the owner; a parcel on its way cannot."""
    door = await offer(shop)
    first, second, third = [await shop.order(account=door) for _ in range(3)]
    await shop.cancel(first, ANN)
    await shop.cancel(second)
    await ship(shop, third)
    with pytest.raises(TooLateToCancel):
        await shop.cancel(third, ANN)
    assert await shop.states(first) == await shop.states(second) == ("canceled", "voided")
    assert await shop.stock() == (4, 0)
    assert await shop.audit() == []


async def test_delivered_is_paid(shop: Shop) -> None:
    """The money is written down once, as the courier's; a second tap is refused."""
    order_id = await shop.order(account=await offer(shop))
    await ship(shop, order_id)
    assert await shop.audit() == []
    await deliver(shop, order_id)
    with pytest.raises(AlreadyDone):
        await deliver(shop, order_id)
    entries = await shop.rows(select(MoneyEntry.amount, MoneyEntry.source))
    assert [tuple(one) for one in entries] == [(60_000, "cod")]
    assert await shop.states(order_id) == ("fulfilled", "settled")
    assert await shop.news("payment-confirmed") == await shop.news("payment-over") == []
    assert await shop.audit() == []


async def test_a_shopper_who_says_first_that_it_arrived_still_has_it_paid(shop: Shop) -> None:
    """Received, then the owner counts the courier's money; the order stays complete."""
    order_id = await shop.order(account=await offer(shop))
    await ship(shop, order_id)
    async with shop.session() as session:
        await fulfilment.receive(session, order_id, ANN, now=shop.clock.now())
    assert await shop.states(order_id) == ("completed", "authorized")
    assert await shop.audit() == []
    await deliver(shop, order_id)
    with pytest.raises(AlreadyDone):
        await deliver(shop, order_id)
    with pytest.raises(NotPaidAtTheDoor):
        await came_back(shop, order_id)
    assert await shop.states(order_id) == ("completed", "settled")
    assert await shop.audit() == []


async def test_a_part_at_the_door_is_followed_by_the_rest(shop: Shop) -> None:
    """The owner writes down what came; delivered means all of it, and no amount is awaited on any account."""
    order_id = await shop.order(account=await offer(shop))
    async with shop.session() as session:
        payment = await payments.payment_of(session, order_id)
        await payments.record_by_hand(session, payment.id, 10_000, actor_id=OWNER, now=shop.clock.now())
    assert await shop.leases() == []
    await ship(shop, order_id)
    with pytest.raises(NotPaidAtTheDoor):
        await came_back(shop, order_id)
    await deliver(shop, order_id)
    async with shop.session() as session:
        assert (await payments.payment_of(session, order_id)).charge == "full"
    assert await shop.audit() == []


async def test_a_parcel_that_comes_back_is_on_the_shelf_again_and_counts(shop: Shop) -> None:
    """Void, ended, returned; the stock is there by a ledger entry of its own, and the customer pays first next time."""
    door = await offer(shop)
    order_id = await refused(shop, door)
    assert await shop.states(order_id) == ("canceled", "voided")
    assert [state for (state,) in await shop.rows(select(Fulfilment.state))] == ["returned"]
    assert await shop.stock() == (5, 0)
    back = select(StockEntry.on_hand_change, StockEntry.reference).where(StockEntry.reason == "return")
    assert [tuple(one) for one in await shop.rows(back)] == [(1, f"order:{order_id}")]
    assert [one for one, _ in await shop.news("order-returned")] == [ANN]
    assert "cod" not in kinds(await shop.ready())
    assert await shop.audit() == []


async def test_who_paid_at_the_door_last_time_hears_why_not_today(shop: Shop) -> None:
    """A fresh checkout begins with what was chosen last: it is closed to this customer, and to no other."""
    door = await offer(shop)
    await refused(shop, door)
    async with shop.session() as session:
        shown = await drafts.start(session, ANN, now=shop.clock.now(), only=(shop.mug, 1))
    assert (shown.closed and shown.closed.reason, "cod" in kinds(shown)) == ("blocked", False)
    assert "cod" in kinds(await shop.ready(BOB))


async def test_the_owner_lifts_a_block_and_sets_one(shop: Shop) -> None:
    """What was forgiven does not count again; a block by hand needs no parcel at all."""
    door = await offer(shop, refusals=2)
    now = shop.clock.now()
    await refused(shop, door)
    await refused(shop, door)
    async with shop.session() as session:
        assert (await cod.standing(session, ANN)) == cod.Standing(2, blocked=True)
        await cod.set_blocked(session, ANN, False, actor_id=OWNER, now=now)
        await cod.set_blocked(session, BOB, True, actor_id=OWNER, now=now)
    await refused(shop, door)
    async with shop.session() as session:
        assert (await cod.standing(session, ANN)) == cod.Standing(3, blocked=False)
        assert (await cod.standing(session, BOB)) == cod.Standing(0, blocked=True)
    await refused(shop, door)
    async with shop.session() as session:
        assert (await cod.standing(session, ANN)) == cod.Standing(4, blocked=True)


async def test_nobody_is_blocked_where_the_owner_never_blocks(shop: Shop) -> None:
    """Zero refusals: parcels that come back are counted, nothing more."""
    door = await offer(shop, refusals=0)
    await refused(shop, door)
    async with shop.session() as session:
        assert (await cod.standing(session, ANN)) == cod.Standing(1, blocked=False)


async def test_two_taps_on_came_back_are_one_parcel(shop: Shop) -> None:
    """At the same moment: the goods come back once, and one parcel is counted."""
    order_id = await shop.order(account=await offer(shop, refusals=5))
    await ship(shop, order_id)
    outcomes = await asyncio.gather(*(came_back(shop, order_id) for _ in range(2)), return_exceptions=True)
    assert sorted(type(one).__name__ for one in outcomes) == ["AlreadyDone", "Standing"]
    async with shop.session() as session:
        assert (await cod.standing(session, ANN)).refused == 1
    assert await shop.stock() == (5, 0)
    assert await shop.audit() == []


async def test_only_what_is_paid_at_the_door_comes_back_unpaid(shop: Shop) -> None:
    """A parcel that was paid for before is a matter of refunds; one that was not sent is cancelled."""
    paid = await shop.paid_order(BOB)
    await ship(shop, paid)
    unsent = await shop.order(account=await offer(shop))
    for order_id in (paid, unsent):
        with pytest.raises(NotPaidAtTheDoor):
            await came_back(shop, order_id)
    assert await shop.audit() == []


async def test_an_order_that_waits_for_money_can_be_paid_at_the_door_instead(shop: Shop) -> None:
    """Second thoughts before paying: it goes on at once; where the door is closed it is not offered."""
    door = await offer(shop)
    order_id, other = await shop.order(), await shop.order(BOB)
    async with shop.session() as session:
        await attempts.pay_otherwise(session, ANN, order_id, door, now=shop.clock.now())
    assert await shop.rows(select(Order.state, Order.expires_at).where(Order.id == order_id)) == [
        ("processing", None)
    ]
    assert await shop.allocations(order_id) == ["committed"]
    await offer(shop, areas=("31",))
    with pytest.raises(AccountGone):
        async with shop.session() as session:
            await attempts.pay_otherwise(session, BOB, other, door, now=shop.clock.now())
    await ship(shop, order_id)
    await deliver(shop, order_id)
    shop.clock.advance(seconds=timedelta(days=3).total_seconds())
    assert await shop.audit() == []
