"""How a bot gets its updates by asking."""

from __future__ import annotations

import asyncio

from tests.sandbox.conftest import Phone, Telegram


def texts(updates: list[dict]) -> list[str]:
    """What the messages in the updates say."""
    return [update["message"]["text"] for update in updates]


async def test_an_update_waits_until_it_is_confirmed(telegram: Telegram, bob: Phone) -> None:
    """Asking again gives it again; the next offset forgets it for good."""
    await bob.says("one")
    await bob.says("two")
    first, second = await telegram.updates()
    assert second["update_id"] == first["update_id"] + 1
    assert texts(await telegram.updates(offset=first["update_id"])) == ["one", "two"]
    assert texts(await telegram.updates(offset=second["update_id"])) == ["two"]
    assert texts(await telegram.updates(offset=0)) == ["two"]
    assert await telegram.updates(offset=second["update_id"] + 1) == []
    assert await telegram.updates(offset=0) == []


async def test_a_negative_offset_keeps_the_newest(telegram: Telegram, bob: Phone) -> None:
    """All older ones are forgotten."""
    for word in ("one", "two", "three"):
        await bob.says(word)
    assert texts(await telegram.updates(offset=-2)) == ["two", "three"]
    assert texts(await telegram.updates(offset=-99)) == ["two", "three"]


async def test_limit_is_clamped_not_refused(telegram: Telegram, bob: Phone) -> None:
    """Telegram makes 0 to 1 and never complains."""
    for number in range(3):
        await bob.says(str(number))
    assert texts(await telegram.updates(limit=2)) == ["0", "1"]
    assert texts(await telegram.updates(limit=0)) == ["0"]
    assert texts(await telegram.updates(limit="5000")) == ["0", "1", "2"]


async def test_a_waiting_bot_hears_at_once(telegram: Telegram, bob: Phone) -> None:
    """A long poll ends with the first update."""
    waiting = asyncio.create_task(telegram.updates(timeout=50))
    await bob.says("psst")
    assert texts(await asyncio.wait_for(waiting, 5)) == ["psst"]


async def test_two_pollers_of_one_bot_conflict(telegram: Telegram, bob: Phone) -> None:
    """The later one wins, the earlier one is told why."""
    first = asyncio.create_task(telegram.call("getUpdates", timeout=50))
    await telegram.until_polling()
    second = asyncio.create_task(telegram.updates(timeout=50))
    status, answer = await asyncio.wait_for(first, 5)
    assert (status, answer["description"]) == (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )
    await bob.says("hello")
    assert texts(await asyncio.wait_for(second, 5)) == ["hello"]


async def test_polling_is_refused_while_a_webhook_is_set(telegram: Telegram) -> None:
    """And a poll under way ends when one is set."""
    polling = asyncio.create_task(telegram.call("getUpdates", timeout=50))
    await telegram.until_polling()
    await telegram.ok("setWebhook", url=f"{telegram.url}/nowhere")
    status, answer = await asyncio.wait_for(polling, 5)
    assert (status, answer["description"]) == (409, "Conflict: terminated by setWebhook request")
    assert await telegram.refused("getUpdates") == (
        "Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    await telegram.ok("deleteWebhook")
    assert await telegram.updates() == []


async def test_allowed_updates_are_remembered(telegram: Telegram, bob: Phone) -> None:
    """They decide when an update is created, and an empty list means the default again."""
    said = await bob.says("hi")
    assert texts(await telegram.updates(allowed_updates=["message_reaction"])) == ["hi"]
    await bob.says("unheard")
    await bob.does("reactions", message_id=said, emoji="👍")
    updates = await telegram.updates(offset=-1)
    assert [update["message_reaction"]["new_reaction"][0]["emoji"] for update in updates] == ["👍"]
    await telegram.updates(allowed_updates=[])
    await bob.does("reactions", message_id=said, emoji="🔥")
    await bob.says("heard")
    assert texts((await telegram.updates())[1:]) == ["heard"]


async def test_a_tap_the_bot_does_not_want_is_answered_with_nothing(telegram: Telegram, bob: Phone) -> None:
    """Nothing waits for it, so the sandbox stays quiet."""
    keyboard = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
    sent = await telegram.ok("sendMessage", chat_id=bob.id, text="x", reply_markup=keyboard)
    await telegram.updates(allowed_updates=["message"])
    tap = asyncio.create_task(bob.does("taps", message_id=sent["message_id"], text="A"))
    assert await telegram.sim("POST", "quiet", {"for_ms": 20}) == {"quiet": True}
    await telegram.sim("POST", "clock", {"advance_s": 15})
    assert await tap == {"answer": None}
    assert await telegram.updates() == []


async def test_after_a_day_an_update_is_gone(telegram: Telegram, bob: Phone) -> None:
    """Telegram keeps them for 24 hours."""
    await bob.says("old")
    await telegram.sim("POST", "clock", {"advance_s": 24 * 3600 + 1})
    await bob.says("new")
    assert texts(await telegram.updates()) == ["new"]


async def test_nothing_is_left_after_starting_over(telegram: Telegram, bob: Phone) -> None:
    """A waiting bot is let go, and its later offset still works for what comes next."""
    await bob.says("before")
    offset = (await telegram.updates())[-1]["update_id"] + 1
    polling = asyncio.create_task(telegram.updates(offset=offset, timeout=50))
    await telegram.until_polling()
    await telegram.sim("POST", "reset")
    assert await asyncio.wait_for(polling, 5) == []
    assert (await telegram.sim("GET", "people")) == {"people": []}
    assert (await telegram.sim("GET", "calls"))["calls"][0]["method"] == "getUpdates"
    await telegram.ok("getMe")
    bob = await telegram.arrives("Bob", id=2002)
    await bob.says("after")
    assert texts(await telegram.updates(offset=offset)) == ["after"]
