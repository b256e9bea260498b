"""Goods on their way back, as their seller sees them."""

from bot.actions import (
    AcceptReturn,
    CancelForm,
    OpenReturn,
    OwedList,
    OwnerOrder,
    ReceiveReturn,
    RejectReturn,
    Reply,
    Returns,
)
from bot.screen import Choice, Screen
from bot.screens.parts import Row, button, cut, pager
from bot.words import Words
from checkout.lives import ReturnState
from checkout.refundable import Refundable
from checkout.returns import Return, ReturnPage


def returns_screen(words: Words, page: ReturnPage) -> Screen:
    """What waits to be received or decided."""
    rows: list[Row] = [
        (Choice(cut(f"#{one.order_id} · {words.label(f'return-state-{one.state}')} · {one.reason}"),
                OpenReturn(return_id=one.id)),)
        for one in page.items
    ]  # fmt: skip
    near = [(n, Returns(page=n)) for n in (page.page - 1, page.page, page.page + 1) if n > 0]
    rows.append(pager(near, page.page, page.pages))
    rows.append((button(words, "button-back", OwedList()),))
    text = words.say("returns-title", count=page.total) if page.total else words.say("returns-none")
    return Screen(text, tuple(rows), section=words.label("owner-section-refunds"))


def return_screen(words: Words, there: Refundable, one: Return, *, name: str, toast: str = "") -> Screen:
    """A return: what comes back and why, and what the owner can do about it."""
    state = words.label(f"return-state-{one.state}")
    text = [words.say("return-title", order=str(one.order_id), state=state, name=cut(name, 60))]
    for line_id, pieces in one.lines.items():
        line = there.line(line_id)
        if line:
            text.append(words.say("owner-pack-line", quantity=pieces, name=cut(line.name, 70)))
    text.append(words.say("return-reason", reason=one.reason))
    rows: list[Row] = []
    if one.state == ReturnState.REQUESTED:
        text.append(words.say("return-next-receive"))
        rows.append((button(words, "return-button-receive", ReceiveReturn(return_id=one.id)),))
    if one.state == ReturnState.RECEIVED:
        text.append(words.say("return-next-decide"))
        rows.append((button(words, "return-button-accept", AcceptReturn(return_id=one.id, restock=True)),))
        rows.append((button(words, "return-button-damaged", AcceptReturn(return_id=one.id, restock=False)),))
    if one.state in {ReturnState.REQUESTED, ReturnState.RECEIVED}:
        rows.append((button(words, "return-button-reject", RejectReturn(return_id=one.id)),
                     button(words, "owner-button-write", Reply(person_id=one.person_id))))  # fmt: skip
    rows.append((button(words, "button-order", OwnerOrder(order_id=one.order_id)),
                 button(words, "button-back", Returns())))  # fmt: skip
    return Screen("\n".join(text), tuple(rows), toast=toast, section=words.label("owner-section-refunds"))


def ask_why(words: Words, one: Return) -> Screen:
    """The shopper reads the answer."""
    return Screen(
        words.say("return-ask-why", order=str(one.order_id)),
        ((button(words, "button-leave", CancelForm()),
          button(words, "button-back", OpenReturn(return_id=one.id))),),
        section=words.label("owner-section-refunds"),
    )  # fmt: skip
