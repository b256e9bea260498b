"""Sending, copying, forwarding, deleting and pinning."""

from __future__ import annotations

import math

from sandbox.entities.links import checked_link
from sandbox.errors import bad_request
from sandbox.keyboards import Markup, read_markup
from sandbox.model import Chat, Message, Place
from sandbox.posting import Content, delete, post, react
from sandbox.query import (
    Methods,
    Query,
    check_presence,
    find_chat,
    find_message,
    open_chat,
    read_caption,
    read_text,
    replied_to,
    thread_of,
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


def send(
    query: Query, chat: Chat, content: Content, album: str | None = None, *, markup: Markup | None = None
) -> Message:
    """Post what the bot says, with the options every send method shares."""
    reply_to = replied_to(query, chat)
    if markup is None and not album:
        markup = read_markup(query.params)
    if query.params.flag("protect_content"):
        content.extra = content.extra | {"has_protected_content": True}
    thread = thread_of(query, chat)
    if thread is None and reply_to is not None:
        thread = chat.messages[reply_to].thread
    return post(
        query.world, chat, query.bot, content, markup=markup, reply_to=reply_to, album=album, thread=thread
    )


def send_message(query: Query) -> Json:
    """A text."""
    content = read_words(query, query.params, "text")
    return bot_message(send(query, open_chat(query), content), query.bot)


def read_words(query: Query, source: Params, field: str) -> Content:
    """A text with its entities and how its links are shown."""
    text, entities = read_text(query, source, field)
    return Content("text", text, entities, extra=link_preview(source))


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
    return bot_message(send(query, open_chat(query), read_location(query.params)), query.bot)


def read_location(source: Params) -> Content:
    """A place, from a call or an inline result."""
    latitude, longitude = source.number("latitude"), source.number("longitude")
    if latitude is None or longitude is None or not (math.isfinite(latitude) and math.isfinite(longitude)):
        raise bad_request("latitude and longitude must be specified")
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise bad_request("wrong location specified")
    return Content("location", extra={"location": {"latitude": latitude, "longitude": longitude}})


def send_contact(query: Query) -> Json:
    """A phone number and a name."""
    return bot_message(send(query, open_chat(query), read_contact(query.params)), query.bot)


def read_contact(source: Params) -> Content:
    """A phone number and a name, from a call or an inline result."""
    phone, name = source.text("phone_number"), source.text("first_name")
    if not phone:
        raise bad_request("contact phone number must be specified")
    if not name:
        raise bad_request("contact first name must be specified")
    contact: Json = {"phone_number": phone, "first_name": name}
    for field in ("last_name", "vcard"):
        if value := source.text(field):
            contact[field] = value
    return Content("contact", extra={"contact": contact})


def send_chat_action(query: Query) -> bool:
    """Show that the bot is busy, for five seconds or until its next message."""
    action = query.params.text("action").lower()
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = open_chat(query, messages=0)
    chat.busy[query.bot.id] = query.world.clock.now() + 5
    query.world.tell(chat, "typing", lambda person: {"chat": chat.id_for(person), "action": action})
    return True


def content_of(message: Message) -> Content:
    """What a message says, to say it again elsewhere."""
    extra = {name: value for name, value in message.extra.items() if name != "has_protected_content"}
    return Content(message.kind, message.text, message.entities, message.file, extra)


def copy_message(query: Query) -> Json:
    """The same content once more, without a word about where it came from."""
    original = _original(query, "copy")
    content = _unattributed(original)
    if original.file and query.params.get("caption") is not None:
        content.text, content.entities = read_caption(query)
    return {"message_id": send(query, open_chat(query), content).id}


def copy_messages(query: Query) -> list[Json]:
    """Several messages copied, in order; those that are not there or cannot be copied are skipped."""
    originals = _originals(query, "copy")
    chat = open_chat(query, messages=len(originals))
    bare = query.params.flag("remove_caption")
    sent = []
    for original in originals:
        content = _unattributed(original)
        if bare and content.file:
            content.text, content.entities = "", []
        sent.append({"message_id": send(query, chat, content).id})
    return sent


def _unattributed(original: Message) -> Content:
    content = content_of(original)
    content.extra.pop("forward_origin", None)
    return content


def forward_message(query: Query) -> Json:
    """The same message, saying who wrote it and when."""
    content = _attributed(_original(query, "forward"))
    return bot_message(send(query, open_chat(query), content), query.bot)


def forward_messages(query: Query) -> list[Json]:
    """Several messages forwarded, in order; those that are not there or cannot be forwarded are skipped."""
    originals = _originals(query, "forward")
    chat = open_chat(query, messages=len(originals))
    return [{"message_id": send(query, chat, _attributed(original)).id} for original in originals]


def _attributed(original: Message) -> Content:
    content, chat = content_of(original), original.chat
    origin: Json = {"type": "user", "sender_user": original.author.user, "date": original.date}
    if isinstance(chat, Place) and chat.is_channel:
        origin = {"type": "channel", "chat": chat.json, "message_id": original.id, "date": original.date}
    content.extra.setdefault("forward_origin", origin)
    return content


def _original(query: Query, verb: str) -> Message:
    chat = find_chat(query, "from_chat_id")
    message = find_message(query, chat, f"message to {verb} not found")
    if not _may_be(message, verb):
        raise bad_request(f"the message can't be {'copied' if verb == 'copy' else 'forwarded'}")
    return message


def _may_be(message: Message, verb: str) -> bool:
    is_protected = verb == "forward" and "has_protected_content" in message.extra
    return message.kind not in {"service", "invoice"} and not is_protected


def _originals(query: Query, verb: str) -> list[Message]:
    chat = find_chat(query, "from_chat_id")
    found = [chat.messages[number] for number in _wanted(query) if number in chat.messages]
    allowed = [message for message in found if _may_be(message, verb)]
    if not allowed:
        raise bad_request(f"there are no messages to {verb}")
    return allowed


def _wanted(query: Query) -> list[int]:
    """The `message_ids` of a call."""
    numbers = query.params.json("message_ids", "message identifiers")
    if not isinstance(numbers, list):
        raise bad_request("expected an Array of message identifiers")
    if not numbers:
        raise bad_request("message identifiers are not specified")
    if len(numbers) > 100:
        raise bad_request("too many message identifiers specified")
    return [as_integer(number) for number in numbers]


def delete_message(query: Query) -> bool:
    """Take one message away, the bot's or the person's, within 48 hours."""
    chat = find_chat(query)
    message = find_message(query, chat, "message to delete not found")
    _check_deletable(query, message)
    delete(query.world, chat, [message.id])
    return True


def delete_messages(query: Query) -> bool:
    """Take several messages away; missing ones are skipped."""
    chat = find_chat(query)
    wanted = _wanted(query)
    for number in wanted:
        if number in chat.messages:
            _check_deletable(query, chat.messages[number])
    delete(query.world, chat, wanted)
    return True


def _check_deletable(query: Query, message: Message) -> None:
    """Administrators who may delete, delete anything; others their own for 48 hours (in private chats anybody's)."""
    chat = message.chat
    if isinstance(chat, Place):
        check_presence(query, chat)
        if chat.may(query.bot.id, "can_delete_messages"):
            return
        if message.author is not query.bot:
            raise bad_request("message can't be deleted")
    if query.world.clock.now() - message.date > DELETABLE_S:
        raise bad_request("message can't be deleted for everyone")


def pin_chat_message(query: Query) -> bool:
    """Pin a message, which the chat mentions in a line of its own."""
    chat = _pinnable_chat(query)
    message = find_message(query, chat, "message to pin not found")
    if message.kind == "service":
        raise bad_request("a service message can't be pinned")
    if message.id not in chat.pinned:
        chat.pinned.append(message.id)
        post(query.world, chat, query.bot, Content("service"), thread=message.thread, about=message)
        query.world.tell_chat(chat)
    return True


def unpin_chat_message(query: Query) -> bool:
    """Unpin one message, the newest when none is named."""
    chat = _pinnable_chat(query)
    number = query.params.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if number not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(number)
    query.world.tell_chat(chat)
    return True


def unpin_all_chat_messages(query: Query) -> bool:
    """Unpin them all."""
    chat = _pinnable_chat(query)
    chat.pinned.clear()
    query.world.tell_chat(chat)
    return True


def _pinnable_chat(query: Query) -> Chat:
    chat = find_chat(query)
    if isinstance(chat, Place):
        check_presence(query, chat)
        right = "can_edit_messages" if chat.is_channel else "can_pin_messages"
        if not chat.may(query.bot.id, right):
            raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat


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
    react(query.world, message, query.bot, reactions)
    return True


METHODS: Methods = {
    "sendMessage": send_message,
    "sendLocation": send_location,
    "sendContact": send_contact,
    "sendChatAction": send_chat_action,
    "copyMessage": copy_message,
    "copyMessages": copy_messages,
    "forwardMessage": forward_message,
    "forwardMessages": forward_messages,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
    "unpinAllChatMessages": unpin_all_chat_messages,
    "setMessageReaction": set_message_reaction,
}
