"""Everything this Telegram knows, in memory, and the few rules about who is who."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from itertools import count
from typing import Any, TypeAlias, TypeVar

import aiohttp

from sandbox.calls import CallLog
from sandbox.changes import Changes
from sandbox.clock import Clock
from sandbox.errors import ApiError, SimError
from sandbox.events import Events
from sandbox.faults import Faults
from sandbox.files import Storage
from sandbox.flood import Flood
from sandbox.model import TAP_LIVES_S, Bot, Chat, InlineQuery, Message, Person, Place, Private, Question, Tap
from sandbox.views import person_chat
from sandbox.wire import Json, Params

_TOKEN = re.compile(r"([1-9]\d{0,14}):[\w-]+", re.ASCII)
_FIRST_PERSON = 1001

Q = TypeVar("Q", bound=Question)
QuestionFacts: TypeAlias = tuple[str, Bot, Person, float, float, asyncio.Future[None]]


class World:
    """One Telegram. Message ids grow with gaps, as they do when a busy Telegram hands them out."""

    def __init__(self, speed: str = "off") -> None:
        self.speed = speed
        self.clock = Clock()
        self.changes = Changes()
        self.events = Events()
        self.calls = CallLog()
        self.faults = Faults()
        self.last_message_id = 0
        self.last_album_id = 13_000_000_000_000_000
        self.dice = random.Random(20)  # noqa: S311 - gaps, not secrets
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
        self._by_token: dict[str, Bot] = {}
        self.chats: dict[tuple[int, int], Private] = {}
        self.places: dict[int, Place] = {}
        self.storage = Storage(self.changes.note)
        self.questions: dict[str, Question] = {}
        self.inline_messages: dict[str, Message] = {}
        self.offered: dict[tuple[int, int], InlineQuery] = {}
        self.flood = Flood(self.clock, on=self.speed == "realistic")

    def reset(self) -> None:
        """Start over: nobody is here and nothing was said. Bots come back with their next call."""
        self._let_go()
        self.clock.restart()
        self.faults.clear()
        self.calls = CallLog()
        self._begin()
        self.changes.start_over()
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

    def number(self) -> str:
        """A long number nobody can guess from another, for charges and the like."""
        return str(self.dice.randrange(10**18, 10**19))

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
        """Whether an update waits, a call is being answered, or somebody waits for a bot's answer."""
        if self.in_flight or any(map(len, (bot.updates for bot in self.bots.values()))):
            return True
        now = self.clock.now()
        return any(not one.answered and one.created + one.lives_s > now for one in self.questions.values())

    def message_id(self) -> int:
        """The next message id."""
        self.last_message_id += self.dice.choice((1, 1, 1, 2, 3))
        return self.last_message_id

    def album_id(self) -> str:
        """A new `media_group_id`."""
        self.last_album_id += 1
        return str(self.last_album_id)

    def bot(self, token: str) -> Bot:
        """The bot of a token, created when the token is new; raises `ApiError` 401 for a malformed one."""
        known = self._by_token.get(token)
        if known is not None:
            return known
        match = _TOKEN.fullmatch(token)
        if match is None:
            raise ApiError(401, "Unauthorized")
        bot_id = int(match[1])
        bot = self.bots.get(bot_id)
        if bot is None:
            if bot_id in self.people:
                raise ApiError(401, "Unauthorized")
            bot = self.bots[bot_id] = self.new_bot(token)
            for person in self.people.values():
                self.tell_chat(self.chat(bot, person))
        elif bot.token != token:  # Telegram revoked the other token
            raise ApiError(401, "Unauthorized")
        self._by_token[token] = bot
        return bot

    def new_bot(self, token: str) -> Bot:
        """A bot that has done nothing yet, and is nowhere yet."""
        return Bot(token, self.clock, self.changes.note)

    def person(self, person_id: int) -> Person:
        """Someone who is here; raises `SimError` 404."""
        person = self.people.get(person_id)
        if person is None:
            raise SimError(404, f"nobody here has the id {person_id}")
        return person

    def new_person_id(self) -> int:
        """An id nobody has yet."""
        return next(id for id in count(_FIRST_PERSON) if id not in self.people and id not in self.bots)

    def chat(self, bot: Bot, person: Person) -> Private:
        """The private chat of the two, whether or not anything was said there."""
        chat = self.chats.get((bot.id, person.id))
        if chat is None:
            chat = self.chats[bot.id, person.id] = Private(bot=bot, person=person)
        return chat

    def changed(self, thing: Person | Chat | Message) -> None:
        """This is new, different or gone, and whoever keeps things has to know."""
        self.changes.note(thing)

    def place_of(self, username: str) -> Place | None:
        """The public group or channel of that name."""
        wanted = username.lower()
        return next((one for one in self.places.values() if (one.username or "").lower() == wanted), None)

    def invoice_link(self, slug: str) -> Json | None:
        """The invoice behind a link."""
        found = (bot.invoice_links.get(slug) for bot in self.bots.values())
        return next((one for one in found if one is not None), None)

    def open_tap(self, bot: Bot, person: Person, chat: Chat, message_id: int) -> Tap:
        """A person tapped a button."""
        facts = self._question(bot, person, TAP_LIVES_S)
        tap = Tap(*facts, chat=chat, message_id=message_id)
        self.questions[tap.id] = tap
        return tap

    def ask(self, kind: type[Q], bot: Bot, person: Person, lives_s: float) -> Q:
        """A person waits for a bot's answer; its id is what the bot must name."""
        question = kind(*self._question(bot, person, lives_s))
        self.questions[question.id] = question
        return question

    def _question(self, bot: Bot, person: Person, lives_s: float) -> QuestionFacts:
        now = self.clock.now()
        for old in [one for one in self.questions.values() if one.created + one.lives_s < now]:
            del self.questions[old.id]
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        return self.number(), bot, person, now, lives_s, done

    def question(self, kind: type[Q], bot: Bot, number: str) -> Q | None:
        """The question of that id, None when it was answered, is too old or was never put to that bot."""
        found = self.questions.get(number)
        if not isinstance(found, kind) or found.bot is not bot or found.answered:
            return None
        return found if self.clock.now() - found.created <= found.lives_s else None

    def tell(self, chat: Chat, name: str, make: Callable[[Person], Json]) -> None:
        """Tell everybody who has the chat on their phone; `make` says it as that person sees it."""
        for person in chat.people():
            self.events.tell(person.id, name, partial(make, person))

    def tell_chat(self, chat: Chat) -> None:
        """The chat's title, commands or keyboard changed for its people."""
        for person in chat.people():
            self.tell_chat_to(person, chat)

    def tell_chat_to(self, person: Person, chat: Chat) -> None:
        """The chat changed for one of its people."""
        self.changed(chat)
        self.events.tell(person.id, "chat", lambda: {"chat": person_chat(chat, person, self.clock.now())})
