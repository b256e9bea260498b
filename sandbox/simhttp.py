"""What all routes of the people's side share: reading a JSON body, finding who and where, telling what is wrong."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from sandbox.errors import ApiError, SimError
from sandbox.model import (
    ADMIN,
    GENERAL_TOPIC,
    OWNER,
    PRESENT,
    RESTRICTED,
    Chat,
    Message,
    Person,
    Place,
    Private,
)
from sandbox.wire import Json, dumps, is_clean, loads
from sandbox.world import World

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def answer(value: Json) -> web.Response:
    """JSON out."""
    return web.Response(text=dumps(value), content_type="application/json")


@web.middleware
async def say_what_is_wrong(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Every error under /sim is `{"error": "..."}` with its status."""
    if not request.path.startswith("/sim"):
        return await handler(request)
    try:
        return await handler(request)
    except SimError as error:
        return _error(error.status, error.reason)
    except ApiError as error:
        return _error(error.code, error.description)
    except web.HTTPClientError as error:
        return _error(error.status, error.reason)


def _error(status: int, reason: str) -> web.Response:
    return web.Response(text=dumps({"error": reason}), status=status, content_type="application/json")


async def read_body(request: web.Request) -> Json:
    """The JSON object in the body, empty when there is none; raises `SimError` 400 for anything else."""
    raw = await request.read()
    if not raw:
        return {}
    try:
        body = loads(raw)
    except ValueError as error:
        raise SimError(400, f"the body is no JSON: {error}") from None
    if not isinstance(body, dict):
        raise SimError(400, "the body must be a JSON object")
    return body


def text(body: Json, name: str, *, required: bool = False) -> str | None:
    """A text out of a body, None when absent or empty."""
    value = body.get(name)
    if value is not None and (not isinstance(value, str) or not is_clean(value)):
        raise SimError(400, f"{name} must be text")
    if required and not value:
        raise SimError(400, f"{name} is missing")
    return value or None


def integer(body: Json, name: str, *, required: bool = False) -> int | None:
    """A whole number out of a body, None when absent."""
    value = body.get(name)
    if value is None and not required:
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        raise SimError(400, f"{name} must be a whole number")
    return value


def number(body: Json, name: str, default: float | None = None) -> float:
    """A number out of a body."""
    value = body.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > 1e12:
        raise SimError(400, f"{name} must be a number")
    return value


def in_path(request: web.Request, name: str) -> int:
    """A number in the address; raises `SimError` 404 when it is none."""
    value = request.match_info[name]
    if not value.removeprefix("-").isdecimal() or len(value) > 18:
        raise SimError(404, f"{value} is no id")
    return int(value)


def find_person(world: World, request: web.Request) -> Person:
    """The person in the address."""
    return world.person(in_path(request, "person"))


def find_chat(world: World, person: Person, number: Any = None) -> Chat:
    """A chat on the person's phone: with a bot, a group or a channel; the only bot's when `number` is None."""
    if number is None:
        if len(world.bots) != 1:
            count = "no bot" if not world.bots else "more than one bot"
            raise SimError(404 if not world.bots else 400, f"there is {count} here: say which chat")
        return world.chat(next(iter(world.bots.values())), person)
    if isinstance(number, bool) or not isinstance(number, int):
        raise SimError(404, f"there is no chat {number}")
    place = world.places.get(number)
    if place is not None and place.status(person.id) in PRESENT:
        return place
    bot = world.bots.get(number)
    if bot is None:
        raise SimError(404, f"there is no chat {number} on this phone")
    return world.chat(bot, person)


def find_message(chat: Chat, body: Json) -> Message:
    """The message a body names."""
    message = chat.messages.get(integer(body, "message_id", required=True) or 0)
    if message is None:
        raise SimError(404, f"this chat has no message {body['message_id']}")
    return message


def check_open(chat: Chat, person: Person, thread: int | None = None) -> None:
    """Raise `SimError` 400 where the person cannot speak: a blocked bot, somebody else's channel, a closed topic."""
    if isinstance(chat, Private):
        if chat.blocked:
            raise SimError(400, "this person blocked the bot: unblock it first")
        if thread:
            raise SimError(404, f"this chat has no topic {thread}")
        return
    assert isinstance(chat, Place)
    if chat.is_channel and not chat.may(person.id, "can_post_messages"):
        raise SimError(400, "only administrators post in a channel")
    member = chat.members[person.id]
    if member.status == RESTRICTED and not member.rights.get("can_send_messages"):
        raise SimError(400, "this person may not write here")
    if thread and thread != GENERAL_TOPIC and thread not in chat.topics:
        raise SimError(404, f"this chat has no topic {thread}")
    topic = chat.topics.get(thread or GENERAL_TOPIC)
    if topic is not None and topic.closed and member.status not in {OWNER, ADMIN}:
        raise SimError(400, "this topic is closed")
