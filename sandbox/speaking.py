"""What a person says: texts, files, contacts, places, and links they follow."""

from __future__ import annotations

import math
import re
from urllib.parse import parse_qs, urlsplit

from aiohttp import web

from sandbox.entities.text import formatted
from sandbox.errors import SimError
from sandbox.model import Bot, Chat, Message, Person
from sandbox.params import read_params
from sandbox.posting import Content, post
from sandbox.simhttp import answer, check_open, find_chat, find_person, integer, number, read_body, text
from sandbox.wire import Json, Params, Upload, as_integer
from sandbox.world import World

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
KINDS = ("photo", "document", "voice", "video", "sticker")
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
# Where someone stands who shares a place without saying which: the middle of Jakarta.
SOMEWHERE = (-6.175392, 106.827153)


def say(world: World, chat: Chat, words: str, reply_to: int | None = None) -> list[Message]:
    """Send a text; one too long for a message becomes several, as phones do it."""
    plain, _ = formatted(words)
    if not plain:
        raise SimError(400, "text is empty")
    messages = []
    for start in range(0, len(plain), LONGEST_TEXT):
        part, entities = formatted(plain[start : start + LONGEST_TEXT])
        if part:
            content = Content("text", part, entities)
            messages.append(post(world, chat, content, by_bot=False, reply_to=reply_to))
    return messages


def share_contact(world: World, chat: Chat) -> Message:
    """Share one's own phone number."""
    person = chat.person
    contact: Json = {
        "phone_number": person.phone or f"+62812{person.id:07d}",
        "first_name": person.first_name,
    }
    if person.last_name:
        contact["last_name"] = person.last_name
    contact["user_id"] = person.id
    return post(world, chat, Content("contact", extra={"contact": contact}), by_bot=False)


def share_location(world: World, chat: Chat, latitude: float, longitude: float) -> Message:
    """Share a place."""
    if not (math.isfinite(latitude) and abs(latitude) <= 90 and abs(longitude) <= 180):
        raise SimError(400, "there is no such place")
    place = {"latitude": latitude, "longitude": longitude}
    return post(world, chat, Content("location", extra={"location": place}), by_bot=False)


def reply_target(chat: Chat, message_id: int | None) -> int | None:
    """The message replied to; raises `SimError` 404 when it is not there."""
    if message_id is not None and message_id not in chat.messages:
        raise SimError(404, f"this chat has no message {message_id}")
    return message_id


def follow(world: World, person: Person, url: str) -> tuple[Chat, str]:
    """The chat a deep link opens and what is sent there."""
    bot, payload = _deep_link(world, url)
    if payload is not None and not _PAYLOAD.fullmatch(payload):
        raise SimError(400, "a start payload has 1 to 64 of the characters A-Z a-z 0-9 _ -")
    return world.chat(bot, person), f"/start {payload}" if payload else "/start"


def _deep_link(world: World, url: str) -> tuple[Bot, str | None]:
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
    except ValueError:
        raise SimError(400, "that is no link") from None
    query = parse_qs(parts.query)
    if parts.scheme == "tg" and parts.netloc == "resolve":
        name = query.get("domain", [""])[0]
    elif parts.scheme in {"http", "https"} and parts.netloc.lower() in {"t.me", "telegram.me"}:
        name = parts.path.strip("/")
    else:
        raise SimError(400, "that is no t.me link")
    bot = next((bot for bot in world.bots.values() if bot.username.lower() == name.lower()), None)
    if bot is None:
        raise SimError(404, f"there is no bot @{name} here")
    return bot, query.get("start", [None])[0]


class Speaking:
    """The routes."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Their addresses."""
        return [
            web.post("/sim/people/{person}/messages", self.messages),
            web.post("/sim/people/{person}/files", self.files),
            web.post("/sim/people/{person}/links", self.links),
            web.post("/sim/people/{person}/contacts", self.contacts),
            web.post("/sim/people/{person}/locations", self.locations),
        ]

    async def _chat(self, request: web.Request) -> tuple[Chat, Json]:
        body = await read_body(request)
        chat = find_chat(self._world, find_person(self._world, request), body.get("chat"))
        check_open(chat)
        return chat, body

    async def messages(self, request: web.Request) -> web.Response:
        """Types and sends a text."""
        chat, body = await self._chat(request)
        words = text(body, "text", required=True) or ""
        sent = say(self._world, chat, words, reply_target(chat, integer(body, "reply_to")))
        return answer({"message_id": sent[0].id})

    async def contacts(self, request: web.Request) -> web.Response:
        """Shares the own phone number."""
        chat, _ = await self._chat(request)
        return answer({"message_id": share_contact(self._world, chat).id})

    async def locations(self, request: web.Request) -> web.Response:
        """Shares a place."""
        chat, body = await self._chat(request)
        latitude, longitude = number(body, "latitude"), number(body, "longitude")
        return answer({"message_id": share_location(self._world, chat, latitude, longitude).id})

    async def links(self, request: web.Request) -> web.Response:
        """Opens a deep link."""
        body = await read_body(request)
        person = find_person(self._world, request)
        chat, words = follow(self._world, person, text(body, "url", required=True) or "")
        check_open(chat)
        return answer({"message_id": say(self._world, chat, words)[0].id})

    async def files(self, request: web.Request) -> web.Response:
        """Sends files; several photos or videos make an album."""
        person = find_person(self._world, request)
        form, uploads = await _read_form(request)
        chat = find_chat(self._world, person, as_integer(form["chat"]) if form.text("chat") else None)
        check_open(chat)
        reply_to = reply_target(chat, form.integer("reply_to") or None)
        kind = form.text("as") or "document"
        if kind not in KINDS:
            raise SimError(400, f"as must be one of {', '.join(KINDS)}")
        caption, entities = formatted(form.text("caption"))
        if len(caption) > LONGEST_CAPTION:
            raise SimError(400, f"a caption has at most {LONGEST_CAPTION} characters")
        storage = self._world.storage
        files = [storage.store(kind, one.data, one.name, one.mime_type) for one in uploads]
        album = self._world.album_id() if len(files) > 1 and kind in {"photo", "video", "document"} else None
        sent = []
        for index, file in enumerate(files):
            words = (caption, entities) if index == 0 else ("", [])
            content = Content(kind, *words, file=file)
            sent.append(post(self._world, chat, content, by_bot=False, reply_to=reply_to, album=album))
        return answer({"message_ids": [message.id for message in sent]})


async def _read_form(request: web.Request) -> tuple[Params, list[Upload]]:
    if request.content_type != "multipart/form-data":
        raise SimError(400, "send multipart/form-data with one file or more")
    form = await read_params(request, repeated="file")
    uploads = form.pop("file", [])
    if not uploads or not all(isinstance(one, Upload) for one in uploads):
        raise SimError(400, "file is missing")
    if len(uploads) > 10:
        raise SimError(400, "at most 10 files at once")
    return form, uploads
