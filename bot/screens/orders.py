"""The shopper's orders: how to pay, where the parcel is, what happened when."""

from bot.actions import (
    BuyAgain,
    CancelOrder,
    Home,
    MyOrders,
    OpenOrder,
    OpenPayment,
    OpenShelf,
    Problem,
    ProofFor,
    Received,
    TalkToHuman,
    Track,
    UseCredit,
)
from bot.screen import Choice, QrPicture, Screen, StoredPicture
from bot.screens.bills import bill_screen
from bot.screens.cart import priced_line
from bot.screens.papers import paper_button
from bot.screens.parts import Row, button, cut, pager
from bot.screens.paying import below_payment, charge_text, gateway_screen, way_name
from bot.screens.prices import price_lines, tax_contained
from bot.words import Words
from checkout.accounts import BILLED, COD, GATEWAY
from checkout.couriers import find_courier
from checkout.lives import FulfilmentState, OrderState, PaymentState
from checkout.order_cards import OrderCard, OrderPage
from checkout.payments import OpenPayment as Payable

LINES = 8


def payment_screen(words: Words, card: OrderCard, *, shop: str, credit: int = 0) -> Screen:
    """How to pay an order: the QR or the account, the exact amount, until when, what happens next.

    ``credit`` is what store credit can pay of it.
    """
    payment = card.payment
    if card.state != OrderState.PENDING_PAYMENT:
        return order_screen(words, card)
    amount = words.money(payment.missing, payment.currency)
    order = str(card.order_id)
    rows: list[Row] = []
    until = words.moment(card.expires_at) if card.expires_at else ""
    picture = None
    account = payment.account
    if account is None or account.kind == GATEWAY:
        return gateway_screen(words, card, shop=shop)
    if account.kind in BILLED:
        return bill_screen(words, card)
    if payment.method == "qris":
        text = words.say("pay-qris", order=order, amount=amount, merchant=account.holder)
        picture = QrPicture(payment.payload, shop, amount, words.label("qr-caption", order=order))
    else:
        text = words.say(
            "pay-bank",
            order=order,
            amount=amount,
            bank=account.bank,
            number=account.number,
            holder=account.holder,
        )
        rows.append(
            (
                Choice(words.label("button-copy-number"), copy=account.number),
                Choice(words.label("button-copy-amount"), copy=str(payment.missing)),
            )
        )
    waits = payment.state == PaymentState.PENDING_REVIEW
    text += charge_text(words, card)
    text += "\n\n" + (words.say("pay-in-review") if waits else words.say("pay-next", until=until))
    if credit and not waits:
        label = words.money(credit, payment.currency)
        rows.append((button(words, "button-use-credit", UseCredit(order_id=card.order_id), amount=label),))
    return Screen(text, (*rows, *below_payment(words, card)), picture, section=words.label("section-payment"))


def orders_screen(words: Words, page: OrderPage, *, credit: int = 0) -> Screen:
    """My orders, newest first, and the store credit there is."""
    if not page.items:
        return Screen(
            words.say("orders-none"),
            ((button(words, "button-shop", OpenShelf()), button(words, "button-home", Home())),),
            section=words.label("section-orders"),
        )
    rows: list[Row] = []
    for item in page.items:
        label = f"#{item.order_id} · {words.money(item.total)} · {state_label(words, item.state, item.payment_state)}"
        rows.append((Choice(cut(label, 60), OpenOrder(order_id=item.order_id)),))
    near = [(n, MyOrders(page=n)) for n in (page.page - 1, page.page, page.page + 1) if n > 0]
    rows.append(pager(near, page.page, page.pages))
    rows.append((button(words, "button-shop", OpenShelf()), button(words, "button-home", Home())))
    text = words.say("orders-title", count=page.total)
    if credit:
        text += "\n\n" + words.say("credit-balance", amount=words.money(credit))
    return Screen(text, tuple(rows), section=words.label("section-orders"))


def state_label(words: Words, state: str, payment_state: str | None) -> str:
    """An order's state in a word or two; a waiting proof shows."""
    if state == OrderState.PENDING_PAYMENT and payment_state == PaymentState.PENDING_REVIEW:
        return words.label("state-review")
    return words.label(f"state-{state.replace('_', '-')}")


def card_state(words: Words, card: OrderCard) -> str:
    """The state on an order's card, where the parcel is known too: arrived, but not yet received."""
    if card.parcel and card.parcel.state == FulfilmentState.RETURNED:
        return words.label("state-returned")
    if card.state == OrderState.FULFILLED and card.parcel and card.parcel.state == FulfilmentState.DELIVERED:
        return words.label("state-delivered")
    return state_label(words, card.state, card.payment.state)


def order_text(words: Words, card: OrderCard) -> list[str]:
    """The lines, totals, address and timeline of an order, as both sides see them."""
    text = [words.say("order-title", order=str(card.order_id), state=card_state(words, card))]
    for line in card.lines[:LINES]:
        price = words.money(line.total, card.currency)
        said = priced_line(words, line.name, line.label, line.quantity, price)
        if refunded := card.refunded(line.variant_id):
            said += words.say("order-line-refunded", count=refunded)
        text.append(said)
    if len(card.lines) > LINES:
        text.append(words.say("summary-more", count=len(card.lines) - LINES))
    text += price_lines(words, card.quote)
    text.append(
        words.say(
            "order-totals",
            shipping=words.money(card.shipping, card.currency),
            total=words.money(card.total, card.currency),
        )
    )
    text += tax_contained(words, card.quote)
    for key, amount in (("order-given-back", card.given_back), ("order-going-back", card.going_back)):
        if amount:
            text.append(words.say(key, amount=words.money(amount, card.currency)))
    if card.street:
        text.append(
            "\n"
            + words.say(
                "summary-address",
                recipient=card.recipient,
                phone=card.phone,
                street=cut(card.street, 120),
                place=card.place,
            )
        )
    if card.courier:
        service = f"{courier_name(card.courier)} {card.service.upper()}".strip()
        text.append(words.say("order-courier", courier=service))
    if card.waybill:
        text.append(words.say("order-waybill", waybill=card.waybill))
    return text


