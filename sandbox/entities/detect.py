"""What Telegram finds in any text by itself: commands, links, mentions, hashtags, e-mail addresses, phones."""

from __future__ import annotations

import re
from functools import cache

from sandbox.entities.units import Entity, offsets

# A short list on purpose: a real list of endings would make links of "ring.me" and miss nothing a test needs.
_ENDINGS = "com|org|net|io|id|co|me|app|dev|info|shop|store|ru|de|uk|eu|us|my|sg|in|ph|vn|th|gg|tv|link|page|site|xyz"

# What to look for, in this order, and the character without which there is none: most texts have few of them.
_FIND = (
    ("@", r"(?P<email>(?<![\w.+-])[\w.+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}\b)"),
    ("/", r"(?P<address>https?://[^\s<>\"«»]+)"),
    (
        ".",
        rf"(?P<url>(?<![\w@./-])(?:[\w-]+\.)+(?:{_ENDINGS})(?![\w.-]*\w)(?:[:/?#][^\s<>\"«»]*)?)",
    ),
    ("/", r"(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>]))"),
    ("@", r"(?P<mention>(?<!\w)@[A-Za-z0-9_]{3,32}(?!\w))"),
    ("#", r"(?P<hashtag>(?<![\w#])#(?=\w*[^\W\d])\w{1,256})"),
    ("$", r"(?P<cashtag>(?<![\w$])\$[A-Z]{1,8}(?!\w))"),
    ("+", r"(?P<phone_number>(?<![\w+])\+\d[\d ()-]{7,16}\d(?!\w))"),
)
_SIGNS = "/@#$+."
_TRAILING = ".,:;!?'…"


def find_entities(text: str) -> list[Entity]:
    """The entities of a plain text, in order, none overlapping."""
    signs = "".join([sign for sign in _SIGNS if sign in text])
    if not signs:
        return []
    found: list[Entity] = []
    at: list[int] = []
    for match in _finder(signs).finditer(text):
        kind = "url" if match.lastgroup == "address" else match.lastgroup
        whole = match[0]
        if kind == "cashtag" and not whole[1:].isupper():
            continue
        if kind == "url":
            whole = _without_trailing(whole)
        at = at or offsets(text)
        start = at[match.start()]
        found.append({"type": kind, "offset": start, "length": at[match.start() + len(whole)] - start})
    return found


@cache
def _finder(signs: str) -> re.Pattern[str]:
    """What finds everything that can be in a text with these signs."""
    return re.compile("|".join(pattern for sign, pattern in _FIND if sign in signs), re.IGNORECASE)


def _without_trailing(url: str) -> str:
    url = url.rstrip(_TRAILING)
    while url.endswith(")") and url.count("(") < url.count(")"):
        url = url[:-1].rstrip(_TRAILING)
    return url
