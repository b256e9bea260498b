"""Parcels: ``/ship 1024 jne JP1234567890``, or *Ship* and the number; handed over; read leniently."""

from dataclasses import dataclass
from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.actions import DeliverOrder, ShipOrder
from bot.answering import Answering
from bot.conversation import Conversation
from bot.owner import finding
from bot.owner.errors import NumberMissing, WaybillMissing
from bot.owner.reading import is_id, shown
from bot.screen import Screen
from bot.screens import owner_orders as screens
from bot.screens.orders import courier_name
from bot.words import Words
from checkout import couriers, fulfilment, order_cards
from checkout.couriers import Courier, WaybillUnreadable
from checkout.errors import AlreadyDone, NotPaidYet
from checkout.lives import OrderState
from checkout.order_cards import OrderCard
from customers.people import Somebody
from foundation.database import Session

_LONGEST_NAME = 3
"""Words in a courier's name at most."""


def parcels_router() -> Router:
    """What leaves the house."""
    router = Router(name="owner-parcels")
    router.message.register(ship_command, Command("ship", ignore_case=True))
    router.message.register(deliver_command, Command("deliver", ignore_case=True))
    router.message.register(waybill_typed, F.text, Answering("ship"))
    router.callback_query.register(ask_waybill, ShipOrder.filter())
    router.callback_query.register(deliver, DeliverOrder.filter())
    return router


@dataclass(frozen=True, slots=True)
class Sent:
    """Who carries a parcel and under which number; either may be empty."""

    courier: str
    waybill: str


def read_parcel(text: str) -> Sent:
    """Read ``jne JP1234567890``, the same the other way round, or one of the two."""
    words = text.split()
    for size in range(min(_LONGEST_NAME, len(words)), 0, -1):
        for name, rest in ((words[:size], words[size:]), (words[-size:], words[:-size])):
            known = couriers.find_courier(" ".join(name))
            if known is not None:
                return Sent(known.code, " ".join(rest))
    return Sent("", " ".join(words))


def courier_of(card: OrderCard, sent: Sent) -> str:
    """Name who carries it: as typed, else as ordered, else as the number looks."""
    looks_like: list[Courier] = couriers.guess_couriers(sent.waybill)
    return sent.courier or card.chosen_courier or (looks_like[0].code if looks_like else couriers.OTHER)


async def ship_command(
    message: Message,
    command: CommandObject,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    now: datetime,
) -> Screen:
    """``/ship 1024 jne JP1234567890``; ``/ship 1024`` asks for the number, ``/ship`` for the order."""
    number, _, rest = " ".join((command.args or "").split()).partition(" ")
    if not number:
        page = await order_cards.orders_in(session, "to-ship")
        return screens.orders_screen(words, page, "to-ship", hint="ship")
    if not is_id(number):
        raise NumberMissing(text=shown(number))
    card = await finding.order(session, number)
    if not rest:
        return _ask(words, conversation, card)
    return await _ship(session, person, words, card, rest, now)


async def ask_waybill(
    tap: CallbackQuery,
    callback_data: ShipOrder,
    session: Session,
    words: Words,
    conversation: Conversation,
) -> Screen:
    """Ask for the waybill number only."""
    return _ask(words, conversation, await finding.order(session, callback_data.order_id))


def _ask(words: Words, conversation: Conversation, card: OrderCard) -> Screen:
    """Ask for the number, unless there is nothing to send. Raises NotPaidYet, AlreadyDone."""
    if card.state in {OrderState.PENDING_PAYMENT, OrderState.CANCELED, OrderState.EXPIRED}:
        raise NotPaidYet(order_id=card.order_id, state=card.state)
    if card.state in {OrderState.FULFILLED, OrderState.COMPLETED}:
        raise AlreadyDone(order_id=card.order_id, state=card.state)
    conversation.ask("ship", order=card.order_id)
    return screens.ask_waybill(words, card)


async def waybill_typed(
    message: Message,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    now: datetime,
) -> Screen:
    """The number, perhaps with another courier before it."""
    card = await finding.order(session, str(conversation.answers.get("order", 0)))
    screen = await _ship(session, person, words, card, message.text or "", now)
    conversation.done()
    return screen


async def _ship(
    session: Session, person: Somebody, words: Words, card: OrderCard, text: str, now: datetime
) -> Screen:
    sent = read_parcel(text)
    courier = courier_of(card, sent)
    known = couriers.find_courier(courier)
    waybill = sent.waybill
    if courier == couriers.OWN_DELIVERY:
        waybill = _if_readable(waybill)
    elif not waybill and (known is None or known.is_company):
        raise WaybillMissing(order=str(card.order_id), courier=courier_name(courier), code=courier)
    await fulfilment.ship(session, card.order_id, courier, waybill, actor_id=person.id, now=now)
    return screens.shipped_screen(words, await finding.order(session, card.order_id))


def _if_readable(waybill: str) -> str:
    """The shop's own rider has no number: ``ok`` or ``-`` is an answer, too."""
    try:
        return couriers.clean_waybill(waybill) if waybill else ""
    except WaybillUnreadable:
        return ""


async def deliver_command(
    message: Message,
    command: CommandObject,
    session: Session,
    person: Somebody,
    words: Words,
    now: datetime,
) -> Screen:
    """``/deliver 1024``."""
    if not (command.args or "").strip():
        page = await order_cards.orders_in(session, "shipped")
        return screens.orders_screen(words, page, "shipped", hint="deliver")
    return await _deliver(session, person, words, await finding.order(session, command.args or ""), now)


async def deliver(
    tap: CallbackQuery,
    callback_data: DeliverOrder,
    session: Session,
    person: Somebody,
    words: Words,
    now: datetime,
) -> Screen:
    """It was handed over."""
    return await _deliver(session, person, words, await finding.order(session, callback_data.order_id), now)


async def _deliver(
    session: Session, person: Somebody, words: Words, card: OrderCard, now: datetime
) -> Screen:
    await fulfilment.deliver(session, card.order_id, actor_id=person.id, now=now)
    toast = words.label("owner-delivered")
    return screens.order_screen(words, await finding.order(session, card.order_id), toast=toast)
