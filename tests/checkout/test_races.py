"""Many people at the same moment: every promise is kept once, and nobody waits in a circle."""

import asyncio
from collections import Counter
from collections.abc import Awaitable
from contextlib import suppress

import pytest

from catalog import stock
from catalog.errors import OutOfStock
from checkout import expiry, fulfilment
from checkout.errors import AlreadyDone, ProofWaiting, TooLateToCancel
from checkout.models import AmountLease, Order
from foundation.errors import ShopError
from tests.builders import OWNER
from tests.checkout.builders import ANN, BOB, WINDOW, Shop


async def outcome(action: Awaitable[object]) -> str:
    """Say how it went: ``done``, or the refusal's name. Anything but a refusal is our mistake."""
    try:
        await action
    except ShopError as error:
        return type(error).__name__
    return "done"


async def test_twenty_impatient_shoppers_make_twenty_orders(shop: Shop) -> None:
    """Everybody taps *Place order* twice at once: each gets one order, the second tap the same one."""
    await shop.restock(50)
    tokens = {}
    for person_id in range(3001, 3021):
        tokens[person_id] = (await shop.ready(person_id)).token
    placed = await asyncio.gather(
        *(shop.place(person_id, token) for person_id, token in tokens.items() for _ in range(2))
    )
    assert len({one.order_id for one in placed}) == 20
    assert Counter(one.repeated for one in placed) == {False: 20, True: 20}
    assert Counter(Counter(one.order_id for one in placed).values()) == {2: 20}
    assert await shop.count(Order) == await shop.count(AmountLease) == 20
    assert await shop.stock() == (50, 20)
    assert len(await shop.news("order-placed")) == 20


async def test_a_second_tap_waits_for_a_slow_first_one(shop: Shop) -> None:
    """While the first tap's transaction is still open the second one waits, and then gives the same order."""
    from checkout import orders

    summary = await shop.ready()

    async def slow() -> int:
        async with shop.session() as session:
            placed = await orders.place(
                session, ANN, summary.token, language="en", window=WINDOW, now=shop.clock.now()
            )
            await asyncio.sleep(0.2)
        return placed.order_id

    async def fast() -> int:
        await asyncio.sleep(0.05)
        placed = await shop.place(ANN, summary.token)
        assert placed.repeated
        return placed.order_id

    first, second = await asyncio.gather(slow(), fast())
    assert first == second
    assert await shop.count(Order) == 1


async def test_fifty_shoppers_want_the_last_five_mugs(shop: Shop) -> None:
    """Five orders, forty-five explanations, no orphan of any kind, and books that agree."""
    tokens = {person_id: (await shop.ready(person_id)).token for person_id in range(3001, 3051)}
    outcomes = await asyncio.gather(
        *(outcome(shop.place(person_id, token)) for person_id, token in tokens.items())
    )
    assert Counter(outcomes) == {"done": 5, OutOfStock.__name__: 45}
    assert await shop.count(Order) == await shop.count(AmountLease) == 5
    assert await shop.stock() == (5, 5)
    assert await shop.audit() == []


async def test_cancel_and_confirm_at_once_are_never_both_true(shop: Shop) -> None:
    """Whoever is first wins; a cancelled order keeps no stock, a paid one keeps all of it."""
    numbers = [await shop.order(3001 + turn, account=shop.bank) for turn in range(5)]
    results = await asyncio.gather(
        *(
            asyncio.gather(outcome(shop.cancel(number, 3001 + turn)), outcome(shop.confirm(number)))
            for turn, number in enumerate(numbers)
        )
    )
    canceled = 0
    for number, (cancel, confirm) in zip(numbers, results, strict=True):
        if cancel == "done":
            canceled += 1
            # the money came after all: it is settled, and both sides hear that the order is over
            assert (confirm, await shop.states(number)) == ("done", ("canceled", "settled"))
            assert await shop.allocations(number) == ["released"]
        else:
            assert (cancel, confirm) == (TooLateToCancel.__name__, "done")
            assert await shop.states(number) == ("processing", "settled")
            assert await shop.allocations(number) == ["committed"]
    assert len(await shop.news("late-payment")) == canceled
    assert await shop.stock() == (5, 5 - canceled)
    assert await shop.audit() == []


async def test_a_proof_and_a_cancellation_at_once(shop: Shop) -> None:
    """Either the shopper cancelled and the picture is late, or the picture waits and the order stands."""
    order_id = await shop.order()
    cancel, prove = await asyncio.gather(outcome(shop.cancel(order_id, ANN)), outcome(shop.prove(order_id)))
    assert prove == "done"
    expected = ("canceled", "pending_review") if cancel == "done" else ("pending_payment", "pending_review")
    assert cancel in {"done", ProofWaiting.__name__}
    assert await shop.states(order_id) == expected
    assert await shop.audit() == []


