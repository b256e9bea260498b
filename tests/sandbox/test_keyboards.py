"""Buttons below messages and keyboards below the input field."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.sandbox.conftest import Phone, Telegram, inline

TEXT_BUTTON = (
    "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
)


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ({"text": "x"}, TEXT_BUTTON),
        ({"text": "x", "callback_data": ""}, TEXT_BUTTON),
        ({"text": "x", "pay": True}, "Bad Request: BUTTON_TYPE_INVALID"),
        (
            {"text": "x", "url": "ftp://example.com"},
            "Bad Request: inline keyboard button URL 'ftp://example.com' is invalid: Unsupported URL protocol",
        ),
        (
            {"text": "x", "web_app": {"url": "http://example.com"}},
            "Bad Request: inline keyboard button Web App URL 'http://example.com' is invalid: "
            "Only HTTPS links are allowed",
        ),
        ({"text": "x", "callback_data": "é" * 33}, "Bad Request: BUTTON_DATA_INVALID"),
        (
            {"text": "x", "url": "http://localhost/"},
            "Bad Request: inline keyboard button URL 'http://localhost/' is invalid: Wrong HTTP URL",
        ),
        ({"text": "x", "copy_text": {"text": "y" * 257}}, "Bad Request: BUTTON_COPY_TEXT_INVALID"),
        (
            {"callback_data": "x"},
            "Bad Request: can't parse inline keyboard button: Can't find field \"text\"",
        ),
        ("x", "Bad Request: can't parse inline keyboard button: InlineKeyboardButton must be an Object"),
    ],
)
async def test_a_bad_button_spoils_the_message(
    telegram: Telegram, bob: Phone, button: Any, words: str
) -> None:
    """Nothing is sent."""
    markup = {"inline_keyboard": [[button]]}
    assert await telegram.refused("sendMessage", chat_id=bob.id, text="hi", reply_markup=markup) == words
    assert len(await bob.sees()) == 1


async def test_sixty_four_bytes_of_data_pass(telegram: Telegram, bob: Phone) -> None:
    """Bytes count, not characters."""
    await telegram.ok("sendMessage", chat_id=bob.id, text="hi", reply_markup=inline([("x", "é" * 32)]))


async def test_every_kind_of_button_is_shown(telegram: Telegram, bob: Phone) -> None:
    """And does what a phone would do when tapped."""
    row = [
        {"text": "Go", "url": "example.com/a"},
        {"text": "Copy", "copy_text": {"text": "ABC"}},
        {"text": "Find", "switch_inline_query_current_chat": ""},
    ]
    sent = await telegram.ok(
        "sendMessage", chat_id=bob.id, text="hi", reply_markup={"inline_keyboard": [row, []]}
    )
    assert (await bob.sees())[-1]["buttons"] == [
        [
            {"text": "Go", "kind": "url", "url": "http://example.com/a"},
            {"text": "Copy", "kind": "copy", "copy": "ABC"},
            {"text": "Find", "kind": "inline", "query": "", "here": True},
        ]
    ]
    at = {"message_id": sent["message_id"]}
    assert await bob.does("taps", **at, text="Go") == {"answer": None, "open": "http://example.com/a"}
    assert await bob.does("taps", **at, row=0, column=1) == {"answer": None, "copied": "ABC"}
    assert await bob.does("taps", **at, row=0, column=2) == {"answer": None, "query": ""}


async def test_a_button_is_found_by_what_it_says(telegram: Telegram, bob: Phone) -> None:
    """The exact label first, then one that contains the words; unknown ones are 404."""
    keyboard = inline([("Mug (2)", "long"), ("Mug", "short")])
    sent = await telegram.ok("sendMessage", chat_id=bob.id, text="hi", reply_markup=keyboard)
    at = sent["message_id"]
    for wanted, data in ((("text", "Mug"), "short"), (("text", "(2)"), "long"), (("data", "long"), "long")):
        tap = asyncio.create_task(bob.does("taps", message_id=at, **dict([wanted])))
        [update] = await telegram.updates(timeout=5, offset=-1)
        assert update["callback_query"]["data"] == data
        await telegram.ok("answerCallbackQuery", callback_query_id=update["callback_query"]["id"])
        await telegram.updates(offset=update["update_id"] + 1)
        assert (await tap)["answer"] == {"text": None, "show_alert": False, "url": None}
    await bob.does("taps", message_id=at, text="Cup", status=404)
    await bob.does("taps", message_id=at, row=5, column=0, status=404)
    await bob.does("taps", message_id=999, text="Mug", status=404)


async def test_a_reply_keyboard_stays_until_removed(telegram: Telegram, bob: Phone) -> None:
    """Its buttons send their text, a contact or a place."""
    keyboard = {
        "keyboard": [
            ["Menu", {"text": "Call me", "request_contact": True}],
            [{"text": "Here", "request_location": True}],
        ],
        "resize_keyboard": True,
        "input_field_placeholder": "Say something",
    }
    await telegram.ok("sendMessage", chat_id=bob.id, text="hi", reply_markup=keyboard)
    assert (await bob.chat())["keyboard"] == {
        "rows": [
            [{"text": "Menu", "kind": "text"}, {"text": "Call me", "kind": "contact"}],
            [{"text": "Here", "kind": "location"}],
        ],
        "placeholder": "Say something",
        "one_time": False,
        "resize": True,
    }
    await bob.does("taps", text="Menu")
    await bob.does("taps", text="Call me")
    await bob.does("taps", text="Here", latitude=1.5, longitude=2.5)
    text, contact, place = (update["message"] for update in await telegram.updates())
    assert text["text"] == "Menu"
    assert contact["contact"]["user_id"] == bob.id and contact["contact"]["last_name"] == "Tan"
    assert place["location"] == {"latitude": 1.5, "longitude": 2.5}
    gone = {"remove_keyboard": True}
    await telegram.ok("sendMessage", chat_id=bob.id, text="bye", reply_markup=gone)
    assert (await bob.chat())["keyboard"] is None
    await bob.does("taps", text="Menu", status=404)


async def test_a_one_time_keyboard_hides_once_used(telegram: Telegram, bob: Phone) -> None:
    """Bob answers and it is gone."""
    keyboard = {"keyboard": [["Yes"]], "one_time_keyboard": True}
    sent = await telegram.ok("sendMessage", chat_id=bob.id, text="hi", reply_markup=keyboard)
    assert "reply_markup" not in sent
    await bob.does("taps", text="Yes")
    assert (await bob.chat())["keyboard"] is None


async def test_only_inline_keyboards_go_with_an_edit(telegram: Telegram, bob: Phone) -> None:
    """And too many buttons go with nothing."""
    sent = await telegram.ok("sendMessage", chat_id=bob.id, text="hi")
    edit = {"chat_id": bob.id, "message_id": sent["message_id"], "text": "new"}
    words = await telegram.refused("editMessageText", **edit, reply_markup={"keyboard": [["A"]]})
    assert words == "Bad Request: inline keyboard expected"
    many = inline(*[[("x", "x")] for _ in range(101)])
    assert await telegram.refused("editMessageText", **edit, reply_markup=many) == (
        "Bad Request: reply markup is too long"
    )


async def test_markup_that_is_no_json_is_refused(telegram: Telegram, bob: Phone) -> None:
    """Whatever it is instead."""
    send = {"chat_id": bob.id, "text": "hi"}
    assert await telegram.refused("sendMessage", **send, reply_markup="{nonsense") == (
        "Bad Request: can't parse reply keyboard markup JSON object"
    )
    assert await telegram.refused("sendMessage", **send, reply_markup=[1]) == (
        "Bad Request: object expected as reply markup"
    )
    assert await telegram.refused("sendMessage", **send, reply_markup=None) == (
        "Bad Request: object expected as reply markup"
    )
    assert await telegram.refused("sendMessage", **send, reply_markup={"inline_keyboard": 5}) == (
        'Bad Request: field "inline_keyboard" must be of type Array'
    )
    keyboard = {"keyboard": [["A"]], "selective": "yes"}
    assert await telegram.refused("sendMessage", **send, reply_markup=keyboard) == (
        'Bad Request: field "selective" must be of type Boolean'
    )
    assert "Array of Arrays" in await telegram.refused(
        "sendMessage", **send, reply_markup={"inline_keyboard": [{"text": "x"}]}
    )
