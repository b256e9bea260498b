"""People: who they are, what they do and see."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import aiohttp
import pytest

from tests.sandbox.conftest import BOT, Phone, Telegram, inline


async def test_people_are_who_they_say(telegram: Telegram) -> None:
    """Absent facts are null; the same id again is the same person, changed."""
    ann = await telegram.sim("POST", "people", {"first_name": "Ann", "username": "@ann_lee"})
    assert ann == {
        "id": ann["id"],
        "first_name": "Ann",
        "last_name": None,
        "username": "ann_lee",
        "language_code": None,
        "phone": None,
    }
    await telegram.sim("POST", f"people/{ann['id']}/messages", {"text": "hi"})
    changed = await telegram.sim("POST", "people", {"id": ann["id"], "first_name": "Anna"})
    assert (await telegram.sim("GET", "people"))["people"] == [changed]
    assert (await telegram.ok("getChat", chat_id=ann["id"]))["first_name"] == "Anna"


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"first_name": ""},
        {"first_name": 5},
        {"first_name": "A", "id": "7"},
        {"first_name": "A", "id": -7},
        {"first_name": "A", "id": 10**30},
        {"first_name": "A", "id": BOT},
        {"first_name": "A", "username": "a b"},
        {"first_name": "A", "username": "ANN_LEE"},
        {"first_name": "A", "language_code": "not a language"},
    ],
)
async def test_impossible_people_are_refused(telegram: Telegram, ann: Phone, facts: dict[str, Any]) -> None:
    """With a reason."""
    assert (await telegram.sim("POST", "people", facts, status=400))["error"]


async def test_a_bot_learns_who_wrote(telegram: Telegram, ann: Phone) -> None:
    """Commands get their entity, the chat carries the person's id."""
    await ann.says("/start ref_1")
    [update] = await telegram.updates()
    message = update["message"]
    assert message["from"] == {
        "id": ann.id,
        "is_bot": False,
        "first_name": "Ann",
        "username": "ann_lee",
        "language_code": "id",
    }
    assert message["chat"] == {"id": ann.id, "first_name": "Ann", "username": "ann_lee", "type": "private"}
    assert message["text"] == "/start ref_1"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("https://t.me/sandbox_42_bot?start=p_7-x", "/start p_7-x"),
        ("t.me/SANDBOX_42_bot?start=a", "/start a"),
        ("tg://resolve?domain=sandbox_42_bot&start=a", "/start a"),
        ("https://t.me/sandbox_42_bot", "/start"),
    ],
)
async def test_a_deep_link_starts_the_bot(telegram: Telegram, ann: Phone, url: str, text: str) -> None:
    """With its payload."""
    await ann.does("links", url=url)
    [update] = await telegram.updates()
    assert update["message"]["text"] == text


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("https://t.me/other_bot?start=a", 404),
        ("https://example.com/", 400),
        ("https://t.me/sandbox_42_bot?start=a%20b", 400),
        ("https://t.me/sandbox_42_bot?start=" + "x" * 65, 400),
        ("https://[", 400),
        ("", 400),
    ],
)
async def test_other_links_lead_nowhere(telegram: Telegram, ann: Phone, url: str, status: int) -> None:
    """And say why."""
    await ann.does("links", status, url=url)


async def test_a_long_text_becomes_several_messages(telegram: Telegram, ann: Phone) -> None:
    """As phones split it."""
    await ann.says("x" * 5000)
    assert [len(update["message"]["text"]) for update in await telegram.updates()] == [4096, 904]


async def test_a_shared_contact_is_ones_own(telegram: Telegram, ann: Phone) -> None:
    """The bot can tell by the user id."""
    await ann.does("contacts")
    [update] = await telegram.updates()
    assert update["message"]["contact"] == {
        "phone_number": "+62811111111",
        "first_name": "Ann",
        "user_id": ann.id,
    }
    [seen] = await ann.sees()
    assert (seen["kind"], seen["contact"]) == (
        "contact",
        {"phone_number": "+62811111111", "first_name": "Ann"},
    )


