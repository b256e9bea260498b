"""``/statement``: a file of internet banking or a bank's message becomes lines of an account."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.actions import AnswerLayout, PickStatementAccount
from bot.answering import Answering
from bot.conversation import Conversation
from bot.owner.errors import FormOver, NoAccountForStatement
from bot.screen import Screen
from bot.screens import bank_lines as line_screens
from bot.screens import statement as screens
from bot.screens.bank_lines import Reading
from bot.statements import kept, layouts
from bot.statements.kept import GivenStatement
from bot.statements.layouts import Layout
from bot.telegram.statements import COMMAND, GIVING
from bot.words import Words
from checkout import accounts, bank_lines, bank_settling
from checkout.accounts import BY_HAND, Account
from checkout.errors import AccountGone
from checkout.statements.errors import StatementNotText
from checkout.statements.values import LayoutQuestion, Statement
from customers.people import Somebody
from foundation.database import Session
from foundation.errors import ShopError

_ASKED_ABOUT = frozenset({"statement:account", "statement:layout"})
"""Forms in which a statement waits for an answer about it."""


def statement_router() -> Router:
    """Statements as they are given, and the questions about them."""
    router = Router(name="owner-statement")
    router.message.register(given, Command(COMMAND, ignore_case=True))
    router.message.register(given, Answering(*GIVING))
    router.callback_query.register(answer_layout, AnswerLayout.filter())
    router.callback_query.register(pick_account, PickStatementAccount.filter())
    return router


@dataclass(frozen=True, slots=True)
class _Desk:
    """Whose statement it is, and where it is taken in."""

    session: Session
    person: Somebody
    words: Words
    conversation: Conversation
    now: datetime


async def given(
    message: Message,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    now: datetime,
    statement: GivenStatement | None,
) -> Screen:
    """``/statement`` with a file or a bank's message, or either in answer to the question; alone it asks."""
    desk = _Desk(session, person, words, conversation, now)
    error = _error(message, statement)
    if error is not None and conversation.listening and conversation.form in _ASKED_ABOUT:
        raise error  # the question about the statement that waits stays open
    conversation.done()
    if error is not None:
        return _refused(desk, error)
    if statement is None:
        conversation.ask("statement")
        known = {account.id: account for account in await _accounts(session)}
        waiting = await bank_lines.waiting(session)
        open_lines = [(known[one], count) for one, count in sorted(waiting.items()) if one in known]
        return screens.ask_statement(words, open_lines)
    return await _take_in(desk, statement)


def _error(message: Message, statement: GivenStatement | None) -> ShopError | None:
    """Give what is wrong with what was sent, if anything is."""
    if message.photo or (message.document is not None and statement is None):
        return StatementNotText(kind="picture")
    return statement.read if statement is not None and isinstance(statement.read, ShopError) else None


async def answer_layout(
    tap: CallbackQuery,
    callback_data: AnswerLayout,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    now: datetime,
    statement: GivenStatement | None,
) -> Screen:
    """What a column means; with the last answer the statement was read again. Raises FormOver."""
    word = callback_data.word
    if conversation.form != "statement:layout" or conversation.answers.get("word") != word:
        raise FormOver
    layout = layouts.from_json(conversation.answers["layout"])
    after = layout.answered(callback_data.what, callback_data.answer)
    if after is None:
        raise FormOver
    desk = _Desk(session, person, words, conversation, now)
    if after.asking:
        return _ask_layout(desk, after, word)
    if statement is None:
        raise FormOver
    conversation.ask("statement:layout", layout=after.as_json())
    return await _take_in(desk, statement)


async def pick_account(
    tap: CallbackQuery,
    callback_data: PickStatementAccount,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    now: datetime,
    statement: GivenStatement | None,
) -> Screen:
    """The statement is this account's. Raises FormOver, AccountGone."""
    if conversation.form != "statement:account" or statement is None:
        raise FormOver
    account = next((one for one in await _accounts(session) if one.id == callback_data.account_id), None)
    if account is None:
        raise AccountGone(account_id=callback_data.account_id)
    return await _take_in(_Desk(session, person, words, conversation, now), statement, account)


