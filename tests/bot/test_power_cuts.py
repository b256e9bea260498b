"""A shop behind one address, of one process or two, is killed again and again while people live their lives in it.

Some pay and send a picture that the owner confirms, some pay at a gateway that tells the shop until it hears, some
change their minds; meanwhile something goes out to everybody. Whatever was seen on a screen is in the books, once.
"""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select

from bot.actions import CancelOrder
from catalog.models import StockLevel, Variant
from checkout import accounts
from checkout.audit import audit
from checkout.models import Order, Payment
from checkout.money.models import GatewayNotice, MoneyEntry
from foundation import outbox
from foundation.clock import SystemClock
from foundation.database import Database
from foundation.inbox import ReceivedUpdate
from tests.bot.door import door_to
from tests.bot.killed import (
    Bot,
    Seen,
    environment_of,
    everything_told,
    insist,
    say,
    says,
    show,
    somebody,
    tap,
    with_button,
)
from tests.bot.test_first_sale import a_slip
from tests.bot.test_going_live import free_port
from tests.checkout.gateways.standins import StandIn, standing
from tests.phone import Phone
from tests.stage import OWNER, known_to_the_shop, plenty_of_honey, sandbox_server

FIRST = 3000
JARS = 50_000


@dataclass
class Town:
    """The people, the shop's processes, the gateway."""

    url: str
    client: httpx.AsyncClient
    gateway: StandIn
    owner: Phone
    processes: list[Bot]
    product_id: int
    ends: dict[int, tuple[int, str]] = field(default_factory=dict)
    """whose an order is and how it has ended, by what its shopper saw"""


def _order_in(message_id: int) -> Seen:
    """The message once it is about an order."""

    def find(messages: list[dict[str, Any]]) -> dict[str, Any] | None:
        shown = (one for one in messages if one["message_id"] == message_id)
        return next((one for one in shown if "Order #" in one["text"]), None)

    return find


def _chosen(way: str) -> Seen:
    """The summary once it says how it is paid."""

    def find(messages: list[dict[str, Any]]) -> dict[str, Any] | None:
        found = with_button("Place order")(messages)
        return found if found is not None and way in found["text"] else None

    return find


class Shopper:
    """Somebody who lives one of the three lives again and again, and does not give up."""

    def __init__(self, town: Town, phone: Phone) -> None:
        """Which life it is depends on who it is."""
        self.town, self.phone = town, phone
        self._life = (self._by_picture, self._at_the_gateway, self._second_thoughts)[phone.id % 3]
        self._way = "QRIS, confirmed by itself" if phone.id % 3 == 1 else "Bank transfer"

    async def lives(self, enough: asyncio.Event) -> None:
        """Order at least once, until it is enough."""
        while True:
            number, paying = await self._order()
            self.town.ends[number] = (self.phone.id, await self._life(number, paying))
            if enough.is_set():
                return

    async def _order(self) -> tuple[int, dict[str, Any]]:
        known = {message["message_id"] for message in await self.phone.messages()}
        link = f"/start p{self.town.product_id}"
        card = await insist(self.phone, lambda: say(self.phone, link), with_button("Buy now", known))
        summary = await self._tap(card, "Buy now", with_button("Place order", known))
        if self._way not in summary["text"]:
            ways = await self._tap(summary, "Payment", with_button(self._way, known))
            summary = await self._tap(ways, self._way, _chosen(self._way))
        paying = await self._tap(summary, "Place order", _order_in(summary["message_id"]))
        return int(paying["text"].split("Order #")[1].split()[0]), paying

    async def _by_picture(self, number: int, paying: dict[str, Any]) -> str:
        """Pay, show it, and be confirmed."""
        slip = a_slip(number)
        await insist(self.phone, lambda: show(self.phone, slip), says("#" + str(number), "proof"))
        await insist(
            self.phone, lambda: say(self.town.owner, f"/confirm {number}"), says("is confirmed", f"#{number}")
        )
        return "processing"

    async def _at_the_gateway(self, number: int, paying: dict[str, Any]) -> str:
        """Pay at the gateway, which tells the shop until it hears."""
        gateway = self.town.gateway

        async def pay() -> None:
            asked = [one for one in gateway.charges if one.reference.startswith(f"{number}-")]
            if asked:
                await gateway.pay(asked[-1].external_id)

        await insist(self.phone, pay, says("is confirmed", f"#{number}"))
        return "processing"

    async def _second_thoughts(self, number: int, paying: dict[str, Any]) -> str:
        """Cancel."""
        data = CancelOrder(order_id=number, sure=True).pack()
        body = {"message_id": paying["message_id"], "data": data, "forged": True}

        async def cancel() -> None:
            try:
                await self.phone._client.post(f"/sim/people/{self.phone.id}/taps", json=body, timeout=2)
            except httpx.TimeoutException:
                return

        await insist(self.town.owner, cancel, says("canceled order", f"#{number}"))
        return "canceled"

    async def _tap(self, message: dict[str, Any], label: str, seen: Seen) -> dict[str, Any]:
        return await insist(self.phone, lambda: tap(self.phone, message, label), seen)


