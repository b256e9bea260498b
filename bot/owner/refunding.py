"""Giving money back, asked step by step: what, the goods, how, sure. Every screen is one tap from the next."""

from datetime import datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.actions import (
    PickRefund,
    RefundExactly,
    RefundGoods,
    RefundOrder,
    RefundStock,
    RefundSure,
    RefundWay,
    RefundWhat,
)
from bot.answering import Answering
from bot.conversation import Conversation
from bot.owner import finding, refund_form, refund_steps
from bot.owner.refund_form import Wanted
from bot.screen import Screen
from bot.screens import owner_owed, owner_refunds
from bot.shop import RunningShop
from bot.words import Words
from checkout import refund_views, refunds, returns
from checkout.refunds import Way
from customers.people import Somebody
from foundation.database import Session


def refunding_router() -> Router:
    """From *refund* to *sure*."""
    router = Router(name="owner-refunding")
    router.callback_query.register(open_form, RefundOrder.filter())
    router.callback_query.register(choose_what, RefundWhat.filter())
    router.callback_query.register(exactly, RefundExactly.filter())
    router.callback_query.register(pick_line, PickRefund.filter())
    router.callback_query.register(lines_chosen, RefundGoods.filter())
    router.callback_query.register(goods_said, RefundStock.filter())
    router.callback_query.register(way_chosen, RefundWay.filter())
    router.callback_query.register(confirmed, RefundSure.filter())
    router.message.register(amount_typed, F.text, Answering("refund:amount"))
    router.message.register(reason_typed, F.text, Answering("refund:sure"))
    return router


async def open_form(
    tap: CallbackQuery,
    callback_data: RefundOrder,
    session: Session,
    words: Words,
    conversation: Conversation,
    shop: RunningShop,
) -> Screen:
    """What of this order goes back?"""
    return await refund_steps.begin(session, words, conversation, shop, callback_data.order_id)


async def choose_what(
    tap: CallbackQuery,
    callback_data: RefundWhat,
    session: Session,
    words: Words,
    conversation: Conversation,
    shop: RunningShop,
) -> Screen:
    """All of it, some lines, the shipping, what came too much, or another amount."""
    there = await refund_steps.what_is_there(session, callback_data.order_id)
    said = Wanted(there.order_id)
    match callback_data.what:
        case "all":
            said.lines = {line.id: line.left for line in there.lines if line.left}
            said.amount = there.left
            return refund_steps.ask_goods(words, conversation, shop, there, said)
        case "lines":
            refund_form.save(conversation, said, "lines")
            return owner_refunds.choose_lines(words, there, said.lines)
        case "surplus" | "shipping":
            said.amount = there.surplus if callback_data.what == "surplus" else there.shipping
            return refund_steps.ask_way(words, conversation, shop, there, said)
        case _:
            refund_form.save(conversation, said, "amount", listening=True)
            return owner_refunds.ask_amount(words, there)


async def exactly(
    tap: CallbackQuery,
    callback_data: RefundExactly,
    session: Session,
    words: Words,
    conversation: Conversation,
    shop: RunningShop,
) -> Screen:
    """Exactly what an order does not keep."""
    there = await refund_steps.what_is_there(session, callback_data.order_id)
    if callback_data.amount > there.left:
        return await refund_steps.begin(session, words, conversation, shop, there.order_id)
    return refund_steps.ask_way(
        words, conversation, shop, there, Wanted(there.order_id, amount=callback_data.amount)
    )


async def pick_line(
    tap: CallbackQuery,
    callback_data: PickRefund,
    session: Session,
    words: Words,
    conversation: Conversation,
) -> Screen:
    """So many pieces of this line."""
    there = await refund_steps.what_is_there(session, callback_data.order_id)
    said = refund_form.of_order(conversation, there.order_id)
    line = there.line(callback_data.line_id)
    pieces = min(callback_data.pieces, line.left) if line else 0
    said.lines = {key: n for key, n in {**said.lines, callback_data.line_id: pieces}.items() if n}
    said.amount, said.back = None, 0
    refund_form.save(conversation, said, "lines")
    return owner_refunds.choose_lines(words, there, said.lines)


async def lines_chosen(
    tap: CallbackQuery,
    callback_data: RefundGoods,
    session: Session,
    words: Words,
    conversation: Conversation,
    shop: RunningShop,
) -> Screen:
    """What becomes of the goods?"""
    there = await refund_steps.what_is_there(session, callback_data.order_id)
    said = refund_form.of_order(conversation, there.order_id)
    if not said.lines:
        return owner_refunds.choose_lines(words, there, said.lines)
    return refund_steps.ask_goods(words, conversation, shop, there, said)


async def goods_said(
    tap: CallbackQuery,
    callback_data: RefundStock,
    session: Session,
    words: Words,
    conversation: Conversation,
    shop: RunningShop,
) -> Screen:
    """For sale again, or lost."""
    there = await refund_steps.what_is_there(session, callback_data.order_id)
    said = refund_form.of_order(conversation, there.order_id)
    if not said.lines:
        return await refund_steps.begin(session, words, conversation, shop, there.order_id)
    said.restock = callback_data.restock
    return refund_steps.ask_way(words, conversation, shop, there, said)


async def way_chosen(
    tap: CallbackQuery,
    callback_data: RefundWay,
    session: Session,
    words: Words,
    conversation: Conversation,
    shop: RunningShop,
) -> Screen:
    """Through the gateway, by hand, or as store credit."""
    there = await refund_steps.what_is_there(session, callback_data.order_id)
    said = refund_form.of_order(conversation, there.order_id)
    if (not said.lines and not said.amount) or callback_data.way not in set(Way):
        return await refund_steps.begin(session, words, conversation, shop, there.order_id)
    said.way = callback_data.way
    return refund_steps.ask_sure(words, conversation, there, said)


async def confirmed(
    tap: CallbackQuery,
    callback_data: RefundSure,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    now: datetime,
) -> Screen:
    """Give the money back as it was shown; a second tap shows what became of it."""
    said = refund_form.load(conversation)
    if said is None or said.token != callback_data.token or not said.way:
        done = await refund_views.of_token(session, callback_data.token)
        if done is None:
            return owner_refunds.over(words)
        return await _show(session, words, done)
    if said.back:
        begun = await returns.accept(
            session, said.back, said.ask, token=said.token, actor_id=person.id, now=now
        )
    else:
        begun = await refunds.begin(
            session, said.order, said.ask, token=said.token, actor_id=person.id, now=now
        )
    conversation.done()
    return await _show(session, words, begun.refund_id)


async def amount_typed(
    message: Message, session: Session, words: Words, conversation: Conversation, shop: RunningShop
) -> Screen:
    """``50000``, or ``50000 broken``."""
    said = refund_form.load(conversation)
    assert said is not None, "the question was asked"
    there = await refund_steps.what_is_there(session, said.order)
    sum_, _, reason = " ".join((message.text or "").split()).partition(" ")
    return refund_steps.with_amount(words, conversation, shop, there, said, sum_, reason)


async def reason_typed(
    message: Message, session: Session, words: Words, conversation: Conversation
) -> Screen:
    """Why; the shopper reads it, too."""
    said = refund_form.load(conversation)
    assert said is not None, "the question was asked"
    said.reason = refund_steps.read_reason(message.text or "")
    return refund_steps.ask_sure(
        words, conversation, await refund_steps.what_is_there(session, said.order), said
    )


async def _show(session: Session, words: Words, refund_id: int) -> Screen:
    refund = await refund_views.refund(session, refund_id)
    card = await finding.order(session, refund.order_id)
    return owner_owed.refund_screen(words, card, refund)
