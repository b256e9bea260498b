"""A problem with an order that arrived: what shall go back, and why."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.actions import AskReturn, PickReturn, Problem, ReturnReason
from bot.answering import Answering
from bot.conversation import Conversation
from bot.screen import Screen
from bot.screens import returns as screens
from bot.words import Words
from checkout import order_cards, returns
from checkout.lives import OrderState
from checkout.order_cards import OrderCard
from customers.people import Somebody
from foundation.database import Session

FORM = "return"


def returns_router() -> Router:
    """From *problem* to a return the owner knows of."""
    router = Router(name="returns")
    router.callback_query.register(problem, Problem.filter())
    router.callback_query.register(choose, AskReturn.filter())
    router.callback_query.register(pick, PickReturn.filter())
    router.callback_query.register(ask_reason, ReturnReason.filter())
    router.message.register(reason_typed, Answering("return:reason"))
    return router


async def problem(
    tap: CallbackQuery, callback_data: Problem, session: Session, person: Somebody, words: Words
) -> Screen:
    """What is wrong with my order?"""
    card = await _card(session, person, callback_data.order_id)
    _, left = await returns.returnable(session, card.order_id)
    arrived = card.state in {OrderState.FULFILLED, OrderState.COMPLETED}
    return screens.problem(words, card.order_id, returnable=arrived and any(left.values()))


async def choose(
    tap: CallbackQuery,
    callback_data: AskReturn,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
) -> Screen:
    """Which of it goes back?"""
    await _card(session, person, callback_data.order_id)
    return await _choose(session, words, conversation, callback_data.order_id)


async def pick(
    tap: CallbackQuery,
    callback_data: PickReturn,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
) -> Screen:
    """So many pieces of this line."""
    await _card(session, person, callback_data.order_id)
    lines = _chosen(conversation, callback_data.order_id)
    lines[callback_data.line_id] = callback_data.pieces
    _keep(conversation, callback_data.order_id, lines)
    return await _choose(session, words, conversation, callback_data.order_id)


async def ask_reason(
    tap: CallbackQuery,
    callback_data: ReturnReason,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
) -> Screen:
    """Why?"""
    order_id = (await _card(session, person, callback_data.order_id)).order_id
    if not _chosen(conversation, order_id):
        return await _choose(session, words, conversation, order_id)
    conversation.ask("return:reason")
    return screens.ask_reason(words, order_id)


async def reason_typed(
    message: Message,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    now: datetime,
) -> Screen:
    """The reason: with it the return is asked for."""
    order_id = int(conversation.answers.get("order", 0))
    text = message.text or message.caption or ""
    lines = _chosen(conversation, order_id)
    await returns.ask(session, order_id, person.id, lines, text, now=now)
    conversation.done()
    return screens.asked(words, order_id)


async def _card(session: Session, person: Somebody, order_id: int) -> OrderCard:
    """Give the person's own order. Raises OrderGone."""
    return await order_cards.order_card(session, order_id, person_id=person.id)


async def _choose(session: Session, words: Words, conversation: Conversation, order_id: int) -> Screen:
    there, left = await returns.returnable(session, order_id)
    lines = {line_id: min(n, left.get(line_id, 0)) for line_id, n in _chosen(conversation, order_id).items()}
    lines = {line_id: n for line_id, n in lines.items() if n}
    _keep(conversation, order_id, lines)
    return screens.choose_lines(words, there, left, lines)


def _chosen(conversation: Conversation, order_id: int) -> dict[int, int]:
    """Give what was chosen of this order."""
    if conversation.family != FORM or conversation.answers.get("order") != order_id:
        return {}
    return {int(line_id): int(n) for line_id, n in conversation.answers.get("lines", {}).items()}


def _keep(conversation: Conversation, order_id: int, lines: dict[int, int]) -> None:
    conversation.ask("return:lines", order=order_id, lines={str(line_id): n for line_id, n in lines.items()})
    conversation.pause()
