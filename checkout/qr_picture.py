"""Pictures of payment codes: draw one that a bank's app reads at a glance, read one from an owner's photo.

Both functions are plain and busy: call them in a thread. Pillow, qrcode and zxing-cpp are imported when first
needed, so a shop that never shows a code does not carry them in memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from checkout.lettering import plain, write
from checkout.qr_card import draw_qr

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["LARGEST_PHOTO", "MOST_PIXELS", "draw_qr", "plain", "read_qr", "write"]

LARGEST_PHOTO = 20 * 1024 * 1024
"""Bytes: what a bot may download from Telegram."""

MOST_PIXELS = 64_000_000
"""A phone's photo has up to 50 million; more is a decompression bomb."""


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
