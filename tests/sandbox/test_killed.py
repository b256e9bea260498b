"""A bot dies in the middle of its work: what it had not confirmed comes again, what it had does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sandbox.clients import AIOGRAM, GRAMMY, PTB, Client, started
from tests.sandbox.conftest import Phone, Telegram
from tests.sandbox.test_clients import Reader, settles

ONE_BY_ONE = {"ONE_BY_ONE": "yes"}
"""aiogram asks for the next update only when the last one is done with."""


async def dies_at_work(
    client: Client, ann: Reader, folder: Path, updates: str, settings: dict[str, str]
) -> None:
    """A bot begins what Ann asked for, and is killed before it is done."""
    telegram = ann.phone.telegram
    async with started(client, telegram, folder, updates, NEVER_DONE="yes", **settings) as bot:
        await ann.phone.says("/work")
        [begun] = await ann.reads()
        assert begun["text"] == "Started"
        await telegram.sim("POST", "quiet", {"for_ms": 200, "within_ms": 1000})
        await bot.killed()


@pytest.mark.parametrize(
    ("client", "updates", "settings"),
    [
        (AIOGRAM, "polling", ONE_BY_ONE),
        (AIOGRAM, "webhook", {}),
        pytest.param(GRAMMY, "polling", {}, marks=pytest.mark.node),
        pytest.param(GRAMMY, "webhook", {}, marks=pytest.mark.node),
    ],
    ids=str,
)
async def test_what_a_killed_bot_was_doing_comes_again(
    telegram: Telegram, ann: Phone, tmp_path: Path, client: Client, updates: str, settings: dict[str, str]
) -> None:
    """Its library confirms an update when the handler is done, so the next bot does the work over."""
    reader = Reader(ann)
    await dies_at_work(client, reader, tmp_path, updates, settings)
    assert (await telegram.ok("getWebhookInfo"))["pending_update_count"] == 1
    async with started(client, telegram, tmp_path, updates, **settings) as bot:
        again, done = await reader.reads(2)
        assert (again["text"], done["text"]) == ("Started", "Done")
        await settles(telegram)
        assert (await telegram.ok("getWebhookInfo"))["pending_update_count"] == 0
        await bot.stopped()


@pytest.mark.parametrize(
    ("client", "updates"), [(AIOGRAM, "polling"), (PTB, "polling"), (PTB, "webhook")], ids=str
)
async def test_what_a_killed_bot_had_confirmed_is_lost(
    telegram: Telegram, ann: Phone, tmp_path: Path, client: Client, updates: str
) -> None:
    """Its library confirms an update while the handler still runs; Telegram forgets it, and so does the sandbox."""
    reader = Reader(ann)
    await dies_at_work(client, reader, tmp_path, updates, {})
    assert (await telegram.ok("getWebhookInfo"))["pending_update_count"] == 0
    async with started(client, telegram, tmp_path, updates) as bot:
        await ann.says("are you there?")
        [echo] = await reader.reads()
        assert echo["text"] == "are you there?"
        await bot.stopped()
