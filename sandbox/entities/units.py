"""Counting text the way Telegram does: offsets in UTF-16 units, error positions in UTF-8 bytes."""

from __future__ import annotations

from typing import Any

Entity = dict[str, Any]


def utf16(text: str) -> int:
    """How many UTF-16 code units the text takes."""
    if text.isascii():
        return len(text)
    return len(text) if max(text) <= "\uffff" else len(text.encode("utf-16-le", "surrogatepass")) // 2


def byte_offset(text: str, index: int) -> int:
    """The UTF-8 byte position of a character position."""
    return len(text[:index].encode(errors="surrogatepass"))


def offsets(text: str) -> list[int]:
    """The UTF-16 offset of every character position, and of the end."""
    if text.isascii() or max(text) <= "\uffff":
        return list(range(len(text) + 1))
    result = [0]
    for character in text:
        result.append(result[-1] + 1 + (character > "\uffff"))
    return result


def positions(text: str) -> dict[int, int]:
    """The character position at every valid UTF-16 offset."""
    return {offset: index for index, offset in enumerate(offsets(text))}
