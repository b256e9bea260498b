"""Telegram's flood control, by the rules the sandbox has too: a message a second per chat, thirty overall."""

import math
import time

PER_CHAT = (1.0, 5.0)
OVERALL = (30.0, 30.0)
"""Messages a second, and how many may come at once."""


class Flood:
    """Counts what one bot sends."""

    def __init__(self) -> None:
        """Begin with nothing sent."""
        self._buckets: dict[bytes, tuple[float, float]] = {}
        self.sent: list[tuple[float, bytes]] = []
        """when (monotonic seconds) to which chat"""
        self.refusals = 0

    def refused(self, chat: bytes) -> int:
        """Count a message; gives after how many seconds to try again when it is refused, else 0."""
        now = time.monotonic()
        wait = max(self._wait(b"", OVERALL, now), self._wait(chat, PER_CHAT, now))
        if wait > 0:
            self.refusals += 1
            return math.ceil(wait)
        for key in (b"", chat):
            left, at = self._buckets[key]
            self._buckets[key] = (left - 1, at)
        self.sent.append((now, chat))
        return 0

    def _wait(self, key: bytes, limit: tuple[float, float], now: float) -> float:
        rate, burst = limit
        left, at = self._buckets.get(key, (burst, now))
        left = min(burst, left + (now - at) * rate)
        self._buckets[key] = (left, now)
        return (1 - left) / rate
