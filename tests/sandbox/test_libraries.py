"""Two independent libraries run on the sandbox unchanged."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import pytest
from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramRetryAfter
from aiogram.filters import CommandStart
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
)
from telegram import InlineKeyboardButton as PtbButton
from telegram import InlineKeyboardMarkup as PtbKeyboard
from telegram import InputMediaPhoto as PtbPhoto
from telegram import Update
from telegram.error import BadRequest, Forbidden
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from tests.sandbox.conftest import TOKEN, Phone, Telegram, picture


async def settle(telegram: Telegram) -> None:
    """Wait until the bot is done."""
    assert await telegram.sim("POST", "quiet", {"for_ms": 200}) == {"quiet": True}


async def nothing_to_object(telegram: Telegram) -> None:
    """The lint finds no fault with what an ordinary library sends."""
    calls = (await telegram.sim("GET", "calls"))["calls"]
    assert [problem for call in calls for problem in call["problems"]] == []
    assert [call for call in calls if call["status"] >= 500] == []


@asynccontextmanager
async def aiogram_bot(telegram: Telegram) -> AsyncIterator[Bot]:
    """An aiogram bot whose Telegram is the sandbox."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(telegram.url))
    async with Bot(TOKEN, session=session).context() as bot:
        yield bot


@contextmanager
def says(words: str, error: type[Exception]) -> Iterator[None]:
    """The library raises its own error with Telegram's words."""
    with pytest.raises(error) as caught:
        yield
    assert words in str(caught.value)


async def test_an_aiogram_bot_echoes_and_answers_taps(telegram: Telegram, ann: Phone) -> None:
    """Polling, commands, photos, buttons, edits: as on Telegram."""
    router = Router()
    keyboard = InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text="Count", callback_data="count:1")]]
    )

    @router.message(CommandStart(deep_link=True))
    async def start(message: Message) -> None:
        await message.answer("<b>Welcome</b>", parse_mode="HTML", reply_markup=keyboard)

    @router.message(F.photo)
    async def photo(message: Message, bot: Bot) -> None:
        assert message.photo
        data = await bot.download(message.photo[-1])
        assert data is not None
        await message.reply_photo(BufferedInputFile(data.read(), "back.jpg"), caption="Yours")

    @router.message(F.text)
    async def echo(message: Message) -> None:
        await message.answer(message.html_text, parse_mode="HTML")

    @router.callback_query(F.data == "count:1")
    async def count(query: CallbackQuery) -> None:
        await query.answer("Counted")
        assert isinstance(query.message, Message)
        await query.message.edit_text("One", reply_markup=keyboard)

    dispatcher = Dispatcher()
    dispatcher.include_router(router)
    async with aiogram_bot(telegram) as bot:
        await bot.set_my_commands([BotCommand(command="start", description="Begin")])
        polling = asyncio.create_task(
            dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False)
        )
        await ann.does("links", url="https://t.me/sandbox_42_bot?start=x")
        await ann.says("hello & goodbye")
        await ann.sends("photo", ("mug.jpg", picture()))
        await settle(telegram)
        start_screen = next(message for message in await ann.sees() if not message["out"])
        assert (start_screen["text"], start_screen["entities"][0]["type"]) == ("Welcome", "bold")
        answer = await ann.does("taps", message_id=start_screen["message_id"], text="Count")
        assert answer["answer"]["text"] == "Counted"
        await settle(telegram)
        assert [message["text"] for message in await ann.sees() if not message["out"]] == [
            "One",
            "hello & goodbye",
            "Yours",
        ]
        await dispatcher.stop_polling()
        await polling
    await nothing_to_object(telegram)


async def test_aiogram_understands_every_refusal(telegram: Telegram, ann: Phone, bob: Phone) -> None:
    """Each as the exception its users catch."""
    async with aiogram_bot(telegram) as bot:
        with says("bot can't initiate conversation with a user", TelegramForbiddenError):
            await bot.send_message(ann.id, "hi")
        with says('Unsupported start tag "x" at byte offset 0', TelegramBadRequest):
            await bot.send_message(bob.id, "<x>", parse_mode="HTML")
        sent = await bot.send_message(bob.id, "hi")
        with says("message is not modified", TelegramBadRequest):
            await sent.edit_text("hi")
        with says("message to edit not found", TelegramBadRequest):
            await bot.edit_message_text("x", chat_id=bob.id, message_id=99999)
        await telegram.sim("POST", "faults", {"method": "sendMessage", "code": 429, "retry_after": 3})
        with pytest.raises(TelegramRetryAfter) as caught:
            await bot.send_message(bob.id, "hi")
        assert caught.value.retry_after == 3


