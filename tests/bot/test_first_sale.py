"""The first sale, end to end, through Telegram's own door: browse, order, pay, confirm, ship, track, receive."""

import io
from dataclasses import dataclass

import pytest
import zxingcpp
from PIL import Image

from bot.demo import SYNTHETIC_QRIS
from checkout import qris
from tests.phone import Phone, labels
from tests.stage import Stage


@dataclass(frozen=True)
class Words:
    """What a person looks for on the screen."""

    shop: str
    shelf: str
    buy: str
    share: str
    place: str
    in_review: str
    confirmed: str
    track: str
    received: str
    home: str
    payment: str
    bank: str


READS = {
    "id": Words("Belanja", "Rumah & Hobi", "Beli sekarang", "Bagikan nomor", "Buat pesanan", "sudah kami terima",
                "sudah dikonfirmasi", "Lacak", "Sudah diterima", "Beranda", "Pembayaran", "Transfer bank"),
    "en": Words("Shop", "Rumah & Hobi", "Buy now", "Share my phone", "Place order", "We have the proof",
                "is confirmed", "Track", "Received", "Home", "Payment", "Bank transfer"),
}  # fmt: skip


def a_slip(shade: int) -> bytes:
    """A picture that could be a payment slip; every shade is another picture."""
    image = Image.new("RGB", (320, 480), (250, 250, 250))
    for row in range(0, 480, 12):
        for column in range(0, 320, 16):
            tone = (row * 7 + column * shade * 13 + shade * 31) % 255
            image.paste((tone, 255 - tone, (tone * 3) % 255), (column, row, column + 15, row + 11))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG")
    return buffer.getvalue()


def read_code(picture: bytes) -> str:
    """Read a QR code the way a banking app would."""
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))
    assert len(found) == 1
    return found[0].text


async def order_the_bear(phone: Phone, words: Words) -> None:
    """From /start to the summary of a new shopper's first order: everything missing is asked for."""
    await phone.starts()
    await phone.taps(words.shop)
    await phone.taps(words.shelf)
    await phone.taps("Boneka Beruang")
    await phone.taps(words.buy)
    await phone.shares_contact()
    await phone.types("Jl. Melati 5, RT 02/03")
    await phone.types("coblong")
    await phone.taps("Coblong")


def order_number(text: str) -> int:
    """The number in ``… #1001 …``."""
    return int(
        "".join(letter for letter in text.split("#")[1] if letter.isdigit() or letter == " ").split()[0]
    )


@pytest.mark.parametrize("language", ["id", "en"])
async def test_a_newcomer_buys_by_qris_and_receives_the_parcel(stage: Stage, language: str) -> None:
    """The whole life of an order; the QR in the chat is the merchant's own, with this order's amount."""
    words, phone, owner = READS[language], stage.sari if language == "id" else stage.ben, stage.owner
    await owner.starts()
    await order_the_bear(phone, words)
    await phone.taps(words.place)
    assert phone.taps_made <= 8
    assert phone.answers_given <= 4

    shown = await phone.newest()
    number = order_number(shown["text"])
    code = qris.parse(read_code(await phone.photo(shown)))
    own = qris.parse(SYNTHETIC_QRIS)
    # the bear costs 110.000, one kilogram to Coblong 10.000
    assert code.amount == 120_000
    assert "Rp120.000" in shown["text"]
    changed = {"01", "54", "63"}
    assert [f for f in code.fields if f.tag not in changed] == [f for f in own.fields if f.tag not in changed]
    assert code.is_dynamic

    await owner.hears(f"#{number}")
    await prove_ship_and_receive(stage, phone, words, number, "Rp120.000")


async def prove_ship_and_receive(stage: Stage, phone: Phone, words: Words, number: int, amount: str) -> None:
    """From the proof to the received parcel; the owner needs one tap to confirm, one and the number to ship."""
    owner = stage.owner
    answer = await phone.sends_photo(a_slip(number))
    assert words.in_review in answer["text"]
    proof = await owner.message_with("Konfirmasi pembayaran")
    assert proof["kind"] == "photo"
    assert amount in proof["text"]
    taps, answers = owner.taps_made, owner.answers_given
    await owner.taps("Konfirmasi pembayaran", message=proof)
    assert owner.taps_made - taps == 1
    await phone.hears(words.confirmed)
    taps = owner.taps_made
    await owner.taps("Kirim")
    await owner.types(f"JP123456{number}")
    assert (owner.taps_made - taps, owner.answers_given - answers) == (1, 1)
    shipped = await phone.hears(f"JP123456{number}")
    assert any(words.track in label for label in labels(shipped))
    await phone.taps(words.track)
    assert f"JP123456{number}" in (await phone.newest())["text"]
    await phone.taps(words.received)
    await owner.hears(f"sudah menerima pesanan #{number}")
    assert "✅" in (await owner.types("/audit"))["text"]


async def test_bank_transfers_carry_amounts_that_nobody_else_was_given(stage: Stage) -> None:
    """Two open orders of the same goods differ in the amount to pay, so the owner knows whose money came."""
    await stage.owner.starts()
    amounts = []
    for phone, own in ((stage.sari, READS["id"]), (stage.ben, READS["en"])):
        await order_the_bear(phone, own)
        await phone.taps(own.payment)
        await phone.taps(own.bank)
        await phone.taps(own.place)
        shown = await phone.newest()
        assert "1234567890" in shown["text"]
        amounts.append(int(shown["text"].split("Rp")[1].split("\n")[0].replace(".", "")))
    assert len(set(amounts)) == 2
    assert all(120_001 <= amount <= 120_999 for amount in amounts)
    for phone, own, number, amount in (
        (stage.sari, READS["id"], 1001, amounts[0]),
        (stage.ben, READS["en"], 1002, amounts[1]),
    ):
        await prove_ship_and_receive(stage, phone, own, number, f"Rp{amount:,}".replace(",", "."))


async def test_a_returning_shopper_is_three_taps_from_a_link_to_the_code(stage: Stage) -> None:
    """A product link in a channel: buy now, place the order, pay. Nothing is asked again."""
    await order_the_bear(stage.ben, READS["en"])
    await stage.ben.taps("Place order")
    card = await stage.ben.types("madu")
    await stage.ben.taps("Madu Hutan", message=card)
    opened = await stage.ben.newest()
    link = next(b["copy"] for row in opened["buttons"] for b in row if b.get("copy"))
    await stage.ben.starts(link.split("start=")[1])
    taps, answers = stage.ben.taps_made, stage.ben.answers_given
    await stage.ben.taps("Buy now")
    await stage.ben.taps("Place order")
    shown = await stage.ben.newest()
    assert qris.parse(read_code(await stage.ben.photo(shown))).amount == 135_000
    assert stage.ben.taps_made - taps <= 3
    assert stage.ben.answers_given == answers
