"""A slip sent twice is recognised; two slips of the same banking app are not mistaken for each other."""

import io

from PIL import Image, ImageDraw, ImageFont

from checkout.likeness import are_alike, likeness


def a_slip(amount: str, reference: str, when: str) -> Image.Image:
    """A payment slip as banking apps draw them: the same for everybody but for a few digits."""
    image = Image.new("RGB", (720, 1280), "#f4f7fb")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 720, 330), fill="#1763b6")
    draw.text((360, 250), "Transfer Berhasil", font=ImageFont.load_default(40), fill="#fff", anchor="mm")
    draw.text((360, 420), amount, font=ImageFont.load_default(64), fill="#123", anchor="mm")
    for number, (name, value) in enumerate([("Tanggal", when), ("Ke", "1234567890"), ("Ref", reference)]):
        draw.text((40, 540 + number * 90), name, font=ImageFont.load_default(32), fill="#678")
        draw.text((680, 540 + number * 90), value, font=ImageFont.load_default(32), fill="#123", anchor="ra")
    return image


def sent(image: Image.Image, quality: int = 90, width: int = 720) -> bytes:
    """The picture as a phone sends it."""
    buffer = io.BytesIO()
    height = image.height * width // image.width
    image.resize((width, height), Image.Resampling.LANCZOS).save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


def test_the_same_slip_forwarded_is_recognised() -> None:
    """Compressed again, smaller or larger: it is the same slip."""
    slip = a_slip("Rp 120.417", "8812044", "23 Nov 11.05")
    first = likeness(sent(slip))
    for quality, width in [(60, 720), (40, 540), (80, 360), (70, 800)]:
        assert are_alike(first, likeness(sent(slip, quality, width)))


def test_two_slips_of_one_app_are_two_slips() -> None:
    """An honest shopper with the same bank is not under suspicion."""
    first = likeness(sent(a_slip("Rp 120.417", "8812044", "23 Nov 11.05")))
    assert not are_alike(first, likeness(sent(a_slip("Rp 120.582", "8812391", "23 Nov 14.40"))))
    assert not are_alike(first, likeness(sent(a_slip("Rp 85.113", "771", "24 Nov 09.12"), 50, 540)))


def test_what_is_no_picture_resembles_nothing() -> None:
    """A broken file has no likeness."""
    assert likeness(b"no picture") == ""
    assert not are_alike("", "")
