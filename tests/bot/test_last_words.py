"""The bot dies right before or right after a commit of a sale, at each of them in turn; the sale goes on as if it had not."""

import asyncio
from collections import Counter
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select

from catalog.models import StockLevel, Variant
from checkout.audit import audit
from checkout.models import Order, Payment, PaymentProof
from checkout.money.models import MoneyEntry
from foundation.clock import SystemClock
from foundation.database import Database
from foundation.outbox import OutboxRow
from tests.bot.dying import DEAD
from tests.bot.killed import (
    Bot,
    asks_to_pay,
    environment_of,
    everything_told,
    insist,
    introduced,
    say,
    says,
    show,
    somebody,
    tap,
    with_button,
)
from tests.bot.test_first_sale import a_slip
from tests.phone import Phone
from tests.stage import OWNER, known_to_the_shop, plenty_of_honey, sandbox_server

ANN = 3000
COMMITS = 30
"""As many as a sale has, from the bot's first breath to the received parcel."""


async def sale(owner: Phone, ann: Phone, product_id: int) -> int:
    """Order, pay, prove, confirm, ship and receive, insisting on everything; gives the order's number."""
    await insist(
        owner, lambda: say(owner, "/start"), lambda messages: messages[-1] if len(messages) > 1 else None
    )
    card = await insist(ann, lambda: say(ann, f"/start p{product_id}"), with_button("Buy now"))
    summary = await insist(ann, lambda: tap(ann, card, "Buy now"), with_button("Place order"))
    asked = asks_to_pay(summary["message_id"])
    paying = await insist(ann, lambda: tap(ann, summary, "Place order"), asked)
    number = int(paying["text"].split("#")[1].split()[0])
    slip = a_slip(1)
    await insist(owner, lambda: show(ann, slip), with_button("Confirm payment"))
    await insist(ann, lambda: say(owner, f"/confirm {number}"), says("is confirmed", f"#{number}"))
    waybill = f"JP123456{number}"
    shipped = await insist(ann, lambda: say(owner, f"/ship {number} jne {waybill}"), says(waybill))
    await insist(owner, lambda: tap(ann, shipped, "Received"), says("received", f"#{number}"))
    return number


async def a_sale_with_a_death(database_url: str, folder: Path, dies_at: str) -> bool:
    """Sell while the bot dies once, and look whether all is there once; says whether it died at all."""
    async with (
        sandbox_server() as address,
        httpx.AsyncClient(base_url=address, timeout=30, verify=False) as client,
    ):
        product_id = await plenty_of_honey(database_url, 50)
        await known_to_the_shop(database_url, [ANN])
        environment = environment_of(address, database_url, folder, OWNER)
        mortal, next_one = Bot(client, environment, "tests.bot.dying"), Bot(client, environment)
        owner, ann = await somebody(client, OWNER, "Melati"), await somebody(client, ANN, "Ann")
        await mortal.begin(DIES_AT=dies_at)
        succession = asyncio.create_task(_succeed(mortal, next_one))
        try:
            await introduced(client)
            number = await sale(owner, ann, product_id)
            await everything_told(database_url)
        finally:
            died = succession.done()
            succession.cancel()
            await asyncio.gather(succession, return_exceptions=True)
            await (next_one if died else mortal).kill()
        await _all_is_there_once(database_url, number, product_id)
        told = [
            one["text"] for one in await ann.messages() if not one["out"] and "is confirmed" in one["text"]
        ]
        assert len(told) in {1, 2}, "twice only when the bot died with it in its hands"
        return died


async def _succeed(mortal: Bot, next_one: Bot) -> None:
    """When the first one has died, the next one opens the shop."""
    assert await mortal.died() == DEAD
    await next_one.begin()


async def _all_is_there_once(database_url: str, number: int, product_id: int) -> None:
    database = Database(database_url)
    async with database.reading() as session:

        async def rows(*columns: object) -> list[tuple[object, ...]]:
            return [tuple(row) for row in await session.execute(select(*columns))]  # type: ignore[call-overload]

        assert await audit(session, now=SystemClock().now()) == []
        assert await rows(Order.id, Order.person_id, Order.state) == [(number, ANN, "completed")]
        ((amount, received, state),) = await rows(Payment.amount, Payment.received, Payment.state)
        assert (received, state) == (amount, "settled")
        assert await rows(MoneyEntry.amount) == [(amount,)]
        assert len(await rows(PaymentProof.id)) == 1
        level = select(StockLevel.on_hand, StockLevel.allocated).join(
            Variant, Variant.id == StockLevel.variant_id
        )
        left = (await session.execute(level.where(Variant.product_id == product_id))).one()
        assert tuple(left) == (49, 0)
        kinds = Counter(kind for (kind,) in await rows(OutboxRow.kind))
        assert set(kinds.values()) == {1}, kinds
        assert kinds.keys() >= {
            "order-placed", "proof-arrived", "payment-confirmed", "order-shipped", "order-received",
        }  # fmt: skip
    await database.close()


@pytest.mark.parametrize(
    ("demo_url", "when"), [("sqlite", "before:9"), ("postgres", "after:14")], indirect=["demo_url"]
)
async def test_a_death_at_a_commit_costs_nothing(demo_url: str, tmp_path: Path, when: str) -> None:
    """Two of the moments, one on each database; the long proof tries all of them on both."""
    assert await a_sale_with_a_death(demo_url, tmp_path, when)


@pytest.mark.soak
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("number", range(1, COMMITS + 1))
async def test_a_death_at_any_commit_costs_nothing(
    demo_url: str, tmp_path: Path, when: str, number: int
) -> None:
    """One process for each commit of the sale, and each side of it."""
    print(when, number, await a_sale_with_a_death(demo_url, tmp_path, f"{when}:{number}"))
