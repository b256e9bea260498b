"""Pictures: how large they are, and the smaller sizes Telegram makes of every photo."""

from __future__ import annotations

import io
import warnings

from PIL import Image, UnidentifiedImageError

BOXES = (("s", 90), ("m", 320), ("x", 800), ("y", 1280), ("w", 2560))
_ORIENTATION = 274
_TURNED = frozenset({5, 6, 7, 8})


def measure(data: bytes) -> tuple[int, int] | None:
    """Width and height of a picture as it is shown, read from its header; None when it is no picture."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as image:
                width, height = image.size
                turned = image.getexif().get(_ORIENTATION) in _TURNED
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
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
    """The picture as a JPEG of that size, the way Telegram hands photos out."""
    if data.startswith(b"\xff\xd8") and measure(data) == (width, height):
        return data
    with Image.open(io.BytesIO(data)) as image:
        picture = image.convert("RGB").resize((width, height))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()
