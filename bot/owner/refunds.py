"""``/refund``: money that waits to be given back, and the tasks of those who transfer it."""

from datetime import datetime

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.actions import OpenRefund, OwedList, RefundOff, RefundSent
from bot.conversation import Conversation
from bot.flags import studies
from bot.owner import finding, refund_steps
from bot.screen import Screen
from bot.screens import owner_owed as screens
from bot.shop import RunningShop
from bot.words import Words
from checkout import refund_ends, refund_views, returns
from checkout.lives import RefundState
from customers.people import Somebody
from foundation.database import Session


def refunds_router() -> Router:
    """What is owed to shoppers."""
    router = Router(name="owner-refunds")
    router.message.register(by_command, Command("refund", ignore_case=True))
    router.callback_query.register(owed_page, OwedList.filter())
    router.callback_query.register(open_refund, OpenRefund.filter())
    router.callback_query.register(sent, RefundSent.filter())
    router.callback_query.register(call_off, RefundOff.filter())
    return router


async def by_command(
    message: Message,
    command: CommandObject,
    session: Session,
    words: Words,
    conversation: Conversation,
    shop: RunningShop,
) -> Screen:
    """``/refund`` lists what is owed, ``/refund 1024`` asks step by step, ``/refund 1024 50000 broken`` in one go."""
    number, _, rest = " ".join((command.args or "").split()).partition(" ")
    if not number:
        return await _owed(session, words, hint=True)
    card = await finding.order(session, number)
    return await refund_steps.begin(session, words, conversation, shop, card.order_id, rest)


@studies
async def owed_page(tap: CallbackQuery, callback_data: OwedList, session: Session, words: Words) -> Screen:
    """Money to give back."""
    return await _owed(session, words, callback_data.page)


async def _owed(session: Session, words: Words, page: int = 1, *, hint: bool = False) -> Screen:
    found = await refund_views.owed(session, page)
    return screens.owed_screen(words, found, returns=await returns.open_count(session), hint=hint)


async def open_refund(
    tap: CallbackQuery, callback_data: OpenRefund, session: Session, words: Words
) -> Screen:
    """One refund."""
    return await show(session, words, callback_data.refund_id)


async def show(session: Session, words: Words, refund_id: int, *, toast: str = "") -> Screen:
    """A refund as it stands now."""
    refund = await refund_views.refund(session, refund_id)
    card = await finding.order(session, refund.order_id)
    return screens.refund_screen(words, card, refund, toast=toast)


async def sent(
    tap: CallbackQuery,
    callback_data: RefundSent,
    session: Session,
    person: Somebody,
    words: Words,
    now: datetime,
) -> Screen:
    """The money was transferred; a second tap changes nothing."""
    done = await refund_ends.settle(session, callback_data.refund_id, actor_id=person.id, now=now)
    toast = words.label("refund-sent-toast" if done else "refund-over-toast")
    return await show(session, words, callback_data.refund_id, toast=toast)


async def call_off(
    tap: CallbackQuery,
    callback_data: RefundOff,
    session: Session,
    person: Somebody,
    words: Words,
    now: datetime,
) -> Screen:
    """The money is not transferred after all; asks first."""
    refund = await refund_views.refund(session, callback_data.refund_id)
    if refund.state != RefundState.PENDING or refund.way != "manual":
        return await show(session, words, refund.id, toast=words.label("refund-over-toast"))
    if not callback_data.sure:
        return screens.sure_to_call_off(words, refund)
    await refund_ends.call_off(session, refund.id, actor_id=person.id, now=now)
    return await show(session, words, refund.id, toast=words.label("refund-off-toast"))
