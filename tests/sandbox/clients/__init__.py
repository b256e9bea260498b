"""Bots that are not ours, each in a process of its own: one per library, all of the same manners."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.sandbox.conftest import TOKEN, Telegram, picture

_HERE = Path(__file__).parent
NODE = _HERE.parents[1] / "node"


@dataclass(frozen=True)
class Client:
    """A library, and how the bot written with it is started."""

    name: str
    command: tuple[str, ...]

    def __str__(self) -> str:
        """How a test names it."""
        return self.name


AIOGRAM = Client("aiogram", (sys.executable, str(_HERE / "aiogram_bot.py")))
PTB = Client("python-telegram-bot", (sys.executable, str(_HERE / "ptb_bot.py")))
GRAMMY = Client("grammY", (shutil.which("node") or "node", str(NODE / "bot.mjs")))


class Running:
    """A bot's process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def killed(self) -> None:
        """Kill it as a power cut would."""
        self._process.kill()
        await self._process.wait()

    async def stopped(self) -> None:
        """Stop it the friendly way; it must not have failed."""
        if self._process.returncode is None:
            self._process.terminate()
        assert await asyncio.wait_for(self._process.wait(), 20) == 0


@asynccontextmanager
async def started(
    client: Client, telegram: Telegram, folder: Path, updates: str, **settings: str
) -> AsyncIterator[Running]:
    """The client's bot, getting its `updates` by `polling` or `webhook`; killed at the end if it still runs."""
    pictures = [folder / "first.jpg", folder / "second.jpg"]
    for path, colour in zip(pictures, ("teal", "maroon"), strict=True):
        path.write_bytes(picture(colour=colour))
    environment = os.environ | {
        "TELEGRAM": telegram.url,
        "TOKEN": TOKEN,
        "UPDATES": updates,
        "PICTURES": os.pathsep.join(map(str, pictures)),
    }
    process = await asyncio.create_subprocess_exec(*client.command, env=environment | settings)
    try:
        yield Running(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
