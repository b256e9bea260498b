"""The things of this small Telegram: people, bots, chats, messages, taps."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sandbox.clock import Clock
from sandbox.files import File, Shelf
from sandbox.keyboards import Markup
from sandbox.updates import Update, UpdateQueue
from sandbox.wire import Json

TAP_LIVES_S = 15
GENERAL_TOPIC = 1
"""Where a forum's messages stand that name no topic."""

OWNER, ADMIN, MEMBER, RESTRICTED, LEFT, BANNED = (
    "creator",
    "administrator",
    "member",
    "restricted",
    "left",
    "kicked",
)
PRESENT = frozenset({OWNER, ADMIN, MEMBER, RESTRICTED})
LEADERS = frozenset({OWNER, ADMIN})


@dataclass(slots=True, eq=False)
class Person:
    """Someone with a phone."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    phone: str | None = None
    deactivated: bool = False
    user: Json = field(default_factory=dict)
    chat: Json = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Write the person down once as bots see it; it is part of every update."""
        names = {"first_name": self.first_name, "last_name": self.last_name, "username": self.username}
        shown = {name: value for name, value in names.items() if value}
        self.user = {"id": self.id, "is_bot": False} | shown
        if self.language_code:
            self.user["language_code"] = self.language_code
        self.chat = {"id": self.id} | shown | {"type": "private"}

    @property
    def name(self) -> str:
        """First and last name, as shown above a chat."""
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name


# Whom a list of commands is for: scope type, chat id, user id, language.
CommandKey = tuple[str, int, int, str]


class Bot:
    """A bot, known by its token, with everything it has set about itself."""

    def __init__(self, token: str, clock: Clock, changed: Callable[[Update], None]) -> None:
        self.token = token
        self.id = int(token.partition(":")[0])
        self.username = f"sandbox_{self.id}_bot"
        self.names: dict[str, str] = {"": "Sandbox Bot"}
        self.descriptions: dict[str, str] = {}
        self.short_descriptions: dict[str, str] = {}
        self.commands: dict[CommandKey, list[Json]] = {}
        self.menu_buttons: dict[int, Json] = {}
        # What its maker would tell @BotFather.
        self.reads_all = False
        self.is_inline = True
        self.wants_feedback = True
        self.payments: dict[str, Payment] = {}
        self.invoice_links: dict[str, Json] = {}
        self.updates = UpdateQueue(clock, self.id, changed)
        self.shelf = Shelf(self.id)
        self.webhook: Any = None

    @property
    def name(self) -> str:
        """Its name for those whose language has no name of its own."""
        return self.names.get("") or "Sandbox Bot"

    @property
    def user(self) -> Json:
        """The bot as a Bot API User."""
        return {"id": self.id, "is_bot": True, "first_name": self.name, "username": self.username}


User: TypeAlias = Person | Bot


@dataclass(slots=True)
class Look:
    """How a chat stands on one person's phone."""

    unread: int = 0
    keyboard: Markup | None = None


@dataclass(slots=True, eq=False, kw_only=True)
class Chat(ABC):
    """Where something is said: messages by id, oldest first. `Private` and `Place` say between whom."""

    messages: dict[int, Message] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    looks: dict[int, Look] = field(default_factory=dict)
    busy: dict[int, float] = field(default_factory=dict)
    """until when each bot shows that it types"""

    @property
    @abstractmethod
    def id(self) -> int:
        """What bots call it."""

    @property
    @abstractmethod
    def json(self) -> Json:
        """A Bot API Chat."""

    @property
    def kind(self) -> str:
        """`private`, `group`, `supergroup` or `channel`."""
        return str(self.json["type"])

    @abstractmethod
    def people(self) -> Iterator[Person]:
        """Who has it on their phone."""

    @abstractmethod
    def bots(self) -> Iterator[Bot]:
        """Which bots are in it."""

    @abstractmethod
    def id_for(self, person: Person) -> int:
        """What a person's phone calls it."""

    def look(self, person: Person) -> Look:
        """How it stands on that person's phone."""
        look = self.looks.get(person.id)
        if look is None:
            look = self.looks[person.id] = Look()
        return look

    @property
    def lane(self) -> str:
        """The lane of updates in which its messages keep their order."""
        return f"chat {self.id}"


@dataclass(slots=True, eq=False, kw_only=True)
class Private(Chat):
    """The private chat of one person with one bot."""

    bot: Bot
    person: Person
    started: bool = False
    blocked: bool = False

    @property
    def id(self) -> int:
        """The person's id."""
        return self.person.id

    @property
    def json(self) -> Json:
        """The person, as a chat."""
        return self.person.chat

    def people(self) -> Iterator[Person]:
        """The one person."""
        yield self.person

    def bots(self) -> Iterator[Bot]:
        """The one bot."""
        yield self.bot

    def id_for(self, person: Person) -> int:
        """For the person it is the chat with that bot."""
        return self.bot.id


