"""The stage: a fresh Telegram on a free port, one bot's token, and a cast of people with phones."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from PIL import Image

from sandbox.server import WORLD, create_app
from sandbox.serving import open_runner
from sandbox.world import World

TOKEN = "42:test"
BOT = 42
Json = dict[str, Any]


async def _until(there: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not there():  # noqa: ASYNC110
            await asyncio.sleep(0)


class Telegram:
    """One running sandbox, asked over HTTP."""

    def __init__(self, url: str, http: aiohttp.ClientSession, world: World) -> None:
        self.url = url
        self.http = http
        self._world = world

    # Some things cannot be seen from outside, nor awaited: they are looked for until they are there.

    async def until_polling(self) -> None:
        """Until a getUpdates waits."""
        await _until(lambda: self._world.bots[BOT].updates.waiter is not None)

    async def until_under_way(self) -> None:
        """Until a call is being answered."""
        await _until(lambda: self._world.in_flight > 0)

    async def until_waiting_for(self, seconds: float) -> None:
        """Until someone waits for Telegram's clock to go on by about that much."""
        await _until(lambda: not seconds or any(left > seconds - 1 for left in self._world.clock.waits()))

    async def until_someone_listens(self) -> None:
        """Until a page listens to events."""
        await _until(self._world.events.heard)

    async def call(self, method: str, token: str = TOKEN, **params: Any) -> tuple[int, Json]:
        """A Bot API call with a JSON body: status and answer."""
        async with self.http.post(f"{self.url}/bot{token}/{method}", json=params) as response:
            return response.status, await response.json()

    async def ok(self, method: str, token: str = TOKEN, **params: Any) -> Any:
        """A call that must succeed: its result."""
        status, answer = await self.call(method, token, **params)
        assert (status, answer["ok"]) == (200, True), answer
        return answer["result"]

    async def refused(self, method: str, token: str = TOKEN, **params: Any) -> str:
        """A call that must fail: Telegram's words."""
        status, answer = await self.call(method, token, **params)
        assert not answer["ok"] and answer["error_code"] == status, answer
        return str(answer["description"])

    async def form(self, method: str, fields: Json, files: dict[str, tuple[str, bytes]]) -> Json:
        """A call as multipart form with files."""
        form = aiohttp.FormData()
        for name, value in fields.items():
            form.add_field(name, value)
        for name, (filename, data) in files.items():
            form.add_field(name, io.BytesIO(data), filename=filename)
        async with self.http.post(f"{self.url}/bot{TOKEN}/{method}", data=form) as response:
            answer: Json = await response.json()
            return answer

    async def sim(self, verb: str, path: str, body: Any = None, status: int = 200) -> Any:
        """The people's side, expecting `status`."""
        async with self.http.request(verb, f"{self.url}/sim/{path}", json=body) as response:
            answer = await response.json()
            assert response.status == status, answer
            return answer

    async def updates(self, **params: Any) -> list[Json]:
        """What getUpdates answers."""
        result: list[Json] = await self.ok("getUpdates", **params)
        return result

    async def calls(self, method: str) -> list[Json]:
        """The calls of a method so far."""
        return [call for call in (await self.sim("GET", "calls"))["calls"] if call["method"] == method]

    async def arrives(self, first_name: str, **facts: Any) -> Phone:
        """Someone new comes, with a phone."""
        person = await self.sim("POST", "people", {"first_name": first_name} | facts)
        return Phone(self, person["id"])


class Phone:
    """What one person does."""

    def __init__(self, telegram: Telegram, id: int) -> None:
        self.telegram = telegram
        self.id = id

    async def does(self, what: str, status: int = 200, **body: Any) -> Json:
        """Any action of the people's side."""
        result: Json = await self.telegram.sim("POST", f"people/{self.id}/{what}", body, status)
        return result

    async def says(self, text: str, **more: Any) -> int:
        """Sends a text; its message id."""
        return int((await self.does("messages", text=text, **more))["message_id"])

    async def sees(self) -> list[Json]:
        """The messages on the screen."""
        messages: list[Json] = (await self.telegram.sim("GET", f"people/{self.id}/chats/{BOT}"))["messages"]
        return messages

    async def chat(self) -> Json:
        """The chat with the bot, as the list of chats shows it."""
        chat: Json = (await self.telegram.sim("GET", f"people/{self.id}/chats/{BOT}"))["chat"]
        return chat

    async def sends(self, kind: str, *files: tuple[str, bytes], status: int = 200, **fields: str) -> Json:
        """Sends files."""
        form = aiohttp.FormData({"as": kind} | fields, default_to_multipart=True)
        for name, data in files:
            form.add_field("file", io.BytesIO(data), filename=name)
        url = f"{self.telegram.url}/sim/people/{self.id}/files"
        async with self.telegram.http.post(url, data=form) as response:
            answer: Json = await response.json()
            assert response.status == status, answer
            return answer


TOLD = ["message", "chosen_inline_result"]
ASKED = ["callback_query", "inline_query", "shipping_query", "pre_checkout_query"]


@asynccontextmanager
async def serving(telegram: Telegram, handle: Callable[[Json], Awaitable[None]]) -> AsyncIterator[list[Json]]:
    """A bot is at work meanwhile: `handle` gets what must be answered, the list given fills with the rest."""
    others: list[Json] = []

    async def work() -> None:
        offset = 0
        while True:
            params = {"offset": offset, "timeout": 20, "allowed_updates": [*ASKED, *TOLD]}
            for update in await telegram.ok("getUpdates", **params):
                offset = update["update_id"] + 1
                if any(kind in update for kind in ASKED):
                    await handle(update)
                else:
                    others.append(update)

    task = asyncio.create_task(work())
    try:
        yield others
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def picture(width: int = 40, height: int = 30, file_format: str = "JPEG", colour: str = "teal") -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, file_format)
    return out.getvalue()


def inline(*rows: list[tuple[str, str]]) -> Json:
    """An inline keyboard of callback buttons."""
    return {
        "inline_keyboard": [[{"text": text, "callback_data": data} for text, data in row] for row in rows]
    }


@pytest.fixture
def speed() -> str:
    """How strict flood control is."""
    return "off"


@pytest.fixture
async def telegram(speed: str) -> AsyncIterator[Telegram]:
    """A fresh sandbox where one bot has called already."""
    app = create_app(speed)
    runner = await open_runner(app, patience=0.2)
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    async with aiohttp.ClientSession() as http:
        stage = Telegram(f"http://127.0.0.1:{runner.addresses[0][1]}", http, app[WORLD])
        await stage.ok("getMe")
        yield stage
    await runner.cleanup()


@pytest.fixture
async def ann(telegram: Telegram) -> Phone:
    """Ann, who has never spoken to the bot."""
    return await telegram.arrives("Ann", username="ann_lee", language_code="id", phone="+62811111111")


@pytest.fixture
async def bob(telegram: Telegram) -> Phone:
    """Bob, who has started the bot; its updates about that are confirmed."""
    bob = await telegram.arrives("Bob", last_name="Tan", id=2002)
    await bob.says("/start")
    await telegram.ok("getUpdates", offset=-1)
    latest = await telegram.ok("getUpdates")
    await telegram.ok("getUpdates", offset=latest[-1]["update_id"] + 1)
    return bob
