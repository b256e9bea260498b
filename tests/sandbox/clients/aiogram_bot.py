"""A bot as aiogram's guide has it. It knows nothing of the sandbox but the address of its Telegram."""

from __future__ import annotations

import asyncio
import os
import signal

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import Command, CommandStart
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    ChosenInlineResult,
    FSInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InputMediaPhoto,
    InputTextMessageContent,
    LabeledPrice,
    Message,
    PreCheckoutQuery,
    ShippingOption,
    ShippingQuery,
)
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

SECRET = "a-secret"
FIRST, SECOND = os.environ["PICTURES"].split(os.pathsep)
router = Router()
charges: dict[int, str] = {}


def button(text: str, data: str) -> InlineKeyboardMarkup:
    """One inline button."""
    return InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text=text, callback_data=data)]])


@router.message(CommandStart())
async def start(message: Message) -> None:
    """Greet."""
    assert message.from_user
    await message.answer(
        f"<b>Welcome</b>, {message.from_user.first_name}",
        parse_mode="HTML",
        reply_markup=button("Count", "count:0"),
    )


@router.callback_query(F.data.startswith("count:"))
async def count(query: CallbackQuery) -> None:
    """Count taps."""
    assert query.data and isinstance(query.message, Message)
    number = int(query.data.partition(":")[2]) + 1
    await query.answer(f"Counted {number}")
    await query.message.edit_text(f"Taps: {number}", reply_markup=button("Count", f"count:{number}"))


@router.message(Command("album"))
async def album(message: Message) -> None:
    """Two photos at once."""
    await message.answer_media_group(
        [
            InputMediaPhoto(media=FSInputFile(FIRST), caption="Two of them"),
            InputMediaPhoto(media=FSInputFile(SECOND)),
        ]
    )


@router.message(Command("edits"))
async def edits(message: Message) -> None:
    """Change a text, a caption, a photo and buttons."""
    text = await message.answer("draft")
    await text.edit_text("<i>final</i>", parse_mode="HTML")
    photo = await message.answer_photo(FSInputFile(FIRST), caption="old words")
    await photo.edit_caption(caption="new words")
    other = await message.answer_photo(FSInputFile(FIRST), caption="the first")
    await other.edit_media(InputMediaPhoto(media=FSInputFile(SECOND), caption="the second"))
    buttons = await message.answer("Choose", reply_markup=button("Old", "old"))
    await buttons.edit_reply_markup(reply_markup=button("New", "new"))


@router.message(Command("buy"))
async def buy(message: Message) -> None:
    """Sell a mug that has to be sent."""
    await message.answer_invoice(
        title="Mug",
        description="A mug of clay",
        payload="mug",
        provider_token="provider:test",
        currency="IDR",
        prices=[LabeledPrice(label="Mug", amount=5_000_000)],
        need_name=True,
        is_flexible=True,
    )


@router.message(Command("stars"))
async def stars(message: Message) -> None:
    """Sell something for Stars."""
    prices = [LabeledPrice(label="Thanks", amount=5)]
    await message.answer_invoice(
        title="Thanks", description="Five Stars", payload="thanks", currency="XTR", prices=prices
    )


@router.shipping_query()
async def shipping(query: ShippingQuery) -> None:
    """Two ways to send it."""
    ways = [("slow", "Slow", 1_000_000), ("fast", "Fast", 2_500_000)]
    await query.answer(
        ok=True,
        shipping_options=[
            ShippingOption(id=id, title=title, prices=[LabeledPrice(label=title, amount=amount)])
            for id, title, amount in ways
        ],
    )


@router.pre_checkout_query()
async def checkout(query: PreCheckoutQuery) -> None:
    """Agree."""
    await query.answer(ok=True)


@router.message(F.successful_payment)
async def paid(message: Message) -> None:
    """Say thanks."""
    payment = message.successful_payment
    assert payment
    charges[message.chat.id] = payment.telegram_payment_charge_id
    by = f" by {payment.shipping_option_id}" if payment.shipping_option_id else ""
    await message.answer(f"Paid {payment.total_amount} {payment.currency} for {payment.invoice_payload}{by}")


@router.message(Command("refund"))
async def refund(message: Message, bot: Bot) -> None:
    """Give Stars back."""
    try:
        await bot.refund_star_payment(message.chat.id, charges[message.chat.id])
    except TelegramBadRequest:
        await message.answer("Refused")


@router.inline_query()
async def inline(query: InlineQuery) -> None:
    """Offer the same words, loud."""
    loud = InlineQueryResultArticle(
        id="loud",
        title="Loud",
        input_message_content=InputTextMessageContent(message_text=query.query.upper()),
        reply_markup=button("Like", "like"),
    )
    await query.answer([loud], cache_time=0, is_personal=True)


@router.chosen_inline_result()
async def chosen(result: ChosenInlineResult, bot: Bot) -> None:
    """Notice what was chosen."""
    await bot.send_message(result.from_user.id, f"Chosen: {result.result_id}")


@router.callback_query(F.data == "like")
async def like(query: CallbackQuery, bot: Bot) -> None:
    """Change a message sent with the bot's help."""
    await query.answer("Liked", show_alert=True)
    await bot.edit_message_text("Liked by one", inline_message_id=query.inline_message_id)


@router.message(Command("work"))
async def work(message: Message) -> None:
    """Work; for ever, when it is to be killed."""
    await message.answer("Started")
    if "NEVER_DONE" in os.environ:
        await asyncio.Event().wait()
    await message.answer("Done")


@router.message(F.photo)
async def photo(message: Message, bot: Bot) -> None:
    """Send a photo back."""
    assert message.photo
    data = await bot.download(message.photo[-1])
    assert data is not None
    content = data.read()
    await message.reply_photo(BufferedInputFile(content, "back.jpg"), caption=f"{len(content)} bytes")


@router.message(F.text)
async def echo(message: Message) -> None:
    """Say the same."""
    assert message.text
    await message.reply(message.text)


async def serve(dispatcher: Dispatcher, bot: Bot) -> None:
    """Take updates at an address of its own, until SIGTERM."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    app = web.Application()
    handler = SimpleRequestHandler(dispatcher, bot, secret_token=SECRET, handle_in_background=False)
    handler.register(app, path="/hook")
    setup_application(app, dispatcher, bot=bot)
    runner = web.AppRunner(app, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    await bot.set_webhook(f"http://127.0.0.1:{runner.addresses[0][1]}/hook", secret_token=SECRET)
    await stop.wait()
    await runner.cleanup()


async def main() -> None:
    """Poll, or serve a webhook."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["TELEGRAM"]))
    bot = Bot(os.environ["TOKEN"], session=session)
    dispatcher = Dispatcher()
    dispatcher.include_router(router)
    if os.environ["UPDATES"] == "webhook":
        await serve(dispatcher, bot)
    else:
        await dispatcher.start_polling(bot, handle_as_tasks="ONE_BY_ONE" not in os.environ)


asyncio.run(main())
