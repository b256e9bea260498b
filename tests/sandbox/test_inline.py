"""Inline mode: typing behind a bot's name, and sending what it offers."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.sandbox.conftest import BOT, Json, Phone, Telegram, picture, serving


def article(id: str, text: str, **facts: Any) -> Json:
    """A result that becomes a text."""
    return {
        "type": "article",
        "id": id,
        "title": text,
        "input_message_content": {"message_text": text},
    } | facts


def offering(telegram: Telegram, *results: Json, **facts: Any) -> Any:
    """A bot that offers the same whatever is asked; what it was asked stands in `asked`."""
    asked: list[Json] = []

    async def offer(update: Json) -> None:
        query = update["inline_query"]
        asked.append(query)
        await telegram.ok("answerInlineQuery", inline_query_id=query["id"], results=list(results), **facts)

    return asked, offer


async def test_a_person_sees_what_the_bot_offers(telegram: Telegram, ann: Phone) -> None:
    """The bot learns what was typed, where, and from which offset on."""
    asked, offer = offering(telegram, article("1", "Tea", description="Hot"), next_offset="8")
    async with serving(telegram, offer):
        offered = await ann.does("inline", query="te", offset="0")
    assert offered == {
        "results": [{"id": "1", "type": "article", "title": "Tea", "description": "Hot", "thumbnail": None}],
        "next_offset": "8",
        "button": None,
    }
    [query] = asked
    assert (query["query"], query["offset"], query["chat_type"]) == ("te", "0", "sender")
    assert query["from"]["id"] == ann.id


async def test_a_chosen_result_is_the_persons_own_message(telegram: Telegram, ann: Phone, bob: Phone) -> None:
    """Sent with the bot's help, also where the bot is no member; the bot hears what was chosen."""
    chat = (await telegram.sim("POST", "groups", {"title": "Friends", "members": [ann.id, bob.id]}))["chat"]
    keyboard = {"inline_keyboard": [[{"text": "More", "callback_data": "more"}]]}
    _, offer = offering(telegram, article("1", "Tea", reply_markup=keyboard), article("2", "Coffee"))
    async with serving(telegram, offer):
        await ann.does("inline", query="drinks", chat=chat)
    await ann.does("inline/1", chat=chat)
    message = (await telegram.sim("GET", f"people/{bob.id}/chats/{chat}"))["messages"][-1]
    assert (message["text"], message["sender"]["name"], message["via"]) == ("Tea", "Ann", "sandbox_42_bot")
    updates = await telegram.updates()
    [chosen] = [update["chosen_inline_result"] for update in updates if "chosen_inline_result" in update]
    assert (chosen["result_id"], chosen["query"], chosen["from"]["id"]) == ("1", "drinks", ann.id)
    inline_id = chosen["inline_message_id"]
    assert await telegram.ok("editMessageText", inline_message_id=inline_id, text="Green tea") is True
    message = (await telegram.sim("GET", f"people/{bob.id}/chats/{chat}"))["messages"][-1]
    assert (message["text"], message["buttons"]) == ("Green tea", [])


async def test_a_tap_below_an_inline_message_names_it(telegram: Telegram, ann: Phone) -> None:
    """There is no message in the query: the bot may not be there."""
    keyboard = {"inline_keyboard": [[{"text": "More", "callback_data": "more"}]]}
    _, offer = offering(telegram, article("1", "Tea", reply_markup=keyboard))
    async with serving(telegram, offer):
        await ann.does("inline", query="")
    sent = await ann.does("inline/1")
    seen: list[Json] = []

    async def note(update: Json) -> None:
        seen.append(update["callback_query"])
        await telegram.ok("answerCallbackQuery", callback_query_id=update["callback_query"]["id"], text="ok")

    async with serving(telegram, note):
        answer = await ann.does("taps", message_id=sent["message_id"], text="More")
    assert answer["answer"]["text"] == "ok"
    assert "message" not in seen[0]
    assert seen[0]["inline_message_id"]


