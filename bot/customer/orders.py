"""After the order: pay, prove, track, receive."""

import re
from dataclasses import replace
from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.actions import (
    BuyAgain,
    CancelOrder,
    MyOrders,
    OpenOrder,
    OpenPayment,
    PayOtherwise,
    PayWith,
    ProofFor,
    Received,
    Track,
    UseCredit,
)
from bot.conversation import Conversation
from bot.customer.cart import the_cart
from bot.flags import looks
from bot.screen import Screen
from bot.screens import orders as screens
from bot.screens.paying import other_ways
from bot.telegram.incoming import ReceivedPicture
from bot.words import Words
from catalog import photos
from catalog.errors import OutOfStock, PhotoRefused
from checkout import attempts, cart, credit, credit_payment, fulfilment, order_cards, orders, payments
from checkout.errors import CartFull
from customers.people import Somebody
from foundation.database import Session
from foundation.errors import Gone
from foundation.shop import shop_name


def orders_router() -> Router:
    """Everything after the order is placed."""
    router = Router(name="orders")
    router.message.register(show_orders, Command("orders"))
    router.callback_query.register(my_orders, MyOrders.filter())
    router.callback_query.register(open_order, OpenOrder.filter())
    router.callback_query.register(open_payment, OpenPayment.filter())
    router.callback_query.register(pay_otherwise, PayOtherwise.filter())
    router.callback_query.register(pay_with, PayWith.filter())
    router.callback_query.register(use_credit, UseCredit.filter())
    router.callback_query.register(track, Track.filter())
    router.callback_query.register(received, Received.filter())
    router.callback_query.register(buy_again, BuyAgain.filter())
    router.callback_query.register(cancel_order, CancelOrder.filter())
    router.callback_query.register(proof_for, ProofFor.filter())
    return router


def proofs_router() -> Router:
    """A picture that no question asked for is a proof of payment. Comes after every form."""
    router = Router(name="proofs")
    router.message.register(proof_sent, F.photo | F.document)
    return router


async def show_orders(message: Message, session: Session, person: Somebody, words: Words) -> Screen:
    """``/orders``."""
    return await _orders(session, person, words)


@looks
async def my_orders(
    tap: CallbackQuery, callback_data: MyOrders, session: Session, person: Somebody, words: Words
) -> Screen:
    """A page of my orders."""
    return await _orders(session, person, words, callback_data.page)


async def _orders(session: Session, person: Somebody, words: Words, page: int = 1) -> Screen:
    there = await credit.balance(session, person.id, words.currency)
    return screens.orders_screen(words, await order_cards.orders_of(session, person.id, page), credit=there)


@looks
async def open_order(
    tap: CallbackQuery, callback_data: OpenOrder, session: Session, person: Somebody, words: Words
) -> Screen:
    """One of my orders."""
    return await _order(session, person, words, callback_data.order_id)


async def _order(session: Session, person: Somebody, words: Words, order_id: int, toast: str = "") -> Screen:
    card = await order_cards.order_card(session, order_id, person_id=person.id)
    return screens.order_screen(words, card, toast=toast)


@looks
async def open_payment(
    tap: CallbackQuery, callback_data: OpenPayment, session: Session, person: Somebody, words: Words
) -> Screen:
    """How to pay one of my orders."""
    return await payment_of_order(session, person, words, callback_data.order_id)


async def payment_of_order(session: Session, person: Somebody, words: Words, order_id: int) -> Screen:
    """The payment screen of a person's order."""
    card = await order_cards.order_card(session, order_id, person_id=person.id)
    by_credit = await credit_payment.payable(session, person.id, card.payment)
    return screens.payment_screen(words, card, shop=await shop_name(session), credit=by_credit)


async def use_credit(
    tap: CallbackQuery,
    callback_data: UseCredit,
    session: Session,
    person: Somebody,
    words: Words,
    now: datetime,
) -> Screen:
    """Pay with the store credit there is; what is still missing is shown as before."""
    paid = await credit_payment.pay(session, callback_data.order_id, person.id, now=now)
    screen = await payment_of_order(session, person, words, paid.order_id)
    return replace(screen, toast=words.label("credit-used"))