async def _accounts(session: Session) -> list[Account]:
    return [account for account in await accounts.accounts(session) if account.kind in BY_HAND]


async def _take_in(desk: _Desk, statement: GivenStatement, account: Account | None = None) -> Screen:
    """Take the lines of a statement that was read; ask for what is missing. Raises NoAccountForStatement."""
    read = statement.read
    if isinstance(read, ShopError):
        return _refused(desk, read)
    if isinstance(read, LayoutQuestion):
        again = statement.columns is not None
        await kept.keep(desk.session, desk.person.id, statement.source, now=desk.now)
        return _ask_layout(desk, layouts.begun(read), statement.source.word, again=again)
    known = await _accounts(desk.session)
    if not known:
        raise NoAccountForStatement
    text = statement.source.content.decode(errors="replace") if statement.source.sent else ""
    account = account or account_of(read, text, known)
    if account is None:
        await kept.keep(desk.session, desk.person.id, statement.source, now=desk.now)
        named = asdict(statement.columns) if statement.columns else None
        word = statement.source.word
        desk.conversation.ask("statement:account", columns=named, word=word)
        lines = len(read.incoming)
        return screens.ask_account(desk.words, known, word=word, lines=lines, foreign=read.account)
    return await _finish(desk, read, account)


def _refused(desk: _Desk, error: ShopError) -> Screen:
    """Say why, and wait for another one."""
    desk.conversation.done()
    desk.conversation.ask("statement")
    return screens.refused(desk.words, error)


def _ask_layout(desk: _Desk, layout: Layout, word: str, *, again: bool = False) -> Screen:
    desk.conversation.ask("statement:layout", layout=layout.as_json(), word=word)
    columns = [
        (layout.header[at] if at < len(layout.header) else "", _example(layout, at))
        for at in range(layout.width)
    ]
    known = layout.columns
    guess = {
        "date": "" if known.date is None else layout.name(known.date),
        "amount": layout.name(known.amount if known.amount is not None else known.credit or 0),
        "description": ", ".join(layout.name(at) for at in known.description),
    }
    return screens.ask_layout(desk.words, layout.asking[0], columns, guess, word=word, again=again)


def _example(layout: Layout, at: int) -> str:
    return next((row[at] for row in layout.rows if at < len(row) and row[at]), "")


def account_of(statement: Statement, text: str, known: Sequence[Account]) -> Account | None:
    """Give the account a statement or a message (``text``) names, or the only one there is; None to ask."""
    if statement.account:
        return _only([one for one in known if one.number and _is_number(statement.account, one.number)])
    digits = re.findall(r"[0-9]{5,}", re.sub(r"(?<=[0-9])[ -](?=[0-9])", "", text))
    named = _only([one for one in known if one.number in digits])
    return named or _only(known)


def _is_number(named: str, number: str) -> bool:
    """Whether a number, perhaps masked with X or *, is an account's."""
    pattern = re.sub(r"[X*]+", "[0-9]*", named.lstrip("0"))
    return bool(re.search("[0-9]{3}", named)) and re.fullmatch(pattern, number.lstrip("0")) is not None


def _only(found: Sequence[Account]) -> Account | None:
    return found[0] if len(found) == 1 else None


async def _finish(desk: _Desk, read: Statement, account: Account) -> Screen:
    """Keep the lines, and show what they may pay."""
    session, actor, now = desk.session, desk.person.id, desk.now
    taken = await bank_lines.take(session, account.id, read.incoming, actor_id=actor, now=now)
    found = await bank_settling.explain(session, account.id, actor_id=actor, now=now, zone=desk.words.zone)
    if "layout" in desk.conversation.answers:
        layout = layouts.from_json(desk.conversation.answers["layout"])
        await layouts.remember(session, account.id, layout)
    await kept.forget(session, actor)
    desk.conversation.done()
    reading = Reading(taken, len(read.outgoing), read.problems)
    return line_screens.report_screen(desk.words, account, found, reading)
