"""A shopper gets an invoice and a receipt: every amount on it is explained, in their language, whatever things are called."""

import datetime as dt
from dataclasses import replace
from io import BytesIO
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from bot.screens.papers import paper_labels
from bot.words import Library
from checkout.papers.paper import Adjustment, Paper, PaperDoesNotAddUp, PaperKind, PaperLine, PaperSize, Tax
from checkout.papers.pdf import draw_paper
from checkout.papers.righttoleft import glyph_order

LIBRARY = Library(default="id", currency="IDR", zone=ZoneInfo("Asia/Jakarta"))
MUG = PaperLine("Gelas Enamel", "Putih, 300 ml", 2, 45_000, 80_000, discount=10_000)
TEA = PaperLine("Teh Melati", "", 1, 25_000, 25_000)
INVOICE = Paper(
    kind=PaperKind.INVOICE,
    number="INV-17",
    date=dt.date(2026, 11, 25),
    language="id",
    currency="IDR",
    shop_name="Toko Melati",
    shop_address="Jl. Contoh 5\nBandung 40111",
    shop_npwp="00.000.000.0-000.000",
    buyer_name="Budi Karangan",
    buyer_phone="+62 ••••••••890",
    buyer_address="Jl. Rekaan 17\nKec. Coblong",
    lines=(MUG, TEA),
    discounts=(Adjustment("Voucher HEMAT5", 5_000),),
    shipping=Adjustment("JNE REG (1 kg)", 18_000),
    fees=(Adjustment("Kode unik", 123),),
    tax=Tax("11%", 11_702, included=True),
    total=118_123,
    due=118_123,
    instructions=("Transfer tepat Rp118.123 ke BCA 1112223334.",),
    notes=("Terima kasih!",),
)


def drawn(paper: Paper, size: PaperSize = PaperSize.A4) -> bytes:
    """Draw a paper with the shop's own words."""
    return draw_paper(paper, paper_labels(LIBRARY.for_language(paper.language), paper.kind), size)


def pages_of(data: bytes) -> list[str]:
    """Give the text of each page, as somebody who selects it all gets it."""
    return [page.extract_text() for page in PdfReader(BytesIO(data)).pages]


def text_of(paper: Paper, size: PaperSize = PaperSize.A4) -> str:
    """Give everything that can be selected on a paper."""
    return "\n".join(pages_of(drawn(paper, size)))


@pytest.mark.parametrize("size", PaperSize)
def test_everything_about_an_order_stands_on_its_invoice(size: PaperSize) -> None:
    """Who, to whom, what, when, how much and how to pay, as text that can be searched and copied."""
    text = text_of(INVOICE, size)
    for said in (
        "FAKTUR", "INV-17", "25 November 2026", "Toko Melati", "Bandung 40111", "NPWP 00.000.000.0-000.000",
        "Budi Karangan", "890", "Kec. Coblong", "Gelas Enamel", "Putih, 300 ml", "Teh Melati",
        "Transfer tepat Rp118.123 ke BCA 1112223334.", "Terima kasih!", "Halaman 1 dari 1",
    ):  # fmt: skip
        assert said in text, said


def test_every_rupiah_of_the_total_is_explained() -> None:
    """Price, quantity, discount on the line, voucher, shipping, unique code and the tax within."""
    text = " ".join(text_of(INVOICE).split())
    for said in (
        "Rp45.000", "Potongan -Rp10.000", "Rp80.000", "Subtotal", "Rp105.000", "Voucher HEMAT5", "-Rp5.000",
        "JNE REG (1 kg)", "Rp18.000", "Kode unik", "Rp123", "Total", "Rp118.123", "termasuk PPN 11%", "Rp11.702",
        "Sisa tagihan",
    ):  # fmt: skip
        assert said in text, said
    assert "Dibayar" not in text


def test_a_receipt_says_what_was_paid_and_given_back() -> None:
    """In English, with tax on top and a part refunded; nothing is due, so nothing is said of it."""
    receipt = replace(
        INVOICE, kind=PaperKind.RECEIPT, language="en", tax=Tax("11%", 1_877, included=False), total=120_000,
        due=0, paid=120_000, refunded=20_000, instructions=(), date=dt.date(2026, 5, 1),
    )  # fmt: skip
    text = " ".join(text_of(receipt).split())
    for said in (
        "RECEIPT",
        "1 May 2026",
        "PPN (VAT) 11%",
        "Rp1.877",
        "Paid",
        "-Rp120.000",
        "Refunded",
        "Rp20.000",
        "Page 1 of 1",
    ):
        assert said in text, said
    assert "Amount due" not in text
    assert "How to pay" not in text


def test_a_credit_note_and_a_small_paper_are_drawn() -> None:
    """Nothing but a name, a thing and a price; a code may also be taken off a QRIS payment."""
    small = Paper(
        PaperKind.CREDIT_NOTE, "CN-1", dt.date(2026, 11, 25), "en", "IDR", "Toko", "Wati", (TEA,), 24_900, 0,
        fees=(Adjustment("Code", -100),),
    )  # fmt: skip
    text = " ".join(text_of(small).split())
    assert "CREDIT NOTE" in text
    assert "-Rp100" in text
    assert "NPWP" not in text


def test_money_of_the_neighbours_is_written_as_they_do() -> None:
    """A shop in Singapore sells in cents."""
    line = PaperLine("Mug", "", 1, 1250, 1250)
    paper = replace(
        INVOICE, language="en", currency="SGD", lines=(line,), discounts=(), shipping=None, fees=(), tax=None,
        total=1250, due=1250,
    )  # fmt: skip
    assert "12.50" in text_of(paper)


