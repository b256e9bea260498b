"""Paying inside Telegram: what it costs, and the bill itself."""

from bot.actions import OpenBill, OpenOrder, PayOtherwise
from bot.screen import Invoice, Screen
from bot.screens.parts import button, cut
from bot.screens.paying import below_payment
from bot.words import Words
from catalog.changes import full_name
from checkout.accounts import STARS
from checkout.bills import Bill
from checkout.order_cards import OrderCard

TITLE, DESCRIPTION = 32, 255
"""Characters Telegram allows on a bill."""


def bill_screen(words: Words, card: OrderCard) -> Screen:
    """How much, until when, and the button that shows the bill."""
    payment = card.payment
    amount = words.money(payment.missing, payment.currency)
    facts = {"order": str(card.order_id), "amount": amount}
    if payment.method == STARS:
        text = words.say("pay-stars", **facts, stars=_stars(card))
    else:
        text = words.say("pay-telegram", **facts)
    until = words.moment(card.expires_at) if card.expires_at else ""
    text += "\n\n" + words.say("pay-gateway-next", until=until)
    pay = (button(words, "button-open-bill", OpenBill(order_id=card.order_id)),)
    return Screen(text, (pay, *below_payment(words, card)), section=words.label("section-payment"))


def _stars(card: OrderCard) -> int:
    return int((card.payment.shown or {})["stars"])


def invoice_screen(words: Words, card: OrderCard, bill: Bill) -> Screen:
    """The bill; where Telegram will not have it, the words that say so."""
    order = str(card.order_id)
    parts = [(words.label("bill-goods"), bill.goods)]
    if bill.postage:
        parts.append((words.label("bill-postage"), bill.postage))
    goods = ", ".join(f"{full_name(line.name, line.label)} × {line.quantity}" for line in card.lines)
    if card.payment.method == STARS:
        pay = words.label("button-pay-stars", stars=_stars(card))
    else:
        pay = words.label("button-pay-now", amount=words.money(card.payment.amount, card.currency))
    return Screen(
        words.say("pay-bill-impossible", order=order),
        (
            (button(words, "button-pay-otherwise", PayOtherwise(order_id=card.order_id)),),
            (button(words, "button-order", OpenOrder(order_id=card.order_id)),),
        ),
        section=words.label("section-payment"),
        invoice=Invoice(
            cut(words.label("bill-title", order=order), TITLE),
            cut(goods, DESCRIPTION),
            bill.payload,
            bill.currency,
            tuple(parts),
            pay,
        ),
    )
