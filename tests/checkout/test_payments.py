"""Payments: a proof is a claim, the owner decides, and late money is never lost."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from checkout import expiry, payments
from checkout.errors import (
    AlreadyDone,
    NewerProof,
    NoProofWaiting,
    OrderGone,
    PaymentGone,
    ProofGone,
    ProofRefusedBefore,
    ProofWaiting,
    TooLateToCancel,
    TooManyProofs,
)
from checkout.models import Order, Payment, PaymentProof
from checkout.payments import OpenPayment
from tests.builders import OWNER
from tests.checkout.builders import ANN, BOB, Shop


async def sweep(shop: Shop) -> list[int]:
    """Let time do its work."""
    async with shop.session() as session:
        return await expiry.expire_unpaid(session, now=shop.clock.now())


async def open_payments(shop: Shop, person_id: int = ANN) -> list[OpenPayment]:
    """Ask what a picture could be the proof of."""
    async with shop.database.reading() as session:
        return await payments.open_payments(session, person_id, now=shop.clock.now())


async def test_a_proof_is_a_claim_that_the_owner_confirms(shop: Shop) -> None:
    """Picture, one tap, paid: the stock is kept, both sides hear of it once."""
    order_id = await shop.order()
    proof = await shop.prove(order_id)
    assert (proof.order_id, proof.doubtful) == (order_id, False)
    assert await shop.states(order_id) == ("pending_payment", "pending_review")
    facts = {"order_id": order_id, "payment_id": proof.payment_id, "proof_id": proof.proof_id}
    assert await shop.news("proof-arrived") == [(OWNER, {**facts, "doubtful": False})]

    await shop.confirm(order_id)
    assert await shop.states(order_id) == ("processing", "settled")
    assert await shop.allocations(order_id) == ["committed"]
    assert [one for one, _ in await shop.news("payment-confirmed")] == [ANN]
    ((_, free_at),) = await shop.leases()
    assert free_at == shop.clock.now() + timedelta(hours=24)
    assert await shop.audit() == []


async def test_the_owner_may_confirm_without_a_proof(shop: Shop) -> None:
    """Who saw the money on the bank's own page needs no picture."""
    order_id = await shop.paid_order()
    assert await shop.states(order_id) == ("processing", "settled")
    with pytest.raises(AlreadyDone) as told:
        await shop.confirm(order_id)
    assert told.value.facts == {"order_id": order_id, "state": "settled"}
    with pytest.raises(PaymentGone):
        async with shop.session() as session:
            await payments.confirm(session, 999, actor_id=OWNER, now=shop.clock.now())


async def test_a_waiting_proof_holds_the_order(shop: Shop) -> None:
    """Measured at a rival. An order whose slip was uploaded in time is not expired, however long the owner takes."""
    order_id = await shop.order()
    shop.clock.advance(hours=23, minutes=59)
    await shop.prove(order_id)
    shop.clock.advance(days=5)
    assert await sweep(shop) == []
    with pytest.raises(ProofWaiting):
        await shop.cancel(order_id, ANN)
    await shop.confirm(order_id)
    assert await shop.states(order_id) == ("processing", "settled")


async def test_a_proof_after_expiry_is_late_money(shop: Shop) -> None:
    """The picture is still taken; with stock the order goes on as if nothing had happened."""
    order_id = await shop.order()
    shop.clock.advance(hours=24)
    assert await sweep(shop) == [order_id]
    assert await sweep(shop) == []
    assert [one for one, _ in await shop.news("order-expired")] == [ANN]
    assert await shop.states(order_id) == ("expired", "voided")
    assert (await shop.stock(), await shop.allocations(order_id)) == ((5, 0), ["expired"])

    await shop.prove(order_id)
    assert await shop.states(order_id) == ("expired", "pending_review")
    assert await shop.audit() == []
    await shop.confirm(order_id)
    assert await shop.states(order_id) == ("processing", "settled")
    assert (await shop.stock(), await shop.allocations(order_id)) == ((5, 1), ["expired", "committed"])
    assert await shop.news("late-payment") == []
    assert await shop.audit() == []


async def test_late_money_without_stock_is_told_at_once(shop: Shop) -> None:
    """Half of the goods are sold: nothing of them is kept, the money is settled, both sides know."""
    shirt = await shop.product("Kaos")
    order_id = await shop.order(goods={shop.mug: 2, shirt: 1})
    shop.clock.advance(hours=24)
    await sweep(shop)
    await shop.paid_order(BOB, {shirt: 5})
    await shop.confirm(order_id)

    assert await shop.states(order_id) == ("expired", "settled")
    assert (await shop.stock(), await shop.stock(shirt)) == ((5, 0), (5, 5))
    assert [one for one, _ in await shop.news("late-payment")] == [OWNER]
    assert [one for one, _ in await shop.news("late-payment-shopper")] == [ANN]
    assert [one for one, _ in await shop.news("payment-confirmed")] == [BOB]
    with pytest.raises(AlreadyDone):
        await shop.confirm(order_id)
    assert await shop.audit() == []


