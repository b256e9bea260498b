"""The lives: every pair of every table, on paper and through the functions that move things."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from enum import StrEnum
from typing import Any

import pytest
from sqlalchemy import insert, select

from checkout import allocations, fulfilment, holds
from checkout.errors import AlreadyDone
from checkout.lives import (
    ALLOCATION_NEXT,
    FULFILMENT_NEXT,
    ORDER_NEXT,
    PAYMENT_NEXT,
    REDEMPTION_NEXT,
    AllocationState,
    FulfilmentState,
    OrderState,
    PaymentState,
    RedemptionState,
    before,
)
from checkout.models import Allocation, Fulfilment, Order, Payment
from checkout.promotions import redemptions, vouchers
from checkout.promotions.models import VoucherRedemption, VoucherUse
from checkout.promotions.terms import Cut, VoucherTerms
from tests.builders import OWNER
from tests.checkout.builders import ANN, Shop

Move = Callable[[Shop, int, Any], Awaitable[object]]


async def move_order(shop: Shop, order_id: int, to: OrderState) -> None:
    """Move the order."""
    async with shop.session() as session:
        await holds.move_order(session, order_id, to)


async def move_payment(shop: Shop, order_id: int, to: PaymentState) -> None:
    """Move the order's payment."""
    async with shop.session() as session:
        payment = await holds.payment_in(session, await holds.hold(session, order_id))
        await holds.move_payment(session, payment.id, to)


async def move_allocation(shop: Shop, order_id: int, to: AllocationState) -> None:
    """Move the order's promises of stock."""
    now = shop.clock.now()
    async with shop.session() as session:
        if to is AllocationState.COMMITTED:
            await allocations.commit(session, order_id)
        elif to is AllocationState.CONSUMED:
            await allocations.consume(session, order_id, actor_id=OWNER, now=now)
        elif to is not AllocationState.ACTIVE:
            await allocations.give_back(session, order_id, to, actor_id=OWNER, now=now)


async def move_fulfilment(shop: Shop, order_id: int, to: FulfilmentState) -> None:
    """Move the order's parcel; the only move the shop makes on an existing parcel is its arrival."""
    if to is not FulfilmentState.DELIVERED:
        return
    try:
        async with shop.session() as session:
            await fulfilment.deliver(session, order_id, actor_id=OWNER, now=shop.clock.now())
    except AlreadyDone:
        pass


async def move_redemption(shop: Shop, order_id: int, to: RedemptionState) -> None:
    """Move the order's voucher."""
    now = shop.clock.now()
    async with shop.session() as session:
        if to is RedemptionState.COMMITTED:
            await redemptions.commit(session, order_id, now=now)
        elif to is RedemptionState.RELEASED:
            await redemptions.release(session, [order_id], now=now)


LIVES: dict[str, tuple[type[StrEnum], Any, Any, Any, Move, bool]] = {
    "order": (OrderState, ORDER_NEXT, Order, Order.id, move_order, True),
    "payment": (PaymentState, PAYMENT_NEXT, Payment, Payment.order_id, move_payment, True),
    "allocation": (AllocationState, ALLOCATION_NEXT, Allocation, Allocation.order_id, move_allocation, True),
    "fulfilment": (FulfilmentState, FULFILMENT_NEXT, Fulfilment, Fulfilment.order_id, move_fulfilment, False),
    "redemption": (
        RedemptionState, REDEMPTION_NEXT, VoucherRedemption, VoucherRedemption.order_id, move_redemption, True,
    ),
}  # fmt: skip


@pytest.mark.parametrize("life", LIVES)
def test_a_life_is_well_formed(life: str) -> None:
    """Every state is in its table, none follows itself, and something ends."""
    states, table, *_ = LIVES[life]
    assert set(table) == set(states)
    assert all(state not in following <= set(states) for state, following in table.items())
    assert any(not following for following in table.values())


@pytest.mark.parametrize("life", LIVES)
async def test_only_what_the_table_allows_happens(shop: Shop, life: str) -> None:
    """From every state to every state: allowed moves happen, forbidden ones leave the row as it was."""
    states, table, model, owner, move, moves_everywhere = LIVES[life]
    order_id = await shop.order()
    if life == "fulfilment":
        await shop.plant(Order, Order.id == order_id, state=OrderState.FULFILLED)
        async with shop.session() as session:
            await session.execute(insert(Fulfilment).values(order_id=order_id, events=[]))
    if life == "redemption":
        async with shop.session() as session:
            terms = VoucherTerms(0, "HEMAT", Cut(percent=10))
            voucher_id = await vouchers.add(session, terms, actor_id=OWNER, now=shop.clock.now())
            held = replace(terms, id=voucher_id)
            await redemptions.reserve(session, held, order_id, ANN, 5_000, now=shop.clock.now())
    for start in states:
        for to in states:
            await shop.plant(model, owner == order_id, state=start)
            await shop.plant_stock(on_hand=5, allocated=1)
            await shop.plant(VoucherUse, VoucherUse.taken >= 0, taken=1)
            await move(shop, order_id, to)
            ((found,),) = await shop.rows(select(model.state).where(owner == order_id))
            can_move = moves_everywhere or to is FulfilmentState.DELIVERED
            assert found == (to if can_move and start in before(table, to) else start), f"{start} → {to}"
