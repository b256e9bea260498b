"""Letters on pictures: what Pillow's built-in font can draw, in as much room as there is."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

LONGEST_LINE = 120
"""Characters: no more could be read on a card."""

_SUBSTITUTES = str.maketrans(
    {"•": "·", "–": "-", "—": "-", "−": "-", "\u00a0": " ", "×": "x", "ø": "o", "Ø": "O"}
)
_KNOWN = set("©«°±´·»‘’“”…‹›⁄™") | {chr(code) for code in range(0x20, 0x7F)}


def plain(text: str) -> str:
    """Keep what Pillow's built-in font can draw: accents are dropped, emoji and other scripts left out."""
    spread = unicodedata.normalize("NFKD", text.replace("…", "\0").translate(_SUBSTITUTES)).replace("\0", "…")
    return " ".join("".join(char for char in spread if char in _KNOWN).split())


@lru_cache(maxsize=32)
def font(size: int) -> FreeTypeFont | ImageFont:
    """Give Pillow's built-in font at a size in pixels."""
    from PIL import ImageFont  # noqa: PLC0415 (loaded when first drawn)

    return ImageFont.load_default(size)


def write(
    draw: ImageDraw,
    text: str,
    at: tuple[float, float],
    *,
    size: int,
    room: float,
    fill: str,
    bold: bool = False,
) -> float:
    """Write one line centred on a point of any picture; give the width it took.

    It is smaller where it would not fit; a line that does not fit at half its size ends in an ellipsis.
    """
    text, size = fitting(text, size, room)
    outline = stroke(size, bold)
    draw.text(at, text, font=font(size), fill=fill, anchor="mm", stroke_width=outline, stroke_fill=fill)
    return font(size).getlength(text)


def fitting(text: str, size: int, room: float) -> tuple[str, int]:
    """Give as much of a line as fits, and the size at which it does."""
    text, smallest = plain(text)[:LONGEST_LINE], size // 2
    while size > smallest and font(size).getlength(text) > room:
        size -= 2
    if font(size).getlength(text) > room:
        while text and font(size).getlength(text + "…") > room:
            text = text[:-1].rstrip()
        text += "…"
    return text, size


def stroke(size: int, bold: bool) -> int:
    """The built-in font has one weight; a thin outline of the same colour makes the other."""
    return max(1, size // 40) if bold else 0
