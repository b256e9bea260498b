"""Knowing when a bot is done: what a whole test suite waits on."""

from __future__ import annotations

import asyncio

from tests.sandbox.conftest import Phone, Telegram, inline


async def quiet(telegram: Telegram, for_ms: int = 20, within_ms: int = 60) -> bool:
    """Whether it became quiet in time."""
    answer = await telegram.sim("POST", "quiet", {"for_ms": for_ms, "within_ms": within_ms})
    return bool(answer["quiet"])


async def test_it_is_quiet_when_nothing_happens(telegram: Telegram) -> None:
    """Also while a bot rests in getUpdates."""
    assert await quiet(telegram)
    polling = asyncio.create_task(telegram.updates(timeout=50))
    await telegram.until_polling()
    assert await quiet(telegram)
    polling.cancel()


async def test_it_is_not_quiet_until_an_update_is_confirmed(telegram: Telegram, bob: Phone) -> None:
    """Fetched is not handled."""
    await bob.says("hi")
    assert not await quiet(telegram)
    [update] = await telegram.updates()
    assert not await quiet(telegram)
    await telegram.updates(offset=update["update_id"] + 1)
    assert await quiet(telegram)


async def test_it_is_not_quiet_until_a_tap_is_answered(telegram: Telegram, bob: Phone) -> None:
    """Or its fifteen seconds are over."""
    sent = await telegram.ok("sendMessage", chat_id=bob.id, text="x", reply_markup=inline([("A", "a")]))
    tap = asyncio.create_task(bob.does("taps", message_id=sent["message_id"], text="A"))
    [update] = await telegram.updates(timeout=5)
    await telegram.updates(offset=update["update_id"] + 1)
    assert not await quiet(telegram)
    await telegram.ok("answerCallbackQuery", callback_query_id=update["callback_query"]["id"])
    await tap
    assert await quiet(telegram)


async def test_every_call_starts_the_silence_anew(telegram: Telegram, bob: Phone) -> None:
    """A bot that confirms first and works afterwards is still at work."""
    clock = asyncio.get_running_loop()
    waiting = asyncio.create_task(quiet(telegram, for_ms=250, within_ms=10_000))
    end = clock.time() + 0.4
    while clock.time() < end:
        await telegram.ok("sendMessage", chat_id=bob.id, text="step")
        assert not waiting.done()
    assert await waiting


async def test_an_unheard_bot_is_not_waited_for_for_ever(telegram: Telegram, bob: Phone) -> None:
    """False comes when the time is over, not later."""
    await bob.says("is anyone there?")
    began = asyncio.get_running_loop().time()
    assert not await quiet(telegram, within_ms=100)
    assert asyncio.get_running_loop().time() - began < 1
