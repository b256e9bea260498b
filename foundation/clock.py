"""Time comes in through the door: rooms take ``now``, only the process edge asks the clock."""

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Anything that can say what time it is."""

    def now(self) -> datetime:
        """Give the current moment, timezone-aware, in UTC."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Give the current moment in UTC."""
        return datetime.now(UTC)
