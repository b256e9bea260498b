"""News: messages nobody asked for, to shoppers and to the owner."""

from bot.actions import (
    ConfirmPayment,
    OpenOrder,
    OpenPayment,
    OwnerOrder,
    OwnerProduct,
    PayOtherwise,
    Received,
    RefundExactly,
    Reply,
    TalkToHuman,
    Track,
)
from bot.screen import Choice, Screen, StoredPicture
from bot.screens.orders import account_name, account_text, courier_name, due_at_door, order_text
from bot.screens.owner_orders import reject_proof
from bot.screens.parts import Row, button, cut
from bot.words import Words
from checkout.order_cards import OrderCard

_TO_OWNERS = {
    "order-placed",
    "order-placed-cod",
    "order-canceled-by-shopper",
    "order-received",
    "late-payment",
    "payment-partial",
    "payment-over",
    "gateway-trouble",
    "paid-with-credit",
}
_WITH_ACCOUNT = {"order-placed", "order-placed-cod", "payment-partial", "payment-over"}


def about_order(words: Words, kind: str, card: OrderCard, *, shop: str, problem: str = "") -> Screen:
    """News of an order: ``kind`` is the outbox kind, its words are ``notice-<kind>``."""
    text = words.say(
        f"notice-{kind}",
        order=str(card.order_id),
        shop=shop,
        name=card.customer_name,
        paid=words.money(card.payment.amount, card.currency),
        courier=courier_name(card.courier) if card.courier else "",
        waybill=card.waybill,
        problem=problem,
        received=words.money(card.payment.received, card.currency),
        missing=words.money(card.payment.missing, card.currency),
        over=words.money(max(card.payment.received - card.payment.amount, 0), card.currency),
        until=words.moment(card.expires_at) if card.expires_at else "",
    )
    if kind in _TO_OWNERS:
        details = "\n".join(order_text(words, card)[1:])
        payment = account_text(words, card) if kind in _WITH_ACCOUNT else ""
        return Screen(f"{text}\n\n{details}{payment}", _owner_rows(words, card))
    if kind == "order-shipped" and due_at_door(card):
        text += "\n" + words.say("cod-due", amount=words.money(card.payment.missing, card.currency))
    return Screen(text, _shopper_rows(words, kind, card))


def _owner_rows(words: Words, card: OrderCard) -> tuple[Row, ...]:
    order = button(words, "button-order", OwnerOrder(order_id=card.order_id))
    if surplus := card.surplus:
        back = RefundExactly(order_id=card.order_id, amount=surplus)
        money = words.money(surplus, card.currency)
        return ((button(words, "refund-button-exactly", back, amount=money),), (order,))
    return ((order,),)


def _shopper_rows(words: Words, kind: str, card: OrderCard) -> tuple[Row, ...]:
    order = card.order_id
    rows: list[Row] = []
    if kind == "order-shipped":
        rows.append((button(words, "button-track", Track(order_id=order)),
                     button(words, "button-received", Received(order_id=order))))  # fmt: skip
        if card.tracking_url:
            rows.append((Choice(words.label("button-courier-page"), url=card.tracking_url),))
    if kind == "order-delivered":
        rows.append((button(words, "button-received", Received(order_id=order)),))
    if kind in {"payment-failed", "payment-slow"}:
        rows.append((button(words, "button-pay-otherwise", PayOtherwise(order_id=order)),))
    if kind in {"payment-rejected", "payment-partial-shopper"}:
        rows.append((button(words, "button-pay", OpenPayment(order_id=order)),))
    rows.append((button(words, "button-order", OpenOrder(order_id=order)),
                 button(words, "button-ask", TalkToHuman(order_id=order))))  # fmt: skip
    return tuple(rows)


def proof_arrived(words: Words, card: OrderCard) -> Screen:
    """A shopper says they paid: the picture, what should have arrived, and one tap to confirm."""
    text = words.say(
        "notice-proof-arrived",
        order=str(card.order_id),
        name=card.customer_name,
        amount=words.money(card.payment.amount, card.payment.currency),
        account=account_name(words, card),
    )
    if card.proof and card.proof.doubtful:
        text += "\n\n⚠️ " + words.say("proof-doubtful")
    return Screen(
        text,
        (
            (button(words, "button-confirm", ConfirmPayment(payment_id=card.payment.id)),),
            (
                button(words, "button-reject", reject_proof(card)),
                button(words, "button-order", OwnerOrder(order_id=card.order_id)),
            ),
        ),
        StoredPicture(card.proof.sha256) if card.proof else None,
    )


def stock_low(words: Words, *, product_id: int, variant_id: int, name: str, available: int) -> Screen:
    """Something is running out."""
    return Screen(
        words.say("notice-stock-low", name=name, available=available),
        ((button(words, "button-manage", OwnerProduct(product_id=product_id)),),),
    )


def question(words: Words, *, person_id: int, name: str, text: str, order_id: int) -> Screen:
    """A shopper asks."""
    about = words.say("notice-question-order", order=str(order_id)) if order_id else ""
    rows: list[Row] = [(button(words, "button-reply", Reply(person_id=person_id)),)]
    if order_id:
        rows.append((button(words, "button-order", OwnerOrder(order_id=order_id)),))
    return Screen(words.say("notice-question", name=name, about=about, text=cut(text, 1500)), tuple(rows))


def answer(words: Words, text: str) -> Screen:
    """The shop answers a shopper's question."""
    return Screen(
        words.say("notice-answer", text=cut(text, 3000)), ((button(words, "button-reply", TalkToHuman()),),)
    )
