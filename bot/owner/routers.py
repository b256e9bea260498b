"""Everything the owner can do; nobody else gets here."""

from aiogram import Router

from bot.answering import OwnerOnly
from bot.owner.add import add_router, stray_photos_router
from bot.owner.at_door import door_router
from bot.owner.bank_lines import bank_lines_router
from bot.owner.desk import desk_router
from bot.owner.edit import edit_router
from bot.owner.orders import orders_router
from bot.owner.papers import papers_router
from bot.owner.parcels import parcels_router
from bot.owner.price_settings import price_settings_router
from bot.owner.product_photos import photos_router
from bot.owner.products import products_router
from bot.owner.promotions import promotions_router
from bot.owner.qris import qris_router
from bot.owner.refunding import refunding_router
from bot.owner.refunds import refunds_router
from bot.owner.replies import replies_router
from bot.owner.returns import returns_router
from bot.owner.settings import settings_router
from bot.owner.statement import statement_router
from bot.owner.undo import undo_router
from bot.owner.ways import ways_router
from bot.owner.zones import zones_router


def owner_router() -> Router:
    """The owner's commands, taps and forms."""
    router = Router(name="owner")
    router.message.filter(OwnerOnly())
    router.callback_query.filter(OwnerOnly())
    router.include_routers(
        desk_router(),
        add_router(),
        products_router(),
        edit_router(),
        undo_router(),
        photos_router(),
        orders_router(),
        parcels_router(),
        refunds_router(),
        refunding_router(),
        returns_router(),
        papers_router(),
        door_router(),
        replies_router(),
        statement_router(),
        bank_lines_router(),
        settings_router(),
        price_settings_router(),
        promotions_router(),
        ways_router(),
        qris_router(),
        zones_router(),
        stray_photos_router(),
    )
    return router
