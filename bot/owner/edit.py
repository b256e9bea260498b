"""One change to a product: ``/price 12 79000``, ``/stock 12 L +10``; shown before → after, with a way back."""

import re
from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.actions import EditProduct, MoveTo, PickVariant
from bot.answering import Answering
from bot.conversation import Conversation
from bot.owner import changing, finding
from bot.owner.adding import shelf_paths
from bot.owner.products import ask_which
from bot.owner.reading import is_id
from bot.screen import Screen
from bot.screens import owner_edit as screens
from bot.shop import RunningShop
from bot.words import Words
from catalog import categories, products
from catalog.cards import CardVariant, ProductCard
from customers.people import Somebody
from foundation.database import Session

WHAT = {
    "price": "price",
    "stock": "stock",
    "rename": "name",
    "describe": "description",
    "move": "category",
    "cost": "cost",
    "weight": "weight",
}
"""What each command changes."""

ASKED = frozenset({*WHAT.values(), "photo"})
"""What can be asked about a product."""


def edit_router() -> Router:
    """Changing products."""
    router = Router(name="owner-edit")
    router.message.register(by_command, Command(*WHAT, ignore_case=True))
    router.message.register(picked, F.text, Answering(*(f"pick:{what}" for what in ASKED)))
    router.message.register(typed, F.text, Answering(*(f"edit:{what}" for what in WHAT.values())))
    router.callback_query.register(edit, EditProduct.filter(F.what.in_(ASKED)))
    router.callback_query.register(variant_picked, PickVariant.filter(F.what.in_(screens.PER_VARIANT)))
    router.callback_query.register(move_to, MoveTo.filter())
    return router


async def by_command(
    message: Message,
    command: CommandObject,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    shop: RunningShop,
    now: datetime,
) -> Screen:
    """``/price 12 L 79000`` at once; ``/price 12`` asks for the price, ``/price`` for the product."""
    what = WHAT[command.command.lower()]
    number, _, rest = re.sub(r"\s", " ", command.args or "", count=1).strip().partition(" ")
    if not is_id(number):
        return await ask_which(session, words, conversation, what, command.args or "")
    card = await finding.product(session, number)
    rest = (command.args or "").strip().removeprefix(number).strip()
    if not rest:
        return await ask(session, words, conversation, card, what)
    return await changing.change(session, person, words, shop, card, what, rest, now=now)


async def ask(
    session: Session,
    words: Words,
    conversation: Conversation,
    card: ProductCard,
    what: str,
    variant: CardVariant | None = None,
    *,
    for_all: bool = False,
) -> Screen:
    """Ask which variant, where that matters, and then for the new value."""
    conversation.ask(f"edit:{what}", product=card.id, variant=variant.id if variant else 0)
    if what in screens.PER_VARIANT and len(card.variants) > 1 and variant is None and not for_all:
        return screens.pick_variant(words, card, what)
    shelves = await shelf_paths(session) if what == "category" else []
    return screens.ask_edit(words, card, what, variant=variant, shelves=shelves)


async def edit(
    tap: CallbackQuery,
    callback_data: EditProduct,
    session: Session,
    words: Words,
    conversation: Conversation,
) -> Screen:
    """Change one thing of a product."""
    card = await finding.product(session, callback_data.product_id)
    return await ask(session, words, conversation, card, callback_data.what)


async def picked(message: Message, session: Session, words: Words, conversation: Conversation) -> Screen:
    """The answer to which product: its number, or words to search for."""
    what, text = conversation.form.removeprefix("pick:"), message.text or ""
    if not is_id(text):
        return await ask_which(session, words, conversation, what, text)
    return await ask(session, words, conversation, await finding.product(session, text), what)


async def variant_picked(
    tap: CallbackQuery,
    callback_data: PickVariant,
    session: Session,
    words: Words,
    conversation: Conversation,
) -> Screen:
    """This variant's, or everybody's (0)."""
    card = await finding.product(session, callback_data.product_id)
    variant = next((one for one in card.variants if one.id == callback_data.variant_id), None)
    for_all = callback_data.variant_id == 0 and callback_data.what in screens.AT_ONCE
    return await ask(session, words, conversation, card, callback_data.what, variant, for_all=for_all)


async def typed(
    message: Message,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    shop: RunningShop,
    now: datetime,
) -> Screen:
    """The new value."""
    what = conversation.form.removeprefix("edit:")
    card = await finding.product(session, str(conversation.answers.get("product", 0)))
    chosen = conversation.answers.get("variant")
    variant = next((one for one in card.variants if one.id == chosen), None)
    screen = await changing.change(
        session, person, words, shop, card, what, message.text or "", variant=variant, now=now
    )
    conversation.done()
    return screen


async def move_to(
    tap: CallbackQuery,
    callback_data: MoveTo,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    now: datetime,
) -> Screen:
    """Put it on this shelf, or on none."""
    card = await finding.product(session, callback_data.product_id)
    path = await categories.path_of(session, callback_data.category_id or None)
    change = await products.move(session, card.id, path, actor_id=person.id, now=now)
    if conversation.form == "edit:category":
        conversation.done()
    return screens.changed_screen(words, card, "category", change)
