"""Owners hand parcels to couriers and type the numbers off the receipts; shoppers follow them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkout.couriers import COURIERS, WaybillUnreadable, clean_waybill, find_courier, guess_couriers


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("jne", "jne"),
        (" JNE ", "jne"),
        ("J&T", "jnt"),
        ("j & t express", "jnt"),
        ("jnt", "jnt"),
        ("J&T Cargo", "jnt_cargo"),
        ("jnt_cargo", "jnt_cargo"),
        ("Si Cepat", "sicepat"),
        ("sicepet", "sicepat"),
        ("antaraja", "anteraja"),
        ("GoSend", "gojek"),
        ("go-send", "gojek"),
        ("grab", "grab"),
        ("shopee express", "spx"),
        ("ID Express", "idexpress"),
        ("ninja", "ninja"),
        ("Pos Indonesia", "pos"),
        ("toko", "toko"),
        ("antar sendiri", "toko"),
        ("lainnya", "other"),
        ("other", "other"),
    ],
)
def test_an_owner_says_the_courier_in_any_usual_way(said: str, code: str) -> None:
    """Nicknames, capitals and a slip in a long name are understood."""
    courier = find_courier(said)
    assert courier is not None
    assert courier.code == code


@pytest.mark.parametrize("said", ["", "&", "merpati", "jn", "🚚", "express", "x" * 1000])
def test_an_unknown_courier_is_not_guessed(said: str) -> None:
    """Short names do not forgive slips: JNE and J&T are near enough already."""
    assert find_courier(said) is None


def test_the_usual_couriers_come_first_and_the_rest_last() -> None:
    """A keyboard shows them in this order."""
    codes = list(COURIERS)
    assert codes[:2] == ["jne", "jnt"]
    assert codes[-2:] == ["toko", "other"]
    assert [courier.code for courier in COURIERS.values() if not courier.is_company] == ["toko", "other"]


def test_codes_fit_into_a_button() -> None:
    """A button carries at most 64 bytes; codes are short and plain."""
    assert all(re.fullmatch(r"[a-z_]{2,10}", code) for code in COURIERS)


def test_a_shopper_is_led_to_the_couriers_page() -> None:
    """Only secure pages are linked; the shop's own rider has none."""
    pages = {code: courier.tracking_url("JP1234567890") for code, courier in COURIERS.items()}
    assert pages["jnt"] == "https://jet.co.id/track"
    assert pages["toko"] is pages["other"] is pages["gojek"] is None
    assert all(page.startswith("https://") for page in pages.values() if page)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("jp 1234 567 890", "JP1234567890"),
        ("11-12-345678901", "1112345678901"),
        (" spxid012345678901\n", "SPXID012345678901"),
        ("0012.3456.7890", "001234567890"),
        ("LXAD–1234567890", "LXAD1234567890"),
        ("A12345", "A12345"),
    ],
)
def test_a_number_is_kept_without_its_dress(typed: str, kept: str) -> None:
    """Spaces and dashes of the receipt do not matter."""
    assert clean_waybill(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "12345",
        "besok ya kak",
        "ABCDEF",
        "ABC123",
        "1" * 31,
        "JP123456789٠",
        "<b>12345678</b>",
        "1234567é",
    ],
)
def test_an_absurd_number_is_refused(typed: str) -> None:
    """Words, fragments and foreign digits are no waybill."""
    with pytest.raises(WaybillUnreadable) as refusal:
        clean_waybill(typed)
    assert refusal.value.facts["typed"] == typed[:40]


@pytest.mark.parametrize(
    ("number", "codes"),
    [
        ("012345678901234", ["jne", "lion"]),
        ("ABCDE00123456789", ["jne"]),
        ("CM12345678901", ["jne"]),
        ("JP1234567890", ["jnt"]),
        ("jx8001234567", ["jnt"]),
        ("JT1234567890", ["jnt", "jne"]),
        ("JT12345678901", ["jne"]),
        ("200012345678", ["jnt_cargo", "sicepat", "tiki"]),
        ("001234567890", ["sicepat", "jnt_cargo", "tiki"]),
        ("10001234567890", ["anteraja", "lion"]),
        ("P2611220012345", ["pos"]),
        ("RR123456785ID", ["pos"]),
        ("660012345678", ["tiki", "jnt_cargo", "sicepat"]),
        ("NLIDAP1234567890", ["ninja"]),
        ("11-12-345678901", ["lion"]),
        ("IDS123456789012", ["idexpress"]),
        ("SPXID012345678901", ["spx"]),
        ("SPXID01234567890A", ["spx"]),
        ("SAP1234567890", ["sap"]),
        ("ABC12345", []),
        ("TSPX1234567890", ["paxel"]),
        ("LXAD-1234567890", ["lex"]),
        ("halo", []),
    ],
)
def test_the_number_hints_at_the_courier(number: str, codes: list[str]) -> None:
    """The surest guess is first; a shape that could be any word is never guessed."""
    assert [courier.code for courier in guess_couriers(number)] == codes


@given(st.text(max_size=40))
def test_no_text_upsets_the_readers(text: str) -> None:
    """A number is kept in one form or refused by name, and kept forms stay as they are."""
    guess_couriers(text)
    find_courier(text)
    try:
        kept = clean_waybill(text)
    except WaybillUnreadable:
        return
    assert clean_waybill(kept) == kept
