"""Products: the list, the card, show and hide, delete."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.actions import DeleteProduct, Hide, OwnerFound, OwnerProduct, OwnerProducts, Publish
from bot.answering import Answering
from bot.conversation import Conversation
from bot.flags import studies
from bot.owner import finding
from bot.owner.reading import is_id
from bot.screen import Screen
from bot.screens import owner_products as screens
from bot.shop import RunningShop
from bot.words import Words
from catalog import cards, products
from catalog.models import ProductState
from customers.people import Somebody
from foundation.database import Session

SEARCHED = 200
"""Characters of a search that are looked at."""

BY_COMMAND = ("product", "show", "hide", "delete")
"""Commands that need nothing but a product."""


def products_router() -> Router:
    """The owner's shelves."""
    router = Router(name="owner-products")
    router.message.register(list_products, Command("products", ignore_case=True))
    router.message.register(by_command, Command(*BY_COMMAND, ignore_case=True))
    router.message.register(picked, F.text, Answering(*(f"pick:{what}" for what in BY_COMMAND)))
    router.callback_query.register(products_page, OwnerProducts.filter())
    router.callback_query.register(found_page, OwnerFound.filter())
    router.callback_query.register(open_product, OwnerProduct.filter())
    router.callback_query.register(publish, Publish.filter())
    router.callback_query.register(hide, Hide.filter())
    router.callback_query.register(delete, DeleteProduct.filter())
    return router


@studies
async def list_products(message: Message, command: CommandObject, session: Session, words: Words) -> Screen:
    """``/products`` and ``/products kaos``."""
    text = " ".join((command.args or "").split())[:SEARCHED]
    return screens.products_screen(words, await cards.owner_page(session, 1, text), text=text)


@studies
async def products_page(
    tap: CallbackQuery, callback_data: OwnerProducts, session: Session, words: Words
) -> Screen:
    """A page of all products."""
    return screens.products_screen(words, await cards.owner_page(session, callback_data.page))


async def found_page(tap: CallbackQuery, callback_data: OwnerFound, session: Session, words: Words) -> Screen:
    """A page of the products that match."""
    page = await cards.owner_page(session, callback_data.page, callback_data.text)
    return screens.products_screen(words, page, text=callback_data.text)


async def open_product(
    tap: CallbackQuery, callback_data: OwnerProduct, session: Session, words: Words, shop: RunningShop
) -> Screen:
    """A product's card."""
    return await finding.show(session, words, shop, callback_data.product_id)


async def by_command(
    message: Message,
    command: CommandObject,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    shop: RunningShop,
    now: datetime,
) -> Screen:
    """``/product 12``, ``/show 12``, ``/hide 12``, ``/delete 12``; without a number it asks which."""
    what = command.command.lower()
    return await _do(session, person, words, conversation, shop, what, command.args or "", now=now)


async def picked(
    message: Message,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    shop: RunningShop,
    now: datetime,
) -> Screen:
    """The answer to which product."""
    what = conversation.form.removeprefix("pick:")
    return await _do(session, person, words, conversation, shop, what, message.text or "", now=now)


async def _do(
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    shop: RunningShop,
    what: str,
    text: str,
    *,
    now: datetime,
) -> Screen:
    if not is_id(text):
        return await ask_which(session, words, conversation, what, text)
    card = await finding.product(session, text)
    if conversation.family == "pick":
        conversation.done()
    if what == "delete":
        return screens.sure_to_delete(words, card)
    if what == "product":
        return await finding.show(session, words, shop, card.id)
    state = ProductState.PUBLISHED if what == "show" else ProductState.HIDDEN
    return await _set_state(session, person, words, shop, card.id, state, now, typed=True)


async def ask_which(
    session: Session, words: Words, conversation: Conversation, what: str, text: str = ""
) -> Screen:
    """Offer the products that match, or the newest; the number may be typed as well."""
    conversation.ask(f"pick:{what}")
    text = " ".join(text.split())[:SEARCHED]
    return screens.pick_screen(words, what, await cards.owner_page(session, 1, text), text=text)


async def publish(
    tap: CallbackQuery,
    callback_data: Publish,
    session: Session,
    person: Somebody,
    words: Words,
    shop: RunningShop,
    now: datetime,
) -> Screen:
    """Shoppers see it from now on."""
    return await _set_state(
        session, person, words, shop, callback_data.product_id, ProductState.PUBLISHED, now
    )


async def hide(
    tap: CallbackQuery,
    callback_data: Hide,
    session: Session,
    person: Somebody,
    words: Words,
    shop: RunningShop,
    now: datetime,
) -> Screen:
    """Shoppers do not see it any more."""
    return await _set_state(session, person, words, shop, callback_data.product_id, ProductState.HIDDEN, now)


async def _set_state(
    session: Session,
    person: Somebody,
    words: Words,
    shop: RunningShop,
    product_id: int,
    state: ProductState,
    now: datetime,
    *,
    typed: bool = False,
) -> Screen:
    card = await finding.product(session, product_id)
    await products.set_state(session, card.id, state, actor_id=person.id, now=now)
    said = words.label(f"owner-now-{state}")
    return await finding.show(session, words, shop, card.id, toast=said, news=said if typed else "")


async def delete(
    tap: CallbackQuery,
    callback_data: DeleteProduct,
    session: Session,
    person: Somebody,
    words: Words,
    now: datetime,
) -> Screen:
    """Delete for ever, after asking."""
    card = await finding.product(session, callback_data.product_id)
    if not callback_data.sure:
        return screens.sure_to_delete(words, card)
    await products.set_state(session, card.id, ProductState.DELETED, actor_id=person.id, now=now)
    return screens.deleted_screen(words, card.name)
