"""Rows that a careless export made too wide."""

from collections.abc import Sequence

from checkout.statements.cells import read_direction, tidy
from checkout.statements.decoding import Row
from checkout.statements.values import Columns


def mended(row: Row, width: int, columns: Columns) -> Row:
    """Give a row ``width`` cells wide again, if it is clear how it became wider; else as it is.

    A mark in an unnamed cell beside the amount goes to the amount; commas in an unquoted text tore it apart, if every
    piece holds letters. A torn amount stays torn: putting digits together would be a guess about money.
    """
    cells = list(row.cells)
    while len(cells) > width and not tidy(cells[-1]):
        cells.pop()
    extra = len(cells) - width
    if not width or extra <= 0:
        return Row(row.number, tuple(cells))
    amount = columns.amount
    if extra == 1 and amount is not None and columns.direction is None and _is_mark(cells, amount + 1):
        cells[amount : amount + 2] = [" ".join(cells[amount : amount + 2])]
    elif len(columns.description) == 1:
        at = columns.description[0]
        torn = cells[at + 1 : at + extra + 1]
        if all(any(char.isalpha() for char in piece) for piece in torn):
            cells[at : at + extra + 1] = [", ".join((cells[at], *map(str.strip, torn)))]
    return Row(row.number, tuple(cells))


def _is_mark(cells: Sequence[str], at: int) -> bool:
    return at < len(cells) and read_direction(cells[at]) is not None
