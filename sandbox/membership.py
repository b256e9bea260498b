"""Groups and channels coming into being, and who comes, goes, rises and falls in them."""

from __future__ import annotations

from collections.abc import Iterable

from sandbox.model import ADMIN, LEFT, MEMBER, OWNER, PRESENT, Bot, Member, Person, Place, User
from sandbox.posting import Content, post
from sandbox.rights import all_rights
from sandbox.views import member_json
from sandbox.wire import Json
from sandbox.world import World


def found_place(
    world: World, place: Place, owner: Person, admins: Iterable[User], members: Iterable[User]
) -> None:
    """Open a group or channel: its owner comes first, then administrators, then everybody else."""
    world.places[place.id] = place
    place.members[owner.id] = Member(owner, OWNER)
    created = f"{place.type}_chat_created"
    if not place.is_channel:
        post(world, place, owner, Content("service", extra={created: True}))
    for user in admins:
        change(world, place, user, owner, ADMIN, rights=all_rights(place))
    for user in members:
        change(world, place, user, owner, MEMBER)
    world.tell_chat(place)


def change(
    world: World,
    place: Place,
    user: User,
    by: User,
    status: str,
    *,
    rights: Json | None = None,
    until: int = 0,
) -> None:
    """Someone's place in a group or channel changes; they, the others and the bots are told."""
    before = place.members.get(user.id) or Member(user, LEFT)
    after = Member(user, status, rights or {}, until)
    if (before.status, before.rights) == (after.status, after.rights):
        return
    was_here, is_here = before.status in PRESENT, status in PRESENT
    if was_here and not is_here and not place.is_channel:
        _say(world, place, by, {"left_chat_member": user.user})
    place.members[user.id] = after
    _tell_bots(world, place, by, before, after)
    if is_here and not was_here and not place.is_channel:
        _say(world, place, by, {"new_chat_members": [user.user]})
    world.tell_chat(place)
    if isinstance(user, Person) and was_here and not is_here:
        world.events.tell(user.id, "gone", lambda: {"chat": place.id})


def rename(world: World, place: Place, by: User, title: str) -> None:
    """Give a group or channel another name."""
    place.title = title
    _say(world, place, by, {"new_chat_title": title})
    world.tell_chat(place)


def _say(world: World, place: Place, by: User, what: Json) -> None:
    post(world, place, by, Content("service", extra=what))


def _tell_bots(world: World, place: Place, by: User, before: Member, after: Member) -> None:
    """The bot concerned gets my_chat_member, bots that are administrators chat_member."""
    changed = {
        "chat": place.json,
        "from": by.user,
        "date": world.clock.seconds(),
        "old_chat_member": member_json(before),
        "new_chat_member": member_json(after),
    }
    world.touch()
    if isinstance(after.user, Bot):
        after.user.updates.push("my_chat_member", changed, place.lane)
    for bot in place.bots():
        if bot is not after.user and place.status(bot.id) == ADMIN:
            bot.updates.push("chat_member", changed, place.lane)
