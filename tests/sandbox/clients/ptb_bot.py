"""A bot as python-telegram-bot's guide has it. It knows nothing of the sandbox but the address of its Telegram."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

from aiohttp import web
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputMediaPhoto,
    InputTextMessageContent,
    LabeledPrice,
    ShippingOption,
    Update,
)
from telegram.error import BadRequest
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ChosenInlineResultHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    PreCheckoutQueryHandler,
    ShippingQueryHandler,
    filters,
)

SECRET = "a-secret"
FIRST, SECOND = map(Path, os.environ["PICTURES"].split(os.pathsep))
Context = ContextTypes.DEFAULT_TYPE
charges: dict[int, str] = {}


def button(text: str, data: str) -> InlineKeyboardMarkup:
    """One inline button."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(text, callback_data=data)]])


async def start(update: Update, context: Context) -> None:
    """Greet."""
    assert update.message and update.effective_user
    welcome = f"<b>Welcome</b>, {update.effective_user.first_name}"
    await update.message.reply_html(welcome, reply_markup=button("Count", "count:0"))


async def count(update: Update, context: Context) -> None:
    """Count taps."""
    query = update.callback_query
    assert query and query.data
    number = int(query.data.partition(":")[2]) + 1
    await query.answer(f"Counted {number}")
    await query.edit_message_text(f"Taps: {number}", reply_markup=button("Count", f"count:{number}"))


async def album(update: Update, context: Context) -> None:
    """Two photos at once."""
    assert update.message
    await update.message.reply_media_group(
        [
            InputMediaPhoto(FIRST.read_bytes(), caption="Two of them"),
            InputMediaPhoto(SECOND.read_bytes()),
        ]
    )


async def edits(update: Update, context: Context) -> None:
    """Change a text, a caption, a photo and buttons."""
    message = update.message
    assert message
    text = await message.reply_text("draft")
    await text.edit_text("<i>final</i>", parse_mode="HTML")
    photo = await message.reply_photo(FIRST, caption="old words")
    await photo.edit_caption("new words")
    other = await message.reply_photo(FIRST, caption="the first")
    await other.edit_media(InputMediaPhoto(SECOND.read_bytes(), caption="the second"))
    buttons = await message.reply_text("Choose", reply_markup=button("Old", "old"))
    await buttons.edit_reply_markup(button("New", "new"))


async def buy(update: Update, context: Context) -> None:
    """Sell a mug that has to be sent."""
    assert update.effective_chat
    await context.bot.send_invoice(
        update.effective_chat.id,
        "Mug",
        "A mug of clay",
        "mug",
        "IDR",
        [LabeledPrice("Mug", 5_000_000)],
        provider_token="provider:test",
        need_name=True,
        is_flexible=True,
    )


async def stars(update: Update, context: Context) -> None:
    """Sell something for Stars."""
    assert update.effective_chat
    prices = [LabeledPrice("Thanks", 5)]
    await context.bot.send_invoice(
        update.effective_chat.id, "Thanks", "Five Stars", "thanks", "XTR", prices, provider_token=""
    )


async def shipping(update: Update, context: Context) -> None:
    """Two ways to send it."""
    assert update.shipping_query
    ways = [("slow", "Slow", 1_000_000), ("fast", "Fast", 2_500_000)]
    options = [ShippingOption(id, title, [LabeledPrice(title, amount)]) for id, title, amount in ways]
    await update.shipping_query.answer(ok=True, shipping_options=options)


async def checkout(update: Update, context: Context) -> None:
    """Agree."""
    assert update.pre_checkout_query
    await update.pre_checkout_query.answer(ok=True)


async def paid(update: Update, context: Context) -> None:
    """Say thanks."""
    assert update.message and update.message.successful_payment
    payment = update.message.successful_payment
    charges[update.message.chat_id] = payment.telegram_payment_charge_id
    by = f" by {payment.shipping_option_id}" if payment.shipping_option_id else ""
    await update.message.reply_text(
        f"Paid {payment.total_amount} {payment.currency} for {payment.invoice_payload}{by}"
    )


