"""Telegram's own bills: shown, let through within ten seconds, and believed when Telegram says they were paid."""

import logging
from datetime import datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message, PreCheckoutQuery

from bot.actions import OpenBill
from bot.flags import looks
from bot.screen import Consent, Screen
from bot.screens import bills as screens
from bot.screens.orders import payment_screen
from bot.words import Words
from checkout import accounts, bills, order_cards
from checkout.lives import OrderState
from customers.people import Somebody
from foundation.database import Session
from foundation.shop import shop_name

_log = logging.getLogger(__name__)


def bills_router() -> Router:
    """Comes first: a payment is a message, and no question's answer."""
    router = Router(name="bills")
    router.message.register(paid, F.successful_payment)
    router.message.register(given_back, F.refunded_payment)
    router.pre_checkout_query.register(let_pay)
    router.callback_query.register(open_bill, OpenBill.filter())
    return router


@looks
async def open_bill(
    tap: CallbackQuery, callback_data: OpenBill, session: Session, person: Somebody, words: Words
) -> Screen:
    """The bill of an order of mine, as long as it is to be paid in this way."""
    card = await order_cards.order_card(session, callback_data.order_id, person_id=person.id)
    if card.state != OrderState.PENDING_PAYMENT or card.payment.method not in accounts.BILLED:
        return payment_screen(words, card, shop=await shop_name(session))
    return screens.invoice_screen(words, card, bills.bill_of(card.payment, card.shipping))


async def let_pay(query: PreCheckoutQuery, session: Session, person: Somebody, now: datetime) -> Consent:
    """May I pay this now?"""
    await bills.let_pay(
        session, person.id, query.invoice_payload, query.total_amount, query.currency, now=now
    )
    return Consent()


async def paid(message: Message, session: Session, now: datetime) -> None:
    """Telegram says that a bill was paid; both sides hear of it by the outbox."""
    told = message.successful_payment
    assert told is not None
    await bills.paid(
        session,
        told.invoice_payload,
        told.total_amount,
        told.currency,
        told.telegram_payment_charge_id,
        now=now,
    )


async def given_back(message: Message) -> None:
    """Telegram says that Stars went back, which whoever gave them back knows."""
    _log.info("Stars went back to %s", message.chat.id)
