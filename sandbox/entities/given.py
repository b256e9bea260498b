"""Entities a bot gives itself, instead of a parse mode."""

from __future__ import annotations

import re
from typing import Any

from sandbox.entities.links import checked_link, mentioned_user, why_wrong
from sandbox.entities.units import Entity
from sandbox.errors import ApiError, bad_request
from sandbox.wire import as_integer, is_clean

_PLAIN = frozenset(
    {
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "code",
        "blockquote",
        "expandable_blockquote",
    }
)
# Telegram finds these in the text itself, whatever a bot says about them.
_FOUND = frozenset(
    {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"}
)
_EMOJI = re.compile(r"[0-9]{1,19}")
_FACTS = {
    "pre": (),
    "text_link": ("url",),
    "text_mention": ("user",),
    "custom_emoji": ("custom_emoji_id",),
    "date_time": ("unix_time",),
}


def read_entities(value: Any, end: int) -> list[Entity]:
    """The entities of a text that ends at UTF-16 offset `end`; raises `ApiError` in Telegram's words."""
    if not isinstance(value, list):
        raise bad_request("expected an Array of MessageEntity")
    entities = []
    for one in value:
        if not isinstance(one, dict):
            raise _unparsed("MessageEntity must be an Object")
        entity = _read(one, end)
        if entity is not None:
            entities.append(entity)
    return entities


def _unparsed(what: str) -> ApiError:
    return bad_request(f"can't parse MessageEntity: {what}")


def _read(value: Entity, end: int) -> Entity | None:
    for name in ("offset", "length"):
        if isinstance(value.get(name), bool) or not isinstance(value.get(name), int):
            raise _unparsed(f'Field "{name}" must be of type Number')
    kind = str(value.get("type"))
    if kind not in _PLAIN | _FOUND | _FACTS.keys():
        raise _unparsed("Unsupported type specified")
    for name in _FACTS.get(kind, ()):
        if name not in value:
            raise _unparsed(f'Can\'t find field "{name}"')
    offset, length = value["offset"], value["length"]
    _check_place(offset, length, end)
    if kind in _FOUND or not length:
        return None
    return {"type": kind, "offset": offset, "length": length} | _described(kind, value)


def _check_place(offset: int, length: int, end: int) -> None:
    if offset < 0:
        raise bad_request(f"receive an entity with incorrect offset {offset}")
    if length < 0:
        raise bad_request(f"receive an entity with incorrect length {length}")
    if offset > end:
        raise bad_request(f"entity begins after the end of the text at UTF-16 offset {offset}")
    if offset + length > end:
        raise bad_request(
            f"entity beginning at UTF-16 offset {offset} ends after the end of the text "
            f"at UTF-16 offset {offset + length}"
        )


def _described(kind: str, value: Entity) -> Entity:
    if kind == "text_link":
        return _link(value["url"])
    if kind == "text_mention":
        user = value["user"]
        return {"user": {"id": as_integer(user.get("id")) if isinstance(user, dict) else 0}}
    if kind == "custom_emoji":
        number = value["custom_emoji_id"]
        if not isinstance(number, str) or not _EMOJI.fullmatch(number) or int(number) >= 2**63:
            raise _unparsed('Field "custom_emoji_id" must be a valid Number')
        return {"custom_emoji_id": number}
    if kind == "date_time":
        return {"unix_time": as_integer(value["unix_time"])}
    language = value.get("language")
    return {"language": language} if kind == "pre" and isinstance(language, str) and language else {}


def _link(url: Any) -> Entity:
    if not isinstance(url, str) or not is_clean(url):
        raise _unparsed('Field "url" must be of type String')
    user = mentioned_user(url)
    if user is not None:
        return {"type": "text_mention", "user": {"id": user}}
    checked = checked_link(url)
    if checked is None:
        raise bad_request(f"entity URL '{url}' is invalid: {why_wrong(url)}")
    return {"url": checked}
