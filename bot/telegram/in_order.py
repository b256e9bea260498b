"""One person's updates are handled in order and at a human pace; different people never wait for each other."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, Update

BURST = 25
"""Updates a person may send at once before they are slowed."""
PER_SECOND = 4.0
"""Updates a second a person can keep up for ever."""
WAITING = 15
"""Taps of one person that may wait in line; more are only answered, with the request to go slower."""

_MANY = 10_000
"""People whose lines are kept before idle ones are looked for."""

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


@dataclass
class _Line:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0
    allowance: float = BURST
    counted_at: float = field(default_factory=time.monotonic)

    def pause(self) -> float:
        """Seconds to wait before the next update of this person is handled."""
        now = time.monotonic()
        self.allowance = min(BURST, self.allowance + (now - self.counted_at) * PER_SECOND) - 1
        self.counted_at = now
        return max(0.0, -self.allowance) / PER_SECOND


class InOrder(BaseMiddleware):
    """Queues the updates of each person; a flood is slowed, never locked out."""

    def __init__(self) -> None:
        """Begin with nobody waiting."""
        self._lines: dict[int, _Line] = {}
        self._many = _MANY

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Wait for the person's turn, then handle."""
        person = data.get("event_from_user")
        if person is None:
            return await handler(event, data)
        line = self._lines.setdefault(person.id, _Line())
        if line.waiting >= WAITING and isinstance(event, Update) and event.callback_query is not None:
            data["refused"] = "slow-down"
            return await handler(event, data)
        line.waiting += 1
        try:
            async with line.lock:
                if pause := line.pause():
                    await asyncio.sleep(pause)
                return await handler(event, data)
        finally:
            line.waiting -= 1
            self._tidy()

    def _tidy(self) -> None:
        """Forget idle people, each time their number has doubled: a look at everybody must stay rare."""
        if len(self._lines) > self._many:
            idle = time.monotonic() - BURST / PER_SECOND
            self._lines = {
                id: line for id, line in self._lines.items() if line.waiting or line.counted_at > idle
            }
            self._many = max(_MANY, 2 * len(self._lines))
