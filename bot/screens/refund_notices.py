"""News of money and goods that go back, to shoppers and to the owner."""

from bot.actions import (
    MyOrders,
    OpenOrder,
    OpenRefund,
    OpenReturn,
    OwnerOrder,
    ReceiveReturn,
    RefundSent,
    TalkToHuman,
)
from bot.screen import Screen
from bot.screens.parts import Row, button, cut
from bot.words import Words
from checkout.lives import OrderState, RefundState, ReturnState
from checkout.order_cards import OrderCard
from checkout.refund_views import RefundView
from checkout.refundable import Refundable
from checkout.returns import Return

_TO_SHOPPERS = {
    "refund-begun",
    "refund-settled-shopper",
    "refund-called-off",
    "return-received",
    "return-accepted",
    "return-rejected",
}


def about_refund(
    words: Words, kind: str, card: OrderCard, refund: RefundView, *, problem: str = ""
) -> Screen:
    """Money that goes back: that it does, that it is there, or that somebody has to do something."""
    text = words.say(
        f"notice-{kind}",
        order=str(card.order_id),
        name=cut(card.customer_name, 60),
        amount=words.money(refund.amount, refund.currency),
        way=words.label(f"refund-way-{refund.way}"),
        ended="yes" if card.state == OrderState.CANCELED else "no",
        problem=cut(problem or refund.problem, 200),
    )
    if refund.reason:
        text += "\n" + words.say("refund-reason", reason=cut(refund.reason, 200))
    if kind in _TO_SHOPPERS:
        rows: list[Row] = [_shopper_row(words, card.order_id)]
        if refund.way == "credit" and refund.state == RefundState.SETTLED:
            rows.append((button(words, "button-orders", MyOrders()),))
        return Screen(text, tuple(rows))
    order = button(words, "button-order", OwnerOrder(order_id=card.order_id))
    if refund.way == "manual" and refund.state == RefundState.PENDING:
        sent = button(words, "refund-button-sent", RefundSent(refund_id=refund.id))
        return Screen(text, ((sent,), (order,)))
    return Screen(text, ((button(words, "refund-button-open", OpenRefund(refund_id=refund.id)), order),))


def about_return(
    words: Words, kind: str, card: OrderCard, there: Refundable, coming: Return, *, why: str = ""
) -> Screen:
    """Goods that come back: asked for, here, accepted or rejected."""
    text = words.say(
        f"notice-{kind}", order=str(card.order_id), name=cut(card.customer_name, 60), why=cut(why, 500)
    )
    lines = [(there.line(line_id), pieces) for line_id, pieces in coming.lines.items()]
    text = "\n".join(
        [text]
        + [
            words.say("owner-pack-line", quantity=pieces, name=cut(line.name, 70))
            for line, pieces in lines[:8]
            if line
        ]
    )
    if kind in _TO_SHOPPERS:
        return Screen(text, (_shopper_row(words, card.order_id),))
    text += "\n" + words.say("return-reason", reason=cut(coming.reason, 500))
    rows: list[Row] = []
    if coming.state == ReturnState.REQUESTED:
        rows.append((button(words, "return-button-receive", ReceiveReturn(return_id=coming.id)),))
    rows.append((button(words, "return-button-open", OpenReturn(return_id=coming.id)),
                 button(words, "button-order", OwnerOrder(order_id=card.order_id))))  # fmt: skip
    return Screen(text, tuple(rows))


def _shopper_row(words: Words, order_id: int) -> Row:
    return (
        button(words, "button-order", OpenOrder(order_id=order_id)),
        button(words, "button-ask", TalkToHuman(order_id=order_id)),
    )