async def test_what_aiogram_sends_is_without_fault(telegram: Telegram, bob: Phone) -> None:
    """Albums, media edits, keyboards of both kinds, typing, pins, webhooks."""
    async with aiogram_bot(telegram) as bot:
        file = BufferedInputFile(picture(), "a.jpg")
        album = [
            InputMediaPhoto(media=file, caption="<i>a</i>", parse_mode="HTML"),
            InputMediaPhoto(media=file),
        ]
        first, _ = await bot.send_media_group(bob.id, album)
        await bot.edit_message_media(
            InputMediaPhoto(media=file, caption="b"), chat_id=bob.id, message_id=first.message_id
        )
        await bot.send_document(bob.id, BufferedInputFile(b"x", "a.txt"), disable_notification=True)
        buttons = [[KeyboardButton(text="Me", request_contact=True)]]
        await bot.send_message(
            bob.id, "hi", reply_markup=ReplyKeyboardMarkup(keyboard=buttons, resize_keyboard=True)
        )
        await bot.send_chat_action(bob.id, "typing")
        await bot.pin_chat_message(bob.id, first.message_id)
        await bot.copy_message(bob.id, bob.id, first.message_id)
        await bot.delete_messages(bob.id, [first.message_id])
        await bot.set_webhook("https://example.com/hook", allowed_updates=["message"], max_connections=5)
        assert (await bot.get_webhook_info()).max_connections == 5
        await bot.delete_webhook()
        assert (await bot.get_chat(bob.id)).first_name == "Bob"
        assert (await bot.get_chat_member(bob.id, bob.id)).status == "member"
    await nothing_to_object(telegram)


async def test_a_python_telegram_bot_echoes_and_answers_taps(telegram: Telegram, ann: Phone) -> None:
    """An Application with polling, written as its own guide has it."""

    async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message
        keyboard = PtbKeyboard([[PtbButton("Yes", callback_data="yes"), PtbButton("No", callback_data="no")]])
        await update.message.reply_html(f"<b>Hi</b> {context.args}", reply_markup=keyboard)

    async def tapped(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.callback_query
        await update.callback_query.answer("Noted", show_alert=True)
        await update.callback_query.edit_message_text(f"You said {update.callback_query.data}")

    async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message and update.message.text
        await update.message.reply_text(update.message.text, do_quote=True)

    async def photo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message
        file = await update.message.photo[-1].get_file()
        data = bytes(await file.download_as_bytearray())
        await update.message.reply_media_group([PtbPhoto(data, caption="one"), PtbPhoto(data)])

    builder = Application.builder().token(TOKEN)
    app = builder.base_url(f"{telegram.url}/bot").base_file_url(f"{telegram.url}/file/bot").build()
    app.add_handler(CommandHandler("start", start))
    app.add_handler(CallbackQueryHandler(tapped))
    app.add_handler(MessageHandler(filters.TEXT, echo))
    app.add_handler(MessageHandler(filters.PHOTO, photo))
    async with app:
        await app.start()
        assert app.updater
        await app.updater.start_polling()
        await ann.says("/start deep")
        await settle(telegram)
        screen = (await ann.sees())[-1]
        assert screen["text"] == "Hi ['deep']"
        answer = await ann.does("taps", message_id=screen["message_id"], text="No")
        assert answer["answer"] == {"text": "Noted", "show_alert": True, "url": None}
        said = await ann.says("echo me")
        await ann.sends("photo", ("mug.jpg", picture()))
        await settle(telegram)
        edited, echoed, *album = [message for message in await ann.sees() if not message["out"]]
        assert (edited["text"], edited["buttons"]) == ("You said no", [])
        assert (echoed["text"], echoed["reply_to"]) == ("echo me", said)
        assert [message["text"] for message in album] == ["one", ""]
        with says("Chat not found", BadRequest):
            await app.bot.send_message(4711, "hi")
        await ann.does("block")
        with says("bot was blocked by the user", Forbidden):
            await app.bot.send_message(ann.id, "hi")
        await app.updater.stop()
        await app.stop()
    await nothing_to_object(telegram)
