"""What a person sees: who is there, their chats, a transcript, and events as they happen."""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress

from aiohttp import web

from sandbox.errors import SimError
from sandbox.model import BANNED, LEADERS, PRESENT, Chat, Person, Place
from sandbox.simhttp import answer, find_chat, find_person, in_path, integer, read_body, text
from sandbox.transcript import transcript
from sandbox.views import person_chat, person_json, person_message, seen_member
from sandbox.wire import Json
from sandbox.world import World

_PING_S = 15
_USERNAME = re.compile(r"[A-Za-z]\w{3,31}", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?")


def people_json(world: World) -> list[Json]:
    """Everybody who is there."""
    return [person_json(person) for person in world.people.values()]


def bots_json(world: World) -> list[Json]:
    """Every bot that has called once."""
    return [{"id": bot.id, "first_name": bot.name, "username": bot.username} for bot in world.bots.values()]


def chats_of(world: World, person: Person) -> list[Chat]:
    """The chats on a person's phone, one with every bot, the latest spoken in first."""
    chats: list[Chat] = [world.chat(bot, person) for bot in world.bots.values()]
    chats += [one for one in world.places.values() if one.status(person.id) in PRESENT]
    return sorted(chats, key=lambda chat: next(reversed(chat.messages), 0), reverse=True)


class Looking:
    """The routes."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Their addresses."""
        return [
            web.get("/sim/people", self.people),
            web.post("/sim/people", self.add_person),
            web.get("/sim/bots", self.bots),
            web.get("/sim/people/{person}/chats", self.chats),
            web.get(r"/sim/people/{person}/chats/{chat:-?\d+}.txt", self.text),
            web.get("/sim/people/{person}/chats/{chat}/members", self.members),
            web.get("/sim/people/{person}/chats/{chat}", self.chat),
            web.get("/sim/people/{person}/events", self.events),
        ]

    async def people(self, _request: web.Request) -> web.Response:
        """Who is there."""
        return answer({"people": people_json(self._world)})

    async def add_person(self, request: web.Request) -> web.Response:
        """A new person, or one known already under new facts."""
        body = await read_body(request)
        world = self._world
        person_id = integer(body, "id")
        if person_id is not None and (not 0 < person_id < 2**52 or person_id in world.bots):
            raise SimError(400, "id must be a positive number no bot has")
        person = Person(
            id=person_id or world.new_person_id(),
            first_name=text(body, "first_name", required=True) or "",
            last_name=text(body, "last_name"),
            username=(text(body, "username") or "").removeprefix("@") or None,
            language_code=text(body, "language_code"),
            phone=text(body, "phone"),
        )
        self._check(person)
        known = world.people.get(person.id)
        if known is not None:
            # The same object, so that chats and waiting updates keep belonging to this person.
            for name in Person.__slots__:
                setattr(known, name, getattr(person, name))
            person = known
        world.people[person.id] = person
        world.changed(person)
        for bot in world.bots.values():
            world.tell_chat(world.chat(bot, person))
        return answer(person_json(person))

    def _check(self, person: Person) -> None:
        if person.language_code is not None and not _LANGUAGE.fullmatch(person.language_code):
            raise SimError(400, "language_code must be like id or en")
        if person.username is None:
            return
        if not _USERNAME.fullmatch(person.username):
            raise SimError(400, "a username has 4 to 32 letters, digits and underscores")
        for other in self._world.people.values():
            if other.id != person.id and (other.username or "").lower() == person.username.lower():
                raise SimError(400, f"@{person.username} is taken")

    async def bots(self, _request: web.Request) -> web.Response:
        """Every bot that has called once."""
        return answer({"bots": bots_json(self._world)})

    async def chats(self, request: web.Request) -> web.Response:
        """The person's chats, one with every bot, the latest spoken in first."""
        person = find_person(self._world, request)
        now = self._world.clock.now()
        return answer({"chats": [person_chat(chat, person, now) for chat in chats_of(self._world, person)]})

    def _chat(self, request: web.Request) -> tuple[Person, Chat]:
        person = find_person(self._world, request)
        return person, find_chat(self._world, person, in_path(request, "chat"))

    def _read(self, chat: Chat, person: Person) -> None:
        look = chat.look(person)
        if look.unread:
            look.unread = 0
            self._world.changed(chat)

    async def chat(self, request: web.Request) -> web.Response:
        """One chat with its messages, which counts as reading it."""
        person, chat = self._chat(request)
        after = request.query.get("after", "0")
        if not after.isdecimal() or len(after) > 18:
            raise SimError(400, "after must be a message id")
        messages = [message for message in chat.messages.values() if message.id > int(after)]
        self._read(chat, person)
        return answer(
            {
                "chat": person_chat(chat, person, self._world.clock.now()),
                "messages": [person_message(message, person) for message in messages],
            }
        )

    async def members(self, request: web.Request) -> web.Response:
        """Who is in a group or channel, and who was banned from it; a channel's are seen by who leads it."""
        person, chat = self._chat(request)
        if not isinstance(chat, Place):
            raise SimError(400, "that is no group or channel")
        if chat.is_channel and chat.status(person.id) not in LEADERS:
            raise SimError(400, "only administrators see who reads a channel")
        seen = PRESENT | {BANNED} if chat.may(person.id, "can_restrict_members") else PRESENT
        members = [seen_member(one, person) for one in chat.members.values() if one.status in seen]
        return answer({"members": members})

    async def text(self, request: web.Request) -> web.Response:
        """One chat as a plain transcript."""
        person, chat = self._chat(request)
        self._read(chat, person)
        return web.Response(text=transcript(chat, person), content_type="text/plain")

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events, until the page goes away or the sandbox stops."""
        person = find_person(self._world, request)
        headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-cache"}
        response = web.StreamResponse(headers=headers)
        listener = self._world.events.listen(person.id)
        try:
            await response.prepare(request)
            await response.write(b"retry: 1000\n\n")
            while True:
                message: str | None = ": still here\n\n"
                with suppress(TimeoutError):  # the comment then shows whether the page is still there
                    message = await asyncio.wait_for(listener.get(), _PING_S)
                if message is None:
                    break
                await response.write(message.encode())
        except ConnectionResetError:
            return response
        finally:
            self._world.events.leave(listener)
        return response
