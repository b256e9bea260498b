"""The lint notes what the server forgives."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sandbox.lint import Lint
from tests.sandbox.conftest import Phone, Telegram, inline, picture


async def problems(telegram: Telegram, method: str) -> list[tuple[str, str]]:
    """Field and rule of each finding about the last call of a method."""
    found = (await telegram.calls(method))[-1]["problems"]
    assert all(one["method"] == method and isinstance(one["value"], str) for one in found)
    return [(one["field"], one["rule"]) for one in found]


@pytest.mark.parametrize(
    ("params", "found"),
    [
        ({}, []),
        ({"colour": "red"}, [("colour", "unknown field")]),
        ({"disable_notification": "maybe"}, [("disable_notification", "must be Boolean")]),
        ({"message_thread_id": "x"}, [("message_thread_id", "must be Integer")]),
        ({"entities": "{"}, [("entities", "must be Array of MessageEntity, as JSON")]),
        ({"entities": [{"type": "bold", "offset": 0}]}, [("entities[0].length", "missing in MessageEntity")]),
        ({"link_preview_options": {"is_off": 1}}, [("link_preview_options.is_off", "unknown field of LinkPreviewOptions")]),
        ({"link_preview_options": {"is_disabled": 1}}, [("link_preview_options.is_disabled", "must be Boolean")]),
        (
            {"reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "é" * 33}]]}},
            [("reply_markup.inline_keyboard[0][0].callback_data", "1–64 bytes")],
        ),
        (
            {"reply_markup": inline(*[[("x", "x")] for _ in range(101)])},
            [("reply_markup.inline_keyboard", "at most 100 buttons")],
        ),
        ({"reply_markup": {"keyboard": [["Yes", {"text": "No"}]]}}, []),
        ({"reply_markup": {"keyboard": [[{"text": "No", "color": "red"}]]}}, [
            ("reply_markup.keyboard[0][0].color", "unknown field of KeyboardButton")]),
        ({"text": "x" * 4097}, [("text", "1–4096 characters after entities parsing")]),
        ({"text": "<b>" + "x" * 4096 + "</b>", "parse_mode": "HTML"}, []),
        ({"reply_to_message_id": 5}, [("reply_to_message_id", "unknown field")]),
    ],
)  # fmt: skip
async def test_a_message_is_checked_against_the_schema(
    telegram: Telegram, bob: Phone, params: dict[str, Any], found: list[tuple[str, str]]
) -> None:
    """Whether or not Telegram would refuse it."""
    await telegram.call("sendMessage", **{"chat_id": bob.id, "text": "hi"} | params)
    assert await problems(telegram, "sendMessage") == found


async def test_a_missing_parameter_is_noted(telegram: Telegram) -> None:
    """With the field's name."""
    await telegram.call("sendMessage")
    assert await problems(telegram, "sendMessage") == [("chat_id", "missing"), ("text", "missing")]


@pytest.mark.parametrize(
    ("media", "found"),
    [
        ([{"type": "photo", "media": "x"}], [("media", "2–10 items")]),
        ([{"type": "photo", "media": "x"}] * 2, []),
        (
            [{"type": "photo", "media": "x", "thumbnail": "y"}, {"type": "video", "media": "x"}],
            [("media[0].thumbnail", "unknown field of InputMediaPhoto")],
        ),
        (
            [{"type": "photo", "media": "x"}, {"type": "photo"}],
            [("media[1].media", "missing in InputMediaPhoto")],
        ),
    ],
)
async def test_one_of_several_types_is_judged_by_the_right_one(
    telegram: Telegram, media: list[dict[str, str]], found: list[tuple[str, str]]
) -> None:
    """A photo is a photo, whatever else is wrong with it."""
    await telegram.call("sendMediaGroup", chat_id=1, media=media)
    assert await problems(telegram, "sendMediaGroup") == found


