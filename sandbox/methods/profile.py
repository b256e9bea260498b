"""What a bot says about itself: commands, name, descriptions, menu button; and who others are."""

from __future__ import annotations

import re

from sandbox.errors import bad_request
from sandbox.model import CommandKey
from sandbox.query import Methods, Query, find_chat
from sandbox.wire import Json, as_integer

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}")
_SCOPES = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"})
_CHAT_SCOPES = frozenset({"chat", "chat_administrators", "chat_member"})


def get_me(query: Query) -> Json:
    """The bot as its makers see it."""
    return query.bot.user | {
        "can_join_groups": True,
        "can_read_all_group_messages": query.bot.reads_all,
        "supports_inline_queries": query.bot.is_inline,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def _key(query: Query) -> CommandKey:
    scope = query.params.json("scope", "BotCommandScope")
    language = query.params.text("language_code")
    if language and not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    if scope is None:
        return ("default", 0, 0, language)
    if not isinstance(scope, dict):
        raise bad_request("can't parse BotCommandScope: Expected an Object")
    kind = str(scope.get("type"))
    if kind in _SCOPES:
        return (kind, 0, 0, language)
    if kind not in _CHAT_SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    chat_id = as_integer(scope.get("chat_id"))
    if chat_id not in query.world.people and chat_id not in query.world.places:
        raise bad_request("chat not found")
    return (kind, chat_id, as_integer(scope.get("user_id")), language)


def _commands(query: Query) -> list[Json]:
    given = query.params.json("commands", "commands")
    if not isinstance(given, list):
        raise bad_request("expected an Array of BotCommand")
    if len(given) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return [_command(command) for command in given]


def _command(given: object) -> Json:
    if not isinstance(given, dict):
        raise bad_request("expected an Object")
    command = str(given.get("command", "")).strip().removeprefix("/")
    description = str(given.get("description", "")).strip()
    if not _COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command, "description": description}


def set_my_commands(query: Query) -> bool:
    """The command menu for a scope and language; an empty list removes it."""
    key, commands = _key(query), _commands(query)
    if commands:
        query.bot.commands[key] = commands
    else:
        query.bot.commands.pop(key, None)
    _tell_everyone(query)
    return True


def get_my_commands(query: Query) -> list[Json]:
    """The menu of exactly that scope and language."""
    return query.bot.commands.get(_key(query), [])


def delete_my_commands(query: Query) -> bool:
    """Remove the menu of that scope and language."""
    query.bot.commands.pop(_key(query), None)
    _tell_everyone(query)
    return True


def _tell_everyone(query: Query) -> None:
    world, bot = query.world, query.bot
    for person in world.people.values():
        world.tell_chat(world.chat(bot, person))
    for place in world.places.values():
        if bot.id in place.members:
            world.tell_chat(place)


def _set_words(query: Query, words: dict[str, str], field: str, longest: int) -> bool:
    text, language = query.params.text(field), query.params.text("language_code")
    if len(text) > longest:
        raise bad_request(f"bot {field.replace('_', ' ')} is too long")
    if text:
        words[language] = text
    else:
        words.pop(language, None)
    return True


def _words(query: Query, words: dict[str, str]) -> str:
    return words.get(query.params.text("language_code")) or words.get("", "")


def set_my_name(query: Query) -> bool:
    """The bot's name, by language."""
    _set_words(query, query.bot.names, "name", 64)
    _tell_everyone(query)
    return True


def get_my_name(query: Query) -> Json:
    """The name in a language."""
    return {"name": _words(query, query.bot.names) or query.bot.name}


def set_my_description(query: Query) -> bool:
    """What an empty chat with the bot shows."""
    return _set_words(query, query.bot.descriptions, "description", 512)


def get_my_description(query: Query) -> Json:
    """The description in a language."""
    return {"description": _words(query, query.bot.descriptions)}


def set_my_short_description(query: Query) -> bool:
    """What the bot's profile shows."""
    return _set_words(query, query.bot.short_descriptions, "short_description", 120)


def get_my_short_description(query: Query) -> Json:
    """The short description in a language."""
    return {"short_description": _words(query, query.bot.short_descriptions)}


def _menu_chat(query: Query) -> int:
    return find_chat(query).id if query.params.get("chat_id") else 0


def set_chat_menu_button(query: Query) -> bool:
    """The button beside the input field, for one chat or all."""
    button = query.params.json("menu_button", "menu button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in ("default", "commands", "web_app"):
        raise bad_request("can't parse menu button: Unsupported type specified")
    query.bot.menu_buttons[_menu_chat(query)] = button
    return True


def get_chat_menu_button(query: Query) -> Json:
    """The button of one chat, or the one for all."""
    buttons = query.bot.menu_buttons
    return buttons.get(_menu_chat(query)) or buttons.get(0) or {"type": "commands"}


def log_out(_query: Query) -> bool:
    """Leave this server; nothing here would notice."""
    return True


METHODS: Methods = {
    "getMe": get_me,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": set_my_name,
    "getMyName": get_my_name,
    "setMyDescription": set_my_description,
    "getMyDescription": get_my_description,
    "setMyShortDescription": set_my_short_description,
    "getMyShortDescription": get_my_short_description,
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
    "logOut": log_out,
    "close": log_out,
}