async def test_the_screen_shows_the_whole_message(telegram: Telegram, bob: Phone) -> None:
    """In the shape the page is built on."""
    sent = await telegram.ok(
        "sendMessage", chat_id=bob.id, text="Menu", reply_markup=inline([("A", "a"), ("B", "b")])
    )
    assert (await bob.sees())[-1] == {
        "message_id": sent["message_id"],
        "date": sent["date"],
        "edit_date": None,
        "out": False,
        "sender": {"id": BOT, "name": "Sandbox Bot", "is_bot": True},
        "kind": "text",
        "text": "Menu",
        "service": None,
        "entities": [],
        "file": None,
        "contact": None,
        "location": None,
        "invoice": None,
        "reactions": [],
        "thread": None,
        "via": None,
        "media_group_id": None,
        "reply_to": None,
        "buttons": [
            [{"text": "A", "kind": "callback", "data": "a"}, {"text": "B", "kind": "callback", "data": "b"}]
        ],
    }
    newer = await telegram.sim("GET", f"people/{bob.id}/chats/{BOT}?after={sent['message_id']}")
    assert newer["messages"] == []


async def test_unread_messages_are_counted_until_read(telegram: Telegram, bob: Phone) -> None:
    """The list of chats shows how many and the last one."""
    for text in ("one", "two"):
        await telegram.ok("sendMessage", chat_id=bob.id, text=text)
    [chat] = (await telegram.sim("GET", f"people/{bob.id}/chats"))["chats"]
    assert (chat["unread"], chat["last_message"]["text"]) == (2, "two")
    await bob.sees()
    [chat] = (await telegram.sim("GET", f"people/{bob.id}/chats"))["chats"]
    assert chat["unread"] == 0


async def test_typing_lasts_until_the_message_or_five_seconds(telegram: Telegram, bob: Phone) -> None:
    """Whichever comes first."""
    await telegram.ok("sendChatAction", chat_id=bob.id, action="typing")
    assert (await bob.chat())["typing"] is True
    await telegram.ok("sendMessage", chat_id=bob.id, text="hi")
    assert (await bob.chat())["typing"] is False
    await telegram.ok("sendChatAction", chat_id=bob.id, action="upload_photo")
    await telegram.sim("POST", "clock", {"advance_s": 5})
    assert (await bob.chat())["typing"] is False


async def test_a_chat_reads_well_in_a_terminal(telegram: Telegram, bob: Phone) -> None:
    """Buttons in brackets, the keyboard at the end."""
    await telegram.ok(
        "sendMessage", chat_id=bob.id, text="Menu\nof today", reply_markup=inline([("A", "a"), ("B", "b")])
    )
    await bob.does("contacts")
    await telegram.ok(
        "sendMessage", chat_id=bob.id, text="Thanks", reply_markup={"keyboard": [["Yes", "No"]]}
    )
    url = f"{telegram.url}/sim/people/{bob.id}/chats/{BOT}.txt"
    async with telegram.http.get(url) as response:
        assert response.content_type == "text/plain"
        lines = (await response.text()).splitlines()
    numbers = [message["message_id"] for message in await bob.sees()]
    assert lines == [
        "Bob Tan – Sandbox Bot",
        "",
        f"#{numbers[0]} Bob Tan: /start",
        f"#{numbers[1]} Sandbox Bot: Menu",
        "    of today",
        "    [A] [B]",
        f"#{numbers[2]} Bob Tan (contact Bob +628120002002): ",
        f"#{numbers[3]} Sandbox Bot: Thanks",
        "",
        "keyboard:",
        "    [Yes] [No]",
    ]


async def test_what_is_deleted_is_gone_for_both(telegram: Telegram, bob: Phone) -> None:
    """The bot cannot edit it any more."""
    sent = await telegram.ok("sendMessage", chat_id=bob.id, text="hi")
    await bob.does("deletions", message_id=sent["message_id"])
    await bob.does("deletions", 404, message_id=sent["message_id"])
    assert await telegram.refused(
        "editMessageText", chat_id=bob.id, message_id=sent["message_id"], text="x"
    ) == ("Bad Request: message to edit not found")


async def test_the_chat_may_be_left_out_with_one_bot(telegram: Telegram, ann: Phone) -> None:
    """With two it must be said."""
    await ann.says("hi")
    await telegram.ok("getMe", token="43:other")
    assert "which chat" in (await ann.does("messages", 400, text="hi"))["error"]
    await ann.does("messages", text="hi", chat=43)
    await ann.does("messages", 404, text="hi", chat=44)
    assert [chat["id"] for chat in (await telegram.sim("GET", f"people/{ann.id}/chats"))["chats"]] == [
        43,
        BOT,
    ]
    assert [bot["username"] for bot in (await telegram.sim("GET", "bots"))["bots"]] == [
        "sandbox_42_bot",
        "sandbox_43_bot",
    ]


