"""Messages coming into being, changing and going away, and who is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sandbox.files import File
from sandbox.keyboards import Markup
from sandbox.model import ADMIN, Bot, Chat, Message, Person, Place, Private, User
from sandbox.views import bot_message, person_message
from sandbox.wire import Json
from sandbox.world import World


@dataclass(slots=True)
class Content:
    """What a message says, before anyone has sent it."""

    kind: str
    text: str = ""
    entities: list[Json] = field(default_factory=list)
    file: File | None = None
    extra: Json = field(default_factory=dict)
    hidden: Json = field(default_factory=dict)


def post(
    world: World,
    chat: Chat,
    author: User,
    content: Content,
    *,
    markup: Markup | None = None,
    reply_to: int | None = None,
    album: str | None = None,
    thread: int | None = None,
    via: Bot | None = None,
    about: Message | None = None,
) -> Message:
    """Put a message into the chat and tell the others."""
    number = world.message_id()
    if "forum_topic_created" in content.extra:
        thread = number  # a topic has the id of the message that began it
    message = Message(
        id=number,
        chat=chat,
        date=world.clock.seconds(),
        author=author,
        kind=content.kind,
        text=content.text,
        entities=content.entities,
        file=content.file,
        extra=content.extra,
        hidden=content.hidden,
        markup=markup,
        reply_to=reply_to,
        media_group_id=album,
        thread=thread,
        via=via,
        about=about,
    )
    chat.messages[message.id] = message
    _note_who_spoke(world, message)
    _tell_bots(chat, message, "channel_post" if _is_channel(chat) else "message")
    tell_people(world, message, "message")
    if markup is not None and markup.kind in {"keyboard", "remove"}:
        _lay_keyboard(world, message, markup)
    return message


def _is_channel(chat: Chat) -> bool:
    return isinstance(chat, Place) and chat.is_channel


def _note_who_spoke(world: World, message: Message) -> None:
    chat, author = message.chat, message.author
    for person in chat.people():
        look = chat.look(person)
        look.unread = 0 if person is author else look.unread + 1
    if isinstance(author, Bot):
        chat.busy.pop(author.id, None)
        if isinstance(chat, Place):
            chat.last_bot = author.id
        return
    world.touch()
    if isinstance(chat, Private):
        chat.started = True


def _tell_bots(chat: Chat, message: Message, kind: str) -> None:
    for bot in chat.bots():
        if bot is not message.author and hears(bot, message):
            bot.updates.push(kind, bot_message(message, bot), chat.lane)


def hears(bot: Bot, message: Message) -> bool:
    """Whether a bot gets a message: all where it is an administrator, else only what is meant for it.

    Bots do not hear each other. https://core.telegram.org/bots/features#privacy-mode
    """
    chat = message.chat
    if not isinstance(chat, Place):
        return True
    if chat.is_channel:
        return True
    if isinstance(message.author, Bot):
        return message.kind == "service"
    if bot.reads_all or message.kind == "service" or message.via is bot or chat.status(bot.id) == ADMIN:
        return True
    replied = chat.messages.get(message.reply_to or 0)
    if replied is not None and replied.author is bot:
        return True
    return _commands(bot, message, chat)


def _commands(bot: Bot, message: Message, place: Place) -> bool:
    """Whether the message is a command for the bot: by name, or for whichever bot spoke last."""
    first = message.entities[0] if message.entities else {}
    if first.get("type") != "bot_command" or first.get("offset") != 0:
        return False
    _, _, name = message.text[: first["length"]].partition("@")
    if name:
        return name.lower() == bot.username.lower()
    return place.last_bot in {None, bot.id}


def tell_people(world: World, message: Message, name: str) -> None:
    """Tell everybody who has the chat on their phone of a message: `message` or `edited`."""
    world.changed(message)
    world.tell(message.chat, name, lambda person: _event(message, person))


def _event(message: Message, person: Person) -> Json:
    return {"chat": message.chat.id_for(person), "message": person_message(message, person)}


def _lay_keyboard(world: World, message: Message, markup: Markup) -> None:
    """Give people the keyboard: everybody, or with `selective` whom the message answers or mentions."""
    chat = message.chat
    replied = chat.messages.get(message.reply_to or 0)
    mentioned = {one["user"]["id"] for one in message.entities if one["type"] == "text_mention"}
    chosen = mentioned | ({replied.author.id} if replied else set())
    for person in chat.people():
        if markup.json.get("selective") is True and isinstance(chat, Place) and person.id not in chosen:
            continue
        chat.look(person).keyboard = markup if markup.kind == "keyboard" else None
        world.tell_chat_to(person, chat)


def edited(world: World, message: Message, *, content: bool) -> None:
    """Tell everybody that the message changed; a new keyboard alone does not mark it as edited."""
    message.edit_date = world.clock.seconds()
    message.content_edited = message.content_edited or content
    tell_people(world, message, "edited")
    if not message.by_bot or _is_channel(message.chat):
        kind = "edited_channel_post" if _is_channel(message.chat) else "edited_message"
        world.touch()
        _tell_bots(message.chat, message, kind)


def delete(world: World, chat: Chat, message_ids: Sequence[int]) -> None:
    """Take messages away for everybody; ids that are not there are skipped."""
    found = [chat.messages.pop(number) for number in dict.fromkeys(message_ids) if number in chat.messages]
    for message in found:
        world.changed(message)
    gone = [message.id for message in found]
    chat.pinned = [number for number in chat.pinned if number not in gone]
    if not gone:
        return
    world.tell(chat, "deleted", lambda person: {"chat": chat.id_for(person), "message_ids": gone})
    world.tell_chat(chat)  # its last message may be another one now


def react(world: World, message: Message, who: User, reactions: list[Json]) -> None:
    """Someone reacts to a message, or takes it back with an empty list; the bots are told what people do."""
    before = message.reactions.pop(who.id, [])
    if reactions:
        message.reactions[who.id] = reactions
    tell_people(world, message, "edited")
    if isinstance(who, Bot):
        return
    world.touch()
    chat = message.chat
    changed = {
        "chat": chat.json,
        "message_id": message.id,
        "user": who.user,
        "date": world.clock.seconds(),
        "old_reaction": before,
        "new_reaction": reactions,
    }
    for bot in chat.bots():
        # in groups only administrators hear of reactions
        if not isinstance(chat, Place) or chat.status(bot.id) == ADMIN:
            bot.updates.push("message_reaction", changed, chat.lane)
