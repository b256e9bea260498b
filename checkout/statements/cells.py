"""What single cells of a statement say: amounts and moments, in Indonesian and English dress."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from foundation.money import LARGEST


class Direction(Enum):
    """Which way money moved, seen from the account's owner."""

    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class ReadAmount:
    """Whole rupiah and hundredths (0–99), never negative, with the direction a mark or a sign beside it gives."""

    rupiah: int
    sen: int
    direction: Direction | None


@dataclass(frozen=True, slots=True)
class ReadMoment:
    """A day, with the time if it is there. ``year`` is None where only day and month stand."""

    year: int | None
    month: int
    day: int
    time: dt.time | None


_IN = {"CR", "C", "K", "KR", "KREDIT", "CREDIT", "MASUK", "IN", "INCOMING", "UANG MASUK", "DANA MASUK", "+"}
_OUT = {"DB", "D", "DR", "DEBIT", "DEBET", "KELUAR", "OUT", "OUTGOING", "UANG KELUAR", "DANA KELUAR", "-"}
_MARK = r"CR|KR|DB|DR|KREDIT|CREDIT|DEBIT|DEBET|[CKD]"
_AMOUNT = re.compile(
    rf"(?P<before>{_MARK})?[. ]*(?P<open>\()?(?P<sign1>[+-])? *(?:RP|IDR)?[. ]*(?P<sign2>[+-])?"
    rf" *(?P<digits>[0-9]{{1,18}}(?:[., '’][0-9]{{1,4}}){{0,6}}|[.,][0-9]{{2}})(?:,-|\.-)?(?P<close>\))?"
    rf" *(?:RP|IDR)?(?P<sign3>[+-])? *\(?(?P<after>{_MARK}|[+-])?\)?",
    re.IGNORECASE,
)
_DASHES = str.maketrans({"−": "-", "–": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " "})


@lru_cache(maxsize=4096)
def tidy(cell: str) -> str:
    """Give a cell's text without the dress spreadsheets put on: ``'05/09``, ``="0812"``, runs of spaces."""
    text = " ".join(cell.replace("\0", "").translate(_DASHES).split())
    if text.startswith('="') and text.endswith('"'):
        text = text[2:-1]
    return text.removeprefix("'").strip()


def read_direction(text: str) -> Direction | None:
    """Read a mark that stands alone: ``CR``, ``DB``, ``K``, ``D``, ``Kredit``, ``+``."""
    mark = tidy(text).strip(".()").upper()
    return Direction.IN if mark in _IN else Direction.OUT if mark in _OUT else None


def read_amount(text: str) -> ReadAmount | None:
    """Read an amount of rupiah: ``1.250.000,00``, ``1,250,000.00``, ``1250000.00``, ``CR 125.123``, ``(5.000)``.

    None if it is no amount, says its direction twice and differently, or is above what the shop counts with.
    """
    match = _AMOUNT.fullmatch(tidy(text))
    if match is None or bool(match["open"]) != bool(match["close"]):
        return None
    number = _number(match["digits"])
    if number is None or number[0] > LARGEST:
        return None
    marks = (match["before"], match["after"], match["sign1"], match["sign2"], match["sign3"])
    said = {read_direction(mark) for mark in marks if mark} | ({Direction.OUT} if match["open"] else set())
    if len(said) > 1:
        return None
    return ReadAmount(*number, said.pop() if said else None)


