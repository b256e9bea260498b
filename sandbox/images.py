"""Pictures: how large they are, and the smaller sizes Telegram makes of every photo."""

from __future__ import annotations

import io
import struct
import warnings

from PIL import Image

BOXES = (("s", 90), ("m", 320), ("x", 800), ("y", 1280), ("w", 2560))
_ORIENTATION = 274
_TURNED = frozenset({5, 6, 7, 8})
# What Pillow raises for bytes that only begin like a picture.
_BROKEN = (OSError, ValueError, SyntaxError, struct.error, Image.DecompressionBombError)


def measure(data: bytes) -> tuple[int, int] | None:
    """Width and height of a picture as it is shown, read from its header; None when it is no picture."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of large and of odd pictures
            with Image.open(io.BytesIO(data)) as image:
                width, height = image.size
                turned = image.getexif().get(_ORIENTATION) in _TURNED
    except _BROKEN:
        return None
    return (height, width) if turned else (width, height)


def sizes(width: int, height: int) -> list[tuple[str, int, int]]:
    """The sizes of a photo, smallest first: a letter, width and height; the last is the photo itself."""
    longest = max(width, height)
    result: list[tuple[str, int, int]] = []
    for letter, box in BOXES:
        if longest <= box or letter == "w":
            result.append((letter, *_fit(width, height, min(box, longest))))
            break
        result.append((letter, *_fit(width, height, box)))
    return result


def _fit(width: int, height: int, box: int) -> tuple[int, int]:
    longest = max(width, height)
    return max(1, width * box // longest), max(1, height * box // longest)


def as_jpeg(data: bytes, width: int, height: int) -> bytes:
    """The picture as a JPEG of that size, the way Telegram hands photos out; raises ValueError for half a picture."""
    if data.startswith(b"\xff\xd8") and measure(data) == (width, height):
        return data
    out = io.BytesIO()
    try:
        with Image.open(io.BytesIO(data)) as image:
            image.convert("RGB").resize((width, height)).save(out, "JPEG", quality=85)
    except _BROKEN as error:
        raise ValueError(f"no whole picture: {error}") from error
    return out.getvalue()
