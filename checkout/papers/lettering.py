"""Letters on paper: what the font can draw, in as much room as there is.

The font is DejaVu Sans (its licence stands beside it): Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew, Arabic and many
signs. What it lacks, Chinese and most emoji, becomes a visible box, so that a reader sees that something stood there.
"""

import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

REGULAR, BOLD = "DejaVuSans", "DejaVuSans-Bold"
BOX = "□"

_FOLDER = Path(__file__).parents[1] / "data/fonts"
_UNSEEN = {"Cc", "Cf", "Mn", "Me", "Cn", "Co"}


@lru_cache(maxsize=2)
def font(name: str) -> Any:
    """Give a font, read once; it is known to the PDF library by its name from then on."""
    from reportlab.pdfbase.pdfmetrics import registerFont  # noqa: PLC0415 (loaded when first drawn)
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415

    loaded = TTFont(name, str(_FOLDER / f"{name}.ttf"))
    registerFont(loaded)
    return loaded


@lru_cache(maxsize=4096)
def _drawable(char: str) -> str:
    """Give a character as both weights can draw it; nothing for what is not seen anyway."""
    if all(ord(char) in font(name).face.charToGlyph for name in (REGULAR, BOLD)):
        return "" if unicodedata.category(char) in {"Cc", "Cf"} else char
    return "" if unicodedata.category(char) in _UNSEEN else BOX


def readable(text: str) -> str:
    """Give a text of one line with everything in it drawable, in the order in which it was typed."""
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    return " ".join("".join(map(_drawable, composed)).split())


@lru_cache(maxsize=8192)
def _width(char: str, name: str) -> float:
    """Give a character's width in points at one point."""
    return float(font(name).stringWidth(char, 1))


def width(text: str, size: float, name: str = REGULAR) -> float:
    """Give the width of a text in points."""
    return size * sum(_width(char, name) for char in text)


def wrap(text: str, room: float, size: float, name: str = REGULAR) -> list[str]:
    """Break a text into lines no wider than ``room`` points, in the order of reading; its own line breaks stay.

    Words that are wider than a line are broken where it ends. An empty text has no lines.
    """
    lines: list[str] = []
    for paragraph in text.splitlines():
        line = ""
        for word in readable(paragraph).split():
            longer = f"{line} {word}" if line else word
            if width(longer, size, name) <= room:
                line = longer
                continue
            pieces = _broken(word, room, size, name)
            lines += [line, *pieces[:-1]] if line else pieces[:-1]
            line = pieces[-1]
        if line:
            lines.append(line)
    return lines


def _broken(word: str, room: float, size: float, name: str) -> list[str]:
    """Cut a word into pieces that fit; a single character is never cut."""
    pieces, taken = [""], 0.0
    for char in word:
        wide = _width(char, name) * size
        if pieces[-1] and taken + wide > room:
            pieces.append("")
            taken = 0.0
        pieces[-1] += char
        taken += wide
    return pieces
