"""A table nobody knows, asked about column by column; the answers become the columns by which it is read."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from checkout.statements.values import Columns, LayoutQuestion
from foundation import shop
from foundation.database import Session

MOST_COLUMNS = 24
"""Columns offered as buttons; money stands in none of those behind."""

ONLY_INCOMING, MARKED_BESIDE, MARKED_WITHIN, UNMARKED_IS_INCOMING = range(4)
"""Answers to ``sides``: what else stands in the column of amounts, and how one tells."""

RIGHT, WRONG = 1, 0
"""Answers to ``header``: whether the guess is right."""

_CHOSEN = ("date", "amount", "sides")


@dataclass(frozen=True, slots=True)
class Layout:
    """What is known of a table so far. ``asking`` are the questions still open, the next one first.

    They are ``header`` (is the guess right?), ``date``, ``amount``, ``sides`` and ``direction`` (which column).
    """

    columns: Columns
    asking: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def width(self) -> int:
        """How many columns there are to choose from."""
        return min(max(map(len, (self.header, *self.rows)), default=0), MOST_COLUMNS)

    def name(self, column: int) -> str:
        """What a column is called: its name, else what stands in it first."""
        cells = [row[column] for row in (self.header, *self.rows) if column < len(row)]
        return next(filter(None, cells), "")

    def answered(self, what: str, answer: int) -> "Layout | None":
        """Give the layout after an answer; None if this is not being asked, or cannot be answered so."""
        if not self.asking or self.asking[0] != what:
            return None
        rest, columns = self.asking[1:], self.columns
        if what == "header":
            return replace(self, asking=rest if answer == RIGHT else _CHOSEN)
        if what == "sides":
            beside = ("direction",) if answer == MARKED_BESIDE else ()
            return replace(self, columns=_with_sides(columns, answer), asking=(*beside, *rest))
        if not 0 <= answer < self.width:
            return None
        if what == "amount":
            columns = replace(columns, amount=answer, credit=None, debit=None, direction=None)
        elif what == "direction":
            columns = replace(columns, direction=answer)
        else:
            columns = replace(columns, date=answer)
        described = tuple(at for at in columns.description if at != answer)
        return replace(self, columns=replace(columns, description=described), asking=rest)

    def as_json(self) -> dict[str, Any]:
        """Give what a half-typed form keeps."""
        return asdict(self)


def _with_sides(columns: Columns, answer: int) -> Columns:
    if answer == ONLY_INCOMING:
        at = columns.amount if columns.amount is not None else columns.credit
        return replace(columns, credit=at, amount=None, direction=None, unmarked_is_incoming=False)
    unmarked = answer == UNMARKED_IS_INCOMING
    return replace(columns, direction=None, unmarked_is_incoming=unmarked)


def begun(question: LayoutQuestion) -> Layout:
    """Begin to ask: what the cells look like is taken for granted where it is complete."""
    asking: list[str] = []
    for what in question.missing:
        asking += {"amount": ["amount", "sides"], "direction": ["sides"]}.get(what, [what])
    return Layout(question.guess, tuple(asking), question.header, question.rows)


def from_json(kept: Mapping[str, Any]) -> Layout:
    """Read back what ``as_json`` gave."""
    return Layout(
        columns=columns_from_json(kept["columns"]),
        asking=tuple(kept["asking"]),
        header=tuple(kept["header"]),
        rows=tuple(tuple(row) for row in kept["rows"]),
    )


def columns_from_json(kept: Mapping[str, Any]) -> Columns:
    """Read back the columns of ``asdict``."""
    return Columns(**{**kept, "description": tuple(kept["description"])})


async def remember(session: Session, account_id: int, layout: Layout) -> None:
    """Keep an owner's answers for the next statement of this account."""
    kept = {"header": list(layout.header), "width": layout.width, "columns": asdict(layout.columns)}
    await shop.write(session, _key(account_id), kept)


async def remembered(
    session: Session, question: LayoutQuestion, account_ids: Sequence[int]
) -> Columns | None:
    """Give the columns an owner once named for a table that looks like this one, wherever it begins this time."""
    asked = begun(question)
    for account_id in account_ids:
        kept = await shop.read(session, _key(account_id))
        if kept and (tuple(kept["header"]), kept["width"]) == (asked.header, asked.width):
            return replace(columns_from_json(kept["columns"]), first_row=question.guess.first_row)
    return None


def _key(account_id: int) -> str:
    return f"statement-layout:{account_id}"
