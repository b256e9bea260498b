"""One line of a bank statement: the orders it may pay, and what became of it."""

from collections.abc import Mapping, Sequence

from bot.actions import IgnoreLine, OwnerHome, OwnerOrder, ReviewLines, SettleLine
from bot.screen import Screen
from bot.screens.bank_lines import line_amount, line_facts
from bot.screens.orders import state_label
from bot.screens.parts import Row, button, cut
from bot.screens.paying import charge_text
from bot.words import Words
from checkout.bank_lines import CURRENCY, KeptLine
from checkout.lives import OrderState
from checkout.order_cards import OrderCard
from checkout.statements.doubts import AwaitedPayment


def line_screen(
    words: Words,
    kept: KeptLine,
    payments: Sequence[AwaitedPayment],
    *,
    reason: str = "",
    states: Mapping[int, str] | None = None,
) -> Screen:
    """One line with the orders it may pay; another order's number may be typed."""
    line = kept.line
    text = [
        words.say("statement-one-line", **line_facts(words, line), words=cut(line.description, 300) or "–")
    ]
    if reason:
        text.append(words.say("statement-why", reason=words.label(f"statement-reason-{reason}")))
    for payment in payments:
        off = line.amount - payment.amount
        key = "exact" if not off else "more" if off > 0 else "less"
        said = words.say(
            f"statement-would-{key}",
            order=payment.order_number,
            asked=words.money(payment.amount, CURRENCY),
            off=words.money(abs(off), CURRENCY),
        )
        state = (states or {}).get(payment.payment_id, "") or words.label(f"statement-state-{payment.state}")
        text.append(f"{said} · {state}")
    text.append("\n" + words.say("statement-which-order"))
    rows: list[Row] = [
        (button(words, "statement-button-pays", SettleLine(line_id=line.number, payment_id=payment.payment_id),
                order=payment.order_number),)
        for payment in payments
    ]  # fmt: skip
    rows.append((button(words, "statement-button-not-ours", IgnoreLine(line_id=line.number)),))
    rows.append((button(words, "button-back", ReviewLines(account_id=kept.account_id)),))
    return Screen("\n".join(text), tuple(rows), section=words.label("statement-section"))


def settled_screen(words: Words, kept: KeptLine, card: OrderCard) -> Screen:
    """A line belongs to an order now, and what became of the order."""
    text = words.say(
        "statement-settled",
        amount=line_amount(words, kept.line),
        order=str(card.order_id),
        state=state_label(words, card.state, card.payment.state),
    )
    text += charge_text(words, card)
    if card.state in {OrderState.EXPIRED, OrderState.CANCELED}:
        text += "\n" + words.say("statement-settled-ended")
    rows = (
        (button(words, "statement-button-more", ReviewLines(account_id=kept.account_id)),
         button(words, "button-order", OwnerOrder(order_id=card.order_id))),
        (button(words, "button-owner", OwnerHome()),),
    )  # fmt: skip
    return Screen(text, rows, section=words.label("statement-section"))
