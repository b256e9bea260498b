"""The shop's own pictures, drawn here and owned by nobody else: a welcome banner and a slim header.

A striped awning over a shelf, the shop's name between them. The same words always give the same bytes, so
Telegram needs each picture once. Shapes are drawn twice as large and reduced, which smooths their edges;
letters are drawn last. Call these functions in a thread.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING

from checkout.qr_picture import plain, write

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

ACCENT = "#d9482b"
INK, SOFT_INK, SHADE = "#22303c", "#6b5d52", "#6e3415"
SKY, GLOW = (255, 250, 243), (250, 226, 198)
IVORY, WOOD, DARK_WOOD, TEAL, GOLD, LEAF, ROSE = (
    "#fff8ee",
    "#b9825a",
    "#94633f",
    "#1f7a74",
    "#eeb04b",
    "#5d9b62",
    "#f0a08c",
)
WIDTH = 1280


def draw_banner(shop_name: str, tagline: str = "", accent: str = ACCENT) -> bytes:
    """Draw the welcome banner as JPEG, 1280 × 640. ``accent`` colours the awning, as ``#rrggbb``."""
    from PIL import ImageDraw

    picture = _shop_front(640, awning=150, shelf=566, accent=accent, goods=1.0)
    draw = ImageDraw.Draw(picture)
    middle = 292 if plain(tagline) else 330
    write(draw, shop_name, (WIDTH / 2, middle), size=104, room=1080, fill=INK, bold=True)
    write(draw, tagline, (WIDTH / 2, middle + 86), size=38, room=900, fill=SOFT_INK)
    return _as_jpeg(picture)


def draw_header(shop_name: str, section: str, accent: str = ACCENT) -> bytes:
    """Draw the slim picture above a cart, a form or an order as JPEG, 1280 × 360."""
    from PIL import ImageDraw

    picture = _shop_front(360, awning=84, shelf=318, accent=accent, goods=0.72)
    draw = ImageDraw.Draw(picture)
    write(draw, section, (WIDTH / 2, 190), size=76, room=700, fill=INK, bold=True)
    write(draw, shop_name, (WIDTH / 2, 258), size=34, room=640, fill=SOFT_INK)
    return _as_jpeg(picture)


