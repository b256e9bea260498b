"""Short ways to give money back in a test, and to look at what became of it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from checkout import credit, fulfilment, refund_ends, refund_views, refunds, settling
from checkout.models import OrderLine, Payment
from checkout.money.models import MoneyEntry
from checkout.refund_views import RefundView
from checkout.refundable import Refundable, refundable
from checkout.refunds import Begun, RefundAsk, Way
from checkout.settling import Money
from tests.builders import OWNER
from tests.checkout.builders import ANN, Shop


async def there_is(shop: Shop, order_id: int) -> Refundable:
    """Read what of an order can go back."""
    async with shop.database.reading() as session:
        return await refundable(session, order_id)


async def lines_of(shop: Shop, order_id: int) -> list[int]:
    """Read the ids of an order's lines."""
    rows = await shop.rows(select(OrderLine.id).where(OrderLine.order_id == order_id).order_by(OrderLine.id))
    return [line_id for (line_id,) in rows]


async def refund(
    shop: Shop,
    order_id: int,
    lines: Mapping[int, int] | None = None,
    amount: int | None = None,
    *,
    token: str = "t1",
    **how: Any,
) -> Begun:
    """Let the owner give money back."""
    ask = RefundAsk(lines or {}, amount, **how)
    async with shop.session() as session:
        return await refunds.begin(session, order_id, ask, token=token, actor_id=OWNER, now=shop.clock.now())


async def whole(shop: Shop, order_id: int, *, token: str = "t1", **how: Any) -> Begun:
    """Give everything back that is left of an order."""
    there = await there_is(shop, order_id)
    lines = {line.id: line.left for line in there.lines if line.left}
    return await refund(shop, order_id, lines, there.left, token=token, **how)


async def sent(shop: Shop, refund_id: int) -> bool:
    """Let the owner say that the money was transferred."""
    async with shop.session() as session:
        return await refund_ends.settle(session, refund_id, actor_id=OWNER, now=shop.clock.now())


async def failed(shop: Shop, refund_id: int) -> bool:
    """Let a refund come to nothing."""
    async with shop.session() as session:
        return await refund_ends.fail(session, refund_id, "no", actor_id=OWNER, now=shop.clock.now())


async def shipped_order(shop: Shop, goods: dict[int, int] | None = None) -> int:
    """Order, pay and ship something."""
    order_id = await shop.paid_order(ANN, goods)
    async with shop.session() as session:
        await fulfilment.ship(session, order_id, "jne", "JP1234567890", actor_id=OWNER, now=shop.clock.now())
    return order_id


async def comes(shop: Shop, order_id: int, amount: int, key: str = "more") -> None:
    """Let money come for an order."""
    ((payment_id,),) = await shop.rows(select(Payment.id).where(Payment.order_id == order_id))
    money = Money(amount, "IDR", "statement", key)
    async with shop.session() as session:
        await settling.record(session, payment_id, money, actor_id=OWNER, now=shop.clock.now())


async def refunds_of(shop: Shop, order_id: int) -> tuple[RefundView, ...]:
    """Read an order's refunds."""
    async with shop.database.reading() as session:
        return await refund_views.refunds_of(session, order_id)


async def owed(shop: Shop) -> list[tuple[int, int, int]]:
    """Read what waits to be given back: order, refund (0: none yet), amount."""
    async with shop.database.reading() as session:
        page = await refund_views.owed(session)
        assert page.total == len(page.items)
        return [(one.order_id, one.refund_id, one.amount) for one in page.items]


async def credit_of(shop: Shop, person_id: int = ANN) -> int:
    """Read somebody's store credit."""
    async with shop.database.reading() as session:
        return await credit.balance(session, person_id, "IDR")


async def gone(shop: Shop, order_id: int) -> list[int]:
    """Read what the ledger says went back for an order."""
    entries = select(MoneyEntry.amount).where(MoneyEntry.order_id == order_id, MoneyEntry.amount < 0)
    return [-amount for (amount,) in await shop.rows(entries.order_by(MoneyEntry.id))]


async def told(shop: Shop, kind: str) -> list[int]:
    """Who was told of something."""
    return [person_id for person_id, _ in await shop.news(kind)]


__all__ = ["Way"]
