"""Messages that change."""

from __future__ import annotations

from tests.sandbox.conftest import Phone, Telegram, inline, picture


async def test_an_edit_without_buttons_removes_them(telegram: Telegram, bob: Phone) -> None:
    """The message says when it was edited; other buttons alone do not mark it for Bob."""
    sent = await telegram.ok("sendMessage", chat_id=bob.id, text="old", reply_markup=inline([("A", "a")]))
    at = {"chat_id": bob.id, "message_id": sent["message_id"]}
    await telegram.ok("editMessageReplyMarkup", **at, reply_markup=inline([("B", "b")]))
    assert (await bob.sees())[-1]["edit_date"] is None
    edited = await telegram.ok("editMessageText", **at, text="<b>new</b>", parse_mode="HTML")
    assert "reply_markup" not in edited and edited["edit_date"] >= edited["date"]
    seen = (await bob.sees())[-1]
    assert (seen["text"], seen["buttons"], seen["edit_date"]) == ("new", [], edited["edit_date"])
    assert seen["entities"] == [{"type": "bold", "offset": 0, "length": 3}]


async def test_a_text_may_become_a_photo(telegram: Telegram, bob: Phone) -> None:
    """And the photo another one, known by its file_id."""
    sent = await telegram.ok("sendMessage", chat_id=bob.id, text="soon", reply_markup=inline([("A", "a")]))
    at = {"chat_id": bob.id, "message_id": sent["message_id"]}
    fields = {
        "chat_id": str(bob.id),
        "message_id": str(sent["message_id"]),
        "media": '{"type": "photo", "media": "attach://pic", "caption": "Mug"}',
    }
    answer = await telegram.form("editMessageMedia", fields, {"pic": ("mug.jpg", picture())})
    photo = answer["result"]
    assert "text" not in photo and photo["caption"] == "Mug"
    assert (await bob.sees())[-1]["kind"] == "photo"
    same = {"type": "photo", "media": photo["photo"][-1]["file_id"], "caption": "Mug"}
    assert (await telegram.refused("editMessageMedia", **at, media=same)).startswith(
        "Bad Request: message is not modified"
    )
    await telegram.ok("editMessageCaption", **at, caption="Red mug", show_caption_above_media=True)
    assert (await bob.sees())[-1]["text"] == "Red mug"
    cleared = await telegram.ok("editMessageCaption", **at)
    assert "caption" not in cleared
    assert await telegram.refused("editMessageText", **at, text="x") == (
        "Bad Request: there is no text in the message to edit"
    )


async def test_a_copy_hides_its_origin_and_a_forward_tells_it(telegram: Telegram, bob: Phone) -> None:
    """A copy's caption may be another."""
    said = await bob.says("my words")
    at = {"chat_id": bob.id, "from_chat_id": bob.id}
    copied = await telegram.ok("copyMessage", **at, message_id=said)
    assert list(copied) == ["message_id"]
    forwarded = await telegram.ok("forwardMessage", **at, message_id=said)
    assert forwarded["forward_origin"]["sender_user"]["first_name"] == "Bob"
    photo = await telegram.form(
        "sendPhoto", {"chat_id": "2002", "caption": "a"}, {"photo": ("a.png", picture())}
    )
    number = photo["result"]["message_id"]
    await telegram.ok("copyMessage", **at, message_id=number, caption="b")
    assert [message["text"] for message in await bob.sees()] == [
        "/start",
        "my words",
        "my words",
        "my words",
        "a",
        "b",
    ]


async def test_protected_messages_are_not_forwarded(telegram: Telegram, bob: Phone) -> None:
    """The bot asked for it."""
    sent = await telegram.ok("sendMessage", chat_id=bob.id, text="secret", protect_content=True)
    assert sent["has_protected_content"] is True
    words = await telegram.refused(
        "forwardMessage", chat_id=bob.id, from_chat_id=bob.id, message_id=sent["message_id"]
    )
    assert words == "Bad Request: the message can't be forwarded"


async def test_a_reply_shows_what_it_answers(telegram: Telegram, bob: Phone) -> None:
    """One level deep, and without a word when the original is gone and that was fine."""
    said = await bob.says("question")
    reply = await telegram.ok(
        "sendMessage", chat_id=bob.id, text="answer", reply_parameters={"message_id": said}
    )
    assert reply["reply_to_message"]["text"] == "question"
    again = await bob.says("thanks", reply_to=reply["message_id"])
    [*_, update] = await telegram.updates()
    assert update["message"]["reply_to_message"]["text"] == "answer"
    assert "reply_to_message" not in update["message"]["reply_to_message"]
    assert (await bob.sees())[-1]["reply_to"] == reply["message_id"]
    gone = {"message_id": again + 100, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await telegram.ok(
        "sendMessage", chat_id=bob.id, text="x", reply_parameters=gone
    )


async def test_pinning_says_so_in_the_chat(telegram: Telegram, bob: Phone) -> None:
    """The pinned message is part of the chat until unpinned."""
    sent = await telegram.ok("sendMessage", chat_id=bob.id, text="rules")
    await telegram.ok("pinChatMessage", chat_id=bob.id, message_id=sent["message_id"])
    assert (await bob.sees())[-1]["kind"] == "service"
    assert (await telegram.ok("getChat", chat_id=bob.id))["pinned_message"]["text"] == "rules"
    await telegram.ok("unpinChatMessage", chat_id=bob.id)
    assert "pinned_message" not in await telegram.ok("getChat", chat_id=bob.id)


async def test_message_ids_come_from_one_counter_with_gaps(
    telegram: Telegram, ann: Phone, bob: Phone
) -> None:
    """No bot may count on the next id, or on an id being free in another chat."""
    await ann.says("/start")
    sent = [
        await telegram.ok("sendMessage", chat_id=phone.id, text="x")
        for _ in range(20)
        for phone in (ann, bob)
    ]
    ids = [message["message_id"] for message in sent]
    assert ids == sorted(set(ids))
    assert ids[-1] - ids[0] > len(ids)
