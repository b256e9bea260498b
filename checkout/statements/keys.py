"""A key for each line, so that the same money is counted once however often a statement is sent."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from checkout.statements.cells import ReadMoment, day_of
from checkout.statements.values import StatementLine

_DESCRIBED = re.compile(r"(?<![0-9])([0-3][0-9])/?([01][0-9])(?=/[A-Z])|TANGGAL ?: ?([0-3][0-9])/([01][0-9])")


def with_keys(lines: Iterable[StatementLine]) -> list[StatementLine]:
    """Give the lines with their keys, in the same order.

    A key is made from what the bank wrote: day, time, amount and description, not the balance and not the place in the
    file, which differ between overlapping downloads. Equal lines of one day are numbered by occurrence. Where the
    description carries the day of the transfer, that day counts: a row is the same before and after it is booked.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    keyed = []
    for line in lines:
        facts = _facts(line)
        seen[facts] += 1
        text = "\n".join((*facts, str(seen[facts])))
        keyed.append(replace(line, key=sha256(text.encode(errors="replace")).hexdigest()[:32]))
    return keyed


def described_day(description: str, last: dt.date) -> dt.date | None:
    """Give the day of the transfer as KlikBCA puts it into the description: ``2511/FTSCY``, ``TANGGAL :25/11``."""
    match = _DESCRIBED.search(description.upper())
    if match is None:
        return None
    day, month = (int(part) for part in match.groups() if part)
    return day_of(ReadMoment(None, month, day, None), last)


def _facts(line: StatementLine) -> tuple[str, ...]:
    day = described_day(line.description, line.date + dt.timedelta(days=1)) or line.date
    words = re.sub(r"[^0-9a-z]+", "", line.description.casefold())
    time = line.time.isoformat() if line.time else ""
    return day.isoformat(), time, str(line.amount), str(line.sen), words