def _number(digits: str) -> tuple[int, int] | None:
    """Give whole rupiah and sen. The last separator is the decimal mark unless it stands before three digits.

    Before three digits it is the decimal mark where it differs from the separators before it, or where too many digits
    stand before it for a group. Banks write no more than four decimals, and only two of them can be money.
    """
    if digits.isdigit():
        return int(digits), 0
    groups, marks = re.split(r"[., '’]", digits), re.findall(r"[., '’]", digits)
    decimals = ""
    if marks and (
        len(groups[-1]) != 3 or len(groups[0]) > 3 or (len(marks) > 1 and marks[-1] not in marks[:-1])
    ):
        decimals = groups.pop()
        last = marks.pop()
        if last not in ".,":
            return None
    grouped = all(len(group) == 3 for group in groups[1:]) and len(set(marks)) < 2
    if not grouped or (len(groups) > 1 and not 1 <= len(groups[0]) <= 3) or decimals[2:].strip("0"):
        return None
    return int("".join(groups) or "0"), int(decimals[:2].ljust(2, "0"))


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january", "feb peb februari pebruari february", "mar mrt maret march", "apr april",
            "mei may", "jun juni june", "jul juli july", "agu ags agt agust agustus aug august",
            "sep sept september", "okt oct oktober october", "nov nop november nopember",
            "des dec desember december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_DATE = re.compile(
    r"(?:(?P<iso>[0-9]{4})[-/.](?P<iso_month>[0-9]{1,2})[-/.](?P<iso_day>[0-9]{1,2})"
    r"|(?P<day>[0-9]{1,2})(?P<mark>[-/. ]+)(?P<month>[0-9]{1,2}|[A-Za-z]{3,9})\.?"
    r"(?:[-/. ,]+(?P<year>[0-9]{4}|[0-9]{2})(?![0-9:.]))?"
    r"|(?P<name>[A-Za-z]{3,9})\.? (?P<name_day>[0-9]{1,2}),? (?P<name_year>[0-9]{4})"
    r"|(?P<packed>(?:19|20)[0-9]{6}))(?![0-9A-Za-z](?<!T))"
)
_DATE_WITHIN = re.compile(r"(?<![0-9A-Za-z.,*])" + _DATE.pattern)
_TIME = re.compile(r"(?<![0-9])([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2}))?(?: *([AaPp])[Mm])?(?![0-9])")


def is_pending(text: str) -> bool:
    """Whether a date's cell says that the bank has not booked the row yet."""
    return tidy(text).upper() in {"PEND", "PENDING"}


def read_moment(text: str) -> ReadMoment | None:
    """Read a cell that begins with a date: ``25/11/2026``, ``25-Nov-26``, ``25 Agustus 2026 10:15:30``, ``25/11``.

    None if it does not, or if there is no such day.
    """
    clean = tidy(text)
    match = _DATE.match(clean)
    return None if match is None else _moment(match, clean[match.end() :])


def find_moment(text: str) -> ReadMoment | None:
    """Find the first date in a text that makes sense, and the time that follows it."""
    clean = tidy(text)
    for match in _DATE_WITHIN.finditer(clean):
        bare = match["day"] and not match["year"] and match["mark"] not in "/-"
        if bare and match["month"].lower() not in _MONTHS:
            continue  # "12.15" is a time or an amount
        moment = _moment(match, clean[match.end() :])
        if moment is not None:
            return moment
    return None


def read_time(text: str) -> dt.time | None:
    """Read the first time in a text: ``10:15``, ``10.15.30``; ``101530`` where nothing else stands."""
    clean = tidy(text)
    packed = re.fullmatch(r"([0-9]{2})([0-9]{2})([0-9]{2})", clean)
    match = packed or _TIME.search(clean)
    if match is None:
        return None
    hour, minute, second = (int(part or 0) for part in match.groups()[:3])
    half = "" if packed else (match[4] or "").lower()
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    try:
        return dt.time(hour, minute, second)
    except ValueError:
        return None


def _moment(match: re.Match[str], rest: str) -> ReadMoment | None:
    facts = match.groupdict()
    if facts["packed"]:
        year, month, day = facts["packed"][:4], facts["packed"][4:6], facts["packed"][6:]
    else:
        year = facts["iso"] or facts["year"] or facts["name_year"]
        month = facts["iso_month"] or facts["month"] or facts["name"]
        day = facts["iso_day"] or facts["day"] or facts["name_day"]
    number = _MONTHS.get(month.lower(), 0) if month.isalpha() else int(month)
    full = None if year is None else int(year) + (2000 if len(year) == 2 else 0)
    try:
        dt.date(full if full is not None else 2024, number, int(day))  # a leap year: 29/02 may be meant
    except ValueError:
        return None
    return ReadMoment(full, number, int(day), read_time(rest[:24]) if rest else None)


def day_of(moment: ReadMoment, last: dt.date) -> dt.date | None:
    """Give the day that is meant: without a year it is the latest such day up to ``last``.

    None if there was no such day in the eight years before (29 February comes every four, or eight).
    """
    if moment.year is not None:
        return dt.date(moment.year, moment.month, moment.day)
    for year in range(last.year, max(last.year - 9, 0), -1):
        try:
            day = dt.date(year, moment.month, moment.day)
        except ValueError:  # 29 February
            continue
        if day <= last:
            return day
    return None
