"""What came in on an account: which orders it pays for certain, what somebody has to look at, what is none of the shop's."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.actions import (
    ConfirmLines,
    IgnoreForeign,
    OpenLine,
    OwnerHome,
    ReviewLines,
)
from bot.screen import Choice, Screen
from bot.screens.parts import Row, button, cut, pager, rows_of
from bot.screens.refusals import refusal
from bot.screens.statement import account_title
from bot.words import Words
from checkout.accounts import Account
from checkout.bank_lines import CURRENCY, Review, Taken
from checkout.bank_settling import Settled
from checkout.statements.doubts import Doubt, Match
from checkout.statements.values import StatementLine
from foundation.errors import ShopError

CERTAIN, DOUBTFUL = 8, 6
"""Lines a page."""

PROBLEMS = 8
"""Unreadable rows that are explained; the others are counted."""

NUMBERS = 20
"""Orders that are named."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a statement held besides the lines that stay: ``outgoing`` payments, and rows that could not be read."""

    taken: Taken
    outgoing: int
    problems: tuple[ShopError, ...]


def report_screen(words: Words, account: Account, review: Review, reading: Reading) -> Screen:
    """What became of a statement. It stays in the chat: pages are opened below it."""
    counts = words.say(
        "statement-counts",
        new=reading.taken.new,
        known=reading.taken.known,
        out=reading.outgoing,
        explained=review.explained,
    )
    text = [_title(words, account), counts, *_body(words, review, 1)]
    if reading.problems:
        text.append("\n" + words.say("statement-unreadable", count=len(reading.problems)))
        text += ["• " + refusal(words, one, tapped=False).text for one in reading.problems[:PROBLEMS]]
        if len(reading.problems) > PROBLEMS:
            text.append(words.say("owner-more", count=len(reading.problems) - PROBLEMS))
    rows = _buttons(words, review, 1)
    if _pages(review) > 1:
        everything = ReviewLines(account_id=account.id, fresh=True)
        rows.append((button(words, "statement-button-all", everything),))
    return _screen(words, text, rows)


def review_screen(
    words: Words,
    account: Account,
    review: Review,
    *,
    page: int = 1,
    news: str = "",
    toast: str = "",
    fresh: bool = False,
) -> Screen:
    """A page of the lines nobody has decided yet; ``news`` stands above them."""
    pages = _pages(review)
    page = min(max(page, 1), pages)
    text = [news + "\n"] if news else []
    text += [_title(words, account), *_body(words, review, page)]
    rows = _buttons(words, review, page)
    near = [(n, ReviewLines(account_id=account.id, page=n)) for n in (page - 1, page, page + 1) if n > 0]
    rows.append(pager(near, page, pages))
    return _screen(words, text, rows, toast=toast, fresh=fresh)


def _screen(
    words: Words, text: Sequence[str], rows: Sequence[Row], *, toast: str = "", fresh: bool = False
) -> Screen:
    home = (button(words, "button-owner", OwnerHome()),)
    section = words.label("statement-section")
    return Screen("\n".join(text), (*rows, home), toast=toast, fresh=fresh, section=section)


def _title(words: Words, account: Account) -> str:
    return words.say("statement-title", account=account_title(words, account))


def _pages(review: Review) -> int:
    return max(1, -(-len(review.certain) // CERTAIN), -(-len(review.doubtful) // DOUBTFUL))


def _body(words: Words, review: Review, page: int) -> list[str]:
    text: list[str] = []
    if review.certain:
        text.append("\n" + words.say("statement-certain", count=len(review.certain)))
        text += [_certain(words, one) for one in review.certain[_on(page, CERTAIN)]]
    if review.doubtful:
        text.append("\n" + words.say("statement-doubtful", count=len(review.doubtful)))
        text += [_doubtful(words, one) for one in review.doubtful[_on(page, DOUBTFUL)]]
    if review.foreign:
        text.append("\n" + words.say("statement-fits-nothing", count=len(review.foreign)))
        text += [_foreign(words, one) for one in review.foreign[:3]]
    if not text:
        text.append("\n" + words.say("statement-nothing-open"))
    return text


def _on(page: int, size: int) -> slice:
    return slice((page - 1) * size, page * size)


def _certain(words: Words, one: Match) -> str:
    return words.say("statement-line-certain", order=one.payment.order_number, **line_facts(words, one.line))


def _doubtful(words: Words, one: Doubt) -> str:
    said = words.say("statement-line", **line_facts(words, one.line))
    asked = ", ".join(
        f"#{payment.order_number} {words.money(payment.amount, CURRENCY)}" for payment in one.payments[:2]
    )
    reason = words.say(f"statement-reason-{one.reason}")
    return f"{said} — {reason}" + (f" ({asked})" if asked else "")


def _foreign(words: Words, one: Doubt) -> str:
    return words.say("statement-line", **line_facts(words, one.line))


def line_facts(words: Words, line: StatementLine) -> dict[str, str]:
    """A line's amount, day and payer, for a message."""
    return {
        "amount": line_amount(words, line),
        "day": words.day(line.date),
        "who": cut(line.payer or line.description, 40) or "–",
    }


def line_amount(words: Words, line: StatementLine) -> str:
    """A line's amount, with the hundredths of a rupiah where there are any."""
    return words.money(line.amount, CURRENCY) + (f",{line.sen:02}" if line.sen else "")


def _buttons(words: Words, review: Review, page: int) -> list[Row]:
    rows: list[Row] = []
    if review.certain:
        confirm = ConfirmLines(
            account_id=review.account_id,
            count=len(review.certain),
            line_id=max(one.line.number for one in review.certain),
            payment_id=max(one.payment.payment_id for one in review.certain),
        )
        rows.append((button(words, "statement-button-confirm", confirm, count=len(review.certain)),))
    doubts = [
        Choice(cut(f"🔎 {line_amount(words, one.line)} · {one.line.payer or one.line.description}", 28),
               OpenLine(line_id=one.line.number))
        for one in review.doubtful[_on(page, DOUBTFUL)]
    ]  # fmt: skip
    rows += rows_of(doubts, width=60, most=2)
    if review.foreign:
        last = max(one.line.number for one in review.foreign)
        aside = IgnoreForeign(account_id=review.account_id, line_id=last)
        rows.append((button(words, "statement-button-aside", aside, count=len(review.foreign)),))
    return rows


def confirmed_text(words: Words, settled: Settled) -> str:
    """Which orders were paid by one tap, and whether something was left out."""
    text = []
    if settled.order_ids:
        numbers = ", ".join(f"#{order_id}" for order_id in settled.order_ids[:NUMBERS])
        if len(settled.order_ids) > NUMBERS:
            numbers += ", …"
        text.append(words.say("statement-confirmed", count=len(settled.order_ids), orders=numbers))
    if settled.left_out:
        text.append(words.say("statement-left-out", count=settled.left_out))
    return "\n".join(text)
