"""A bot's queue of updates, and the rules of getUpdates about what is waiting and what is forgotten."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sandbox.clock import Clock
from sandbox.errors import ApiError
from sandbox.wire import Json

KINDS = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "message_reaction",
    "message_reaction_count",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "shipping_query",
    "pre_checkout_query",
    "purchased_paid_media",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "chat_boost",
    "removed_chat_boost",
)
DEFAULT = frozenset(KINDS) - {"chat_member", "message_reaction", "message_reaction_count"}
KEPT_S = 24 * 3600

# Answers to these are awaited for seconds only.
FLEETING = frozenset({"inline_query", "callback_query", "shipping_query", "pre_checkout_query"})


class Numbers:
    """Ids of updates. They start at the time, so a bot that outlives a restarted sandbox never waits for used ones."""

    def __init__(self) -> None:
        self.last = int(time.time())

    def next(self) -> int:
        """One that nobody had."""
        self.last += 1
        return self.last

    def go_on_after(self, number: int) -> None:
        """Give none up to `number`."""
        self.last = max(self.last, number)


numbers = Numbers()


@dataclass(slots=True, eq=False)
class Update:
    """One update: what happened, when, and the lane (a chat's messages, a user's taps) that keeps its order."""

    id: int
    bot_id: int
    json: Json
    created: float
    lane: str


class UpdateQueue:
    """Updates in order of arrival, until the bot confirms them or they are a day old."""

    def __init__(self, clock: Clock, bot_id: int, changed: Callable[[Update], None]) -> None:
        self._clock = clock
        self._bot_id = bot_id
        self._changed = changed
        self._waiting: dict[int, Update] = {}
        self.allowed: frozenset[str] = DEFAULT
        self.waiter: asyncio.Future[None] | None = None
        self.on_push: Callable[[Update], None] | None = None

    def __len__(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def __contains__(self, update: Update) -> bool:
        """Whether it still waits."""
        return update.id in self._waiting

    def push(self, kind: str, content: Json, lane: str) -> Update | None:
        """Something happened; None when the bot does not want to know of that kind."""
        if kind not in self.allowed:
            return None
        number = numbers.next()
        update = Update(number, self._bot_id, {"update_id": number, kind: content}, self._clock.now(), lane)
        self.put(update)
        self._changed(update)
        if self.on_push is not None:
            self.on_push(update)
        elif self.waiter is not None and not self.waiter.done():
            self.waiter.set_result(None)
        return update

    def put(self, update: Update) -> None:
        """Let an update wait."""
        self._waiting[update.id] = update

    def allow(self, names: Any) -> None:
        """Remember `allowed_updates`; whatever is no list of names changes nothing, an empty list is the default."""
        if isinstance(names, list) and all(isinstance(name, str) for name in names):
            self.allowed = frozenset(names) & frozenset(KINDS) or DEFAULT

    def allowed_names(self) -> list[str] | None:
        """The remembered list, None when it is the default."""
        return None if self.allowed == DEFAULT else [kind for kind in KINDS if kind in self.allowed]

    def confirm(self, offset: int) -> bool:
        """Forget everything lower than `offset`, or all but the newest `-offset`; says whether anything was."""
        before = len(self._waiting)
        if offset < 0:
            gone = list(islice(self._waiting, max(0, before + offset)))
        else:
            gone = [number for number in self._waiting if number < offset]
        for number in gone:
            self.remove(number)
        self.expire()
        return len(self._waiting) < before

    def expire(self) -> None:
        """Forget what nobody fetched for a day."""
        oldest = self._clock.now() - KEPT_S
        for update in [one for one in islice(self._waiting.values(), 1000) if one.created < oldest]:
            self.remove(update.id)

    def remove(self, number: int) -> None:
        """The bot has this update, or nobody wants it any more."""
        update = self._waiting.pop(number, None)
        if update is not None:
            self._changed(update)

    def clear(self) -> None:
        """Forget all of them."""
        for number in list(self._waiting):
            self.remove(number)

    def all(self) -> list[Update]:
        """Everything waiting, oldest first."""
        return list(self._waiting.values())

    def first(self, limit: int) -> list[Json]:
        """The oldest updates, as getUpdates answers them."""
        return [update.json for update in islice(self._waiting.values(), limit)]

    async def wait(self, seconds: float) -> None:
        """Wait for an update; raises `ApiError` when another getUpdates or a webhook takes over."""
        waiter = self.waiter = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait([waiter], timeout=seconds)
            if waiter.done():
                waiter.result()
        finally:
            if self.waiter is waiter:
                self.waiter = None

    def interrupt(self, by: str) -> None:
        """End a waiting getUpdates with Telegram's 409."""
        if self.waiter is not None and not self.waiter.done():
            self.waiter.set_exception(ApiError(409, f"Conflict: terminated by {by}"))

    def release(self) -> None:
        """End a waiting getUpdates with an empty answer."""
        if self.waiter is not None and not self.waiter.done():
            self.waiter.set_result(None)
