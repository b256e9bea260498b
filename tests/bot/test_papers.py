"""An invoice before the money, a receipt after it: one tap, a PDF in the reader's language."""

from io import BytesIO
from typing import Any

from pypdf import PdfReader

from tests.bot.test_first_sale import READS, order_number, order_the_bear
from tests.phone import Phone, labels
from tests.stage import Stage


async def paper_after(stage: Stage, phone: Phone, label: str, message: dict[str, Any]) -> tuple[str, str]:
    """Tap for a paper: its file name and everything that can be read on it. It costs two calls."""
    before = len(await stage.calls())
    await phone.taps(label, message=message)
    made = [call["method"] for call in (await stage.calls())[before:] if call["method"] != "getUpdates"]
    assert sorted(made) == ["answerCallbackQuery", "sendDocument"]
    sent = await phone.newest()
    assert sent["kind"] == "document"
    pages = PdfReader(BytesIO(await phone.photo(sent))).pages
    return sent["file"]["name"], " ".join(" ".join(page.extract_text() for page in pages).split())


async def an_order(stage: Stage, phone: Phone, language: str, *, bank: bool = False) -> int:
    """Order the bear; give the number."""
    words = READS[language]
    await stage.owner.starts()
    await order_the_bear(phone, words)
    if bank:
        await phone.taps(words.payment)
        await phone.taps(words.bank)
    await phone.taps(words.place)
    number = order_number((await phone.newest())["text"])
    await stage.owner.hears(f"baru #{number}")
    return number


async def test_an_invoice_and_then_a_receipt(stage: Stage) -> None:
    """Ben's transfer: lines, shipping, unique code and where to pay; once paid, what he paid."""
    number = await an_order(stage, stage.ben, "en", bank=True)
    await stage.ben.types("/orders")
    await stage.ben.taps(f"#{number}")
    card = await stage.ben.newest()
    name, text = await paper_after(stage, stage.ben, "Invoice", card)
    assert name == f"invoice-{number}.pdf"
    for said in ("INVOICE", str(number), "Boneka Beruang", "Rp110.000", "Shipping JNE REG", "Rp10.000",
                 "Unique code", "Amount due Rp120.", "BCA 1234567890", "Jl. Melati 5"):  # fmt: skip
        assert said in text, said
    assert "+6281200002002" not in text, "the phone number is masked"
    await stage.owner.types(f"/confirm {number}")
    await stage.ben.hears("is confirmed")
    await stage.ben.types("/orders")
    await stage.ben.taps(f"#{number}")
    name, text = await paper_after(stage, stage.ben, "Receipt", await stage.ben.newest())
    assert name == f"receipt-{number}.pdf"
    for said in ("RECEIPT", "Paid -Rp120.", "Thank you!"):
        assert said in text, said
    assert "Amount due" not in text


async def test_the_owner_sends_for_a_paper_with_the_shops_own_details(stage: Stage) -> None:
    """Address and NPWP are optional settings; what is no NPWP is explained, a dash takes it away."""
    owner = stage.owner
    number = await an_order(stage, stage.sari, "id")
    card = await owner.types(f"/order {number}")
    _, text = await paper_after(stage, owner, "Faktur", card)
    assert "NPWP" not in text
    await owner.types("/settings")
    await owner.taps("Faktur dan kuitansi")
    await owner.taps("Alamat")
    assert "Jl. Contoh 5" in (await owner.types("Jl. Contoh 5\nBandung 40111"))["text"]
    await owner.taps("NPWP")
    assert "15 atau 16 angka" in (await owner.types("123"))["text"]
    assert "01.234.567.8-901.000" in (await owner.types("012345678901000"))["text"]
    card = await owner.types(f"/order {number}")
    _, text = await paper_after(stage, owner, "Faktur", card)
    for said in ("FAKTUR", "Bandung 40111", "NPWP 01.234.567.8-901.000", "Sisa tagihan Rp120.000"):
        assert said in text, said
    await owner.types("/settings")
    await owner.taps("Faktur dan kuitansi")
    await owner.taps("NPWP")
    assert "01.234" not in (await owner.types("-"))["text"]


async def test_an_order_that_ended_unpaid_has_no_paper(stage: Stage) -> None:
    """The card offers none, and an old button says so."""
    number = await an_order(stage, stage.ben, "en")
    await stage.ben.types("/orders")
    await stage.ben.taps(f"#{number}")
    card = await stage.ben.newest()
    data = next(b["data"] for row in card["buttons"] for b in row if "Invoice" in b["text"])
    await stage.ben.taps("Cancel order", message=card)
    await stage.ben.taps("Yes, cancel")
    ended = await stage.ben.newest()
    assert not any("Invoice" in label or "Receipt" in label for label in labels(ended))
    answer = await stage.ben.taps_data(data, ended)
    assert answer["show_alert"]
    assert f"#{number}" in answer["text"]


async def test_nobody_reads_the_paper_of_somebody_else(stage: Stage) -> None:
    """A forged button, also one that claims to be the owner's, shows nothing of another shopper's order."""
    number = await an_order(stage, stage.ben, "en")
    await stage.sari.starts()
    for data in (f"yk:{number}:1", f"yk:{number}:0"):
        await stage.sari.taps_data(data, await stage.sari.newest())
        assert all(one["kind"] != "document" for one in await stage.sari.messages())
