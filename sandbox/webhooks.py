"""Delivering updates to a bot's own address, in order, again and again until it takes them."""

from __future__ import annotations

import asyncio
from collections import deque

import aiohttp

from sandbox.model import Bot
from sandbox.params import read_params_of
from sandbox.updates import KEPT_S, Update
from sandbox.wire import Json, dumps
from sandbox.world import World

LONGEST_WAIT_S = 60
_ANSWER_WITHIN_S = 60


class Webhook:
    """Sends a bot's updates to `url`: one at a time per lane, up to `connections` lanes at once."""

    def __init__(self, world: World, bot: Bot, url: str, secret: str, connections: int) -> None:
        self.url, self.secret, self.connections = url, secret, connections
        self._world = world
        self._bot = bot
        self._headers = {"Content-Type": "application/json"}
        if secret:
            self._headers["X-Telegram-Bot-Api-Secret-Token"] = secret
        self._free = asyncio.Semaphore(connections)
        self._lanes: dict[str, deque[Update]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._failed: tuple[int, str] | None = None
        bot.updates.on_push = self._enqueue
        for update in bot.updates.all():
            self._enqueue(update)

    def info(self) -> Json:
        """What getWebhookInfo adds about it."""
        info: Json = {"max_connections": self.connections, "ip_address": "127.0.0.1"}
        if self._failed is not None:
            info["last_error_date"], info["last_error_message"] = self._failed
        return info

    def stop(self) -> None:
        """Deliver nothing more; what waits stays in the queue."""
        self._bot.updates.on_push = None
        for task in self._tasks:
            task.cancel()

    def _enqueue(self, update: Update) -> None:
        lane = self._lanes.get(update.lane)
        if lane is not None:
            lane.append(update)
            return
        self._lanes[update.lane] = deque([update])
        task = self._world.start(self._empty(update.lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _empty(self, name: str) -> None:
        lane = self._lanes[name]
        while lane:
            await self._deliver(lane[0])
            lane.popleft()
        del self._lanes[name]

    async def _deliver(self, update: Update) -> None:
        wait = 0
        while update in self._bot.updates and self._world.clock.now() - update.created < KEPT_S:
            async with self._free:
                failed = await self._post(update)
            if failed is None:
                break
            self._failed = (self._world.clock.seconds(), failed)
            await self._world.clock.sleep(wait)
            wait = min(LONGEST_WAIT_S, wait * 2 or 2)
        self._bot.updates.remove(update.id)
        self._world.touch()

    async def _post(self, update: Update) -> str | None:
        """Send one update; None when the bot took it, else what went wrong in Telegram's words."""
        timeout = aiohttp.ClientTimeout(total=_ANSWER_WITHIN_S)
        try:
            async with self._world.http.post(
                self.url, data=dumps(update.json), headers=self._headers, timeout=timeout
            ) as response:
                params = await read_params_of(response)
        except TimeoutError:
            return "Read timeout expired"
        except (aiohttp.ClientError, ValueError):  # a host name that cannot be one is found out only now
            return "Connection refused"
        if not 200 <= response.status < 300:
            return f"Wrong response from the webhook: {response.status} {response.reason}"
        if params is not None and isinstance(method := params.pop("method", None), str):
            await self._world.carry_out(self._bot, method, params)
        return None
