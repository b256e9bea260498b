"""Shows Screens on Telegram: the only place that sends.

A tap costs at most two calls, made together: the answer and the redraw. Telegram cannot turn a photo message into a
text message, so a screen without a picture that redraws a photo message keeps the shop's own picture above it.
"""

import asyncio
import html
import logging
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeAlias

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.methods import (
    AnswerCallbackQuery,
    AnswerPreCheckoutQuery,
    EditMessageMedia,
    EditMessageText,
    SendDocument,
    SendInvoice,
    SendMessage,
    SendPhoto,
    TelegramMethod,
)
from aiogram.types import BufferedInputFile, CallbackQuery, Message, PreCheckoutQuery

from bot.screen import Choice, Consent, HeaderPicture, Invoice, Key, Screen, Toast
from bot.telegram.api import tell
from bot.telegram.drawing import Drawing, PictureMissing
from checkout.telegram_money import XTR

Values: TypeAlias = dict[str, Any]
Reply: TypeAlias = Callable[[Values], None]
"""Takes the one call that Telegram carries out when it stands in the webhook's reply."""

CAPTION = 1024
"""Characters Telegram allows below a photo, counted after parsing."""

_log = logging.getLogger(__name__)
_NO_PREVIEW = {"is_disabled": True}
_NO_SECTION = " "
"""A slim picture with the shop's name alone."""
_TAG = re.compile(r"<[^>]*>")


class Renderer:
    """Shows Screens and Toasts to people, through one bot."""

    def __init__(
        self,
        bot: Bot,
        drawing: Drawing,
        noticed: Callable[[int], object] = lambda _chat_id: None,
        provider_token: str = "",
    ) -> None:
        """Send through ``bot``; ``noticed`` is told of each new message that answers a person, by their chat.

        ``provider_token`` is the payment provider's, for bills that are not in Stars.
        """
        self._bot, self._drawing, self._noticed = bot, drawing, noticed
        self._provider_token = provider_token

    async def answer_tap(self, tap: CallbackQuery, shown: Screen | Toast, reply: Reply | None = None) -> None:
        """Answer a tap and redraw its message, both at once; the answer goes into the webhook's ``reply`` if there is one."""
        text, alert = (shown.toast, shown.alert) if isinstance(shown, Screen) else (shown.text, shown.alert)
        answer: Values = {"callback_query_id": tap.id}
        if text:
            answer["text"] = text[:200]
        if alert:
            answer["show_alert"] = True
        if reply is not None:
            reply({"method": "answerCallbackQuery", **answer})
        calls = [] if reply is not None else [self._answer(answer)]
        if isinstance(shown, Screen):
            calls.append(self._redraw(tap, shown))
        if len(calls) == 1:
            await calls[0]
        elif calls:
            await asyncio.gather(*calls)

    async def answer_checkout(self, query: PreCheckoutQuery, consent: Consent) -> None:
        """Tell Telegram whether a bill may be paid now; too late, and nothing is charged."""
        answer: Values = {"pre_checkout_query_id": query.id, "ok": not consent.refused}
        if consent.refused:
            answer["error_message"] = consent.refused
        try:
            await tell(self._bot, AnswerPreCheckoutQuery, answer)
        except TelegramAPIError as error:
            _log.warning("could not answer whether a bill may be paid: %s", error)

    async def send(self, chat_id: int, screen: Screen) -> None:
        """Show a screen as a new message. Raises aiogram's errors: whoever must deliver decides what they mean."""
        if screen.invoice is not None:
            try:
                await tell(self._bot, SendInvoice, {"chat_id": chat_id, **self._bill(screen.invoice, screen)})
            except TelegramBadRequest as error:
                # an amount or a currency the provider does not take, or a token that is wrong
                _log.error("Telegram refused the bill %s: %s", screen.invoice.payload, error)
            else:
                return
        values: Values = {"chat_id": chat_id, "parse_mode": "HTML", **_keys(_markup(screen))}
        if screen.document is not None:
            document = await self._drawing.document(screen.document)
            await self._bot(SendDocument(**values, caption=screen.text, document=document))
            return
        if screen.picture is None or visible_length(screen.text) > CAPTION:
            values |= {"text": screen.text, "link_preview_options": _NO_PREVIEW}
            await tell(self._bot, SendMessage, values)
            return
        values["caption"] = screen.text
        photo, key = await self._drawing.file(screen.picture)
        try:
            await self._with_photo(SendPhoto, {**values, "photo": photo}, photo, key)
        except TelegramBadRequest as error:
            if not isinstance(photo, str) or "file" not in error.message:
                raise
            await self._drawing.forget(key)  # the id died with an older token: upload the picture again
            photo, key = await self._drawing.file(screen.picture)
            await self._with_photo(SendPhoto, {**values, "photo": photo}, photo, key)

    async def reply(self, chat_id: int, shown: Screen | Toast) -> None:
        """Show a screen in answer to something typed; a failure is logged, the person can simply ask again."""
        screen = shown if isinstance(shown, Screen) else Screen(text=html.escape(shown.text, quote=False))
        self._noticed(chat_id)
        try:
            await self.send(chat_id, screen)
        except (TelegramAPIError, PictureMissing) as error:
            _log.warning("could not answer %s: %s", chat_id, error)

    def _bill(self, invoice: Invoice, screen: Screen) -> Values:
        pay = [{"text": invoice.pay, "pay": True}]
        others = [[_button(choice) for choice in row] for row in screen.choices if row]
        values: Values = {
            "title": invoice.title,
            "description": invoice.description,
            "payload": invoice.payload,
            "currency": invoice.currency,
            "prices": [{"label": label, "amount": amount} for label, amount in invoice.parts],
            "reply_markup": {"inline_keyboard": [pay, *others]},
        }
        if invoice.currency != XTR:
            values["provider_token"] = self._provider_token
        return values

    async def _redraw(self, tap: CallbackQuery, screen: Screen) -> None:
        message = tap.message
        redrawn = screen
        if isinstance(message, Message) and message.photo and screen.picture is None:
            redrawn = replace(screen, picture=HeaderPicture(screen.section or _NO_SECTION))
        if not isinstance(message, Message) or message.invoice is not None or not _can_redraw(redrawn):
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
        values: Values = {"chat_id": message.chat.id, "message_id": message.message_id}
        values |= _keys(_inline(screen.choices))
        if screen.picture is None:
            values |= {"text": screen.text, "parse_mode": "HTML", "link_preview_options": _NO_PREVIEW}
            await tell(self._bot, EditMessageText, values)
            return
        photo, key = await self._drawing.file(screen.picture)
        media = {"type": "photo", "media": photo, "caption": screen.text, "parse_mode": "HTML"}
        await self._with_photo(EditMessageMedia, {**values, "media": media}, photo, key)

    async def _with_photo(
        self, method: type[TelegramMethod[Any]], values: Values, photo: str | BufferedInputFile, key: str
    ) -> None:
        """Show a picture Telegram knows; or upload it, and learn what Telegram calls it."""
        if isinstance(photo, str):
            await tell(self._bot, method, values)
            return
        shown = await self._bot(method(**values))
        if isinstance(shown, Message) and shown.photo:
            await self._drawing.learn(key, shown.photo[-1].file_id)

    async def _answer(self, values: Values) -> None:
        try:
            await tell(self._bot, AnswerCallbackQuery, values)
        except TelegramAPIError as error:
            _log.info("could not answer a tap: %s", error)


