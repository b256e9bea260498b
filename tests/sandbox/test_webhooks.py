"""Updates delivered to a bot's own address."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from tests.sandbox.conftest import Phone, Telegram, inline


class Receiver:
    """A bot behind a webhook: keeps what it gets, answers what it was told to."""

    def __init__(self) -> None:
        self.url = ""
        self.got: asyncio.Queue[tuple[dict[str, Any], dict[str, str]]] = asyncio.Queue()
        self.answers: list[web.Response] = []
        self.hold: asyncio.Event | None = None

    async def handle(self, request: web.Request) -> web.Response:
        """Take an update."""
        await self.got.put((await request.json(), dict(request.headers)))
        if self.hold is not None:
            await self.hold.wait()
        return self.answers.pop(0) if self.answers else web.Response()

    async def next(self) -> dict[str, Any]:
        """The next update."""
        return (await asyncio.wait_for(self.got.get(), 5))[0]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """A bot's own server."""
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    if receiver.hold is not None:
        receiver.hold.set()
    await runner.cleanup()


async def quiet(telegram: Telegram) -> bool:
    """Whether everything is delivered soon."""
    answer = await telegram.sim("POST", "quiet", {"for_ms": 20, "within_ms": 3000})
    return bool(answer["quiet"])


async def test_updates_arrive_with_the_secret(telegram: Telegram, bob: Phone, receiver: Receiver) -> None:
    """Those that waited first, then every new one, each once."""
    await bob.says("before")
    status, answer = await telegram.call("setWebhook", url=receiver.url, secret_token="s3cret")
    assert (status, answer) == (200, {"ok": True, "result": True, "description": "Webhook was set"})
    await bob.says("after")
    for text in ("before", "after"):
        update, headers = await asyncio.wait_for(receiver.got.get(), 5)
        assert update["message"]["text"] == text
        assert headers["X-Telegram-Bot-Api-Secret-Token"] == "s3cret"
    assert await quiet(telegram)
    info = await telegram.ok("getWebhookInfo")
    assert (info["url"], info["pending_update_count"], info["max_connections"]) == (receiver.url, 0, 40)


async def test_a_method_in_the_answer_is_carried_out(
    telegram: Telegram, bob: Phone, receiver: Receiver
) -> None:
    """As JSON, form or multipart; it shows in the log like any call."""
    reply = {"method": "sendMessage", "chat_id": bob.id, "text": "as JSON"}
    form = aiohttp.FormData(default_to_multipart=True)
    for name, value in (reply | {"text": "as multipart", "chat_id": str(bob.id)}).items():
        form.add_field(name, value)
    multipart = form()
    receiver.answers = [
        web.json_response(reply),
        web.Response(
            text=f"method=sendmessage&chat_id={bob.id}&text=as+form",
            content_type="application/x-www-form-urlencoded",
        ),
        web.Response(body=multipart, headers={"Content-Type": multipart.content_type}),
        web.json_response({"method": "frobnicate"}),
        web.Response(text="{broken", content_type="application/json"),
    ]
    await telegram.ok("setWebhook", url=receiver.url)
    for number in range(5):
        await bob.says(str(number))
        await receiver.next()
    assert await quiet(telegram)
    replies = [message["text"] for message in await bob.sees() if not message["out"]]
    assert replies == ["as JSON", "as form", "as multipart"]
    assert [call["params"]["text"] for call in await telegram.calls("sendMessage")] == replies


async def test_a_failed_delivery_is_tried_again(telegram: Telegram, bob: Phone, receiver: Receiver) -> None:
    """At once, then after 2, 4, 8 seconds and so on; what comes later waits its turn."""
    receiver.answers = [web.Response(status=500) for _ in range(5)]
    await telegram.ok("setWebhook", url=receiver.url)
    await bob.says("first")
    await bob.says("second")
    for wait in (0, 0, 2, 4, 8, 16):
        await telegram.until_waiting_for(wait)
        await telegram.sim("POST", "clock", {"advance_s": wait})
        assert (await receiver.next())["message"]["text"] == "first"
    assert (await receiver.next())["message"]["text"] == "second"
    assert await quiet(telegram)
    info = await telegram.ok("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"


async def test_a_slow_answer_holds_up_only_its_own_chat(
    telegram: Telegram, ann: Phone, bob: Phone, receiver: Receiver
) -> None:
    """Bob's second message waits for his first; Ann's does not, nor does a tap."""
    sent = await telegram.ok("sendMessage", chat_id=bob.id, text="x", reply_markup=inline([("A", "a")]))
    await telegram.ok("setWebhook", url=receiver.url)
    receiver.hold = asyncio.Event()
    await bob.says("one")
    await bob.says("two")
    await ann.says("hello")
    tap = asyncio.create_task(bob.does("taps", message_id=sent["message_id"], text="A"))
    updates = [await receiver.next() for _ in range(3)]
    assert {update["message"]["text"] for update in updates if "message" in update} == {"one", "hello"}
    [query] = [update["callback_query"] for update in updates if "callback_query" in update]
    await telegram.ok("answerCallbackQuery", callback_query_id=query["id"])
    await tap
    assert (await telegram.ok("getWebhookInfo"))["pending_update_count"] == 4
    receiver.hold.set()
    assert (await receiver.next())["message"]["text"] == "two"
    assert await quiet(telegram)


async def test_what_was_not_delivered_waits_for_polling(
    telegram: Telegram, bob: Phone, receiver: Receiver
) -> None:
    """Deleting the webhook keeps it, unless told otherwise."""
    receiver.answers = [web.Response(status=500) for _ in range(2)]
    await telegram.ok("setWebhook", url=receiver.url, allowed_updates=json.dumps(["message"]))
    await bob.says("kept")
    await receiver.next()
    await receiver.next()
    assert (await telegram.ok("getWebhookInfo"))["allowed_updates"] == ["message"]
    assert (await telegram.call("deleteWebhook"))[1]["description"] == "Webhook was deleted"
    assert (await telegram.call("deleteWebhook"))[1]["description"] == "Webhook is already deleted"
    assert [update["message"]["text"] for update in await telegram.updates()] == ["kept"]
    await telegram.ok("deleteWebhook", drop_pending_updates=True)
    assert await telegram.updates() == []


async def test_a_webhook_nobody_answers_is_reported(telegram: Telegram, bob: Phone) -> None:
    """With Telegram's words, and the update kept."""
    await telegram.ok("setWebhook", url="http://127.0.0.1:1/hook")
    await bob.says("anyone?")
    await telegram.until_waiting_for(2)
    info = await telegram.ok("getWebhookInfo")
    assert (info["last_error_message"], info["pending_update_count"]) == ("Connection refused", 1)


async def test_a_secret_has_only_plain_characters(telegram: Telegram) -> None:
    """As Telegram demands."""
    words = await telegram.refused("setWebhook", url="https://example.com/", secret_token="a b")
    assert words == "Bad Request: secret token contains unallowed characters"
