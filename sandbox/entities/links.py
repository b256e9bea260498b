"""Which addresses Telegram accepts as links, and how it writes them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# A name with at least one dot, or an IPv4 address; `localhost` is no link on Telegram.
_HOST = re.compile(r"(?:[\w-]+\.)+[\w-]{2,}|\d{1,3}(?:\.\d{1,3}){3}")
_USER = re.compile(r"tg:(?://)?user\?id=(\d{1,19})")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*://")


def checked_link(url: str) -> str | None:
    """The link as Telegram stores it, None when Telegram would not make it a link."""
    url = url.strip()
    if not url or any(character.isspace() for character in url):
        return None
    if url.lower().startswith(("tg:", "ton:", "tonsite:")):
        return url
    if not _SCHEME.match(url):
        url = "http://" + url
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not _is_host(parts.hostname or ""):
        return None
    if parts.path:
        return url
    rest = url.partition(parts.netloc)[2]
    return f"{parts.scheme}://{parts.netloc}/{rest}"


def _is_host(host: str) -> bool:
    return ":" in host or _HOST.fullmatch(host) is not None


def why_wrong(url: str) -> str:
    """Telegram's reason for refusing an address that is no link."""
    if not url.strip():
        return "URL host is empty"
    scheme = _SCHEME.match(url)
    if scheme and scheme[0].lower() not in {"http://", "https://"}:
        return "Unsupported URL protocol"
    return "Wrong HTTP URL"


def mentioned_user(url: str) -> int | None:
    """The user id of a `tg://user?id=…` link."""
    match = _USER.fullmatch(url.strip())
    return int(match[1]) if match else None
