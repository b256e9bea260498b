"""What a person asks a bot and waits for: inline queries. Paying is in `sandbox/paying.py`."""

from __future__ import annotations

from aiohttp import web

from sandbox.errors import SimError
from sandbox.keyboards import Markup
from sandbox.model import (
    Bot,
    InlineQuery,
    Person,
    Private,
    Question,
)
from sandbox.picture_urls import picture_url, result_picture
from sandbox.posting import Content, post
from sandbox.simhttp import answer, find_chat, find_person, integer, read_body, text
from sandbox.speaking import voice_of
from sandbox.wire import Json
from sandbox.world import World

INLINE_LIVES_S = 15


async def put(world: World, question: Question, kind: str, content: Json) -> None:
    """Put a question to its bot and wait for the answer, no longer than the question lives."""
    world.touch()
    lane = f"user {question.person.id}"
    if question.bot.updates.push(kind, content, lane) is None:
        question.answered = True  # the bot does not want to know, so nothing waits for it
        return
    await world.clock.until(question.done, question.lives_s)


class Asking:
    """The routes."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Their addresses."""
        return [
            web.post("/sim/people/{person}/inline", self.inline),
            web.post("/sim/people/{person}/inline/{result}", self.choose),
        ]

    def _bot(self, body: Json) -> Bot:
        number = integer(body, "bot")
        bots = self._world.bots
        if number is None and len(bots) == 1:
            return next(iter(bots.values()))
        if number is None:
            raise SimError(400, "say which bot")
        if number not in bots:
            raise SimError(404, f"there is no bot {number}")
        return bots[number]

    async def inline(self, request: web.Request) -> web.Response:
        """Types behind a bot's name; gives what the bot offers, null when it did not answer in time."""
        body = await read_body(request)
        person, bot = find_person(self._world, request), self._bot(body)
        if not bot.is_inline:
            raise SimError(400, f"@{bot.username} has no inline mode")
        chat = find_chat(self._world, person, body.get("chat", bot.id))
        asked = self._world.ask(InlineQuery, bot, person, INLINE_LIVES_S)
        asked.text = text(body, "query") or ""
        query = {
            "id": asked.id,
            "from": person.user,
            "query": asked.text,
            "offset": text(body, "offset") or "",
            "chat_type": "sender" if isinstance(chat, Private) and chat.bot is bot else chat.kind,
        }
        await put(self._world, asked, "inline_query", query)
        if asked.answer is None:
            return answer({"results": None})
        self._world.offered[person.id, bot.id] = asked
        results = [_listed(person, bot, one) for one in asked.results.values()]
        return answer({"results": results} | asked.answer)

    async def choose(self, request: web.Request) -> web.Response:
        """Sends one of the results offered last."""
        body = await read_body(request)
        person, bot = find_person(self._world, request), self._bot(body)
        asked = self._world.offered.get((person.id, bot.id))
        result = asked.results.get(request.match_info["result"]) if asked else None
        if asked is None or result is None:
            raise SimError(404, "that was not offered")
        chat = find_chat(self._world, person, body.get("chat", bot.id))
        voice = voice_of(person, chat, integer(body, "thread"))
        content: Content = result["content"]
        markup: Markup | None = result["markup"]
        message = post(self._world, chat, person, content, markup=markup, thread=voice.thread, via=bot)
        chosen: Json = {"result_id": result["id"], "from": person.user, "query": asked.text}
        if markup is not None:  # only a message with buttons can be changed later
            message.inline_id = chosen["inline_message_id"] = f"AQAAA{self._world.number()}"
            self._world.inline_messages[message.inline_id] = message
        if bot.wants_feedback:
            bot.updates.push("chosen_inline_result", chosen, f"user {person.id}")
        return answer({"message_id": message.id})


def _listed(person: Person, bot: Bot, result: Json) -> Json:
    """A result as it is offered, with a picture if it has one."""
    content: Content = result["content"]
    picture = None
    if result["thumbnail"]:
        picture = picture_url(person, result_picture(bot.id, result["id"]))
    elif content.file is not None and content.file.mime_type.startswith("image/"):
        picture = f"/sim/files/{content.file.key}"
    return {name: result[name] for name in ("id", "type", "title", "description")} | {"thumbnail": picture}
