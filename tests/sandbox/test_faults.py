"""Telegram misbehaving on purpose."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import aiohttp
import pytest

from tests.sandbox.conftest import TOKEN, Phone, Telegram


async def fault(telegram: Telegram, **facts: Any) -> None:
    """Something shall go wrong."""
    await telegram.sim("POST", "faults", facts)


async def test_a_call_fails_as_often_as_asked(telegram: Telegram, bob: Phone) -> None:
    """And other methods go on."""
    await fault(telegram, method="SENDMESSAGE", code=500, times=2)
    send = {"chat_id": bob.id, "text": "hi"}
    assert await telegram.refused("sendMessage", **send) == "Internal Server Error"
    await telegram.ok("getMe")
    assert await telegram.refused("sendMessage", **send) == "Internal Server Error"
    await telegram.ok("sendMessage", **send)
    assert len(await bob.sees()) == 2


async def test_too_many_requests_say_how_long(telegram: Telegram, bob: Phone) -> None:
    """In the answer and in a header."""
    await fault(telegram, method="*", code=429, retry_after=7)
    url = f"{telegram.url}/bot{TOKEN}/sendMessage"
    async with telegram.http.post(url, json={"chat_id": bob.id, "text": "hi"}) as response:
        assert (response.status, response.headers["Retry-After"]) == (429, "7")
        assert await response.json() == {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 7",
            "parameters": {"retry_after": 7},
        }


async def test_only_calls_that_contain_something(telegram: Telegram, bob: Phone) -> None:
    """Bob's message about money fails, with words of the tester's choice."""
    await fault(telegram, method="sendMessage", code=400, contains="money", description="Bad Request: no")
    await telegram.ok("sendMessage", chat_id=bob.id, text="love")
    assert await telegram.refused("sendMessage", chat_id=bob.id, text="money") == "Bad Request: no"
    await fault(telegram, method="sendMessage", code=400, contains="deep")
    keyboard = {"inline_keyboard": [[{"text": "x", "callback_data": "deep"}]]}
    await telegram.refused("sendMessage", chat_id=bob.id, text="x", reply_markup=keyboard)


@pytest.mark.parametrize(("drop", "arrives"), [("before", False), ("after", True)])
async def test_a_connection_breaks(telegram: Telegram, bob: Phone, drop: str, arrives: bool) -> None:
    """Before or after the message was sent: the bot cannot tell which."""
    await fault(telegram, method="sendMessage", drop=drop)
    with pytest.raises(aiohttp.ClientError):
        await telegram.call("sendMessage", chat_id=bob.id, text="hi")
    assert (len(await bob.sees()) == 2) is arrives
    [call] = await telegram.calls("sendMessage")
    assert (call["ok"], call["status"]) == (False, 0)
    await telegram.ok("sendMessage", chat_id=bob.id, text="hi")


async def test_a_slow_answer_is_not_quiet(telegram: Telegram, bob: Phone) -> None:
    """Nothing is quiet while a call is being answered."""
    await fault(telegram, method="sendMessage", delay_ms=300)
    began = time.monotonic()
    sending = asyncio.create_task(telegram.ok("sendMessage", chat_id=bob.id, text="hi"))
    await telegram.until_under_way()
    assert await telegram.sim("POST", "quiet", {"for_ms": 1, "within_ms": 20}) == {"quiet": False}
    await sending
    assert time.monotonic() - began >= 0.3


async def test_faults_can_be_called_off(telegram: Telegram, bob: Phone) -> None:
    """All is well again."""
    await fault(telegram, method="*", code=500, times=99)
    await telegram.sim("DELETE", "faults")
    await telegram.ok("getMe")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"method": "x"},
        {"method": "x", "code": 200},
        {"method": "x", "code": "500"},
        {"method": "x", "drop": "sometimes"},
        {"method": "x", "code": 500, "times": 0},
        {"method": 5, "code": 500},
        {"method": "x", "delay_ms": -1},
        [],
    ],
)
async def test_a_fault_must_make_sense(telegram: Telegram, body: Any) -> None:
    """Else the tester is told."""
    assert (await telegram.sim("POST", "faults", body, status=400))["error"]
