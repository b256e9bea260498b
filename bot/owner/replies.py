"""Answering a shopper's question."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.actions import Reply
from bot.answering import Answering
from bot.conversation import Conversation
from bot.owner.errors import AnswerTooLong
from bot.screen import Screen
from bot.screens import owner_orders as screens
from bot.words import Words
from customers import people
from customers.people import Somebody
from foundation import audit, outbox
from foundation.database import Session
from foundation.errors import Gone

LONGEST = 3000
"""Characters of an answer."""


def replies_router() -> Router:
    """Words from the owner to a shopper."""
    router = Router(name="owner-replies")
    router.callback_query.register(ask, Reply.filter())
    router.message.register(answer, Answering("reply"))
    return router


async def ask(
    tap: CallbackQuery, callback_data: Reply, session: Session, words: Words, conversation: Conversation
) -> Screen:
    """Ask what to tell the shopper."""
    shopper = await _shopper(session, callback_data.person_id)
    conversation.ask("reply", person=shopper.id)
    return screens.ask_reply(words, shopper.name)


async def _shopper(session: Session, person_id: int) -> Somebody:
    found = await people.find(session, person_id)
    if found is None:
        raise Gone
    return found


async def answer(
    message: Message,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    now: datetime,
) -> Screen:
    """Pass the answer on; the shopper gets it as a message of the shop."""
    shopper = await _shopper(session, int(conversation.answers.get("person", 0)))
    text = (message.text or "").strip()
    if not text:
        return screens.ask_reply(words, shopper.name)
    if len(text) > LONGEST:
        raise AnswerTooLong(length=len(text), limit=LONGEST)
    key = f"answer:{person.id}:{message.message_id}:{message.date.timestamp():.0f}"
    await outbox.put(session, shopper.id, "answer", {"text": text}, key=key, now=now)
    audit.note(session, person.id, "answer", f"person:{shopper.id}", now=now, after={"length": len(text)})
    conversation.done()
    return screens.replied(words, shopper.name, shopper.id)
