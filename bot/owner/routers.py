"""Everything the owner can do; nobody else gets here."""

from aiogram import Router

from bot.answering import OwnerOnly


def owner_router() -> Router:
    """The owner's commands, taps and forms."""
    router = Router(name="owner")
    router.message.filter(OwnerOnly())
    router.callback_query.filter(OwnerOnly())
    return router
