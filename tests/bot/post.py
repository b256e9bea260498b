"""A post office for the messenger's tests: takes screens instead of Telegram, by a clock moved by hand."""

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import GetMe

from bot.notices import Messenger
from bot.screen import Screen
from bot.telegram.pace import Pace
from bot.telegram.renderer import Renderer
from bot.words import Library
from foundation import outbox
from foundation.database import Database
from tests.conftest import StandingClock

ANN, BEN, CITRA = 2001, 2002, 2003
OWNER = 1001


class Post:
    """Delivers screens as slowly as told; does not answer a number of times first, refuses what it is told to."""

    def __init__(self, clock: StandingClock, *, seconds: float = 0.0, silent: int = 0) -> None:
        """Begin with nothing delivered."""
        self.delivered: list[str] = []
        self.at: list[float] = []
        self.refuses: dict[int, list[BaseException]] = {}
        """what happens instead, one after the other, when something is sent to a person"""
        self.dies_with = ""
        """the process dies when this word has just been delivered"""
        self._clock, self._seconds, self._silent = clock, seconds, silent

    async def send(self, chat_id: int, screen: Screen) -> None:
        """Take a message."""
        if self._silent:
            self._silent -= 1
            raise TelegramNetworkError(GetMe(), "nobody answers")
        if self.refuses.get(chat_id):
            raise self.refuses[chat_id].pop(0)
        self._clock.advance(seconds=self._seconds)
        self.delivered.append(screen.text.split()[-1])
        self.at.append(self._clock.now().timestamp())
        if self.dies_with == self.delivered[-1]:
            raise asyncio.CancelledError
        await asyncio.sleep(0)


def pace_by(clock: StandingClock) -> Pace:
    """A pace by the clock moved by hand."""
    return Pace(lambda: clock.now().timestamp())


def messenger(
    database: Database, clock: StandingClock, post: Post, folder: Path, pace: Pace | None = None
) -> Messenger:
    """A worker that delivers through ``post``."""
    library = Library(default="en", currency="IDR", zone=ZoneInfo("Asia/Jakarta"), reworded=folder)
    return Messenger(database, cast(Renderer, post), library, clock, pace_by(clock) if pace is None else pace)


async def write(database: Database, clock: StandingClock, *texts: str, to: int = ANN) -> None:
    """Leave news for one person."""
    await write_all(database, clock, [(to, text) for text in texts])


async def write_all(
    database: Database, clock: StandingClock, letters: Iterable[tuple[int, str]], *, bulk: bool = False
) -> None:
    """Leave messages for people, each a different word."""
    async with database.transaction() as session:
        for person_id, text in letters:
            facts = {"text": text}
            await outbox.put(session, person_id, "answer", facts, key=text, now=clock.now(), bulk=bulk)
