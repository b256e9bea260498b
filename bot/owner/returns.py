"""Goods that come back: received, then accepted with a refund or rejected with a reason."""

from datetime import datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.actions import AcceptReturn, OpenReturn, ReceiveReturn, RejectReturn, Returns
from bot.answering import Answering
from bot.conversation import Conversation
from bot.flags import studies
from bot.owner import refund_steps
from bot.owner.refund_form import Wanted
from bot.screen import Screen
from bot.screens import owner_returns as screens
from bot.shop import RunningShop
from bot.words import Words
from checkout import returns
from checkout.lives import ReturnState
from checkout.money.errors import ReturnOver
from checkout.refundable import refundable
from customers import people
from customers.people import Somebody
from foundation.database import Session


def returns_router() -> Router:
    """What shoppers send back."""
    router = Router(name="owner-returns")
    router.callback_query.register(list_returns, Returns.filter())
    router.callback_query.register(open_return, OpenReturn.filter())
    router.callback_query.register(receive, ReceiveReturn.filter())
    router.callback_query.register(accept, AcceptReturn.filter())
    router.callback_query.register(reject, RejectReturn.filter())
    router.message.register(why_typed, F.text, Answering("return-why"))
    return router


@studies
async def list_returns(tap: CallbackQuery, callback_data: Returns, session: Session, words: Words) -> Screen:
    """What waits."""
    return screens.returns_screen(words, await returns.open_returns(session, callback_data.page))


async def open_return(
    tap: CallbackQuery, callback_data: OpenReturn, session: Session, words: Words
) -> Screen:
    """One return."""
    return await _show(session, words, callback_data.return_id)


async def receive(
    tap: CallbackQuery,
    callback_data: ReceiveReturn,
    session: Session,
    person: Somebody,
    words: Words,
    now: datetime,
) -> Screen:
    """The goods are here; the shopper is told."""
    await returns.receive(session, callback_data.return_id, actor_id=person.id, now=now)
    return await _show(session, words, callback_data.return_id, toast=words.label("return-received-toast"))


async def accept(
    tap: CallbackQuery,
    callback_data: AcceptReturn,
    session: Session,
    words: Words,
    conversation: Conversation,
    shop: RunningShop,
) -> Screen:
    """On to the refund of exactly these goods; it is accepted when that is confirmed."""
    one = await returns.find(session, callback_data.return_id)
    if one.state != ReturnState.RECEIVED:
        raise ReturnOver(order_id=one.order_id)
    said = Wanted(one.order_id, lines=one.lines, restock=callback_data.restock, back=one.id)
    return await refund_steps.how(session, words, conversation, shop, said)


async def reject(
    tap: CallbackQuery,
    callback_data: RejectReturn,
    session: Session,
    words: Words,
    conversation: Conversation,
) -> Screen:
    """Ask why."""
    one = await returns.find(session, callback_data.return_id)
    if one.state not in returns.OPEN:
        raise ReturnOver(order_id=one.order_id)
    conversation.ask("return-why", back=one.id)
    return screens.ask_why(words, one)


async def why_typed(
    message: Message,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    now: datetime,
) -> Screen:
    """The shopper reads why."""
    return_id = int(conversation.answers.get("back", 0))
    await returns.reject(session, return_id, message.text or "", actor_id=person.id, now=now)
    conversation.done()
    return await _show(session, words, return_id)


async def _show(session: Session, words: Words, return_id: int, *, toast: str = "") -> Screen:
    one = await returns.find(session, return_id)
    there = await refundable(session, one.order_id)
    shopper = await people.find(session, one.person_id)
    name = shopper.name if shopper else ""
    return screens.return_screen(words, there, one, name=name, toast=toast)