@looks
async def pay_otherwise(
    tap: CallbackQuery, callback_data: PayOtherwise, session: Session, person: Somebody, words: Words
) -> Screen:
    """In which other ways an order of mine can be paid."""
    card = await order_cards.order_card(session, callback_data.order_id, person_id=person.id)
    ways, account = await attempts.ways(session, card.id), card.payment.account
    return other_ways(words, card.id, ways, current=account.id if account else None)


async def pay_with(
    tap: CallbackQuery,
    callback_data: PayWith,
    session: Session,
    person: Somebody,
    words: Words,
    now: datetime,
) -> Screen:
    """Pay an order of mine in this way."""
    order_id = callback_data.order_id
    await attempts.pay_otherwise(session, person.id, order_id, callback_data.account_id, now=now)
    return await payment_of_order(session, person, words, order_id)


@looks
async def track(
    tap: CallbackQuery, callback_data: Track, session: Session, person: Somebody, words: Words
) -> Screen:
    """Where my parcel is."""
    card = await order_cards.order_card(session, callback_data.order_id, person_id=person.id)
    return screens.track_screen(words, card)


async def received(
    tap: CallbackQuery,
    callback_data: Received,
    session: Session,
    person: Somebody,
    words: Words,
    now: datetime,
) -> Screen:
    """My parcel arrived."""
    await fulfilment.receive(session, callback_data.order_id, person.id, now=now)
    return await _order(session, person, words, callback_data.order_id, words.label("received-thanks"))


async def buy_again(
    tap: CallbackQuery,
    callback_data: BuyAgain,
    session: Session,
    person: Somebody,
    words: Words,
    now: datetime,
) -> Screen:
    """Put what the order held into the cart, as far as it is still sold."""
    card = await order_cards.order_card(session, callback_data.order_id, person_id=person.id)
    missing = 0
    for line in card.lines:
        try:
            async with session.begin_nested():
                await cart.add(session, person.id, line.variant_id, line.quantity, now=now)
        except (Gone, OutOfStock, CartFull):
            missing += 1
    toast = words.label("again-missing", count=missing) if missing else words.label("cart-added")
    return await the_cart(session, words, await cart.view(session, person.id), now, toast=toast)


async def cancel_order(
    tap: CallbackQuery,
    callback_data: CancelOrder,
    session: Session,
    person: Somebody,
    words: Words,
    now: datetime,
) -> Screen:
    """Cancel an unpaid order of mine, after asking."""
    order_id = callback_data.order_id
    await order_cards.order_card(session, order_id, person_id=person.id)
    if not callback_data.sure:
        return screens.sure_to_cancel(words, order_id)
    await orders.cancel(session, order_id, actor_id=person.id, person_id=person.id, now=now)
    return await _order(session, person, words, order_id)


async def proof_sent(
    message: Message,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    picture: ReceivedPicture | None,
    now: datetime,
) -> Screen:
    """A picture out of nowhere: the proof of a payment that waits."""
    if picture is None or not picture.content:
        raise PhotoRefused(reason="unreadable")
    payable = await payments.open_payments(session, person.id, now=now)
    if not payable:
        return screens.proof_for_nothing(words)
    sha256 = await photos.keep(session, picture.content)
    numbers = set(re.findall(r"\d+", message.caption or ""))
    named = [one for one in payable if str(one.order_id) in numbers]
    chosen = named or payable
    if len(chosen) > 1:
        conversation.ask("proof", sha256=sha256, likeness=picture.likeness)
        conversation.pause()
        return screens.which_order(words, payable)
    order_id = chosen[0].order_id
    await payments.add_proof(session, person.id, order_id, sha256, picture.likeness, now=now)
    return screens.proof_received(words, order_id)


async def proof_for(
    tap: CallbackQuery,
    callback_data: ProofFor,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    now: datetime,
) -> Screen:
    """The picture sent a moment ago belongs to this order."""
    sha256 = str(conversation.answers.get("sha256", ""))
    if conversation.family != "proof" or not sha256:
        return screens.proof_for_nothing(words)
    likeness = str(conversation.answers.get("likeness", ""))
    await payments.add_proof(session, person.id, callback_data.order_id, sha256, likeness, now=now)
    conversation.done()
    return screens.proof_received(words, callback_data.order_id)
