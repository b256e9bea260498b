"""An owner sends the statement of their bank; the shop sees what came in, once, and says what it cannot read."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkout.statements import errors
from checkout.statements.decoding import LARGEST_FILE
from checkout.statements.reading import read
from checkout.statements.values import Columns, LayoutQuestion, Statement

SAMPLES = Path(__file__).parents[1] / "data/statements"
EXPECTED: dict[str, dict[str, Any]] = json.loads((SAMPLES / "expected.json").read_text("utf-8"))
TODAY = dt.date(2026, 11, 25)
SIMPLE = "Tanggal;Keterangan;Debet;Kredit;Saldo\n"


def read_sample(name: str, **more: Any) -> Statement:
    """Read a sample file on the day it was downloaded."""
    today = dt.date.fromisoformat(EXPECTED[name]["today"])
    statement = read((SAMPLES / f"{name}.csv").read_bytes(), today=today, **more)
    assert isinstance(statement, Statement)
    return statement


def read_text(text: str) -> Statement:
    """Read a file somebody made by hand."""
    statement = read(text.encode(), today=TODAY)
    assert isinstance(statement, Statement)
    return statement


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_an_owner_sees_what_came_in(name: str) -> None:
    """Whichever bank, encoding, separator and number style: day, amount and payer are read, the rest is set aside."""
    expected, statement = EXPECTED[name], read_sample(name)
    read_lines = [[line.date.isoformat(), line.amount, line.payer] for line in statement.incoming]
    assert read_lines == expected["incoming"]
    assert len(statement.outgoing) == expected["outgoing"]
    assert len(statement.problems) == expected["problems"], statement.problems
    assert statement.account == expected["account"]
    for line, time in zip(statement.incoming, expected.get("times", []), strict=False):
        assert line.time == dt.time.fromisoformat(time)
    assert [line.sen for line in statement.incoming] == expected.get("sen", [0] * len(read_lines))


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_same_file_twice_is_the_same_money(name: str) -> None:
    """Sent again, every line has the key it had, and no two lines of a file share one."""
    first, again = read_sample(name), read_sample(name)
    keys = [line.key for line in first.incoming]
    assert keys == [line.key for line in again.incoming]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("other", ["klikbca_windows", "klikbca_utf16", "klikbca_mark_in_the_amount"])
def test_another_download_of_the_same_days_has_the_same_keys(other: str) -> None:
    """Encoding and the bank's whims of layout do not make new money."""
    keys = [line.key for line in read_sample("klikbca").incoming]
    assert [line.key for line in read_sample(other).incoming] == keys


def test_a_file_found_again_next_year_is_still_last_years_money() -> None:
    """Days without a year belong to the period the bank wrote above them."""
    content = (SAMPLES / "klikbca.csv").read_bytes()
    again = read(content.replace(b"'PEND", b"'25/11"), today=dt.date(2028, 2, 1))
    assert isinstance(again, Statement)
    assert [line.key for line in again.incoming] == [line.key for line in read_sample("klikbca").incoming]
    assert {line.date.year for line in again.incoming} == {2026}


def test_overlapping_downloads_count_two_equal_lines_twice_and_not_four_times() -> None:
    """Two people pay 50,000 in cash on one day; the next download begins in the middle and has them again."""
    rows = [f"2{day}/11/2026;SETORAN TUNAI;0;50000;0\n" for day in (3, 4, 4, 5)]
    early, late = read_text(SIMPLE + "".join(rows[:3])), read_text(SIMPLE + "".join(reversed(rows[1:])))
    keys = {line.key for line in early.incoming} | {line.key for line in late.incoming}
    assert len(keys) == 4


