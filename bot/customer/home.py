"""Where people arrive: /start and its deep links, menu, help, language, a word with a human."""

import re
from datetime import datetime

from aiogram import Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message

from bot.actions import AskAboutProduct, CancelForm, ChooseLanguage, Help, Home, SetLanguage, TalkToHuman
from bot.answering import Answering
from bot.conversation import Conversation
from bot.customer.shelves import show_card
from bot.flags import looks
from bot.screen import Screen
from bot.screens import home as screens
from bot.screens.promotions import voucher_kept
from bot.shop import RunningShop
from bot.words import Library, Words
from catalog import cards
from checkout import cart
from checkout.promotions import naming, vouchers
from customers import people
from customers.people import Somebody
from foundation import outbox
from foundation.database import Session
from foundation.shop import shop_name

QUESTION = 1500
"""Characters of a question that reach the shop's people."""


def home_router() -> Router:
    """Everything about arriving and getting help."""
    router = Router(name="home")
    router.message.register(start, CommandStart())
    router.message.register(menu, Command("menu"))
    router.message.register(show_help, Command("help"))
    router.message.register(cancel, Command("cancel"))
    router.message.register(languages, Command("language"))
    router.message.register(ask_human, Command("human"))
    router.callback_query.register(menu, Home.filter())
    router.callback_query.register(cancel, CancelForm.filter())
    router.callback_query.register(show_help, Help.filter())
    router.callback_query.register(languages, ChooseLanguage.filter())
    router.callback_query.register(set_language, SetLanguage.filter())
    router.callback_query.register(ask_human, TalkToHuman.filter())
    router.callback_query.register(ask_about_product, AskAboutProduct.filter())
    router.message.register(pass_question_on, Answering("human"))
    return router


async def start(
    message: Message,
    command: CommandObject,
    session: Session,
    person: Somebody,
    words: Words,
    shop: RunningShop,
    now: datetime,
) -> Screen:
    """Welcome, or straight to what the link means: ``p12`` a product, ``v_HEMAT`` a voucher, ``claim_…`` the
    owner's link."""
    payload = command.args or ""
    await outbox.revive(session, person.id, now=now)
    if re.fullmatch(r"p\d{1,9}", payload):
        return await show_card(session, person, words, shop, product_id=int(payload[1:]))
    if payload.startswith("v_"):
        terms = await vouchers.remember(session, person.id, payload.removeprefix("v_"), now=now)
        return voucher_kept(words, terms, await naming.names(session, terms.scope))
    if payload.startswith("claim_"):
        await people.claim_ownership(session, person.id, payload.removeprefix("claim_"), now=now)
        return screens.claimed(words)
    return await menu(message, session, person, words)


@looks
async def menu(event: Message | CallbackQuery, session: Session, person: Somebody, words: Words) -> Screen:
    """The welcome screen."""
    return screens.home(
        words,
        shop=await shop_name(session),
        first_name=person.first_name,
        in_cart=await cart.count(session, person.id),
        is_owner=person.is_owner,
    )


async def cancel(
    event: Message | CallbackQuery,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
) -> Screen:
    """Leave whatever is being asked."""
    keys_shown = conversation.form == "checkout:phone"
    conversation.done()
    if keys_shown and isinstance(event, Message):
        return screens.phone_left(words)
    return await menu(event, session, person, words)


@looks
async def show_help(event: Message | CallbackQuery, session: Session, words: Words) -> Screen:
    """What the shop does and how to reach a human."""
    return screens.help_screen(words, shop=await shop_name(session), language=words.language)


@looks
async def languages(event: Message | CallbackQuery, words: Words) -> Screen:
    """The languages to choose from."""
    return screens.languages(words)


async def set_language(
    tap: CallbackQuery, callback_data: SetLanguage, session: Session, person: Somebody, library: Library
) -> Screen:
    """Read another language from now on."""
    await people.choose_language(session, person.id, callback_data.language)
    return await menu(tap, session, person, library.for_language(callback_data.language))


async def ask_human(
    event: Message | CallbackQuery,
    words: Words,
    conversation: Conversation,
    callback_data: TalkToHuman | None = None,
) -> Screen:
    """Ask what to pass on to the shop's people."""
    order_id = callback_data.order_id if callback_data else 0
    conversation.ask("human", order=order_id, product_id=0, product="")
    return screens.ask_human(words, order_id=order_id)


async def ask_about_product(
    tap: CallbackQuery,
    callback_data: AskAboutProduct,
    session: Session,
    words: Words,
    conversation: Conversation,
) -> Screen:
    """Ask what to pass on about a product; its name goes with the question."""
    card = await cards.shopper_card(session, callback_data.product_id)
    conversation.ask("human", order=0, product_id=card.id, product=card.name)
    return screens.ask_human(words, product_id=card.id, product=card.name)


async def pass_question_on(
    message: Message,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    now: datetime,
) -> Screen:
    """Bring the question to everybody who runs the shop."""
    text = (message.text or message.caption or "").strip()
    order_id = int(conversation.answers.get("order", 0))
    product = str(conversation.answers.get("product", ""))
    if not text:
        product_id = int(conversation.answers.get("product_id", 0))
        return screens.ask_human(words, order_id=order_id, product_id=product_id, product=product)
    facts = {
        "person_id": person.id,
        "name": person.name,
        "text": f"{product}: {text}"[:QUESTION] if product else text[:QUESTION],
        "order_id": order_id,
    }
    for owner_id in await people.owner_ids(session):
        key = f"question:{person.id}:{message.message_id}:{message.date.timestamp():.0f}:{owner_id}"
        await outbox.put(session, owner_id, "question", facts, key=key, now=now)
    conversation.done()
    return screens.human_told(words)
