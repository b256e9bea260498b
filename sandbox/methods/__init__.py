"""The methods of the Bot API this sandbox knows, by their lower-case name."""

from __future__ import annotations

from sandbox.methods import edits, fetching, media, messages, profile, taps
from sandbox.query import Method

METHODS: dict[str, tuple[str, Method]] = {
    name.lower(): (name, method)
    for group in (edits, fetching, media, messages, profile, taps)
    for name, method in group.METHODS.items()
}