async def refund(update: Update, context: Context) -> None:
    """Give Stars back."""
    assert update.message
    try:
        await context.bot.refund_star_payment(update.message.chat_id, charges[update.message.chat_id])
    except BadRequest:
        await update.message.reply_text("Refused")


async def inline(update: Update, context: Context) -> None:
    """Offer the same words, loud."""
    query = update.inline_query
    assert query
    words = InputTextMessageContent(query.query.upper())
    loud = InlineQueryResultArticle("loud", "Loud", words, reply_markup=button("Like", "like"))
    await query.answer([loud], cache_time=0, is_personal=True)


async def chosen(update: Update, context: Context) -> None:
    """Notice what was chosen."""
    result = update.chosen_inline_result
    assert result
    await context.bot.send_message(result.from_user.id, f"Chosen: {result.result_id}")


async def like(update: Update, context: Context) -> None:
    """Change a message sent with the bot's help."""
    assert update.callback_query
    await update.callback_query.answer("Liked", show_alert=True)
    await update.callback_query.edit_message_text("Liked by one")


async def work(update: Update, context: Context) -> None:
    """Work; for ever, when it is to be killed."""
    assert update.message
    await update.message.reply_text("Started")
    if "NEVER_DONE" in os.environ:
        await asyncio.Event().wait()
    await update.message.reply_text("Done")


async def photo(update: Update, context: Context) -> None:
    """Send a photo back."""
    assert update.message
    file = await update.message.photo[-1].get_file()
    content = bytes(await file.download_as_bytearray())
    await update.message.reply_photo(
        content, caption=f"{len(content)} bytes", filename="back.jpg", do_quote=True
    )


async def echo(update: Update, context: Context) -> None:
    """Say the same."""
    assert update.message and update.message.text
    await update.message.reply_text(update.message.text, do_quote=True)


COMMANDS = (start, album, edits, buy, stars, refund, work)


def add_handlers(app: Application) -> None:  # type: ignore[type-arg]
    """Which handler takes what."""
    app.add_handlers([CommandHandler(command.__name__, command) for command in COMMANDS])
    app.add_handler(CallbackQueryHandler(count, pattern="^count:"))
    app.add_handler(CallbackQueryHandler(like, pattern="^like$"))
    app.add_handler(ShippingQueryHandler(shipping))
    app.add_handler(PreCheckoutQueryHandler(checkout))
    app.add_handler(MessageHandler(filters.SUCCESSFUL_PAYMENT, paid))
    app.add_handler(InlineQueryHandler(inline))
    app.add_handler(ChosenInlineResultHandler(chosen))
    app.add_handler(MessageHandler(filters.PHOTO, photo))
    app.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, echo))


async def serve(app: Application) -> None:  # type: ignore[type-arg]
    """Take updates at an address of its own, as in the guide's custom webhook, until SIGTERM."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)

    async def hook(request: web.Request) -> web.Response:
        if request.headers.get("X-Telegram-Bot-Api-Secret-Token") != SECRET:
            return web.Response(status=403)
        await app.update_queue.put(Update.de_json(await request.json(), app.bot))
        return web.Response()

    site = web.Application()
    site.router.add_post("/hook", hook)
    runner = web.AppRunner(site, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    async with app:
        await app.start()
        await app.bot.set_webhook(f"http://127.0.0.1:{runner.addresses[0][1]}/hook", secret_token=SECRET)
        await stop.wait()
        await runner.cleanup()
        await app.stop()


def main() -> None:
    """Poll, or serve a webhook."""
    telegram = os.environ["TELEGRAM"]
    builder = ApplicationBuilder().token(os.environ["TOKEN"])
    builder = builder.base_url(f"{telegram}/bot").base_file_url(f"{telegram}/file/bot")
    if os.environ["UPDATES"] == "webhook":
        app = builder.updater(None).build()
        add_handlers(app)
        asyncio.run(serve(app))
    else:
        polling = builder.build()
        add_handlers(polling)
        polling.run_polling()


main()
