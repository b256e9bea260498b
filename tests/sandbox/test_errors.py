"""Telegram's refusals, in its exact words."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.sandbox.conftest import BOT, Phone, Telegram, inline

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
HOUR = 3600


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("sendMessage", {"text": "hi"}, "Bad Request: chat_id is empty"),
        ("sendMessage", {"chat_id": 999, "text": "hi"}, "Bad Request: chat not found"),
        ("sendMessage", {"chat_id": "@nobody", "text": "hi"}, "Bad Request: chat not found"),
        ("sendMessage", {"chat_id": 2002}, "Bad Request: message text is empty"),
        ("sendMessage", {"chat_id": 2002, "text": " \n "}, "Bad Request: text must be non-empty"),
        (
            "sendMessage",
            {"chat_id": 2002, "text": "<b> </b>", "parse_mode": "HTML"},
            "Bad Request: text must be non-empty",
        ),
        ("sendMessage", {"chat_id": 2002, "text": "x" * 4097}, "Bad Request: message is too long"),
        (
            "sendMessage",
            {"chat_id": 2002, "text": "x", "parse_mode": "BBCode"},
            "Bad Request: unsupported parse_mode",
        ),
        (
            "sendMessage",
            {"chat_id": 2002, "text": "x", "message_thread_id": 7},
            "Bad Request: message thread not found",
        ),
        (
            "sendMessage",
            {"chat_id": 2002, "text": "x", "reply_parameters": {"message_id": 999}},
            "Bad Request: message to be replied not found",
        ),
        (
            "sendMessage",
            {"chat_id": 2002, "text": "x", "reply_parameters": {"quote": "x"}},
            'Bad Request: can\'t find field "message_id"',
        ),
        (
            "sendMessage",
            {"chat_id": 2002, "text": "x", "link_preview_options": {"is_disabled": "yes"}},
            'Bad Request: field "is_disabled" must be of type Boolean',
        ),
        (
            "sendMessage",
            {"chat_id": 2002, "text": "x", "link_preview_options": {"url": "not-a-url"}},
            "Bad Request: WEBPAGE_URL_INVALID",
        ),
        (
            "sendMessage",
            {"chat_id": 2002, "text": "x", "business_connection_id": "x"},
            "Bad Request: business connection not found",
        ),
        ("sendPhoto", {"chat_id": 2002}, "Bad Request: there is no photo in the request"),
        (
            "sendPhoto",
            {"chat_id": 2002, "photo": "AgACnonsense"},
            "Bad Request: wrong file identifier/HTTP URL specified",
        ),
        (
            "sendChatAction",
            {"chat_id": 2002, "action": "dance"},
            "Bad Request: wrong parameter action in request",
        ),
        ("getFile", {"file_id": "nonsense"}, "Bad Request: invalid file_id"),
        (
            "editMessageText",
            {"chat_id": 2002, "message_id": 999, "text": "x"},
            "Bad Request: message to edit not found",
        ),
        (
            "editMessageText",
            {"chat_id": 2002, "text": "x"},
            "Bad Request: message identifier is not specified",
        ),
        ("deleteMessage", {"chat_id": 2002, "message_id": 999}, "Bad Request: message to delete not found"),
        (
            "copyMessage",
            {"chat_id": 2002, "from_chat_id": 2002, "message_id": 999},
            "Bad Request: message to copy not found",
        ),
        (
            "forwardMessage",
            {"chat_id": 2002, "from_chat_id": 2002, "message_id": 999},
            "Bad Request: message to forward not found",
        ),
        ("answerCallbackQuery", {"callback_query_id": "1"}, TOO_OLD),
        (
            "setMyCommands",
            {"commands": [{"command": "Big", "description": "x"}]},
            "Bad Request: BOT_COMMAND_INVALID",
        ),
        ("sendMediaGroup", {"chat_id": 2002, "media": []}, "Bad Request: there are no messages to send"),
        ("setWebhook", {"url": "nonsense"}, "Bad Request: bad webhook: invalid URL specified"),
        ("frobnicate", {}, "Not Found: method not found"),
    ],
)
async def test_telegram_says_no(
    telegram: Telegram, bob: Phone, method: str, params: dict[str, Any], words: str
) -> None:
    """Every refusal carries Telegram's exact words."""
    assert await telegram.refused(method, **params) == words


async def test_a_method_telegram_has_but_the_sandbox_lacks_is_named(telegram: Telegram) -> None:
    """A bot's author learns at once that it is the sandbox, not the bot."""
    status, answer = await telegram.call("sendpoll")
    assert status == 501
    assert "sendPoll" in answer["description"]


async def test_bot_cannot_speak_first(telegram: Telegram, ann: Phone) -> None:
    """Ann never started the bot."""
    words = await telegram.refused("sendMessage", chat_id=ann.id, text="hi")
    assert words == "Forbidden: bot can't initiate conversation with a user"


async def test_a_blocked_bot_is_told(telegram: Telegram, bob: Phone) -> None:
    """Blocking and unblocking reach the bot as updates, and close and open the chat."""
    await bob.does("block")
    assert (await telegram.call("sendMessage", chat_id=bob.id, text="hi"))[0] == 403
    words = await telegram.refused("sendMessage", chat_id=bob.id, text="hi")
    assert words == "Forbidden: bot was blocked by the user"
    await bob.does("unblock")
    await telegram.ok("sendMessage", chat_id=bob.id, text="welcome back")
    changes = [update["my_chat_member"]["new_chat_member"]["status"] for update in await telegram.updates()]
    assert changes == ["kicked", "member"]


