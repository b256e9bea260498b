"""What people do about groups and channels: open them, add and remove others, begin topics, leave; and set bots up."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from aiohttp import web

from sandbox.errors import SimError
from sandbox.membership import change, found_place
from sandbox.model import ADMIN, BANNED, LEADERS, LEFT, MEMBER, OWNER, Person, Place, Topic, User
from sandbox.posting import Content, post
from sandbox.rights import all_rights
from sandbox.simhttp import answer, find_chat, find_person, in_path, integer, read_body, text
from sandbox.wire import Json
from sandbox.world import World

_FIRST_GROUP, _FIRST_SUPERGROUP = -4_100_000_001, -1_002_000_000_001
_ROLES = (MEMBER, ADMIN, LEFT, BANNED)
_LONGEST_TITLE = 128


def _right_for(place: Place, before: str, role: str, *, oneself: bool) -> str | None:
    """The administrator's right it takes to make someone who was `before` what `role` says, None for none."""
    if ADMIN in {before, role}:
        return "can_promote_members"
    if before == BANNED or role != MEMBER:
        return "can_restrict_members"
    return "can_invite_users" if place.is_channel and not oneself else None


class Gathering:
    """The routes."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Their addresses."""
        return [
            web.post("/sim/groups", self.groups),
            web.post("/sim/channels", self.channels),
            web.post("/sim/people/{person}/members", self.members),
            web.post("/sim/people/{person}/topics", self.topics),
            web.post("/sim/bots/{bot}", self.bot),
        ]

    async def groups(self, request: web.Request) -> web.Response:
        """Opens a group; the first person among the members owns it."""
        body = await read_body(request)
        forum = body.get("forum") is True
        super_ = forum or body.get("supergroup") is True or bool(body.get("username"))
        type_ = "supergroup" if super_ else "group"
        return self._open(body, type_, self._everybody(body, "members", required=True), forum=forum)

    async def channels(self, request: web.Request) -> web.Response:
        """Opens a channel; the first person among the admins owns it."""
        body = await read_body(request)
        admins = self._everybody(body, "admins", required=True)
        return self._open(body, "channel", self._everybody(body, "members"), admins=admins)

    def _open(
        self, body: Json, type_: str, members: list[User], *, admins: Iterable[User] = (), forum: bool = False
    ) -> web.Response:
        title = (text(body, "title", required=True) or "").strip()
        if not 1 <= len(title) <= _LONGEST_TITLE:
            raise SimError(400, f"a title has 1 to {_LONGEST_TITLE} characters")
        chosen = list(admins) or self._everybody(body, "admins")
        owner = next((one for one in [*admins, *members] if isinstance(one, Person)), None)
        if owner is None:
            raise SimError(400, "somebody has to own it: name a person")
        first = _FIRST_GROUP if type_ == "group" else _FIRST_SUPERGROUP
        number = next(id for id in count(first, -1) if id not in self._world.places)
        username = self._username(body)
        place = Place(number=number, type=type_, title=title, username=username, is_forum=forum)
        raised = [one for one in chosen if one is not owner]
        others = [one for one in members if one is not owner and one not in raised]
        found_place(self._world, place, owner, raised, others)
        return answer({"chat": place.id})

    def _username(self, body: Json) -> str | None:
        username = (text(body, "username") or "").removeprefix("@") or None
        if username is None:
            return None
        if not username.isascii() or not username.replace("_", "").isalnum() or not 4 <= len(username) <= 32:
            raise SimError(400, "a username has 4 to 32 letters, digits and underscores")
        if self._world.place_of(username) is not None:
            raise SimError(400, f"@{username} is taken")
        return username

    def _everybody(self, body: Json, name: str, *, required: bool = False) -> list[User]:
        ids = body.get(name)
        if ids is None and not required:
            return []
        if not isinstance(ids, list) or not ids:
            raise SimError(400, f"{name} must be a list of ids")
        everybody = []
        for id in ids:
            user = self._user(id)
            if user not in everybody:
                everybody.append(user)
        return everybody

    def _user(self, id: object) -> User:
        user: User | None = None
        if isinstance(id, int) and not isinstance(id, bool):
            user = self._world.people.get(id) or self._world.bots.get(id)
        if user is None:
            raise SimError(404, f"nobody here has the id {id}")
        return user

    async def members(self, request: web.Request) -> web.Response:
        """Adds, raises, lowers or removes someone, or leaves."""
        body = await read_body(request)
        person, place = self._place(request, body)
        user = self._user(body.get("member", person.id))
        role = body.get("role")
        if role not in _ROLES:
            raise SimError(400, f"role must be one of {', '.join(_ROLES)}")
        self._check_may(place, person, user, role)
        rights = body.get("rights")
        if rights is not None and not isinstance(rights, dict):
            raise SimError(400, "rights must be an object")
        if role == ADMIN and rights is None:
            rights = all_rights(place)
        elif role == ADMIN:
            rights = {name: (rights or {}).get(name) is True for name in all_rights(place)}
        change(self._world, place, user, person, role, rights=rights if role == ADMIN else None)
        return answer({"chat": place.id})

    def _check_may(self, place: Place, person: Person, user: User, role: str) -> None:
        before = place.status(user.id)
        if before == OWNER and user is not person:
            raise SimError(400, "nobody removes the owner")
        if user is person and (role == LEFT or before == OWNER):
            return
        if right := _right_for(place, before, role, oneself=user is person):
            if place.status(person.id) not in LEADERS:
                raise SimError(400, "only administrators do that")
            if not place.may(person.id, right):
                raise SimError(400, f"that takes the right {right}")

    def _place(self, request: web.Request, body: Json) -> tuple[Person, Place]:
        person = find_person(self._world, request)
        comes = body.get("role") == MEMBER and "member" not in body
        number = (
            self._named(body) if isinstance(body.get("chat"), str) else integer(body, "chat", required=True)
        )
        joined = self._world.places.get(number or 0)
        if joined is not None and joined.username and comes:
            return person, joined  # whoever knows a public name may come in
        place = find_chat(self._world, person, number)
        if not isinstance(place, Place):
            raise SimError(400, "that is no group or channel")
        return person, place

    def _named(self, body: Json) -> int:
        name = (text(body, "chat") or "").removeprefix("@")
        place = self._world.place_of(name)
        if place is None:
            raise SimError(404, f"there is no group or channel @{name}")
        return place.id

    async def topics(self, request: web.Request) -> web.Response:
        """Begins a topic in a forum."""
        body = await read_body(request)
        person, place = self._place(request, body)
        name = (text(body, "name", required=True) or "").strip()
        if not place.is_forum:
            raise SimError(400, "that is no forum")
        if not 1 <= len(name) <= _LONGEST_TITLE:
            raise SimError(400, f"a topic's name has 1 to {_LONGEST_TITLE} characters")
        colour = 7322096
        content = Content("service", extra={"forum_topic_created": {"name": name, "icon_color": colour}})
        message = post(self._world, place, person, content)
        place.topics[message.id] = Topic(message.id, name, colour)
        self._world.tell_chat(place)
        return answer({"thread": message.id})

    async def bot(self, request: web.Request) -> web.Response:
        """What its maker tells @BotFather: group privacy, inline mode and its feedback."""
        body = await read_body(request)
        bot = self._world.bots.get(in_path(request, "bot"))
        if bot is None:
            raise SimError(404, "there is no such bot")
        for name in ("reads_all", "inline", "feedback"):
            if not isinstance(body.get(name, False), bool):
                raise SimError(400, f"{name} must be true or false")
        bot.reads_all = body.get("reads_all", bot.reads_all)
        bot.is_inline = body.get("inline", bot.is_inline)
        bot.wants_feedback = body.get("feedback", bot.wants_feedback)
        return answer({"reads_all": bot.reads_all, "inline": bot.is_inline, "feedback": bot.wants_feedback})
