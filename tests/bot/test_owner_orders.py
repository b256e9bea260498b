"""The owner's side of an order: the money, the parcel, a word to the shopper."""

from typing import Any

from tests.bot.test_first_sale import READS, a_slip, order_number, order_the_bear
from tests.phone import Phone, labels
from tests.stage import Stage


async def an_order(stage: Stage, phone: Phone) -> int:
    """Order the bear; give the order's number, once the owner has heard of it."""
    words = READS["en" if phone.id == 2002 else "id"]
    await order_the_bear(phone, words)
    await phone.taps(words.place)
    number = order_number((await phone.newest())["text"])
    await stage.owner.hears(f"#{number}")
    return number


async def a_proof(stage: Stage, phone: Phone, shade: int = 1) -> dict[str, Any]:
    """Send a proof; give the owner's message about it."""
    await phone.sends_photo(a_slip(shade))
    return await stage.owner.message_with("Konfirmasi pembayaran")


async def test_a_second_tap_on_confirm_changes_nothing(stage: Stage) -> None:
    """The proof stays on the screen with who confirmed; the second tap is told that it is done."""
    await stage.owner.starts()
    number = await an_order(stage, stage.sari)
    proof = await a_proof(stage, stage.sari)
    await stage.owner.taps("Konfirmasi pembayaran", message=proof)
    shown = next(one for one in await stage.owner.messages() if one["message_id"] == proof["message_id"])
    assert shown["kind"] == "photo"
    assert "Melati" in shown["text"]
    assert any("Kirim" in label for label in labels(shown))
    data = next(b["data"] for row in proof["buttons"] for b in row if "Konfirmasi" in b["text"])
    answer = await stage.owner.taps_data(data, shown)
    assert answer["show_alert"]
    assert str(number) in answer["text"]


async def test_a_rejected_proof_may_be_followed_by_a_better_one(stage: Stage) -> None:
    """The shopper hears of it and sends another picture; that one is confirmed by command."""
    await stage.owner.starts()
    number = await an_order(stage, stage.ben)
    proof = await a_proof(stage, stage.ben)
    await stage.owner.taps("Tolak", message=proof)
    await stage.ben.hears("could not find the payment")
    await a_proof(stage, stage.ben, shade=2)
    assert "lunas" in (await stage.owner.types(f"/confirm {number}"))["text"]
    await stage.ben.hears("is confirmed")


async def test_a_waybill_is_read_however_it_is_typed(stage: Stage) -> None:
    """One command with courier and number in any order; what is no number is explained."""
    owner = stage.owner
    await owner.starts()
    number = await an_order(stage, stage.sari)
    assert "belum lunas" in (await owner.types(f"/ship {number} jne JP1234567890"))["text"]
    await owner.types(f"/confirm {number}")
    assert "JP1234567890" in (await owner.types(f"/ship {number} 12"))["text"]
    assert "J&T Express" in (await owner.types(f"/ship {number} jnt"))["text"]
    shipped = await owner.types(f"/ship {number} JP1234567890 jnt")
    assert "J&T Express" in shipped["text"]
    assert "JP1234567890" in (await stage.sari.hears("J&T Express"))["text"]
    assert f"#{number}" in (await owner.types(f"/ship {number} jnt JP1234567890"))["text"]


async def test_the_question_for_the_waybill_stays_open_after_a_slip(stage: Stage) -> None:
    """Ship, a slip, the right number with another courier before it."""
    owner = stage.owner
    await owner.starts()
    number = await an_order(stage, stage.sari)
    await owner.types(f"/confirm {number}")
    await owner.taps("Kirim")
    await owner.types("12")
    assert "SiCepat" in (await owner.types("si cepat 0001 2345 6789"))["text"]
    await stage.sari.hears("000123456789")


async def test_an_unpaid_order_is_canceled_after_asking(stage: Stage) -> None:
    """The shopper is told; a paid order is not simply canceled."""
    owner = stage.owner
    await owner.starts()
    first = await an_order(stage, stage.ben)
    await owner.types(f"/cancel_order {first}")
    await owner.taps("Ya, batalkan")
    await stage.ben.hears("was canceled")
    second = await an_order(stage, stage.sari)
    await owner.types(f"/confirm {second}")
    refused = await owner.types(f"/cancel_order {second}")
    assert not any("Ya, batalkan" in label for label in labels(refused))
    assert "✅" in (await owner.types("/audit"))["text"]


async def test_orders_are_listed_by_what_has_to_be_done(stage: Stage) -> None:
    """English and Indonesian names of the lists, and a clear answer to others."""
    owner = stage.owner
    await owner.starts()
    number = await an_order(stage, stage.sari)
    for kind in ("unpaid", "belum-bayar", "belum bayar", "BELUM_BAYAR", "all"):
        answer = await owner.types(f"/orders {kind}")
        assert any(f"#{number}" in label for label in labels(answer)), kind
    for kind in ("review", "cek", "to-ship", "kirim", "shipped", "dikirim", "done", "selesai"):
        answer = await owner.types(f"/orders {kind}")
        assert not any(f"#{number}" in label for label in labels(answer)), kind
    assert "belum-bayar" in (await owner.types("/orders entah"))["text"]
    for command in ("/confirm", "/reject", "/ship", "/deliver", "/cancel_order", "/order"):
        assert f"{command} 1024" in (await owner.types(command))["text"]
    assert "1024" in (await owner.types("/order abc"))["text"]
    assert "/orders" in (await owner.types("/order 99999999999"))["text"]


async def test_a_question_is_answered_by_the_shop(stage: Stage) -> None:
    """Tap Reply, type once; the shopper reads it as typed."""
    owner = stage.owner
    await owner.starts()
    await stage.ben.types("/help")
    await stage.ben.taps("Talk to a human")
    await stage.ben.types("Is it <soft>?")
    await owner.hears("Is it <soft>?")
    await owner.taps("Balas")
    assert "3.000" in (await owner.types("y" * 3500))["text"]
    await owner.types("Yes, <very> & more")
    await stage.ben.hears("Yes, <very> & more")


async def test_the_desk_counts_what_waits(stage: Stage) -> None:
    """Unpaid, to check, to pack; every button opens its list."""
    owner = stage.owner
    await owner.starts()
    number = await an_order(stage, stage.sari)
    await a_proof(stage, stage.sari)
    desk = await owner.types("/owner")
    assert "dicek: 1" in desk["text"]
    await owner.taps("Perlu dicek", message=desk)
    assert any(f"#{number}" in label for label in labels(await owner.newest()))
    desk = await owner.types("/owner")
    await owner.taps("Stok menipis", message=desk)
    assert any("sisa" in label for label in labels(await owner.newest()))
