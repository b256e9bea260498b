"""The shop's QRIS: a photo of the sticker or its text is read, shown, confirmed, kept."""

import asyncio
from datetime import datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.actions import ConfirmQris
from bot.answering import Answering
from bot.conversation import Conversation
from bot.owner.errors import FormOver
from bot.owner.settings import the_settings
from bot.screen import Screen
from bot.screens import owner_settings as screens
from bot.telegram.incoming import ReceivedPicture
from bot.words import Words
from catalog.errors import PhotoRefused
from checkout import accounts, qris
from checkout.qr_picture import read_qr
from checkout.qris import QrisUnreadable
from customers.people import Somebody
from foundation.database import Session


def qris_router() -> Router:
    """Taking money by QRIS."""
    router = Router(name="owner-qris")
    router.message.register(photo_sent, F.photo | F.document, Answering("set:qris"))
    router.message.register(text_sent, F.text, Answering("set:qris"))
    router.callback_query.register(confirm, ConfirmQris.filter())
    return router


async def photo_sent(
    message: Message, words: Words, conversation: Conversation, picture: ReceivedPicture | None
) -> Screen:
    """A photo of the sticker."""
    if picture is None or not picture.content:
        raise PhotoRefused(reason="unreadable", limit=0)
    text = await asyncio.to_thread(read_qr, picture.content)
    if text is None:
        raise QrisUnreadable(reason="no-code")
    return _found(words, conversation, text)


async def text_sent(message: Message, words: Words, conversation: Conversation) -> Screen:
    """The code as text."""
    return _found(words, conversation, message.text or "")


def _found(words: Words, conversation: Conversation, text: str) -> Screen:
    code = qris.parse_static(text)
    conversation.ask("set:qris", payload=str(code))
    return screens.confirm_qris(words, merchant=code.merchant_name, city=code.merchant_city)


async def confirm(
    tap: CallbackQuery,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    now: datetime,
) -> Screen:
    """Yes, this is the shop's own."""
    payload = conversation.answers.get("payload")
    if conversation.form != "set:qris" or not payload:
        raise FormOver
    await accounts.set_qris(session, str(payload), actor_id=person.id, now=now)
    conversation.done()
    return await the_settings(session, words, toast=words.label("owner-qris-saved"))
