"""What a person says: texts, files, contacts, places, and links they follow."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from aiohttp import web

from sandbox.entities.text import formatted
from sandbox.errors import SimError
from sandbox.model import GENERAL_TOPIC, Bot, Chat, Message, Person, Private
from sandbox.params import read_params
from sandbox.posting import Content, edited, post
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
from sandbox.wire import Json, Params, Upload, as_integer
from sandbox.world import World

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
KINDS = ("photo", "document", "voice", "video", "sticker")
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
# Where someone stands who shares a place without saying which: the middle of Jakarta.
SOMEWHERE = (-6.175392, 106.827153)


@dataclass(slots=True, frozen=True)
class Voice:
    """Who speaks where: a person in a chat, perhaps in one of its topics, perhaps in reply to something."""

    person: Person
    chat: Chat
    thread: int | None = None
    reply_to: int | None = None


def say(world: World, voice: Voice, words: str) -> list[Message]:
    """Send a text; one too long for a message becomes several, as phones do it."""
    plain, _ = formatted(words)
    if not plain:
        raise SimError(400, "text is empty")
    messages = []
    for start in range(0, len(plain), LONGEST_TEXT):
        part, entities = formatted(plain[start : start + LONGEST_TEXT])
        if part:
            messages.append(utter(world, voice, Content("text", part, entities)))
    return messages


def utter(world: World, voice: Voice, content: Content, *, album: str | None = None) -> Message:
    """Send anything."""
    return post(
        world,
        voice.chat,
        voice.person,
        content,
        reply_to=voice.reply_to,
        thread=voice.thread,
        album=album,
    )


def share_contact(world: World, voice: Voice) -> Message:
    """Share one's own phone number."""
    person = voice.person
    contact: Json = {
        "phone_number": person.phone or f"+62812{person.id:07d}",
        "first_name": person.first_name,
    }
    if person.last_name:
        contact["last_name"] = person.last_name
    contact["user_id"] = person.id
    return utter(world, voice, Content("contact", extra={"contact": contact}))


def share_location(world: World, voice: Voice, latitude: float, longitude: float) -> Message:
    """Share a place."""
    if not (math.isfinite(latitude) and abs(latitude) <= 90 and abs(longitude) <= 180):
        raise SimError(400, "there is no such place")
    place = {"latitude": latitude, "longitude": longitude}
    return utter(world, voice, Content("location", extra={"location": place}))


def voice_of(person: Person, chat: Chat, thread: int | None = None, reply_to: int | None = None) -> Voice:
    """Check that the person can speak there and what is replied to; raises `SimError`."""
    check_open(chat, person, thread)
    reply_target(chat, reply_to)
    if thread is None and reply_to is not None:
        thread = chat.messages[reply_to].thread
    return Voice(person, chat, None if thread == GENERAL_TOPIC else thread, reply_to)


def reply_target(chat: Chat, message_id: int | None) -> int | None:
    """The message replied to; raises `SimError` 404 when it is not there."""
    if message_id is not None and message_id not in chat.messages:
        raise SimError(404, f"this chat has no message {message_id}")
    return message_id


def follow(world: World, person: Person, url: str) -> tuple[Private, str]:
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
            web.post("/sim/people/{person}/edits", self.edits),
            web.post("/sim/people/{person}/files", self.files),
            web.post("/sim/people/{person}/links", self.links),
            web.post("/sim/people/{person}/contacts", self.contacts),
            web.post("/sim/people/{person}/locations", self.locations),
        ]

    async def _voice(self, request: web.Request) -> tuple[Voice, Json]:
        body = await read_body(request)
        person = find_person(self._world, request)
        chat = find_chat(self._world, person, body.get("chat"))
        return voice_of(person, chat, integer(body, "thread"), integer(body, "reply_to")), body

    async def messages(self, request: web.Request) -> web.Response:
        """Types and sends a text."""
        voice, body = await self._voice(request)
        words = text(body, "text", required=True) or ""
        return answer({"message_id": say(self._world, voice, words)[0].id})

    async def edits(self, request: web.Request) -> web.Response:
        """Changes what the person wrote before."""
        voice, body = await self._voice(request)
        message = find_message(voice.chat, body)
        if message.author is not voice.person or message.kind in {"service", "contact", "location"}:
            raise SimError(400, f"message {message.id} cannot be changed by this person")
        words, entities = formatted(text(body, "text", required=True) or "")
        longest = LONGEST_CAPTION if message.file else LONGEST_TEXT
        if not words or len(words) > longest:
            raise SimError(400, f"text must have 1 to {longest} characters")
        if (words, entities) != (message.text, message.entities):
            message.text, message.entities = words, entities
            edited(self._world, message, content=True)
        return answer({})

    async def contacts(self, request: web.Request) -> web.Response:
        """Shares the own phone number."""
        voice, _ = await self._voice(request)
        return answer({"message_id": share_contact(self._world, voice).id})

    async def locations(self, request: web.Request) -> web.Response:
        """Shares a place."""
        voice, body = await self._voice(request)
        latitude, longitude = number(body, "latitude"), number(body, "longitude")
        return answer({"message_id": share_location(self._world, voice, latitude, longitude).id})

    async def links(self, request: web.Request) -> web.Response:
        """Opens a deep link."""
        body = await read_body(request)
        person = find_person(self._world, request)
        chat, words = follow(self._world, person, text(body, "url", required=True) or "")
        return answer({"message_id": say(self._world, voice_of(person, chat), words)[0].id})

    async def files(self, request: web.Request) -> web.Response:
        """Sends files; several photos or videos make an album."""
        person = find_person(self._world, request)
        form, uploads = await _read_form(request)
        chat = find_chat(self._world, person, as_integer(form["chat"]) if form.text("chat") else None)
        voice = voice_of(person, chat, form.integer("thread") or None, form.integer("reply_to") or None)
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
            sent.append(utter(self._world, voice, Content(kind, *words, file=file), album=album))
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
