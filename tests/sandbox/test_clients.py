"""One conversation with bots written in three libraries, polling and behind a webhook: everybody sees the same."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.sandbox.clients import AIOGRAM, GRAMMY, PTB, Client, started
from tests.sandbox.conftest import BOT, Json, Phone, Telegram, picture

PATIENCE_S = 120
CLIENTS = [AIOGRAM, PTB, pytest.param(GRAMMY, marks=pytest.mark.node)]


class Reader:
    """A person who reads what a bot answers, in order, and each message once."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self._read = 0

    async def reads(self, count: int = 1) -> list[Json]:
        """The next messages of the bot: `count`, and no more."""
        messages = await self._wait(self._new, lambda new: len(new) >= count)
        assert len(messages) == count, messages
        self._read = messages[-1]["message_id"]
        return messages

    async def _new(self) -> list[Json]:
        return [one for one in await self.phone.sees() if not one["out"] and one["message_id"] > self._read]

    async def finds(self, message_id: int, text: str) -> Json:
        """The message, once it says that."""
        [message] = await self._wait(
            lambda: self._old(message_id), lambda found: [one["text"] for one in found] == [text]
        )
        return message

    async def _old(self, message_id: int) -> list[Json]:
        return [one for one in await self.phone.sees() if one["message_id"] == message_id]

    async def _wait(
        self, look: Callable[[], Awaitable[list[Json]]], enough: Callable[[list[Json]], bool]
    ) -> list[Json]:
        end = asyncio.get_running_loop().time() + PATIENCE_S
        while not enough(seen := await look()):
            assert asyncio.get_running_loop().time() < end, f"this is all that came: {seen}"
            await self.phone.telegram.sim("POST", "quiet", {"for_ms": 50, "within_ms": 200})
        return seen


async def bytes_of(telegram: Telegram, message: Json) -> bytes:
    """The file a person sees."""
    async with telegram.http.get(telegram.url + message["file"]["url"]) as response:
        return await response.read()


async def is_greeted_and_counts(ann: Reader) -> None:
    """A command, bold words, a button that changes its own message."""
    await ann.phone.says("/start")
    [welcome] = await ann.reads()
    assert welcome["text"] == "Welcome, Ann"
    assert welcome["entities"] == [{"type": "bold", "offset": 0, "length": 7}]
    assert welcome["buttons"] == [[{"text": "Count", "kind": "callback", "data": "count:0"}]]
    for number in (1, 2):
        tapped = await ann.phone.does("taps", message_id=welcome["message_id"], text="Count")
        assert tapped == {"answer": {"text": f"Counted {number}", "show_alert": False, "url": None}}
        counted = await ann.finds(welcome["message_id"], f"Taps: {number}")
        assert counted["buttons"][0][0]["data"] == f"count:{number}"
        assert counted["edit_date"] is not None


async def is_echoed(ann: Reader) -> None:
    """Any words, as a reply."""
    words = "héllo <b>&</b> 你好 👩‍👩‍👧"
    said = await ann.phone.says(words)
    [echo] = await ann.reads()
    assert (echo["text"], echo["entities"], echo["reply_to"]) == (words, [], said)


async def gets_a_photo_back(ann: Reader) -> None:
    """The bot downloads hers and uploads it again."""
    mug = picture(320, 200)
    [sent] = (await ann.phone.sends("photo", ("mug.jpg", mug), caption="my mug"))["message_ids"]
    [back] = await ann.reads()
    assert (back["kind"], back["text"], back["reply_to"]) == ("photo", f"{len(mug)} bytes", sent)
    assert (back["file"]["width"], back["file"]["height"]) == (320, 200)
    assert await bytes_of(ann.phone.telegram, back) == mug


async def gets_an_album(ann: Reader) -> None:
    """Two photos that belong together."""
    await ann.phone.says("/album")
    first, second = await ann.reads(2)
    assert first["media_group_id"] and first["media_group_id"] == second["media_group_id"]
    assert [first["text"], second["text"]] == ["Two of them", ""]
    assert await bytes_of(ann.phone.telegram, first) == picture(colour="teal")
    assert await bytes_of(ann.phone.telegram, second) == picture(colour="maroon")


async def watches_edits(ann: Reader) -> None:
    """A text, a caption, a photo and buttons change under her eyes."""
    await ann.phone.says("/edits")
    ids = [message["message_id"] for message in await ann.reads(4)]
    text = await ann.finds(ids[0], "final")
    assert text["entities"] == [{"type": "italic", "offset": 0, "length": 5}]
    await ann.finds(ids[1], "new words")
    photo = await ann.finds(ids[2], "the second")
    assert await bytes_of(ann.phone.telegram, photo) == picture(colour="maroon")
    await settles(ann.phone.telegram)
    buttons = await ann.finds(ids[3], "Choose")
    assert buttons["buttons"] == [[{"text": "New", "kind": "callback", "data": "new"}]]
    assert buttons["edit_date"] is None


