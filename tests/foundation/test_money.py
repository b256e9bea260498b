"""Money is read the way people write it, and written the way Indonesians read it."""

import pytest

from foundation.money import AmountUnreadable, format_money, read_money


@pytest.mark.parametrize(
    ("typed", "rupiah"),
    [
        ("85000", 85_000),
        ("85.000", 85_000),
        ("85,000", 85_000),
        ("Rp85.000", 85_000),
        ("rp 85.000", 85_000),
        ("85rb", 85_000),
        ("85 ribu", 85_000),
        ("85k", 85_000),
        ("1,2jt", 1_200_000),
        ("1.2 juta", 1_200_000),
        ("1.250.000", 1_250_000),
        ("85.000,00", 85_000),
        ("0", 0),
    ],
)
def test_an_owner_may_write_a_price_in_many_ways(typed: str, rupiah: int) -> None:
    """All of these are ordinary in Indonesia."""
    assert read_money(typed, "IDR") == rupiah


@pytest.mark.parametrize(
    "typed", ["", "gratis", "-5", "85.5", "1.2345", "12 kg", "9" * 20, "🙂", "1e5", "٣٤٥"]
)
def test_what_is_no_amount_is_refused(typed: str) -> None:
    """A slip of the thumb never becomes a price."""
    with pytest.raises(AmountUnreadable):
        read_money(typed, "IDR")


def test_cents_are_kept_where_a_currency_has_them() -> None:
    """A shop in Singapore charges dollars and cents."""
    assert read_money("12.50", "SGD") == 1250
    assert read_money("12", "SGD") == 1200


@pytest.mark.parametrize("language", ["id", "en"])
def test_rupiah_look_the_same_to_every_reader(language: str) -> None:
    """Rp125.000, as on every price tag in Indonesia."""
    assert format_money(125_000, "IDR", language) == "Rp125.000"


def test_other_currencies_follow_the_reader() -> None:
    """Two digits behind the mark where the currency has them."""
    assert format_money(1250, "USD", "en") == "$12.50"


@pytest.mark.parametrize(
    ("typed", "currency", "minor"),
    [
        ("0.500", "USD", 50),
        ("1,250.500", "USD", 125_050),
        ("1.250", "USD", 125_000),
        ("1.250", "KWD", 1_250),
        ("1,250.500", "KWD", 1_250_500),
        ("1,250,500", "KWD", 1_250_500_000),
        ("0,500 jt", "IDR", 500_000),
    ],
)
def test_half_a_dollar_is_not_five_hundred(typed: str, currency: str, minor: int) -> None:
    """Three digits behind a mark are thousands only where they can be."""
    assert read_money(typed, currency) == minor
