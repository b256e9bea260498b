"""What reading a bank statement gives: lines, or a question about the layout."""

import datetime as dt
from dataclasses import dataclass

from foundation.errors import ShopError


@dataclass(frozen=True, slots=True)
class StatementLine:
    """Money that moved on one account, as the bank wrote it down.

    ``amount`` and ``balance`` are whole rupiah, rounded down; ``sen`` are the hundredths of a rupiah left of the
    amount (0–99). ``payer`` is empty where no name was recognised. ``pending`` lines are not booked yet: their date is
    a guess. ``key`` is the same whenever the same money is read again; equal lines of one day are numbered in it.
    ``number`` is the line in the file, the first is 1; ``raw`` its cells.
    """

    date: dt.date
    time: dt.time | None
    amount: int
    sen: int
    description: str
    payer: str
    balance: int | None
    pending: bool
    key: str
    number: int
    raw: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that was read. ``incoming`` is what may pay orders, ``outgoing`` is set aside.

    ``problems`` are rows that look like money and could not be read; an owner has to hear of each. ``account`` holds the
    digits of the account's number if the file names it, else nothing.
    """

    incoming: tuple[StatementLine, ...]
    outgoing: tuple[StatementLine, ...]
    problems: tuple[ShopError, ...]
    account: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column means what, counted from 0; ``first_row`` is the first row of data, counted the same way.

    Money stands in ``amount``, with its direction in ``direction``, in a mark beside it or in its sign, or it stands in
    ``credit`` and ``debit``. With ``unmarked_is_incoming`` amounts without any mark are money that came in.
    """

    first_row: int
    date: int | None = None
    time: int | None = None
    description: tuple[int, ...] = ()
    payer: int | None = None
    amount: int | None = None
    direction: int | None = None
    credit: int | None = None
    debit: int | None = None
    balance: int | None = None
    currency: int | None = None
    unmarked_is_incoming: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        """What still has to be known before rows can be read: ``date``, ``amount``."""
        money = self.amount is not None or self.credit is not None
        return (*(("date",) if self.date is None else ()), *(() if money else ("amount",)))


@dataclass(frozen=True, slots=True)
class LayoutQuestion:
    """A table nobody knows: ask which column is which, then read again with the answer.

    ``header`` is the row of names (empty if there seems to be none), ``rows`` the first rows under it, ``guess`` what the
    cells look like, ``missing`` what has to be asked: ``date``, ``amount``, ``direction`` (incoming or outgoing), or
    ``header`` if the guess is complete and only has to be confirmed.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    guess: Columns
    missing: tuple[str, ...]
