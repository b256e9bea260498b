"""The Bot API over HTTP: from a request to the right method, and its answer, fault or complaint back."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from types import CoroutineType
from typing import Any

from aiohttp import web

from sandbox.calls import Call
from sandbox.errors import ApiError
from sandbox.faults import Fault
from sandbox.lint import Lint
from sandbox.methods import METHODS
from sandbox.model import Bot
from sandbox.params import read_params
from sandbox.query import Query, Reply
from sandbox.wire import Json, Params, encode
from sandbox.world import World

# A waiting getUpdates is how a bot rests, so it does not count as a call under way.
_RESTING = "getupdates"


# Status, result, description.
Outcome = tuple[int, Any, str | None]


class Dropped(Exception):
    """The connection is to be closed without an answer."""


class BotApi:
    """Carries out calls, whether they came as requests or as a webhook's answer, and writes each one down."""

    def __init__(self, world: World, lint: Lint) -> None:
        self._world = world
        self._lint = lint

    async def handle(self, request: web.Request) -> web.Response:
        """`/bot<token>/<method>`."""
        return await self.answer(request, request.match_info["token"], request.match_info["method"])

    async def answer(self, request: web.Request, token: str, name: str) -> web.Response:
        """A call of the method with that name by the bot with that token."""
        began = time.perf_counter()
        is_resting = name.lower() == _RESTING
        if not is_resting:
            self._world.in_flight += 1
        try:
            if request.method not in {"GET", "POST"}:
                raise ApiError(405, "Method Not Allowed")
            bot = self._world.bot(token)
            params = await read_params(request)
            return await self._answer(began, bot, name, params)
        except ApiError as error:
            self._log(began, None, name, Params(), (error.code, None, error.description))
            return _failed(error)
        except Dropped:
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        finally:
            if not is_resting:
                self._done()

    def _done(self) -> None:
        self._world.in_flight -= 1
        self._world.touch()

    async def carry_out(self, bot: Bot, name: str, params: Params) -> None:
        """A method named in a webhook's answer; nobody gets its result."""
        self._world.in_flight += 1
        try:
            with suppress(Dropped):
                await self._answer(time.perf_counter(), bot, name, params)
        finally:
            self._done()

    async def _answer(self, began: float, bot: Bot, name: str, params: Params) -> web.Response:
        official = self._lint.method_name(name)
        fault = self._world.faults.take(official or name, params)
        try:
            reply = await self._run(bot, official, name, params, fault)
        except Dropped as dropped:
            self._log(began, bot, official or name, params, (0, None, str(dropped)))
            raise
        except ApiError as error:
            self._log(began, bot, official or name, params, (error.code, None, error.description))
            return _failed(error)
        result = reply.result if isinstance(reply, Reply) else reply
        self._log(began, bot, official or name, params, (200, result, None))
        answer: Json = {"ok": True, "result": result}
        if isinstance(reply, Reply):
            answer["description"] = reply.description
        return _json(answer, 200)

    async def _run(
        self, bot: Bot, official: str | None, name: str, params: Params, fault: Fault | None
    ) -> Any:
        if fault is not None:
            if fault.delay_ms:
                await asyncio.sleep(fault.delay_ms / 1000)
            if fault.drop == "before":
                raise Dropped("connection dropped before the effect")
            if error := fault.error():
                raise error
        if official is None:
            raise ApiError(404, "Not Found: method not found")
        known = METHODS.get(name.lower())
        if known is None:
            raise ApiError(501, f"Not Implemented: the sandbox does not know {official} yet")
        result = known[1](Query(self._world, bot, params))
        if isinstance(result, CoroutineType):
            result = await result
        if fault is not None and fault.drop == "after":
            raise Dropped("connection dropped after the effect")
        return result

    def _log(
        self,
        began: float,
        bot: Bot | None,
        method: str,
        params: Params,
        outcome: Outcome,
    ) -> None:
        ms = round((time.perf_counter() - began) * 1000, 3)
        bot_id = bot.id if bot else None
        call = Call(0, self._world.clock.now(), bot_id, method, params, *outcome, ms)
        self._world.calls.add(call)
        self._world.events.tell_all("call", lambda: self.show(call))

    def show(self, call: Call) -> Json:
        """A call as the people's side and its events tell it."""
        if call.problems is None:
            known = self._lint.method_name(call.method)
            call.problems = self._lint.check_call(known, call.params) if known is not None else []
        shown: Json = {
            "n": call.n,
            "at": round(call.at, 3),
            "bot": call.bot,
            "method": call.method,
            "params": self._lint.readable(call.method, call.params),
            "ok": call.status == 200,
            "status": call.status,
        }
        if call.status == 200:
            shown["result"] = call.result
        else:
            shown["description"] = call.description
        return shown | {"ms": call.ms, "problems": call.problems}

    async def download(self, request: web.Request) -> web.Response:
        """`/file/bot<token>/<file_path>`, for a path that getFile named."""
        try:
            bot = self._world.bot(request.match_info["token"])
        except ApiError as error:
            return _failed(error)
        ref = bot.shelf.paths.get(request.match_info["path"])
        if ref is None:
            return _failed(ApiError(404, "Not Found"))
        return web.Response(body=ref.file.content(ref.letter), content_type="application/octet-stream")


def _failed(error: ApiError) -> web.Response:
    answer: Json = {"ok": False, "error_code": error.code, "description": error.description}
    headers = None
    if error.parameters:
        answer["parameters"] = error.parameters
    if "retry_after" in error.parameters:
        headers = {"Retry-After": str(error.parameters["retry_after"])}
    return _json(answer, error.code, headers)


def _json(answer: Json, status: int, headers: dict[str, str] | None = None) -> web.Response:
    return web.Response(body=encode(answer), status=status, headers=headers, content_type="application/json")
