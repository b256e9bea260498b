"""HTTP: Telegram's updates, payment gateways' notifications, and a health check."""

import asyncio
import hashlib
import hmac
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from aiogram import Bot, Dispatcher
from aiogram.types import Update
from aiohttp import web
from pydantic import ValidationError
from pydantic_core import to_json
from sqlalchemy import text

from checkout.gateways import Gateway
from checkout.gateways.errors import NotificationForeign, NotificationForged, NotificationRefused
from checkout.gateways.values import Notice, RefundNotice
from foundation.database import Database

_log = logging.getLogger(__name__)
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name


def webhook_secret(given: str, token: str) -> str:
    """The word Telegram sends along: the one from the settings, else one made from the token."""
    return given or hashlib.sha256(f"etalase webhook {token}".encode()).hexdigest()


class Updates:
    """Takes Telegram's updates by HTTP. Each is answered only after it was handled, so Telegram repeats lost ones."""

    def __init__(self, bot: Bot, dispatcher: Dispatcher, secret: str) -> None:
        """Accept only what carries the ``secret``."""
        self._bot, self._dispatcher, self._secret = bot, dispatcher, secret.encode()
        self._running: set[asyncio.Task[None]] = set()

    async def receive(self, request: web.Request) -> web.Response:
        """Handle one update; a tap's answer travels in the reply, as soon as what it did is saved."""
        if not hmac.compare_digest(request.headers.get(_SECRET_HEADER, "").encode(), self._secret):
            return web.Response(status=403)
        try:
            update = Update.model_validate_json(await request.read(), context={"bot": self._bot})
        except ValidationError:
            return web.Response(status=400)
        reply: asyncio.Future[dict[str, Any] | None] = asyncio.get_running_loop().create_future()
        # a client that hangs up must not cancel a half-handled update, and its screen may follow the reply
        task = asyncio.create_task(self._handle(update, reply))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        method = await reply
        return (
            web.Response()
            if method is None
            else web.Response(body=to_json(method), content_type="application/json")
        )

    async def _handle(self, update: Update, reply: "asyncio.Future[dict[str, Any] | None]") -> None:
        def say(method: dict[str, Any]) -> None:
            if not reply.done():
                reply.set_result(method)

        try:
            await self._dispatcher.feed_update(self._bot, update, reply=say)
        except Exception as error:
            _log.exception("update %s failed", update.update_id)
            if not reply.done():
                reply.set_exception(error)
        if not reply.done():
            reply.set_result(None)

    async def finish(self, _app: web.Application) -> None:
        """Let screens that are on their way arrive before the shop closes."""
        if self._running:
            await asyncio.wait(self._running, timeout=10)


class Notifications:
    """Takes what payment gateways send. It is kept before it is acknowledged, and believed only after asking back."""

    def __init__(
        self, gateways: Mapping[str, Gateway], keep: Callable[[Notice | RefundNotice], Awaitable[None]]
    ) -> None:
        """Read with these gateways; ``keep`` writes a genuine one down."""
        self._gateways, self._keep = gateways, keep

    async def receive(self, request: web.Request) -> web.Response:
        """``POST /payments/{provider}``."""
        gateway = self._gateways.get(request.match_info["provider"])
        if gateway is None:
            return web.json_response({"success": False}, status=404)
        try:
            notice = await gateway.read_notification(request.headers, await request.read())
        except NotificationForeign:
            return web.json_response({"success": True})
        except NotificationRefused as error:
            forged = isinstance(error, NotificationForged)
            _log.warning("%s: a notification was refused: %s", gateway.provider, type(error).__name__)
            return web.json_response({"success": False}, status=403 if forged else 400)
        await self._keep(notice)
        return web.json_response({"success": True})


def build_app(
    bot: Bot,
    dispatcher: Dispatcher,
    database: Database,
    *,
    url: str,
    secret: str,
    notifications: Notifications | None = None,
) -> web.Application:
    """The HTTP side of the shop."""
    updates = Updates(bot, dispatcher, secret)

    async def health(request: web.Request) -> web.Response:
        async with database.reading() as session:
            await session.execute(text("SELECT 1"))
        return web.Response(text="ok")

    app = web.Application(client_max_size=5 * 2**20)
    app.router.add_post(urlsplit(url).path or "/", updates.receive)
    app.router.add_get("/health", health)
    if notifications is not None:
        app.router.add_post("/payments/{provider}", notifications.receive)
    app.on_shutdown.append(updates.finish)
    return app
