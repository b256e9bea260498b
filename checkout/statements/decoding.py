"""From the bytes of a file to rows of cells, whatever encoding and separator a bank or a spreadsheet chose."""

import re
from collections import Counter
from dataclasses import dataclass

from checkout.statements.errors import StatementEmpty, StatementNotText, StatementTooLarge, StatementUnclosed

LARGEST_FILE = 8_000_000
"""Bytes: some 50,000 lines, years of a small shop."""

SEPARATORS = ",;\t|"
_LONGEST_RECORD = 20
"""Lines of a file one quoted cell may run over."""

_MAGIC = (
    (b"PK\x03\x04", "excel"),
    (b"\xd0\xcf\x11\xe0", "excel"),
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"\x1f\x8b", "archive"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
)
_PAGE = re.compile(r"\s*<(!doctype|html|table|\?xml|head|body|style)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a file: the line it begins on (the first is 1) and its cells as they stand."""

    number: int
    cells: tuple[str, ...]


def decode(data: bytes) -> str:
    """Give the text of a file. Raises StatementTooLarge, StatementNotText, StatementEmpty."""
    if len(data) > LARGEST_FILE:
        raise StatementTooLarge(megabytes=LARGEST_FILE // 1_000_000)
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise StatementNotText(kind=kind)
    text = _text_of(data).replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    if not text.strip(" \n\t\0,;|\"'"):
        raise StatementEmpty()
    if _PAGE.match(text):
        raise StatementNotText(kind="page")
    strange = sum(char < " " and char not in "\n\t" for char in text[:4000])
    if strange * 20 > len(text[:4000]):
        raise StatementNotText(kind="other")
    return text


def _text_of(data: bytes) -> str:
    """Decode by the byte order mark, else by where the zeros stand, else UTF-8, else what Windows writes."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    head = data[:400]
    if len(head) >= 4 and head.count(0) * 3 > len(head):
        odd = sum(byte == 0 for byte in head[1::2])
        return data.decode("utf-16-le" if odd * 2 > head.count(0) else "utf-16-be", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def separator_of(text: str) -> str:
    """Guess what stands between cells: what cuts the most lines into the same, largest number of cells."""
    said = re.match(r'"?sep=([,;\t|])', text)
    if said:
        return said.group(1)
    lines = [line for line in text.split("\n")[:200] if line.strip()]
    best, choice = (0, 0), SEPARATORS[0]
    for separator in SEPARATORS:
        widths = Counter(len(_cells(line, separator)[0]) for line in lines)
        score = max(
            ((count * (width - 1), width) for width, count in widths.items() if width > 1), default=(0, 0)
        )
        if score > best:
            best, choice = score, separator
    return choice


def rows_of(text: str, separator: str) -> list[Row]:
    """Cut a text into rows, without the blank ones. Raises StatementUnclosed.

    A quoted cell may hold separators and line breaks; a quotation mark inside a cell is a letter like any other.
    """
    rows: list[Row] = []
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        cells, closed, first = *_cells(lines[at], separator), at
        while not closed:
            at += 1
            if at == len(lines) or at - first >= _LONGEST_RECORD:
                raise StatementUnclosed(line=first + 1)
            cells, closed = _cells("\n".join(lines[first : at + 1]), separator)
        if any(cell.strip() for cell in cells):
            rows.append(Row(first + 1, tuple(cells)))
        at += 1
    return rows


def _cells(record: str, separator: str) -> tuple[list[str], bool]:
    """Cut one record into cells; the second value tells whether every opened quotation mark was closed."""
    if '"' not in record:
        return record.split(separator), True
    cells: list[str] = []
    at = 0
    while True:
        if _OPENING.match(record, at):
            quoted = _QUOTED[separator].match(record, at)
            if quoted is None:
                return [*cells, record[at:]], False
            cells.append(quoted[1].replace('""', '"'))
            end = quoted.start(2) if quoted[2] else -1
        else:
            end = record.find(separator, at)
            cells.append(record[at:] if end < 0 else record[at:end])
        if end < 0:
            return cells, True
        at = end + 1


_OPENING = re.compile(r' *"')
# A mark closes its cell only where a separator or the end follows; two marks in a row stand for one.
_QUOTED = {
    mark: re.compile(rf' *"((?:[^"]|""|"(?! *(?:{re.escape(mark)}|\Z)))*+)" *({re.escape(mark)}|\Z)')
    for mark in SEPARATORS
}
