"""Any request at all: the sandbox says what is wrong with it and goes on."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from yarl import URL

from tests.sandbox.conftest import BOT, Json, Phone, Telegram, inline
from tests.sandbox.nonsense import BOB, PICTURE, Request, requests

HURRY_S = 0.2
MANY = 20_000
SOME = 150
pytestmark = pytest.mark.filterwarnings(
    "ignore::RuntimeWarning", "ignore::hypothesis.errors.HypothesisWarning"
)
"""aiohttp warns of broken forms before it gives up on them, Hypothesis of texts too long to be shown."""
usual = settings(
    deadline=None, database=None, suppress_health_check=[*HealthCheck], report_multiple_bugs=False
)


async def opens(telegram: Telegram) -> None:
    """Bob, a bot with something said, a group, a channel and a forum."""
    await telegram.ok("getMe")
    await telegram.sim("POST", "people", {"first_name": "Bob", "id": BOB})
    bob = Phone(telegram, BOB)
    await bob.says("/start")
    await telegram.ok("sendMessage", chat_id=BOB, text="Menu", reply_markup=inline([("A", "a")]))
    both = [BOB, BOT]
    await telegram.sim("POST", "groups", {"title": "Us", "members": both})
    await telegram.sim("POST", "channels", {"title": "News", "admins": both, "username": "us_all"})
    await telegram.sim("POST", "groups", {"title": "Mugs", "members": [BOB], "admins": both, "forum": True})


@pytest.fixture
async def stage(telegram: Telegram) -> AsyncIterator[Telegram]:
    """A sandbox with somebody in it, and somebody who never lets anyone wait: Telegram's clock is always ahead."""
    await opens(telegram)
    yield telegram
    await telegram.ok("getMe")


def _body(request: Request) -> dict[str, Any]:
    """The request's values as aiohttp sends them."""
    if request.values is None:
        return {}
    if request.way == "raw":
        return {"data": request.values, "headers": {"Content-Type": "multipart/form-data; boundary=b"}}
    if request.way == "json" or not isinstance(request.values, dict):
        # Python writes NaN and Infinity, which are no JSON: nonsense too.
        return {"data": json.dumps(request.values).encode(), "headers": {"Content-Type": "application/json"}}
    form = aiohttp.FormData(default_to_multipart=request.way == "multipart")
    for name, value in request.values.items():
        text = value if isinstance(value, str) else json.dumps(value)
        form.add_field(_plain(name), _sendable(text))
    if request.way == "multipart":
        form.add_field("file", PICTURE, filename="../a.jpg")
    return {"data": form}


def _plain(name: str) -> str:
    return "".join(one for one in name if one.isascii() and (one.isalnum() or one == "_")) or "x"


def _sendable(text: str) -> str:
    return text.encode(errors="replace").decode()


async def answer_to(telegram: Telegram, request: Request) -> tuple[int, str]:
    """Status and body; whoever waits for an answer that never comes is let go by the clock."""

    async def ask() -> tuple[int, str]:
        url = URL(f"{telegram.url}/{request.path}", encoded=True).update_query(request.query)
        async with telegram.http.request(request.verb, url, **_body(request)) as response:
            return response.status, await response.text()

    asked = asyncio.create_task(ask())
    while not (await asyncio.wait([asked], timeout=HURRY_S))[0]:
        await telegram.sim("POST", "clock", {"advance_s": 61})
    return asked.result()


async def _downloads(telegram: Telegram, answer: Json) -> None:
    """What was taken as a photo can be had in every size, or is refused."""
    sent = answer.get("result")
    for size in sent.get("photo", []) if isinstance(sent, dict) else []:
        status, refused = await telegram.call("getFile", file_id=size["file_id"])
        assert status in {200, 400}, refused


async def stands(telegram: Telegram, request: Request) -> None:
    """The answer is no crash and gives a reason, and the next call is answered."""
    status, text = await answer_to(telegram, request)
    where = ascii(request) + f": {status} {text[:500]}"
    if request.path.startswith("sim/") and not request.path.endswith(".txt"):
        assert status < 500, where
        assert status == 200 or json.loads(text)["error"] or "/files/" in request.path, where
    elif request.path.startswith("bot"):
        answer: Json = json.loads(text)
        await _downloads(telegram, answer)
        assert status < 500 or (status == 501 and "the sandbox" in answer["description"]), where
        assert answer["ok"] or answer["description"], where
    else:
        assert status < 500, where
    await telegram.sim("DELETE", "faults")
    if request.path == "sim/reset":
        await opens(telegram)
    await telegram.ok("getMe")


@given(request=requests)
@settings(usual, max_examples=SOME, derandomize=True)
async def test_some_nonsense_is_explained(stage: Telegram, request: Request) -> None:
    """A few hundred requests, always the same."""
    await stands(stage, request)


@pytest.mark.soak
@given(request=requests)
@settings(usual, max_examples=MANY)
async def test_twenty_thousand_kinds_of_nonsense_are_explained(stage: Telegram, request: Request) -> None:
    """Over every method Telegram has and every route of the people's side, others each time."""
    await stands(stage, request)
