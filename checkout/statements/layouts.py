"""Which column of a bank's table is which.

Banks publish no description of these files. The names below were seen in public programs that read them, with their
samples: KlikBCA ``Tanggal Transaksi,Keterangan,Cabang,Jumlah,,Saldo`` (days without a year or ``PEND``, cells that begin
with ``'``, the year in a ``Periode`` above, ``Saldo Awal`` and ``Mutasi Kredit`` below); Mandiri MCM and Kopra
``AccountNo;Ccy;PostDate;Remarks;AdditionalDesc;Credit Amount;Debit Amount;Close Balance`` and ``Account No,Date,Val.
Date,Transaction Code,Description,Description,Reference No.,Debit,Credit``; BRI ``…,TGL_TRAN,TGL_EFEKTIF,JAM_TRAN,SEQ,
DESK_TRAN,SALDO_AWAL_MUTASI,MUTASI_DEBET,MUTASI_KREDIT,SALDO_AKHIR_MUTASI,GLSIGN,…``; BNI Direct ``Post Date,Branch,Journal
No,Description,Debit,Credit,Balance`` or ``Amount`` with ``DB/CR``. So names are matched leniently, whichever bank it is.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from checkout.statements.cells import is_pending, read_amount, read_direction, read_moment, tidy
from checkout.statements.decoding import Row
from checkout.statements.values import Columns

_DEEPEST = 80
"""Rows a bank may write above the table."""
_SAMPLE = 40

_NAMES: tuple[tuple[str, str], ...] = (
    ("date", "tanggal transaksi|tgl transaksi|tgl tran|transaction date|trans date|trx date|tanggal trx|waktu transaksi"),
    ("date", "tanggal|tgl|date|post date|postdate|posting date|date time|tanggal waktu|tgl posting|tanggal posting|"
             "tanggal jam|tgl jam|tanggal dan waktu|date and time|tanggal mutasi"),
    ("date", "value date|val date|tgl val|tanggal valuta|tgl valuta|effective date|eff date|tgl efektif|tanggal efektif"),
    ("time", "jam|jam tran|jam transaksi|waktu|time|pukul|transaction time"),
    ("credit", "kredit|credit|credit amount|mutasi kredit|cr|uang masuk|dana masuk|masuk|pemasukan|jumlah kredit|"
               "nominal kredit|setoran|deposit|deposits|money in|incoming|kredit idr|kredit rp|credit idr|nilai kredit"),
    ("debit", "debit|debet|debit amount|mutasi debet|mutasi debit|db|uang keluar|dana keluar|keluar|pengeluaran|"
              "jumlah debit|jumlah debet|nominal debit|penarikan|withdrawal|withdrawals|money out|outgoing|debit idr|"
              "debit rp|debet idr|debet rp|nilai debit|nilai debet"),
    ("direction", "db cr|cr db|d k|k d|d c|c d|dk|dc|db kr|debit kredit|debet kredit|debit credit|mutasi db cr|"
                  "jenis mutasi|jenis|jenis transaksi|tipe|tipe transaksi|type|transaction type|tipe mutasi|sign"),
    ("balance", "saldo|balance|close balance|closing balance|saldo akhir|saldo akhir mutasi|ending balance|"
                "running balance|ledger balance|saldo idr|saldo rp|balance idr|available balance"),
    ("amount", "jumlah|nominal|amount|nilai|transaction amount|jumlah mutasi|jumlah transaksi|nilai transaksi|"
               "nominal transaksi|jumlah idr|jumlah rp|nominal rp|amount idr|nilai mutasi|jumlah uang|amount rp|mutasi"),
    ("payer", "nama pengirim|pengirim|sender|sender name|payer|payer name|nama dari|nama pengirim penerima|dari"),
    ("currency", "ccy|mata uang|currency|curr|kode mata uang|valas"),
    ("description", "keterangan|uraian|uraian transaksi|deskripsi|description|remarks|remark|rincian|rincian transaksi|"
                    "transaction description|transaction desc|desk tran|trremk|additionaldesc|additional desc|detail|"
                    "detail transaksi|transaction detail|transaction details|details|berita|catatan|remark custom|"
                    "narasi|narrative|keterangan transaksi|keterangan tambahan|description 2|notes|memo"),
)  # fmt: skip
_ORDERED = [(field, names.split("|")) for field, names in _NAMES]


@lru_cache(maxsize=512)
def _name(cell: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", tidy(cell).casefold()).split())


def find_columns(rows: Sequence[Row]) -> Columns | None:
    """Find the row of names and give what it says; None if no row names a date and an amount."""
    for at, row in enumerate(rows[:_DEEPEST]):
        if len(row.cells) >= 3 or (len(row.cells) == 2 and rows[at + 1 :]):
            columns = named(row.cells, first_row=at + 1)
            if not columns.missing:
                return _checked(columns, rows[at + 1 : at + 1 + _SAMPLE], len(row.cells))
    return None


def named(cells: Sequence[str], *, first_row: int) -> Columns:
    """Give what a row of names says; of two columns with the same meaning the better named, then the first counts."""
    names = [_name(cell) for cell in cells]
    found: dict[str, int] = {}
    for field, known in _ORDERED:
        if field != "description" and field not in found:
            at = next((names.index(name) for name in known if name in names), None)
            if at is not None:
                found[field] = at
    described = tuple(at for at, name in enumerate(names) if _describes(name) and at not in found.values())
    if "credit" in found and "debit" in found:
        found.pop("amount", None)
        found.pop("direction", None)
    elif "amount" in found:
        found.pop("credit", None)
        found.pop("debit", None)
    return Columns(
        first_row=first_row,
        date=found.get("date"),
        time=found.get("time"),
        description=described,
        payer=found.get("payer"),
        amount=found.get("amount"),
        direction=found.get("direction"),
        credit=found.get("credit"),
        debit=found.get("debit"),
        balance=found.get("balance"),
        currency=found.get("currency"),
    )


def _describes(name: str) -> bool:
    first = name.partition(" ")[0]
    return name in _ORDERED[-1][1] or first in {
        "keterangan",
        "uraian",
        "deskripsi",
        "description",
        "remark",
        "remarks",
    }


def _checked(columns: Columns, sample: Sequence[Row], width: int) -> Columns:
    """Keep a column of directions only if it holds some; find one that has no name, or a strange one."""
    amount = columns.amount
    if amount is None:
        return columns
    if columns.direction is not None and not _mostly(sample, columns.direction, _is_mark):
        columns = replace(columns, direction=None)
    if columns.direction is None:
        known = {columns.date, columns.balance, columns.time, amount, *columns.description}
        free = [at for at in (amount + 1, *range(width)) if at < width and at not in known]
        columns = replace(columns, direction=_first(sample, free, _is_mark))
    return columns


def guess(rows: Sequence[Row]) -> Columns:
    """Guess by what the cells look like: the first column of dates, of amounts, of marks, and the longest text."""
    width = max((len(row.cells) for row in rows), default=0)
    first = next((at for at, row in enumerate(rows) if any(map(_is_date, row.cells))), 0)
    sample = rows[first : first + _SAMPLE]
    free = [at for at in range(width) if any(_cell(row, at) for row in sample)]
    date = _first(sample, free, _is_date)
    money = [at for at in free if at != date and _mostly(sample, at, _is_money)]
    mark = _first(sample, [at for at in free if at != date and at not in money], _is_mark)
    texts = [at for at in free if at not in {date, mark, *money}]
    longest = max(texts, key=lambda at: sum(len(_cell(row, at)) for row in sample), default=None)
    return Columns(
        first_row=first,
        date=date,
        amount=money[0] if money else None,
        direction=mark,
        balance=money[-1] if len(money) > 1 else None,
        description=() if longest is None else (longest,),
    )


def _cell(row: Row, at: int) -> str:
    return tidy(row.cells[at]) if at < len(row.cells) else ""


def _first(sample: Sequence[Row], places: Sequence[int], fits: Callable[[str], bool]) -> int | None:
    return next((at for at in places if _mostly(sample, at, fits)), None)


def _mostly(sample: Sequence[Row], at: int, fits: Callable[[str], bool]) -> bool:
    """Whether at least two of three filled cells of a column fit; rows of a foot are few."""
    filled = [cell for row in sample if (cell := _cell(row, at))]
    return bool(filled) and 3 * sum(map(fits, filled)) >= 2 * len(filled)


def _is_date(cell: str) -> bool:
    return is_pending(cell) or read_moment(cell) is not None


def _is_mark(cell: str) -> bool:
    return read_direction(cell) is not None


def _is_money(cell: str) -> bool:
    """An amount as money is written: a bare ``0000`` or ``1234567890`` is a branch or an account."""
    return read_amount(cell) is not None and (
        not cell.isdigit() or (len(cell) <= 9 and not cell.startswith("0"))
    )
