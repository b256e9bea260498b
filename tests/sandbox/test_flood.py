"""Flood control, as strict as Telegram's."""

from __future__ import annotations

import pytest

from tests.sandbox.conftest import Phone, Telegram, picture


@pytest.fixture
def speed() -> str:
    """As on the real Telegram."""
    return "realistic"


async def test_a_chat_takes_a_short_burst_then_one_a_second(telegram: Telegram, bob: Phone) -> None:
    """The bot is told how long to wait; another chat is free meanwhile."""
    ann = await telegram.arrives("Ann")
    await ann.says("/start")
    send = {"chat_id": bob.id, "text": "hi"}
    for _ in range(5):
        await telegram.ok("sendMessage", **send)
    status, answer = await telegram.call("sendMessage", **send)
    assert (status, answer["parameters"]) == (429, {"retry_after": 1})
    await telegram.ok("sendMessage", chat_id=ann.id, text="hi")
    await telegram.sim("POST", "clock", {"advance_s": 1})
    await telegram.ok("sendMessage", **send)
    assert (await telegram.call("sendMessage", **send))[0] == 429


async def test_thirty_messages_a_second_are_the_most(telegram: Telegram, bob: Phone) -> None:
    """To however many people; every message of an album counts."""
    sent = await telegram.form("sendPhoto", {"chat_id": "2002"}, {"photo": ("a.jpg", picture())})
    album = [{"type": "photo", "media": sent["result"]["photo"][-1]["file_id"]}] * 10
    people = [await telegram.arrives(f"Person {number}") for number in range(10)]
    for phone in people:
        await phone.says("/start")
    answers = [(await telegram.call("sendMediaGroup", chat_id=phone.id, media=album))[0] for phone in people]
    assert answers[:3] == [200, 200, 200]
    assert 429 in answers