@dataclass(slots=True)
class Member:
    """Someone's place in a group or channel; `rights` are those of an administrator, or left to someone restricted."""

    user: User
    status: str
    rights: Json = field(default_factory=dict)
    until: int = 0


@dataclass(slots=True)
class Topic:
    """A topic of a forum, known by the id of the message that began it."""

    id: int
    name: str
    colour: int
    icon: str | None = None
    closed: bool = False


@dataclass(slots=True, eq=False, kw_only=True)
class Place(Chat):
    """A group, a supergroup (perhaps a forum) or a channel."""

    number: int
    type: str
    title: str
    username: str | None = None
    description: str | None = None
    is_forum: bool = False
    members: dict[int, Member] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    last_bot: int | None = None

    @property
    def id(self) -> int:
        """Negative, as all places but private chats have it."""
        return self.number

    @property
    def json(self) -> Json:
        """A Bot API Chat."""
        chat: Json = {"id": self.number, "title": self.title, "type": self.type}
        if self.username:
            chat["username"] = self.username
        if self.is_forum:
            chat["is_forum"] = True
        return chat

    @property
    def is_channel(self) -> bool:
        """Whether only administrators speak here, in the channel's name."""
        return self.type == "channel"

    def people(self) -> Iterator[Person]:
        """The people among its members."""
        for member in self.members.values():
            if member.status in PRESENT and isinstance(member.user, Person):
                yield member.user

    def bots(self) -> Iterator[Bot]:
        """The bots among its members."""
        for member in self.members.values():
            if member.status in PRESENT and isinstance(member.user, Bot):
                yield member.user

    def id_for(self, person: Person) -> int:
        """The same for everybody."""
        return self.number

    def status(self, user_id: int) -> str:
        """What someone is here; `left` for those who never came."""
        member = self.members.get(user_id)
        return member.status if member else LEFT

    def may(self, user_id: int, right: str) -> bool:
        """Whether someone has an administrator's right here."""
        member = self.members.get(user_id)
        if member is None:
            return False
        return member.status == OWNER or (member.status == ADMIN and bool(member.rights.get(right)))


@dataclass(slots=True, eq=False)
class Message:
    """One message; `text` is the caption when there is a file, `extra` holds further Bot API fields as they are.

    `hidden` is what Telegram knows of it and shows nobody; `about` the message a service message speaks of.
    """

    id: int
    chat: Chat
    date: int
    author: User
    kind: str
    text: str = ""
    entities: list[Json] = field(default_factory=list)
    file: File | None = None
    extra: Json = field(default_factory=dict)
    markup: Markup | None = None
    reply_to: int | None = None
    media_group_id: str | None = None
    thread: int | None = None
    via: Bot | None = None
    inline_id: str | None = None
    about: Message | None = None
    hidden: Json = field(default_factory=dict)
    edit_date: int | None = None
    content_edited: bool = False
    reactions: dict[int, list[Json]] = field(default_factory=dict)

    @property
    def by_bot(self) -> bool:
        """Whether a bot said it (and not a person with a bot's help)."""
        return isinstance(self.author, Bot)


@dataclass(slots=True, eq=False)
class Question:
    """What a bot must answer while somebody waits: a tap, an inline query, a shipping or pre-checkout query."""

    id: str
    bot: Bot
    person: Person
    created: float
    lives_s: float
    done: asyncio.Future[None]
    answer: Json | None = None
    answered: bool = False

    def settle(self, answer: Json) -> None:
        """The bot answered: whoever waits goes on."""
        self.answered, self.answer = True, answer
        if not self.done.done():
            self.done.set_result(None)


@dataclass(slots=True, eq=False, kw_only=True)
class Tap(Question):
    """A tap on an inline button."""

    chat: Chat
    message_id: int


@dataclass(slots=True, eq=False)
class InlineQuery(Question):
    """What a person types behind a bot's name; `results` are kept to be sent."""

    text: str = ""
    results: dict[str, Json] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class ShippingQuery(Question):
    """Where an invoice's goods shall go; the answer names the ways to send them."""


@dataclass(slots=True, eq=False)
class CheckoutQuery(Question):
    """Whether an order may be paid now."""


@dataclass(slots=True)
class Payment:
    """Money that reached a bot."""

    charge_id: str
    person: Person
    amount: int
    currency: str
    payload: str
    date: int
    refunded: bool = False
