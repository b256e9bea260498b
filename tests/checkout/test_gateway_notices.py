"""What a gateway sent is kept before it is told so, and looked into once, whoever dies in between."""

from datetime import timedelta

from checkout import charging
from checkout.gateways.values import Notice, Standing, State
from checkout.models import Order
from checkout.money import gateway_notices
from checkout.money.gateway_notices import LEASE, Kept
from checkout.money.models import GatewayNotice, MoneyEntry
from tests.checkout.builders import Shop
from tests.checkout.test_known_bugs import asked, at_midtrans

SECOND = timedelta(seconds=1)


async def arrives(shop: Shop, notice: Notice) -> bool:
    """Keep a notice; says whether it is a new one."""
    facts, name = charging.notice_facts(notice)
    async with shop.session() as session:
        return await gateway_notices.keep(
            session, notice.provider, notice.event_id, name, facts, now=shop.clock.now()
        )


async def taken(shop: Shop) -> list[Kept]:
    """Take what waits, as a worker does."""
    async with shop.session() as session:
        return list(await gateway_notices.lease(session, now=shop.clock.now()))


async def followed(shop: Shop, kept: Kept) -> tuple[str, bool]:
    """Believe what it says and end it, in one transaction; gives what it meant and whether it was still to be ended."""
    notice = charging.notice_of(kept)
    assert isinstance(notice, Notice)
    standing = Standing(
        notice.provider, notice.reference, notice.external_id, notice.amount, notice.currency, notice.state
    )
    async with shop.session() as session:
        said = await charging.believe(session, standing, now=shop.clock.now())
        return said, await gateway_notices.end(session, kept.id, said, now=shop.clock.now())


async def a_paid_notice(shop: Shop) -> Notice:
    """An order at a gateway, and the notice that it was paid."""
    payment = await asked(shop, await shop.order(account=await at_midtrans(shop)))
    name = charging.reference(payment.order_id, payment.id)
    return Notice("midtrans", "event-1", name, "id", payment.amount, "IDR", State.PAID)


async def test_a_notice_whose_worker_died_is_taken_by_another_and_counts_once(shop: Shop) -> None:
    """The gateway was told that it arrived, then the lights went out: two minutes later somebody else looks into it."""
    notice = await a_paid_notice(shop)
    assert [await arrives(shop, notice) for _ in range(2)] == [True, False]
    (dead,) = await taken(shop)
    shop.clock.advance(seconds=(LEASE - SECOND).total_seconds())
    assert await taken(shop) == []
    shop.clock.advance(seconds=2)
    (again,) = await taken(shop)
    assert (again.id, again.attempts) == (dead.id, 2)
    assert await followed(shop, again) == ("full", True)
    # the one thought dead was only slow
    assert await followed(shop, dead) == ("repeated", False)
    assert await taken(shop) == []
    assert await shop.rows(Order.__table__.select().with_only_columns(Order.state)) == [("processing",)]
    assert await shop.count(MoneyEntry) == await shop.count(GatewayNotice) == 1
    assert await shop.audit() == []
