"""Cash on delivery, order by order: the parcel came back, the customer is blocked or let in again."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.actions import CodCustomer, ParcelBack, SetCod
from bot.owner import finding
from bot.screen import Screen
from bot.screens import owner_door as screens
from bot.screens.owner_orders import order_screen
from bot.words import Words
from checkout import at_door, cod
from customers.people import Somebody
from foundation.database import Session


def door_router() -> Router:
    """What happened at the door."""
    router = Router(name="owner-door")
    router.callback_query.register(came_back, ParcelBack.filter())
    router.callback_query.register(customer, CodCustomer.filter())
    router.callback_query.register(set_blocked, SetCod.filter())
    return router


async def came_back(
    tap: CallbackQuery,
    callback_data: ParcelBack,
    session: Session,
    person: Somebody,
    words: Words,
    now: datetime,
) -> Screen:
    """The parcel is back in the shop, after asking."""
    card = await finding.order(session, callback_data.order_id)
    if not callback_data.sure:
        return screens.sure_it_came_back(words, card)
    stands = await at_door.came_back(session, card.order_id, actor_id=person.id, now=now)
    toast = words.label("owner-came-back-blocked" if stands.blocked else "owner-came-back")
    return order_screen(words, await finding.order(session, card.order_id), toast=toast)


async def customer(tap: CallbackQuery, callback_data: CodCustomer, session: Session, words: Words) -> Screen:
    """How the order's customer stands."""
    card = await finding.order(session, callback_data.order_id)
    return screens.customer_screen(words, card, await cod.standing(session, card.person_id))


async def set_blocked(
    tap: CallbackQuery,
    callback_data: SetCod,
    session: Session,
    person: Somebody,
    words: Words,
    now: datetime,
) -> Screen:
    """No more at the door for this customer, or again."""
    card = await finding.order(session, callback_data.order_id)
    await cod.set_blocked(session, card.person_id, callback_data.blocked, actor_id=person.id, now=now)
    stands = await cod.standing(session, card.person_id)
    return screens.customer_screen(words, card, stands, toast=words.label("owner-saved"))
