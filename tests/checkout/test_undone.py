"""An order that is taken back leaves no trace: neither by a crash nor by a change of mind inside a transaction."""

import pytest
from sqlalchemy import select

from checkout import orders, payments
from checkout.models import Allocation, AmountLease, Draft, Order, OrderLine, Payment
from customers import addresses
from customers.models import Address
from foundation.audit import AuditEntry, note
from foundation.database import Session
from tests.builders import OWNER
from tests.checkout.builders import ANN, WINDOW, Shop


async def place(shop: Shop, session: Session, token: str) -> int:
    """Tap *Place order* in a transaction that goes on."""
    now = shop.clock.now()
    return (await orders.place(session, ANN, token, language="en", window=WINDOW, now=now)).order_id


async def untouched(shop: Shop, token: str) -> None:
    """The checkout is as it was, and can be finished."""
    for table in (Order, OrderLine, Payment, Allocation, AmountLease):
        assert await shop.count(table) == 0
    assert await shop.stock() == (5, 0)
    assert await shop.cart() == {shop.mug: 2}
    assert await shop.rows(select(Draft.token)) == [(token,)]
    assert await shop.news("order-placed") == []
    assert await shop.audit() == []
    assert (await shop.place(ANN, token)).repeated is False
    assert await shop.stock() == (5, 2)


async def test_a_crash_after_placing_leaves_checkout_cart_stock_and_amount(shop: Shop) -> None:
    """Nothing was committed, so the same button still works."""
    token = (await shop.ready(goods={shop.mug: 2})).token
    with pytest.raises(RuntimeError):
        async with shop.session() as session:
            await place(shop, session, token)
            raise RuntimeError
    await untouched(shop, token)


async def test_an_undone_savepoint_keeps_what_was_written_before_it(shop: Shop) -> None:
    """The order goes, the note made before it stays, though it was left for the end when the order was written."""
    token = (await shop.ready(goods={shop.mug: 2})).token
    async with shop.session() as session:
        note(session, OWNER, "looked", "shop", now=shop.clock.now())
        with pytest.raises(RuntimeError):
            async with session.begin_nested():
                await place(shop, session, token)
                raise RuntimeError
    assert len(await shop.rows(select(AuditEntry.id).where(AuditEntry.action == "looked"))) == 1
    await untouched(shop, token)


async def test_who_placed_an_order_sees_it_at_once(shop: Shop) -> None:
    """The payment screen is made in the same transaction."""
    token = (await shop.ready(goods={shop.mug: 2})).token
    async with shop.session() as session:
        order_id = await place(shop, session, token)
        assert (await payments.payment_of(session, order_id)).order_id == order_id
        paid = await session.scalar(select(AmountLease.payment_id))
        assert paid == (await payments.payment_of(session, order_id)).id


async def test_an_address_used_twice_is_one_row(shop: Shop) -> None:
    """Also when it is new and both orders are written at the end of one transaction."""
    how = {"recipient": "Ann", "phone": "+628123456789", "street": "Jl. Mawar 1", "district_code": "32.77.01"}
    async with shop.session() as session:
        await shop.meet(session, ANN)
        for _ in range(2):
            addresses.save_later(session, ANN, **how, now=shop.clock.now())
        await session.finish()
        assert [saved.street for saved in await addresses.addresses(session, ANN)] == ["Jl. Mawar 1"]
    later = shop.clock.advance(hours=1)
    async with shop.session() as session:
        addresses.save_later(session, ANN, **how, now=later)
    assert await shop.rows(select(Address.used_at)) == [(later,)]
