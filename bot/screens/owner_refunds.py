"""Giving money back, step by step: what, the goods, how, and before it is done what will be so."""

from bot.actions import (
    CancelForm,
    OwnerHome,
    OwnerOrder,
    PickRefund,
    RefundGoods,
    RefundOrder,
    RefundStock,
    RefundSure,
    RefundWay,
    RefundWhat,
)
from bot.screen import Choice, Screen
from bot.screens.parts import Row, button, cut
from bot.words import Words
from checkout.refundable import Refundable, RefundableLine

LINES = 40
"""Lines that are offered for choice."""


def _screen(words: Words, text: list[str], rows: list[Row], order_id: int, *, toast: str = "") -> Screen:
    rows = [*rows, (button(words, "button-leave", CancelForm()),
                    button(words, "button-order", OwnerOrder(order_id=order_id)))]  # fmt: skip
    section = words.label("owner-section-refunds")
    return Screen("\n".join(text), tuple(rows), toast=toast, section=section)


def _title(words: Words, there: Refundable) -> str:
    state = words.label(f"state-{there.state.replace('_', '-')}")
    return words.say("refund-title", order=str(there.order_id), state=state)


def start(words: Words, there: Refundable) -> Screen:
    """What came, what went back, and what can still go back: all of it, some lines, or another amount."""
    order = there.order_id
    money = {
        name: words.money(getattr(there, name), there.currency) for name in ("received", "refunded", "left")
    }
    text = [_title(words, there), words.say("refund-so-far", **money)]
    rows: list[Row] = []
    offers = {"all": there.left, "surplus": there.surplus, "shipping": there.shipping}
    for what, amount in offers.items():
        if amount and (what == "all" or amount < there.left):
            label = words.money(amount, there.currency)
            rows.append(
                (button(words, f"refund-button-{what}", RefundWhat(order_id=order, what=what), amount=label),)
            )
    more = []
    if any(line.left for line in there.lines) and there.left:
        more.append(button(words, "refund-button-lines", RefundWhat(order_id=order, what="lines")))
    if there.left:
        more.append(button(words, "refund-button-amount", RefundWhat(order_id=order, what="amount")))
    else:
        text.append(words.say("refund-nothing-left"))
    return _screen(words, text, [*rows, tuple(more)], order)


def choose_lines(words: Words, there: Refundable, chosen: dict[int, int]) -> Screen:
    """Which lines, how many of each: a tap takes all of a line, the next ones fewer, then none."""
    rows: list[Row] = []
    for line in [line for line in there.lines if line.left][:LINES]:
        pieces = chosen.get(line.id, 0)
        label = f"{'☑️' if pieces else '▫️'} {cut(line.name, 34)} · {pieces}/{line.left}"
        if pieces:
            label += f" · {words.money(line.amount(pieces), there.currency)}"
        fewer = pieces - 1 if pieces else line.left
        action = PickRefund(order_id=there.order_id, line_id=line.id, pieces=fewer)
        rows.append((Choice(label, action),))
    if chosen:
        amount = words.money(amount_of(there, chosen), there.currency)
        ready = RefundGoods(order_id=there.order_id)
        rows.append((button(words, "refund-button-next", ready, amount=amount),))
    rows.append((button(words, "button-back", RefundOrder(order_id=there.order_id)),))
    return _screen(words, [_title(words, there), words.say("refund-choose-lines")], rows, there.order_id)


def amount_of(there: Refundable, chosen: dict[int, int]) -> int:
    """What chosen pieces come to."""
    lines = ((there.line(line_id), pieces) for line_id, pieces in chosen.items())
    return sum(line.amount(pieces) for line, pieces in lines if line)


def ask_amount(words: Words, there: Refundable) -> Screen:
    """How much, in words."""
    left = words.money(there.left, there.currency)
    text = [_title(words, there), words.say("refund-ask-amount", left=left)]
    return _screen(
        words, text, [(button(words, "button-back", RefundOrder(order_id=there.order_id)),)], there.order_id
    )


