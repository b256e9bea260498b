"""Shoppers write their number as they always do; couriers can call it, others cannot read it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.phones import PhoneUnreadable, mask_phone, normalise_phone


@pytest.mark.parametrize(
    "typed",
    [
        "081234567890",
        "0812-3456-7890",
        "0812 3456 7890",
        "(0812) 3456.7890",
        "+62 812 3456 7890",
        "6281234567890",
        "81234567890",
        "WA: 0812-3456-7890",
        "tel:+62-812-3456-7890",
        "０８１２３４５６７８９０",
        "+62 (0)812-3456-7890",
        "\u202a+62 812‑3456‑7890\u202c",
    ],
)
def test_a_shopper_writes_the_number_any_way(typed: str) -> None:
    """One form is kept, whatever was typed."""
    assert normalise_phone(typed) == "+6281234567890"


@pytest.mark.parametrize(
    ("typed", "region", "kept"),
    [
        ("+65 8123 4567", "ID", "+6581234567"),
        ("012-345 6789", "MY", "+60123456789"),
        ("021 3456789", "ID", "+62213456789"),
    ],
)
def test_neighbours_and_landlines_are_welcome(typed: str, region: str, kept: str) -> None:
    """A country code is heeded; without one the shop's own country is meant."""
    assert normalise_phone(typed, region) == kept


@pytest.mark.parametrize(
    "typed",
    ["", "halo", "0812", "112", "08123456789012345", "+999 12345678", "rumah 5", "1234", "0812345678 ext 5"],
)
def test_what_cannot_be_called_is_refused(typed: str) -> None:
    """The shopper is asked again; the log does not learn the number."""
    with pytest.raises(PhoneUnreadable) as refusal:
        normalise_phone(typed)
    assert refusal.value.facts == {"region": "ID"}


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("+6281234567890", "+62 ••••••••890"),
        ("+6581234567", "+65 •••••567"),
        ("081234567890", "••••••••890"),
        ("12345", "••••••••"),
        ("", "••••••••"),
        ("+1 2345", "+1 ••••"),
    ],
)
def test_others_see_only_the_last_digits(phone: str, shown: str) -> None:
    """Enough to recognise a number one knows, too little to call."""
    assert mask_phone(phone) == shown


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30) | st.from_regex(r"\+?[0-9 ().-]{3,20}", fullmatch=True))
def test_no_text_upsets_the_reader(typed: str) -> None:
    """A number is kept or refused by name; what is kept stays as it is, and masking never fails."""
    assert mask_phone(typed)
    try:
        kept = normalise_phone(typed)
    except PhoneUnreadable:
        return
    assert normalise_phone(kept) == kept
