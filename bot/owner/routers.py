"""Everything the owner can do; nobody else gets here."""

from aiogram import Router

from bot.answering import OwnerOnly
from bot.owner.add import add_router, stray_photos_router
from bot.owner.at_door import door_router
from bot.owner.desk import desk_router
from bot.owner.edit import edit_router
from bot.owner.orders import orders_router
from bot.owner.parcels import parcels_router
from bot.owner.product_photos import photos_router
from bot.owner.products import products_router
from bot.owner.qris import qris_router
from bot.owner.replies import replies_router
from bot.owner.settings import settings_router
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
        door_router(),
        replies_router(),
        settings_router(),
        ways_router(),
        qris_router(),
        zones_router(),
        stray_photos_router(),
    )
    return router
