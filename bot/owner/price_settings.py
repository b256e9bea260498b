"""Settings that change what orders cost: free shipping from an amount on, and PPN."""

from datetime import datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.actions import EditSetting, SetTax
from bot.answering import Answering
from bot.conversation import Conversation
from bot.owner.settings import the_settings
from bot.screen import Screen
from bot.screens import owner_settings as screens
from bot.shop import RunningShop
from bot.words import Words
from checkout import pricing
from checkout.promotions.running import FREE_SHIPPING_FROM
from checkout.quote import TaxMode
from customers.people import Somebody
from foundation import audit, shop
from foundation.database import Session
from foundation.money import read_money

_NEVER = ("-", "–", "—", "0")


def price_settings_router() -> Router:
    """Free shipping and tax."""
    router = Router(name="owner-price-settings")
    router.message.register(free_shipping_typed, F.text, Answering("set:free-shipping"))
    router.callback_query.register(ask_tax, EditSetting.filter(F.what == "tax"))
    router.callback_query.register(set_tax, SetTax.filter(F.mode.in_(list(TaxMode))))
    return router


async def free_shipping_typed(
    message: Message,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    shop: RunningShop,
    now: datetime,
) -> Screen:
    """From how much on parcels are sent for free; ``-`` for never."""
    text = (message.text or "").strip()
    amount = None if text in _NEVER else read_money(text, shop.currency)
    await _write(session, person, FREE_SHIPPING_FROM, amount, now)
    conversation.done()
    return await the_settings(session, words, news=words.say("owner-saved"))


async def ask_tax(tap: CallbackQuery, session: Session, words: Words) -> Screen:
    """The ways prices can stand to PPN."""
    mode = str(await shop.read(session, pricing.TAX, TaxMode.OFF))
    return screens.ask_tax(words, mode, [str(one) for one in TaxMode])


async def set_tax(
    tap: CallbackQuery,
    callback_data: SetTax,
    session: Session,
    person: Somebody,
    words: Words,
    now: datetime,
) -> Screen:
    """From the next summary on, prices are with tax, or tax is added, or there is none."""
    await _write(session, person, pricing.TAX, callback_data.mode, now)
    return await the_settings(session, words, toast=words.label("owner-saved"))


async def _write(session: Session, person: Somebody, key: str, value: object, now: datetime) -> None:
    before = await shop.read(session, key)
    await shop.write(session, key, value)
    name = key.replace("_", "-")
    audit.note(
        session, person.id, f"shop-{name}", "shop", now=now, before={name: before}, after={name: value}
    )
