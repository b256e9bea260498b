"""The shop has a face: an awning, a shelf and its name."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from bot.pictures import draw_banner, draw_header

ROOT = Path(__file__).parents[2]


def seen(picture: bytes) -> Image.Image:
    """Open a picture as Telegram does."""
    image = Image.open(BytesIO(picture))
    assert image.format == "JPEG"
    return image.convert("RGB")


def test_a_shopper_is_welcomed_by_a_banner() -> None:
    """It has Telegram's favourite two to one and is light enough for a slow line."""
    banner = draw_banner("Toko Melati", "Barang pilihan")
    assert seen(banner).size == (1280, 640)
    assert len(banner) < 200_000


def test_a_screen_has_a_slim_header() -> None:
    """The words below it stay on the same page of a phone."""
    assert seen(draw_header("Toko Melati", "Keranjang")).size == (1280, 360)


def test_the_same_words_make_the_same_picture() -> None:
    """Telegram is given each picture once and keeps it."""
    assert draw_banner("Toko Melati", "Halo") == draw_banner("Toko Melati", "Halo")
    assert draw_header("Toko Melati", "Pesanan") == draw_header("Toko Melati", "Pesanan")


def test_name_section_and_colour_are_to_be_seen() -> None:
    """Another name, section or accent is another picture."""
    cart = seen(draw_header("Toko Melati", "Keranjang"))
    for other in (
        draw_header("Toko Mawar", "Keranjang"),
        draw_header("Toko Melati", "Pesanan"),
        draw_header("Toko Melati", "Keranjang", accent="#1f6f8b"),
    ):
        assert ImageChops.difference(cart, seen(other)).getbbox() is not None


def test_the_words_stay_clear_of_the_goods() -> None:
    """However long the name, the strip with plant and bag looks the same."""
    short, long = (
        seen(draw_header(name, name)).crop((0, 100, 270, 360)) for name in ("Ya", "Serba Ada " * 12)
    )
    assert ImageChops.difference(short, long).getextrema() == ((0, 0),) * 3


@pytest.mark.parametrize("name", ["", "🌸", "東京", "Kafé Ñandú", "a" * 500, "Toko\nDua"])
def test_no_name_breaks_the_picture(name: str) -> None:
    """Names that cannot be drawn leave the wall empty and the shop open."""
    assert seen(draw_banner(name, name)).size == (1280, 640)
    assert seen(draw_header(name, name)).size == (1280, 360)


def test_a_shop_that_draws_nothing_carries_no_paint() -> None:
    """Pillow and the code reader are loaded by the first picture, not at the start."""
    ask = "import sys, bot.pictures, checkout.qr_picture; print({'PIL', 'qrcode', 'zxingcpp'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", ask], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"
