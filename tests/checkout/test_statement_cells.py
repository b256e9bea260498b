"""Amounts and days as Indonesian and English banks write them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkout.statements.cells import Direction, day_of, read_amount, read_moment, read_time
from foundation.money import LARGEST

IN, OUT = Direction.IN, Direction.OUT


@pytest.mark.parametrize(
    ("text", "rupiah", "sen", "direction"),
    [
        ("1.250.000,00", 1_250_000, 0, None),
        ("1,250,000.00", 1_250_000, 0, None),
        ("1250000.00", 1_250_000, 0, None),
        ("1250000", 1_250_000, 0, None),
        ("1250000.0000", 1_250_000, 0, None),
        ("125.123,00 CR", 125_123, 0, IN),
        ("CR 125.123", 125_123, 0, IN),
        ("125,123.00DB", 125_123, 0, OUT),
        ("75000,00(K)", 75_000, 0, IN),
        ("Rp 1.250.000,-", 1_250_000, 0, None),
        ("IDR1,000.50", 1_000, 50, None),
        ("-5.000,00", 5_000, 0, OUT),
        ("5.000-", 5_000, 0, OUT),
        ("(5.000)", 5_000, 0, OUT),
        ("+ 3", 3, 0, IN),
        ("−2 500", 2_500, 0, OUT),
        (".00", 0, 0, None),
        ("'100", 100, 0, None),
        ('="64321"', 64_321, 0, None),
    ],
)
def test_an_amount_is_read_in_any_usual_dress(
    text: str, rupiah: int, sen: int, direction: Direction | None
) -> None:
    """Groups, decimals, signs, brackets and marks of both languages."""
    amount = read_amount(text)
    assert amount is not None
    assert (amount.rupiah, amount.sen, amount.direction) == (rupiah, sen, direction)


@pytest.mark.parametrize(
    "text",
    ["", "-", "CR", "=1+1", "1.2345,6", "1.25.000", "1,2,3", "5O.000", "D 100 CR", "-100 CR", "1.250.500,123", "٣", "1e5",
     "(5.000", "9" * 13, "@5", "1.250,000.000,00"],
)  # fmt: skip
def test_what_is_no_amount_is_not_made_one(text: str) -> None:
    """Formulas, slips, contradictions and absurd sums are refused rather than guessed."""
    assert read_amount(text) is None


@st.composite
def written(draw: st.DrawFn) -> tuple[str, int, int, Direction | None]:
    """An amount, and one of the ways to write it down."""
    rupiah, sen = draw(st.integers(0, LARGEST)), draw(st.integers(0, 99))
    group, mark = draw(
        st.sampled_from([(".", ","), (",", "."), ("", "."), ("", ","), (" ", ","), ("'", ".")])
    )
    text = f"{rupiah:,}".replace(",", group)
    # three digits alone after a mark are a group: whole rupiah are written without decimals or with two
    if sen or draw(st.booleans()):
        text += f"{mark}{sen:02}"
    before, after, direction = draw(
        st.sampled_from(
            [("", "", None), ("Rp", "", None), ("IDR ", "", None), ("", " CR", IN), ("CR ", "", IN), ("", " DB", OUT),
             ("-", "", OUT), ("+", "", IN), ("(", ")", OUT), ("Rp. -", "", OUT), ("", " K", IN), ("D ", "", OUT)]
        )
    )  # fmt: skip
    return f"{before}{text}{after}", rupiah, sen, direction


@given(written())
def test_whatever_amount_a_bank_writes_comes_back(case: tuple[str, int, int, Direction | None]) -> None:
    """Written in any style and read back, an amount is the same to the sen."""
    text, *facts = case
    amount = read_amount(text)
    assert amount is not None
    assert [amount.rupiah, amount.sen, amount.direction] == facts


@pytest.mark.parametrize(
    ("text", "day", "time"),
    [
        ("25/11/2026", "2026-11-25", None),
        ("25-11-26", "2026-11-25", None),
        ("25.11.2026 10.15", "2026-11-25", "10:15:00"),
        ("'25/11", "2026-11-25", None),
        ("25/12", "2025-12-25", None),
        ("25-Nov-26", "2026-11-25", None),
        ("17-Agt-2026", "2026-08-17", None),
        ("17 Agustus 2026 10:15:30", "2026-08-17", "10:15:30"),
        ("03 August 2026 11:27:10", "2026-08-03", "11:27:10"),
        ("1 Mei 2026", "2026-05-01", None),
        ("Dec 31, 2025", "2025-12-31", None),
        ("2026-11-25 23:44:44", "2026-11-25", "23:44:44"),
        ("2026-11-25T10:00:00+07:00", "2026-11-25", "10:00:00"),
        ("20261125", "2026-11-25", None),
        ("29/02", "2024-02-29", None),
    ],
)
def test_a_day_is_read_in_both_languages(text: str, day: str, time: str | None) -> None:
    """Read on the 25th of November 2026: days without a year are the latest such days."""
    moment = read_moment(text)
    assert moment is not None
    assert day_of(moment, dt.date(2026, 11, 25)) == dt.date.fromisoformat(day)
    assert moment.time == (dt.time.fromisoformat(time) if time else None)


@pytest.mark.parametrize(
    "text", ["", "Saldo", "31/02/2026", "00/02", "13/13/2026", "25/Foo/2026", "5.000.000", "99999999"]
)
def test_what_is_no_day_is_not_made_one(text: str) -> None:
    """Impossible days and other words."""
    assert read_moment(text) is None


@pytest.mark.parametrize(
    ("text", "time"),
    [("101530", "10:15:30"), ("10.15", "10:15:00"), ("9:05 PM", "21:05:00"), ("25:00", None), ("x", None)],
)
def test_a_time_is_read_with_dots_and_colons(text: str, time: str | None) -> None:
    """Indonesian clocks write 10.15."""
    assert read_time(text) == (dt.time.fromisoformat(time) if time else None)
