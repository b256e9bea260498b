"""Shoppers ask as they talk; the shop hears what they are looking for."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.words import correct, words_of

MESSAGES = (Path(__file__).parent / "data/shopper_messages.tsv").read_text("utf-8").splitlines()[1:]
SHELF = [
    "benang",
    "boneka",
    "coklat",
    "gaun",
    "hijab",
    "jaket",
    "kaos",
    "kopi",
    "kukis",
    "lip",
    "lipstik",
    "ransel",
]


@pytest.mark.parametrize(
    ("asked", "heard"),
    [
        ("liat2 hijabnya dong", ["hijab"]),
        ("kopi susu literan ada kak?", ["kopi", "susu", "literan"]),
        ("min yg rasa coklat ada?", ["coklat"]),
        ("nyari kado buat cewek budget 100rb", ["kado", "cewek"]),
        ("ready stock gak min size XL", ["xl"]),
        ("min stok kaos hitam L msh ada?", ["kaos", "hitam", "l"]),
        ("kapan restock yg pink nya", ["pink"]),
        ("yg size XXL nambah brp", ["xxl", "nambah"]),
        ("setengah lusin donat kentang ya bu", ["setengah", "lusin", "donat", "kentang"]),
        ("Kaus ITEM!!", ["kaos", "hitam"]),
        ("t-shirt putih", ["kaos", "putih"]),
        ("jilbab / kerudung 🧕", ["hijab"]),
        ("Café Crème", ["cafe", "creme"]),
        ("ＫＡＯＳ 𝓀𝒶ℴ𝓈 𝐊𝐀𝐎𝐒", ["kaos"]),
        ("sepatuuu baguuus", ["sepatu", "bagus"]),
        ("XXXL", ["xxxl"]),
        ("sepatu < Rp 250.000 atau 1,2jt", ["sepatu"]),
        ("tas 300k", ["tas"]),
        ("do you have a black bag?", ["hitam", "tas"]),
        ("looking for a gift for kids", ["kado", "anak"]),
        ("kopi kopi KOPI", ["kopi"]),
        ("Body Lotion Beras 200 ml", ["body", "lotion", "beras", "200", "ml"]),
        ("snake_case", ["snake", "case"]),
        ("東京 кофе", ["東京", "кофе"]),
        ("punya penyanyi?", ["penyanyi"]),
    ],
)
def test_the_shop_hears_what_is_sought(asked: str, heard: list[str]) -> None:
    """Manners, prices, slang and letters in fancy dress are put aside."""
    assert words_of(asked) == heard


@pytest.mark.parametrize(
    "asked", ["permisi gan", "kak 🙏", "🔥🔥🔥", "wkwkwk", "brp kak yg ini", "pricenya?", "", "ada?"]
)
def test_manners_alone_ask_for_nothing(asked: str) -> None:
    """A greeting is no search; the shop may show everything."""
    assert words_of(asked) == []


@pytest.mark.parametrize("line", MESSAGES)
def test_hearing_twice_hears_the_same(line: str) -> None:
    """What was understood from a real message is understood again from itself."""
    heard = words_of(line.split("\t", 1)[0])
    assert words_of(" ".join(heard)) == heard


@given(st.text())
def test_no_text_upsets_the_ear(text: str) -> None:
    """Words come out whole, plain and once."""
    heard = words_of(text)
    assert len(heard) == len(set(heard))
    assert all(word and not any(char.isspace() for char in word) for word in heard)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kop", ["kopi"]),
        ("lip", ["lip", "lipstik"]),
        ("jakte", ["jaket"]),
        ("jket", ["jaket"]),
        ("coklt", ["coklat"]),
        ("bonekka", ["boneka"]),
        ("rannsell", ["ransel"]),
        ("hijap", ["hijab"]),
        ("kpi", []),
        ("jxxet", []),
        ("sepeda", []),
        ("", []),
    ],
)
def test_a_hasty_typist_is_understood(typed: str, meant: list[str]) -> None:
    """One slip in five letters, two in more; short words must begin right."""
    assert correct(typed, SHELF) == meant


def test_beginnings_come_before_slips() -> None:
    """Who is still typing ``kuku`` may mean ``kukus`` before ``kuku`` misspelt."""
    assert correct("kaosa", ["kaos", "kaosan", "kaosa"]) == ["kaosa", "kaosan", "kaos"]
    assert correct("ka", [f"ka{letter}" for letter in "abcdefgh"], limit=3) == ["kaa", "kab", "kac"]
