"""The cart."""

from datetime import datetime

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.actions import AddToCart, ChangeLine, OpenCart
from bot.flags import looks
from bot.screen import Screen
from bot.screens.cart import cart_screen
from bot.words import Words
from checkout import cart
from customers.people import Somebody
from foundation.database import Session


def cart_router() -> Router:
    """Everything about the cart."""
    router = Router(name="cart")
    router.message.register(show_cart, Command("cart"))
    router.callback_query.register(open_cart, OpenCart.filter())
    router.callback_query.register(add_to_cart, AddToCart.filter())
    router.callback_query.register(change_line, ChangeLine.filter())
    return router


async def show_cart(message: Message, session: Session, person: Somebody, words: Words) -> Screen:
    """``/cart``."""
    return cart_screen(words, await cart.view(session, person.id))


@looks
async def open_cart(
    tap: CallbackQuery, callback_data: OpenCart, session: Session, person: Somebody, words: Words
) -> Screen:
    """The cart, at a page."""
    return cart_screen(words, await cart.view(session, person.id), page=callback_data.page)


async def add_to_cart(
    tap: CallbackQuery,
    callback_data: AddToCart,
    session: Session,
    person: Somebody,
    words: Words,
    now: datetime,
) -> Screen:
    """Put the variant into the cart and show the cart."""
    filled = await cart.add(session, person.id, callback_data.variant_id, callback_data.quantity, now=now)
    return cart_screen(words, filled, toast=words.label("cart-added"))


async def change_line(
    tap: CallbackQuery,
    callback_data: ChangeLine,
    session: Session,
    person: Somebody,
    words: Words,
    now: datetime,
) -> Screen:
    """One more, one fewer, or none."""
    if callback_data.by == 0:
        changed = await cart.remove(session, person.id, callback_data.variant_id)
    else:
        changed = await cart.change(session, person.id, callback_data.variant_id, callback_data.by, now=now)
    return cart_screen(words, changed, page=callback_data.page)