def _shop_front(height: int, *, awning: int, shelf: int, accent: str, goods: float) -> Image:
    """Draw wall, shelf, goods and awning; measures are in pixels of the finished picture."""
    from PIL import Image, ImageDraw

    wall = _wall(height)
    large = wall.resize((WIDTH * 2, height * 2), Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(large, "RGBA")
    draw.rectangle((0, shelf * 2, WIDTH * 2, shelf * 2 + 22), fill=WOOD)
    draw.rectangle((0, shelf * 2 + 22, WIDTH * 2, height * 2), fill=DARK_WOOD)
    for middle, good in _GOODS:
        good(_Pen(draw, middle * 2, shelf * 2, goods * 2, accent))
    _hang_awning(large, awning * 2, accent)
    return large.reduce(2)


def _wall(height: int) -> Image:
    """A wall that is lightest in the middle, where the words stand."""
    from PIL import Image

    glow = Image.radial_gradient("L").resize((WIDTH, height), Image.Resampling.BICUBIC)
    return Image.composite(Image.new("RGB", glow.size, GLOW), Image.new("RGB", glow.size, SKY), glow)


def _hang_awning(large: Image, drop: int, accent: str) -> None:
    """Hang a striped, scalloped awning from the top edge, with the shadow it throws."""
    from PIL import Image, ImageChops, ImageDraw, ImageFilter

    stripe = WIDTH * 2 // 16
    shape = Image.new("L", (large.width, drop + stripe), 0)
    cloth = Image.new("RGB", shape.size, IVORY)
    cut, dye = ImageDraw.Draw(shape), ImageDraw.Draw(cloth)
    cut.rectangle((0, 0, large.width, drop - stripe // 2), fill=255)
    for number in range(16):
        left = number * stripe
        cut.ellipse((left, drop - stripe, left + stripe - 1, drop - 1), fill=255)
        if number % 2 == 0:
            dye.rectangle((left, 0, left + stripe - 1, drop), fill=accent)
    # the cloth is darker towards the wall, so that it seems to lean out
    shade = (
        Image.linear_gradient("L").rotate(180).resize(shape.size).point([value // 5 for value in range(256)])
    )
    cloth = Image.composite(Image.new("RGB", shape.size, SHADE), cloth, shade)
    shadow = (
        ImageChops.offset(shape, 0, 18)
        .filter(ImageFilter.GaussianBlur(16))
        .point([v // 4 for v in range(256)])
    )
    large.paste(SHADE, (0, 0), shadow)
    large.paste(cloth, (0, 0), shape)


class _Pen:
    """Draws one of the goods, standing on the shelf: x from its middle, y upwards, in its own pixels."""

    def __init__(self, draw: ImageDraw, middle: float, ground: float, scale: float, accent: str) -> None:
        self.draw, self.middle, self.ground, self.scale, self.accent = draw, middle, ground, scale, accent

    def _at(self, *numbers: float) -> list[tuple[float, float]]:
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        return [(self.middle + x * self.scale, self.ground - y * self.scale) for x, y in pairs]

    def _box(self, left: float, low: float, right: float, high: float) -> list[tuple[float, float]]:
        return self._at(left, high, right, low)

    def shape(self, colour: str, *numbers: float) -> None:
        """Fill a polygon."""
        self.draw.polygon(self._at(*numbers), fill=colour)

    def block(
        self, colour: str, left: float, low: float, right: float, high: float, *, corner: float = 0
    ) -> None:
        """Fill a rectangle with rounded corners."""
        self.draw.rounded_rectangle(self._box(left, low, right, high), corner * self.scale, fill=colour)

    def disc(self, colour: str, left: float, low: float, right: float, high: float) -> None:
        """Fill an ellipse."""
        self.draw.ellipse(self._box(left, low, right, high), fill=colour)

    def loop(
        self, colour: str, box: tuple[float, float, float, float], start: float, end: float, width: float
    ) -> None:
        """Draw a part of an ellipse's outline, angles clockwise from three o'clock."""
        self.draw.arc(self._box(*box), start, end, fill=colour, width=round(width * self.scale))


def _plant(pen: _Pen) -> None:
    """A plant in a pot."""
    for lean, tall in ((-44, 128), (44, 128), (-22, 152), (22, 152), (0, 164)):
        pen.shape(LEAF, 0, 56, lean * 0.9 - 14, tall * 0.7, lean, tall, lean * 0.9 + 14, tall * 0.66)
    pen.disc(LEAF, -34, 44, 34, 106)
    pen.shape(pen.accent, -40, 62, 40, 62, 28, 0, -28, 0)
    pen.block(pen.accent, -46, 52, 46, 70, corner=4)
    pen.block("#00000022", -46, 48, 46, 52)


def _bag(pen: _Pen) -> None:
    """A shopping bag."""
    pen.loop(DARK_WOOD, (-24, 88, 24, 152), 180, 360, 7)
    pen.shape(TEAL, -52, 118, 52, 118, 60, 0, -60, 0)
    pen.shape("#00000018", 18, 118, 52, 118, 60, 0, 30, 0)
    pen.disc(IVORY, -18, 40, 18, 76)
    pen.disc(TEAL, -10, 48, 10, 68)


def _gift(pen: _Pen) -> None:
    """A wrapped present."""
    pen.block(GOLD, -56, 0, 56, 84, corner=4)
    pen.block(GOLD, -62, 76, 62, 104, corner=5)
    pen.block("#00000014", -56, 70, 56, 76)
    pen.block(pen.accent, -11, 0, 11, 104)
    pen.loop(pen.accent, (-44, 98, 2, 134), 0, 360, 9)
    pen.loop(pen.accent, (-2, 98, 44, 134), 0, 360, 9)


def _mug(pen: _Pen) -> None:
    """A mug with steam above it."""
    pen.loop(ROSE, (18, 18, 66, 66), 270, 90, 10)
    pen.block(ROSE, -44, 0, 44, 82, corner=12)
    pen.block("#ffffff55", -44, 40, 44, 54)
    for left in (-24, 4):
        pen.loop("#94633f66", (left, 96, left + 18, 120), 90, 270, 5)
        pen.loop("#94633f66", (left, 120, left + 18, 144), 270, 90, 5)


_GOODS: tuple[tuple[float, Callable[[_Pen], None]], ...] = (
    (86, _plant),
    (212, _bag),
    (1042, _mug),
    (1182, _gift),
)


def _as_jpeg(picture: Image) -> bytes:
    """Write a picture as JPEG, sharp enough for letters."""
    file = BytesIO()
    picture.save(file, "JPEG", quality=90, subsampling=0, optimize=True)
    return file.getvalue()
