"""Listening: the application behind an address, with a short way in for what bots call."""

from __future__ import annotations

import re

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler

from sandbox.server import BOT_API

_CALL = re.compile(r"/bot([^/%?#]*)/([^/%?#]*)")


async def open_runner(app: web.Application, *, patience: float) -> web.AppRunner:
    """Make the application ready to listen; when it closes, open requests get `patience` seconds.

    A bot's plain POST goes straight to its method: looking for a route, which `create_app` has for it too, costs a
    tenth of a `sendMessage`. Everything else takes the usual way.
    """
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=patience)
    await runner.setup()
    assert runner.server is not None
    usual = runner.server.request_handler
    runner.server.request_handler = _short_way(app, usual)  # type: ignore[assignment]
    return runner


def _short_way(app: web.Application, usual: Handler) -> Handler:
    bot_api = app[BOT_API]

    async def handle(request: web.Request) -> web.StreamResponse:
        call = _CALL.fullmatch(request.raw_path)
        # whoever asks first whether the body may come is answered on the usual way
        if call is None or request.method != hdrs.METH_POST or hdrs.EXPECT in request.headers:
            return await usual(request)
        return await bot_api.answer(request, call[1], call[2])

    return handle
