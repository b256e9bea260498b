"""Shows Screens on Telegram: the only place that sends.

A tap costs at most two calls, made together: the answer and the redraw. Telegram cannot turn a photo message into a
text message, so a screen without a picture that redraws a photo message keeps the shop's own picture above it.
"""

import asyncio
import html
import logging
import re
from dataclasses import replace
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageMedia,
    EditMessageText,
    SendMessage,
    SendPhoto,
    TelegramMethod,
)
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    LinkPreviewOptions,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from bot.screen import Choice, HeaderPicture, Screen, Toast
from bot.telegram.drawing import Drawing, PictureMissing

CAPTION = 1024
"""Characters Telegram allows below a photo, counted after parsing."""

_log = logging.getLogger(__name__)
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_NO_SECTION = " "
"""A slim picture with the shop's name alone."""
_TAG = re.compile(r"<[^>]*>")


class Renderer:
    """Shows Screens and Toasts to people, through one bot."""

    def __init__(self, bot: Bot, drawing: Drawing) -> None:
        """Send through ``bot``."""
        self._bot, self._drawing = bot, drawing

    async def answer_tap(self, tap: CallbackQuery, shown: Screen | Toast) -> None:
        """Answer a tap and redraw its message, both at once."""
        text, alert = (shown.toast, shown.alert) if isinstance(shown, Screen) else (shown.text, shown.alert)
        answer = AnswerCallbackQuery(
            callback_query_id=tap.id, text=text[:200] or None, show_alert=alert or None
        )
        if isinstance(shown, Toast):
            await self._try(answer)
        else:
            await asyncio.gather(self._try(answer), self._redraw(tap, shown))

    async def send(self, chat_id: int, screen: Screen) -> None:
        """Show a screen as a new message. Raises aiogram's errors: whoever must deliver decides what they mean."""
        keys = _markup(screen)
        if screen.picture is None or visible_length(screen.text) > CAPTION:
            await self._bot(
                SendMessage(
                    chat_id=chat_id, text=screen.text, reply_markup=keys, link_preview_options=_NO_PREVIEW
                )
            )
            return
        photo, key = await self._drawing.file(screen.picture)
        try:
            message = await self._bot(
                SendPhoto(chat_id=chat_id, photo=photo, caption=screen.text, reply_markup=keys)
            )
        except TelegramBadRequest as error:
            if not isinstance(photo, str) or "file" not in error.message:
                raise
            await self._drawing.forget(key)  # the id died with an older token: upload the picture again
            photo, key = await self._drawing.file(screen.picture)
            message = await self._bot(
                SendPhoto(chat_id=chat_id, photo=photo, caption=screen.text, reply_markup=keys)
            )
        await self._learn(key, photo, message)

    async def reply(self, chat_id: int, shown: Screen | Toast) -> None:
        """Show a screen in answer to something typed; a failure is logged, the person can simply ask again."""
        screen = shown if isinstance(shown, Screen) else Screen(text=html.escape(shown.text, quote=False))
        try:
            await self.send(chat_id, screen)
        except (TelegramAPIError, PictureMissing) as error:
            _log.warning("could not answer %s: %s", chat_id, error)

    async def _redraw(self, tap: CallbackQuery, screen: Screen) -> None:
        message = tap.message
        redrawn = screen
        if isinstance(message, Message) and message.photo and screen.picture is None:
            redrawn = replace(screen, picture=HeaderPicture(screen.section or _NO_SECTION))
        if not isinstance(message, Message) or not _can_redraw(redrawn):
            await self.reply(tap.from_user.id, screen)
            return
        try:
            await self._edit(message, redrawn)
        except TelegramBadRequest as error:
            if "message is not modified" in error.message:
                return
            _log.info("could not redraw, sending anew: %s", error)
            await self.reply(tap.from_user.id, screen)
        except (TelegramAPIError, PictureMissing) as error:
            _log.warning("could not redraw: %s", error)

    async def _edit(self, message: Message, screen: Screen) -> None:
        where: dict[str, Any] = {"chat_id": message.chat.id, "message_id": message.message_id}
        keys = _inline(screen.choices)
        if screen.picture is None:
            await self._bot(
                EditMessageText(
                    **where, text=screen.text, reply_markup=keys, link_preview_options=_NO_PREVIEW
                )
            )
            return
        photo, key = await self._drawing.file(screen.picture)
        media = InputMediaPhoto(media=photo, caption=screen.text)
        edited = await self._bot(EditMessageMedia(**where, media=media, reply_markup=keys))
        if isinstance(edited, Message):
            await self._learn(key, photo, edited)

    async def _learn(self, key: str, photo: str | BufferedInputFile, message: Message) -> None:
        if not isinstance(photo, str) and message.photo:
            await self._drawing.learn(key, message.photo[-1].file_id)

    async def _try(self, method: TelegramMethod[bool]) -> None:
        try:
            await self._bot(method)
        except TelegramAPIError as error:
            _log.info("could not answer a tap: %s", error)


def visible_length(text: str) -> int:
    """Count what Telegram counts: characters after parsing the markup."""
    return len(html.unescape(_TAG.sub("", text)))


def _can_redraw(screen: Screen) -> bool:
    """Whether a tapped message can become the screen; else it is sent as a new one."""
    if screen.fresh or screen.keyboard is not None:
        return False
    return screen.picture is None or visible_length(screen.text) <= CAPTION


def _markup(screen: Screen) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
    if screen.keyboard:
        rows = [
            [KeyboardButton(text=key.text, request_contact=key.kind == "contact" or None) for key in row]
            for row in screen.keyboard
        ]
        return ReplyKeyboardMarkup(keyboard=rows, resize_keyboard=True, one_time_keyboard=True)
    if screen.choices:
        return _inline(screen.choices)
    return ReplyKeyboardRemove(remove_keyboard=True) if screen.keyboard is not None else None


def _inline(choices: tuple[tuple[Choice, ...], ...]) -> InlineKeyboardMarkup | None:
    rows = [[_button(choice) for choice in row] for row in choices if row]
    return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None


def _button(choice: Choice) -> InlineKeyboardButton:
    if choice.url:
        return InlineKeyboardButton(text=choice.text, url=choice.url)
    if choice.copy:
        return InlineKeyboardButton(text=choice.text, copy_text=CopyTextButton(text=choice.copy))
    assert choice.action is not None
    return InlineKeyboardButton(text=choice.text, callback_data=choice.action.pack())
