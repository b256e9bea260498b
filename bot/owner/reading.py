"""What owners type: numbers, weights, names. Each reader says what is wrong with what it cannot read."""

import re

from bot.owner.errors import NameUnreadable, NumberMissing, NumberUnreadable, PriceZero, WeightUnreadable
from foundation.money import read_money

HIGHEST_ID = 2**31 - 1
"""The largest number a row can have."""

NAMELESS = 0
"""The number no row has: what is too large for a row's number is read as this."""

_NUMBER = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3})+|[0-9]{1,12}")
_COUNTED = re.compile(r"\s*(?:pcs|pc|buah|bh|biji|unit|lembar)\.?$", re.IGNORECASE)
_WEIGHT = re.compile(r"([0-9]+(?:[.,][0-9]+)?)\s*(g|gr|gram|grams|kg|kilo)?\.?", re.IGNORECASE)
_SHOWN = 40
"""Characters of a mistake that are repeated to its author."""


def shown(text: str) -> str:
    """Give as much of a mistake as is worth repeating."""
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def read_number(text: str) -> int:
    """Read a count: ``12``, ``1.000``, ``12 pcs``. Raises NumberUnreadable."""
    typed = _COUNTED.sub("", text.strip())
    if not _NUMBER.fullmatch(typed):
        raise NumberUnreadable(text=shown(text))
    return int(re.sub(r"[.,]", "", typed))


def is_id(text: str) -> bool:
    """Whether this is the number of a product or an order: ``12``, ``#12``."""
    return re.fullmatch(r"#?[0-9]+", text.strip()) is not None


def read_id(text: str) -> int:
    """Read the number of a product or an order; gives NAMELESS for one no row can have. Raises NumberMissing."""
    if not is_id(text):
        raise NumberMissing(text=shown(text))
    digits = text.strip().removeprefix("#").lstrip("0")
    if len(digits) > 10:
        return NAMELESS
    number = int(digits or "0")
    return number if number <= HIGHEST_ID else NAMELESS


def read_price(text: str, currency: str) -> int:
    """Read what a thing is sold for. Raises AmountUnreadable, PriceZero."""
    price = read_money(text, currency)
    if price == 0:
        raise PriceZero
    return price


def read_weight(text: str) -> int:
    """Read a weight in grams: ``250``, ``250 g``, ``1,2 kg``. Raises WeightUnreadable."""
    match = _WEIGHT.fullmatch(text.strip())
    if match is None or len(match.group(1)) > 9:
        raise WeightUnreadable(text=shown(text))
    number, unit = match.group(1).replace(",", "."), (match.group(2) or "g").lower()
    whole, _, rest = number.partition(".")
    if unit.startswith("k"):
        return int(whole) * 1000 + int((rest + "000")[:3])
    if rest and len(rest) != 3:
        raise WeightUnreadable(text=shown(text))
    return int(whole + rest)


def readable_name(text: str) -> str:
    """Give a name on one line if it says anything. Raises NameUnreadable; its length is the room's business."""
    name = " ".join(text.split())
    if not any(char.isalnum() for char in name):
        raise NameUnreadable(text=shown(name))
    return name
