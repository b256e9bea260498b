"""What a change was, and the checks every change passes."""

import re
from dataclasses import dataclass

from catalog.errors import NameMissing, NameTooLong, NumberOutOfRange

Value = str | int | None | dict[int, int | None]
"""One fact; a dict when variants differ, keyed by variant id."""

MOST = 1_000_000
"""No stock count or weight in grams is above this."""

_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Change:
    """A fact before and after."""

    before: Value
    after: Value


def clean(text: str) -> str:
    """Drop what no database or screen can show, and the blank around the text."""
    return _INVISIBLE.sub("", text).strip()


def checked_name(name: str, limit: int = 200) -> str:
    """Give the name on one line; raises NameMissing, NameTooLong."""
    name = " ".join(clean(name.replace("\r", " ")).split())
    if not name:
        raise NameMissing
    if len(name) > limit:
        raise NameTooLong(limit=limit, length=len(name))
    return name


def checked_number(number: int, highest: int = MOST, lowest: int = 0) -> int:
    """Give the number if anybody could mean it; raises NumberOutOfRange."""
    if not lowest <= number <= highest:
        raise NumberOutOfRange(number=number, lowest=lowest, highest=highest)
    return number


def full_name(product: str, label: str) -> str:
    """Name one variant: ``Kaos Katun Polos (Hitam / L)``."""
    return f"{product} ({label})" if label else product
