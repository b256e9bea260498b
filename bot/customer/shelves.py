"""Looking around: shelves, search, product cards."""

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.actions import (
    AskSearch,
    ChooseFirst,
    Found,
    FoundBefore,
    OpenCard,
    OpenShelf,
    ShowDescription,
    SoldOut,
)
from bot.conversation import Conversation
from bot.flags import looks
from bot.screen import Screen, Toast
from bot.screens import card as card_screens
from bot.screens import home as home_screens
from bot.screens import shelves as screens
from bot.shop import RunningShop
from bot.words import Words
from catalog import cards, search, shelves
from checkout import cart
from customers.people import Somebody
from foundation.database import Session

QUERY = 200
"""Characters of typed text that are searched for."""


def shelves_router() -> Router:
    """Everything about looking around."""
    router = Router(name="shelves")
    router.message.register(open_shop, Command("shop"))
    router.message.register(search_command, Command("search"))
    router.callback_query.register(open_shelf, OpenShelf.filter())
    router.callback_query.register(ask_search, AskSearch.filter())
    router.callback_query.register(found_page, Found.filter())
    router.callback_query.register(found_before, FoundBefore.filter())
    router.callback_query.register(open_card, OpenCard.filter())
    router.callback_query.register(description, ShowDescription.filter())
    router.callback_query.register(choose_first, ChooseFirst.filter())
    router.callback_query.register(sold_out, SoldOut.filter())
    return router


def free_text_router() -> Router:
    """Anything typed that nobody asked for is a search. Comes last."""
    router = Router(name="free-text")
    router.message.register(search_typed, F.text, ~F.text.startswith("/"))
    return router


async def open_shop(message: Message, session: Session, words: Words) -> Screen:
    """The whole shop."""
    return screens.shelf_screen(words, await shelves.shelf(session, None))


@looks
async def open_shelf(tap: CallbackQuery, callback_data: OpenShelf, session: Session, words: Words) -> Screen:
    """A category, at the page the button means."""
    shelf = await shelves.shelf(session, callback_data.category_id or None, callback_data.page)
    return screens.shelf_screen(words, shelf)


@looks
async def ask_search(tap: CallbackQuery, words: Words) -> Screen:
    """Say that anything may be typed."""
    return home_screens.ask_search(words)


async def search_command(
    message: Message, command: CommandObject, session: Session, words: Words, conversation: Conversation
) -> Screen:
    """``/search kaos hitam``."""
    if not command.args:
        return home_screens.ask_search(words)
    return await _search(session, words, conversation, command.args)


async def search_typed(
    message: Message, session: Session, words: Words, conversation: Conversation
) -> Screen:
    """Typed text is a search."""
    return await _search(session, words, conversation, message.text or "")


async def _search(session: Session, words: Words, conversation: Conversation, text: str) -> Screen:
    conversation.last_search = " ".join(text.split())[:QUERY]
    return screens.found_screen(words, await search.find(session, conversation.last_search))


@looks
async def found_page(tap: CallbackQuery, callback_data: Found, session: Session, words: Words) -> Screen:
    """Another page of what was found."""
    return screens.found_screen(words, await search.find(session, callback_data.text, callback_data.page))


@looks
async def found_before(
    tap: CallbackQuery, session: Session, words: Words, conversation: Conversation
) -> Screen:
    """Back to the last search."""
    if not conversation.last_search:
        return home_screens.ask_search(words)
    return screens.found_screen(words, await search.find(session, conversation.last_search))


@looks
async def open_card(
    tap: CallbackQuery,
    callback_data: OpenCard,
    session: Session,
    person: Somebody,
    words: Words,
    shop: RunningShop,
) -> Screen:
    """A product, with what is chosen so far."""
    return await show_card(
        session, person, words, shop, product_id=callback_data.product_id, chosen=callback_data
    )


async def show_card(
    session: Session,
    person: Somebody,
    words: Words,
    shop: RunningShop,
    *,
    product_id: int,
    chosen: OpenCard | None = None,
) -> Screen:
    """A product's card for a person."""
    card = await cards.shopper_card(session, product_id)
    return card_screens.card_screen(
        words,
        card,
        chosen or OpenCard(product_id=product_id),
        link=shop.product_link(product_id),
        in_cart=await cart.count(session, person.id),
        is_owner=person.is_owner,
    )


@looks
async def description(
    tap: CallbackQuery, callback_data: ShowDescription, session: Session, words: Words
) -> Screen:
    """The whole description."""
    return card_screens.description_screen(words, await cards.shopper_card(session, callback_data.product_id))


@looks
async def choose_first(
    tap: CallbackQuery, callback_data: ChooseFirst, session: Session, words: Words
) -> Toast:
    """Say which options are still to be chosen."""
    card = await cards.shopper_card(session, callback_data.product_id)
    names = ", ".join(option.name for option in card.options)
    return Toast(words.label("choose-first", options=names), alert=True)


@looks
async def sold_out(tap: CallbackQuery, words: Words) -> Toast:
    """The combination is sold out."""
    return Toast(words.label("combination-sold-out"), alert=True)
