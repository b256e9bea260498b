"""The methods of the Bot API this sandbox knows, by their lower-case name."""

from __future__ import annotations

from sandbox.methods import chats, edits, fetching, inline, media, messages, payments, profile, taps, topics
from sandbox.query import Method

METHODS: dict[str, tuple[str, Method]] = {
    name.lower(): (name, method)
    for group in (chats, edits, fetching, inline, media, messages, payments, profile, taps, topics)
    for name, method in group.METHODS.items()
}
