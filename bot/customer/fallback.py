"""What nobody else understood. Always last: every tap and every message gets an answer."""

from datetime import datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message

from bot.conversation import Conversation
from bot.flags import looks
from bot.screen import Screen, Toast
from bot.screens import home as home_screens
from bot.screens import refusals
from bot.words import Words
from customers import people
from customers.people import Somebody
from foundation import audit
from foundation.database import Session
from foundation.shop import shop_name


def stranger_router(commands: tuple[str, ...]) -> Router:
    """An owner's command from somebody who is not: the shopper's help, and a line in the audit log."""
    router = Router(name="strangers")
    pattern = rf"^/({'|'.join(commands)})(@\w+)?(\s|$)"
    router.message.register(stranger, F.text.regexp(pattern) | F.caption.regexp(pattern))
    return router


def fallback_router() -> Router:
    """Everything else."""
    router = Router(name="fallback")
    router.callback_query.register(unknown_button)
    router.message.register(unknown_message)
    router.my_chat_member.register(blocked_or_back)
    return router


async def stranger(
    message: Message, session: Session, person: Somebody, words: Words, now: datetime
) -> Screen:
    """The shopper's help."""
    command = (message.text or message.caption or "").split()[0][:40]
    audit.note(
        session, person.id, "refused-command", f"person:{person.id}", now=now, after={"command": command}
    )
    return home_screens.help_screen(words, shop=await shop_name(session), language=words.language)


@looks
async def unknown_button(tap: CallbackQuery, words: Words) -> Screen | Toast:
    """A button that means nothing (any more)."""
    if tap.data == "-":
        return Toast()
    return refusals.old_button(words)


async def unknown_message(
    message: Message, session: Session, words: Words, conversation: Conversation
) -> Screen | None:
    """A sticker, a voice message, an unknown command."""
    if message.via_bot or message.pinned_message:
        return None
    if conversation.listening:
        return home_screens.wrong_kind(words)
    return home_screens.not_understood(words, shop=await shop_name(session))


async def blocked_or_back(
    event: ChatMemberUpdated, session: Session, person: Somebody, now: datetime
) -> None:
    """The person blocked the bot, or came back."""
    status = event.new_chat_member.status
    await people.mark_blocked(session, person.id, now if status == "kicked" else None)