async def test_two_taps_on_confirm_and_on_ship_happen_once(shop: Shop) -> None:
    """Of five taps one counts, the others are told that it is done."""
    order_id = await shop.order()
    taps = await asyncio.gather(*(outcome(shop.confirm(order_id)) for _ in range(5)))
    assert Counter(taps) == {"done": 1, AlreadyDone.__name__: 4}

    async def ship() -> None:
        async with shop.session() as session:
            await fulfilment.ship(
                session, order_id, "jne", "JP1234567890", actor_id=OWNER, now=shop.clock.now()
            )

    taps = await asyncio.gather(*(outcome(ship()) for _ in range(5)))
    assert Counter(taps) == {"done": 1, AlreadyDone.__name__: 4}
    assert await shop.stock() == (4, 0)
    assert len(await shop.news("order-shipped")) == len(await shop.news("payment-confirmed")) == 1


async def test_proof_cancellation_and_expiry_at_once_end_every_order_once(shop: Shop) -> None:
    """At the last second everything happens together: each order ends in one way and frees its stock once."""
    shirt = await shop.product("Kaos", stock=40)
    await shop.restock(40)
    goods = [{shop.mug: 1, shirt: 2}, {shirt: 1, shop.mug: 1}]
    numbers = {3001 + turn: await shop.order(3001 + turn, goods[turn % 2]) for turn in range(9)}
    late = {4001 + turn: (await shop.ready(4001 + turn, goods[turn % 2])).token for turn in range(4)}
    shop.clock.advance(hours=25)

    async def sweep() -> None:
        async with shop.session() as session:
            await expiry.expire_unpaid(session, now=shop.clock.now())

    actions: list[Awaitable[str]] = [outcome(sweep()) for _ in range(3)]
    for turn, (person_id, number) in enumerate(numbers.items()):
        if turn % 3 == 0:
            actions.append(outcome(shop.prove(number, person_id, picture=f"slip{turn}")))
        elif turn % 3 == 1:
            actions.append(outcome(shop.cancel(number, person_id)))
    actions += [outcome(shop.place(person_id, token)) for person_id, token in late.items()]
    results = Counter(await asyncio.gather(*actions))

    assert set(results) <= {"done", AlreadyDone.__name__}
    ended = [(await shop.states(number))[0] for number in numbers.values()]
    assert ended.count("pending_payment") + ended.count("expired") + ended.count("canceled") == 9
    assert await shop.audit() == []


async def test_the_sweep_takes_stock_in_the_same_sequence_as_a_buyer(shop: Shop) -> None:
    """An order of the second thing expires before one of the first: a buyer of both is not met head-on."""
    shirt = await shop.product("Kaos")
    first, second = await shop.order(goods={shirt: 1}), await shop.order(goods={shop.mug: 1})
    shop.clock.advance(hours=24)

    async def buy() -> None:
        async with shop.session() as session:
            for variant_id in (shop.mug, shirt):
                why = {"reference": "order:0", "actor_id": ANN, "now": shop.clock.now()}
                await stock.reserve(session, {variant_id: 1}, **why)
                await asyncio.sleep(0.2)

    async def sweep() -> list[int]:
        await asyncio.sleep(0.1)
        async with shop.session() as session:
            return await expiry.expire_unpaid(session, now=shop.clock.now())

    assert (await asyncio.gather(buy(), sweep()))[1] == [first, second]
    assert (await shop.stock(), await shop.stock(shirt)) == ((5, 1), (5, 1))


@pytest.mark.parametrize("account", ["bank", "qris"])
async def test_orders_of_one_total_at_once_all_get_their_own_amount(shop: Shop, account: str) -> None:
    """Fifteen shoppers pay the same total in the same second: fifteen different amounts."""
    await shop.restock(50)
    chosen = getattr(shop, account)
    tokens = {
        person_id: (await shop.ready(person_id, account=chosen)).token for person_id in range(3001, 3016)
    }
    await asyncio.gather(*(shop.place(person_id, token) for person_id, token in tokens.items()))
    amounts = sorted(amount for amount, _ in await shop.leases())
    assert len(set(amounts)) == 15
    if account == "qris":
        assert amounts == list(range(60_000 - 14, 60_001)), "never above the total, and as near as can be"
    else:
        assert amounts[0] >= 60_001 and amounts[-1] <= 60_999


async def test_closing_the_shop_in_the_middle_of_an_order_leaves_no_lock(shop: Shop) -> None:
    """Whatever is stopped between two writers: whoever comes next orders at once."""
    await shop.restock(500)
    token = (await shop.ready()).token

    async def buy_and_cancel() -> None:
        while True:
            await shop.cancel(await shop.order(BOB), BOB)

    for turn in range(40):
        task = asyncio.create_task(buy_and_cancel())
        await asyncio.sleep(turn / 2_000)
        async with shop.database.between_writers():
            task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        async with asyncio.timeout(5):
            await shop.place(ANN, token)
    assert await shop.audit() == []
