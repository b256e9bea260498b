"""What has changed and is not written down yet. A sandbox that lives in memory only forgets it at once."""

from __future__ import annotations

import asyncio
from typing import Any


class Changes:
    """People, private chats, messages, files and updates that are new, different or gone.

    Bots, groups, channels and the counters are few: whoever writes things down looks at all of them every time, so
    nobody has to note them.
    """

    def __init__(self) -> None:
        self.kept = False
        self.emptied = False
        """whether everything was forgotten since the last time"""
        self._things: dict[Any, None] = {}
        self._happened = asyncio.Event()

    def note(self, thing: Any) -> None:
        """This one has changed, or is gone."""
        if self.kept:
            self._things[thing] = None
            self._happened.set()

    def stir(self) -> None:
        """Something may have changed."""
        if self.kept:
            self._happened.set()

    def start_over(self) -> None:
        """Everything is gone."""
        self._things.clear()
        self.emptied = self.kept
        self.stir()

    async def wait(self) -> None:
        """Until something happens."""
        await self._happened.wait()

    def take(self) -> list[Any]:
        """Everything noted, in the order it was; nothing has changed any more."""
        self._happened.clear()
        things = list(self._things)
        self._things.clear()
        return things
