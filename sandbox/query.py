"""One call of a bot, and what nearly every method asks of it: which chat, which message, what it replies to."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from sandbox.entities.text import formatted
from sandbox.errors import ApiError, bad_request
from sandbox.model import (
    ADMIN,
    BANNED,
    GENERAL_TOPIC,
    OWNER,
    PRESENT,
    RESTRICTED,
    Bot,
    Chat,
    Message,
    Place,
    Private,
)
from sandbox.wire import Json, Params, as_integer
from sandbox.world import World

MAX_TEXT = 4096
MAX_CAPTION = 1024


@dataclass(slots=True, frozen=True)
class Query:
    """A method call under way."""

    world: World
    bot: Bot
    params: Params


@dataclass(slots=True, frozen=True)
class Reply:
    """A result that comes with words, such as `Webhook was set`."""

    result: Any
    description: str


Method = Callable[[Query], Any] | Callable[[Query], Awaitable[Any]]
Methods = dict[str, Method]


def find_chat(query: Query, field: str = "chat_id") -> Chat:
    """The chat a call names, by id or public name; raises `ApiError` when the bot has never heard of it."""
    value = query.params.text(field).strip()
    if not value:
        raise bad_request(f"{field} is empty")
    world, number = query.world, as_integer(value)
    place = world.place_of(value[1:]) if value.startswith("@") else world.places.get(number)
    if place is not None and (place.username or query.bot.id in place.members):
        return place
    person = world.people.get(number)
    if person is None:
        raise bad_request("chat not found")
    return world.chat(query.bot, person)


def find_place(query: Query, field: str = "chat_id") -> Place:
    """The group or channel a call names, of which the bot is a member; raises `ApiError`."""
    chat = find_chat(query, field)
    if not isinstance(chat, Place):
        raise bad_request("method is available for supergroup and channel chats only")
    check_presence(query, chat)
    return chat


def check_presence(query: Query, place: Place) -> None:
    """Raise Telegram's 403 unless the bot is in the group or channel."""
    status = place.status(query.bot.id)
    if status == BANNED:
        raise ApiError(403, f"Forbidden: bot was kicked from the {place.type} chat")
    if status not in PRESENT:
        raise ApiError(403, f"Forbidden: bot is not a member of the {place.type} chat")


def open_chat(query: Query, messages: int = 1) -> Chat:
    """The chat a message can be sent to now; raises `ApiError` where Telegram would not let the bot speak."""
    if query.params.get("business_connection_id"):
        raise bad_request("business connection not found")
    chat = find_chat(query)
    thread_of(query, chat)
    if isinstance(chat, Place):
        _check_voice(query, chat)
    elif isinstance(chat, Private):
        if chat.person.deactivated:
            raise ApiError(403, "Forbidden: user is deactivated")
        if chat.blocked:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        if not chat.started:
            raise ApiError(403, "Forbidden: bot can't initiate conversation with a user")
    query.world.flood.count(query.bot.id, chat.id, messages, crowd=chat.kind in {"group", "supergroup"})
    return chat


def _check_voice(query: Query, place: Place) -> None:
    check_presence(query, place)
    bot_id = query.bot.id
    if place.is_channel and not place.may(bot_id, "can_post_messages"):
        raise bad_request("need administrator rights in the channel chat")
    member = place.members[bot_id]
    if member.status == RESTRICTED and not member.rights.get("can_send_messages"):
        raise bad_request("not enough rights to send text messages to the chat")
    topic = place.topics.get(thread_of(query, place) or GENERAL_TOPIC)
    if place.is_forum and topic is not None and topic.closed and place.status(bot_id) not in {OWNER, ADMIN}:
        raise bad_request("TOPIC_CLOSED")


def thread_of(query: Query, chat: Chat) -> int | None:
    """The topic a call names, None for none or the general one; raises `ApiError` when it is not there."""
    number = query.params.integer("message_thread_id")
    if not number:
        return None
    if not isinstance(chat, Place) or not chat.is_forum:
        raise bad_request("message thread not found")
    if number == GENERAL_TOPIC:
        return None
    if number not in chat.topics:
        raise bad_request("message thread not found")
    return number


def find_message(query: Query, chat: Chat, missing: str, field: str = "message_id") -> Message:
    """The message a call names; `missing` is what Telegram says when it is gone."""
    if query.params.get(field) in (None, ""):
        raise bad_request("message identifier is not specified")
    message = chat.messages.get(query.params.integer(field))
    if message is None:
        raise bad_request(missing)
    return message


def replied_to(query: Query, chat: Chat) -> int | None:
    """The id of the message replied to, from `reply_parameters` or the older `reply_to_message_id`."""
    given = query.params.json("reply_parameters", "reply parameters")
    if given is None:
        message_id = query.params.integer("reply_to_message_id")
        missing_is_fine = query.params.flag("allow_sending_without_reply")
    elif isinstance(given, dict):
        if "message_id" not in given:
            raise bad_request('can\'t find field "message_id"')
        message_id = as_integer(given["message_id"])
        missing_is_fine = given.get("allow_sending_without_reply") is True
    else:
        raise bad_request("object expected as reply parameters")
    if not message_id or message_id in chat.messages:
        return message_id or None
    if missing_is_fine:
        return None
    raise bad_request("message to be replied not found")


def read_text(query: Query, source: Params | None = None, field: str = "text") -> tuple[str, list[Json]]:
    """The text of a message with its entities; raises `ApiError` when it is empty, too long or misformatted."""
    params = query.params if source is None else source
    raw = params.text(field)
    if not raw:
        raise bad_request("message text is empty")
    given = None if params.get("parse_mode") else params.json("entities", "entities")
    text, entities = formatted(raw, params.text("parse_mode"), given)
    if not text:
        raise bad_request("text must be non-empty")
    if len(text) > MAX_TEXT:
        raise bad_request("message is too long")
    return text, _known_users(query.world, params, entities)


def read_caption(query: Query, source: Params | None = None) -> tuple[str, list[Json]]:
    """A caption with its entities, from the call or from one item of an album."""
    params = query.params if source is None else source
    raw = params.text("caption")
    if not raw:
        return "", []
    given = None if params.get("parse_mode") else params.json("caption_entities", "caption entities")
    text, entities = formatted(raw, params.text("parse_mode"), given)
    if len(text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return text, _known_users(query.world, params, entities)


def _known_users(world: World, params: Params, entities: list[Json]) -> list[Json]:
    """Mentions by id carry the whole User, and only of someone who is here."""
    result = []
    for entity in entities:
        if entity["type"] == "text_mention":
            person = world.people.get(as_integer(entity["user"]["id"]))
            if person is None and params.get("parse_mode"):
                continue  # a link to nobody is just text
            if person is None:
                raise bad_request("user not found")
            entity["user"] = person.user
        result.append(entity)
    return result