async def test_an_edit_that_changes_nothing_is_refused(telegram: Telegram, bob: Phone) -> None:
    """Same text and same buttons; another button is a change."""
    sent = await telegram.ok("sendMessage", chat_id=bob.id, text="Menu", reply_markup=inline([("A", "a")]))
    same = {"chat_id": bob.id, "message_id": sent["message_id"], "text": "Menu"}
    assert (
        await telegram.refused("editMessageText", **same, reply_markup=inline([("A", "a")])) == NOT_MODIFIED
    )
    await telegram.ok("editMessageText", **same, reply_markup=inline([("B", "b")]))
    await telegram.ok("editMessageReplyMarkup", chat_id=bob.id, message_id=sent["message_id"])
    gone = await telegram.refused("editMessageReplyMarkup", chat_id=bob.id, message_id=sent["message_id"])
    assert gone == NOT_MODIFIED


async def test_only_texts_have_text_to_edit(telegram: Telegram, bob: Phone) -> None:
    """A place has neither text nor caption, a text has no caption, a photo no text."""
    place = await telegram.ok("sendLocation", chat_id=bob.id, latitude=1.5, longitude=2)
    text = await telegram.ok("sendMessage", chat_id=bob.id, text="hi")
    at = {"chat_id": bob.id, "message_id": place["message_id"]}
    assert await telegram.refused("editMessageText", **at, text="x") == (
        "Bad Request: there is no text in the message to edit"
    )
    at["message_id"] = text["message_id"]
    assert await telegram.refused("editMessageCaption", **at, caption="x") == (
        "Bad Request: there is no caption in the message to edit"
    )


async def test_what_a_person_wrote_cannot_be_edited(telegram: Telegram, bob: Phone) -> None:
    """Nor can a message that carries a keyboard which is not inline."""
    said = await bob.says("mine")
    assert await telegram.refused("editMessageText", chat_id=bob.id, message_id=said, text="x") == (
        "Bad Request: message can't be edited"
    )
    keyboard = {"keyboard": [["Yes", "No"]]}
    asked = await telegram.ok("sendMessage", chat_id=bob.id, text="Well?", reply_markup=keyboard)
    assert await telegram.refused(
        "editMessageText", chat_id=bob.id, message_id=asked["message_id"], text="x"
    ) == ("Bad Request: message can't be edited")


async def test_after_two_days_a_message_stays(telegram: Telegram, bob: Phone) -> None:
    """48 hours pass on Telegram's clock, not on ours."""
    sent = await telegram.ok("sendMessage", chat_id=bob.id, text="hi")
    young = await telegram.ok("sendMessage", chat_id=bob.id, text="hi")
    await telegram.sim("POST", "clock", {"advance_s": 47 * HOUR})
    await telegram.ok("deleteMessage", chat_id=bob.id, message_id=young["message_id"])
    await telegram.sim("POST", "clock", {"advance_s": 2 * HOUR})
    words = await telegram.refused("deleteMessage", chat_id=bob.id, message_id=sent["message_id"])
    assert words == "Bad Request: message can't be deleted for everyone"


async def test_a_tap_is_answered_once(telegram: Telegram, bob: Phone) -> None:
    """The second answer to the same tap comes too late."""
    sent = await telegram.ok("sendMessage", chat_id=bob.id, text="Menu", reply_markup=inline([("A", "a")]))
    tap = asyncio.create_task(bob.does("taps", message_id=sent["message_id"], data="a"))
    [update] = await telegram.updates(timeout=5)
    query = update["callback_query"]
    assert (query["data"], query["message"]["message_id"]) == ("a", sent["message_id"])
    await telegram.ok("answerCallbackQuery", callback_query_id=query["id"], text="Done", show_alert=True)
    assert await tap == {"answer": {"text": "Done", "show_alert": True, "url": None}}
    assert await telegram.refused("answerCallbackQuery", callback_query_id=query["id"]) == TOO_OLD


async def test_a_tap_lives_fifteen_seconds(telegram: Telegram, bob: Phone) -> None:
    """Bob sees nothing, and the bot is told it was too slow."""
    sent = await telegram.ok("sendMessage", chat_id=bob.id, text="Menu", reply_markup=inline([("A", "a")]))
    tap = asyncio.create_task(bob.does("taps", message_id=sent["message_id"], text="A"))
    [update] = await telegram.updates(timeout=5)
    await telegram.sim("POST", "clock", {"advance_s": 16})
    assert await tap == {"answer": None}
    query_id = update["callback_query"]["id"]
    assert await telegram.refused("answerCallbackQuery", callback_query_id=query_id) == TOO_OLD


@pytest.mark.parametrize("token", ["nonsense", "0:abc", "42:other", "x:y", "42"])
async def test_a_wrong_token_is_unauthorized(telegram: Telegram, token: str) -> None:
    """A malformed token, or another than the bot's own."""
    assert await telegram.call("getMe", token) == (
        401,
        {"ok": False, "error_code": 401, "description": "Unauthorized"},
    )


async def test_many_messages_are_deleted_at_once(telegram: Telegram, bob: Phone) -> None:
    """Missing ones are skipped, and Bob's own may go too."""
    said = await bob.says("mine")
    sent = await telegram.ok("sendMessage", chat_id=bob.id, text="hi")
    await telegram.ok("deleteMessages", chat_id=bob.id, message_ids=[said, sent["message_id"], 999_999])
    assert [message["text"] for message in await bob.sees()] == ["/start"]
    assert await telegram.refused("deleteMessages", chat_id=bob.id, message_ids=list(range(1, 102))) == (
        "Bad Request: too many message identifiers specified"
    )


async def test_the_bot_is_the_chat_seen_from_a_person(telegram: Telegram, bob: Phone) -> None:
    """The private chat has the bot's id for Bob and Bob's id for the bot."""
    assert (await bob.chat())["id"] == BOT
    assert (await telegram.ok("getChat", chat_id=bob.id))["first_name"] == "Bob"