async def buys_a_mug(ann: Reader) -> None:
    """Where to, by which way, the bot's consent, the money."""
    await ann.phone.says("/buy")
    [invoice] = await ann.reads()
    assert (invoice["kind"], invoice["invoice"]["total_amount"]) == ("invoice", 5_000_000)
    assert invoice["buttons"][0][0]["kind"] == "pay"
    paid = await ann.phone.does("payments", message_id=invoice["message_id"], shipping_option="fast")
    assert (paid["paid"], paid["total_amount"]) == (True, 7_500_000)
    [thanks] = await ann.reads()
    assert thanks["text"] == "Paid 7500000 IDR for mug by fast"


async def gets_her_stars_back(ann: Reader) -> None:
    """Once: the second time the bot is refused, and its library says so."""
    await ann.phone.says("/stars")
    [invoice] = await ann.reads()
    assert (await ann.phone.does("payments", message_id=invoice["message_id"]))["paid"] is True
    [thanks] = await ann.reads()
    assert thanks["text"] == "Paid 5 XTR for thanks"
    assert await ann.phone.telegram.ok("getMyStarBalance") == {"amount": 5}
    await ann.phone.says("/refund")
    [refund] = await ann.reads()
    assert (refund["kind"], refund["text"]) == ("service", "gave the money back")
    await ann.phone.says("/refund")
    [refused] = await ann.reads()
    assert refused["text"] == "Refused"
    assert await ann.phone.telegram.ok("getMyStarBalance") == {"amount": 0}


async def is_loud_in_a_group(ann: Reader, bob: Phone) -> None:
    """With the bot's help, in a group where the bot is not: Bob reads it and likes it."""
    group = (
        await ann.phone.telegram.sim("POST", "groups", {"title": "Us", "members": [ann.phone.id, bob.id]})
    )["chat"]
    offered = await ann.phone.does("inline", query="hello", chat=group)
    assert offered["results"] == [
        {"id": "loud", "type": "article", "title": "Loud", "description": None, "thumbnail": None}
    ]
    sent = (await ann.phone.does("inline/loud", chat=group))["message_id"]
    [noticed] = await ann.reads()
    assert noticed["text"] == "Chosen: loud"
    liked = await bob.does("taps", message_id=sent, text="Like", chat=group)
    assert liked["answer"] == {"text": "Liked", "show_alert": True, "url": None}
    await settles(ann.phone.telegram)
    seen = (await bob.telegram.sim("GET", f"people/{bob.id}/chats/{group}"))["messages"][-1]
    assert (seen["text"], seen["via"], seen["buttons"]) == ("Liked by one", "sandbox_42_bot", [])


async def settles(telegram: Telegram) -> None:
    """Until the bot has done everything it has to."""
    assert await telegram.sim("POST", "quiet", {"for_ms": 300, "within_ms": 30_000}) == {"quiet": True}


async def nothing_was_wrong(telegram: Telegram, updates: str) -> None:
    """The lint has no objection, one call was refused as it should, and updates came the way they should."""
    calls = (await telegram.sim("GET", "calls"))["calls"]
    assert [problem for call in calls for problem in call["problems"]] == []
    refused = [(call["method"], call["description"]) for call in calls if not call["ok"]]
    assert refused == [("refundStarPayment", "Bad Request: CHARGE_ALREADY_REFUNDED")]
    ways = {call["method"] for call in calls} & {"getUpdates", "setWebhook"}
    assert ways == {"getUpdates" if updates == "polling" else "setWebhook"}


@pytest.mark.parametrize("updates", ["polling", "webhook"])
@pytest.mark.parametrize("client", CLIENTS, ids=str)
async def test_ann_cannot_tell_in_which_library_a_bot_is_written(
    telegram: Telegram, ann: Phone, tmp_path: Path, client: Client, updates: str
) -> None:
    """Words, taps, photos, edits, money and inline mode: the same on her phone whatever runs the bot."""
    bob = await telegram.arrives("Bob")
    async with started(client, telegram, tmp_path, updates) as bot:
        reader = Reader(ann)
        await is_greeted_and_counts(reader)
        await is_echoed(reader)
        await gets_a_photo_back(reader)
        await gets_an_album(reader)
        await watches_edits(reader)
        await buys_a_mug(reader)
        await gets_her_stars_back(reader)
        await is_loud_in_a_group(reader, bob)
        await settles(telegram)
        assert (await telegram.ok("getWebhookInfo"))["pending_update_count"] == 0
        assert {message["sender"]["id"] for message in await ann.sees()} == {BOT, ann.id}
        await nothing_was_wrong(telegram, updates)
        await bot.stopped()
