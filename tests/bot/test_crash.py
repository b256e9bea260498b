"""The bot is killed without warning while people order; nothing is lost, nothing happens twice."""

import asyncio
import random
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from checkout.audit import audit
from checkout.models import Order
from foundation.clock import SystemClock
from foundation.database import Database
from foundation.settings import load_settings
from tests.bot.killed import (
    Bot,
    Seen,
    asks_to_pay,
    environment_of,
    everything_told,
    insist,
    say,
    somebody,
    tap,
    with_button,
)
from tests.phone import Phone
from tests.stage import OWNER, TOKEN, known_to_the_shop, plenty_of_honey, sandbox_server

FIRST = 3000
"""Telegram id of the first customer."""


class Customer:
    """Somebody who does not give up: taps again when nothing happens."""

    def __init__(self, phone: Phone, product_id: int) -> None:
        """Wants this product."""
        self.phone, self._product_id = phone, product_id
        self.numbers: set[int] = set()

    async def keeps_ordering(self, enough: asyncio.Event) -> None:
        """Order one thing after the other, at least one, until it is enough."""
        while not self.numbers or not enough.is_set():
            known = {message["message_id"] for message in await self.phone.messages()}
            card = await insist(
                self.phone,
                lambda: say(self.phone, f"/start p{self._product_id}"),
                with_button("Buy now", known),
            )
            summary = await self._tap_until(card, "Buy now", with_button("Place order"))
            paying = await self._tap_until(summary, "Place order", asks_to_pay(summary["message_id"]))
            self.numbers.add(int(paying["text"].split("#")[1].split()[0]))

    async def _tap_until(self, message: dict[str, Any], label: str, seen: Seen) -> dict[str, Any]:
        return await insist(self.phone, lambda: tap(self.phone, message, label), seen)


async def test_killed_a_few_times_no_order_is_lost_or_doubled(demo_url: str, tmp_path: Path) -> None:
    """Two kills while six people order; the long proof is below."""
    await keep_killing(demo_url, tmp_path, kills=2, crowd=6)


@pytest.mark.soak
async def test_killed_thirty_times_no_order_is_lost_or_doubled(demo_url: str, tmp_path: Path) -> None:
    """Thirty kills at random moments while twenty people keep ordering."""
    await keep_killing(demo_url, tmp_path, kills=30, crowd=20)


async def keep_killing(database_url: str, folder: Path, *, kills: int, crowd: int) -> None:
    """Let people order while the bot dies again and again, then compare what they saw with the books."""
    async with (
        sandbox_server() as address,
        httpx.AsyncClient(base_url=address, timeout=30, verify=False) as client,
    ):
        settings = load_settings(
            _env_file=None, bot_token=TOKEN, bot_api_url=address, database_url=database_url, data_dir=folder,
            owner_ids=str(OWNER),
        )  # fmt: skip
        product_id = await plenty_of_honey(settings.database)
        await known_to_the_shop(settings.database, range(FIRST, FIRST + crowd))
        environment = environment_of(address, database_url, folder, OWNER)
        bot = Bot(client, environment)
        await bot.start()
        owner = await somebody(client, OWNER, "Melati")
        await owner.starts()
        customers = [
            Customer(await somebody(client, FIRST + number, f"Ann {number}"), product_id)
            for number in range(crowd)
        ]
        chance = random.Random(7)
        enough = asyncio.Event()
        ordering = asyncio.gather(*(customer.keeps_ordering(enough) for customer in customers))
        try:
            for _ in range(kills):
                await asyncio.wait({ordering}, timeout=chance.uniform(0.1, 3.0))
                await bot.kill()
                await bot.start()
            enough.set()
            await ordering
            await everything_told(settings.database)
        finally:
            ordering.cancel()
            await bot.stop()
        await _compare(settings.database, customers, owner)


async def _compare(url: str, customers: list[Customer], owner: Phone) -> None:
    database = Database(url)
    async with database.reading() as session:
        differences = await audit(session, now=SystemClock().now())
        rows = (await session.execute(select(Order.person_id, Order.id))).all()
    await database.close()
    assert differences == []
    booked: dict[int, set[int]] = {}
    for person_id, order_id in rows:
        booked.setdefault(person_id, set()).add(order_id)
    for customer in customers:
        assert booked[customer.phone.id] == customer.numbers
    told = " ".join(message["text"] for message in await owner.messages())
    assert [order_id for _, order_id in rows if f"#{order_id}" not in told] == []
    print(f"{len(rows)} orders by {len(customers)} people, all in the books once, all told")
