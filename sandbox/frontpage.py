"""The chat page: one document with its style and what there is to see first inside, and one script.

So the first picture a browser paints is of the chats, and nothing has to be asked for before it.
"""

from __future__ import annotations

import hashlib
import mimetypes
from base64 import b64encode
from dataclasses import dataclass
from html import escape
from pathlib import Path

from aiohttp import web

from sandbox.joining import joined
from sandbox.looking import bots_json, chats_of, people_json
from sandbox.model import Chat, Person
from sandbox.views import person_chat, person_message
from sandbox.wire import Json, dumps
from sandbox.world import World

PAGE = Path(__file__).parent / "page"
_MOST_PHONES, _AT_FIRST = 4, 3
_SCREENFUL = 20
_FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class _Parts:
    """The page as of a moment: its `document` around the phones and the facts, its `script`, which `version` names."""

    document: tuple[str, str, str]
    script: bytes
    version: str


class FrontPage:
    """The routes."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._made: tuple[list[int], _Parts] | None = None

    def routes(self) -> list[web.RouteDef]:
        """Their addresses."""
        return [
            web.get("/", self.document),
            web.get("/page/joined-{version}.js", self.script),
            web.get("/page/{path:.*}", self.file),
        ]

    def _parts(self) -> _Parts:
        """Made anew when a file of the page has changed, so that whoever works on the page just reloads it."""
        seen = [file.stat().st_mtime_ns for file in sorted(PAGE.rglob("*"))]
        if self._made is None or self._made[0] != seen:
            self._made = seen, _made()
        return self._made[1]

    async def document(self, request: web.Request) -> web.Response:
        """The page itself, with the phones it begins with."""
        parts = self._parts()
        # in a script element only `</script` and `<!--` mean something
        first = _first_sight(self._world, request.query.get("people"))
        facts = dumps(first).replace("<", "\\u003c")
        before, between, after = parts.document
        return web.Response(
            text=f"{before}{_outlines(first)}{between}{facts}{after}",
            content_type="text/html",
            headers={"Cache-Control": "no-cache"},
        )

    async def script(self, request: web.Request) -> web.Response:
        """All modules as one script, under a name that is never used for another one."""
        parts = self._parts()
        if request.match_info["version"] != parts.version:
            raise web.HTTPNotFound
        headers = {"Cache-Control": _FOREVER}
        return web.Response(
            body=parts.script, content_type="text/javascript", charset="utf-8", headers=headers
        )

    async def file(self, request: web.Request) -> web.StreamResponse:
        """A file the page is made of, never anything outside its folder."""
        file = (PAGE / request.match_info["path"]).resolve()
        if not file.is_relative_to(PAGE.resolve()) or not file.is_file():
            raise web.HTTPNotFound
        kind = (
            "text/javascript" if file.suffix == ".js" else mimetypes.guess_type(file.name)[0] or "text/plain"
        )
        return web.FileResponse(
            file, headers={"Content-Type": f"{kind}; charset=utf-8", "Cache-Control": "no-cache"}
        )


def _made() -> _Parts:
    script = joined(PAGE / "js", "main")
    version = hashlib.sha256(script.encode()).hexdigest()[:16]
    early = (PAGE / "early.js").read_text(encoding="utf-8")
    style = (PAGE / "style.css").read_text(encoding="utf-8")
    document = (PAGE / "index.html").read_text(encoding="utf-8")
    for mark, value in {
        "{{early-digest}}": _digest(early),
        "{{style-digest}}": _digest(style),
        "{{early}}": early,
        "{{style}}": style,
        "{{script}}": f"/page/joined-{version}.js",
    }.items():
        document = document.replace(mark, value)
    before, rest = document.split("{{phones}}")
    between, after = rest.split("{{first}}")
    return _Parts((before, between, after), script.encode(), version)


def _digest(text: str) -> str:
    """How a Content-Security-Policy names an inline script or style it allows."""
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _first_sight(world: World, asked: str | None) -> Json:
    """Who there is, and of the phones shown first the chats and the latest messages of the one on screen."""
    if asked is None:
        shown = list(world.people.values())[:_AT_FIRST]
    else:
        wanted = [int(one) for one in asked.split(",")[:_MOST_PHONES] if one.isdecimal() and len(one) < 19]
        shown = [world.people[id] for id in wanted if id in world.people]
    return {
        "people": people_json(world),
        "bots": bots_json(world),
        "phones": {str(person.id): _phone(world, person) for person in shown},
    }


def _outlines(first: Json) -> str:
    """The phones as they are seen until the script draws them: whose they are, and which chat is open."""
    people = {str(person["id"]): person for person in first["people"]}
    return "".join(
        _outline(people[id], phone["chats"][:1], active=not index)
        for index, (id, phone) in enumerate(first["phones"].items())
    )


def _outline(person: Json, chats: list[Json], *, active: bool) -> str:
    name = " ".join(filter(None, (person["first_name"], person["last_name"])))
    open_chat = "".join(
        f'<span class="avatar" data-tint="{abs(chat["id"]) % 6}"></span>'
        f'<span class="head-title" dir="auto">{escape(chat["title"])}</span>'
        for chat in chats
    )
    return (
        f'<div class="phone skeleton{" active" if active else ""}" aria-hidden="true"><div class="top">'
        f'<div class="strip"><span class="avatar tiny" data-tint="{person["id"] % 6}"></span>'
        f'<span class="strip-name">{escape(name)}</span></div><div class="head-bar">{open_chat}</div></div>'
        '<div class="screen"></div><div class="foot"></div></div>'
    )


def _phone(world: World, person: Person) -> Json:
    chats = chats_of(world, person)
    now = world.clock.now()
    return {
        "chats": [person_chat(chat, person, now) for chat in chats],
        "messages": _latest(chats[0], person) if chats else [],
    }


def _latest(chat: Chat, person: Person) -> list[Json]:
    """A screenful, oldest first."""
    numbers = list(chat.messages)[-_SCREENFUL:]
    return [person_message(chat.messages[number], person) for number in numbers]
