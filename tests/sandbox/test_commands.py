"""What a bot says about itself."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.conftest import Phone, Telegram


def menu(word: str) -> list[dict[str, str]]:
    """A menu of one command."""
    return [{"command": word, "description": f"The {word}"}]


async def test_the_narrowest_menu_wins(telegram: Telegram, ann: Phone, bob: Phone) -> None:
    """The chat before private chats before all; in each, the person's language before none."""
    steps: list[tuple[dict[str, Any], str]] = [
        ({}, "default"),
        ({"language_code": "id"}, "default_id"),
        ({"scope": {"type": "all_private_chats"}}, "private"),
        ({"scope": {"type": "all_private_chats"}, "language_code": "id"}, "private_id"),
        ({"scope": {"type": "chat", "chat_id": ann.id}}, "ann"),
        ({"scope": {"type": "chat", "chat_id": ann.id}, "language_code": "id"}, "ann_id"),
    ]
    for where, word in steps:
        await telegram.ok("setMyCommands", commands=menu(word), **where)
        assert (await ann.chat())["commands"] == menu(word)
        assert await telegram.ok("getMyCommands", **where) == menu(word)
    assert (await bob.chat())["commands"] == menu("private")
    for where, _ in reversed(steps):
        await telegram.ok("deleteMyCommands", **where)
    assert (await ann.chat())["commands"] == []
    assert await telegram.ok("getMyCommands") == []


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"commands": [{"command": "ok", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [{"command": "a-b", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "ok", "description": "x"}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": "x"}, "can't parse commands JSON object"),
        ({}, "expected an Array of BotCommand"),
        ({"commands": [], "scope": {"type": "chat", "chat_id": 999}}, "chat not found"),
        (
            {"commands": [], "scope": {"type": "moon"}},
            "can't parse BotCommandScope: Unsupported type specified",
        ),
        ({"commands": [], "language_code": "english"}, "invalid language code specified"),
    ],
)
async def test_a_bad_menu_is_refused(telegram: Telegram, params: dict[str, Any], words: str) -> None:
    """And the old one stays."""
    assert await telegram.refused("setMyCommands", **params) == f"Bad Request: {words}"


async def test_a_bot_has_a_name_in_every_language(telegram: Telegram, ann: Phone, bob: Phone) -> None:
    """People see it in theirs."""
    await telegram.ok("setMyName", name="Mugs")
    await telegram.ok("setMyName", name="Cangkir", language_code="id")
    assert ((await ann.chat())["title"], (await bob.chat())["title"]) == ("Cangkir", "Mugs")
    assert await telegram.ok("getMyName", language_code="id") == {"name": "Cangkir"}
    assert (await telegram.ok("getMe"))["first_name"] == "Mugs"


async def test_descriptions_are_kept(telegram: Telegram) -> None:
    """By language, with the general one for all others."""
    await telegram.ok("setMyDescription", description="We sell mugs")
    await telegram.ok("setMyShortDescription", short_description="Mugs", language_code="id")
    assert await telegram.ok("getMyDescription", language_code="id") == {"description": "We sell mugs"}
    assert await telegram.ok("getMyShortDescription") == {"short_description": ""}
    assert await telegram.ok("getMyShortDescription", language_code="id") == {"short_description": "Mugs"}
    assert "too long" in await telegram.refused("setMyDescription", description="x" * 513)


async def test_the_menu_button_is_kept_by_chat(telegram: Telegram, bob: Phone) -> None:
    """Or for all."""
    assert await telegram.ok("getChatMenuButton") == {"type": "commands"}
    button = {"type": "web_app", "text": "Shop", "web_app": {"url": "https://example.com/"}}
    await telegram.ok("setChatMenuButton", chat_id=bob.id, menu_button=button)
    assert await telegram.ok("getChatMenuButton", chat_id=bob.id) == button
    assert await telegram.ok("getChatMenuButton") == {"type": "commands"}


async def test_a_reaction_must_be_one_of_telegrams(telegram: Telegram, bob: Phone) -> None:
    """One per bot."""
    said = await bob.says("hi")
    at = {"chat_id": bob.id, "message_id": said}
    await telegram.ok("setMessageReaction", **at, reaction=[{"type": "emoji", "emoji": "👍"}])
    await telegram.ok("setMessageReaction", **at)
    words = await telegram.refused("setMessageReaction", **at, reaction=[{"type": "emoji", "emoji": "🧦"}])
    assert words == "Bad Request: REACTION_INVALID"
