"""Everything this Telegram knows, in memory, and the few rules about who is who."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections.abc import Awaitable, Callable, Coroutine
from itertools import count
from typing import Any

import aiohttp

from sandbox.calls import CallLog
from sandbox.clock import Clock
from sandbox.errors import ApiError, SimError
from sandbox.events import Events
from sandbox.faults import Faults
from sandbox.files import Storage
from sandbox.flood import Flood
from sandbox.model import TAP_LIVES_S, Bot, Chat, Person, Tap
from sandbox.views import person_chat
from sandbox.wire import Params

_TOKEN = re.compile(r"([1-9]\d{0,14}):[\w-]+", re.ASCII)
_FIRST_PERSON = 1001


class World:
    """One Telegram. Message ids grow with gaps, as they do when a busy Telegram hands them out."""

    def __init__(self, speed: str = "off") -> None:
        self.speed = speed
        self.clock = Clock()
        self.events = Events()
        self.calls = CallLog()
        self.faults = Faults()
        self._message_id = 0
        self._dice = random.Random(20)  # noqa: S311 - gaps, not secrets
        self._album = count(13_000_000_000_000_000)
        self.in_flight = 0
        self.last_activity = time.monotonic()
        self._tasks: set[asyncio.Task[None]] = set()
        # Set once the server runs: its client for outgoing requests, and how a webhook's answer is carried out.
        self.http: aiohttp.ClientSession
        self.carry_out: Callable[[Bot, str, Params], Awaitable[None]]
        self._begin()

    def _begin(self) -> None:
        self.people: dict[int, Person] = {}
        self.bots: dict[int, Bot] = {}
        self.chats: dict[tuple[int, int], Chat] = {}
        self.storage = Storage()
        self.taps: dict[str, Tap] = {}
        self.flood = Flood(self.clock, on=self.speed == "realistic")

    def reset(self) -> None:
        """Start over: nobody is here and nothing was said. Bots come back with their next call."""
        self._let_go()
        self.clock.restart()
        self.faults.clear()
        self.calls = CallLog()
        self._begin()
        self.touch()

    def close(self) -> None:
        """The sandbox stops: whoever waits is let go."""
        self.clock.close()
        self._let_go()

    def _let_go(self) -> None:
        for bot in self.bots.values():
            bot.updates.release()
            if bot.webhook is not None:
                bot.webhook.stop()
        self.events.close()

    def start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Do something in the background; it is over when the sandbox stops."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def finish(self) -> None:
        """End everything in the background."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def touch(self) -> None:
        """Something happened just now, so nothing is quiet."""
        self.last_activity = time.monotonic()

    def busy(self) -> bool:
        """Whether an update waits, a call is being answered, or a tap waits for its answer."""
        if self.in_flight or any(map(len, (bot.updates for bot in self.bots.values()))):
            return True
        oldest = self.clock.now() - TAP_LIVES_S
        return any(not tap.answered and tap.created > oldest for tap in self.taps.values())

    def message_id(self) -> int:
        """The next message id."""
        self._message_id += self._dice.choice((1, 1, 1, 2, 3))
        return self._message_id

    def album_id(self) -> str:
        """A new `media_group_id`."""
        return str(next(self._album))

    def bot(self, token: str) -> Bot:
        """The bot of a token, created when the token is new; raises `ApiError` 401 for a malformed one."""
        match = _TOKEN.fullmatch(token)
        if match is None:
            raise ApiError(401, "Unauthorized")
        bot_id = int(match[1])
        bot = self.bots.get(bot_id)
        if bot is None:
            if bot_id in self.people:
                raise ApiError(401, "Unauthorized")
            bot = self.bots[bot_id] = Bot(token, self.clock)
            for person in self.people.values():
                self.tell_chat(self.chat(bot, person))
        elif bot.token != token:  # Telegram revoked the other token
            raise ApiError(401, "Unauthorized")
        return bot

    def person(self, person_id: int) -> Person:
        """Someone who is here; raises `SimError` 404."""
        person = self.people.get(person_id)
        if person is None:
            raise SimError(404, f"nobody here has the id {person_id}")
        return person

    def new_person_id(self) -> int:
        """An id nobody has yet."""
        return next(id for id in count(_FIRST_PERSON) if id not in self.people and id not in self.bots)

    def chat(self, bot: Bot, person: Person) -> Chat:
        """The private chat of the two, whether or not anything was said there."""
        chat = self.chats.get((bot.id, person.id))
        if chat is None:
            chat = self.chats[bot.id, person.id] = Chat(bot, person)
        return chat

    def open_tap(self, chat: Chat, message_id: int) -> Tap:
        """A person tapped a button; its id is what the bot must answer."""
        self._forget_old_taps()
        tap_id = str(self._dice.randrange(10**18, 10**19))
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        tap = self.taps[tap_id] = Tap(tap_id, chat.bot, chat, message_id, self.clock.now(), done)
        return tap

    def _forget_old_taps(self) -> None:
        oldest = self.clock.now() - TAP_LIVES_S
        for tap in [tap for tap in self.taps.values() if tap.created < oldest]:
            del self.taps[tap.id]

    def tell_chat(self, chat: Chat) -> None:
        """The chat's title, commands or keyboard changed for its person."""
        self.events.tell(chat.person.id, "chat", lambda: {"chat": person_chat(chat, self.clock.now())})
