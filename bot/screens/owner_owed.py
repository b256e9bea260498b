"""Money that waits to be given back, and refunds that wait for somebody."""

from bot.actions import (
    OpenRefund,
    OwedList,
    OwnerHome,
    OwnerOrder,
    RefundExactly,
    RefundOff,
    RefundSent,
    Reply,
    Returns,
)
from bot.screen import Action, Choice, Screen
from bot.screens.parts import Row, button, cut, pager
from bot.words import Words
from checkout.lives import OrderState, RefundState
from checkout.order_cards import OrderCard
from checkout.refund_views import Owed, OwedPage, RefundView


def owed_screen(words: Words, page: OwedPage, *, returns: int, hint: bool = False) -> Screen:
    """All money that waits to be given back; a tap leads to giving back exactly that."""
    rows: list[Row] = [(Choice(_label(words, item), _action(item)),) for item in page.items]
    near = [(n, OwedList(page=n)) for n in (page.page - 1, page.page, page.page + 1) if n > 0]
    rows.append(pager(near, page.page, page.pages))
    if returns:
        rows.append((button(words, "owner-button-returns", Returns(), count=returns),))
    rows.append((button(words, "button-owner", OwnerHome()),))
    text = words.say("owed-title", count=page.total) if page.total else words.say("owed-none")
    if hint:
        text += "\n\n" + words.say("refund-usage")
    return Screen(text, tuple(rows), section=words.label("owner-section-refunds"))


def _action(item: Owed) -> Action:
    if item.refund_id:
        return OpenRefund(refund_id=item.refund_id)
    return RefundExactly(order_id=item.order_id, amount=item.amount)


def _label(words: Words, item: Owed) -> str:
    ended = item.order_state in {OrderState.CANCELED, OrderState.EXPIRED}
    why = "to-send" if item.refund_id else ("ended" if ended else "over")
    money = words.money(item.amount, item.currency)
    return cut(f"#{item.order_id} · {money} · {words.label(f'owed-{why}')} · {item.name}")


def refund_screen(words: Words, card: OrderCard, refund: RefundView, *, toast: str = "") -> Screen:
    """A refund: gone, on its way, or still to be transferred by somebody, with one tap to say that it is done."""
    task = refund.state == RefundState.PENDING and refund.way == "manual"
    key = f"refund-task-{'to-send' if task else refund.state}"
    text = words.say(
        key,
        order=str(card.order_id),
        amount=words.money(refund.amount, refund.currency),
        name=cut(card.customer_name, 60),
        way=words.label(f"refund-way-{refund.way}"),
    )
    if refund.reason:
        text += "\n" + words.say("refund-reason", reason=cut(refund.reason, 200))
    if refund.problem:
        text += "\n" + words.say("refund-problem", problem=cut(refund.problem, 200))
    rows: list[Row] = []
    if task:
        rows.append((button(words, "refund-button-sent", RefundSent(refund_id=refund.id)),))
        rows.append((button(words, "owner-button-write", Reply(person_id=card.person_id)),
                     button(words, "refund-button-off", RefundOff(refund_id=refund.id))))  # fmt: skip
    rows.append((button(words, "button-order", OwnerOrder(order_id=card.order_id)),
                 button(words, "button-back", OwedList())))  # fmt: skip
    return Screen(text, tuple(rows), toast=toast, section=words.label("owner-section-refunds"))


def sure_to_call_off(words: Words, refund: RefundView) -> Screen:
    """Ask before the shopper does not get what was promised."""
    money = words.money(refund.amount, refund.currency)
    rows: tuple[Row, ...] = (
        (button(words, "refund-button-off-yes", RefundOff(refund_id=refund.id, sure=True)),),
        (button(words, "button-back", OpenRefund(refund_id=refund.id)),),
    )
    text = words.say("refund-off-sure", order=str(refund.order_id), amount=money)
    return Screen(text, rows, section=words.label("owner-section-refunds"))
