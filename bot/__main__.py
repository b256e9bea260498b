"""``python -m bot``: the only place that builds things — settings, database, bot, background work."""

import asyncio
import gc
import logging
import signal
import sys
import time
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from datetime import timedelta

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.exceptions import TelegramAPIError, TelegramNetworkError, TelegramUnauthorizedError
from aiohttp import web

from bot.background import refund_for_ever, sweep_for_ever
from bot.dispatcher import build_dispatcher
from bot.gateways import GatewayWork, open_gateways
from bot.memory import keep_small
from bot.notices import Messenger
from bot.polling import Polling
from bot.refunders import refunders_of
from bot.shop import RunningShop
from bot.telegram.api import PlainSession
from bot.telegram.commands import publish_commands
from bot.telegram.drawing import Drawing
from bot.telegram.pace import Pace
from bot.telegram.photos import PhotoFiles
from bot.telegram.renderer import Renderer
from bot.webhook import Notifications, build_app, webhook_secret
from bot.words import Library
from checkout.offers import INVOICES
from customers import people
from foundation.clock import SystemClock
from foundation.database import Database
from foundation.log import set_up_log
from foundation.migrate import migrate
from foundation.settings import Settings, WrongSetting, load_settings
from foundation.shop import write as write_fact

_log = logging.getLogger("etalase")


def build_bot(settings: Settings) -> Bot:
    """The bot, on Telegram or on any Bot API server (BOT_API_URL)."""
    server = TelegramAPIServer.from_base(settings.bot_api_url) if settings.bot_api_url else PRODUCTION
    session = PlainSession(api=server, limit=200)
    return Bot(settings.bot_token, session=session, default=DefaultBotProperties(parse_mode="HTML"))


async def run(settings: Settings, stop: asyncio.Event) -> None:
    """Serve the shop until ``stop`` is set."""
    clock = SystemClock()
    async with AsyncExitStack() as closing:
        database = Database(settings.database)
        closing.push_async_callback(database.close)
        await migrate(database)
        bot = build_bot(settings)
        closing.push_async_callback(bot.session.close)
        me = await _introduce(bot, stop)
        if me is None:
            return
        library = Library(
            default=settings.default_language,
            currency=settings.currency,
            zone=settings.zone,
            reworded=settings.data_dir / "words",
        )
        gateways = await closing.enter_async_context(open_gateways(settings))
        refunders = refunders_of(gateways, bot, database)
        window = timedelta(minutes=settings.payment_window_minutes)
        shop = RunningShop(me, settings.currency, window, tuple(gateways), frozenset(refunders))
        pace = Pace(time.monotonic)
        drawing = Drawing(database, PhotoFiles(database, bot.id))
        renderer = Renderer(bot, drawing, pace.noticed, settings.payment_provider_token)
        dispatcher = build_dispatcher(
            database=database, renderer=renderer, library=library, clock=clock, shop=shop
        )
        await _greet_owner(database, settings, me, clock)
        await publish_commands(bot, database, library)
        messenger = Messenger(database, renderer, library, clock, pace)
        payments = GatewayWork(database, gateways, clock, f"https://t.me/{me}")
        app = web_side(settings, bot, dispatcher, database, payments)
        work = [
            asyncio.create_task(messenger.run()),
            asyncio.create_task(sweep_for_ever(database, clock)),
            asyncio.create_task(refund_for_ever(database, refunders, clock)),
            asyncio.create_task(_receive(settings, bot, dispatcher, database, clock, app)),
            asyncio.create_task(stop.wait()),
        ]
        if gateways:
            work.append(asyncio.create_task(payments.run()))
        _spare_the_collector()
        _log.info("the shop is open as @%s", me)
        done, pending = await asyncio.wait(work, return_when=asyncio.FIRST_COMPLETED)
        async with database.between_writers():
            for task in pending:
                task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
        for task in done:
            task.result()


async def _introduce(bot: Bot, stop: asyncio.Event) -> str | None:
    """Ask Telegram who we are, waiting for it when it does not answer yet."""
    while not stop.is_set():
        try:
            return (await bot.get_me()).username or "bot"
        except TelegramUnauthorizedError:
            raise WrongSetting(
                "BOT_TOKEN is refused by Telegram. Get a new one from @BotFather: BOT_TOKEN=123456789:AAExample"
            ) from None
        except TelegramNetworkError as error:
            _log.warning("Telegram does not answer yet: %s", error)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), timeout=1)
    return None


async def _greet_owner(database: Database, settings: Settings, username: str, clock: SystemClock) -> None:
    async with database.transaction() as session:
        await people.appoint_owners(session, settings.owner_ids, now=clock.now())
        await write_fact(session, "currency", settings.currency)
        await write_fact(session, "gateways", " ".join(settings.gateways))
        await write_fact(session, INVOICES, bool(settings.payment_provider_token))
        word = await people.new_claim(session)
    if word is not None:
        link = f"https://t.me/{username}?start=claim_{word}"
        print(f"Nobody owns this shop yet. Open this link once to become its owner:\n  {link}", flush=True)


def web_side(
    settings: Settings, bot: Bot, dispatcher: Dispatcher, database: Database, payments: GatewayWork
) -> web.Application:
    """What the shop answers by HTTP."""
    return build_app(
        bot,
        dispatcher,
        database,
        url=settings.webhook_url,
        secret=webhook_secret(settings.webhook_secret, settings.bot_token),
        notifications=Notifications(payments.gateways, payments.keep),
    )


async def _receive(
    settings: Settings,
    bot: Bot,
    dispatcher: Dispatcher,
    database: Database,
    clock: SystemClock,
    app: web.Application,
) -> None:
    """Take updates: by webhook when there is an address for it, else by polling."""
    polling = Polling(bot, dispatcher, database, clock)
    await polling.handle_waiting()
    if not settings.webhook_url:
        await bot.delete_webhook()
        await polling.run()
        return
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, settings.http_host, settings.http_port).start()
        await bot.set_webhook(
            settings.webhook_url,
            secret_token=webhook_secret(settings.webhook_secret, settings.bot_token),
            allowed_updates=dispatcher.resolve_used_update_types(),
            max_connections=64,
        )
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()


async def _main(settings: Settings) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows has no signal handlers in its event loop
            loop.add_signal_handler(name, stop.set)
    await run(settings, stop)


def main() -> int:
    """Start the shop; give the exit code."""
    keep_small()
    try:
        settings = load_settings()
        if not settings.bot_token:
            raise WrongSetting("BOT_TOKEN is missing. Get one from @BotFather: BOT_TOKEN=123456789:AAExample")
        set_up_log(settings.log_level)
        _spare_the_collector()
        with asyncio.Runner(loop_factory=_loop_factory()) as runner:
            runner.run(_main(settings))
    except WrongSetting as error:
        print(error, file=sys.stderr)
        return 2
    except TelegramAPIError as error:
        print(f"Telegram refused: {error}", file=sys.stderr)
        return 1
    return 0


def _spare_the_collector() -> None:
    """What was loaded is a big heap that never dies: keep the garbage collector away from it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """The fast event loop where there is one (not on Windows)."""
    try:
        import uvloop  # noqa: PLC0415
    except ImportError:
        return None
    return uvloop.new_event_loop


if __name__ == "__main__":
    sys.exit(main())
