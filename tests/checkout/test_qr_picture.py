"""Shoppers scan the card the shop draws; owners photograph the sticker on their counter."""

import json
import random
import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageEnhance, ImageFilter, ImageOps

from checkout import qris
from checkout.qr_picture import MOST_PIXELS, draw_qr, plain, read_qr

CASES = json.loads((Path(__file__).parent / "data/qris_vectors.json").read_text("utf-8"))
STICKER: str = CASES["vectors"][0]["string"]
PAYMENT = qris.parse(STICKER).with_amount(125_437)


def saved(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    """Give the bytes of a picture as a phone would send it."""
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


@pytest.fixture
def card() -> Image.Image:
    """A payment card as Sari gets it in the chat."""
    drawn = draw_qr(PAYMENT, title="Toko Melati", amount="Rp125.437", caption="ORD-7F3K\n21.30 WIB")
    return Image.open(BytesIO(drawn)).convert("RGB")


@pytest.fixture
def counter(card: Image.Image) -> Image.Image:
    """The card as a sticker on a busy counter, a third of the photo wide."""
    dice = random.Random(7)
    table = Image.frombytes("RGB", (60, 60), dice.randbytes(60 * 60 * 3)).resize((1500, 1500))
    table.paste(card.resize((540, 703)), (480, 400))
    return table


def test_a_shopper_scans_the_card_and_pays_the_right_sum(card: Image.Image) -> None:
    """What a bank's app reads is the code the shop made, letter for letter."""
    assert read_qr(saved(card, "PNG")) == PAYMENT


CODES = {
    **{one["id"]: one["string"].strip() for one in CASES["vectors"] if one["valid"]},
    **{f"{one['amount']} of {one['static'][-4:]}": one["expected"] for one in CASES["conversions"]},
}


@pytest.mark.parametrize("code", CODES.values(), ids=CODES.keys())
def test_a_card_three_hundred_pixels_wide_is_still_read(code: str) -> None:
    """A small phone shows it that small; every known code comes back letter for letter, as any scanner reads it."""
    card = Image.open(BytesIO(draw_qr(code, title="Toko Melati", amount="Rp125.437")))
    small = card.convert("L").resize((300, 300 * card.height // card.width), Image.Resampling.LANCZOS)
    assert [found.text for found in zxingcpp.read_barcodes(Image.open(BytesIO(saved(small, "PNG"))))] == [
        code
    ]


def test_the_same_order_always_gets_the_same_card() -> None:
    """Telegram may keep one copy of the picture."""
    once, again = (draw_qr(PAYMENT, title="Toko Melati", amount="Rp125.437") for _ in range(2))
    assert once == again
    assert len(once) < 60_000


@pytest.mark.parametrize(
    "name", ["", "🌸🌸", "Kafé Ñandú 🌸", "東京", "Toko " + "Serba Ada " * 20, "a" * 400]
)
def test_no_shop_name_breaks_the_card(name: str) -> None:
    """Emoji, other scripts and very long names leave the code readable."""
    assert read_qr(draw_qr(PAYMENT, title=name, amount=name, caption=name)) == PAYMENT


def test_names_are_written_with_the_letters_there_are() -> None:
    """Accents are dropped, not turned into boxes."""
    assert plain("Kafé • Ñandú – 1×2… 🌸") == "Kafe · Nandu - 1x2…"


def test_a_name_with_accents_survives_inside_the_code() -> None:
    """The code holds UTF-8."""
    assert read_qr(draw_qr("https://t.me/toko?name=Kafé", title="x", label="Telegram")) == (
        "https://t.me/toko?name=Kafé"
    )


HANDS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "tilted by 10 degrees": lambda photo: photo.rotate(10, expand=True, fillcolor="#776655"),
    "tilted by 45 degrees": lambda photo: photo.rotate(45, expand=True, fillcolor="#776655"),
    "upside down": lambda photo: photo.rotate(180),
    "in a mirror": ImageOps.mirror,
    "a little out of focus": lambda photo: photo.filter(ImageFilter.GaussianBlur(1.5)),
    "pale": lambda photo: ImageEnhance.Contrast(photo).enhance(0.15),
    "in the dark": lambda photo: ImageEnhance.Brightness(photo).enhance(0.12),
    "white on black": ImageOps.invert,
    "from the side": lambda photo: photo.transform(
        photo.size,
        Image.Transform.QUAD,
        (-80, -40, 60, photo.height + 90, photo.width + 120, photo.height - 30, photo.width - 20, 70),
        Image.Resampling.BICUBIC,
        fillcolor="#776655",
    ),
    "far away": lambda photo: ImageOps.pad(photo, (photo.width * 2, photo.height * 2), color="#776655"),
    "huge": lambda photo: photo.resize((photo.width * 3, photo.height * 3)),
    "small": lambda photo: photo.resize((photo.width * 2 // 5, photo.height * 2 // 5)),
    "half in shadow": lambda photo: Image.composite(
        photo, ImageEnhance.Brightness(photo).enhance(0.25), Image.linear_gradient("L").resize(photo.size)
    ),
}


@pytest.mark.parametrize("hand", HANDS.values(), ids=HANDS.keys())
def test_an_owner_need_not_be_a_photographer(counter: Image.Image, card: Image.Image, hand: object) -> None:
    """However the sticker was photographed, its code is read; JPEG at quality 40 as chats make it."""
    assert callable(hand)
    assert read_qr(saved(hand(card), quality=40)) == PAYMENT
    if hand not in (HANDS["small"], HANDS["a little out of focus"]):
        assert read_qr(saved(hand(counter), quality=40)) == PAYMENT


FILES = {
    "JPEG": ("L", "RGB", "CMYK", "1"),
    "PNG": ("L", "RGB", "P", "RGBA", "1"),
    "WEBP": ("L", "RGB", "RGBA"),
}


@pytest.mark.parametrize(("kind", "mode"), [(kind, mode) for kind, modes in FILES.items() for mode in modes])
def test_any_usual_picture_file_will_do(card: Image.Image, kind: str, mode: str) -> None:
    """Scans, screenshots and stickers come in many kinds."""
    assert read_qr(saved(card.convert(mode), kind)) == PAYMENT


def test_a_see_through_code_is_read_as_on_white_paper(card: Image.Image) -> None:
    """A designer's file has black squares on nothing."""
    grey = card.convert("L").crop((100, 260, 800, 880))
    ink = Image.new("RGBA", grey.size, (0, 0, 0, 0))
    ink.paste((0, 0, 0, 255), mask=ImageOps.invert(grey))
    assert read_qr(saved(ink, "PNG")) == PAYMENT


def test_of_several_codes_the_payment_code_is_taken(card: Image.Image) -> None:
    """A poster often shows the shop's Instagram beside its QRIS."""
    other = Image.open(BytesIO(draw_qr("https://instagram.com/toko", title="Instagram")))
    for order in ((other, card), (card, other)):
        poster = Image.new("RGB", (1800, 1200), "white")
        for at, part in enumerate(order):
            poster.paste(part.convert("RGB"), (at * 900, 0))
        assert read_qr(saved(poster)) == PAYMENT


def test_another_code_is_still_read_when_it_is_the_only_one() -> None:
    """The shop can then say what it saw instead of nothing."""
    assert read_qr(draw_qr("https://instagram.com/toko", title="Instagram")) == "https://instagram.com/toko"


def test_a_photo_without_a_code_gives_nothing() -> None:
    """A picture of a cat, of noise, of nothing."""
    noise = Image.frombytes("L", (900, 900), random.Random(1).randbytes(810_000))
    for picture in (
        noise,
        Image.new("RGB", (800, 600), "teal"),
        Image.new("L", (1, 1)),
        Image.new("L", (3000, 22)),
    ):
        assert read_qr(saved(picture)) is None


def test_a_broken_file_gives_nothing(card: Image.Image) -> None:
    """Cut uploads, other kinds of file and noise never raise."""
    whole, dice = saved(card), random.Random(3)
    for file in (
        b"",
        b"GIF89a",
        b"%PDF-1.7",
        b"<svg/>",
        dice.randbytes(5000),
        whole[:100],
        whole[:9000],
        b"\xff\xd8",
    ):
        assert read_qr(file) is None
    assert read_qr(saved(card, "PNG")[:4000]) is None


def test_a_damaged_file_never_raises(card: Image.Image) -> None:
    """Bytes that changed on the way cost the picture at most."""
    dice = random.Random(11)
    for kind in ("JPEG", "PNG", "WEBP"):
        whole = saved(card, kind)
        for _ in range(15):
            damaged = bytearray(whole)
            for _ in range(20):
                damaged[dice.randrange(len(damaged))] = dice.randrange(256)
            assert read_qr(bytes(damaged)) in {PAYMENT, None}


def bomb(width: int, height: int) -> bytes:
    """A tiny PNG that says it is enormous."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 100_000)), (b"IEND", b""))
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize("size", [(8001, 8001), (10_000, 10_000), (60_000, 60_000), (1_000_000, 70)])
def test_a_picture_that_would_fill_the_memory_is_not_opened(size: tuple[int, int]) -> None:
    """The declared size alone is enough to refuse it."""
    assert size[0] * size[1] > MOST_PIXELS
    assert read_qr(bomb(*size)) is None


def test_a_file_larger_than_a_bot_may_fetch_is_not_opened() -> None:
    """Twenty megabytes is Telegram's own limit."""
    assert read_qr(b"\xff\xd8" + bytes(20 * 1024 * 1024)) is None


def test_a_payload_no_code_can_hold_is_refused() -> None:
    """A QR code ends at some two thousand letters."""
    with pytest.raises(ValueError):
        draw_qr("x" * 3000, title="Toko")
