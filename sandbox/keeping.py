"""A Telegram that outlives its process: what happens is written into a directory shortly afterwards.

Decisions:

- Kept are people, bots (what they say about themselves, the files they know, webhook, payments, waiting updates), chats
  with their messages, groups, channels, topics, files and counters. What people wait for right now (taps, inline
  queries, checkouts) is seconds old and not kept; nor are the log of calls, faults, flood counts and who is typing.
- Nobody waits for the disk. A change is noted (`changes.py`); a tenth of a second later everything noted is turned into
  JSON at one moment and written in one transaction by a thread. A `kill -9` costs that tenth of a second, never more,
  and never half a change. `POST /sim/save` writes at once and answers when it is done, and so does the end.
- SQLite with one row per thing, because it is there with Python, writes all or nothing, and changes only what changed. JSON,
  because it can be read by anybody and executes nothing. Files lie beside it under the digest of their content.
- After a kill, ids of messages and updates skip ahead, so that none which was handed out but not written comes twice.
- The directory belongs to one sandbox at a time. One that is damaged, or of a newer format, is refused and not touched.
- If writing fails (a full disk), the sandbox says so, goes on, and tries again.
"""

from __future__ import annotations

import asyncio
import random
import sqlite3
import sys
from collections.abc import AsyncIterator
from pathlib import Path

from aiohttp import web

from sandbox.directory import Directory, Unreadable
from sandbox.errors import SimError
from sandbox.pending import Pending
from sandbox.restoring import restore
from sandbox.simhttp import Handler, answer
from sandbox.webhooks import Webhook
from sandbox.world import World

SOON_S = 0.1
LATER_S = 5.0
"""After how long it tries again when writing failed."""


def keep(app: web.Application, world: World, folder: Path) -> None:
    """Let the application's world go on where it stopped in a directory, and stay there. Raises `Unreadable`."""
    directory = Directory(folder)
    try:
        Keeping(world, directory).install(app)
    except Unreadable:
        directory.close()
        raise


class Keeping:
    """Keeps a world in a directory, from which it is filled first. Raises `Unreadable`."""

    def __init__(self, world: World, directory: Directory) -> None:
        self._world = world
        self._directory = directory
        self._webhooks = restore(world, directory)
        """to be set up again once the server runs"""
        world.dice = random.Random()  # noqa: S311 - as it was begun once already, the same numbers must not come again
        world.changes.kept = True
        self._pending = Pending(world)
        self._writing = asyncio.Lock()
        self._task: asyncio.Task[None] | None = None
        self._closed = False

    def install(self, app: web.Application) -> None:
        """Become part of an application, before anything that must have ended when the last row is written."""
        app.middlewares.append(self.stir)
        app.router.add_post("/sim/save", self.save)
        app.cleanup_ctx.append(self.kept)
        app.on_startup.append(self.begin)

    @web.middleware
    async def stir(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Whatever somebody asks for may change something, at once or in the end. Starting over is written at once."""
        self._world.changes.stir()
        try:
            response = await handler(request)
        finally:
            self._world.changes.stir()
        if self._world.changes.emptied:
            await self._write_or_complain()
        return response

    async def save(self, _request: web.Request) -> web.Response:
        """Writes everything down now; answers when it is safe."""
        await self._write_or_complain()
        return answer({})

    async def _write_or_complain(self) -> None:
        try:
            await self.write()
        except (OSError, sqlite3.Error) as error:
            raise SimError(500, f"{self._directory.folder} cannot be written to: {error}") from error

    async def begin(self, _app: web.Application) -> None:
        """Deliver to webhooks again, and keep what happens from now on. Raises `Unreadable` when that cannot be."""
        for bot_id, hook in self._webhooks.items():
            bot = self._world.bots[bot_id]
            bot.webhook = Webhook(self._world, bot, hook["url"], hook["secret"], hook["connections"])
        try:
            await self.write()
        except (OSError, sqlite3.Error) as error:
            raise self._directory.unreadable(f"it cannot be written to: {error}") from error
        self._task = asyncio.create_task(self._keep_on())

    async def kept(self, _app: web.Application) -> AsyncIterator[None]:
        """Write what is left when everything else has ended."""
        yield
        async with self._writing:  # never in the middle
            if self._task is not None:
                self._task.cancel()
        self._closed = True
        try:
            await self.write()
        except (OSError, sqlite3.Error) as error:
            sys.stderr.write(
                f"The sandbox could not write the last of it to {self._directory.folder}: {error}\n"
            )
        self._directory.close()

    async def _keep_on(self) -> None:
        while True:
            await self._world.changes.wait()
            await asyncio.sleep(SOON_S)
            try:
                await self.write()
            except (OSError, sqlite3.Error) as error:
                sys.stderr.write(
                    f"The sandbox cannot write to {self._directory.folder}, and tries again: {error}\n"
                )
                await asyncio.sleep(LATER_S)
                self._world.changes.stir()

    async def write(self) -> None:
        """Write what is new; raises OSError or sqlite3.Error, after which the next time writes it too."""
        async with self._writing:
            batch = self._pending.take(closed=self._closed)
            if not batch:
                return
            try:
                await asyncio.to_thread(self._directory.write, batch)
            except (OSError, sqlite3.Error):
                self._pending.put_back(batch)
                raise
