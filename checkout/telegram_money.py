"""Money as Telegram counts it: smallest units by its own exponents, and Stars.

https://core.telegram.org/bots/payments#supported-currencies and https://core.telegram.org/bots/payments-stars
"""

from datetime import datetime
from decimal import ROUND_CEILING, Decimal, InvalidOperation

from checkout.errors import StarsRateWrong
from foundation import audit, shop
from foundation.database import Session
from foundation.money import minor_digits

XTR = "XTR"
"""Telegram's name of its Stars."""

EXPONENTS = {
    **dict.fromkeys(("IDR", "USD", "EUR", "GBP", "SGD", "MYR", "AUD", "THB", "PHP", "INR", "HKD", "CNY", "TWD"), 2),
    **dict.fromkeys(("JPY", "KRW", "VND"), 0),
}  # fmt: skip
"""Digits behind the decimal mark in Telegram's amounts (``exp``): two for rupiah, where nobody else has any."""

RATE = "stars_rate"
"""The shop fact that says how many Stars 1,000 of the currency are, as a decimal number's text."""

_LOWEST, _HIGHEST = Decimal("0.01"), Decimal(1_000_000)


def to_units(amount: int, currency: str) -> int:
    """Give an amount of our minor units as Telegram writes it: Rp135.000 is 13500000."""
    return amount * int(10 ** (EXPONENTS[currency] - minor_digits(currency)))


def from_units(units: int, currency: str) -> int:
    """Give Telegram's amount in our minor units, a broken one rounded down."""
    return units // int(10 ** (EXPONENTS[currency] - minor_digits(currency)))


def stars(amount: int, currency: str, rate: Decimal) -> int:
    """Give how many Stars an amount is at so many Stars for 1,000 of the currency; part of a Star is a whole one."""
    whole = Decimal(amount).scaleb(-minor_digits(currency))
    return max(1, int((whole * rate / 1000).to_integral_value(ROUND_CEILING)))


async def stars_rate(session: Session) -> Decimal | None:
    """Give how many Stars 1,000 of the currency are; None when the owner never said so."""
    said = await shop.read(session, RATE)
    return Decimal(str(said)) if said else None


async def set_stars_rate(session: Session, text: str, *, actor_id: int, now: datetime) -> None:
    """Set how many Stars 1,000 of the currency are: ``5``, ``4,8``. Raises StarsRateWrong."""
    try:
        rate = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        raise StarsRateWrong(text=text[:40]) from None
    if not rate.is_finite() or not _LOWEST <= rate <= _HIGHEST:
        raise StarsRateWrong(text=text[:40])
    before = await shop.read(session, RATE)
    await shop.write(session, RATE, str(rate))
    audit.note(
        session, actor_id, "stars-rate", "shop", now=now, before={"rate": before}, after={"rate": str(rate)}
    )
