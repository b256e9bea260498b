"""The world from outside: calls made, quiet, faults, the clock, starting over, and files."""

from __future__ import annotations

import asyncio
import time

from aiohttp import web

from sandbox.botapi import BotApi
from sandbox.errors import SimError
from sandbox.faults import read_fault
from sandbox.simhttp import answer, number, read_body
from sandbox.world import World

_LOOK_S = 0.005
_SHOWN_INLINE = ("image/jpeg", "image/png", "image/gif", "image/webp", "audio/", "video/")


class Control:
    """The routes."""

    def __init__(self, world: World, bot_api: BotApi) -> None:
        self._world = world
        self._bot_api = bot_api

    def routes(self) -> list[web.RouteDef]:
        """Their addresses."""
        return [
            web.get("/sim/files/{file}", self.file),
            web.get("/sim/calls", self.calls),
            web.post("/sim/quiet", self.quiet),
            web.post("/sim/faults", self.add_fault),
            web.delete("/sim/faults", self.clear_faults),
            web.post("/sim/clock", self.clock),
            web.post("/sim/reset", self.reset),
        ]

    async def file(self, request: web.Request) -> web.Response:
        """A file's bytes. Whatever could run as a page is only ever downloaded."""
        file = self._world.storage.files.get(request.match_info["file"])
        if file is None:
            raise SimError(404, "there is no such file")
        headers = {"Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"}
        if not file.mime_type.startswith(_SHOWN_INLINE):
            headers["Content-Disposition"] = "attachment"
        headers["Content-Type"] = (
            file.mime_type if file.mime_type.isprintable() else "application/octet-stream"
        )
        return web.Response(body=file.data, headers=headers)

    async def calls(self, request: web.Request) -> web.Response:
        """Calls numbered `since` and later."""
        since = request.query.get("since", "0")
        if not since.isdecimal() or len(since) > 18:
            raise SimError(400, "since must be a number")
        log = self._world.calls
        return answer(
            {"calls": [self._bot_api.show(call) for call in log.since(int(since))], "next": log.next}
        )

    async def quiet(self, request: web.Request) -> web.Response:
        """Waits until every update is dealt with and no bot has called for a while."""
        body = await read_body(request)
        quiet_s = number(body, "for_ms", 150) / 1000
        end = time.monotonic() + min(number(body, "within_ms", 5000), 600_000) / 1000
        world = self._world
        while True:
            now = time.monotonic()
            left = world.last_activity + quiet_s - now
            if left <= 0 and not world.busy():
                return answer({"quiet": True})
            if now >= end:
                return answer({"quiet": False})
            await asyncio.sleep(min(max(left, _LOOK_S), end - now, 0.05))

    async def add_fault(self, request: web.Request) -> web.Response:
        """Something shall go wrong."""
        self._world.faults.add(read_fault(await read_body(request)))
        return answer({})

    async def clear_faults(self, _request: web.Request) -> web.Response:
        """Nothing shall go wrong any more."""
        self._world.faults.clear()
        return answer({})

    async def clock(self, request: web.Request) -> web.Response:
        """Moves the clock ahead, never back."""
        seconds = number(await read_body(request), "advance_s", 0)
        if not 0 <= seconds <= 10 * 366 * 86400:
            raise SimError(400, "advance_s must be 0 or more, ten years at most")
        return answer({"now": self._world.clock.advance(seconds)})

    async def reset(self, _request: web.Request) -> web.Response:
        """Starts over."""
        self._world.reset()
        return answer({})
