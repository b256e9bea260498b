"""What a bank's lines pay: one tap for all that is certain, one line at a time for the rest."""

from datetime import datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.actions import ConfirmLines, IgnoreForeign, IgnoreLine, OpenLine, ReviewLines, SettleLine
from bot.answering import Answering
from bot.conversation import Conversation
from bot.flags import studies
from bot.owner import finding
from bot.screen import Screen
from bot.screens import bank_line as line_screens
from bot.screens import bank_lines as screens
from bot.screens.orders import state_label
from bot.words import Words
from checkout import accounts, bank_lines, bank_settling
from checkout.bank_lines import CURRENCY, KeptLine
from checkout.bank_settling import Shown
from checkout.errors import BankLineDone
from checkout.statements.doubts import AwaitedPayment, Awaiting
from customers.people import Somebody
from foundation.database import Session


def bank_lines_router() -> Router:
    """Deciding about lines."""
    router = Router(name="owner-bank-lines")
    router.message.register(order_typed, F.text, Answering("statement:line"))
    router.callback_query.register(review_page, ReviewLines.filter())
    router.callback_query.register(confirm_all, ConfirmLines.filter())
    router.callback_query.register(open_line, OpenLine.filter())
    router.callback_query.register(settle, SettleLine.filter())
    router.callback_query.register(ignore, IgnoreLine.filter())
    router.callback_query.register(ignore_foreign, IgnoreForeign.filter())
    return router


@studies
async def review_page(
    tap: CallbackQuery, callback_data: ReviewLines, session: Session, words: Words, now: datetime
) -> Screen:
    """A page of what nobody has decided yet."""
    account = await accounts.find(session, callback_data.account_id)
    found = await bank_lines.review(session, account.id, now=now, zone=words.zone)
    page, fresh = callback_data.page, callback_data.fresh
    return screens.review_screen(words, account, found, page=page, fresh=fresh)


async def confirm_all(
    tap: CallbackQuery,
    callback_data: ConfirmLines,
    session: Session,
    person: Somebody,
    words: Words,
    now: datetime,
) -> Screen:
    """Settle every certain line that was shown."""
    shown = Shown(callback_data.count, callback_data.line_id, callback_data.payment_id)
    account_id = callback_data.account_id
    settled = await bank_settling.settle_certain(
        session, account_id, shown, actor_id=person.id, now=now, zone=words.zone
    )
    return await _left(session, person, words, account_id, now, news=screens.confirmed_text(words, settled))


async def _left(
    session: Session,
    person: Somebody,
    words: Words,
    account_id: int,
    now: datetime,
    *,
    news: str = "",
    toast: str = "",
) -> Screen:
    """What is left to decide on an account."""
    account = await accounts.find(session, account_id)
    found = await bank_settling.explain(session, account_id, actor_id=person.id, now=now, zone=words.zone)
    return screens.review_screen(words, account, found, news=news, toast=toast)


async def open_line(
    tap: CallbackQuery,
    callback_data: OpenLine,
    session: Session,
    words: Words,
    conversation: Conversation,
    now: datetime,
) -> Screen:
    """One line, and whose it may be; an order's number may be typed. Raises BankLineGone, BankLineDone."""
    kept = await _open(session, callback_data.line_id)
    found = await bank_lines.review(session, kept.account_id, now=now, zone=words.zone)
    conversation.ask("statement:line", line=kept.line.number)
    for doubt in (*found.doubtful, *found.foreign):
        if doubt.line.number == kept.line.number:
            return line_screens.line_screen(words, kept, doubt.payments, reason=doubt.reason)
    certain = [one.payment for one in found.certain if one.line.number == kept.line.number]
    return line_screens.line_screen(words, kept, certain)


async def _open(session: Session, line_id: int) -> KeptLine:
    kept = await bank_lines.line(session, line_id)
    if kept.state != "open":
        raise BankLineDone(amount=kept.line.amount, currency=CURRENCY)
    return kept


async def order_typed(message: Message, session: Session, words: Words, conversation: Conversation) -> Screen:
    """The number of the order a line belongs to: shown with what it asks for, and settled by a tap."""
    kept = await _open(session, int(conversation.answers.get("line", 0)))
    card = await finding.order(session, message.text or "")
    payment = card.payment
    asks = payment.missing or payment.amount
    day = kept.line.date
    named = AwaitedPayment(
        payment.id, str(card.order_id), kept.account_id, asks, card.total, Awaiting.OPEN, day, day
    )
    states = {payment.id: state_label(words, card.state, payment.state)}
    return line_screens.line_screen(words, kept, [named], states=states)


async def settle(
    tap: CallbackQuery,
    callback_data: SettleLine,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    now: datetime,
) -> Screen:
    """The line is money for this payment."""
    kept = await bank_lines.line(session, callback_data.line_id)
    recorded = await bank_settling.settle_one(
        session, callback_data.line_id, callback_data.payment_id, actor_id=person.id, now=now
    )
    _answered(conversation)
    return line_screens.settled_screen(words, kept, await finding.order(session, recorded.order_id))


def _answered(conversation: Conversation) -> None:
    if conversation.form == "statement:line":
        conversation.done()


async def ignore(
    tap: CallbackQuery,
    callback_data: IgnoreLine,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    now: datetime,
) -> Screen:
    """The line is none of the shop's. Raises BankLineGone, BankLineDone."""
    kept = await _open(session, callback_data.line_id)
    await bank_lines.ignore(session, [kept.line.number], actor_id=person.id, now=now)
    _answered(conversation)
    toast = words.label("statement-set-aside", count=1)
    return await _left(session, person, words, kept.account_id, now, toast=toast)


async def ignore_foreign(
    tap: CallbackQuery,
    callback_data: IgnoreForeign,
    session: Session,
    person: Somebody,
    words: Words,
    now: datetime,
) -> Screen:
    """What was shown as fitting nothing is none of the shop's."""
    found = await bank_lines.review(session, callback_data.account_id, now=now, zone=words.zone)
    numbers = [doubt.line.number for doubt in found.foreign if doubt.line.number <= callback_data.line_id]
    count = await bank_lines.ignore(session, numbers, actor_id=person.id, now=now)
    toast = words.label("statement-set-aside", count=count)
    return await _left(session, person, words, callback_data.account_id, now, toast=toast)
