"""The things of this small Telegram: people, bots, private chats, messages, taps."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from sandbox.clock import Clock
from sandbox.files import File, Shelf
from sandbox.keyboards import Markup
from sandbox.updates import UpdateQueue
from sandbox.wire import Json

TAP_LIVES_S = 15


@dataclass(slots=True)
class Person:
    """Someone with a phone."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    phone: str | None = None
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

    def __init__(self, token: str, clock: Clock) -> None:
        self.token = token
        self.id = int(token.partition(":")[0])
        self.username = f"sandbox_{self.id}_bot"
        self.names: dict[str, str] = {"": "Sandbox Bot"}
        self.descriptions: dict[str, str] = {}
        self.short_descriptions: dict[str, str] = {}
        self.commands: dict[CommandKey, list[Json]] = {}
        self.menu_buttons: dict[int, Json] = {}
        self.updates = UpdateQueue(clock)
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


@dataclass(slots=True, eq=False)
class Chat:
    """The private chat of one person with one bot; messages by id, oldest first."""

    bot: Bot
    person: Person
    messages: dict[int, Message] = field(default_factory=dict)
    started: bool = False
    blocked: bool = False
    keyboard: Markup | None = None
    typing_until: float = 0
    unread: int = 0
    pinned: list[int] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Message:
    """One message; `text` is the caption when there is a file, `extra` holds further Bot API fields as they are."""

    id: int
    chat: Chat
    date: int
    by_bot: bool
    kind: str
    text: str = ""
    entities: list[Json] = field(default_factory=list)
    file: File | None = None
    extra: Json = field(default_factory=dict)
    markup: Markup | None = None
    reply_to: int | None = None
    media_group_id: str | None = None
    edit_date: int | None = None
    content_edited: bool = False
    reactions: dict[int, list[Json]] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Tap:
    """A tap on an inline button, waiting for the bot's answer."""

    id: str
    bot: Bot
    chat: Chat
    message_id: int
    created: float
    done: asyncio.Future[None]
    answer: Json | None = None
    answered: bool = False
