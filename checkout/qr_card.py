"""A payment card drawn fast: sixteen colours from the start, and what every order shares is drawn once.

A picture holds the numbers of its colours (Pillow's mode ``L``) until it is saved; so nothing has to be reduced to a
palette afterwards, which used to cost more than all the rest.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from checkout.lettering import fitting, font, stroke

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH, MARGIN, CODE = 900, 44, 600
INK, FAINT, PAPER, GROUND, BAND, RULE, BLACK = (
    "#1d2433", "#667085", "#ffffff", "#eef1f6", "#17324d", "#d0d5dd", "#000000",
)  # fmt: skip

_STEPS = 4
"""Shades from paper to a colour that letters are drawn in."""

_SHADED = (BAND, INK, FAINT)
_FLAT = (PAPER, GROUND, BLACK, RULE)


def draw_qr(payload: str, *, title: str, amount: str = "", caption: str = "", label: str = "QRIS") -> bytes:
    """Draw a payment card as PNG.

    ``title`` is the shop's name, ``amount`` the sum as people write it (``Rp125.000``), each line of
    ``caption`` a small line under it (order number, until when to pay), ``label`` names the kind of code.
    Raises ValueError for a payload that no QR code can hold.
    """
    return _drawn(payload, title, amount, tuple(caption.splitlines()[:4]), label)


@lru_cache(maxsize=64)
def _drawn(payload: str, title: str, amount: str, lines: tuple[str, ...], label: str) -> bytes:
    """Draw what was not drawn lately: shoppers look at their code more than once."""
    height = 984 + (96 if amount else 0) + 46 * len(lines)
    code = _draw_code(payload)
    card = _sheet(height, title, label).copy()
    card.paste(code, ((WIDTH - CODE) // 2, MARGIN + 234))
    below = MARGIN + 234 + CODE
    if amount:
        _write(card, amount, below + 44, size=84, room=WIDTH - 160, colour=INK, bold=True)
        below += 96
    for number, line in enumerate(lines):
        _write(card, line, below + 36 + 46 * number, size=32, room=WIDTH - 160, colour=FAINT)
    return _as_png(card)


@lru_cache(maxsize=16)
def _sheet(height: int, title: str, label: str) -> Image:
    """Draw what stands on every card: the sheet, the shop's name on its coloured head, the kind of code."""
    from PIL import ImageDraw  # noqa: PLC0415

    card = _panel(height)
    _write(card, title, MARGIN + 75, size=54, room=WIDTH - 180, colour=PAPER, bold=True)
    middle = MARGIN + 196
    taken = _write(card, " ".join(label), middle, size=36, room=400, colour=BAND, bold=True)
    draw = ImageDraw.Draw(card)
    for side in (-1, 1):
        inner, outer = WIDTH / 2 + side * (taken / 2 + 28), WIDTH / 2 + side * CODE / 2
        draw.line((min(inner, outer), middle, max(inner, outer), middle), fill=_FLAT.index(RULE), width=3)
    return card


def _panel(height: int) -> Image:
    """Draw the empty card: a sheet with a coloured head, twice as large and reduced for smooth corners."""
    from PIL import Image, ImageDraw  # noqa: PLC0415

    large = Image.new("RGB", (WIDTH * 2, height * 2), GROUND)
    draw = ImageDraw.Draw(large)
    left, right, top = MARGIN * 2, (WIDTH - MARGIN) * 2, MARGIN * 2
    draw.rounded_rectangle((left, top, right, (height - MARGIN) * 2), 72, fill=PAPER)
    draw.rounded_rectangle((left, top, right, top + 300), 72, fill=BAND, corners=(True, True, False, False))
    colours = Image.new("P", (1, 1))
    colours.putpalette(_palette())
    numbered = large.reduce(2).quantize(palette=colours, dither=Image.Dither.NONE)
    return Image.frombytes("L", numbered.size, numbered.tobytes())


def _write(
    card: Image, text: str, middle: int, *, size: int, room: int, colour: str, bold: bool = False
) -> float:
    """Write one line across the middle of a card of colour numbers; give the width it took."""
    from PIL import Image, ImageDraw  # noqa: PLC0415

    text, size = fitting(text, size, room)
    taken = font(size).getlength(text)
    strip = Image.new("L", (int(taken) + 16, size * 3 // 2), 0)
    at = (strip.width / 2, strip.height / 2)
    ImageDraw.Draw(strip).text(at, text, 255, font(size), anchor="mm", stroke_width=stroke(size, bold))
    card.paste(strip.point(_shades(colour)), ((WIDTH - strip.width) // 2, middle - strip.height // 2))
    return taken


def _draw_code(payload: str) -> Image:
    """Draw the bare code in a square of CODE pixels; the card around it is its quiet zone."""
    from PIL import Image  # noqa: PLC0415
    from qrcode.constants import ERROR_CORRECT_M  # noqa: PLC0415
    from qrcode.main import QRCode  # noqa: PLC0415
    from qrcode.util import QRData  # noqa: PLC0415

    data = QRData(payload)
    # Any mask gives a readable code; fixing it saves seven of eight rounds of work.
    code = QRCode(_smallest(data.mode, len(data)), ERROR_CORRECT_M, border=1, mask_pattern=3)
    code.add_data(data)
    code.make(fit=False)
    matrix = code.get_matrix()
    side = len(matrix)
    light, dark = _FLAT.index(PAPER), _FLAT.index(BLACK)
    small = Image.frombytes(
        "L", (side, side), bytes(dark if module else light for row in matrix for module in row)
    )
    whole = side * (CODE // side)
    square = Image.new("L", (CODE, CODE), light)
    square.paste(small.resize((whole, whole), Image.Resampling.NEAREST), ((CODE - whole) // 2,) * 2)
    return square


@lru_cache(maxsize=64)
def _smallest(mode: int, length: int) -> int:
    """Give the smallest size of code (1–40) that holds so many characters of a kind; finding it takes a while."""
    from qrcode.constants import ERROR_CORRECT_M  # noqa: PLC0415
    from qrcode.main import QRCode  # noqa: PLC0415
    from qrcode.util import QRData  # noqa: PLC0415

    code = QRCode(error_correction=ERROR_CORRECT_M)
    code.add_data(QRData(b"0" * length, mode, check_data=False))
    code.best_fit()
    return int(code.version)


def _as_png(card: Image) -> bytes:
    """Write a card of colour numbers as a small PNG."""
    card.putpalette(_palette())
    file = BytesIO()
    card.save(file, "PNG", compress_level=3)
    return file.getvalue()


@lru_cache(maxsize=1)
def _palette() -> bytes:
    """Give red, green and blue of each colour: the flat ones, then the shades of each that letters have."""
    colours = [_rgb(colour) for colour in _FLAT]
    for colour in _SHADED:
        ink, paper = _rgb(colour), _rgb(PAPER)
        colours += [
            tuple(p + (i - p) * step // _STEPS for i, p in zip(ink, paper, strict=True))
            for step in range(1, _STEPS + 1)
        ]
    return bytes(part for colour in colours for part in colour)


@lru_cache(maxsize=8)
def _shades(colour: str) -> list[int]:
    """Give the number of the colour for every darkness (0–255) of a letter; paper's letters stand on the band."""
    ink = colour if colour != PAPER else BAND
    first = len(_FLAT) + _SHADED.index(ink) * _STEPS
    ramp = [_FLAT.index(PAPER), *range(first, first + _STEPS)]
    if colour == PAPER:
        ramp.reverse()
    return [ramp[round(darkness * _STEPS / 255)] for darkness in range(256)]


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))
