"""Something is wrong with an order: send it back, or talk to a human."""

from bot.actions import AskReturn, Home, OpenOrder, PickReturn, ReturnReason, TalkToHuman
from bot.screen import Choice, Screen
from bot.screens.parts import Row, button, cut
from bot.words import Words
from checkout.refundable import Refundable

LINES = 40
"""Lines that are offered for choice."""


def problem(words: Words, order_id: int, *, returnable: bool) -> Screen:
    """What can be done about it."""
    order = str(order_id)
    rows: list[Row] = []
    if returnable:
        rows.append((button(words, "button-return", AskReturn(order_id=order_id)),))
    rows.append((button(words, "button-human", TalkToHuman(order_id=order_id)),))
    rows.append((button(words, "button-back", OpenOrder(order_id=order_id)),))
    return Screen(words.say("problem-what", order=order), tuple(rows), section=words.label("section-orders"))


def choose_lines(words: Words, there: Refundable, left: dict[int, int], chosen: dict[int, int]) -> Screen:
    """What is sent back: a tap takes all of a line, the next ones fewer, then none."""
    order = there.order_id
    rows: list[Row] = []
    for line in [line for line in there.lines if left.get(line.id)][:LINES]:
        pieces = chosen.get(line.id, 0)
        label = f"{'☑️' if pieces else '▫️'} {cut(line.name, 44)} · {pieces}/{left[line.id]}"
        fewer = pieces - 1 if pieces else left[line.id]
        rows.append((Choice(label, PickReturn(order_id=order, line_id=line.id, pieces=fewer)),))
    if chosen:
        rows.append((button(words, "button-return-next", ReturnReason(order_id=order)),))
    rows.append((button(words, "button-back", OpenOrder(order_id=order)),))
    text = words.say("return-choose", order=str(order))
    return Screen(text, tuple(rows), section=words.label("section-orders"))


def ask_reason(words: Words, order_id: int) -> Screen:
    """Why is it sent back?"""
    return Screen(
        words.say("return-ask-reason", order=str(order_id)),
        ((button(words, "button-back", AskReturn(order_id=order_id)),),),
        section=words.label("section-orders"),
    )


def asked(words: Words, order_id: int) -> Screen:
    """The shop knows; it answers here."""
    return Screen(
        words.say("return-asked", order=str(order_id)),
        (
            (
                button(words, "button-order", OpenOrder(order_id=order_id)),
                button(words, "button-home", Home()),
            ),
        ),
    )
