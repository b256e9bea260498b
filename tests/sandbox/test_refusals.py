"""Every refusal in the contract, met through two libraries: each raises the error its own users catch."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
import telegram.error as ptb
from aiogram import Bot as AiogramBot
from aiogram import exceptions as aiogram
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.methods import TelegramMethod
from telegram import Bot as PtbBot

from tests.sandbox.conftest import BOT, TOKEN, Json, Phone, Telegram, inline, picture

NOBODY = 4711
DAY = 86_400
_ERRORS: dict[str, dict[int, type[Exception]]] = {
    "aiogram": {
        400: aiogram.TelegramBadRequest,
        401: aiogram.TelegramUnauthorizedError,
        403: aiogram.TelegramForbiddenError,
        404: aiogram.TelegramNotFound,
        409: aiogram.TelegramConflictError,
        429: aiogram.TelegramRetryAfter,
        501: aiogram.TelegramServerError,
    },
    "python-telegram-bot": {
        400: ptb.BadRequest,
        401: ptb.InvalidToken,
        403: ptb.Forbidden,
        404: ptb.EndPointNotFound,
        409: ptb.Conflict,
        429: ptb.RetryAfter,
        501: ptb.NetworkError,
    },
}


@dataclass(frozen=True)
class Library:
    """A library's bot and the errors it documents; methods and parameters have the same names in both."""

    name: str
    bot: Any

    async def refused(self, code: int, words: str, method: str, **params: Any) -> Exception:
        """The call fails with exactly the error for this code, and Telegram's words in it."""
        error = _ERRORS[self.name][code]
        with pytest.raises(error) as caught:
            await getattr(self.bot, method)(**params)
        assert caught.type is error
        # python-telegram-bot writes the first letter large and the others small.
        assert words.lower() in str(caught.value).lower()
        return caught.value


