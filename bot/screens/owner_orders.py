"""The owner's orders: lists by what has to be done, the card, the parcel, the answer to a question."""

from bot.actions import (
    CancelForm,
    ConfirmPayment,
    DeliverOrder,
    OpenRefund,
    OwnerCancel,
    OwnerHome,
    OwnerOrder,
    OwnerOrders,
    RefundExactly,
    RefundOrder,
    RejectProof,
    Reply,
    ShipOrder,
)
from bot.screen import Choice, Screen, StoredPicture
from bot.screens.orders import account_text, courier_name, due_at_door, order_text, state_label, timeline
from bot.screens.owner_door import door_rows
from bot.screens.papers import paper_button
from bot.screens.parts import Row, button, cut, pager, rows_of
from bot.words import Words
from catalog.changes import full_name
from checkout.couriers import OTHER, OWN_DELIVERY, find_courier
from checkout.lives import FulfilmentState, OrderState, PaymentState, RefundState
from checkout.order_cards import OrderCard, OrderItem, OrderPage

KINDS = ("review", "to-ship", "unpaid", "shipped", "done")
"""The lists an owner switches between."""

FITS_A_PHOTO = 900
"""Characters of an order's text that stand below its proof; a longer order is shown without the picture."""


def orders_screen(words: Words, page: OrderPage, kind: str, *, hint: str = "") -> Screen:
    """A list of orders; ``hint`` shows how the command is written."""
    rows: list[Row] = [
        (Choice(_label(words, item), OwnerOrder(order_id=item.order_id)),) for item in page.items
    ]
    near = [(n, OwnerOrders(kind=kind, page=n)) for n in (page.page - 1, page.page, page.page + 1) if n > 0]
    rows.append(pager(near, page.page, page.pages))
    others = [button(words, f"owner-kind-{one}", OwnerOrders(kind=one)) for one in KINDS if one != kind]
    rows += rows_of(others, width=40, most=3)
    rows.append((button(words, "button-owner", OwnerHome()),))
    key = f"owner-orders-{kind}" if page.total else "owner-orders-none"
    text = words.say(key, count=page.total)
    if hint:
        text += "\n\n" + words.say(f"owner-usage-{hint}")
    return Screen(text, tuple(rows), section=words.label("owner-section-orders"))


def _label(words: Words, item: OrderItem) -> str:
    money = words.money(item.amount, item.currency)
    state = state_label(words, item.state, item.payment_state)
    return cut(f"#{item.order_id} · {money} · {state} · {item.recipient or item.first_name}")


def order_screen(words: Words, card: OrderCard, *, toast: str = "", news: str = "") -> Screen:
    """An order with what the owner can do about it; ``news`` stands above it."""
    text = order_text(words, card)
    contact = f"@{card.customer_username}" if card.customer_username else ""
    text.append(words.say("owner-order-who", name=cut(card.customer_name, 60), contact=contact))
    if card.note:
        text.append(words.say("summary-note", note=cut(card.note, 200)))
    text.append(account_text(words, card).strip())
    if card.proof and card.proof.doubtful and _in_review(card):
        text.append("⚠️ " + words.say("proof-doubtful"))
    whole = "\n".join(text) + "\n\n" + timeline(words, card)
    if news:
        whole = f"{news}\n\n{whole}"
    picture = StoredPicture(card.proof.sha256) if card.proof and len(whole) <= FITS_A_PHOTO else None
    return Screen(
        whole, tuple(_rows(words, card)), picture, toast=toast, section=words.label("owner-section-orders")
    )


def _in_review(card: OrderCard) -> bool:
    return card.payment.state == PaymentState.PENDING_REVIEW


