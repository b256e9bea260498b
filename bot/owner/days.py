"""Days and times as owners type them: ``31-12``, ``31/12/2026``, ``2026-12-31``, ``besok``, ``21:00``, by the shop's clock."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.owner.errors import DateUnreadable
from bot.owner.reading import shown

_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}|\d{2}))?")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})")
_AWAY = {"hariini": 0, "today": 0, "besok": 1, "tomorrow": 1, "lusa": 2}


@dataclass(frozen=True, slots=True)
class Clock:
    """What time it is, and where."""

    zone: ZoneInfo
    now: datetime

    @property
    def today(self) -> date:
        """The day by the shop's clock."""
        return self.now.astimezone(self.zone).date()


def read_moment(typed: list[str], clock: Clock, *, end: bool) -> datetime:
    """Read a day with an optional time, or a time alone: the next such one.

    A day alone begins at midnight or, as an ``end``, ends at the midnight after it. Raises DateUnreadable.
    """
    at = _time(typed[-1]) if ":" in typed[-1] or len(typed) > 1 else None
    try:
        if at is not None and len(typed) == 1:
            moment = datetime.combine(clock.today, at, clock.zone)
            return (moment if moment > clock.now else moment + timedelta(days=1)).astimezone(UTC)
        day = _day(typed[0], clock)
        if at is None and end:
            day += timedelta(days=1)
        return datetime.combine(day, at or time(), clock.zone).astimezone(UTC)
    except (ValueError, OverflowError):
        raise DateUnreadable(text=shown(" ".join(typed))) from None


def _time(text: str) -> time | None:
    match = _TIME.fullmatch(text)
    if match is None or not (int(match[1]) < 24 and int(match[2]) < 60):
        raise DateUnreadable(text=shown(text))
    return time(int(match[1]), int(match[2]))


def _day(text: str, clock: Clock) -> date:
    """Read a day; without a year, the next one of that name."""
    today = clock.today
    if text.casefold() in _AWAY:
        return today + timedelta(days=_AWAY[text.casefold()])
    if match := _YEAR_FIRST.fullmatch(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    match = _DAY_FIRST.fullmatch(text)
    if match is None:
        raise ValueError(text)
    day, month, year = int(match[1]), int(match[2]), match[3]
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    for candidate in range(today.year, today.year + 9):  # 29-02 may be years away
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise ValueError(text)