@asynccontextmanager
async def town(url: str, folder: Path, *, processes: int) -> AsyncIterator[Town]:
    """Open the shop behind one address."""
    port, inner = free_port(), [free_port() for _ in range(processes)]
    async with (
        sandbox_server() as address,
        httpx.AsyncClient(base_url=address, timeout=30, verify=False) as client,
        standing("midtrans", SystemClock()) as gateway,
        door_to(port, inner),
    ):
        home = f"http://127.0.0.1:{port}"
        gateway.notify_url = f"{home}/payments/midtrans"
        keys = {f"MIDTRANS_{part.upper()}": value for part, value in gateway.credentials.items()}
        product_id = await plenty_of_honey(url, JARS)
        bots = [
            Bot(
                client,
                environment_of(
                    address, url, folder, OWNER, WEBHOOK_URL=f"{home}/telegram", WEBHOOK_SECRET="sesame",
                    HTTP_PORT=str(own), **keys,
                ),
            )
            for own in inner
        ]  # fmt: skip
        for bot in bots:
            await bot.start()
        owner = await somebody(client, OWNER, "Melati")
        await owner.starts()
        try:
            yield Town(url, client, gateway, owner, bots, product_id)
        finally:
            for bot in bots:
                await bot.kill()


async def live_through(url: str, folder: Path, *, kills: int, crowd: int, processes: int) -> None:
    """Let people live while processes die, then compare what they saw with the books."""
    await known_to_the_shop(url, range(FIRST, FIRST + crowd))
    await _offer_the_gateway(url)
    async with town(url, folder, processes=processes) as here:
        people = [await somebody(here.client, FIRST + place, f"Ann {place}") for place in range(crowd)]
        chance, enough = random.Random(kills), asyncio.Event()
        living = asyncio.gather(*(Shopper(here, phone).lives(enough) for phone in people))
        try:
            for turn in range(kills):
                await asyncio.wait({living}, timeout=chance.uniform(0.1, 3.0))
                bot = chance.choice(here.processes)
                await bot.kill()
                if turn == kills // 2:
                    await _write_to_everybody(url, people)
                await bot.start()
            enough.set()
            await living
            await everything_told(url)
        finally:
            living.cancel()
            await asyncio.gather(living, return_exceptions=True)
        await _compare(here, people)


async def _offer_the_gateway(url: str) -> None:
    database = Database(url)
    async with database.transaction() as session:
        await accounts.offer_gateway(session, "midtrans", "qris", actor_id=OWNER, now=SystemClock().now())
    await database.close()


async def _write_to_everybody(url: str, people: list[Phone]) -> None:
    """Something that goes out to all, behind everybody's news."""
    database = Database(url)
    async with database.transaction() as session:
        for phone in people:
            facts = {"text": f"Closed on Sunday, {phone.id}"}
            key, now = f"sunday:{phone.id}", SystemClock().now()
            await outbox.put(session, phone.id, "answer", facts, key=key, now=now, bulk=True)
    await database.close()


async def _compare(here: Town, people: list[Phone]) -> None:
    database = Database(here.url)
    async with database.reading() as session:
        differences = await audit(session, now=SystemClock().now())
        booked = {
            id: (who, state)
            for id, who, state in await session.execute(select(Order.id, Order.person_id, Order.state))
        }
        paid = Counter(await session.scalars(select(MoneyEntry.order_id)))
        over = await session.scalar(select(func.count()).where(Payment.received > Payment.amount))
        waiting = await session.scalar(select(func.count()).where(GatewayNotice.handled_at.is_(None)))
        untouched = await session.scalar(select(func.count()).where(ReceivedUpdate.handled_at.is_(None)))
        level = select(StockLevel.on_hand, StockLevel.allocated).join(
            Variant, Variant.id == StockLevel.variant_id
        )
        stock = (await session.execute(level.where(Variant.product_id == here.product_id))).one()
    await database.close()
    going_on = [number for number, (_, state) in here.ends.items() if state == "processing"]
    assert differences == []
    assert booked == here.ends
    assert paid == Counter(going_on)
    assert (over, untouched) == (0, 0)
    assert tuple(stock) == (JARS, len(going_on))
    for phone in people:
        heard = " ".join(one["text"] for one in await phone.messages() if not one["out"])
        assert f"Closed on Sunday, {phone.id}" in heard
    told = " ".join(one["text"] for one in await here.owner.messages())
    assert [number for number in booked if f"#{number}" not in told] == []
    print(
        f"{len(booked)} orders, {len(going_on)} paid, all in the books once; {waiting} notices left to look into"
    )


@pytest.mark.parametrize("demo_url", ["sqlite"], indirect=True)
async def test_a_shop_behind_one_address_survives_a_power_cut(demo_url: str, tmp_path: Path) -> None:
    """Two kills while three people live their lives; the long proofs are below."""
    await live_through(demo_url, tmp_path, kills=2, crowd=3, processes=1)


@pytest.mark.soak
@pytest.mark.parametrize(("demo_url", "processes"), [("sqlite", 1), ("postgres", 2)], indirect=["demo_url"])
async def test_two_hundred_power_cuts_lose_nothing_and_double_nothing(
    demo_url: str, tmp_path: Path, processes: int
) -> None:
    """Kill -9 at random moments: of the only process, or of one of two on PostgreSQL behind one address."""
    await live_through(demo_url, tmp_path, kills=200, crowd=12, processes=processes)