async def test_files_are_weighed_and_must_be_meant(telegram: Telegram, bob: Phone) -> None:
    """A photo above 10 MB, a file nobody refers to, a file where text belongs."""
    heavy = picture() + b"\0" * (10 * 1024 * 1024)
    files = {"photo": ("a.jpg", heavy), "stray": ("b.jpg", b"x"), "caption": ("c.txt", b"x")}
    await telegram.form("sendPhoto", {"chat_id": "2002"}, files)
    assert await problems(telegram, "sendPhoto") == [
        ("photo", "at most 10485760 bytes"),
        ("stray", "unknown field"),
        ("caption", "must be String, not a file"),
    ]


async def test_what_we_answer_follows_the_schema_too(telegram: Telegram, bob: Phone) -> None:
    """Every message and update the sandbox makes is of the official type."""
    lint = Lint()
    keyboard = inline([("A", "a")])
    text = '<b>x</b> <a href="tg://user?id=2002">Bob</a> <pre><code class="language-a">b</code></pre> /start'
    sent = await telegram.ok(
        "sendMessage", chat_id=bob.id, text=text, parse_mode="HTML", reply_markup=keyboard
    )
    media = [{"type": "photo", "media": "attach://a"}, {"type": "photo", "media": "attach://b"}]
    album = await telegram.form(
        "sendMediaGroup",
        {"chat_id": "2002", "media": json.dumps(media)},
        {"a": ("a.jpg", picture()), "b": ("b.jpg", picture())},
    )
    messages = [sent, *album["result"]]
    for kind in ("document", "voice", "video", "sticker"):
        answer = await telegram.form(f"send{kind.title()}", {"chat_id": "2002"}, {kind: ("a.bin", b"x")})
        messages.append(answer["result"])
    messages.append(await telegram.ok("sendLocation", chat_id=bob.id, latitude=1, longitude=2))
    messages.append(await telegram.ok("sendContact", chat_id=bob.id, phone_number="+62", first_name="Z"))
    at = {"chat_id": bob.id, "message_id": sent["message_id"]}
    messages.append(
        await telegram.ok("forwardMessage", chat_id=bob.id, from_chat_id=bob.id, message_id=at["message_id"])
    )
    messages.append(await telegram.ok("editMessageText", **at, text="new"))
    await telegram.ok("pinChatMessage", **at)
    for message in messages:
        assert lint.check_object("Message", message) == []
    assert lint.check_object("ChatFullInfo", await telegram.ok("getChat", chat_id=bob.id)) == []
    assert (
        lint.check_object("ChatMember", await telegram.ok("getChatMember", chat_id=bob.id, user_id=bob.id))
        == []
    )
    assert lint.check_object("User", await telegram.ok("getMe")) == []
    assert lint.check_object("WebhookInfo", await telegram.ok("getWebhookInfo")) == []


async def test_updates_follow_the_schema_too(telegram: Telegram, bob: Phone) -> None:
    """Messages, contacts, places, files, reactions, blocking and taps."""
    lint = Lint()
    await telegram.updates(
        allowed_updates=["message", "message_reaction", "my_chat_member", "callback_query"]
    )
    said = await bob.says("hi")
    await bob.says("reply", reply_to=said)
    await bob.does("contacts")
    await bob.does("locations", latitude=1, longitude=2)
    await bob.sends("photo", ("a.jpg", picture()))
    await bob.does("reactions", message_id=said, emoji="👍")
    await bob.does("block")
    updates = await telegram.updates()
    assert len(updates) == 7
    for update in updates:
        assert lint.check_object("Update", update) == []


async def test_the_log_shows_parameters_as_what_they_are(telegram: Telegram, bob: Phone) -> None:
    """Numbers as numbers, nested JSON parsed, text left alone, files by name and size."""
    fields = {"chat_id": "2002", "caption": "[1]", "disable_notification": "true", "reply_parameters": "{}"}
    await telegram.form("sendPhoto", fields, {"photo": ("a.jpg", b"x")})
    [call] = await telegram.calls("sendPhoto")
    assert call["params"] == {
        "chat_id": 2002,
        "caption": "[1]",
        "disable_notification": True,
        "reply_parameters": {},
        "photo": "file a.jpg (1 bytes)",
    }
    assert (call["ok"], call["status"], call["bot"]) == (False, 400, 42)
