"""Money and goods that go back, by chat: both sides, both languages."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests.bot.test_owner_orders import an_order
from tests.phone import Phone, labels
from tests.stage import Stage


@dataclass(frozen=True)
class Words:
    """What a shopper looks for on the screen."""

    refunded: str
    begun: str
    problem: str
    send_back: str
    next: str
    received: str
    accepted: str
    rejected: str
    credit: str
    orders: str


READS = {
    "id": Words("sudah dikembalikan", "kami kembalikan", "Ada masalah", "Kembalikan barang", "Lanjut",
                "sudah sampai", "kami terima kembali", "belum bisa kami terima", "aldo toko", "Pesanan saya"),
    "en": Words("has been refunded", "We refund", "Problem with", "Send something back", "Next",
                "has arrived", "We take back", "cannot take this back", "tore credit", "My orders"),
}  # fmt: skip


async def paid(stage: Stage, phone: Phone) -> int:
    """Order the bear and have it paid."""
    await stage.owner.starts()
    number = await an_order(stage, phone)
    await stage.owner.types(f"/confirm {number}")
    return number


async def shipped(stage: Stage, phone: Phone) -> int:
    """Order the bear, pay and ship it."""
    number = await paid(stage, phone)
    await stage.owner.types(f"/ship {number} jne JP1234567890")
    return number


async def tapped(phone: Phone, *labels_: str) -> dict[str, Any]:
    """Tap one button after the other on the message that has the first; the message at the end."""
    screen = await phone.message_with(labels_[0])
    for label in labels_:
        await phone.taps(label, message=screen)
        seen = await phone.messages()
        screen = next(one for one in seen if one["message_id"] == screen["message_id"])
    return screen


@pytest.mark.parametrize("language", ["id", "en"])
async def test_an_unshipped_order_is_given_back_as_store_credit(stage: Stage, language: str) -> None:
    """Everything, for sale again, as credit: before and after are shown, the shopper sees it all, and spends it."""
    words, phone, owner = READS[language], stage.sari if language == "id" else stage.ben, stage.owner
    number = await paid(stage, phone)
    start = await owner.types(f"/refund {number}")
    assert "Rp120.000" in start["text"]
    sure = await tapped(owner, "Semuanya", "Kembali ke stok", "Saldo toko")
    assert "Rp0 → Rp120.000" in sure["text"]
    assert "dibatalkan" in sure["text"]
    done = await tapped(owner, "Kembalikan Rp120.000")
    assert "sudah kembali" in done["text"]
    assert "Rp120.000" in (await phone.hears(words.refunded))["text"]
    card = await tapped(phone, "Pesanan" if language == "id" else "Order")
    assert card["text"].count("Rp120.000") >= 2
    assert words.credit in (await phone.types("/orders"))["text"]
    assert "✅" in (await owner.types("/audit"))["text"]

    # the next order is paid with it, in one tap
    again = await order_again(phone, language)
    screen = await tapped(phone, words.credit)
    assert f"#{again}" in screen["text"]
    await owner.hears("dengan saldo toko")
    # a QRIS payment may ask for a rupiah less than the first one did
    assert "Rp120.000 —" not in (await phone.types("/orders"))["text"]
    assert "✅" in (await owner.types("/audit"))["text"]


async def order_again(phone: Phone, language: str) -> int:
    """Order the bear once more; the address is known. Gives the number."""
    from tests.bot.test_first_sale import READS as SALE
    from tests.bot.test_first_sale import order_number

    await phone.types("boneka beruang")
    await phone.taps("Boneka Beruang")
    await phone.taps(SALE[language].buy)
    await phone.taps(SALE[language].place)
    return order_number((await phone.newest())["text"])


async def test_a_sum_in_one_line_is_transferred_by_hand(stage: Stage) -> None:
    """Typed with its reason, shown, confirmed, transferred, told: the shopper hears twice, with the reason."""
    owner, ben = stage.owner, stage.ben
    number = await shipped(stage, ben)
    await owner.types(f"/refund {number} 50000 scratched ear")
    sure = await tapped(owner, "Saya transfer sendiri")
    assert "scratched ear" in sure["text"]
    await tapped(owner, "Kembalikan Rp50.000")
    assert "scratched ear" in (await ben.hears("We refund"))["text"]
    desk = await owner.types("/owner")
    assert any("Perlu dikembalikan (1)" in label for label in labels(desk))
    task = await tapped(owner, "Perlu dikembalikan", f"#{number}")
    assert "tolong transfer" in task["text"]
    assert "sudah kembali" in (await tapped(owner, "Sudah saya transfer"))["text"]
    assert "Rp50.000" in (await ben.hears("has been refunded"))["text"]
    # a second tap on the old button changes nothing
    data = next(b["data"] for row in task["buttons"] for b in row if "Sudah saya transfer" in b["text"])
    assert "sudah diputuskan" in (await owner.taps_data(data, await owner.newest()))["text"]
    assert "Tidak ada uang" in (await owner.types("/refund"))["text"]
    assert "✅" in (await owner.types("/audit"))["text"]


async def test_one_of_two_bears_is_paid_back_and_one_is_packed(stage: Stage) -> None:
    """Lines and pieces by taps; a reason typed on the last screen; the card says what is still to pack."""
    owner, sari = stage.owner, stage.sari
    number = await paid(stage, sari)
    await owner.types(f"/refund {number}")
    await tapped(owner, "Sebagian barang", "Boneka Beruang", "Lanjut", "Rusak atau hilang", "Saya transfer")
    sure = await owner.types("telinganya lepas")
    assert "telinganya lepas" in sure["text"]
    assert "Rp110.000" in sure["text"]
    await tapped(owner, "Kembalikan Rp110.000")
    # the shipping is still owed: the order has ended
    listed = await owner.types("/refund")
    assert any("Rp10.000" in label and "berakhir" in label for label in labels(listed))
    await tapped(owner, "Rp10.000", "Saldo toko", "Kembalikan Rp10.000")
    assert "Rp10.000" in (await sari.hears("sudah dikembalikan"))["text"]
    assert "✅" in (await owner.types("/audit"))["text"]


async def test_what_cannot_be_refunded_is_explained(stage: Stage) -> None:
    """Too much, nothing readable, not paid yet, no such order, a button of an old form: each has its answer."""
    owner, ben = stage.owner, stage.ben
    await owner.starts()
    number = await an_order(stage, ben)
    assert f"/cancel_order {number}" in (await owner.types(f"/refund {number}"))["text"]
    await owner.types(f"/confirm {number}")
    assert "Rp120.000" in (await owner.types(f"/refund {number} 120001"))["text"]
    assert "85.000" in (await owner.types(f"/refund {number} much"))["text"]
    assert "/orders" in (await owner.types("/refund 999999"))["text"]
    await owner.types(f"/refund {number} 1000")
    old = await tapped(owner, "Saldo toko")
    await owner.types(f"/refund {number} 2000")
    await owner.taps("Kembalikan Rp1.000", message=old)
    assert "sudah dijawab" in (await owner.hears("sudah dijawab"))["text"]
    assert "Rp2.000" in (await owner.types(f"/refund {number} 2000"))["text"]
    assert "Boneka" not in (await ben.types("/refund 1001 5"))["text"], "nobody else gives money back"


async def test_a_called_off_refund_is_told(stage: Stage) -> None:
    """The owner thinks again before the transfer: asked first, the shopper is told, the money is free again."""
    owner, ben = stage.owner, stage.ben
    number = await shipped(stage, ben)
    await owner.types(f"/refund {number} 5000")
    await tapped(owner, "Saya transfer sendiri", "Kembalikan Rp5.000", "Tidak jadi", "Ya, tidak jadi")
    await ben.hears("is not made after all")
    assert "Rp120.000" in (await owner.types(f"/refund {number}"))["text"]


@pytest.mark.parametrize("language", ["id", "en"])
async def test_a_bear_comes_back(stage: Stage, language: str) -> None:
    """Problem, this one, why; here, accepted, as credit: each side hears of every step."""
    words, phone, owner = READS[language], stage.sari if language == "id" else stage.ben, stage.owner
    number = await shipped(stage, phone)
    await phone.types("/orders")
    await tapped(phone, f"#{number}", words.problem, words.send_back, "Boneka Beruang", words.next)
    await phone.types("too <small>")
    asked = await owner.hears("too <small>")
    await owner.taps("Sudah sampai", message=asked)
    await phone.hears(words.received)
    sure = await tapped(owner, "Terima, dijual lagi", "Saldo toko")
    assert "Rp110.000" in sure["text"]
    await tapped(owner, "Kembalikan Rp110.000")
    await phone.hears(words.accepted)
    assert "Rp110.000" in (await phone.hears(words.refunded))["text"]
    assert "✅" in (await owner.types("/audit"))["text"]


async def test_a_rejected_return_is_explained_to_the_shopper(stage: Stage) -> None:
    """The owner types why; a second decision is refused."""
    owner, ben = stage.owner, stage.ben
    number = await shipped(stage, ben)
    await ben.types("/orders")
    await tapped(ben, f"#{number}", "Problem with", "Send something back", "Boneka Beruang", "Next")
    await ben.types("I changed my mind")
    asked = await owner.hears("I changed my mind")
    here = next(b["data"] for row in asked["buttons"] for b in row if "Sudah sampai" in b["text"])
    await tapped(owner, "Barang kembali", "Tolak")
    await owner.types("already worn")
    assert "already worn" in (await ben.hears("cannot take this back"))["text"]
    assert (await owner.taps_data(here, await owner.newest()))["show_alert"]


async def test_too_much_money_is_one_tap_away(stage: Stage) -> None:
    """More came than was asked: the news, the card and the list all lead to giving back exactly that."""
    owner, sari = stage.owner, stage.sari
    await owner.starts()
    number = await an_order(stage, sari)
    await owner.types(f"/confirm {number} 125000")
    assert any("Kembalikan Rp5.000" in label for label in labels(await owner.hears("Uang lebih")))
    card = await owner.types(f"/order {number}")
    assert any("Kembalikan Rp5.000" in label for label in labels(card))
    await tapped(owner, "Kembalikan Rp5.000", "Saldo toko", "Kembalikan Rp5.000")
    await sari.hears("sudah dikembalikan")
    assert "Tidak ada uang" in (await owner.types("/refund"))["text"]
    assert any("Kirim" in label for label in labels(await owner.types(f"/order {number}")))
    assert "✅" in (await owner.types("/audit"))["text"]
