"""A bot in a process of its own, so that it can be killed like a power cut would, and people who do not give up."""

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Collection, Mapping
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import func, select

from foundation.database import Database
from foundation.outbox import OutboxRow
from tests.phone import Phone, labels, transcript_of

ROOT = Path(__file__).parents[2]


class Bot:
    """The bot in a process of its own."""

    def __init__(
        self, client: httpx.AsyncClient, environment: Mapping[str, str], module: str = "bot"
    ) -> None:
        """Run with these settings on the sandbox that ``client`` talks to."""
        self._client, self._environment, self._module = client, dict(environment), module
        # where it takes updates is the last thing it tells Telegram before it is there
        self._opens = "setWebhook" if self._environment.get("WEBHOOK_URL") else "deleteWebhook"
        self._process: asyncio.subprocess.Process | None = None

    async def begin(self, **more: str) -> None:
        """Start it."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", self._module, env={**self._environment, **more}, cwd=ROOT
        )

    async def start(self) -> None:
        """Start it, and wait until it listens."""
        since = (await self._client.get("/sim/calls", params={"since": 10**9})).json()["next"]
        await self.begin()
        for _ in range(1200):
            calls = (await self._client.get("/sim/calls", params={"since": since})).json()["calls"]
            if any(call["method"] == self._opens for call in calls):
                return
            await asyncio.sleep(0.05)
        raise AssertionError("the bot does not come up")

    async def died(self) -> int:
        """Wait until it has ended by itself; gives its exit code."""
        assert self._process is not None
        return await self._process.wait()

    async def kill(self) -> None:
        """Kill -9."""
        assert self._process is not None
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGKILL)
        await self._process.wait()

    async def stop(self) -> None:
        """Stop it the friendly way."""
        assert self._process is not None
        self._process.terminate()
        assert await self._process.wait() == 0


def environment_of(address: str, database_url: str, folder: Path, owner: int, **more: str) -> dict[str, str]:
    """Give a bot's settings."""
    return {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"), "BOT_TOKEN": "1000:sandbox", "BOT_API_URL": address,
        "DATABASE_URL": database_url, "DATA_DIR": str(folder), "OWNER_IDS": str(owner), "LOG_LEVEL": "ERROR", **more,
    }  # fmt: skip


Seen = Callable[[list[dict[str, Any]]], dict[str, Any] | None]
"""Finds what a person waits for among the messages of their chat."""


def with_button(label: str, known: Collection[int] = ()) -> Seen:
    """The newest message with such a button, other than the known ones."""

    def find(messages: list[dict[str, Any]]) -> dict[str, Any] | None:
        new = (one for one in reversed(messages) if one["message_id"] not in known)
        return next((one for one in new if any(label in text for text in labels(one))), None)

    return find


def asks_to_pay(message_id: int) -> Seen:
    """The message once it shows how to pay an order."""

    def find(messages: list[dict[str, Any]]) -> dict[str, Any] | None:
        shown = (one for one in messages if one["message_id"] == message_id)
        return next((one for one in shown if "QRIS" in one["text"] and "Order #" in one["text"]), None)

    return find


def says(*texts: str) -> Seen:
    """A message of the bot with all these words."""

    def find(messages: list[dict[str, Any]]) -> dict[str, Any] | None:
        heard = (one for one in reversed(messages) if not one["out"])
        return next((one for one in heard if all(text in one["text"] for text in texts)), None)

    return find


async def insist(
    phone: Phone, act: Callable[[], Awaitable[None]], seen: Seen, patience: float = 400
) -> dict[str, Any]:
    """Do something again and again until what it should lead to is on somebody's screen."""
    loop = asyncio.get_running_loop()
    end = loop.time() + patience
    while loop.time() < end:
        await act()
        again = loop.time() + 3
        while loop.time() < again:
            found = seen(await phone.messages())
            if found is not None:
                return found
            await asyncio.sleep(0.1)
    chat = "\n---\n".join(transcript_of(one) for one in (await phone.messages())[-4:])
    raise AssertionError(f"person {phone.id} gave up; the chat ends with:\n{chat}")


async def say(phone: Phone, text: str) -> None:
    """Send a message, and do not wait for the answer."""
    await phone._post("messages", json={"text": text})


async def show(phone: Phone, picture: bytes) -> None:
    """Send a picture, and do not wait for the answer."""
    await phone._post("files", files={"file": ("slip.jpg", picture, "image/jpeg")}, data={"as": "photo"})


async def tap(phone: Phone, message: dict[str, Any], label: str) -> None:
    """Tap a button; whether anybody answers is another matter."""
    body = {"message_id": message["message_id"], "text": label}
    try:
        await phone._client.post(f"/sim/people/{phone.id}/taps", json=body, timeout=2)
    except httpx.TimeoutException:
        return  # the bot died with the tap in its hands: an impatient person taps again


async def somebody(client: httpx.AsyncClient, person_id: int, name: str) -> Phone:
    """A person with a phone who reads English."""
    body = {"id": person_id, "first_name": name, "language_code": "en"}
    (await client.post("/sim/people", json=body)).raise_for_status()
    return Phone(client, person_id)


async def introduced(client: httpx.AsyncClient) -> None:
    """Wait until a bot has told Telegram who it is."""
    async with asyncio.timeout(120):
        while not (await client.get("/sim/bots")).json()["bots"]:  # noqa: ASYNC110 - over HTTP
            await asyncio.sleep(0.05)


async def everything_told(url: str) -> None:
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
