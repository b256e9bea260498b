"""More ways to be paid, set up from a phone: at the door, inside Telegram, in Stars."""

from dataclasses import replace
from datetime import datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.actions import EditSetting, MoreWays, OfferKind, OpenCod
from bot.answering import Answering
from bot.conversation import Conversation
from bot.owner.errors import AreaUnclear
from bot.owner.reading import read_number, shown
from bot.owner.zones import area_label, find_areas
from bot.screen import Screen
from bot.screens import owner_ways as screens
from bot.screens.owner_settings import ask_setting
from bot.shop import RunningShop
from bot.words import Words
from checkout import accounts, cod, telegram_money
from checkout.errors import AccountGone
from checkout.offers import INVOICES
from customers.people import Somebody
from foundation import shop as facts
from foundation.database import Session
from foundation.money import read_money

ASKED = frozenset({"stars", "cod-ceiling", "cod-areas", "cod-refusals"})
"""Settings that are asked for."""

_NONE = {"-", "–", "—", "0", "*"}
"""Typed for a limit there shall not be."""


def ways_router() -> Router:
    """Ways to be paid besides banks, QRIS and gateways."""
    router = Router(name="owner-ways")
    router.message.register(stars_typed, F.text, Answering("set:stars"))
    router.message.register(ceiling_typed, F.text, Answering("set:cod-ceiling"))
    router.message.register(areas_typed, F.text, Answering("set:cod-areas"))
    router.message.register(refusals_typed, F.text, Answering("set:cod-refusals"))
    router.callback_query.register(more_ways, MoreWays.filter())
    router.callback_query.register(open_cod, OpenCod.filter())
    router.callback_query.register(offer, OfferKind.filter())
    router.callback_query.register(ask, EditSetting.filter(F.what.in_(ASKED)))
    return router


async def more_ways(tap: CallbackQuery, session: Session, words: Words) -> Screen:
    """What is offered, and what can be."""
    return await _ways(session, words)


async def _ways(session: Session, words: Words, *, toast: str = "", news: str = "") -> Screen:
    rate = await telegram_money.stars_rate(session)
    return screens.more_ways(
        words,
        await accounts.accounts(session),
        rate=f"{rate.normalize():f}" if rate else "",
        invoices=bool(await facts.read(session, INVOICES, False)),
        toast=toast,
        news=news,
    )


async def open_cod(tap: CallbackQuery, session: Session, words: Words) -> Screen:
    """The terms of cash on delivery."""
    return await _cod(session, words)


async def _cod(session: Session, words: Words, *, toast: str = "", news: str = "") -> Screen:
    terms = await cod.terms(session)
    known = {one.kind: one.id for one in await accounts.accounts(session)}
    names = [area_label(code) for code in terms.areas]
    return screens.cod_screen(words, terms, names, account_id=known.get(accounts.COD), toast=toast, news=news)


async def offer(
    tap: CallbackQuery,
    callback_data: OfferKind,
    session: Session,
    person: Somebody,
    words: Words,
    now: datetime,
) -> Screen:
    """Offer cash on delivery, or Telegram's own payments, from now on."""
    kind = callback_data.kind
    if kind == accounts.COD:
        await accounts.offer_kind(session, kind, actor_id=person.id, now=now)
        return await _cod(session, words, toast=words.label("owner-saved"))
    if kind != accounts.TELEGRAM or not await facts.read(session, INVOICES, False):
        raise AccountGone(account_id=0)
    await accounts.offer_kind(session, kind, actor_id=person.id, now=now)
    return await _ways(session, words, toast=words.label("owner-saved"))


async def ask(
    tap: CallbackQuery, callback_data: EditSetting, words: Words, conversation: Conversation
) -> Screen:
    """Ask for a new value."""
    conversation.ask(f"set:{callback_data.what}")
    return ask_setting(words, callback_data.what)


async def stars_typed(
    message: Message,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    now: datetime,
) -> Screen:
    """So many Stars for 1,000 of the currency; from then on they are offered for what is digital."""
    await telegram_money.set_stars_rate(session, message.text or "", actor_id=person.id, now=now)
    await accounts.offer_kind(session, accounts.STARS, actor_id=person.id, now=now)
    conversation.done()
    return await _ways(session, words, news=words.say("owner-saved"))


async def ceiling_typed(
    message: Message,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    shop: RunningShop,
    now: datetime,
) -> Screen:
    """The largest total that is paid at the door."""
    text = (message.text or "").strip()
    ceiling = 0 if text in _NONE else read_money(text, shop.currency)
    return await _set(session, person, words, conversation, now, ceiling=ceiling)


async def areas_typed(
    message: Message,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    now: datetime,
) -> Screen:
    """Provinces, cities or districts, a line each; ``*`` is everywhere."""
    found = []
    for line in (one.strip() for one in (message.text or "").splitlines()):
        if not line:
            continue
        areas = find_areas(line)
        if len(areas) > 1:
            raise AreaUnclear(text=shown(line), choices=", ".join(area.label for area in areas))
        found.append(areas[0])
    return await _set(session, person, words, conversation, now, areas=cod.area_codes(found))


async def refusals_typed(
    message: Message,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    now: datetime,
) -> Screen:
    """After how many parcels that came back a customer is blocked; 0: never by itself."""
    return await _set(
        session, person, words, conversation, now, refusals=min(read_number(message.text or ""), 1000)
    )


async def _set(
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    now: datetime,
    **changes: int | tuple[str, ...],
) -> Screen:
    new = replace(await cod.terms(session), **changes)  # type: ignore[arg-type] # named by our own callers
    await cod.set_terms(session, new, actor_id=person.id, now=now)
    conversation.done()
    return await _cod(session, words, news=words.say("owner-saved"))