def test_the_same_paper_is_the_same_file() -> None:
    """Drawn again tomorrow, not a byte is different."""
    assert drawn(INVOICE) == drawn(replace(INVOICE))


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"total": 118_124}, "total"),
        ({"fees": ()}, "total"),
        ({"lines": (replace(MUG, amount=90_000), TEA)}, "line"),
        ({"paid": -1}, "negative"),
        ({"discounts": (Adjustment("x", -5_000),), "total": 128_123}, "negative"),
    ],
)
def test_a_paper_that_does_not_add_up_is_not_made(change: dict[str, object], what: str) -> None:
    """No shopper gets an invoice whose sum is wrong."""
    with pytest.raises(PaperDoesNotAddUp) as refusal:
        replace(INVOICE, **change)  # type: ignore[arg-type]
    assert refusal.value.facts == {"number": "INV-17", "what": what}


def long_order(count: int) -> Paper:
    """An order of many different things."""
    lines = tuple(
        PaperLine(f"Barang nomor {at:03}", "Merah", 1, 1_000 + at, 1_000 + at) for at in range(count)
    )
    total = sum(line.amount for line in lines)
    return replace(
        INVOICE, lines=lines, discounts=(), shipping=None, fees=(), tax=None, total=total, due=total
    )


@pytest.mark.parametrize("size", PaperSize)
def test_two_hundred_lines_fill_pages_that_each_explain_themselves(size: PaperSize) -> None:
    """The names of the columns stand on each page, the pages are counted, every line is there once and in order."""
    pages = pages_of(drawn(long_order(200), size))
    assert len(pages) > 3
    for number, page in enumerate(pages, start=1):
        assert f"Halaman {number} dari {len(pages)}" in page
        assert ("Harga satuan" in page) == ("Barang nomor" in page)
    text = "\n".join(pages)
    places = [text.index(f"Barang nomor {at:03}") for at in range(200)]
    assert places == sorted(places)
    assert all(text.count(f"Barang nomor {at:03}") == 1 for at in range(200))


WORD = "Sangatpanjangtanpaspasi" * 40
NAMES = [
    "Budi",
    WORD,
    "nama yang panjang " * 300,
    "كتاب الطبخ (الجزء 2)",
    "שלום עולם",
    "王小明的茶",
    "กาแฟ",
    "Tas 🎒👩‍👩‍👧",
    "Zoë Ñandú Đức",
    "a\u0301\u0301",
    "\ud800",
    "\0\x1b[1m",
    "<b>&amp;</b>",
    "\u202eevil",
    "",
]


@pytest.mark.parametrize("size", PaperSize)
@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_whatever_things_are_called_stays_on_the_sheet(name: str, size: PaperSize) -> None:
    """Long words, other scripts, emoji and noise are wrapped, drawn or boxed; the margins stay white."""
    line = replace(MUG, name=name, options=name)
    paper = replace(
        INVOICE, lines=(line, TEA), shop_name=name, shop_address=name, buyer_name=name, buyer_address=name,
        discounts=(Adjustment(name, 5_000),), instructions=(name,), notes=(name,), number=f"INV-17 {name[:60]}",
    )  # fmt: skip
    document = pypdfium2.PdfDocument(drawn(paper, size))
    for page in document:
        picture = page.render(scale=1, grayscale=True).to_pil()
        wide, high = picture.size
        for margin in (
            (0, 0, 28, high),
            (wide - 28, 0, wide, high),
            (0, 0, wide, 28),
            (0, high - 20, wide, high),
        ):
            assert picture.crop(margin).getextrema() == (255, 255)
        assert picture.getextrema() != (255, 255)
    document.close()


def test_what_the_font_lacks_is_seen_to_be_there() -> None:
    """Chinese becomes boxes, what stands beside it stays."""
    text = text_of(replace(INVOICE, buyer_name="王小明 alias Budi"))
    assert "□□□ alias Budi" in text


@pytest.mark.parametrize(
    ("typed", "drawn_as"),
    [
        ("Toko שלום (גב) 17", "Toko 17 (בג) םולש"),
        ("(שלום) Budi", "(םולש) Budi"),
        ("שלום, עולם!", "םלוע ,םולש!"),
        ("שָׁלוֹם", "םולש"),
        ("سلام", "\ufee1\ufefc\ufeb3"),
        ("دار 2", "2 \ufead\ufe8d\ufea9"),
        ("Budi & Ani", "Budi & Ani"),
    ],
)
def test_right_to_left_names_are_drawn_from_the_right(typed: str, drawn_as: str) -> None:
    """Words of Hebrew and Arabic are turned around and joined; numbers, brackets and Latin letters stay readable."""
    assert glyph_order(typed) == drawn_as


@settings(max_examples=40, deadline=None)
@given(
    st.text(max_size=80),
    st.text(alphabet=st.characters(categories=["Lo", "Mn", "Nd", "Ps", "Pe"]), max_size=40),
)
def test_no_name_upsets_the_printer(name: str, strange: str) -> None:
    """Any text at all gives a paper whose amounts can be read."""
    paper = replace(
        INVOICE, lines=(replace(MUG, name=name, options=strange), TEA), buyer_name=strange, notes=(name,)
    )
    assert "Rp118.123" in text_of(paper, PaperSize.A5)
