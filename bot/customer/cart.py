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
from checkout import cart, pricing
from checkout.cart import Cart
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


async def the_cart(
    session: Session, words: Words, shown: Cart, now: datetime, *, page: int = 1, toast: str = ""
) -> Screen:
    """A cart as a screen, at today's promotions."""
    priced = await pricing.price(session, shown.lines, currency=shown.currency, now=now)
    return cart_screen(words, shown, priced, page=page, toast=toast)


async def show_cart(
    message: Message, session: Session, person: Somebody, words: Words, now: datetime
) -> Screen:
    """``/cart``."""
    return await the_cart(session, words, await cart.view(session, person.id), now)


@looks
async def open_cart(
    tap: CallbackQuery,
    callback_data: OpenCart,
    session: Session,
    person: Somebody,
    words: Words,
    now: datetime,
) -> Screen:
    """The cart, at a page."""
    return await the_cart(session, words, await cart.view(session, person.id), now, page=callback_data.page)


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
    return await the_cart(session, words, filled, now, toast=words.label("cart-added"))


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
    return await the_cart(session, words, changed, now, page=callback_data.page)
