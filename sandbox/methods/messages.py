"""Sending, copying, forwarding, deleting and pinning."""

from __future__ import annotations

import math

from sandbox.entities.links import checked_link
from sandbox.errors import bad_request
from sandbox.keyboards import read_markup
from sandbox.model import Chat, Message
from sandbox.posting import Content, delete, post
from sandbox.query import (
    Methods,
    Query,
    find_chat,
    find_message,
    open_chat,
    read_caption,
    read_text,
    replied_to,
)
from sandbox.views import bot_message
from sandbox.wire import Json, Params, as_integer

DELETABLE_S = 48 * 3600
ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
_REACTIONS = """
👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕
😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡
"""
REACTIONS = frozenset(_REACTIONS.split())


def send(query: Query, chat: Chat, content: Content, album: str | None = None) -> Message:
    """Post what the bot says, with the options every send method shares."""
    reply_to = replied_to(query, chat)
    markup = None if album else read_markup(query.params)
    if query.params.flag("protect_content"):
        content.extra = content.extra | {"has_protected_content": True}
    return post(query.world, chat, content, by_bot=True, markup=markup, reply_to=reply_to, album=album)


def send_message(query: Query) -> Json:
    """A text."""
    text, entities = read_text(query)
    content = Content("text", text, entities, extra=link_preview(query.params))
    return bot_message(send(query, open_chat(query), content))


def link_preview(params: Params) -> Json:
    """The `link_preview_options` of a text, as the message keeps them."""
    options = params.json("link_preview_options", "link preview options")
    if options is None:
        return {}
    if not isinstance(options, dict):
        raise bad_request("object expected as link preview options")
    for name in ("is_disabled", "prefer_small_media", "prefer_large_media", "show_above_text"):
        if not isinstance(options.get(name, False), bool):
            raise bad_request(f'field "{name}" must be of type Boolean')
    url = options.get("url")
    if url is not None and (not isinstance(url, str) or checked_link(url) is None):
        raise bad_request("WEBPAGE_URL_INVALID")
    return {"link_preview_options": options} if options else {}


def send_location(query: Query) -> Json:
    """A place."""
    latitude, longitude = query.params.number("latitude"), query.params.number("longitude")
    if latitude is None or longitude is None or not (math.isfinite(latitude) and math.isfinite(longitude)):
        raise bad_request("latitude and longitude must be specified")
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise bad_request("wrong location specified")
    place = {"latitude": latitude, "longitude": longitude}
    return bot_message(send(query, open_chat(query), Content("location", extra={"location": place})))


def send_contact(query: Query) -> Json:
    """A phone number and a name."""
    phone, name = query.params.text("phone_number"), query.params.text("first_name")
    if not phone:
        raise bad_request("contact phone number must be specified")
    if not name:
        raise bad_request("contact first name must be specified")
    contact: Json = {"phone_number": phone, "first_name": name}
    for field in ("last_name", "vcard"):
        if value := query.params.text(field):
            contact[field] = value
    return bot_message(send(query, open_chat(query), Content("contact", extra={"contact": contact})))


def send_chat_action(query: Query) -> bool:
    """Show that the bot is busy, for five seconds or until its next message."""
    action = query.params.text("action").lower()
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = open_chat(query, messages=0)
    chat.typing_until = query.world.clock.now() + 5
    query.world.events.tell(chat.person.id, "typing", lambda: {"chat": query.bot.id, "action": action})
    return True


def content_of(message: Message) -> Content:
    """What a message says, to say it again elsewhere."""
    extra = {name: value for name, value in message.extra.items() if name != "has_protected_content"}
    return Content(message.kind, message.text, message.entities, message.file, extra)


def copy_message(query: Query) -> Json:
    """The same content once more, without a word about where it came from."""
    original = _original(query, "copy")
    content = content_of(original)
    content.extra.pop("forward_origin", None)
    if original.file and query.params.get("caption") is not None:
        content.text, content.entities = read_caption(query)
    return {"message_id": send(query, open_chat(query), content).id}


def forward_message(query: Query) -> Json:
    """The same message, saying who wrote it and when."""
    original = _original(query, "forward")
    content = content_of(original)
    sender = query.bot.user if original.by_bot else original.chat.person.user
    origin = {"type": "user", "sender_user": sender, "date": original.date}
    content.extra.setdefault("forward_origin", origin)
    return bot_message(send(query, open_chat(query), content))


def _original(query: Query, verb: str) -> Message:
    chat = find_chat(query, "from_chat_id")
    message = find_message(query, chat, f"message to {verb} not found")
    if message.kind == "service" or (verb == "forward" and "has_protected_content" in message.extra):
        raise bad_request(f"the message can't be {'copied' if verb == 'copy' else 'forwarded'}")
    return message


def delete_message(query: Query) -> bool:
    """Take one message away, the bot's or the person's, within 48 hours."""
    chat = find_chat(query)
    message = find_message(query, chat, "message to delete not found")
    _check_age(query, message)
    delete(query.world, chat, [message.id])
    return True


def delete_messages(query: Query) -> bool:
    """Take several messages away; missing ones are skipped."""
    chat = find_chat(query)
    numbers = query.params.json("message_ids", "message identifiers")
    if not isinstance(numbers, list):
        raise bad_request("expected an Array of message identifiers")
    if not numbers:
        raise bad_request("message identifiers are not specified")
    if len(numbers) > 100:
        raise bad_request("too many message identifiers specified")
    wanted = [as_integer(number) for number in numbers]
    for number in wanted:
        if number in chat.messages:
            _check_age(query, chat.messages[number])
    delete(query.world, chat, wanted)
    return True


def _check_age(query: Query, message: Message) -> None:
    if query.world.clock.now() - message.date > DELETABLE_S:
        raise bad_request("message can't be deleted for everyone")


def pin_chat_message(query: Query) -> bool:
    """Pin a message, which the chat mentions in a line of its own."""
    chat = find_chat(query)
    message = find_message(query, chat, "message to pin not found")
    if message.kind == "service":
        raise bad_request("a service message can't be pinned")
    if message.id not in chat.pinned:
        chat.pinned.append(message.id)
        pinned = {"pinned_message": bot_message(message, nested=True)}
        post(query.world, chat, Content("service", extra=pinned), by_bot=True)
    return True


def unpin_chat_message(query: Query) -> bool:
    """Unpin one message, the newest when none is named."""
    chat = find_chat(query)
    number = query.params.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if number not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(number)
    return True


def unpin_all_chat_messages(query: Query) -> bool:
    """Unpin them all."""
    find_chat(query).pinned.clear()
    return True


def set_message_reaction(query: Query) -> bool:
    """The bot's own reaction to a message, none to take it back."""
    message = find_message(query, find_chat(query), "message to react not found")
    reactions = query.params.json("reaction", "reaction") or []
    if not isinstance(reactions, list) or len(reactions) > 1:
        raise bad_request(
            "REACTIONS_TOO_MANY" if isinstance(reactions, list) else "expected an Array of ReactionType"
        )
    for reaction in reactions:
        if (
            not isinstance(reaction, dict)
            or str(reaction.get("emoji")).removesuffix("\ufe0f") not in REACTIONS
        ):
            raise bad_request("REACTION_INVALID")
    message.reactions[query.bot.id] = reactions
    return True


METHODS: Methods = {
    "sendMessage": send_message,
    "sendLocation": send_location,
    "sendContact": send_contact,
    "sendChatAction": send_chat_action,
    "copyMessage": copy_message,
    "forwardMessage": forward_message,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
    "unpinAllChatMessages": unpin_all_chat_messages,
    "setMessageReaction": set_message_reaction,
}
