"""A world as it was written down."""

from __future__ import annotations

from typing import Any

from sandbox import records
from sandbox.directory import Directory
from sandbox.model import Chat
from sandbox.updates import numbers
from sandbox.wire import Json, loads
from sandbox.world import World

SKIPPED_AFTER_A_CRASH = 10_000
"""So many ids may have been given to messages and updates that were not written down before the end came."""


def restore(world: World, directory: Directory) -> dict[int, Json]:
    """Fill an empty world; gives the webhook of each bot that has one. Raises `Unreadable`."""
    try:
        records_by_kind = _read(directory)
        return _fill(world, directory, records_by_kind)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        why = f"telegram.sqlite3 does not fit together: {type(error).__name__} {error}"
        raise directory.unreadable(why) from error


def _read(directory: Directory) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for kind, id, json in directory.rows():
        found.setdefault(kind, {})[id] = loads(json)
    return found


def _fill(world: World, directory: Directory, found: dict[str, dict[str, Any]]) -> dict[int, Json]:
    """In the order in which things name each other."""
    for record in found.get("file", {}).values():
        file = records.read_file(record, directory.content(record["digest"]))
        world.storage.files[file.key] = file
    for record in found.get("person", {}).values():
        person = records.read_person(record)
        world.people[person.id] = person
    webhooks = _bots(world, found)
    chats: dict[str, Chat] = {}
    for id, record in found.get("place", {}).items():
        place = records.read_place(record, world)
        chats[id] = world.places[place.id] = place
    for id, record in found.get("private", {}).items():
        private = records.read_private(id, record, world)
        chats[id] = world.chats[private.bot.id, private.person.id] = private
    _messages(world, chats, found)
    for id, record in found.get("update", {}).items():
        world.bots[record["bot"]].updates.put(records.read_update(int(id), record))
    if "world" in found:
        _counters(world, found["world"][""])
    return webhooks


def _bots(world: World, found: dict[str, dict[str, Any]]) -> dict[int, Json]:
    webhooks = {}
    for record in found.get("bot", {}).values():
        bot = records.read_bot(record, world)
        world.bots[bot.id] = bot
        if "webhook" in record:
            webhooks[bot.id] = record["webhook"]
    for record in found.get("known", {}).values():
        world.bots[record["bot"]].shelf.learn(world.storage.files[record["file"]], record["letter"])
    return webhooks


def _messages(world: World, chats: dict[str, Chat], found: dict[str, dict[str, Any]]) -> None:
    for record in sorted(found.get("message", {}).values(), key=lambda one: int(one["id"])):
        chat = chats[record["chat"]]
        message = records.read_message(record, world, chat)
        chat.messages[message.id] = message
        if message.inline_id is not None:
            world.inline_messages[message.inline_id] = message


def _counters(world: World, record: Json) -> None:
    skipped = 0 if record["closed"] else SKIPPED_AFTER_A_CRASH
    world.last_message_id = record["message"] + skipped
    world.last_album_id = record["album"] + skipped
    numbers.go_on_after(record["update"] + skipped)
    world.clock.ahead = record["ahead"]
