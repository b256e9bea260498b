"""The owner's desk, help and audit; leaving a question."""

from dataclasses import replace
from datetime import datetime

from aiogram import Router
from aiogram.filters import Command, Filter
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.actions import CancelForm, LowStock, OwnerHelp, OwnerHome
from bot.conversation import Conversation
from bot.flags import studies
from bot.owner import half_said
from bot.screen import Screen
from bot.screens import owner_desk as screens
from bot.screens.owner_desk import Desk
from bot.statements import kept
from bot.words import Words
from catalog import owner_counts
from checkout import accounts, audit, order_cards, refund_views, returns, shipping
from customers.people import Somebody
from foundation.database import Session
from foundation.shop import shop_name

FORMS = frozenset(
    {"add", "edit", "pick", "ship", "reply", "set", "album", "promo", "refund", "return-why", "statement"}
)
"""The families of questions an owner is asked."""


class InOwnersForm(Filter):
    """The person was asked something as the owner."""

    async def __call__(self, event: TelegramObject, conversation: Conversation) -> bool:
        """Whether they were."""
        return conversation.family in FORMS


def desk_router() -> Router:
    """What an owner looks at first."""
    router = Router(name="owner-desk")
    router.message.register(show_desk, Command("owner", ignore_case=True))
    router.message.register(show_help, Command("help", ignore_case=True))
    router.message.register(show_audit, Command("audit", ignore_case=True))
    router.message.register(leave, Command("cancel", ignore_case=True), InOwnersForm())
    router.callback_query.register(leave, CancelForm.filter(), InOwnersForm())
    router.callback_query.register(show_desk, OwnerHome.filter())
    router.callback_query.register(show_help, OwnerHelp.filter())
    router.callback_query.register(low_stock, LowStock.filter())
    return router


@studies
async def show_desk(event: Message | CallbackQuery, session: Session, words: Words) -> Screen:
    """``/owner``: what waits."""
    return await the_desk(session, words)


async def the_desk(session: Session, words: Words, *, toast: str = "") -> Screen:
    """The desk as a screen."""
    return screens.desk_screen(words, await _waiting(session), shop=await shop_name(session), toast=toast)


async def _waiting(session: Session) -> Desk:
    """Count what waits, and name what the shop cannot sell without."""
    has = {
        "product": await owner_counts.sells_anything(session),
        "account": bool(await accounts.accounts(session)),
        "zone": bool(await shipping.zones(session)),
    }
    return Desk(
        review=(await order_cards.orders_in(session, "review")).total,
        to_ship=(await order_cards.orders_in(session, "to-ship")).total,
        unpaid=(await order_cards.orders_in(session, "unpaid")).total,
        low=await owner_counts.low_total(session),
        owed=await refund_views.owed_count(session),
        returns=await returns.open_count(session),
        missing=tuple(what for what, there in has.items() if not there),
    )


async def show_help(event: Message | CallbackQuery, words: Words) -> Screen:
    """Every command of the owner."""
    return screens.help_screen(words)


@studies
async def show_audit(message: Message, session: Session, words: Words, now: datetime) -> Screen:
    """``/audit``: do stock and money agree?"""
    found = await audit.audit(session, now=now)
    return screens.audit_screen(words, [(one.what, one.subject, one.expected, one.found) for one in found])


@studies
async def low_stock(tap: CallbackQuery, callback_data: LowStock, session: Session, words: Words) -> Screen:
    """What is running out."""
    return screens.low_screen(words, await owner_counts.low_page(session, callback_data.page))


async def leave(
    event: Message | CallbackQuery,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
) -> Screen:
    """Leave the question; a product that was being added is given up."""
    if conversation.family == "add":
        await half_said.forget(session, person.id)
    if conversation.family == "statement":
        await kept.forget(session, person.id)
    conversation.done()
    left = words.label("owner-left")
    desk = await the_desk(session, words, toast=left)
    return replace(desk, text=f"{left}\n\n{desk.text}") if isinstance(event, Message) else desk
