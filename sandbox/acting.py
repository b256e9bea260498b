"""What a person does besides speaking: taps buttons, blocks, reacts, deletes."""

from __future__ import annotations

from aiohttp import web

from sandbox.errors import SimError
from sandbox.keyboards import button_kind, find_button
from sandbox.model import TAP_LIVES_S, Chat, Message
from sandbox.posting import delete
from sandbox.simhttp import answer, check_open, find_chat, find_message, find_person, number, read_body, text
from sandbox.speaking import SOMEWHERE, say, share_contact, share_location
from sandbox.views import bot_message, button_url, inline_rows, reply_rows
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
            web.post("/sim/people/{person}/reactions", self.reactions),
            web.post("/sim/people/{person}/deletions", self.deletions),
        ]

    async def _chat(self, request: web.Request) -> tuple[Chat, Json]:
        body = await read_body(request)
        return find_chat(self._world, find_person(self._world, request), body.get("chat")), body

    async def taps(self, request: web.Request) -> web.Response:
        """Taps a button below a message, or one of the reply keyboard when no message is named."""
        chat, body = await self._chat(request)
        check_open(chat)
        if body.get("message_id") is None:
            return answer({"message_id": self._reply_button(chat, body).id})
        message = find_message(chat, body)
        if body.get("forged") is True and isinstance(body.get("data"), str):
            # a tampered client may send any data for any message of the bot; Telegram passes it on
            return answer({"answer": await self._callback(message, body["data"])})
        button = find_button(inline_rows(message), body)
        if button is None:
            raise SimError(404, f"message {message.id} has no such button")
        if "callback_data" in button:
            return answer({"answer": await self._callback(message, button["callback_data"])})
        if "copy_text" in button:
            return answer({"answer": None, "copied": button["copy_text"]["text"]})
        url = button_url(button)
        return answer({"answer": None, "open": url} if url else {"answer": None})

    def _reply_button(self, chat: Chat, body: Json) -> Message:
        button = find_button(reply_rows(chat), body)
        if button is None:
            raise SimError(404, "the keyboard has no such button")
        if chat.keyboard is not None and chat.keyboard.json.get("one_time_keyboard") is True:
            chat.keyboard = None
            self._world.tell_chat(chat)
        kind = button_kind(button)
        if kind == "contact":
            return share_contact(self._world, chat)
        if kind == "location":
            latitude, longitude = (
                number(body, "latitude", SOMEWHERE[0]),
                number(body, "longitude", SOMEWHERE[1]),
            )
            return share_location(self._world, chat, latitude, longitude)
        return say(self._world, chat, button["text"])[0]

    async def _callback(self, message: Message, data: str) -> Json | None:
        chat = message.chat
        tap = self._world.open_tap(chat, message.id)
        query = {
            "id": tap.id,
            "from": chat.person.user,
            "message": bot_message(message),
            "chat_instance": str(chat.person.id * 1_000_003),
            "data": data,
        }
        self._world.touch()
        if chat.bot.updates.push("callback_query", query, f"user {chat.person.id}") is None:
            tap.answered = True  # the bot does not want to know, so nothing waits for it
        await self._world.clock.until(tap.done, TAP_LIVES_S)
        return tap.answer

    async def block(self, request: web.Request) -> web.Response:
        """Blocks the bot, which is told."""
        chat, _ = await self._chat(request)
        self._membership(chat, blocked=True)
        return answer({})

    async def unblock(self, request: web.Request) -> web.Response:
        """Unblocks it again."""
        chat, _ = await self._chat(request)
        self._membership(chat, blocked=False)
        return answer({})

    def _membership(self, chat: Chat, *, blocked: bool) -> None:
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
        chat.bot.updates.push("my_chat_member", changed, f"chat {chat.person.id}")
        self._world.tell_chat(chat)

    async def reactions(self, request: web.Request) -> web.Response:
        """Reacts to a message with an emoji, or takes the reaction back with an empty one."""
        chat, body = await self._chat(request)
        message = find_message(chat, body)
        emoji = text(body, "emoji")
        before = message.reactions.get(chat.person.id, [])
        after = [{"type": "emoji", "emoji": emoji}] if emoji else []
        message.reactions[chat.person.id] = after
        changed = {
            "chat": chat.person.chat,
            "message_id": message.id,
            "user": chat.person.user,
            "date": self._world.clock.seconds(),
            "old_reaction": before,
            "new_reaction": after,
        }
        self._world.touch()
        chat.bot.updates.push("message_reaction", changed, f"chat {chat.person.id}")
        return answer({})

    async def deletions(self, request: web.Request) -> web.Response:
        """Deletes a message for both; bots are not told."""
        chat, body = await self._chat(request)
        delete(self._world, chat, [find_message(chat, body).id])
        return answer({})