async def test_whoever_blocked_the_bot_cannot_write_to_it(telegram: Telegram, bob: Phone) -> None:
    """Until it is unblocked."""
    await bob.does("block")
    assert (await bob.chat())["blocked"] is True
    for what, body in (
        ("messages", {"text": "hi"}),
        ("contacts", {}),
        ("links", {"url": "t.me/sandbox_42_bot"}),
    ):
        assert "unblock" in (await bob.does(what, 400, **body))["error"]


class Listening:
    """A page that reads server-sent events."""

    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self._response = response

    async def next(self, *skip: str) -> tuple[str, Any]:
        """The next event that is not of a kind to skip."""
        while True:
            name = data = ""
            while line := (await self._response.content.readline()).decode().rstrip("\n"):
                field, _, value = line.partition(": ")
                name = value if field == "event" else name
                data = value if field == "data" else data
            if name and name not in skip:
                return name, json.loads(data)


async def test_a_page_hears_what_happens(telegram: Telegram, bob: Phone) -> None:
    """Messages, edits, answers, typing, the keyboard, deletions, and every call."""
    async with telegram.http.get(f"{telegram.url}/sim/people/{bob.id}/events") as response:
        assert response.content_type == "text/event-stream"
        page = Listening(response)
        await telegram.until_someone_listens()
        sent = await telegram.ok("sendMessage", chat_id=bob.id, text="hi", reply_markup=inline([("A", "a")]))
        name, data = await page.next()
        assert (name, data["chat"], data["message"]["text"]) == ("message", BOT, "hi")
        name, data = await page.next()
        assert (name, data["method"], data["problems"]) == ("call", "sendMessage", [])

        tap = asyncio.create_task(bob.does("taps", message_id=sent["message_id"], text="A"))
        [update] = await telegram.updates(timeout=5)
        await telegram.ok("answerCallbackQuery", callback_query_id=update["callback_query"]["id"], text="ok")
        await tap
        assert await page.next("call") == (
            "answer",
            {"chat": BOT, "message_id": sent["message_id"], "text": "ok", "show_alert": False, "url": None},
        )
        at = {"chat_id": bob.id, "message_id": sent["message_id"]}
        await telegram.ok("editMessageText", **at, text="new")
        name, data = await page.next("call")
        assert (name, data["message"]["text"]) == ("edited", "new")
        await telegram.ok("sendChatAction", chat_id=bob.id, action="typing")
        assert await page.next("call") == ("typing", {"chat": BOT, "action": "typing"})
        await telegram.ok("deleteMessage", **at)
        assert await page.next("call") == ("deleted", {"chat": BOT, "message_ids": [sent["message_id"]]})
        name, data = await page.next("call")
        assert (name, data["chat"]["last_message"]["text"]) == ("chat", "/start")
        await telegram.ok("setMyCommands", commands=[{"command": "help", "description": "Help"}])
        name, data = await page.next("call")
        assert (name, data["chat"]["commands"][0]["command"]) == ("chat", "help")
        await bob.says("mine")
        name, data = await page.next("call")
        assert (name, data["message"]["out"]) == ("message", True)


async def test_nobody_hears_the_chats_of_others(telegram: Telegram, ann: Phone, bob: Phone) -> None:
    """Only the calls are for every listener."""
    async with telegram.http.get(f"{telegram.url}/sim/people/{ann.id}/events") as response:
        await telegram.until_someone_listens()
        await telegram.ok("sendMessage", chat_id=bob.id, text="secret")
        assert (await Listening(response).next())[0] == "call"


async def test_starting_over_ends_every_stream(telegram: Telegram, bob: Phone) -> None:
    """The page then asks who is there now."""
    async with telegram.http.get(f"{telegram.url}/sim/people/{bob.id}/events") as response:
        await telegram.until_someone_listens()
        await telegram.sim("POST", "reset")
        assert "event" not in (await response.read()).decode()


async def test_nobody_writes_to_a_deleted_account(telegram: Telegram, bob: Phone) -> None:
    """Until the person is back."""
    await bob.does("deactivate")
    status, answer = await telegram.call("sendMessage", chat_id=bob.id, text="Hello?")
    assert (status, answer["description"]) == (403, "Forbidden: user is deactivated")
    await telegram.sim("POST", "people", {"id": bob.id, "first_name": "Bob"})
    await telegram.ok("sendMessage", chat_id=bob.id, text="Welcome back")
