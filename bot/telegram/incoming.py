"""What a person's update brings along: who they are, and a picture fetched before any transaction opens."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from aiogram import BaseMiddleware, Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import Message, TelegramObject, Update

from checkout.likeness import likeness

LARGEST = 10_000_000
"""Bytes of a picture we are willing to fetch."""

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]
_log = logging.getLogger(__name__)


def is_for_the_shop(update: Update) -> bool:
    """Whether a person speaks to the shop: the shop lives in private chats and keeps quiet in groups."""
    if update.callback_query is not None:
        return not update.callback_query.from_user.is_bot
    if update.pre_checkout_query is not None:
        return not update.pre_checkout_query.from_user.is_bot
    event = update.message or update.my_chat_member
    if event is None or event.from_user is None:
        return False
    return event.chat.type == "private" and not event.from_user.is_bot


@dataclass(frozen=True, slots=True)
class ReceivedPicture:
    """A picture somebody sent: empty ``content`` when it could not be fetched."""

    content: bytes
    file_id: str
    likeness: str = ""


class FetchPictures(BaseMiddleware):
    """Downloads a sent picture before the transaction opens, so that no transaction waits for the network."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Put ``picture`` (ReceivedPicture or None) among the handler's facts."""
        message = event.message if isinstance(event, Update) else None
        data["picture"] = await _fetch(message, data["bot"]) if message is not None else None
        return await handler(event, data)


async def _fetch(message: Message, bot: Bot) -> ReceivedPicture | None:
    file_id, size = _picture_of(message)
    if not file_id:
        return None
    if size > LARGEST:
        return ReceivedPicture(b"", file_id)
    target = BytesIO()
    try:
        await bot.download(file_id, destination=target, timeout=30)
    except (TelegramAPIError, OSError, TimeoutError, ValueError) as error:
        _log.warning("could not fetch a picture: %s", error)
        return ReceivedPicture(b"", file_id)
    content = target.getvalue()
    return ReceivedPicture(content, file_id, await asyncio.to_thread(likeness, content))


def _picture_of(message: Message) -> tuple[str, int]:
    if message.photo:
        fitting = [size for size in message.photo if (size.file_size or 0) <= LARGEST] or message.photo
        largest = max(fitting, key=lambda size: size.width * size.height)
        return largest.file_id, largest.file_size or 0
    document = message.document
    if document is not None and (document.mime_type or "").startswith("image/"):
        return document.file_id, document.file_size or 0
    return "", 0
