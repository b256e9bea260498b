"""A browser, and a bare sandbox whose bot is played by the test."""

import os
from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Browser, async_playwright

from tests.sandbox.conftest import Telegram, speed, telegram

__all__ = ["speed", "telegram"]

QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """Chromium, or whichever relative of it is installed."""
    async with async_playwright() as playwright:
        path = os.environ.get("ETALASE_BROWSER", "/usr/bin/chromium")
        browser = await playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        await browser.close()


KINDS = [
    "message", "edited_message", "callback_query", "inline_query", "shipping_query", "pre_checkout_query",
    "message_reaction",
]  # fmt: skip


class BotPlayer:
    """The bot's side of a conversation, played by hand."""

    def __init__(self, telegram: Telegram) -> None:
        """Begin with whatever the bot has not heard yet."""
        self._telegram = telegram
        self._next = 0

    async def hears(self, kind: str) -> dict[str, Any]:
        """Wait for the next update of a kind, skipping others; give what it says."""
        while True:
            for update in await self._telegram.updates(
                offset=self._next, limit=1, timeout=20, allowed_updates=KINDS
            ):
                self._next = update["update_id"] + 1
                if kind in update:
                    said: dict[str, Any] = update[kind]
                    return said

    async def does(self, method: str, **params: Any) -> dict[str, Any]:
        """Call the Bot API; give the result."""
        result: dict[str, Any] = await self._telegram.ok(method, **params)
        return result


@pytest.fixture
async def bot(telegram: Telegram) -> BotPlayer:
    """The sandbox's only bot, listening for everything from the start."""
    await telegram.updates(timeout=0, allowed_updates=KINDS)
    return BotPlayer(telegram)
