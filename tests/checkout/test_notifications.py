"""An owner forwards what the bank just sent them."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkout.statements.errors import NoticeUnreadable, StatementError, StatementTooLarge
from checkout.statements.notifications import LONGEST_NOTICE, read_notification

NOTICES: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parents[1] / "data/statements/notices.json").read_text("utf-8")
)
SENT = dt.datetime(2026, 11, 25, 18, 0)


@pytest.mark.parametrize("case", NOTICES["read"], ids=lambda case: case["text"][:40])
def test_a_forwarded_message_becomes_a_line(case: dict[str, Any]) -> None:
    """Amount, direction, day, time and payer, in the wordings of banks and wallets."""
    statement = read_notification(case["text"], sent=SENT)
    (line,) = statement.incoming if case["way"] == "in" else statement.outgoing
    assert len(statement.incoming) + len(statement.outgoing) == 1
    assert (line.amount, line.payer) == (case["amount"], case["payer"])
    assert line.date == dt.date.fromisoformat(case["date"] or "2026-11-25")
    assert line.time == (dt.time.fromisoformat(case["time"]) if case["time"] else None)


@pytest.mark.parametrize("case", NOTICES["refused"], ids=lambda case: case["text"][:40])
def test_a_message_that_does_not_say_it_is_not_believed(case: dict[str, Any]) -> None:
    """Greetings, bare numbers, two amounts and bills are no income."""
    with pytest.raises(NoticeUnreadable) as refusal:
        read_notification(case["text"], sent=SENT)
    assert refusal.value.facts["problem"] == case["problem"]


def test_several_messages_pasted_together_are_several_lines() -> None:
    """One a line, and with blank lines between; what is no message of money is named."""
    one = "Transfer masuk Rp50.111 dari WATI 25/11 10:00"
    other = "Transfer masuk Rp64.321 dari AGUS 25/11 10:01"
    for text in (f"{one}\n{other}", f"{one}\n\n{other}\n\nbeli Rp5.000 dan Rp6.000"):
        statement = read_notification(text, sent=SENT)
        assert [line.payer for line in statement.incoming] == ["WATI", "AGUS"]
    assert [problem.facts["problem"] for problem in statement.problems] == ["several-amounts"]


def test_a_message_forwarded_twice_is_the_same_money() -> None:
    """The day of the bank's message counts, not the day of the forwarding; the same words on another day are new."""
    text = "Trf masuk Rp125.123 dari BUDI K"
    keys = [
        read_notification(text, sent=sent).incoming[0].key
        for sent in (SENT, SENT.replace(hour=9), SENT - dt.timedelta(days=3))
    ]
    assert keys[0] == keys[1] != keys[2]


def test_a_novel_is_not_read() -> None:
    """Messages of banks are short."""
    with pytest.raises(StatementTooLarge):
        read_notification("Rp1 masuk " * LONGEST_NOTICE, sent=SENT)


PIECES = st.sampled_from(
    [
        "Rp",
        "50.000",
        " dari ",
        " ke ",
        "masuk",
        "CR",
        "25/11",
        "\n\n",
        "\n",
        "saldo ",
        "BUDI ",
        "10:15 ",
        "keluar ",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=200) | st.lists(PIECES, max_size=25).map("".join))
def test_no_message_upsets_the_reader(text: str) -> None:
    """Lines, or a refusal the shop has words for."""
    try:
        statement = read_notification(text, sent=SENT)
    except StatementError:
        return
    assert all(line.amount > 0 for line in statement.incoming + statement.outgoing)
