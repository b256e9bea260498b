"""The whole shop on its stage: a sandbox, the bot on it, people with phones."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from aiohttp import web
from sqlalchemy import select

from bot.__main__ import run
from catalog.models import Product, Variant
from catalog.stock import adjust
from customers import addresses, people
from customers.people import Somebody
from foundation.clock import SystemClock
from foundation.database import Database
from foundation.settings import Settings, load_settings
from sandbox.server import create_app
from sandbox.serving import open_runner
from tests.phone import PATIENCE, Phone

TOKEN = "1000:sandbox"
OWNER, SARI, BEN = 1001, 2001, 2002


@dataclass
class Stage:
    """A running shop and the phones of its people."""

    client: httpx.AsyncClient
    settings: Settings
    phones: dict[int, Phone] = field(default_factory=dict)
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    running: "asyncio.Task[None] | None" = None

    async def close(self) -> None:
        """Stop the bot; the sandbox and its people stay."""
        self.stopping.set()
        if self.running is not None:
            await self.running

    def open(self) -> None:
        """Start the bot (again)."""
        self.stopping = asyncio.Event()
        self.running = asyncio.create_task(run(self.settings, self.stopping))

    async def person(self, person_id: int, name: str, language: str = "id") -> Phone:
        """Somebody new with a phone."""
        answer = await self.client.post(
            "/sim/people",
            json={
                "id": person_id,
                "first_name": name,
                "language_code": language,
                "phone": f"+62812{person_id:08}",
            },
        )
        answer.raise_for_status()
        self.phones[person_id] = Phone(self.client, person_id)
        return self.phones[person_id]

    @property
    def owner(self) -> Phone:
        """Melati, who runs the shop and reads Indonesian."""
        return self.phones[OWNER]

    @property
    def sari(self) -> Phone:
        """A shopper who reads Indonesian."""
        return self.phones[SARI]

    @property
    def ben(self) -> Phone:
        """A shopper who reads English."""
        return self.phones[BEN]

    async def calls(self) -> list[dict[str, Any]]:
        """Every call the bot made to Telegram."""
        return list((await self.client.get("/sim/calls?since=0")).json()["calls"])


async def known_to_the_shop(database_url: str, person_ids: Iterable[int]) -> None:
    """Make people known as if they had ordered before: name, phone, an address in Coblong."""
    now = SystemClock().now()
    database = Database(database_url)
    async with database.transaction() as session:
        for person_id in person_ids:
            name = f"Ann {person_id}"
            await people.meet(session, Somebody(person_id, name, telegram_language="en"), now=now)
            await addresses.save(
                session, person_id, recipient=name, phone="+6281234567890", street="Jl. Melati 5",
                district_code="32.73.02", now=now,
            )  # fmt: skip
    await database.close()


async def plenty_of_honey(database_url: str, jars: int = 5000) -> int:
    """Stock up on the demo shop's honey, which has no options; give its product id."""
    database = Database(database_url)
    async with database.transaction() as session:
        product_id, variant_id = (
            await session.execute(
                select(Product.id, Variant.id)
                .join(Variant, Variant.product_id == Product.id)
                .where(Product.name.startswith("Madu Hutan"))
            )
        ).one()
        now = SystemClock().now()
        await adjust(session, variant_id, counted=jars, reason="restock", actor_id=OWNER, now=now)
    await database.close()
    return int(product_id)


@asynccontextmanager
async def sandbox_server(speed: str = "off") -> AsyncIterator[str]:
    """A Telegram of our own on a free port, with flood control when ``realistic``; gives its address."""
    runner = await open_runner(create_app(speed), patience=0.2)
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def opened_shop(
    database_url: str, folder: Path, *, speed: str = "off", **changes: Any
) -> AsyncIterator[Stage]:
    """Open the shop of a database on a sandbox; afterwards every call the bot made must have been faultless."""
    async with (
        sandbox_server(speed) as address,
        httpx.AsyncClient(base_url=address, timeout=30, verify=False) as client,
    ):
        settings = load_settings(
            _env_file=None,
            **{
                "bot_token": TOKEN,
                "bot_api_url": address,
                "database_url": database_url,
                "data_dir": folder,
                "owner_ids": str(OWNER),
                **changes,
            },
        )
        stage = Stage(client, settings)
        await stage.person(OWNER, "Melati")
        await stage.person(SARI, "Sari")
        await stage.person(BEN, "Ben", "en")
        stage.open()
        try:
            await _opened(stage)
            yield stage
        finally:
            await stage.close()
        problems = [call for call in await stage.calls() if call["problems"]]
        assert not problems, problems[:3]


async def _opened(stage: Stage) -> None:
    """Wait until the bot has introduced itself; what people write from then on waits for it."""
    async with asyncio.timeout(PATIENCE):
        while stage.running is not None and not stage.running.done():
            if (await stage.client.get("/sim/bots")).json()["bots"]:
                return
            await asyncio.sleep(0.02)
