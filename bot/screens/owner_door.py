"""Orders that are paid at the door, as their seller sees them."""

from bot.actions import CodCustomer, DeliverOrder, OwnerCancel, OwnerOrder, ParcelBack, SetCod
from bot.screen import Screen
from bot.screens.orders import due_at_door
from bot.screens.parts import Row, button, cut
from bot.words import Words
from checkout.accounts import COD
from checkout.cod import Standing
from checkout.lives import OrderState
from checkout.order_cards import OrderCard


def door_rows(words: Words, card: OrderCard) -> list[Row]:
    """What an order that is paid at the door can have done to it, besides being sent."""
    if card.payment.method != COD:
        return []
    order = card.order_id
    rows: list[Row] = []
    if due_at_door(card) and card.state in {OrderState.FULFILLED, OrderState.COMPLETED}:
        rows.append((button(words, "owner-button-delivered-paid", DeliverOrder(order_id=order)),))
    if due_at_door(card) and card.state == OrderState.FULFILLED:
        rows.append((button(words, "owner-button-came-back", ParcelBack(order_id=order)),))
    if due_at_door(card) and card.state == OrderState.PROCESSING:
        rows.append((button(words, "owner-button-cancel-order", OwnerCancel(order_id=order)),))
    rows.append((button(words, "owner-button-cod-customer", CodCustomer(order_id=order)),))
    return rows


def sure_it_came_back(words: Words, card: OrderCard) -> Screen:
    """Ask before a parcel is taken back."""
    name = cut(card.customer_name, 60)
    return Screen(
        words.say("owner-came-back-sure", order=str(card.order_id), name=name),
        (
            (button(words, "owner-button-came-back-yes", ParcelBack(order_id=card.order_id, sure=True)),),
            (button(words, "button-back", OwnerOrder(order_id=card.order_id)),),
        ),
        section=words.label("owner-section-orders"),
    )


def customer_screen(words: Words, card: OrderCard, stands: Standing, *, toast: str = "") -> Screen:
    """How many of a customer's parcels came back, and whether they may pay at the door."""
    text = words.say(
        "owner-cod-customer",
        name=cut(card.customer_name, 60),
        refused=stands.refused,
        blocked="yes" if stands.blocked else "no",
    )
    key = "owner-button-cod-allow" if stands.blocked else "owner-button-cod-block"
    turn = SetCod(order_id=card.order_id, blocked=not stands.blocked)
    rows: tuple[Row, ...] = (
        (button(words, key, turn),),
        (button(words, "button-back", OwnerOrder(order_id=card.order_id)),),
    )
    return Screen(text, rows, toast=toast, section=words.label("owner-section-orders"))
