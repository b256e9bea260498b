"""Reading a file downloaded from internet banking: KlikBCA, myBCA, Livin', MCM, Kopra, BRImo, Qlola, BNI and their like.

Read leniently, believe nothing: cells are only ever text, a row that is not understood is a problem the owner sees, and a
table that is not understood becomes a question.
"""

import datetime as dt
import re

from checkout.statements.cells import find_moment, tidy
from checkout.statements.decoding import Row, decode, rows_of, separator_of
from checkout.statements.errors import StatementForeign, StatementNoTable, StatementRowWrong
from checkout.statements.keys import with_keys
from checkout.statements.layouts import find_columns, guess
from checkout.statements.tables import Table
from checkout.statements.values import Columns, LayoutQuestion, Statement

_SHOWN = 4
"""Rows a question about the layout shows."""

_PERIOD = re.compile(r"periode?|period|tanggal|date range|s/d", re.IGNORECASE)
_ACCOUNT = re.compile(r"(?:no\.?|nomor|account|rekening)[^0-9]{0,30}((?:[0-9X*][ .-]?){6,20})", re.IGNORECASE)
_CURRENCY = re.compile(r"(?:mata uang|currency|ccy)[^A-Za-z]*([A-Z]{3}|Rp)\b", re.IGNORECASE)


def read(data: bytes, *, today: dt.date, columns: Columns | None = None) -> Statement | LayoutQuestion:
    """Read a statement; ``columns`` answers the question an earlier reading asked. ``today`` is the shop's own day.

    An answer that leaves open which way the money went is asked about again. Days without a year are the latest such days up to the end of the period the file names, else up to tomorrow.
    Raises StatementEmpty, StatementTooLarge, StatementNotText, StatementUnclosed, StatementNoTable, StatementForeign,
    StatementRowWrong (``problem`` is ``column`` if a column in ``columns`` does not exist).
    """
    text = decode(data)
    rows = rows_of(text, separator_of(text))
    widest = max((len(row.cells) for row in rows), default=0)
    if widest < 2 or len(rows) < 2:
        raise StatementNoTable(lines=len(rows))
    known = columns or find_columns(rows)
    if known is None:
        supposed = guess(rows)
        return _question(rows, supposed, supposed.missing or ("header",))
    if columns is not None:
        _check(columns, widest)
    above, below = rows[: known.first_row], rows[known.first_row :]
    header = above[-1].cells if above and len(above[-1].cells) >= 2 else ()
    _check_currency(above)
    table = Table(header, known, _last_day(above[: -1 if header else None], today), today)
    table.read(below)
    if table.undirected and not table.incoming:
        return _question(rows, known, ("direction",))
    return Statement(
        incoming=tuple(with_keys(table.incoming)),
        outgoing=tuple(with_keys(table.outgoing)),
        problems=tuple(table.problems),
        account=_account(above[: -1 if header else None]),
    )


def _question(rows: list[Row], supposed: Columns, missing: tuple[str, ...]) -> LayoutQuestion:
    first = supposed.first_row
    header = rows[first - 1].cells if first else ()
    shown = tuple(tuple(tidy(cell)[:60] for cell in row.cells) for row in rows[first : first + _SHOWN])
    return LayoutQuestion(tuple(tidy(cell)[:40] for cell in header), shown, supposed, missing)


def _check(columns: Columns, widest: int) -> None:
    """Refuse an answer that points outside the table or leaves out what is needed."""
    places = (
        columns.date, columns.time, columns.payer, columns.amount, columns.direction, columns.credit, columns.debit,
        columns.balance, columns.currency, *columns.description,
    )  # fmt: skip
    outside = next((at for at in places if at is not None and not 0 <= at < widest), None)
    if outside is not None or columns.missing or columns.first_row < 0:
        text = str(outside + 1) if outside is not None else ", ".join(columns.missing)
        raise StatementRowWrong(line=max(columns.first_row, 0), column="", text=text, problem="column")


def _last_day(above: list[Row], today: dt.date) -> dt.date:
    """Give the last day of the period a file names above its table, else tomorrow: banks' clocks run ahead."""
    for row in above:
        text = " ".join(map(tidy, row.cells))
        if not _PERIOD.search(text):
            continue
        ends = [
            moment for part in re.split(r"s/d|sd\b| - | to |–|:|,", text) if (moment := find_moment(part))
        ]
        days = [dt.date(end.year, end.month, end.day) for end in ends if end.year]
        if days:
            return max(days)
    return today + dt.timedelta(days=1)


def _account(above: list[Row]) -> str:
    for row in above:
        match = _ACCOUNT.search(" ".join(map(tidy, row.cells)))
        if match:
            return re.sub(r"[^0-9X*]", "", match[1])
    return ""


def _check_currency(above: list[Row]) -> None:
    for row in above:
        match = _CURRENCY.search(" ".join(map(tidy, row.cells)))
        if match and match[1].upper() not in {"IDR", "RP"}:
            raise StatementForeign(line=row.number, code=match[1].upper())