async def test_a_result_can_be_a_photo_or_a_place(telegram: Telegram, ann: Phone, bob: Phone) -> None:
    """A photo the bot knows, a place, a contact."""
    sent = await ann.sends("photo", ("a.jpg", picture()))
    assert sent["message_ids"]
    [update] = await telegram.updates()
    photo = update["message"]["photo"][-1]["file_id"]
    _, offer = offering(
        telegram,
        {"type": "photo", "id": "p", "photo_file_id": photo, "caption": "<b>Look</b>", "parse_mode": "HTML"},
        {"type": "location", "id": "l", "title": "Here", "latitude": -6.2, "longitude": 106.8},
        {"type": "contact", "id": "c", "phone_number": "+62812", "first_name": "Shop"},
    )
    async with serving(telegram, offer):
        await ann.does("inline", query="x")
    for id in ("p", "l", "c"):
        await ann.does(f"inline/{id}")
    kinds = [(message["kind"], message["text"]) for message in (await ann.sees())[-3:]]
    assert kinds == [("photo", "Look"), ("location", ""), ("contact", "")]


@pytest.mark.parametrize(
    ("results", "words"),
    [
        ([article("1", "Tea"), article("1", "Tea")], "RESULT_ID_DUPLICATE"),
        ([article("", "Tea")], "RESULT_ID_INVALID"),
        ([article(str(number), "Tea") for number in range(51)], "RESULTS_TOO_MUCH"),
        ([{"type": "article", "id": "1", "title": "Tea"}], "MESSAGE_EMPTY"),
        ([{"type": "dream", "id": "1"}], "can't parse inline query result: Unsupported type specified"),
        (["x"], "can't parse inline query result: Expected an Object"),
    ],
)
async def test_results_telegram_would_not_take_are_refused(
    telegram: Telegram, ann: Phone, results: list[Any], words: str
) -> None:
    """In its own words, and the person may still get a better answer."""
    told: list[str] = []

    async def offer(update: Json) -> None:
        id = update["inline_query"]["id"]
        told.append(await telegram.refused("answerInlineQuery", inline_query_id=id, results=results))
        await telegram.ok("answerInlineQuery", inline_query_id=id, results=[article("1", "Water")])

    async with serving(telegram, offer):
        offered = await ann.does("inline", query="x")
    assert told == [f"Bad Request: {words}"]
    assert [one["title"] for one in offered["results"]] == ["Water"]


async def test_an_inline_query_grows_old(telegram: Telegram, ann: Phone) -> None:
    """After fifteen seconds nobody waits any more."""
    await telegram.ok("getUpdates", allowed_updates=["inline_query"])
    waiting = asyncio.create_task(ann.does("inline", query="x"))
    await telegram.until_waiting_for(15)
    await telegram.sim("POST", "clock", {"advance_s": 16})
    assert await waiting == {"results": None}
    [update] = await telegram.updates()
    refused = await telegram.refused(
        "answerInlineQuery", inline_query_id=update["inline_query"]["id"], results=[]
    )
    assert refused == "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def test_a_bot_without_inline_mode_is_not_asked(telegram: Telegram, ann: Phone) -> None:
    """Its maker decides; getMe tells."""
    await telegram.sim("POST", f"bots/{BOT}", {"inline": False})
    assert (await telegram.ok("getMe"))["supports_inline_queries"] is False
    assert "inline" in (await ann.does("inline", query="x", status=400))["error"]


async def test_what_was_not_offered_cannot_be_sent(telegram: Telegram, ann: Phone) -> None:
    """Nor what was offered to somebody else."""
    assert (await ann.does("inline/1", status=404))["error"] == "that was not offered"


async def test_offers_have_their_pictures(telegram: Telegram, ann: Phone, bob: Phone) -> None:
    """A thumbnail comes through the sandbox, and only to whom it was offered."""
    await bob.sends("photo", ("tea.jpg", picture()))
    photo = telegram.url + (await bob.sees())[-1]["file"]["url"]
    _, offer = offering(telegram, article("1", "Tea", thumbnail_url=photo))
    async with serving(telegram, offer):
        [offered] = (await ann.does("inline", query="te"))["results"]
    for person, status in ((ann, 200), (bob, 404)):
        address = telegram.url + offered["thumbnail"].replace(str(ann.id), str(person.id), 1)
        async with telegram.http.get(address) as response:
            assert response.status == status
