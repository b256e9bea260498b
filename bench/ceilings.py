"""The bare ceilings, in the shape of the shop's own server: no database, no words, nothing but aiogram.

T1: a message is answered by one message. T2: a tap is answered and its message redrawn with twelve buttons, both at
once; with the data ``r:1`` the answer travels in the webhook's reply instead. Settings come from the environment like
the shop's.
"""

import asyncio
import gc
import hmac
import os

import uvloop
from aiogram import Bot, Dispatcher, F
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.methods import AnswerCallbackQuery, EditMessageText, SendMessage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from aiohttp import web

_HEADER = "X-Telegram-Bot-Api-Secret-Token"


def _keyboard() -> InlineKeyboardMarkup:
    """Eight products, a pager and a way out, as a shelf has them: built anew for every screen."""
    rows = [
        [
            InlineKeyboardButton(
                text=f"Kaos Katun Polos {n} · Rp{80 + n}.000", callback_data=f"p:{n}:0:0:0:1:0:7:0"
            )
        ]
        for n in range(1, 9)
    ]
    rows.append(
        [InlineKeyboardButton(text=sign, callback_data=f"s:0:{n}") for n, sign in ((6, "‹"), (8, "›"))]
    )
    rows.append(
        [
            InlineKeyboardButton(text="🔎 Cari", callback_data="q"),
            InlineKeyboardButton(text="🛒 Keranjang", callback_data="c:1"),
        ]
    )
    return InlineKeyboardMarkup(inline_keyboard=rows)


def _redraw(tap: CallbackQuery) -> EditMessageText:
    assert isinstance(tap.message, Message)
    return EditMessageText(
        chat_id=tap.message.chat.id,
        message_id=tap.message.message_id,
        text="<b>Toko Ukur</b>\nSemua barang: 100.000. Pilih dengan tombol di bawah.",
        reply_markup=_keyboard(),
    )


async def _echo(message: Message, bot: Bot) -> None:
    await bot(SendMessage(chat_id=message.chat.id, text=message.text or "-"))


async def _tap(tap: CallbackQuery, bot: Bot) -> None:
    await asyncio.gather(bot(AnswerCallbackQuery(callback_query_id=tap.id)), bot(_redraw(tap)))


async def _tap_in_reply(tap: CallbackQuery, bot: Bot) -> AnswerCallbackQuery:
    await bot(_redraw(tap))
    return AnswerCallbackQuery(callback_query_id=tap.id)


async def _serve() -> None:
    server = TelegramAPIServer.from_base(os.environ["BOT_API_URL"])
    session = AiohttpSession(api=server, limit=200)
    bot = Bot(os.environ["BOT_TOKEN"], session=session, default=DefaultBotProperties(parse_mode="HTML"))
    secret, url = os.environ["WEBHOOK_SECRET"], os.environ["WEBHOOK_URL"]
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.message.register(_echo)
    dispatcher.callback_query.register(_tap, F.data.startswith("t:"))
    dispatcher.callback_query.register(_tap_in_reply, F.data.startswith("r:"))

    async def receive(request: web.Request) -> web.Response:
        if not hmac.compare_digest(request.headers.get(_HEADER, ""), secret):
            return web.Response(status=403)
        update = Update.model_validate_json(await request.read(), context={"bot": bot})
        result = await asyncio.shield(dispatcher.feed_update(bot, update))
        if isinstance(result, AnswerCallbackQuery):
            return web.json_response(
                {"method": "answerCallbackQuery", "callback_query_id": result.callback_query_id}
            )
        return web.Response()

    app = web.Application(client_max_size=5 * 2**20)
    app.router.add_post("/telegram", receive)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", int(os.environ["HTTP_PORT"])).start()
    await bot.set_webhook(url, secret_token=secret)
    await asyncio.Event().wait()


def main() -> None:
    """Serve until ended."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve())


if __name__ == "__main__":
    main()
