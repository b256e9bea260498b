"""The shop's settings: name, bank accounts, demo products."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.actions import EditSetting, GatewayWays, OfferWay, OpenSettings, RemoveAccount, RemoveDemo
from bot.answering import Answering
from bot.conversation import Conversation
from bot.owner.errors import BankLineUnreadable
from bot.owner.reading import readable_name, shown
from bot.screen import Screen
from bot.screens import owner_settings as screens
from bot.shop import RunningShop
from bot.words import Words
from catalog import demo, owner_counts
from catalog.errors import NameTooLong
from checkout import accounts, pricing, shipping
from checkout.gateways import way_to_pay, ways_to_pay
from checkout.gateways.errors import MethodNotOffered
from checkout.promotions.running import FREE_SHIPPING_FROM
from checkout.quote import TaxMode
from customers.people import Somebody
from foundation import audit
from foundation import shop as facts
from foundation.database import Session
from foundation.shop import shop_name

LONGEST_NAME = 60
"""Characters of the shop's name; it stands on every picture of the shop."""

ASKED = frozenset({"name", "bank", "qris", "zone", "free-shipping"})
"""Settings that are asked for."""


def settings_router() -> Router:
    """What the owner sets once."""
    router = Router(name="owner-settings")
    router.message.register(show_settings, Command("settings", ignore_case=True))
    router.message.register(name_typed, F.text, Answering("set:name"))
    router.message.register(bank_typed, F.text, Answering("set:bank"))
    router.callback_query.register(show_settings, OpenSettings.filter())
    router.callback_query.register(ask_setting, EditSetting.filter(F.what.in_(ASKED)))
    router.callback_query.register(show_ways, GatewayWays.filter())
    router.callback_query.register(offer_way, OfferWay.filter())
    router.callback_query.register(remove_account, RemoveAccount.filter())
    router.callback_query.register(remove_demo, RemoveDemo.filter())
    return router


async def show_settings(event: Message | CallbackQuery, session: Session, words: Words) -> Screen:
    """``/settings``."""
    return await the_settings(session, words)


async def the_settings(session: Session, words: Words, *, toast: str = "", news: str = "") -> Screen:
    """The settings as a screen."""
    return screens.settings_screen(
        words,
        shop=await shop_name(session),
        accounts=await accounts.accounts(session),
        zones=len(await shipping.zones(session)),
        demo=await owner_counts.demo_is_left(session),
        free_shipping_from=await facts.read(session, FREE_SHIPPING_FROM),
        tax=str(await facts.read(session, pricing.TAX, TaxMode.OFF)),
        gateways=str(await facts.read(session, "gateways", "")).split(),
        toast=toast,
        news=news,
    )


async def show_ways(tap: CallbackQuery, session: Session, words: Words, shop: RunningShop) -> Screen:
    """The ways to pay the shop's gateways know."""
    return await _ways(session, words, shop)


async def _ways(session: Session, words: Words, shop: RunningShop, toast: str = "") -> Screen:
    ways = [(provider, method) for provider in shop.gateways for method in ways_to_pay(provider)]
    return screens.gateway_ways(words, ways, await accounts.accounts(session), toast=toast)


async def offer_way(
    tap: CallbackQuery,
    callback_data: OfferWay,
    session: Session,
    person: Somebody,
    words: Words,
    shop: RunningShop,
    now: datetime,
) -> Screen:
    """Offer a gateway's way to pay from now on."""
    provider, method = callback_data.provider, callback_data.method.replace("-", ":")
    if provider not in shop.gateways or way_to_pay(provider, method) is None:
        raise MethodNotOffered(provider=provider, method=method)
    await accounts.offer_gateway(session, provider, method, actor_id=person.id, now=now)
    return await _ways(session, words, shop, words.label("owner-saved"))


async def ask_setting(
    tap: CallbackQuery,
    callback_data: EditSetting,
    session: Session,
    words: Words,
    conversation: Conversation,
) -> Screen:
    """Ask for a new value."""
    conversation.ask(f"set:{callback_data.what}")
    return screens.ask_setting(words, callback_data.what, now=await shop_name(session))


async def name_typed(
    message: Message,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    now: datetime,
) -> Screen:
    """The shop's new name."""
    name = readable_name(message.text or "")
    if len(name) > LONGEST_NAME:
        raise NameTooLong(limit=LONGEST_NAME, length=len(name))
    before = await shop_name(session)
    await facts.write(session, "name", name)
    audit.note(
        session, person.id, "shop-name", "shop", now=now, before={"name": before}, after={"name": name}
    )
    conversation.done()
    return await the_settings(session, words, news=words.say("owner-saved"))


async def bank_typed(
    message: Message,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    now: datetime,
) -> Screen:
    """``BCA | 1234567890 | Nama``."""
    parts = [part.strip() for part in (message.text or "").replace("｜", "|").split("|")]
    if len(parts) != 3:
        raise BankLineUnreadable(text=shown(message.text or ""))
    bank, number, holder = parts
    await accounts.add_bank(
        session, readable_name(bank), number, readable_name(holder), actor_id=person.id, now=now
    )
    conversation.done()
    return await the_settings(session, words, news=words.say("owner-saved"))


async def remove_account(
    tap: CallbackQuery,
    callback_data: RemoveAccount,
    session: Session,
    person: Somebody,
    words: Words,
    now: datetime,
) -> Screen:
    """Take no more money on an account, after asking."""
    known = {one.id: one for one in await accounts.accounts(session)}
    account = known.get(callback_data.account_id)
    if account is None:
        return await the_settings(session, words, toast=words.label("owner-removed-before"))
    if not callback_data.sure:
        return screens.sure_to_remove_account(words, account)
    await accounts.remove_account(session, account.id, actor_id=person.id, now=now)
    return await the_settings(session, words, toast=words.label("owner-removed"))


async def remove_demo(
    tap: CallbackQuery,
    callback_data: RemoveDemo,
    session: Session,
    person: Somebody,
    words: Words,
    now: datetime,
) -> Screen:
    """Clear the demo products away, after asking."""
    if not callback_data.sure:
        return screens.sure_to_remove_demo(words)
    removed = await demo.remove_demo(session, actor_id=person.id, now=now)
    return await the_settings(session, words, toast=words.label("owner-demo-removed", count=removed))
