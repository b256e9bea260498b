"""Things as plain JSON, to be written down, and back again.

A record names other things by what identifies them: people and bots by id, files by key, a place by its number, a
private chat by bot and person. What is as usual is left out.
"""

from __future__ import annotations

from typing import Any

from sandbox.files import File
from sandbox.keyboards import Markup
from sandbox.model import Bot, Chat, Look, Member, Message, Payment, Person, Place, Private, Topic, User
from sandbox.updates import Update
from sandbox.wire import Json
from sandbox.world import World

_PERSON = ("id", "first_name", "last_name", "username", "language_code", "phone", "deactivated")
_BOT = (
    "token",
    "names",
    "descriptions",
    "short_descriptions",
    "invoice_links",
    "reads_all",
    "is_inline",
    "wants_feedback",
)
_PAYMENT = ("charge_id", "amount", "currency", "payload", "date", "refunded")
_PLACE = ("number", "type", "title", "username", "description", "is_forum", "last_bot", "pinned")
_TOPIC = ("id", "name", "colour", "icon", "closed")
_FILE = ("key", "kind", "name", "mime_type", "width", "height", "duration")
_MESSAGE = (
    "id",
    "date",
    "kind",
    "text",
    "reply_to",
    "media_group_id",
    "thread",
    "inline_id",
    "edit_date",
    "content_edited",
)
_LISTED = ("entities", "extra", "hidden")  # fmt: skip


def _facts(thing: Any, names: tuple[str, ...]) -> Json:
    return {name: value for name in names if (value := getattr(thing, name)) not in (None, "", False)}


def person_record(person: Person) -> Json:
    """Someone."""
    return _facts(person, _PERSON)


def read_person(record: Json) -> Person:
    """And back."""
    return Person(**record)


def file_record(file: File) -> Json:
    """A file without its content, which its digest names."""
    return _facts(file, _FILE) | {"digest": file.digest.hex()}


def read_file(record: Json, data: bytes) -> File:
    """And back."""
    facts: Json = {"name": ""} | record | {"digest": bytes.fromhex(record["digest"]), "data": data}
    return File(**facts)


def update_record(update: Update) -> Json:
    """What waits for a bot."""
    return {"bot": update.bot_id, "json": update.json, "created": update.created, "lane": update.lane}


def read_update(number: int, record: Json) -> Update:
    """And back."""
    return Update(number, record["bot"], record["json"], record["created"], record["lane"])


def bot_record(bot: Bot) -> Json:
    """A bot, all it says about itself, and the money it got."""
    record = {name: getattr(bot, name) for name in _BOT} | {
        "commands": [[*key, commands] for key, commands in bot.commands.items()],
        "menu_buttons": list(bot.menu_buttons.items()),
        "payments": [_facts(one, _PAYMENT) | {"person": one.person.id} for one in bot.payments.values()],
        "allowed": bot.updates.allowed_names(),
    }
    if bot.webhook is not None:
        hook = bot.webhook
        record["webhook"] = {"url": hook.url, "secret": hook.secret, "connections": hook.connections}
    return record


def read_bot(record: Json, world: World) -> Bot:
    """And back, without its webhook, which needs a running server."""
    bot = world.new_bot(record["token"])
    for name in _BOT:
        setattr(bot, name, record[name])
    bot.commands = {
        (kind, chat, user, language): list(listed)
        for kind, chat, user, language, listed in record["commands"]
    }
    bot.menu_buttons = dict(record["menu_buttons"])
    for one in record["payments"]:
        person = world.people[one.pop("person")]
        bot.payments[one["charge_id"]] = Payment(person=person, **{"payload": "", "amount": 0} | one)
    bot.updates.allow(record["allowed"])
    return bot


def chat_id(chat: Chat) -> str:
    """What names a chat among all others."""
    if isinstance(chat, Private):
        return f"{chat.bot.id}/{chat.person.id}"
    return str(chat.id)


def private_record(chat: Private) -> Json:
    """The private chat of a person and a bot, without what was said."""
    return {
        "started": chat.started,
        "blocked": chat.blocked,
        "pinned": chat.pinned,
        "looks": _looks(chat),
    }


def read_private(id: str, record: Json, world: World) -> Private:
    """And back."""
    bot, _, person = id.partition("/")
    chat = Private(bot=world.bots[int(bot)], person=world.people[int(person)])
    chat.started, chat.blocked, chat.pinned = record["started"], record["blocked"], record["pinned"]
    chat.looks = _read_looks(record["looks"])
    return chat


def place_record(place: Place) -> Json:
    """A group or channel with members and topics, without what was said."""
    return _facts(place, _PLACE) | {
        "members": [[one.user.id, one.status, one.rights, one.until] for one in place.members.values()],
        "topics": [_facts(one, _TOPIC) for one in place.topics.values()],
        "looks": _looks(place),
    }


def read_place(record: Json, world: World) -> Place:
    """And back."""
    facts = {name: value for name, value in record.items() if name in _PLACE}
    place = Place(**facts)
    for user_id, status, rights, until in record["members"]:
        place.members[user_id] = Member(find_user(world, user_id), status, rights, until)
    for one in record["topics"]:
        place.topics[one["id"]] = Topic(**one)
    place.looks = _read_looks(record["looks"])
    return place


def find_user(world: World, number: int) -> User:
    """The person or bot of that id; raises KeyError."""
    return world.people.get(number) or world.bots[number]


def _looks(chat: Chat) -> list[list[Any]]:
    return [[number, look.unread, _markup(look.keyboard)] for number, look in chat.looks.items()]


def _read_looks(record: list[list[Any]]) -> dict[int, Look]:
    return {number: Look(unread, _read_markup(keyboard)) for number, unread, keyboard in record}


def _markup(markup: Markup | None) -> list[Any] | None:
    return None if markup is None else [markup.kind, markup.json]


def _read_markup(record: list[Any] | None) -> Markup | None:
    return None if record is None else Markup(record[0], record[1])


def message_record(message: Message) -> Json:
    """A message. One that speaks of another takes that along, as the other may be deleted."""
    record = _facts(message, _MESSAGE) | {"chat": chat_id(message.chat), "author": message.author.id}
    for name in _LISTED:
        if value := getattr(message, name):
            record[name] = value
    if message.markup is not None:
        record["markup"] = _markup(message.markup)
    if message.file is not None:
        record["file"] = message.file.key
    if message.via is not None:
        record["via"] = message.via.id
    if message.about is not None:
        record["about"] = message_record(message.about)
    if message.reactions:
        record["reactions"] = list(message.reactions.items())
    return record


def read_message(record: Json, world: World, chat: Chat) -> Message:
    """And back; it is in its chat only when somebody puts it there."""
    facts = {name: record[name] for name in (*_MESSAGE, *_LISTED) if name in record}
    message = Message(chat=chat, author=find_user(world, record["author"]), **facts)
    message.markup = _read_markup(record.get("markup"))
    if "file" in record:
        message.file = world.storage.files[record["file"]]
    if "via" in record:
        message.via = world.bots[record["via"]]
    if "about" in record:
        about = chat.messages.get(record["about"]["id"])
        message.about = about or read_message(record["about"], world, chat)
    message.reactions = dict(record.get("reactions", []))
    return message