def ask_goods(words: Words, there: Refundable, chosen: dict[int, int]) -> Screen:
    """Are the goods for sale again?"""
    order = there.order_id
    unsent = all(line.held for line in _lines(there, chosen))
    text = [_title(words, there), *_goods(words, there, chosen)]
    text.append(words.say("refund-ask-goods-unsent" if unsent else "refund-ask-goods"))
    rows: list[Row] = [
        (button(words, "refund-button-restock", RefundStock(order_id=order, restock=True)),
         button(words, "refund-button-lost", RefundStock(order_id=order, restock=False))),
        (button(words, "button-back", RefundOrder(order_id=order)),),
    ]  # fmt: skip
    return _screen(words, text, rows, order)


def ask_way(words: Words, there: Refundable, amount: int, *, gateway: bool) -> Screen:
    """How does the money go back?"""
    order = there.order_id
    ways = (*(("gateway",) if gateway else ()), "manual", "credit")
    rows: list[Row] = [
        (
            button(
                words,
                f"refund-button-{way}",
                RefundWay(order_id=order, way=way),
                gateway=there.provider.title(),
            ),
        )
        for way in ways
    ]
    rows.append((button(words, "button-back", RefundOrder(order_id=order)),))
    text = [_title(words, there), words.say("refund-ask-way", amount=words.money(amount, there.currency))]
    return _screen(words, text, rows, order)


def sure(
    words: Words,
    there: Refundable,
    chosen: dict[int, int],
    amount: int,
    *,
    way: str,
    restock: bool,
    reason: str,
    token: str,
) -> Screen:
    """Before and after, on one screen; a reason may still be typed."""

    def money(sum_: int) -> str:
        return words.money(sum_, there.currency)

    text = [_title(words, there), words.say("refund-sure", amount=money(amount))]
    text.append(words.say(f"refund-how-{way}", gateway=there.provider.title()))
    after = {"refunded": money(there.refunded + amount), "left": money(max(there.left - amount, 0))}
    text.append(words.say("refund-before-after", before=money(there.refunded), **after))
    text += _goods(words, there, chosen)
    if chosen:
        text.append(words.say("refund-restocked" if restock else "refund-lost"))
    if _ends(there, chosen):
        text.append(words.say("refund-ends-order"))
    text.append(words.say("refund-reason", reason=reason) if reason else words.say("refund-ask-reason"))
    rows: list[Row] = [
        (button(words, "refund-button-sure", RefundSure(token=token), amount=money(amount)),),
        (button(words, "button-back", RefundOrder(order_id=there.order_id)),),
    ]
    return _screen(words, text, rows, there.order_id)


def _lines(there: Refundable, chosen: dict[int, int]) -> list[RefundableLine]:
    return [line for line in there.lines if line.id in chosen]


def _goods(words: Words, there: Refundable, chosen: dict[int, int]) -> list[str]:
    """What is paid back, a line each."""
    lines = [
        words.say("owner-pack-line", quantity=chosen[line.id], name=cut(line.name, 70))
        for line in _lines(there, chosen)[:8]
    ]
    if len(chosen) > 8:
        lines.append(words.say("owner-more", count=len(chosen) - 8))
    return lines


def _ends(there: Refundable, chosen: dict[int, int]) -> bool:
    """Whether nothing is left to send of an order of which nothing was sent."""
    if not chosen or any(line.gone for line in there.lines):
        return False
    return sum(line.held for line in there.lines) > 0 and all(
        line.held <= chosen.get(line.id, 0) for line in there.lines
    )


def over(words: Words) -> Screen:
    """The question behind this button is over."""
    section = words.label("owner-section-refunds")
    return Screen(
        words.say("owner-form-over"), ((button(words, "button-owner", OwnerHome()),),), section=section
    )
