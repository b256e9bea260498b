"""What service messages tell: who came, went or paid, as facts a page can word, and in English for a transcript."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sandbox.model import Message
from sandbox.wire import Json


def service_facts(message: Message) -> Json | None:
    """`{"kind", "names", …}` of a service message, None of any other; kinds and shapes: docs/sandbox.md."""
    if message.kind != "service":
        return None
    facts: Json = {"kind": "other", "names": []}
    if message.about is not None:
        return facts | {"kind": "pinned", "about": message.about.id}
    for field, tell in _TOLD.items():
        if field in message.extra:
            return facts | tell(message, message.extra[field])
    return facts


def service_text(message: Message) -> str:
    """The same in English, after its author's name."""
    facts = service_facts(message) or {"kind": "other", "names": []}
    return _ENGLISH[facts["kind"]].format(", ".join(facts["names"]))


def _came(message: Message, users: list[Json]) -> Json:
    others = [one["first_name"] for one in users if one["id"] != message.author.id]
    return {"kind": "added", "names": others} if others else {"kind": "joined"}


def _went(message: Message, user: Json) -> Json:
    if user["id"] == message.author.id:
        return {"kind": "left"}
    return {"kind": "removed", "names": [user["first_name"]]}


def _paid(_message: Message, paid: Json) -> Json:
    return {"kind": "paid", "amount": paid["total_amount"], "currency": paid["currency"]}


_TOLD: dict[str, Callable[[Message, Any], Json]] = {
    "new_chat_members": _came,
    "left_chat_member": _went,
    "forum_topic_created": lambda _message, topic: {"kind": "topic_created", "names": [topic["name"]]},
    "new_chat_title": lambda _message, title: {"kind": "renamed", "names": [title]},
    "group_chat_created": lambda _message, _true: {"kind": "group_created"},
    "supergroup_chat_created": lambda _message, _true: {"kind": "group_created"},
    "forum_topic_edited": lambda _message, _topic: {"kind": "topic_edited"},
    "forum_topic_closed": lambda _message, _nothing: {"kind": "topic_closed"},
    "forum_topic_reopened": lambda _message, _nothing: {"kind": "topic_reopened"},
    "successful_payment": _paid,
    "refunded_payment": lambda message, paid: _paid(message, paid) | {"kind": "refunded"},
}
_ENGLISH = {
    "joined": "joined",
    "added": "added {}",
    "left": "left",
    "removed": "removed {}",
    "topic_created": "created the topic “{}”",
    "renamed": "changed the name to “{}”",
    "group_created": "created the group",
    "topic_edited": "changed the topic",
    "topic_closed": "closed the topic",
    "topic_reopened": "reopened the topic",
    "paid": "paid",
    "refunded": "gave the money back",
    "pinned": "pinned a message",
    "other": "",
}