def visible_length(text: str) -> int:
    """Count what Telegram counts: characters after parsing the markup."""
    return len(html.unescape(_TAG.sub("", text)))


def _can_redraw(screen: Screen) -> bool:
    """Whether a tapped message can become the screen; else it is sent as a new one."""
    if (
        screen.fresh
        or screen.keyboard is not None
        or screen.document is not None
        or screen.invoice is not None
    ):
        return False
    return screen.picture is None or visible_length(screen.text) <= CAPTION


def _keys(markup: Values | None) -> Values:
    return {} if markup is None else {"reply_markup": markup}


def _markup(screen: Screen) -> Values | None:
    if screen.keyboard:
        rows = [[_key(key) for key in row] for row in screen.keyboard]
        return {"keyboard": rows, "resize_keyboard": True, "one_time_keyboard": True}
    if screen.choices:
        return _inline(screen.choices)
    return {"remove_keyboard": True} if screen.keyboard is not None else None


def _key(key: Key) -> Values:
    return {"text": key.text, "request_contact": True} if key.kind == "contact" else {"text": key.text}


def _inline(choices: tuple[tuple[Choice, ...], ...]) -> Values | None:
    rows = [[_button(choice) for choice in row] for row in choices if row]
    return {"inline_keyboard": rows} if rows else None


def _button(choice: Choice) -> Values:
    if choice.url:
        return {"text": choice.text, "url": choice.url}
    if choice.copy:
        return {"text": choice.text, "copy_text": {"text": choice.copy}}
    assert choice.action is not None
    return {"text": choice.text, "callback_data": choice.action.pack()}
