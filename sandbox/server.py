"""The sandbox as one web application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
from aiohttp import web

from sandbox.acting import Acting
from sandbox.asking import Asking
from sandbox.botapi import BotApi
from sandbox.control import Control
from sandbox.frontpage import FrontPage
from sandbox.gathering import Gathering
from sandbox.keeping import keep
from sandbox.lint import Lint
from sandbox.looking import Looking
from sandbox.params import MAX_BODY
from sandbox.paying import Paying
from sandbox.pictures import Pictures
from sandbox.simhttp import say_what_is_wrong
from sandbox.speaking import Speaking
from sandbox.world import World

WORLD = web.AppKey("world", World)
BOT_API = web.AppKey("bot_api", BotApi)


def create_app(speed: str = "off", data: Path | None = None) -> web.Application:
    """A Telegram; `speed` is `realistic` for flood control as on the real one, else `off`.

    It is fresh and lives in memory, or goes on where it stopped in the directory `data`; raises `Unreadable` when that
    cannot be used.
    """
    world = World(speed)
    bot_api = BotApi(world, Lint())
    world.carry_out = bot_api.carry_out
    app = web.Application(client_max_size=MAX_BODY, middlewares=[say_what_is_wrong])
    app[WORLD], app[BOT_API] = world, bot_api
    if data is not None:
        keep(app, world, data)
    app.router.add_route("*", "/bot{token:[^/]*}/{method:[^/]*}", bot_api.handle)
    app.router.add_get("/file/bot{token:[^/]*}/{path:.*}", bot_api.download)
    for part in (
        Looking(world),
        Speaking(world),
        Acting(world),
        Asking(world),
        Paying(world),
        Gathering(world),
        Control(world, bot_api),
        Pictures(world),
        FrontPage(world),
    ):
        app.add_routes(part.routes())
    app.cleanup_ctx.append(_running)
    app.on_shutdown.append(_let_go)
    return app


async def _running(app: web.Application) -> AsyncIterator[None]:
    world = app[WORLD]
    async with aiohttp.ClientSession() as session:
        world.http = session
        yield
        await world.finish()


async def _let_go(app: web.Application) -> None:
    app[WORLD].close()