async def test_money_for_a_cancelled_order_is_not_lost_either(shop: Shop) -> None:
    """The order stays cancelled, its stock free; the owner is told to settle it with the shopper."""
    order_id = await shop.order()
    await shop.cancel(order_id, ANN)
    assert [one for one, _ in await shop.news("order-canceled-by-shopper")] == [OWNER]
    await shop.prove(order_id)
    await shop.confirm(order_id)
    assert await shop.states(order_id) == ("canceled", "settled")
    assert await shop.stock() == (5, 0)
    assert len(await shop.news("late-payment")) == 1
    assert await shop.audit() == []


async def test_a_rejected_proof_leaves_time_for_a_better_one(shop: Shop) -> None:
    """At least two hours; the same picture again is refused, another one is looked at."""
    order_id = await shop.order()
    shop.clock.advance(hours=23)
    await shop.prove(order_id)
    shop.clock.advance(hours=5)
    await shop.reject(order_id)
    assert await shop.states(order_id) == ("pending_payment", "declined")
    ((_, facts),) = await shop.news("payment-rejected")
    assert facts["order_id"] == order_id
    with pytest.raises(AlreadyDone):
        await shop.reject(order_id)
    with pytest.raises(ProofRefusedBefore):
        await shop.prove(order_id)

    shop.clock.advance(hours=1, minutes=59)
    assert await sweep(shop) == []
    await shop.prove(order_id, picture="better")
    await shop.reject(order_id)
    assert len(await shop.news("payment-rejected")) == 2, "each decision is told"
    shop.clock.advance(hours=2)
    assert await sweep(shop) == [order_id]
    assert await shop.states(order_id) == ("expired", "voided")


async def test_an_old_button_never_turns_down_a_newer_proof(shop: Shop) -> None:
    """Two owners: one turned the first picture down, a better one came; the other's old button says so."""
    order_id = await shop.order()
    first = await shop.prove(order_id)
    async with shop.session() as session:
        await payments.reject(
            session, first.payment_id, proof_id=first.proof_id, actor_id=OWNER, now=shop.clock.now()
        )
    second = await shop.prove(order_id, picture="a better one")
    with pytest.raises(NewerProof):
        async with shop.session() as session:
            await payments.reject(
                session, first.payment_id, proof_id=first.proof_id, actor_id=OWNER, now=shop.clock.now()
            )
    assert await shop.states(order_id) == ("pending_payment", "pending_review")
    async with shop.session() as session:
        await payments.reject(
            session, first.payment_id, proof_id=second.proof_id, actor_id=OWNER, now=shop.clock.now()
        )
    assert await shop.states(order_id) == ("pending_payment", "declined")


async def test_rejecting_never_shortens_the_time_to_pay(shop: Shop) -> None:
    """A slip turned down in the first hour leaves the other twenty-three; nothing waits, nothing is rejected."""
    order_id = await shop.order()
    with pytest.raises(NoProofWaiting):
        await shop.reject(order_id)
    await shop.prove(order_id)
    await shop.reject(order_id)
    shop.clock.advance(hours=23, minutes=59)
    assert await sweep(shop) == []


async def test_the_same_picture_twice_is_one_proof(shop: Shop) -> None:
    """A repeated picture changes nothing, another one is added; ten are enough."""
    order_id = await shop.order()
    first = await shop.prove(order_id)
    assert await shop.prove(order_id) == first
    assert (await shop.count(PaymentProof), len(await shop.news("proof-arrived"))) == (1, 1)
    for turn in range(9):
        await shop.prove(order_id, picture=f"slip {turn}")
    with pytest.raises(TooManyProofs):
        await shop.prove(order_id, picture="eleventh")
    await shop.confirm(order_id)
    assert await shop.prove(order_id) == first
    with pytest.raises(AlreadyDone):
        await shop.prove(order_id, picture="twelfth")