def courier_name(code: str) -> str:
    """The courier's own name, short."""
    known = find_courier(code)
    return known.name.split(" (")[0] if known else code.upper()


def due_at_door(card: OrderCard) -> bool:
    """Whether the order's money is still to be taken when it arrives."""
    return card.payment.method == COD and card.payment.state == PaymentState.AUTHORIZED


def timeline(words: Words, card: OrderCard) -> str:
    """What happened when."""
    return "\n".join(
        f"• {words.short_moment(when)} — {words.say('timeline-' + what)}" for what, when in card.timeline
    )


def order_screen(words: Words, card: OrderCard, *, toast: str = "") -> Screen:
    """One order of the shopper, with what can be done about it."""
    text = order_text(words, card)
    if card.note:
        text.append(words.say("summary-note", note=cut(card.note, 100)))
    if card.state == OrderState.PENDING_PAYMENT:
        text.append(account_text(words, card).strip())
    if due_at_door(card):
        text.append(words.say("cod-due", amount=words.money(card.payment.missing, card.currency)))
    text.append("\n" + timeline(words, card))
    rows: list[Row] = []
    order = card.order_id
    if card.state == OrderState.PROCESSING and due_at_door(card):
        rows.append((button(words, "button-cancel-order", CancelOrder(order_id=order)),))
    if card.state == OrderState.PENDING_PAYMENT:
        rows.append((button(words, "button-pay", OpenPayment(order_id=order)),))
        if card.payment.state != PaymentState.PENDING_REVIEW:
            rows.append((button(words, "button-cancel-order", CancelOrder(order_id=order)),))
    if card.waybill:
        rows.append((button(words, "button-track", Track(order_id=order)),))
    if card.state == OrderState.FULFILLED:
        rows.append((button(words, "button-received", Received(order_id=order)),))
    if card.state in (OrderState.COMPLETED, OrderState.CANCELED, OrderState.EXPIRED):
        rows.append((button(words, "button-again", BuyAgain(order_id=order)),))
    rows.append(paper_button(words, card, mine=True))
    arrived = card.state in {OrderState.FULFILLED, OrderState.COMPLETED}
    problem = Problem(order_id=order) if arrived else TalkToHuman(order_id=order)
    rows.append((button(words, "button-problem", problem),))
    rows.append((button(words, "button-back", MyOrders()), button(words, "button-home", Home())))
    picture = StoredPicture(card.photo) if card.photo else None
    return Screen("\n".join(text), tuple(rows), picture, toast=toast, section=words.label("section-orders"))


def track_screen(words: Words, card: OrderCard) -> Screen:
    """Where the parcel is, as far as the shop knows, and the courier's own page."""
    rows: list[Row] = []
    if card.tracking_url:
        rows.append((Choice(words.label("button-courier-page"), url=card.tracking_url),))
    if card.waybill:
        rows.append((Choice(words.label("button-copy-waybill"), copy=card.waybill),))
    if card.state == OrderState.FULFILLED:
        rows.append((button(words, "button-received", Received(order_id=card.order_id)),))
    rows.append((button(words, "button-back", OpenOrder(order_id=card.order_id)),))
    text = words.say(
        "track",
        order=str(card.order_id),
        courier=courier_name(card.courier),
        waybill=card.waybill or "–",
        place=card.place,
    )
    return Screen(text + "\n\n" + timeline(words, card), tuple(rows), section=words.label("section-orders"))


def sure_to_cancel(words: Words, order_id: int) -> Screen:
    """Ask before an order is canceled."""
    return Screen(
        words.say("cancel-sure", order=str(order_id)),
        (
            (button(words, "button-cancel-yes", CancelOrder(order_id=order_id, sure=True)),),
            (button(words, "button-back", OpenOrder(order_id=order_id)),),
        ),
        section=words.label("section-orders"),
    )


def proof_received(words: Words, order_id: int) -> Screen:
    """The proof arrived; a human looks at it."""
    return Screen(
        words.say("proof-received", order=str(order_id)),
        (
            (
                button(words, "button-order", OpenOrder(order_id=order_id)),
                button(words, "button-shop", OpenShelf()),
            ),
        ),
    )


def which_order(words: Words, payable: list[Payable]) -> Screen:
    """Several orders wait for payment: which one does the picture prove?"""
    rows = tuple(
        (Choice(f"#{one.order_id} · {words.money(one.amount)}", ProofFor(order_id=one.order_id)),)
        for one in payable[:8]
    )
    return Screen(words.say("proof-which"), rows)


def proof_for_nothing(words: Words) -> Screen:
    """A picture came, but no order waits for payment."""
    return Screen(
        words.say("proof-nothing"),
        (
            (button(words, "button-orders", MyOrders()), button(words, "button-shop", OpenShelf())),
            (button(words, "button-human", TalkToHuman()),),
        ),
    )


def account_text(words: Words, card: OrderCard) -> str:
    """Where the money should arrive and exactly how much, on a line of its own."""
    amount = words.money(card.payment.amount, card.payment.currency)
    where = words.say("payment-where", where=account_name(words, card), amount=amount)
    return "\n" + where + charge_text(words, card)


def account_name(words: Words, card: OrderCard) -> str:
    """Where the money should arrive: QRIS, or the bank and the account's number."""
    account = card.payment.account
    if account is None:
        return words.label("method-otherwise")
    return way_name(words, account)
