"""``/add``: a product in one line, as a photo's caption, or answer by answer."""

from dataclasses import replace
from datetime import datetime

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Command, CommandObject, Filter
from aiogram.types import CallbackQuery, Message

from bot.actions import ContinueForm, PickCategory, SkipQuestion, StartOver
from bot.answering import Answering
from bot.conversation import Conversation
from bot.owner import half_said
from bot.owner.adding import Adding, keep_picture, with_picture
from bot.owner.errors import FormOver
from bot.owner.new_product import QUESTIONS, Said, answered, read_line
from bot.screen import Screen
from bot.screens import owner_add as screens
from bot.shop import RunningShop
from bot.telegram.incoming import ReceivedPicture
from bot.words import Words
from catalog import categories, photos
from catalog.photos import MOST_PHOTOS
from checkout import payments
from customers.people import Somebody
from foundation.database import Session

SKIPPABLE = frozenset({"category", "photo"})
"""Questions a product does without."""

_SKIPS = frozenset({"-", "–", "skip", "lewati", "tidak", "tidak ada", "no", "none"})
_TYPED = tuple(f"add:{question}" for question in QUESTIONS)


class SameAlbum(Filter):
    """A further photo of the album whose first one was understood."""

    async def __call__(self, message: Message, conversation: Conversation) -> bool:
        """Whether it is."""
        group = message.media_group_id
        return group is not None and conversation.answers.get("group") == group


def add_router() -> Router:
    """Adding products."""
    router = Router(name="owner-add")
    router.message.register(more_of_album, SameAlbum())
    router.message.register(add, Command("add", ignore_case=True))
    router.message.register(photo_answered, F.photo | F.document, Answering(*_TYPED))
    router.message.register(typed, F.text, Answering(*_TYPED))
    router.callback_query.register(go_on, ContinueForm.filter(F.form == "add"))
    router.callback_query.register(start_over, StartOver.filter(F.form == "add"))
    router.callback_query.register(skip, SkipQuestion.filter())
    router.callback_query.register(pick_category, PickCategory.filter())
    return router


def stray_photos_router() -> Router:
    """A photo that nothing asked for is a new product, unless the owner has something to pay. Comes last."""
    router = Router(name="owner-stray-photos")
    router.message.register(stray_photo, F.photo)
    return router


async def add(
    message: Message,
    command: CommandObject,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    shop: RunningShop,
    picture: ReceivedPicture | None,
    now: datetime,
) -> Screen:
    """``/add Kaos Polos | 85000 | S:5 M:10 L:8 | Kaos``, also as a caption; alone it asks step by step."""
    adding = Adding(session, person, words, conversation, shop, now)
    group = message.media_group_id
    if command.args:
        said = await with_picture(session, read_line(Said(), command.args, shop.currency), picture)
        # a whole line leaves alone what was begun before
        return await (adding.take(said, group) if said.next_question() else adding.create(said, group))
    before = await adding.so_far()
    if before.is_empty or picture is not None:
        return await adding.take(await with_picture(session, before, picture), group)
    question = before.next_question() or "photo"
    conversation.ask(f"add:{question}")
    return screens.half_way(words, question, known=adding.known(before))


async def go_on(
    tap: CallbackQuery,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    shop: RunningShop,
    now: datetime,
) -> Screen:
    """Go on where it was left, or begin."""
    adding = Adding(session, person, words, conversation, shop, now)
    return await adding.take(await adding.so_far())


async def start_over(
    tap: CallbackQuery,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    shop: RunningShop,
    now: datetime,
) -> Screen:
    """Forget what was said and begin again."""
    await half_said.forget(session, person.id)
    return await Adding(session, person, words, conversation, shop, now).take(Said())


async def typed(
    message: Message,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    shop: RunningShop,
    now: datetime,
) -> Screen:
    """The answer to a question; a whole line is welcome instead of a name."""
    adding = Adding(session, person, words, conversation, shop, now)
    said, text = await adding.so_far(), message.text or ""
    question = said.next_question() or "photo"
    if question == "name":
        return await adding.take(read_line(said, text, shop.currency), message.media_group_id)
    if question in SKIPPABLE and text.strip().casefold() in _SKIPS:
        return await adding.take(said.without(question), message.media_group_id)
    if question == "photo":
        return await adding.ask(said, question)
    return await adding.take(answered(said, question, text, shop.currency), message.media_group_id)


async def photo_answered(
    message: Message,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    shop: RunningShop,
    picture: ReceivedPicture | None,
    now: datetime,
) -> Screen:
    """A photo at any question is the product's photo; a caption may answer as well."""
    adding = Adding(session, person, words, conversation, shop, now)
    said = await adding.so_far()
    await keep_picture(session, picture)
    return await adding.take(
        await with_picture(session, _captioned(said, message, shop), picture), message.media_group_id
    )


def _captioned(said: Said, message: Message, shop: RunningShop) -> Said:
    if message.caption and not said.name:
        return read_line(said, message.caption, shop.currency)
    return said


async def more_of_album(
    message: Message,
    session: Session,
    person: Somebody,
    conversation: Conversation,
    picture: ReceivedPicture | None,
    now: datetime,
) -> None:
    """A further photo of the album: kept where the first one went, without another message."""
    sha256 = await keep_picture(session, picture)
    product_id = conversation.answers.get("product")
    if product_id is not None:
        await photos.add_to_product(session, int(product_id), sha256, actor_id=person.id, now=now)
        return
    said = await half_said.load(session, person.id)
    if not said.is_empty and sha256 not in said.photos and len(said.photos) < MOST_PHOTOS:
        await half_said.save(session, person.id, replace(said, photos=(*said.photos, sha256)))


async def stray_photo(
    message: Message,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    shop: RunningShop,
    picture: ReceivedPicture | None,
    now: datetime,
) -> Screen:
    """A photo out of nowhere begins (or goes on with) a product; an owner who buys has a proof to send."""
    if conversation.listening or await payments.open_payments(session, person.id, now=now):
        raise SkipHandler
    adding = Adding(session, person, words, conversation, shop, now)
    await keep_picture(session, picture)
    said = _captioned(await adding.so_far(), message, shop)
    return await adding.take(await with_picture(session, said, picture), message.media_group_id)


async def skip(
    tap: CallbackQuery,
    callback_data: SkipQuestion,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    shop: RunningShop,
    now: datetime,
) -> Screen:
    """Leave the question unanswered."""
    adding = Adding(session, person, words, conversation, shop, now)
    said = await adding.so_far()
    if said.is_empty:
        raise FormOver
    if callback_data.form == said.next_question():
        said = said.without(callback_data.form)
    return await adding.take(said)


async def pick_category(
    tap: CallbackQuery,
    callback_data: PickCategory,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    shop: RunningShop,
    now: datetime,
) -> Screen:
    """The product stands on this shelf."""
    adding = Adding(session, person, words, conversation, shop, now)
    said = await adding.so_far()
    path = await categories.path_of(session, callback_data.category_id)
    if said.is_empty:
        raise FormOver
    if path:
        said = replace(said, category=path)
    return await adding.take(said)
