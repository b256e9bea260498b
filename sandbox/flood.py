"""Telegram's flood control, at real limits when asked for: one message a second per chat, twenty a minute per group, thirty a second overall."""

from __future__ import annotations

import math

from sandbox.clock import Clock
from sandbox.errors import too_many_requests

PER_CHAT = (1.0, 5.0)  # messages a second, and how many may come at once
PER_GROUP = (20 / 60, 20.0)
OVERALL = (30.0, 30.0)


class Flood:
    """Counts what each bot sends; the limits of https://core.telegram.org/bots/faq#broadcasting-to-users."""

    def __init__(self, clock: Clock, *, on: bool) -> None:
        self._clock = clock
        self._on = on
        self._buckets: dict[tuple[int, int], tuple[float, float]] = {}

    def count(self, bot_id: int, chat_id: int, messages: int = 1, *, crowd: bool = False) -> None:
        """The bot sends that many messages to the chat, a group if `crowd`; raises `ApiError` 429 when it is too fast."""
        if not self._on:
            return
        limit = PER_GROUP if crowd else PER_CHAT
        wait = max(self._wait(bot_id, 0, OVERALL), self._wait(bot_id, chat_id, limit))
        if wait > 0:
            raise too_many_requests(math.ceil(wait))
        self._take(bot_id, 0, messages)
        self._take(bot_id, chat_id, messages)

    def _wait(self, bot_id: int, chat_id: int, limit: tuple[float, float]) -> float:
        rate, burst = limit
        now = self._clock.now()
        left, at = self._buckets.get((bot_id, chat_id), (burst, now))
        left = min(burst, left + (now - at) * rate)
        self._buckets[bot_id, chat_id] = (left, now)
        return (1 - left) / rate

    def _take(self, bot_id: int, chat_id: int, messages: int) -> None:
        left, at = self._buckets[bot_id, chat_id]
        self._buckets[bot_id, chat_id] = (left - messages, at)
