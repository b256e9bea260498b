"""Telegram's own clock: real time, plus whatever a test has moved it ahead."""

from __future__ import annotations

import asyncio
import time


class Clock:
    """Tells the time and lets others wait for it; `advance` wakes every wait that has become due."""

    def __init__(self) -> None:
        self.ahead = 0.0
        """by how many seconds it was moved"""
        self._waits: dict[asyncio.Future[None], float] = {}
        self._closed = False

    def now(self) -> float:
        """Unix seconds as Telegram sees them."""
        return time.time() + self.ahead

    def seconds(self) -> int:
        """Whole unix seconds, as dates are sent."""
        return int(time.time() + self.ahead)

    def advance(self, seconds: float) -> float:
        """Move the clock ahead and answer the new time."""
        self.ahead += seconds
        now = self.now()
        for wait, due in list(self._waits.items()):
            if due <= now and not wait.done():
                wait.set_result(None)
        return now

    def waits(self) -> list[float]:
        """How many seconds each wait has left."""
        now = self.now()
        return [due - now for due in self._waits.values()]

    def restart(self) -> None:
        """Go back to real time; whoever waits goes on at once."""
        self.ahead = 0.0
        self._release()

    def close(self) -> None:
        """The sandbox stops: no wait may hold it up, now or later."""
        self._closed = True
        self._release()

    def _release(self) -> None:
        for wait in self._waits:
            if not wait.done():
                wait.set_result(None)

    async def sleep(self, seconds: float) -> None:
        """Wait until this clock has gone on by `seconds`."""
        await self.until(asyncio.get_running_loop().create_future(), seconds)

    async def until(self, happens: asyncio.Future[None], seconds: float) -> None:
        """Wait for `happens`, at most `seconds` of this clock; who set the future's result is not told apart."""
        if self._closed:
            return
        due = self.now() + seconds
        self._waits[happens] = due
        try:
            while not happens.done() and (left := due - self.now()) > 0:
                await asyncio.wait([happens], timeout=left)
        finally:
            del self._waits[happens]
