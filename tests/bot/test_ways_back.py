"""Nobody gets stuck: every question leads back to where it was asked, and what was typed can be changed again."""

from typing import Any

from tests.phone import Phone, labels
from tests.stage import SARI, Stage


async def at_the_summary(phone: Phone) -> dict[str, Any]:
    """A shopper who has said everything and has only to place the order."""
    await phone.starts()
    await phone.types("boneka beruang")
    await phone.taps("Boneka Beruang")
    await phone.taps("Beli sekarang")
    await phone.shares_contact()
    await phone.types("Jl. Melati 5, RT 02/03")
    await phone.types("coblong")
    return await after_tapping(phone, "Coblong, Kota Bandung")


async def after_tapping(phone: Phone, label: str) -> dict[str, Any]:
    """The newest message, once the tap has redrawn it."""
    await phone.taps(label)
    return await phone.newest()


async def test_a_note_can_be_changed_and_taken_back(stage: Stage) -> None:
    """The question shows the note there is; a dash removes it."""
    sari = stage.sari
    await at_the_summary(sari)
    await sari.taps("Catatan")
    assert "titip di pos" in (await sari.types("titip di pos"))["text"]
    assert "titip di pos" in (await after_tapping(sari, "Catatan"))["text"]
    assert "titip di pos" not in (await sari.types("-"))["text"]


async def test_an_edit_leads_back_to_the_address_and_the_summary(stage: Stage) -> None:
    """Somebody who only looked is back where they were, with no key left below the message field."""
    sari = stage.sari
    await at_the_summary(sari)
    await sari.taps("Alamat")
    assert "Sekarang" in (await after_tapping(sari, "No. HP"))["text"]
    assert "dikirim ke mana" in (await after_tapping(sari, "Kembali"))["text"]
    assert any("Buat pesanan" in label for label in labels(await after_tapping(sari, "Kembali")))
    assert "Boneka Beruang" in (await after_tapping(sari, "Kembali"))["text"]


async def test_an_unknown_district_still_has_a_way_on(stage: Stage) -> None:
    """Another name, the cart, or the seller."""
    sari = stage.sari
    await at_the_summary(sari)
    await sari.taps("Alamat")
    await sari.taps("Kecamatan")
    assert any("Hubungi penjual" in label for label in labels(await sari.types("zzzz")))


async def test_the_phone_number_may_be_shared_after_a_detour(stage: Stage) -> None:
    """The share key works until it is gone; /cancel takes it away."""
    sari = stage.sari
    await sari.starts()
    await sari.types("boneka beruang")
    await sari.taps("Boneka Beruang")
    await sari.taps("Beli sekarang")
    await sari.types("/cart")
    assert "Alamatnya di mana" in (await sari.shares_contact())["text"]


async def test_leaving_the_phone_question_takes_the_key_away(stage: Stage) -> None:
    """No key asks for a number nobody wants any more."""
    sari = stage.sari
    await sari.starts()
    await sari.types("boneka beruang")
    await sari.taps("Boneka Beruang")
    await sari.taps("Beli sekarang")
    assert "/cart" in (await sari.types("/cancel"))["text"]
    chats = (await stage.client.get(f"/sim/people/{SARI}/chats")).json()["chats"]
    assert [chat["keyboard"] for chat in chats] == [None]


async def test_a_question_about_a_product_names_it(stage: Stage) -> None:
    """The owner reads what the question is about; *Back* leads to the product."""
    sari, owner = stage.sari, stage.owner
    await owner.starts()
    await sari.starts()
    await sari.types("boneka beruang")
    await sari.taps("Boneka Beruang")
    assert "Boneka Beruang" in (await after_tapping(sari, "Tanya"))["text"]
    assert "Rp110.000" in (await after_tapping(sari, "Kembali"))["text"]
    await sari.taps("Tanya")
    await sari.types("Ada warna cokelat?")
    await owner.hears("Boneka Beruang 30 cm: Ada warna cokelat?")
