"""What a person does besides speaking: taps buttons, blocks, reacts, deletes."""

from __future__ import annotations

from aiohttp import web

from sandbox.errors import SimError
from sandbox.keyboards import button_kind, find_button
from sandbox.model import TAP_LIVES_S, Bot, Chat, Message, Person, Place, Private
from sandbox.posting import delete, react
from sandbox.simhttp import (
    answer,
    check_open,
    find_chat,
    find_message,
    find_person,
    integer,
    number,
    read_body,
    text,
)
from sandbox.speaking import SOMEWHERE, say, share_contact, share_location, voice_of
from sandbox.views import bot_message, button_url, inline_rows, reply_rows, switches_to
from sandbox.wire import Json
from sandbox.world import World


class Acting:
    """The routes."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Their addresses."""
        return [
            web.post("/sim/people/{person}/taps", self.taps),
            web.post("/sim/people/{person}/block", self.block),
            web.post("/sim/people/{person}/unblock", self.unblock),
            web.post("/sim/people/{person}/deactivate", self.deactivate),
            web.post("/sim/people/{person}/reactions", self.reactions),
            web.post("/sim/people/{person}/deletions", self.deletions),
        ]

    async def _chat(self, request: web.Request) -> tuple[Person, Chat, Json]:
        body = await read_body(request)
        person = find_person(self._world, request)
        return person, find_chat(self._world, person, body.get("chat")), body

    async def taps(self, request: web.Request) -> web.Response:
        """Taps a button below a message, or one of the reply keyboard when no message is named."""
        person, chat, body = await self._chat(request)
        if body.get("message_id") is None:
            return answer({"message_id": self._reply_button(person, chat, body).id})
        if isinstance(chat, Private):
            check_open(chat, person)
        message = find_message(chat, body)
        if body.get("forged") is True and isinstance(body.get("data"), str):
            # a tampered client may send any data for any message of the bot; Telegram passes it on
            return answer({"answer": await self._callback(person, message, body["data"])})
        button = find_button(inline_rows(message), body)
        if button is None:
            raise SimError(404, f"message {message.id} has no such button")
        if "callback_data" in button:
            return answer({"answer": await self._callback(person, message, button["callback_data"])})
        if "copy_text" in button:
            return answer({"answer": None, "copied": button["copy_text"]["text"]})
        if (query := switches_to(button)) is not None:
            return answer({"answer": None, "query": query})
        url = button_url(button)
        return answer({"answer": None, "open": url} if url else {"answer": None})

    def _reply_button(self, person: Person, chat: Chat, body: Json) -> Message:
        voice = voice_of(person, chat, integer(body, "thread"))
        button = find_button(reply_rows(chat, person), body)
        if button is None:
            raise SimError(404, "the keyboard has no such button")
        look = chat.look(person)
        if look.keyboard is not None and look.keyboard.json.get("one_time_keyboard") is True:
            look.keyboard = None
            self._world.tell_chat_to(person, chat)
        kind = button_kind(button)
        if kind == "contact":
            return share_contact(self._world, voice)
        if kind == "location":
            latitude, longitude = (
                number(body, "latitude", SOMEWHERE[0]),
                number(body, "longitude", SOMEWHERE[1]),
            )
            return share_location(self._world, voice, latitude, longitude)
        return say(self._world, voice, button["text"])[0]

    async def _callback(self, person: Person, message: Message, data: str) -> Json | None:
        chat, bot = message.chat, _keeper(message)
        tap = self._world.open_tap(bot, person, chat, message.id)
        query: Json = {
            "id": tap.id,
            "from": person.user,
            "chat_instance": str(chat.id * 1_000_003),
            "data": data,
        }
        if message.inline_id is not None:
            query["inline_message_id"] = message.inline_id
        else:
            query["message"] = bot_message(message, bot)
        self._world.touch()
        if bot.updates.push("callback_query", query, f"user {person.id}") is None:
            tap.answered = True  # the bot does not want to know, so nothing waits for it
        await self._world.clock.until(tap.done, TAP_LIVES_S)
        return tap.answer

    async def block(self, request: web.Request) -> web.Response:
        """Blocks the bot, which is told."""
        return await self._block(request, blocked=True)

    async def unblock(self, request: web.Request) -> web.Response:
        """Unblocks it again."""
        return await self._block(request, blocked=False)

    async def _block(self, request: web.Request, *, blocked: bool) -> web.Response:
        _, chat, _ = await self._chat(request)
        if not isinstance(chat, Private):
            raise SimError(400, "only a bot can be blocked; leave the group instead")
        self._membership(chat, blocked=blocked)
        return answer({})

    def _membership(self, chat: Private, *, blocked: bool) -> None:
        if chat.blocked == blocked:
            return
        chat.blocked = blocked
        user = chat.bot.user
        member: Json = {"user": user, "status": "member"}
        banned: Json = {"user": user, "status": "kicked", "until_date": 0}
        before, after = (member, banned) if blocked else (banned, member)
        changed = {
            "chat": chat.person.chat,
            "from": chat.person.user,
            "date": self._world.clock.seconds(),
            "old_chat_member": before,
            "new_chat_member": after,
        }
        self._world.touch()
        chat.bot.updates.push("my_chat_member", changed, chat.lane)
        self._world.tell_chat(chat)

    async def deactivate(self, request: web.Request) -> web.Response:
        """Deletes the own account: bots cannot write any more. Coming back under the same id undoes it."""
        person = find_person(self._world, request)
        person.deactivated = True
        self._world.changed(person)
        return answer({})

    async def reactions(self, request: web.Request) -> web.Response:
        """Reacts to a message with an emoji, or takes the reaction back with an empty one."""
        person, chat, body = await self._chat(request)
        message = find_message(chat, body)
        emoji = text(body, "emoji")
        react(self._world, message, person, [{"type": "emoji", "emoji": emoji}] if emoji else [])
        return answer({})

    async def deletions(self, request: web.Request) -> web.Response:
        """Deletes a message for everybody; bots are not told."""
        person, chat, body = await self._chat(request)
        message = find_message(chat, body)
        is_theirs = message.author is person or isinstance(chat, Private)
        if not is_theirs and isinstance(chat, Place) and not chat.may(person.id, "can_delete_messages"):
            raise SimError(400, "only administrators delete what others wrote")
        delete(self._world, chat, [message.id])
        return answer({})


def _keeper(message: Message) -> Bot:
    """The bot whose buttons a message has; raises `SimError` when no bot has to do with it."""
    if message.via is not None:
        return message.via
    if isinstance(message.author, Bot):
        return message.author
    if isinstance(message.chat, Private):
        return message.chat.bot
    raise SimError(404, f"message {message.id} has no such button")
