"""Asking for a bank statement, for its account, and for what its columns mean."""

from collections.abc import Mapping, Sequence

from bot.actions import AnswerLayout, CancelForm, PickStatementAccount, ReviewLines
from bot.screen import Choice, Screen
from bot.screens.parts import Row, button, cut, rows_of
from bot.screens.refusals import refusal
from bot.words import Words
from checkout.accounts import QRIS, Account
from foundation.errors import ShopError

SIDES = ("only-in", "beside", "within", "unmarked")
"""The ways a column of amounts may say which way the money went, by the number of the answer."""

COLUMNS = 12
"""Columns described in words; all are buttons."""


def account_title(words: Words, account: Account) -> str:
    """An account in a few words, without markup."""
    if account.kind == QRIS:
        return f"{words.label('method-qris')} {cut(account.holder, 30)}"
    return f"{cut(account.bank, 20)} {account.number}"


def ask_statement(words: Words, waiting: Sequence[tuple[Account, int]]) -> Screen:
    """Ask for a file or a message; ``waiting`` are accounts with lines nobody has decided yet."""
    rows = [_waiting_button(words, account, count) for account, count in waiting]
    return Screen(words.say("statement-ask"), (*rows, _leave(words)), section=_section(words))


def _waiting_button(words: Words, account: Account, count: int) -> Row:
    title = account_title(words, account)
    review = ReviewLines(account_id=account.id)
    return (button(words, "statement-button-waiting", review, account=title, count=count),)


def refused(words: Words, error: ShopError) -> Screen:
    """Say what is wrong with a statement; another one may follow at once."""
    shown = refusal(words, error, tapped=False, is_owner=True)
    return Screen(
        f"{shown.text}\n\n{words.say('statement-again')}", (_leave(words),), section=_section(words)
    )


def ask_account(
    words: Words, accounts: Sequence[Account], *, word: str, lines: int, foreign: str = ""
) -> Screen:
    """Which account is the statement of? ``foreign`` is the number it names where that is none of the shop's."""
    text = words.say("statement-ask-account", count=lines)
    if foreign:
        text = words.say("statement-foreign-account", number=foreign) + "\n\n" + text
    rows: list[Row] = [
        (Choice(cut(account_title(words, one)), PickStatementAccount(account_id=one.id, word=word)),)
        for one in accounts
    ]
    return Screen(text, (*rows, _leave(words)), section=_section(words))


def ask_layout(
    words: Words,
    what: str,
    columns: Sequence[tuple[str, str]],
    guess: Mapping[str, str],
    *,
    word: str,
    again: bool = False,
) -> Screen:
    """Ask what the columns mean: names and first cells of ``columns``; ``guess`` names what was guessed.

    ``word`` names the statement the answer is for.
    """
    said = [
        words.say("statement-column", number=str(at), name=cut(name, 30), example=cut(example, 40))
        for at, (name, example) in enumerate(columns[:COLUMNS], start=1)
    ]
    question = words.say(f"statement-ask-{what}", **guess)
    head = words.say("statement-again-unclear" if again else "statement-unknown-table")
    text = "\n".join((head, "", *said, "", question))
    return Screen(text, (*_answers(words, what, columns, word), _leave(words)), section=_section(words))


def _answers(words: Words, what: str, columns: Sequence[tuple[str, str]], word: str) -> tuple[Row, ...]:
    if what == "header":
        return (
            (button(words, "statement-button-right", AnswerLayout(what=what, answer=1, word=word)),
             button(words, "statement-button-wrong", AnswerLayout(what=what, answer=0, word=word))),
        )  # fmt: skip
    if what == "sides":
        return tuple(
            (button(words, f"statement-button-{side}", AnswerLayout(what=what, answer=at, word=word)),)
            for at, side in enumerate(SIDES)
        )
    choices = [
        Choice(cut(f"{at + 1} · {name or example}", 26), AnswerLayout(what=what, answer=at, word=word))
        for at, (name, example) in enumerate(columns)
    ]
    return rows_of(choices, width=40, most=2)


def _leave(words: Words) -> Row:
    return (button(words, "button-leave", CancelForm()),)


def _section(words: Words) -> str:
    return words.label("statement-section")
