"""Money: an integer of minor units plus a currency. No float ever meets it.

Rupiah has no minor unit in daily life (CLDR knows 2 digits, nobody prints them), so IDR amounts are whole rupiah.
"""

import re
from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_currency, get_currency_precision

from foundation.errors import ShopError

LARGEST = 999_999_999_999
"""No single amount is above this, in minor units: it keeps every sum far from 64 bits."""


class AmountUnreadable(ShopError):
    """What was typed is not an amount of money."""

    key = "error-amount"


def minor_digits(currency: str) -> int:
    """Give how many digits of an amount stand behind the decimal mark (IDR: 0)."""
    return 0 if currency == "IDR" else get_currency_precision(currency)


@lru_cache(maxsize=16_384)
def format_money(amount: int, currency: str, language: str = "id") -> str:
    """Write an amount for people: ``Rp125.000`` for rupiah in every language, else by the reader's locale."""
    if currency == "IDR":
        return f"{'-' if amount < 0 else ''}Rp{abs(amount):,}".replace(",", ".")
    value = Decimal(amount).scaleb(-minor_digits(currency))
    return format_currency(value, currency, locale=language)


_WORDS = {"rb": 1_000, "ribu": 1_000, "k": 1_000, "jt": 1_000_000, "juta": 1_000_000, "m": 1_000_000}
_AMOUNT = re.compile(
    r"^(?:rp|idr|\$|usd|sgd|myr|rm)?\s*([0-9][0-9.,\s]*)\s*(rb|ribu|k|jt|juta|m)?\.?$", re.IGNORECASE
)


def read_money(text: str, currency: str) -> int:
    """Read what a person typed as an amount: ``85000``, ``85.000``, ``Rp 85,000``, ``85rb``, ``1,2jt``.

    Raises AmountUnreadable for anything else, for negative amounts and for amounts above LARGEST.
    """
    match = _AMOUNT.match(text.strip())
    if match is None:
        raise AmountUnreadable(text=text[:40])
    digits, word = match.group(1).replace(" ", "").rstrip(".,"), (match.group(2) or "").lower()
    scale = minor_digits(currency)
    if word or scale:
        value = _decimal(digits, scale) * _WORDS.get(word, 1)
    else:
        value = Decimal(_without_groups(digits, text))
    minor = value.scaleb(scale)
    if minor != minor.to_integral_value() or minor > LARGEST:
        raise AmountUnreadable(text=text[:40])
    return int(minor)


def _without_groups(digits: str, text: str) -> str:
    """Drop thousands separators; ``85.5`` is no amount of rupiah and ``1.2345`` is a slip."""
    groups = re.split(r"[.,]", digits)
    if len(groups) > 1 and (any(len(group) != 3 for group in groups[1:]) or not 1 <= len(groups[0]) <= 3):
        # "85.000,00" is how bank statements write whole rupiah
        if len(groups[-1]) == 2 and groups[-1] == "00" and len(groups) > 2:
            return _without_groups(digits[:-3], text)
        raise AmountUnreadable(text=text[:40])
    return "".join(groups)


def _decimal(digits: str, scale: int) -> Decimal:
    """Read a number whose last separator is the decimal mark unless three digits follow it.

    It is the mark all the same beside another one (``1,250.500``), after a zero (``0.500``), and where a currency
    has three digits behind it.
    """
    groups, marks = re.split(r"[.,]", digits), re.findall(r"[.,]", digits)
    alone = len(marks) == 1 and (scale == 3 or not groups[0].strip("0"))
    if not alone and len(set(marks)) < 2 and all(len(group) == 3 for group in groups[1:]):
        return Decimal("".join(groups))
    return Decimal("".join(groups[:-1]) + "." + groups[-1])
