"""A product on its way into the shop: what was said is kept, what is missing is asked."""

from dataclasses import replace
from datetime import datetime

from bot.conversation import Conversation
from bot.owner import finding, half_said
from bot.owner.new_product import Said, product_of
from bot.screen import Screen
from bot.screens import owner_add as screens
from bot.shop import RunningShop
from bot.telegram.incoming import ReceivedPicture
from bot.words import Words
from catalog import categories, photos, products
from catalog.errors import PhotoRefused
from catalog.photos import MOST_PHOTOS
from customers.people import Somebody
from foundation.database import Session


class Adding:
    """One step of adding a product: everything the step needs, and what comes next."""

    def __init__(
        self,
        session: Session,
        person: Somebody,
        words: Words,
        conversation: Conversation,
        shop: RunningShop,
        now: datetime,
    ) -> None:
        """Hold what a handler was given."""
        self.session, self.person, self.words = session, person, words
        self.conversation, self.shop, self.now = conversation, shop, now

    async def so_far(self) -> Said:
        """What the owner said before."""
        return await half_said.load(self.session, self.person.id)

    async def take(self, said: Said, group: str | None = None) -> Screen:
        """Keep what is said now and ask the next thing; when nothing is missing, the product is there.

        ``group`` is the album whose further photos belong to the product.
        """
        question = said.next_question()
        if question is None:
            await half_said.forget(self.session, self.person.id)
            return await self.create(said, group)
        await half_said.save(self.session, self.person.id, said)
        self.conversation.ask(f"add:{question}", group=group)
        return await self.ask(said, question)

    async def ask(self, said: Said, question: str) -> Screen:
        """The question as a screen."""
        shelves = await shelf_paths(self.session) if question == "category" else []
        return screens.ask(self.words, question, known=self.known(said), shelves=shelves)

    def known(self, said: Said) -> str:
        """What was answered so far, on one line."""
        return screens.so_far(
            self.words,
            name=said.name,
            price=said.price,
            stock=said.stock,
            category=said.category,
            photos=len(said.photos),
        )

    async def create(self, said: Said, group: str | None = None) -> Screen:
        """Put the product into the shop, as a draft."""
        new = product_of(said, self.words)
        product_id = await products.add(self.session, new, actor_id=self.person.id, now=self.now)
        for sha256 in said.photos:
            await photos.add_to_product(
                self.session, product_id, sha256, actor_id=self.person.id, now=self.now
            )
        self.conversation.done()
        if group is not None:
            self.conversation.ask("album", group=group, product=product_id)
            self.conversation.pause()
        return await finding.show(
            self.session, self.words, self.shop, product_id, news=self.words.say("owner-added")
        )


async def shelf_paths(session: Session) -> list[tuple[int, str]]:
    """Give every shelf with its whole name."""
    rows = await categories.all_categories(session)
    paths = [
        (row.id, categories.SEPARATOR.join(one.name for one in categories.line_to(rows, row.id)))
        for row in rows
    ]
    return sorted(paths, key=lambda named: named[1].casefold())


async def with_picture(session: Session, said: Said, picture: ReceivedPicture | None) -> Said:
    """Add a sent picture to what is said. Raises PhotoRefused."""
    if picture is None:
        return said
    sha256 = await keep_picture(session, picture)
    if sha256 in said.photos:
        return said
    if len(said.photos) >= MOST_PHOTOS:
        raise PhotoRefused(reason="too-many", limit=MOST_PHOTOS)
    return replace(said, photos=(*said.photos, sha256))


async def keep_picture(session: Session, picture: ReceivedPicture | None) -> str:
    """Keep a picture that was sent; gives its sha256. Raises PhotoRefused."""
    if picture is None or not picture.content:
        raise PhotoRefused(reason="unreadable", limit=0)
    return await photos.keep(session, picture.content)
