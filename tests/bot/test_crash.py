"""The bot is killed without warning while people order; nothing is lost, nothing happens twice."""

import asyncio
import random
import signal
import sys
from collections.abc import Awaitable, Callable, Collection
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select

from checkout.audit import audit
from checkout.models import Order
from foundation.clock import SystemClock
from foundation.database import Database
from foundation.outbox import OutboxRow
from foundation.settings import load_settings
from tests.phone import Phone, labels
from tests.stage import OWNER, TOKEN, known_to_the_shop, plenty_of_honey, sandbox_server

FIRST = 3000
"""Telegram id of the first customer."""


class Bot:
    """The bot in a process of its own, so that it can be killed like a power cut would."""

    def __init__(self, client: httpx.AsyncClient, environment: dict[str, str]) -> None:
        """Run with these settings on the sandbox that ``client`` talks to."""
        self._client, self._environment = client, environment
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start it, and wait until it listens."""
        since = (await self._client.get("/sim/calls", params={"since": 10**9})).json()["next"]
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", env=self._environment, cwd=Path(__file__).parents[2]
        )
        for _ in range(1200):
            calls = (await self._client.get("/sim/calls", params={"since": since})).json()["calls"]
            if any(call["method"] == "deleteWebhook" for call in calls):  # the last thing before it polls
                return
            await asyncio.sleep(0.05)
        raise AssertionError("the bot does not come up")

    async def kill(self) -> None:
        """Kill -9."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        await self._process.wait()

    async def stop(self) -> None:
        """Stop it the friendly way."""
        assert self._process is not None
        self._process.terminate()
        assert await self._process.wait() == 0


Seen = Callable[[list[dict[str, Any]]], dict[str, Any] | None]
"""Finds what a person waits for among the messages of their chat."""


def _with_button(label: str, known: Collection[int] = ()) -> Seen:
    """The newest message with such a button, other than the known ones."""

    def find(messages: list[dict[str, Any]]) -> dict[str, Any] | None:
        new = (one for one in reversed(messages) if one["message_id"] not in known)
        return next((one for one in new if any(label in text for text in labels(one))), None)

    return find


def _asks_to_pay(message_id: int) -> Seen:
    """The message once it shows how to pay an order."""

    def find(messages: list[dict[str, Any]]) -> dict[str, Any] | None:
        shown = (one for one in messages if one["message_id"] == message_id)
        return next((one for one in shown if "QRIS" in one["text"] and "Order #" in one["text"]), None)

    return find


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
            card = await self._insist(
                lambda: self._say(f"/start p{self._product_id}"), _with_button("Buy now", known)
            )
            summary = await self._tap_until(card, "Buy now", _with_button("Place order"))
            paying = await self._tap_until(summary, "Place order", _asks_to_pay(summary["message_id"]))
            self.numbers.add(int(paying["text"].split("#")[1].split()[0]))

    async def _tap_until(self, message: dict[str, Any], label: str, seen: "Seen") -> dict[str, Any]:
        return await self._insist(lambda: self._tap(message, label), seen)

    async def _insist(self, act: Callable[[], Awaitable[None]], seen: "Seen") -> dict[str, Any]:
        loop = asyncio.get_running_loop()
        end = loop.time() + 240
        while loop.time() < end:
            await act()
            again = loop.time() + 3
            while loop.time() < again:
                found = seen(await self.phone.messages())
                if found is not None:
                    return found
                await asyncio.sleep(0.1)
        raise AssertionError(f"person {self.phone.id} gave up")

    async def _say(self, text: str) -> None:
        await self.phone._post("messages", json={"text": text})

    async def _tap(self, message: dict[str, Any], label: str) -> None:
        try:
            await self.phone._client.post(
                f"/sim/people/{self.phone.id}/taps",
                json={"message_id": message["message_id"], "text": label},
                timeout=2,
            )
        except httpx.TimeoutException:
            return  # the bot died with the tap in its hands: an impatient person taps again


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
        environment = {
            "PATH": "/usr/bin:/bin", "BOT_TOKEN": TOKEN, "BOT_API_URL": address, "DATABASE_URL": database_url,
            "DATA_DIR": str(folder), "OWNER_IDS": str(OWNER), "LOG_LEVEL": "ERROR",
        }  # fmt: skip
        bot = Bot(client, environment)
        await bot.start()
        owner = await _person(client, OWNER, "Melati")
        await owner.starts()
        customers = [
            Customer(await _person(client, FIRST + number, f"Ann {number}"), product_id)
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
            await _everything_told(settings.database)
        finally:
            ordering.cancel()
            await bot.stop()
        await _compare(settings.database, customers, owner)


async def _person(client: httpx.AsyncClient, person_id: int, name: str) -> Phone:
    body = {"id": person_id, "first_name": name, "language_code": "en"}
    (await client.post("/sim/people", json=body)).raise_for_status()
    return Phone(client, person_id)


async def _everything_told(url: str) -> None:
    """Wait until nothing is left in the outbox, as long as it goes on: the owner is told once a second."""
    database = Database(url)
    left: int | None = None
    quiet = 0
    while left != 0 and quiet < 1200:
        async with database.reading() as session:
            still = await session.scalar(select(func.count()).where(OutboxRow.next_try_at.is_not(None)))
        quiet = quiet + 1 if still == left else 0
        left = still
        await asyncio.sleep(0.05)
    await database.close()
    assert left == 0


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
