"""Pictures of payment codes: draw one that a bank's app reads at a glance, read one from an owner's photo.

Both functions are plain and busy: call them in a thread. Pillow, qrcode and zxing-cpp are imported when first
needed, so a shop that never shows a code does not carry them in memory.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

LARGEST_PHOTO = 20 * 1024 * 1024
"""Bytes: what a bot may download from Telegram."""

MOST_PIXELS = 64_000_000
"""A phone's photo has up to 50 million; more is a decompression bomb."""

LONGEST_LINE = 120
"""Characters: no more could be read on a card."""

WIDTH, MARGIN, CODE = 900, 44, 600
INK, FAINT, PAPER, GROUND, BAND = "#1d2433", "#667085", "#ffffff", "#eef1f6", "#17324d"

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
    """Write one line centred on a point, smaller where it would not fit; give the width it took.

    A line that does not fit at half its size ends in an ellipsis.
    """
    text, smallest = plain(text)[:LONGEST_LINE], size // 2
    while size > smallest and draw.textlength(text, font(size)) > room:
        size -= 2
    if draw.textlength(text, font(size)) > room:
        while text and draw.textlength(text + "…", font(size)) > room:
            text = text[:-1].rstrip()
        text += "…"
    # the built-in font has one weight; a thin outline of the same colour makes the other
    stroke = max(1, size // 40) if bold else 0
    draw.text(at, text, font=font(size), fill=fill, anchor="mm", stroke_width=stroke, stroke_fill=fill)
    return draw.textlength(text, font(size))


def draw_qr(payload: str, *, title: str, amount: str = "", caption: str = "", label: str = "QRIS") -> bytes:
    """Draw a payment card as PNG.

    ``title`` is the shop's name, ``amount`` the sum as people write it (``Rp125.000``), each line of
    ``caption`` a small line under it (order number, until when to pay), ``label`` names the kind of code.
    Raises ValueError for a payload that no QR code can hold.
    """
    from PIL import ImageDraw  # noqa: PLC0415

    lines = caption.splitlines()[:4]
    height = 984 + (96 if amount else 0) + 46 * len(lines)
    card = _panel(height)
    draw = ImageDraw.Draw(card)
    write(draw, title, (WIDTH / 2, MARGIN + 75), size=54, room=WIDTH - 180, fill=PAPER, bold=True)
    _draw_label(draw, label, MARGIN + 196)
    card.paste(_draw_code(payload), ((WIDTH - CODE) // 2, MARGIN + 234))
    below = MARGIN + 234 + CODE
    if amount:
        write(draw, amount, (WIDTH / 2, below + 44), size=84, room=WIDTH - 160, fill=INK, bold=True)
        below += 96
    for number, line in enumerate(lines):
        write(draw, line, (WIDTH / 2, below + 36 + 46 * number), size=32, room=WIDTH - 160, fill=FAINT)
    return _as_png(card)


def _panel(height: int) -> Image:
    """Draw the empty card: a sheet with a coloured head, twice as large and reduced for smooth corners."""
    from PIL import Image, ImageDraw  # noqa: PLC0415

    large = Image.new("RGB", (WIDTH * 2, height * 2), GROUND)
    draw = ImageDraw.Draw(large)
    left, right, top = MARGIN * 2, (WIDTH - MARGIN) * 2, MARGIN * 2
    draw.rounded_rectangle((left, top, right, (height - MARGIN) * 2), 72, fill=PAPER)
    draw.rounded_rectangle((left, top, right, top + 300), 72, fill=BAND, corners=(True, True, False, False))
    return large.reduce(2)


def _draw_label(draw: ImageDraw, label: str, middle: int) -> None:
    """Write the kind of code in spaced letters between two thin rules."""
    taken = write(draw, " ".join(label), (WIDTH / 2, middle), size=36, room=400, fill=BAND, bold=True)
    for side in (-1, 1):
        inner, outer = WIDTH / 2 + side * (taken / 2 + 28), WIDTH / 2 + side * CODE / 2
        draw.line((min(inner, outer), middle, max(inner, outer), middle), fill="#d0d5dd", width=3)


def _draw_code(payload: str) -> Image:
    """Draw the bare code in a square of CODE pixels; the card around it is its quiet zone."""
    from PIL import Image  # noqa: PLC0415
    from qrcode.constants import ERROR_CORRECT_M  # noqa: PLC0415
    from qrcode.main import QRCode  # noqa: PLC0415

    # Any mask gives a readable code; fixing it saves seven of eight rounds of work.
    code = QRCode(error_correction=ERROR_CORRECT_M, border=1, mask_pattern=3)
    code.add_data(payload, optimize=0)
    matrix = code.get_matrix()
    side = len(matrix)
    small = Image.frombytes("L", (side, side), bytes(0 if dark else 255 for row in matrix for dark in row))
    whole = side * (CODE // side)
    square = Image.new("L", (CODE, CODE), 255)
    square.paste(small.resize((whole, whole), Image.Resampling.NEAREST), ((CODE - whole) // 2,) * 2)
    return square


def _as_png(image: Image) -> bytes:
    """Write a picture of few colours as a small PNG."""
    from PIL import Image  # noqa: PLC0415

    file = BytesIO()
    image.quantize(64, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def read_qr(image_bytes: bytes) -> str | None:
    """Find the text of a QR code on a photo, None where there is none or the file is no usable picture.

    Of several codes the one that begins as a payment code (``000201``) is taken.
    """
    photo = _open(image_bytes)
    if photo is None:
        return None
    other: str | None = None
    for view in _views(photo):
        for text in _texts(view):
            if text.strip().startswith("000201"):
                return text
            other = other or text
    return other


def _open(image_bytes: bytes) -> Image | None:
    """Open a picture in shades of grey; refuse bombs by their declared size, before unpacking them."""
    from PIL import Image  # noqa: PLC0415

    if len(image_bytes) > LARGEST_PHOTO:
        return None
    # Pillow's readers raise these for files that are cut, crafted or none of their kind.
    broken = (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    )
    try:
        with Image.open(BytesIO(image_bytes), formats=("JPEG", "PNG", "WEBP")) as photo:
            if photo.width * photo.height > MOST_PIXELS or min(photo.size) < 21:
                return None
            photo.draft("L", (2400, 2400))
            return _grey(photo)
    except broken:
        return None


def _grey(photo: Image) -> Image:
    """Turn a picture to grey of at most 2400 pixels a side, on white where it is see-through."""
    from PIL import Image  # noqa: PLC0415

    photo.load()
    photo.thumbnail((2400, 2400))
    if photo.has_transparency_data:
        layered = photo.convert("RGBA")
        photo = Image.alpha_composite(Image.new("RGBA", layered.size, "white"), layered)
    return photo.convert("L")


def _views(photo: Image) -> Iterator[Image]:
    """Show the same photo again and again, the likeliest to be read first."""
    from PIL import Image, ImageFilter, ImageOps  # noqa: PLC0415

    middle = ImageOps.contain(photo, (1200, 1200))
    yield middle
    even = ImageOps.autocontrast(middle, cutoff=2)
    yield even
    yield even.filter(ImageFilter.UnsharpMask(radius=4, percent=250, threshold=0))
    yield even.filter(ImageFilter.GaussianBlur(2))
    if max(photo.size) > max(middle.size):
        yield photo
    yield ImageOps.contain(even, (560, 560))
    if max(photo.size) <= 1200:
        yield photo.resize((photo.width * 2, photo.height * 2), Image.Resampling.LANCZOS)
    # Glare and shadow: what is darker than its own neighbourhood is ink.
    yield _flattened(middle)


def _flattened(photo: Image) -> Image:
    """Even out the light by subtracting a strong blur."""
    from PIL import ImageChops, ImageFilter, ImageOps  # noqa: PLC0415

    light = photo.filter(ImageFilter.BoxBlur(max(photo.size) // 16))
    return ImageOps.autocontrast(ImageChops.subtract(photo, light, scale=1, offset=128), cutoff=1)


def _texts(view: Image) -> list[str]:
    """Read every QR code on one view."""
    import zxingcpp  # noqa: PLC0415

    only_qr = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    codes = zxingcpp.read_barcodes(view, formats=only_qr, text_mode=zxingcpp.TextMode.Plain)
    return [code.text for code in codes if code.text]