def _rows(words: Words, card: OrderCard) -> list[Row]:
    order = card.order_id
    rows: list[Row] = []
    ended = card.state in {OrderState.CANCELED, OrderState.EXPIRED}
    open_to_confirm = card.payment.state != PaymentState.SETTLED and not ended and not due_at_door(card)
    if _in_review(card) or open_to_confirm:
        money = [button(words, "button-confirm", ConfirmPayment(payment_id=card.payment.id))]
        if _in_review(card):
            money.append(button(words, "button-reject", reject_proof(card)))
        rows.append(tuple(money))
    if card.state == OrderState.PROCESSING:
        rows.append(_sending(words, card))
    if card.state == OrderState.FULFILLED and not _is_delivered(card) and not due_at_door(card):
        rows.append((button(words, "owner-button-deliver", DeliverOrder(order_id=order)),))
    rows += door_rows(words, card)
    if card.waybill:
        parcel = [Choice(words.label("button-copy-waybill"), copy=card.waybill)]
        if card.tracking_url:
            parcel.append(Choice(words.label("button-courier-page"), url=card.tracking_url))
        rows.append(tuple(parcel))
    rows += _money_back(words, card)
    if card.state == OrderState.PENDING_PAYMENT:
        rows.append((button(words, "owner-button-cancel-order", OwnerCancel(order_id=order)),))
    rows.append(paper_button(words, card, mine=False))
    rows.append((button(words, "owner-button-write", Reply(person_id=card.person_id)),))
    rows.append((button(words, "button-back", OwnerOrders()), button(words, "button-owner", OwnerHome())))
    return rows


def reject_proof(card: OrderCard) -> RejectProof:
    """Turn down the proof the owner is looking at, and no later one."""
    return RejectProof(payment_id=card.payment.id, proof_id=card.proof.id if card.proof else 0)


def _money_back(words: Words, card: OrderCard) -> list[Row]:
    """What waits to be transferred, what the order does not keep, or any refund."""
    rows: list[Row] = [
        (button(words, "refund-button-task", OpenRefund(refund_id=one.id),
                amount=words.money(one.amount, one.currency)),)
        for one in card.refunds
        if one.state == RefundState.PENDING and one.way == "manual"
    ]  # fmt: skip
    left = card.payment.received - card.payment.refunded
    if left <= 0 or card.state == OrderState.PENDING_PAYMENT:
        return rows
    if card.surplus:
        exactly = RefundExactly(order_id=card.order_id, amount=card.surplus)
        money = words.money(card.surplus, card.currency)
        return [*rows, (button(words, "refund-button-exactly", exactly, amount=money),)]
    return [*rows, (button(words, "refund-button-open-form", RefundOrder(order_id=card.order_id)),)]


def _is_delivered(card: OrderCard) -> bool:
    return card.parcel is not None and card.parcel.state == FulfilmentState.DELIVERED


def _sending(words: Words, card: OrderCard) -> Row:
    ship = button(words, "button-ship", ShipOrder(order_id=card.order_id))
    key = "owner-button-delivered-paid" if due_at_door(card) else "owner-button-deliver"
    deliver = button(words, key, DeliverOrder(order_id=card.order_id))
    if not card.chosen_courier:
        return (deliver,)
    return (ship, deliver) if card.chosen_courier in {OWN_DELIVERY, OTHER} else (ship,)


def confirmed_screen(words: Words, card: OrderCard, *, by: str) -> Screen:
    """The money arrived: the proof stays, the next step is one tap away."""
    went_on = card.state == OrderState.PROCESSING
    text = words.say(
        "owner-confirmed" if went_on else "owner-confirmed-late",
        order=str(card.order_id),
        by=by,
        amount=words.money(card.payment.amount, card.payment.currency),
        name=cut(card.customer_name, 60),
    )
    rows: list[Row] = []
    if went_on:
        text += "\n\n" + _to_pack(words, card)
        rows.append(_sending(words, card))
    else:
        rows += _money_back(words, card)
        rows.append((button(words, "owner-button-write", Reply(person_id=card.person_id)),))
    rows.append((button(words, "button-order", OwnerOrder(order_id=card.order_id)),
                 button(words, "button-owner", OwnerHome())))  # fmt: skip
    picture = StoredPicture(card.proof.sha256) if card.proof else None
    return Screen(
        text,
        tuple(rows),
        picture,
        toast=words.label("owner-confirmed-toast"),
        section=words.label("owner-section-orders"),
    )


