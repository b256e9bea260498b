"""From rows whose columns are known to lines of money."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from checkout.statements.cells import (
    Direction,
    ReadAmount,
    day_of,
    is_pending,
    read_amount,
    read_direction,
    read_moment,
    read_time,
    tidy,
)
from checkout.statements.decoding import Row
from checkout.statements.errors import StatementForeign, StatementRowWrong
from checkout.statements.keys import described_day
from checkout.statements.mending import mended
from checkout.statements.payers import payer_in
from checkout.statements.values import Columns, StatementLine
from foundation.errors import ShopError

_FOOT = re.compile(
    r"(saldo|balance|opening|closing|total|jumlah|mutasi|kredit|debet|debit|credit|ledger|halaman|page)\b.*"
    r"|\*.*|-+|=+",
    re.IGNORECASE | re.DOTALL,
)
_CARRIED = re.compile(
    r"saldo (awal|akhir)|opening balance|closing balance|beginning balance|saldo sebelum", re.IGNORECASE
)
_DIRECTED = re.compile(r"\b(?:(CR|KR)|(DB))\b")
_RUPIAH = {"IDR", "RP", "RP.", "RUPIAH", "360"}


@dataclass
class Table:
    """The rows of one statement being read. ``last`` is the latest day a date without a year can mean."""

    header: Sequence[str]
    columns: Columns
    last: dt.date
    today: dt.date
    incoming: list[StatementLine] = field(default_factory=list)
    outgoing: list[StatementLine] = field(default_factory=list)
    problems: list[ShopError] = field(default_factory=list)
    undirected: int = 0
    """Rows of which nothing says whether the money came in or went out."""

    def read(self, rows: Iterable[Row]) -> None:
        """Read the rows under the names; what cannot be read becomes a problem, never a guess."""
        data = [mended(row, len(self.header), self.columns) for row in rows]
        unmarked = self._unmarked(data)
        previous: list[StatementLine] | None = None
        for row in data:
            try:
                read = self._line(row, unmarked)
            except (StatementRowWrong, StatementForeign) as problem:
                self.problems.append(problem)
                previous = None
                continue
            if read is not None:
                line, direction = read
                previous = self.incoming if direction is Direction.IN else self.outgoing
                previous.append(line)
            elif previous and self._continues(row):
                previous[-1] = self._longer(previous[-1], row)
            elif any(map(tidy, row.cells)):
                previous = None

    def _unmarked(self, rows: Sequence[Row]) -> Direction | None:
        """Say what an amount without a mark means: the opposite of the only mark that others carry."""
        if self.columns.unmarked_is_incoming:
            return Direction.IN
        if self.columns.amount is None or self.columns.direction is not None:
            return None
        read = [
            read_amount(self._cell(row, self.columns.amount))
            for row in rows
            if self._cell(row, self.columns.date)
        ]
        marks = {amount.direction for amount in read if amount is not None and amount.direction is not None}
        if len(marks) != 1:
            return None
        return Direction.OUT if marks == {Direction.IN} else Direction.IN

    def _line(self, row: Row, unmarked: Direction | None) -> tuple[StatementLine, Direction] | None:
        """Read one row; None for what is no line. Raises StatementRowWrong, StatementForeign."""
        if self._is_no_line(row):
            return None
        if self.header and len(row.cells) > len(self.header):
            raise self._wrong(row, None, "too-many-cells")
        money = self._money(row, unmarked)
        if money is None:
            return None
        amount, direction = money
        self._check_currency(row)
        description = self._description(row)
        date, time, pending = self._day(row, description)
        balance = read_amount(self._cell(row, self.columns.balance))
        line = StatementLine(
            date=date,
            time=time,
            amount=amount.rupiah,
            sen=amount.sen,
            description=description,
            payer=tidy(self._cell(row, self.columns.payer)) or payer_in(self._description(row, " | ")),
            balance=_signed(balance),
            pending=pending,
            key="",
            number=row.number,
            raw=row.cells,
        )
        return line, direction

    def _is_no_line(self, row: Row) -> bool:
        """Whether a row is a repeated head, a foot, a continuation, or a balance carried forward."""
        filled = [cell for cell in map(tidy, row.cells) if cell]
        if not filled or self._is_header(row):
            return True
        date = self._cell(row, self.columns.date)
        if _CARRIED.fullmatch(self._description(row).strip(" :*")) or _CARRIED.match(date):
            return True
        if is_pending(date) or read_moment(date) is not None:
            return False
        money = (self.columns.amount, self.columns.credit, self.columns.debit)
        moneyless = not any(tidy(self._cell(row, at)) for at in money)
        return moneyless or _FOOT.fullmatch(filled[0]) is not None

    def _is_header(self, row: Row) -> bool:
        """Whether a row repeats the names, as at the head of each printed page."""
        at = self.columns.date or 0
        named = at < len(self.header) and tidy(self.header[at])
        return bool(named) and tidy(self._cell(row, at)).casefold() == str(named).casefold()

    def _continues(self, row: Row) -> bool:
        """Whether a row holds nothing but more of the description above it."""
        filled = {at for at, cell in enumerate(row.cells) if tidy(cell)}
        foot = _FOOT.fullmatch(tidy(row.cells[min(filled)])) if filled else None
        return bool(filled) and filled <= set(self.columns.description) and foot is None

    def _longer(self, line: StatementLine, row: Row) -> StatementLine:
        description = f"{line.description} {self._description(row)}".strip()
        payer = line.payer or payer_in(description)
        return replace(line, description=description, payer=payer, raw=(*line.raw, *row.cells))

    def _money(self, row: Row, unmarked: Direction | None) -> tuple[ReadAmount, Direction] | None:
        """Give the amount and which way it went; None where nothing moved."""
        if self.columns.amount is None:
            return self._of_two_sides(row)
        cell = self._cell(row, self.columns.amount)
        amount = read_amount(cell)
        if amount is None:
            raise self._wrong(row, self.columns.amount, "amount")
        if not amount.rupiah and not amount.sen:
            return None
        direction = amount.direction
        if self.columns.direction is not None:
            said = read_direction(self._cell(row, self.columns.direction))
            if said is None or (direction is not None and direction is not said):
                raise self._wrong(row, self.columns.direction, "direction")
            direction = said
        direction = direction or unmarked or _described_direction(self._description(row))
        if direction is None:
            self.undirected += 1
            raise self._wrong(row, self.columns.amount, "direction")
        return amount, direction

    def _of_two_sides(self, row: Row) -> tuple[ReadAmount, Direction] | None:
        credit = self._side(row, self.columns.credit)
        debit = self._side(row, self.columns.debit)
        if credit is not None and debit is not None:
            raise self._wrong(row, self.columns.credit, "both-sides")
        if credit is not None:
            # a credit taken back is money that left
            taken_back = credit.direction is Direction.OUT
            return credit, Direction.OUT if taken_back else Direction.IN
        return None if debit is None else (debit, Direction.OUT)

    def _side(self, row: Row, at: int | None) -> ReadAmount | None:
        """Give the amount of one side; None for zero, nothing or a dash. Raises StatementRowWrong."""
        cell = tidy(self._cell(row, at))
        if not cell or not cell.strip("-–. "):
            return None
        amount = read_amount(cell)
        if amount is None:
            raise self._wrong(row, at, "amount")
        return amount if amount.rupiah or amount.sen else None

    def _day(self, row: Row, description: str) -> tuple[dt.date, dt.time | None, bool]:
        cell = self._cell(row, self.columns.date)
        time = read_time(self._cell(row, self.columns.time)) if self.columns.time is not None else None
        if is_pending(cell):
            return described_day(description, self.today + dt.timedelta(days=1)) or self.today, time, True
        moment = read_moment(cell)
        day = None if moment is None else day_of(moment, self.last)
        if moment is None or day is None:
            raise self._wrong(row, self.columns.date, "date")
        return day, moment.time or time, False

    def _check_currency(self, row: Row) -> None:
        code = tidy(self._cell(row, self.columns.currency)).upper()
        if code and code not in _RUPIAH:
            raise StatementForeign(line=row.number, code=code[:10])

    def _description(self, row: Row, between: str = " ") -> str:
        parts = [tidy(self._cell(row, at)) for at in self.columns.description]
        return between.join(dict.fromkeys(part for part in parts if part))

    @staticmethod
    def _cell(row: Row, at: int | None) -> str:
        return row.cells[at] if at is not None and at < len(row.cells) else ""

    def _wrong(self, row: Row, at: int | None, problem: str) -> StatementRowWrong:
        named = at is not None and at < len(self.header)
        column = tidy(self.header[at]) if named and at is not None else ""
        text = tidy(self._cell(row, at)) if at is not None else " | ".join(map(tidy, row.cells))
        return StatementRowWrong(line=row.number, column=column[:40], text=text[:60], problem=problem)


def _described_direction(description: str) -> Direction | None:
    """Read the mark BCA and BI-FAST put into their descriptions: ``TRSF E-BANKING CR``, ``KR OTOMATIS``."""
    match = _DIRECTED.search(description)
    return None if match is None else Direction.IN if match[1] else Direction.OUT


def _signed(balance: ReadAmount | None) -> int | None:
    if balance is None:
        return None
    return -balance.rupiah if balance.direction is Direction.OUT else balance.rupiah