def test_a_pending_row_keeps_its_key_when_it_is_booked() -> None:
    """KlikBCA shows today's money as PEND; on Monday it has a date, and is the same money."""
    row = "{},TRSF E-BANKING CR 2111/FTSCY/WS95051 50111.00 WATI,'0000,50111.00,CR,0\n"
    head = "Tanggal,Keterangan,Cabang,Jumlah,,Saldo\n"
    pending, booked = (read_text(head + row.format(day)).incoming[0] for day in ("PEND", "'23/11"))
    assert (pending.pending, booked.pending) == (True, False)
    assert pending.key == booked.key
    assert (pending.date, booked.date) == (dt.date(2026, 11, 21), dt.date(2026, 11, 23))


def test_an_unknown_table_becomes_a_question_and_its_answer_reads_it() -> None:
    """A bank nobody knows: the owner is shown the first rows, says which column is which, and it is read."""
    data = b"Quando;Quanto;Chi\n24/11/2026;50.111;dari WATI\n25/11/2026;64.321;dari AGUS\n"
    question = read(data, today=TODAY)
    assert isinstance(question, LayoutQuestion)
    assert question.header == ("Quando", "Quanto", "Chi")
    assert question.rows[0] == ("24/11/2026", "50.111", "dari WATI")
    assert (question.guess.date, question.guess.amount, question.guess.description) == (0, 1, (2,))
    answer = Columns(first_row=1, date=0, amount=1, description=(2,), unmarked_is_incoming=True)
    statement = read(data, today=TODAY, columns=answer)
    assert isinstance(statement, Statement)
    assert [(line.amount, line.payer) for line in statement.incoming] == [(50_111, "WATI"), (64_321, "AGUS")]


def test_money_without_a_direction_is_not_taken_for_income() -> None:
    """Amounts without sign, mark or sides could be rent as well: the owner is asked."""
    question = read(b"Tgl;Uraian;Nominal\n24/11/2026;toko;50.111\n", today=TODAY)
    assert isinstance(question, LayoutQuestion)
    assert question.missing == ("direction",)


def test_an_answer_that_points_outside_the_table_is_refused() -> None:
    """The owner names the ninth of three columns."""
    with pytest.raises(errors.StatementRowWrong) as refusal:
        read(b"a;b;c\n1;2;3\n", today=TODAY, columns=Columns(first_row=0, date=8, amount=1))
    assert refusal.value.facts["problem"] == "column"


def test_a_file_without_names_is_read_by_what_its_cells_look_like() -> None:
    """No row of names at all: the guess finds date, amount, direction and text."""
    data = b'24/11/2026,transfer dari WATI,\'0000,"50,111.00",CR\n25/11/2026,listrik,\'0000,"70,000.00",DB\n'
    question = read(data, today=TODAY)
    assert isinstance(question, LayoutQuestion)
    statement = read(data, today=TODAY, columns=question.guess)
    assert isinstance(statement, Statement)
    assert [line.amount for line in statement.incoming] == [50_111]
    assert [line.amount for line in statement.outgoing] == [70_000]


@pytest.mark.parametrize(
    ("row", "problem", "text"),
    [
        ("31/02/2026;dari BUDI;0;50000;0", "date", "31/02/2026"),
        ("24/11/2026;dari BUDI;0;5O.000;0", "amount", "5O.000"),
        ("24/11/2026;dari BUDI;0;1.2345,6;0", "amount", "1.2345,6"),
        ("24/11/2026;dari BUDI;5;50000;0", "both-sides", "50000"),
        (
            "24/11/2026;dari BUDI;0;50000;0;9;9",
            "too-many-cells",
            "24/11/2026 | dari BUDI | 0 | 50000 | 0 | 9 | 9",
        ),
    ],
)
def test_an_owner_learns_which_row_cannot_be_read_and_why(row: str, problem: str, text: str) -> None:
    """The line's number, the cell and what is wrong with it; the rows around it are read."""
    good = "24/11/2026;dari WATI;0;50111;0\n"
    statement = read_text(f"{SIMPLE}{good}{row}\n{good}")
    assert [line.number for line in statement.incoming] == [2, 4]
    (found,) = statement.problems
    assert isinstance(found, errors.StatementRowWrong)
    assert {**found.facts, "column": ""} == {"line": 3, "column": "", "text": text, "problem": problem}


