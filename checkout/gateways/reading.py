"""Reading what gateways write: JSON without surprises, amounts without floats, moments.

Everything here raises Unreadable and nothing else, whatever it is given; who calls says whether that was an answer
or a notification.
"""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

from checkout.gateways.errors import GatewayUnreadable, NotificationUnreadable
from foundation.money import LARGEST, minor_digits

LARGEST_BODY = 256 * 1024
"""Bytes: the longest answer or notification that is looked at; real ones have a few thousand."""

JAKARTA = timezone(timedelta(hours=7))
"""Midtrans writes moments by Jakarta's clock and does not say so; it has no summer time."""

_LONGEST = 4096
_AMOUNT = re.compile(r"(0|[1-9][0-9]{0,14})(\.[0-9]{1,2})?")
_CURRENCY = re.compile(r"[A-Z]{3}")


class Unreadable(Exception):
    """Something is missing or not as documented; ``what`` names it, never its value."""

    def __init__(self, what: str) -> None:
        """Remember what it was."""
        super().__init__(what)
        self.what = what


@contextmanager
def answer_of(provider: str, status: int = 200) -> Iterator[None]:
    """Read an answer. Raises GatewayUnreadable."""
    try:
        yield
    except Unreadable as error:
        raise GatewayUnreadable(provider=provider, what=error.what, status=status) from None


@contextmanager
def notification_of(provider: str) -> Iterator[None]:
    """Read a notification. Raises NotificationUnreadable."""
    try:
        yield
    except Unreadable as error:
        raise NotificationUnreadable(provider=provider, what=error.what) from None


@dataclass(frozen=True, slots=True)
class Fields:
    """A JSON object, read name by name."""

    values: Mapping[str, object]

    def has(self, name: str) -> bool:
        """Whether there is something under the name."""
        return self.values.get(name) is not None

    def text(self, name: str) -> str:
        """Give a text that has to be there: printable, of a sensible length."""
        value = self.values.get(name)
        if not isinstance(value, str) or not value or not _is_plain(value):
            raise Unreadable(name)
        return value

    def word(self, name: str) -> str:
        """Give a text or a whole number as text; empty when there is none or it is not plain."""
        value = self.values.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value) if abs(value) < 10**30 else ""
        return value if isinstance(value, str) and _is_plain(value) else ""

    def amount(self, name: str, currency: str) -> int:
        """Give an amount in minor units; see ``minor_units``."""
        try:
            return minor_units(self.values.get(name), currency)
        except Unreadable:
            raise Unreadable(name) from None

    def currency(self, name: str = "currency") -> str:
        """Give an ISO 4217 code."""
        value = self.text(name)
        if not _CURRENCY.fullmatch(value):
            raise Unreadable(name)
        return value

    def inner(self, name: str) -> "Fields":
        """Give the object under the name."""
        return fields_of(self.values.get(name), name)

    def many(self, name: str) -> tuple["Fields", ...]:
        """Give the objects of the list under the name; none when there is no list."""
        value = self.values.get(name)
        return tuple(fields_of(one, name) for one in value) if isinstance(value, list) else ()


def fields_of(value: object, what: str) -> Fields:
    """Take something as a JSON object."""
    if not isinstance(value, dict):
        raise Unreadable(what)
    return Fields(value)


def _is_plain(value: str) -> bool:
    return len(value) <= _LONGEST and value.isprintable()


def parse(raw: bytes) -> Fields:
    """Read a JSON object. A name given twice, a number like Infinity and too long a text are refused.

    Of two values under one name, one reader takes the first and another the last: a signature over the text does
    not say which was meant.
    """
    if len(raw) > LARGEST_BODY:
        raise Unreadable("length")
    try:
        value = json.loads(
            raw.decode("utf-8"),
            parse_float=Decimal,
            parse_constant=_refuse,
            object_pairs_hook=_each_once,
        )
    except (ValueError, ArithmeticError, RecursionError):
        raise Unreadable("json") from None
    return fields_of(value, "json")


def _refuse(constant: str) -> object:
    raise ValueError(constant)


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def minor_units(value: object, currency: str) -> int:
    """Read an amount in whole units of the currency: 75000, "75000.00" and 75000.00 are 75000 rupiah.

    "75000.50" is refused for rupiah, as are floats, negative amounts and signs, spaces and leading zeros in texts.
    """
    number = _decimal(value)
    if number is None or number.adjusted() > 15:
        raise Unreadable("amount")
    minor = number.scaleb(minor_digits(currency))
    if minor != minor.to_integral_value() or not 0 <= minor <= LARGEST:
        raise Unreadable("amount")
    return int(minor)


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, str):
        return Decimal(value) if _AMOUNT.fullmatch(value) else None
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return Decimal(value) if 0 <= value <= LARGEST else None
    if not isinstance(value, Decimal):
        return None
    exponent = value.as_tuple().exponent
    # a billion digits are a short text: 1e999999999
    return value if isinstance(exponent, int) and abs(exponent) <= 15 else None


def header(headers: Mapping[str, str], name: str) -> str:
    """Give a header by its name in any case; empty when it is missing or stands there several times."""
    found = [value for key, value in headers.items() if key.lower() == name]
    return found[0] if len(found) == 1 else ""


def moment_of_jakarta(text: str) -> datetime | None:
    """Read Midtrans's ``2026-11-23 10:00:00``; None for anything else."""
    try:
        return datetime.strptime(text, "%Y-%m-%d %H:%M:%S").replace(tzinfo=JAKARTA).astimezone(UTC)
    except ValueError:
        return None


def moment_of_iso(text: str) -> datetime | None:
    """Read ``2026-11-23T03:00:00Z``; None for anything else, and for a moment without a zone."""
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


def moment_of_unix(value: object) -> datetime | None:
    """Read seconds since 1970; None for anything else."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 10**11:
        return None
    return datetime.fromtimestamp(value, UTC)