@asynccontextmanager
async def library_bot(name: str, url: str, token: str = TOKEN) -> AsyncIterator[Any]:
    """A bot whose Telegram is the sandbox."""
    if name == "aiogram":
        session = AiohttpSession(api=TelegramAPIServer.from_base(url))
        async with AiogramBot(token, session=session).context() as bot:
            yield bot
    else:
        async with PtbBot(token, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot") as ptb_bot:
            yield ptb_bot


@pytest.fixture(params=["aiogram", "python-telegram-bot"])
async def library(request: pytest.FixtureRequest, telegram: Telegram) -> AsyncIterator[Library]:
    """Each of the two libraries."""
    async with library_bot(request.param, telegram.url) as bot:
        yield Library(request.param, bot)


@dataclass(frozen=True)
class Scene:
    """Where a refusal happens: Ann never spoke to the bot, Bob did."""

    telegram: Telegram
    ann: Phone
    bob: Phone

    async def sent(self, text: str = "hi", **more: Any) -> Json:
        """Where to find a message the bot sent Bob."""
        message = await self.telegram.ok("sendMessage", chat_id=self.bob.id, text=text, **more)
        return {"chat_id": self.bob.id, "message_id": message["message_id"]}

    async def photo(self) -> str:
        """The `file_id` of a photo the bot sent Bob."""
        fields = {"chat_id": str(self.bob.id)}
        answer = await self.telegram.form("sendPhoto", fields, {"photo": ("a.jpg", picture())})
        return str(answer["result"]["photo"][-1]["file_id"])

    async def group(self, *, bot: str | None = "member", **facts: Any) -> int:
        """Bob's group with Ann, where the bot is `member`, `administrator` or nothing."""
        body = {"title": "Us", "supergroup": True, "members": [self.bob.id, self.ann.id]}
        number = int((await self.telegram.sim("POST", "groups", body | facts))["chat"])
        if bot is not None:
            await self.bot_becomes(number, bot)
        return number

    async def channel(self, *, bot: str | None) -> int:
        """Bob's channel, where the bot is `member`, `administrator` or nothing."""
        body = {"title": "News", "admins": [self.bob.id]}
        number = int((await self.telegram.sim("POST", "channels", body))["chat"])
        if bot is not None:
            await self.bot_becomes(number, bot)
        return number

    async def bot_becomes(self, chat: int, status: str) -> None:
        """The bot is added, raised, lowered or removed."""
        await self.changes(chat, BOT, status)

    async def changes(self, chat: int, member: int, status: str) -> None:
        """Bob, whose place it is, adds, raises, lowers or removes someone."""
        body = {"chat": chat, "member": member, "role": status}
        await self.telegram.sim("POST", f"people/{self.bob.id}/members", body)

    async def topic(self, chat: int, *, closed: bool) -> int:
        """A topic in a forum, where the bot is an ordinary member in the end."""
        thread = int((await self.bob.does("topics", chat=chat, name="Mugs"))["thread"])
        if closed:
            await self.bot_becomes(chat, "administrator")
            await self.telegram.ok("closeForumTopic", chat_id=chat, message_thread_id=thread)
            await self.bot_becomes(chat, "member")
        return thread

    async def paid(self) -> str:
        """The charge of five Stars Bob paid."""
        prices = [{"label": "Thanks", "amount": 5}]
        facts: Json = {
            "title": "Thanks",
            "description": "x",
            "payload": "x",
            "currency": "XTR",
            "prices": prices,
        }
        invoice = await self.telegram.ok("sendInvoice", chat_id=self.bob.id, **facts)
        paying = asyncio.create_task(self.bob.does("payments", message_id=invoice["message_id"]))
        while True:
            [update, *_] = await self.telegram.updates(offset=-1, timeout=5)
            if "pre_checkout_query" in update:
                break
        query = update["pre_checkout_query"]["id"]
        await self.telegram.ok("answerPreCheckoutQuery", pre_checkout_query_id=query, ok=True)
        await paying
        [update] = await self.telegram.updates(offset=-1)
        return str(update["message"]["successful_payment"]["telegram_payment_charge_id"])


@pytest.fixture
async def scene(telegram: Telegram, ann: Phone, bob: Phone) -> Scene:
    """Ann and Bob."""
    return Scene(telegram, ann, bob)


Situation = Callable[[Scene], Awaitable[Json]]
REFUSALS: list[Any] = []


def refusal(code: int, words: str, method: str, **more: Any) -> Callable[[Situation], Situation]:
    """In the situation a function brings about, this method with the parameters it gives is refused so."""

    def remember(situation: Situation) -> Situation:
        name = situation.__name__.strip("_")
        REFUSALS.append(pytest.param(code, words, method, situation, more, id=f"{name}-{method}"))
        return situation

    return remember


# What was said before.


@refusal(400, "message is not modified: specified new message content", "edit_message_text")
async def _nothing_new(scene: Scene) -> Json:
    return await scene.sent("same") | {"text": "same"}


@refusal(400, "query is too old and response timeout expired or query ID is invalid", "answer_callback_query")
async def _a_tap_long_ago(scene: Scene) -> Json:
    sent = await scene.sent("Menu", reply_markup=inline([("A", "a")]))
    tap = asyncio.create_task(scene.bob.does("taps", message_id=sent["message_id"], text="A"))
    [update] = await scene.telegram.updates(timeout=5)
    await scene.telegram.sim("POST", "clock", {"advance_s": 16})
    await tap
    return {"callback_query_id": update["callback_query"]["id"]}


@refusal(400, "message to edit not found", "edit_message_text", text="x")
@refusal(400, "message to edit not found", "edit_message_reply_markup")
@refusal(400, "message to delete not found", "delete_message")
async def _a_deleted_message(scene: Scene) -> Json:
    sent = await scene.sent()
    await scene.telegram.ok("deleteMessage", **sent)
    return sent


@refusal(400, "message to be replied not found", "send_message")
async def _a_reply_to_nothing(scene: Scene) -> Json:
    return {"chat_id": scene.bob.id, "text": "hi", "reply_parameters": {"message_id": 9_999}}


@refusal(400, "there is no text in the message to edit", "edit_message_text")
async def _a_place_has_no_text(scene: Scene) -> Json:
    place = await scene.telegram.ok("sendLocation", chat_id=scene.bob.id, latitude=1, longitude=2)
    return {"chat_id": scene.bob.id, "message_id": place["message_id"], "text": "x"}


@refusal(400, "there is no caption in the message to edit", "edit_message_caption")
async def _a_text_has_no_caption(scene: Scene) -> Json:
    return await scene.sent() | {"caption": "x"}


@refusal(400, "message can't be edited", "edit_message_text")
async def _anothers_words(scene: Scene) -> Json:
    return {"chat_id": scene.bob.id, "message_id": await scene.bob.says("mine"), "text": "x"}


@refusal(400, "message can't be edited", "edit_message_text")
async def _a_message_with_a_keyboard(scene: Scene) -> Json:
    return await scene.sent(reply_markup={"keyboard": [[{"text": "Yes"}]]}) | {"text": "x"}


@refusal(400, "message can't be deleted for everyone", "delete_message")
async def _an_old_message(scene: Scene) -> Json:
    sent = await scene.sent()
    await scene.telegram.sim("POST", "clock", {"advance_s": 2 * DAY + 1})
    return sent


# What is said now.


def _to_bob(method: str, code: int, words: str, **params: Any) -> None:
    async def situation(scene: Scene) -> Json:
        return {"chat_id": scene.bob.id} | params

    situation.__name__ = words
    refusal(code, words, method)(situation)


_to_bob("send_message", 400, "message text is empty", text="")
_to_bob("send_message", 400, "message is too long", text="x" * 4097)
for _markup, _words in (
    ("<x>hi</x>", 'can\'t parse entities: Unsupported start tag "x" at byte offset 0'),
    ("<b>hi", "can't parse entities: Can't find end tag corresponding to start tag \"b\""),
    ("<b>hi</i>", 'can\'t parse entities: Unmatched end tag at byte offset 5, expected "</b>", found "</i>"'),
):
    _to_bob("send_message", 400, _words, text=_markup, parse_mode="HTML")
_to_bob("send_message", 400, "BUTTON_DATA_INVALID", text="hi", reply_markup=inline([("A", "a" * 65)]))
_to_bob(
    "send_message",
    400,
    "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    text="hi",
    reply_markup={"inline_keyboard": [[{"text": "A"}]]},
)


@refusal(400, "message caption is too long", "send_photo")
async def _a_long_caption(scene: Scene) -> Json:
    return {"chat_id": scene.bob.id, "photo": await scene.photo(), "caption": "x" * 1025}


@refusal(400, "file is too big", "get_file")
async def _a_large_file(scene: Scene) -> Json:
    await scene.bob.sends("document", ("film.bin", bytes(20 * 1024 * 1024 + 1)))
    [update] = await scene.telegram.updates()
    return {"file_id": update["message"]["document"]["file_id"]}


# Where it is said.


@refusal(400, "chat not found", "send_message")
async def _nobody(_scene: Scene) -> Json:
    return {"chat_id": NOBODY, "text": "hi"}


@refusal(403, "bot can't initiate conversation with a user", "send_message")
async def _someone_who_never_spoke(scene: Scene) -> Json:
    return {"chat_id": scene.ann.id, "text": "hi"}


@refusal(403, "bot was blocked by the user", "send_message")
async def _someone_who_blocked_it(scene: Scene) -> Json:
    await scene.bob.does("block")
    return {"chat_id": scene.bob.id, "text": "hi"}


@refusal(403, "user is deactivated", "send_message")
async def _someone_whose_account_is_gone(scene: Scene) -> Json:
    # Nobody deletes an account in the sandbox: it is told to refuse so.
    gone = {"method": "sendMessage", "code": 403, "description": "Forbidden: user is deactivated"}
    await scene.telegram.sim("POST", "faults", gone)
    return {"chat_id": scene.bob.id, "text": "hi"}


@refusal(403, "bot is not a member of the supergroup chat", "send_message")
async def _a_public_group_it_was_never_in(scene: Scene) -> Json:
    await scene.group(bot=None, username="our_group")
    return {"chat_id": "@our_group", "text": "hi"}


@refusal(403, "bot is not a member of the supergroup chat", "get_chat_member_count")
async def _a_group_it_left(scene: Scene) -> Json:
    group = await scene.group()
    await scene.telegram.ok("leaveChat", chat_id=group)
    return {"chat_id": group}


@refusal(403, "bot is not a member of the channel chat", "send_message")
async def _a_channel_it_was_taken_out_of(scene: Scene) -> Json:
    channel = await scene.channel(bot="administrator")
    await scene.bot_becomes(channel, "left")
    return {"chat_id": channel, "text": "hi"}


@refusal(403, "bot was kicked from the supergroup chat", "send_message")
async def _a_group_it_was_thrown_out_of(scene: Scene) -> Json:
    group = await scene.group()
    await scene.bot_becomes(group, "kicked")
    return {"chat_id": group, "text": "hi"}


@refusal(403, "bot was kicked from the group chat", "send_message")
async def _a_small_group_it_was_thrown_out_of(scene: Scene) -> Json:
    group = await scene.group(supergroup=False)
    await scene.bot_becomes(group, "kicked")
    return {"chat_id": group, "text": "hi"}


@refusal(403, "bot was kicked from the channel chat", "send_message")
async def _a_channel_it_was_thrown_out_of(scene: Scene) -> Json:
    channel = await scene.channel(bot="administrator")
    await scene.bot_becomes(channel, "kicked")
    return {"chat_id": channel, "text": "hi"}


@refusal(400, "need administrator rights in the channel chat", "send_message")
async def _a_channel_it_only_reads(scene: Scene) -> Json:
    return {"chat_id": await scene.channel(bot="member"), "text": "hi"}


@refusal(400, "message thread not found", "send_message")
async def _a_topic_that_is_not_there(scene: Scene) -> Json:
    return {"chat_id": await scene.group(forum=True), "text": "hi", "message_thread_id": 9_999}


@refusal(400, "message thread not found", "send_message")
async def _a_topic_in_a_private_chat(scene: Scene) -> Json:
    return {"chat_id": scene.bob.id, "text": "hi", "message_thread_id": 7}


@refusal(400, "TOPIC_CLOSED", "send_message")
async def _a_closed_topic(scene: Scene) -> Json:
    forum = await scene.group(forum=True)
    return {"chat_id": forum, "text": "hi", "message_thread_id": await scene.topic(forum, closed=True)}


# What it may not do.


@refusal(400, "not enough rights to send text messages to the chat", "send_message")
async def _a_group_where_it_is_mute(scene: Scene) -> Json:
    group = await scene.group()
    await scene.telegram.ok("getMe", token="43:guard")
    await scene.changes(group, 43, "administrator")
    mute: Json = {"chat_id": group, "user_id": BOT, "permissions": {"can_send_messages": False}}
    await scene.telegram.ok("restrictChatMember", token="43:guard", **mute)
    return {"chat_id": group, "text": "hi"}


@refusal(400, "not enough rights to restrict/unrestrict chat member", "ban_chat_member")
@refusal(400, "not enough rights", "promote_chat_member")
async def _someone_in_a_group_it_does_not_run(scene: Scene) -> Json:
    return {"chat_id": await scene.group(), "user_id": scene.ann.id}


@refusal(400, "not enough rights to change chat title", "set_chat_title")
async def _the_name_of_a_group_it_does_not_run(scene: Scene) -> Json:
    return {"chat_id": await scene.group(), "title": "Mine"}


@refusal(400, "not enough rights to manage topics", "create_forum_topic")
async def _a_forum_it_does_not_run(scene: Scene) -> Json:
    return {"chat_id": await scene.group(forum=True), "name": "Mugs"}


@refusal(400, "not enough rights to manage pinned messages in the chat", "pin_chat_message")
async def _a_pin_in_a_group_it_does_not_run(scene: Scene) -> Json:
    group = await scene.group()
    return {"chat_id": group, "message_id": await scene.bob.says("/hi", chat=group)}


@refusal(400, "can't remove chat owner", "ban_chat_member")
async def _the_owner(scene: Scene) -> Json:
    return {"chat_id": await scene.group(bot="administrator"), "user_id": scene.bob.id}


# Money.


@refusal(400, "CHARGE_ALREADY_REFUNDED", "refund_star_payment")
async def _stars_given_back_before(scene: Scene) -> Json:
    charge: Json = {"user_id": scene.bob.id, "telegram_payment_charge_id": await scene.paid()}
    await scene.telegram.ok("refundStarPayment", **charge)
    return charge


@refusal(400, "CHARGE_NOT_FOUND", "refund_star_payment")
async def _stars_nobody_paid(scene: Scene) -> Json:
    return {"user_id": scene.bob.id, "telegram_payment_charge_id": "stx0"}


# What the sandbox has not learned yet.


@refusal(501, "the sandbox does not know sendDice yet", "send_dice")
async def _a_die(scene: Scene) -> Json:
    return {"chat_id": scene.bob.id}


@pytest.mark.parametrize(("code", "words", "method", "situation", "more"), REFUSALS)
async def test_a_refusal_is_the_librarys_own_error(
    library: Library, scene: Scene, code: int, words: str, method: str, situation: Situation, more: Json
) -> None:
    """Exactly the class its guide tells people to catch, with Telegram's words in it."""
    await library.refused(code, words, method, **await situation(scene) | more)


@pytest.mark.parametrize("name", ["aiogram", "python-telegram-bot"])
async def test_a_revoked_token_is_recognised(telegram: Telegram, name: str) -> None:
    """Bot 42 has another token by now."""
    with pytest.raises(_ERRORS[name][401]):
        async with library_bot(name, telegram.url, "42:revoked") as bot:
            await bot.get_me()


class Frobnicate(TelegramMethod[bool]):
    """A method Telegram does not have."""

    __returning__ = bool
    __api_method__ = "frobnicate"


async def test_an_unknown_method_is_not_found(library: Library) -> None:
    """As a library that is newer than Telegram would see it."""
    with pytest.raises(_ERRORS[library.name][404]):
        if library.name == "aiogram":
            await library.bot(Frobnicate())
        else:
            await library.bot.do_api_request("frobnicate")


async def test_two_pollers_get_in_each_others_way(library: Library, telegram: Telegram) -> None:
    """The one that waits already is sent away."""
    words = "terminated by other getUpdates request; make sure that only one bot instance is running"
    waiting = asyncio.create_task(library.refused(409, words, "get_updates", timeout=30))
    await telegram.until_polling()
    await telegram.updates()
    await waiting


async def test_polling_and_a_webhook_exclude_each_other(library: Library) -> None:
    """Until the webhook is deleted."""
    await library.bot.set_webhook(url="https://example.com/hook")
    words = (
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )
    await library.refused(409, words, "get_updates")
    await library.bot.delete_webhook()
    assert not await library.bot.get_updates()


@pytest.mark.parametrize("speed", ["realistic"])
async def test_too_many_messages_have_to_wait(
    library: Library, bob: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A burst to one chat ends with how long to wait, where the library keeps it."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # python-telegram-bot asks to choose how it tells the time
    for _ in range(5):
        await library.bot.send_message(bob.id, "hi")
    error = await library.refused(429, "", "send_message", chat_id=bob.id, text="hi")
    assert isinstance(error, ptb.RetryAfter | aiogram.TelegramRetryAfter)
    assert error.retry_after in {1, timedelta(seconds=1)}