@pytest.mark.parametrize(
    ("data", "error", "facts"),
    [
        (b"", errors.StatementEmpty, {}),
        (b"\n \r\n;;;\n", errors.StatementEmpty, {}),
        (b"PK\x03\x04rest", errors.StatementNotText, {"kind": "excel"}),
        (b"%PDF-1.7", errors.StatementNotText, {"kind": "pdf"}),
        (b"\x89PNG\r\n", errors.StatementNotText, {"kind": "picture"}),
        (b"<html><table>", errors.StatementNotText, {"kind": "page"}),
        (bytes(range(1, 32)) * 9, errors.StatementNotText, {"kind": "other"}),
        (b"halo kak\n", errors.StatementNoTable, {"lines": 1}),
        (b"a;b\n24/11/2026;\"half\n" + b"x\n" * 50, errors.StatementUnclosed, {"line": 2}),
        (b"Mata Uang : USD\nTanggal;Debet;Kredit\n", errors.StatementForeign, {"line": 1, "code": "USD"}),
        (b"a" * (LARGEST_FILE + 1), errors.StatementTooLarge, {"megabytes": 8}),
    ],
)  # fmt: skip
def test_a_file_that_is_no_statement_is_refused_by_name(
    data: bytes, error: type[errors.StatementError], facts: dict[str, object]
) -> None:
    """An owner who sends the Excel file, a photo or half a download is told what to send instead."""
    with pytest.raises(error) as refusal:
        read(data, today=TODAY)
    assert refusal.value.facts == facts


def test_a_long_statement_is_read_in_a_moment() -> None:
    """Five thousand lines, quoted, of a busy year."""
    row = '"24/11/2026","Transfer dari BUDI, lunas","0","{},123.00","1"\n'
    text = "Tanggal,Keterangan,Debet,Kredit,Saldo\n" + "".join(
        row.format(at % 900 + 100) for at in range(5_000)
    )
    assert len(read_text(text).incoming) == 5_000


def known_or_refused(data: bytes) -> None:
    """Whatever is sent is a statement, a question, or an error the shop has words for."""
    try:
        result = read(data, today=TODAY)
    except errors.StatementError:
        return
    if isinstance(result, LayoutQuestion) and not result.guess.missing:
        answered = read(data, today=TODAY, columns=result.guess)
        assert isinstance(answered, Statement | LayoutQuestion)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_upset_the_reader(data: bytes) -> None:
    """Any file at all."""
    known_or_refused(data)


CELLS = st.sampled_from(
    ["24/11/2026", "PEND", "'23/11", "50.000", "1,500.00", "CR", "DB", "Saldo Awal", "-5", "\"", "\"\"", "Tanggal",
     "Keterangan", "Kredit", "Debet", "Jumlah", "=1+1", "\0", "é", "29/02", "9" * 30, "Total", "USD", "Periode : 31/12/2026"]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.lists(CELLS | st.text(max_size=12), max_size=7), max_size=12),
    st.sampled_from(",;\t|"),
    st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]),
)
def test_no_table_upsets_the_reader(rows: list[list[str]], separator: str, encoding: str) -> None:
    """Tables out of the pieces banks use, in any disorder."""
    text = "\n".join(separator.join(row) for row in rows)
    known_or_refused(text.encode(encoding, errors="replace"))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(EXPECTED)), st.data())
def test_a_damaged_download_upsets_nobody(name: str, data: st.DataObject) -> None:
    """Pieces of a real file are lost, doubled or overwritten."""
    content = bytearray((SAMPLES / f"{name}.csv").read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        at, width = data.draw(st.integers(0, len(content))), data.draw(st.integers(0, 9))
        content[at : at + width] = data.draw(st.binary(max_size=9))
    known_or_refused(bytes(content))
