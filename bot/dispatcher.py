"""Which routers, which middlewares, in which order."""

from aiogram import Dispatcher

from bot.customer.bills import bills_router
from bot.customer.cart import cart_router
from bot.customer.checkout import checkout_router
from bot.customer.fallback import fallback_router, stranger_router
from bot.customer.home import home_router
from bot.customer.orders import orders_router, proofs_router
from bot.customer.papers import papers_router
from bot.customer.returns import returns_router
from bot.customer.shelves import free_text_router, shelves_router
from bot.owner import OWNER_COMMANDS
from bot.owner.routers import owner_router
from bot.shop import RunningShop
from bot.telegram.in_order import InOrder
from bot.telegram.incoming import FetchPictures
from bot.telegram.middlewares import KnowThePerson, OneTransaction, ShowScreens
from bot.telegram.renderer import Renderer
from bot.telegram.routes import ShopDispatcher
from bot.telegram.statements import ReadStatements
from bot.words import Library
from foundation.clock import Clock
from foundation.database import Database


def build_dispatcher(
    *, database: Database, renderer: Renderer, library: Library, clock: Clock, shop: RunningShop
) -> Dispatcher:
    """Put the bot together; nothing is sent yet."""
    dispatcher = ShopDispatcher(shop=shop, library=library, clock=clock)
    # outermost first: wait for the person's turn, show at the end, fetch pictures before the transaction opens, and that only
    # around the handler that was found
    dispatcher.update.outer_middleware(InOrder())
    dispatcher.update.outer_middleware(ShowScreens(renderer, library))
    dispatcher.update.outer_middleware(FetchPictures())
    dispatcher.update.outer_middleware(KnowThePerson(database, library, clock))
    dispatcher.update.outer_middleware(ReadStatements(database))
    for observer in (
        dispatcher.message,
        dispatcher.callback_query,
        dispatcher.my_chat_member,
        dispatcher.pre_checkout_query,
    ):
        observer.middleware(OneTransaction(database, clock))
    dispatcher.include_routers(
        bills_router(),
        owner_router(),
        stranger_router(OWNER_COMMANDS),
        home_router(),
        checkout_router(),
        shelves_router(),
        cart_router(),
        orders_router(),
        returns_router(),
        papers_router(),
        proofs_router(),
        free_text_router(),
        fallback_router(),
    )
    return dispatcher
