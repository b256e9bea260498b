"""Who and what a chat is, and who is in it."""

from __future__ import annotations

from sandbox.errors import bad_request
from sandbox.membership import change, rename
from sandbox.model import (
    ADMIN,
    BANNED,
    LEFT,
    MEMBER,
    OWNER,
    PRESENT,
    RESTRICTED,
    Bot,
    Member,
    Place,
    Private,
    User,
)
from sandbox.query import Methods, Query, check_presence, find_chat, find_place
from sandbox.rights import ADMIN_RIGHTS, CHANNEL_RIGHTS, GUEST_RIGHTS
from sandbox.views import bot_message, member_json
from sandbox.wire import Json

_GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)


def get_chat(query: Query) -> Json:
    """Everything about a chat."""
    chat = find_chat(query)
    if isinstance(chat, Place) and not chat.username:
        check_presence(query, chat)
    full: Json = chat.json | {
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(_GIFTS, False),
    }
    if isinstance(chat, Place):
        full |= _about_place(chat)
    elif isinstance(chat, Private) and chat.person.username:
        full["active_usernames"] = [chat.person.username]
    if chat.pinned:
        full["pinned_message"] = bot_message(chat.messages[chat.pinned[-1]], query.bot, nested=True)
    return full


def _about_place(place: Place) -> Json:
    facts: Json = {}
    if place.description:
        facts["description"] = place.description
    if place.username:
        facts["active_usernames"] = [place.username]
    if not place.is_channel:
        facts["permissions"] = dict.fromkeys(GUEST_RIGHTS, True)
    return facts


def get_chat_member(query: Query) -> Json:
    """What someone is in a chat; anybody Telegram knows may be asked for, also who left or never came."""
    chat, user_id = find_chat(query), query.params.integer("user_id")
    if isinstance(chat, Private):
        members = {chat.person.id: chat.person.user, query.bot.id: query.bot.user}
        if user_id not in members:
            raise bad_request("PARTICIPANT_ID_INVALID")
        return {"status": MEMBER, "user": members[user_id]}
    assert isinstance(chat, Place)
    check_presence(query, chat)
    return member_json(_member(query, chat, user_id))


def _member(query: Query, place: Place, user_id: int) -> Member:
    user: User | None = query.world.people.get(user_id) or query.world.bots.get(user_id)
    if user is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return place.members.get(user_id) or Member(user, LEFT)


def get_chat_member_count(query: Query) -> int:
    """How many are in a chat."""
    chat = find_chat(query)
    if isinstance(chat, Place):
        check_presence(query, chat)
    return sum(1 for _ in chat.people()) + sum(1 for _ in chat.bots())


def get_chat_administrators(query: Query) -> list[Json]:
    """Owner and administrators, bots other than the one that asks left out."""
    chat = find_chat(query)
    if not isinstance(chat, Place):
        raise bad_request("there are no administrators in the private chat")
    check_presence(query, chat)
    return [
        member_json(member)
        for member in chat.members.values()
        if member.status in {OWNER, ADMIN} and (member.user is query.bot or not isinstance(member.user, Bot))
    ]


def _other_member(query: Query, right: str, refusal: str) -> tuple[Place, Member]:
    """Someone the bot may do something to; raises `ApiError` in Telegram's words."""
    place = find_place(query)
    member = _member(query, place, query.params.integer("user_id"))
    if not place.may(query.bot.id, right):
        raise bad_request(refusal)
    if member.status == OWNER:
        raise bad_request("can't remove chat owner")
    return place, member


def ban_chat_member(query: Query) -> bool:
    """Remove someone, who cannot come back before the ban ends."""
    refusal = "not enough rights to restrict/unrestrict chat member"
    place, member = _other_member(query, "can_restrict_members", refusal)
    if member.status == ADMIN:
        raise bad_request("user is an administrator of the chat")
    until = query.params.integer("until_date")
    change(query.world, place, member.user, query.bot, BANNED, until=until)
    return True


def unban_chat_member(query: Query) -> bool:
    """Let someone come back; who was not banned is removed, unless `only_if_banned`."""
    refusal = "not enough rights to restrict/unrestrict chat member"
    place, member = _other_member(query, "can_restrict_members", refusal)
    if member.status != BANNED and query.params.flag("only_if_banned"):
        return True
    if member.status in PRESENT | {BANNED}:
        change(query.world, place, member.user, query.bot, LEFT)
    return True


def restrict_chat_member(query: Query) -> bool:
    """Take some rights of an ordinary member away, or give all of them back."""
    refusal = "not enough rights to restrict/unrestrict chat member"
    place, member = _other_member(query, "can_restrict_members", refusal)
    if place.type != "supergroup":
        raise bad_request("method is available only for supergroups")
    if member.status == ADMIN:
        raise bad_request("user is an administrator of the chat")
    given = query.params.json("permissions", "ChatPermissions")
    if not isinstance(given, dict):
        raise bad_request('parameter "permissions" is required')
    rights = {name: given.get(name) is True for name in GUEST_RIGHTS}
    status = MEMBER if all(rights.values()) else RESTRICTED
    change(
        query.world,
        place,
        member.user,
        query.bot,
        status,
        rights=rights,
        until=query.params.integer("until_date"),
    )
    return True


def promote_chat_member(query: Query) -> bool:
    """Make someone an administrator with the rights named, or an ordinary member when none is."""
    place, member = _other_member(query, "can_promote_members", "not enough rights")
    known = CHANNEL_RIGHTS if place.is_channel else ADMIN_RIGHTS
    rights = {name: query.params.flag(name) for name in known}
    status = ADMIN if any(rights.values()) else MEMBER
    change(query.world, place, member.user, query.bot, status, rights=rights if status == ADMIN else None)
    return True


def leave_chat(query: Query) -> bool:
    """Go."""
    place = find_place(query)
    change(query.world, place, query.bot, query.bot, LEFT)
    return True


def set_chat_title(query: Query) -> bool:
    """Another name for a group or channel."""
    place, title = find_place(query), query.params.text("title").strip()
    if not 1 <= len(title) <= 128:
        raise bad_request("CHAT_TITLE_EMPTY" if not title else "CHAT_TITLE_TOO_LONG")
    _check_may_change(query, place, "chat title")
    rename(query.world, place, query.bot, title)
    return True


def set_chat_description(query: Query) -> bool:
    """Another description, or none."""
    place, words = find_place(query), query.params.text("description").strip()
    if len(words) > 255:
        raise bad_request("CHAT_ABOUT_TOO_LONG")
    _check_may_change(query, place, "chat description")
    if words == (place.description or ""):
        raise bad_request("chat description is not modified")
    place.description = words or None
    return True


def _check_may_change(query: Query, place: Place, what: str) -> None:
    if not place.may(query.bot.id, "can_change_info"):
        raise bad_request(f"not enough rights to change {what}")


METHODS: Methods = {
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatMemberCount": get_chat_member_count,
    "getChatAdministrators": get_chat_administrators,
    "banChatMember": ban_chat_member,
    "unbanChatMember": unban_chat_member,
    "restrictChatMember": restrict_chat_member,
    "promoteChatMember": promote_chat_member,
    "leaveChat": leave_chat,
    "setChatTitle": set_chat_title,
    "setChatDescription": set_chat_description,
}