async def test_a_picture_used_before_is_doubtful(shop: Shop) -> None:
    """The same file, or nearly the same picture, for another order is pointed out to the owner."""
    await shop.prove(await shop.order(), likeness="00ff00ff00ff00ff")
    copied, near, far = [await shop.order(BOB) for _ in range(3)]
    assert (await shop.prove(copied, BOB)).doubtful
    assert (await shop.prove(near, BOB, "near", "00ff00ff00ff00f8")).doubtful
    assert not (await shop.prove(far, BOB, "far", "00ff00ff00ffff00")).doubtful
    told = [facts["doubtful"] for _, facts in await shop.news("proof-arrived")]
    assert told == [False, True, True, False]


async def test_nobody_touches_somebody_elses_order(shop: Shop) -> None:
    """Neither with a picture nor with an old button; numbers nobody knows are gone, too."""
    order_id = await shop.order()
    for attempt in (shop.prove(order_id, BOB), shop.cancel(order_id, BOB), shop.cancel(99)):
        with pytest.raises(OrderGone):
            await attempt
    async with shop.database.reading() as session:
        with pytest.raises(OrderGone):
            await payments.payment_of(session, 99)
        with pytest.raises(ProofGone):
            await payments.proof(session, 99)
    assert await shop.states(order_id) == ("pending_payment", "created")


async def test_cancelling_frees_the_stock_once(shop: Shop) -> None:
    """The owner may cancel even while a proof waits; twice or after payment is refused."""
    order_id = await shop.order()
    await shop.prove(order_id)
    await shop.cancel(order_id)
    assert await shop.states(order_id) == ("canceled", "voided")
    assert (await shop.stock(), await shop.allocations(order_id)) == ((5, 0), ["released"])
    assert [one for one, _ in await shop.news("order-canceled")] == [ANN]
    with pytest.raises(AlreadyDone):
        await shop.cancel(order_id)
    paid = await shop.paid_order()
    with pytest.raises(TooLateToCancel):
        await shop.cancel(paid)
    assert await shop.audit() == []


async def test_a_picture_out_of_nowhere_finds_what_is_unpaid(shop: Shop) -> None:
    """Newest first, expired ones for three days, paid and cancelled ones never."""
    old = await shop.order()
    shop.clock.advance(hours=24)
    await sweep(shop)
    await shop.paid_order()
    await shop.cancel(await shop.order())
    new = await shop.order()
    await shop.order(BOB)
    assert [one.order_id for one in await open_payments(shop)] == [new, old]
    shop.clock.advance(days=3)
    found = await open_payments(shop)
    assert [(one.order_id, one.state, one.order_state) for one in found] == [
        (new, "created", "pending_payment")
    ]
    ((amount,),) = await shop.rows(Order.__table__.select().with_only_columns(Order.total).filter_by(id=new))
    assert found[0].amount > amount


async def test_a_proof_that_arrives_while_the_sweep_looks_wins(shop: Shop) -> None:
    """Between finding an overdue order and ending it the sweep looks again: the slip was a moment faster."""
    order_id = await shop.order()
    shop.clock.advance(hours=24)
    async with shop.session() as session:
        found = await expiry.due(session, now=shop.clock.now(), limit=100)
        await session.execute(update(Payment).values(state="pending_review"))
        ended = await expiry.end(session, found, now=shop.clock.now())
    assert (found, ended) == ([order_id], {})
    assert await shop.states(order_id) == ("pending_payment", "pending_review")


async def test_the_sweep_takes_orders_in_portions(shop: Shop) -> None:
    """Three at a time, the oldest first; waiting proofs do not stand in the way of the others."""
    await shop.restock(50)
    numbers = []
    for turn in range(6):
        numbers.append(await shop.order(3001 + turn))
        shop.clock.advance(seconds=1)
    for turn in range(2):
        await shop.prove(numbers[turn], 3001 + turn, picture=f"slip{turn}")
    shop.clock.advance(hours=24)
    async with shop.session() as session:
        assert await expiry.expire_unpaid(session, now=shop.clock.now(), limit=3) == numbers[2:5]
        assert await expiry.expire_unpaid(session, now=shop.clock.now(), limit=3) == numbers[5:]
        assert await expiry.expire_unpaid(session, now=shop.clock.now(), limit=3) == []
    assert await shop.stock() == (50, 2)
    assert await shop.audit() == []


async def test_late_money_that_takes_the_last_mugs_is_told(shop: Shop) -> None:
    """The order expired, its mugs were free again; the money comes late and they run low a second time."""
    order_id = await shop.order(goods={shop.mug: 3})
    shop.clock.advance(hours=25)
    assert await sweep(shop) == [order_id]
    await shop.confirm(order_id)
    low = [facts["available"] for _, facts in await shop.news("stock-low")]
    assert (await shop.stock(), low) == ((5, 3), [2, 2])
