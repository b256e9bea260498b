"""Photos of products: ``/photo 12`` as a caption, or the command and then the photos."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.actions import DropPhoto
from bot.answering import Answering
from bot.conversation import Conversation
from bot.owner import edit, finding
from bot.owner.adding import keep_picture
from bot.owner.products import ask_which
from bot.owner.reading import is_id
from bot.screen import Screen
from bot.screens import owner_edit as screens
from bot.shop import RunningShop
from bot.telegram.incoming import ReceivedPicture
from bot.words import Words
from catalog import photos
from catalog.cards import ProductCard
from customers.people import Somebody
from foundation.database import Session


def photos_router() -> Router:
    """Photos of products."""
    router = Router(name="owner-photos")
    router.message.register(by_command, Command("photo", ignore_case=True))
    router.message.register(sent, F.photo | F.document, Answering("edit:photo"))
    router.message.register(not_a_photo, F.text, Answering("edit:photo"))
    router.callback_query.register(drop_last, DropPhoto.filter())
    return router


async def by_command(
    message: Message,
    command: CommandObject,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    picture: ReceivedPicture | None,
    now: datetime,
) -> Screen:
    """``/photo 12``: the photo it stands under, or the ones that follow."""
    if not is_id(command.args or ""):
        return await ask_which(session, words, conversation, "photo", command.args or "")
    card = await finding.product(session, command.args or "")
    if picture is None:
        return await edit.ask(session, words, conversation, card, "photo")
    return await _attach(message, session, person, words, conversation, card, picture, now)


async def sent(
    message: Message,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    picture: ReceivedPicture | None,
    now: datetime,
) -> Screen:
    """A photo for the product; more may follow."""
    card = await finding.product(session, str(conversation.answers.get("product", 0)))
    return await _attach(message, session, person, words, conversation, card, picture, now)


async def _attach(
    message: Message,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    card: ProductCard,
    picture: ReceivedPicture | None,
    now: datetime,
) -> Screen:
    sha256 = await keep_picture(session, picture)
    await photos.add_to_product(session, card.id, sha256, actor_id=person.id, now=now)
    conversation.ask("edit:photo", product=card.id, group=message.media_group_id)
    shown = await finding.product(session, card.id)
    return screens.photos_screen(words, shown, album=message.media_group_id is not None)


async def not_a_photo(message: Message, session: Session, words: Words, conversation: Conversation) -> Screen:
    """Words where a photo was asked for: ask again."""
    card = await finding.product(session, str(conversation.answers.get("product", 0)))
    return await edit.ask(session, words, conversation, card, "photo")


async def drop_last(
    tap: CallbackQuery,
    callback_data: DropPhoto,
    session: Session,
    person: Somebody,
    words: Words,
    shop: RunningShop,
    now: datetime,
) -> Screen:
    """Take the last photo away."""
    card = await finding.product(session, callback_data.product_id)
    if card.photos:
        await photos.remove_from_product(session, card.id, card.photos[-1], actor_id=person.id, now=now)
    toast = words.label("owner-photo-dropped" if card.photos else "owner-photo-none")
    return await finding.show(session, words, shop, card.id, toast=toast)
