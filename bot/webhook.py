"""HTTP: Telegram's updates, and a health check."""

import asyncio
import hashlib
import hmac
import logging
from urllib.parse import urlsplit

from aiogram import Bot, Dispatcher
from aiogram.types import Update
from aiohttp import web
from pydantic import ValidationError
from sqlalchemy import text

from foundation.database import Database

_log = logging.getLogger(__name__)
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name


def webhook_secret(given: str, token: str) -> str:
    """The word Telegram sends along: the one from the settings, else one made from the token."""
    return given or hashlib.sha256(f"etalase webhook {token}".encode()).hexdigest()


def build_app(
    bot: Bot, dispatcher: Dispatcher, database: Database, *, url: str, secret: str
) -> web.Application:
    """The HTTP side of the shop. An update is answered only after it was handled, so Telegram repeats lost ones."""

    async def receive(request: web.Request) -> web.Response:
        if not hmac.compare_digest(request.headers.get(_SECRET_HEADER, ""), secret):
            return web.Response(status=403)
        try:
            update = Update.model_validate_json(await request.read(), context={"bot": bot})
        except ValidationError:
            return web.Response(status=400)
        # a client that hangs up must not cancel a half-handled update
        await asyncio.shield(dispatcher.feed_update(bot, update))
        return web.Response()

    async def health(request: web.Request) -> web.Response:
        async with database.reading() as session:
            await session.execute(text("SELECT 1"))
        return web.Response(text="ok")

    app = web.Application(client_max_size=5 * 2**20)
    app.router.add_post(urlsplit(url).path or "/", receive)
    app.router.add_get("/health", health)
    return app