def _to_pack(words: Words, card: OrderCard) -> str:
    left = [(line, line.quantity - card.refunded(line.variant_id)) for line in card.lines]
    to_pack = [(line, pieces) for line, pieces in left if pieces > 0]
    lines = [
        words.say("owner-pack-line", quantity=pieces, name=cut(full_name(line.name, line.label), 70))
        for line, pieces in to_pack[:8]
    ]
    if len(to_pack) > 8:
        lines.append(words.say("owner-more", count=len(to_pack) - 8))
    if card.chosen_courier:
        lines.append(words.say("order-courier", courier=_service(card)))
    return "\n".join(lines)


def _service(card: OrderCard) -> str:
    return f"{courier_name(card.chosen_courier)} {card.chosen_service.upper()}".strip()


def rejected_screen(words: Words, card: OrderCard, *, by: str) -> Screen:
    """The proof proved nothing; the shopper was told."""
    picture = StoredPicture(card.proof.sha256) if card.proof else None
    return Screen(
        words.say("owner-rejected", order=str(card.order_id), by=by, name=cut(card.customer_name, 60)),
        (
            (button(words, "button-order", OwnerOrder(order_id=card.order_id)),
             button(words, "owner-button-write", Reply(person_id=card.person_id))),
            (button(words, "button-owner", OwnerHome()),),
        ),
        picture,
        toast=words.label("owner-rejected-toast"),
        section=words.label("owner-section-orders"),
    )  # fmt: skip


def ask_waybill(words: Words, card: OrderCard) -> Screen:
    """Only the number is asked for; the courier is known from the order."""
    courier = _service(card) if card.chosen_courier else words.label("owner-no-courier")
    known = find_courier(card.chosen_courier) if card.chosen_courier else None
    key = "owner-ask-rider" if known and not known.is_company else "owner-ask-waybill"
    text = words.say(
        key,
        order=str(card.order_id),
        courier=courier,
        recipient=cut(card.recipient or card.customer_name, 60),
        place=cut(card.place, 120),
    )
    return Screen(
        text,
        (
            (
                button(words, "button-leave", CancelForm()),
                button(words, "button-back", OwnerOrder(order_id=card.order_id)),
            ),
        ),
        section=words.label("owner-section-orders"),
    )


def shipped_screen(words: Words, card: OrderCard) -> Screen:
    """On its way, and the shopper knows."""
    text = words.say(
        "owner-shipped" if card.waybill else "owner-shipped-rider",
        order=str(card.order_id),
        courier=courier_name(card.courier),
        waybill=card.waybill,
        name=cut(card.customer_name, 60),
    )
    rows = (
        (button(words, "button-order", OwnerOrder(order_id=card.order_id)),
         button(words, "owner-button-next-ship", OwnerOrders(kind="to-ship"))),
        (button(words, "button-owner", OwnerHome()),),
    )  # fmt: skip
    return Screen(text, rows, section=words.label("owner-section-orders"))


def sure_to_cancel(words: Words, card: OrderCard) -> Screen:
    """Ask before a shopper's order is canceled."""
    return Screen(
        words.say("owner-cancel-sure", order=str(card.order_id), name=cut(card.customer_name, 60)),
        (
            (button(words, "button-cancel-yes", OwnerCancel(order_id=card.order_id, sure=True)),),
            (button(words, "button-back", OwnerOrder(order_id=card.order_id)),),
        ),
        section=words.label("owner-section-orders"),
    )


def ask_reply(words: Words, name: str) -> Screen:
    """What shall the shopper be told?"""
    return Screen(
        words.say("owner-reply-ask", name=cut(name, 60)),
        ((button(words, "button-leave", CancelForm()),),),
        fresh=True,
        section=words.label("owner-section-orders"),
    )


def replied(words: Words, name: str, person_id: int) -> Screen:
    """The answer is on its way."""
    return Screen(
        words.say("owner-replied", name=cut(name, 60)),
        ((button(words, "owner-button-write-more", Reply(person_id=person_id)),
          button(words, "button-owner", OwnerHome())),),
    )  # fmt: skip
