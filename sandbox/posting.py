"""Messages coming into being, changing and going away, and who is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sandbox.files import File
from sandbox.keyboards import Markup
from sandbox.model import Chat, Message
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


def post(
    world: World,
    chat: Chat,
    content: Content,
    *,
    by_bot: bool,
    markup: Markup | None = None,
    reply_to: int | None = None,
    album: str | None = None,
) -> Message:
    """Put a message into the chat and tell the other side."""
    message = Message(
        id=world.message_id(),
        chat=chat,
        date=world.clock.seconds(),
        by_bot=by_bot,
        kind=content.kind,
        text=content.text,
        entities=content.entities,
        file=content.file,
        extra=content.extra,
        markup=markup,
        reply_to=reply_to,
        media_group_id=album,
    )
    chat.messages[message.id] = message
    if by_bot:
        chat.unread += 1
        chat.typing_until = 0
    else:
        chat.unread = 0
        chat.started = True
        world.touch()
        chat.bot.updates.push("message", bot_message(message), f"chat {chat.person.id}")
    world.events.tell(chat.person.id, "message", lambda: _event(message))
    if markup is not None and markup.kind in {"keyboard", "remove"}:
        chat.keyboard = markup if markup.kind == "keyboard" else None
        world.tell_chat(chat)
    return message


def _event(message: Message) -> Json:
    return {"chat": message.chat.bot.id, "message": person_message(message)}


def edited(world: World, message: Message, *, content: bool) -> None:
    """Tell the person that the message changed; a new keyboard alone does not mark it as edited."""
    message.edit_date = world.clock.seconds()
    message.content_edited = message.content_edited or content
    world.events.tell(message.chat.person.id, "edited", lambda: _event(message))


def delete(world: World, chat: Chat, message_ids: Sequence[int]) -> None:
    """Take messages away for both sides; ids that are not there are skipped."""
    gone = [number for number in message_ids if chat.messages.pop(number, None) is not None]
    chat.pinned = [number for number in chat.pinned if number not in gone]
    if gone:
        world.events.tell(chat.person.id, "deleted", lambda: {"chat": chat.bot.id, "message_ids": gone})
