"""Orders as their seller sees them: lists, the card, the owner's word on the money, canceling."""

from datetime import datetime

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.actions import ConfirmPayment, OwnerCancel, OwnerOrder, OwnerOrders, RejectPayment, RejectProof
from bot.flags import studies
from bot.owner import finding
from bot.owner.errors import CannotCancel, OrderKindUnknown
from bot.owner.reading import is_id, shown
from bot.screen import Screen
from bot.screens import owner_orders as screens
from bot.screens.orders import due_at_door
from bot.words import Words
from checkout import order_cards, orders, payments
from checkout.errors import AlreadyDone
from checkout.lives import OrderState
from checkout.order_cards import OrderCard
from customers.people import Somebody
from foundation.database import Session
from foundation.money import read_money

KINDS: dict[str, str] = {
    **{kind: kind for kind in ("all", *screens.KINDS)},
    **dict.fromkeys(("semua",), "all"),
    **dict.fromkeys(("belum-bayar", "belum", "belumbayar", "pending"), "unpaid"),
    **dict.fromkeys(("cek", "periksa", "bukti", "check", "proof"), "review"),
    **dict.fromkeys(
        ("kirim", "perlu-kirim", "perlu-dikirim", "kemas", "ship", "toship", "paid", "lunas"), "to-ship"
    ),
    **dict.fromkeys(("dikirim", "terkirim", "sent"), "shipped"),
    **dict.fromkeys(("selesai", "beres", "finished", "completed"), "done"),
}
"""What people call the lists."""

LIST_OF = {"order": "all", "confirm": "review", "reject": "review", "cancel_order": "unpaid"}
"""The list a command offers when it is given no number."""


def orders_router() -> Router:
    """What was ordered and whether it is paid."""
    router = Router(name="owner-orders")
    router.message.register(list_orders, Command("orders", ignore_case=True))
    router.message.register(by_command, Command(*LIST_OF, ignore_case=True))
    router.callback_query.register(orders_page, OwnerOrders.filter())
    router.callback_query.register(open_order, OwnerOrder.filter())
    router.callback_query.register(confirm, ConfirmPayment.filter())
    router.callback_query.register(reject, RejectPayment.filter())
    router.callback_query.register(reject, RejectProof.filter())
    router.callback_query.register(cancel, OwnerCancel.filter())
    return router


@studies
async def list_orders(message: Message, command: CommandObject, session: Session, words: Words) -> Screen:
    """``/orders``, ``/orders unpaid``, ``/orders belum-bayar``, ``/orders 1024``."""
    asked = "-".join((command.args or "all").casefold().replace("_", "-").split())
    if is_id(asked):
        return screens.order_screen(words, await finding.order(session, asked))
    if asked not in KINDS:
        raise OrderKindUnknown(text=shown(command.args or ""))
    return await _list(session, words, KINDS[asked])


async def _list(session: Session, words: Words, kind: str, *, page: int = 1, hint: str = "") -> Screen:
    return screens.orders_screen(words, await order_cards.orders_in(session, kind, page), kind, hint=hint)


@studies
async def orders_page(
    tap: CallbackQuery, callback_data: OwnerOrders, session: Session, words: Words
) -> Screen:
    """A page of a list."""
    return await _list(session, words, KINDS.get(callback_data.kind, "all"), page=callback_data.page)


async def open_order(tap: CallbackQuery, callback_data: OwnerOrder, session: Session, words: Words) -> Screen:
    """One order."""
    return screens.order_screen(words, await finding.order(session, callback_data.order_id))


async def by_command(
    message: Message,
    command: CommandObject,
    session: Session,
    person: Somebody,
    words: Words,
    now: datetime,
) -> Screen:
    """``/order 1024``, ``/confirm 1024`` (``/confirm 1024 50000`` when another sum came), ``/reject 1024``, ``/cancel_order 1024``; alone they offer a list."""
    what = command.command.lower()
    number, _, rest = (command.args or "").strip().partition(" ")
    if not number:
        return await _list(session, words, LIST_OF[what], hint=what.replace("_", "-"))
    card = await finding.order(session, number)
    if what == "confirm":
        payment = card.payment
        if rest:
            arrived = read_money(rest, payment.currency)
            await payments.record_by_hand(session, payment.id, arrived, actor_id=person.id, now=now)
            return screens.order_screen(words, await finding.order(session, card.order_id))
        return await _confirm(session, person, words, payment.id, now)
    if what == "reject":
        return await _reject(session, person, words, card.payment.id, now)
    if what == "cancel_order":
        return screens.sure_to_cancel(words, _cancelable(card))
    return screens.order_screen(words, card)


async def confirm(
    tap: CallbackQuery,
    callback_data: ConfirmPayment,
    session: Session,
    person: Somebody,
    words: Words,
    now: datetime,
) -> Screen:
    """The money arrived."""
    return await _confirm(session, person, words, callback_data.payment_id, now)


async def _confirm(
    session: Session, person: Somebody, words: Words, payment_id: int, now: datetime
) -> Screen:
    order_id = await payments.confirm(session, payment_id, actor_id=person.id, now=now)
    return screens.confirmed_screen(words, await finding.order(session, order_id), by=person.name)


async def reject(
    tap: CallbackQuery,
    callback_data: RejectPayment | RejectProof,
    session: Session,
    person: Somebody,
    words: Words,
    now: datetime,
) -> Screen:
    """The proof proves nothing."""
    seen = callback_data.proof_id if isinstance(callback_data, RejectProof) else None
    return await _reject(session, person, words, callback_data.payment_id, now, seen)


async def _reject(
    session: Session,
    person: Somebody,
    words: Words,
    payment_id: int,
    now: datetime,
    proof_id: int | None = None,
) -> Screen:
    order_id = await payments.reject(session, payment_id, actor_id=person.id, now=now, proof_id=proof_id)
    return screens.rejected_screen(words, await finding.order(session, order_id), by=person.name)


async def cancel(
    tap: CallbackQuery,
    callback_data: OwnerCancel,
    session: Session,
    person: Somebody,
    words: Words,
    now: datetime,
) -> Screen:
    """Cancel an unpaid order, after asking; the shopper is told."""
    card = _cancelable(await finding.order(session, callback_data.order_id))
    if not callback_data.sure:
        return screens.sure_to_cancel(words, card)
    await orders.cancel(session, card.order_id, actor_id=person.id, now=now)
    toast = words.label("owner-canceled")
    return screens.order_screen(words, await finding.order(session, card.order_id), toast=toast)


def _cancelable(card: OrderCard) -> OrderCard:
    """Give the order if it can still be canceled. Raises AlreadyDone, CannotCancel."""
    if card.state in {OrderState.CANCELED, OrderState.EXPIRED}:
        raise AlreadyDone(order_id=card.order_id, state=card.state)
    if card.state != OrderState.PENDING_PAYMENT and not (
        card.state == OrderState.PROCESSING and due_at_door(card)
    ):
        raise CannotCancel(order=str(card.order_id), state=card.state)
    return card
