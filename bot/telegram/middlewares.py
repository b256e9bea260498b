"""Around every handler: one transaction, then the screen. Commit first, show afterwards."""

import logging
from collections.abc import Awaitable, Callable
from copy import deepcopy
from typing import Any

from aiogram import BaseMiddleware
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.types import TelegramObject, Update, User
from sqlalchemy.exc import DBAPIError

from bot import conversation as conversations
from bot.screen import Screen, Toast
from bot.screens import refusals
from bot.telegram.incoming import is_for_the_shop
from bot.telegram.renderer import Renderer
from bot.words import Library
from customers import people
from customers.people import Somebody
from foundation import inbox
from foundation.clock import Clock
from foundation.database import Database, Session
from foundation.errors import ShopError

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]
_log = logging.getLogger(__name__)
_TRIES = 4
_TRY_AGAIN = {"40001", "40P01"}
"""PostgreSQL's serialization failure and deadlock: the loser simply goes again."""


class ShowScreens(BaseMiddleware):
    """Shows what the handler returned, after the transaction was committed; says what went wrong otherwise."""

    def __init__(self, renderer: Renderer, library: Library) -> None:
        """Show through ``renderer``; ``library`` speaks when the handler did not get as far as the person."""
        self._renderer, self._library = renderer, library

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Handle, then show."""
        user: User | None = data.get("event_from_user")
        if not isinstance(event, Update) or user is None or not is_for_the_shop(event):
            return None
        try:
            shown = await handler(event, data)
        except ShopError as error:
            person: Somebody | None = data.get("person")
            shown = refusals.refusal(
                self._words(data, user),
                error,
                tapped=event.callback_query is not None,
                is_owner=person is not None and person.is_owner,
            )
        except Exception:  # the person deserves an answer even when the mistake is ours
            _log.exception("update %s failed", event.update_id)
            shown = refusals.our_mistake(self._words(data, user), tapped=event.callback_query is not None)
        if event.callback_query is not None:
            await self._renderer.answer_tap(
                event.callback_query, shown if isinstance(shown, Screen | Toast) else Toast()
            )
        elif isinstance(shown, Screen | Toast):
            await self._renderer.reply(user.id, shown)
        return None

    def _words(self, data: dict[str, Any], user: User) -> Any:
        return data.get("words") or self._library.for_person("", user.language_code or "")


class OneTransaction(BaseMiddleware):
    """Gives the handler a transaction in which the update is marked as handled: all of it happens, once, or none."""

    def __init__(self, database: Database, library: Library, clock: Clock) -> None:
        """Open transactions on ``database``."""
        self._database, self._library, self._clock = database, library, clock

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Handle within a transaction; what the shop refuses leaves nothing behind but the update's number."""
        assert isinstance(event, Update)
        try:
            return await self._tried(handler, event, data)
        except Exception:
            async with self._database.transaction() as session:
                await inbox.claim(session, event.update_id, now=self._clock.now())
                await self._meet(session, data["event_from_user"])
            raise

    async def _tried(self, handler: Handler, event: Update, data: dict[str, Any]) -> Any:
        for tries_left in reversed(range(_TRIES)):
            try:
                return await self._once(handler, event, data)
            except DBAPIError as error:
                if not tries_left or getattr(error.orig, "sqlstate", "") not in _TRY_AGAIN:
                    raise
        raise AssertionError("unreachable")

    async def _once(self, handler: Handler, event: Update, data: dict[str, Any]) -> Any:
        now = self._clock.now()
        async with self._database.transaction() as session:
            if not await inbox.claim(session, event.update_id, now=now):
                return None
            person = await self._meet(session, data["event_from_user"])
            words = self._library.for_person(person.chosen_language, person.telegram_language)
            data.update(session=session, person=person, words=words, now=now)
            if data.get("refused"):
                return Toast(words.label(data["refused"]))
            before = await conversations.load(session, person.id)
            conversation = deepcopy(before)
            if _goes_elsewhere(event):
                conversation.pause()
            data["conversation"] = conversation
            shown = await handler(event, data)
            if conversation != before:
                await conversations.save(session, person.id, conversation)
            return None if shown is UNHANDLED else shown

    async def _meet(self, session: Session, user: User) -> Somebody:
        seen = Somebody(
            user.id, user.first_name, user.last_name or "", user.username or "", user.language_code or ""
        )
        return await people.meet(session, seen, now=self._clock.now())


def _goes_elsewhere(event: Update) -> bool:
    """Whether the update is no answer to a question: a tap or a command (the handler may ask again)."""
    if event.callback_query is not None:
        return True
    message = event.message
    return message is not None and (message.text or message.caption or "").startswith("/")
