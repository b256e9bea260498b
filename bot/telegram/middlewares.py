"""Around every handler: know the person, one transaction, then the screen. Commit first, show afterwards."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.dispatcher.flags import get_flag
from aiogram.types import CallbackQuery, Message, TelegramObject, Update, User

from bot import conversation as conversations
from bot.conversation import Conversation
from bot.screen import Consent, Screen, Toast
from bot.screens import refusals
from bot.telegram.incoming import is_for_the_shop
from bot.telegram.renderer import Renderer
from bot.words import Library
from customers import people
from customers.people import Somebody
from foundation import inbox
from foundation.clock import Clock
from foundation.database import Database, Session, is_conflict
from foundation.errors import ShopError

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]
_log = logging.getLogger(__name__)
_TRIES = 4
"""A transaction that lost against another one simply goes again."""


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
        asked = event.callback_query is not None or event.pre_checkout_query is not None
        try:
            shown = await handler(event, data)
        except ShopError as error:
            person: Somebody | None = data.get("person")
            shown = refusals.refusal(
                self._words(data, user),
                error,
                tapped=asked,
                is_owner=person is not None and person.is_owner,
            )
        except Exception:  # the person deserves an answer even when the mistake is ours
            _log.exception("update %s failed", event.update_id)
            shown = refusals.our_mistake(self._words(data, user), tapped=asked)
        if event.pre_checkout_query is not None:
            consent = _consent(shown)
            if consent is not None:
                await self._renderer.answer_checkout(event.pre_checkout_query, consent)
            return None
        if event.callback_query is not None:
            answer = shown if isinstance(shown, Screen | Toast) else Toast()
            await self._renderer.answer_tap(event.callback_query, answer, data.get("reply"))
        elif isinstance(shown, Screen | Toast):
            await self._renderer.reply(user.id, shown)
        return None

    def _words(self, data: dict[str, Any], user: User) -> Any:
        return data.get("words") or self._library.for_person("", user.language_code or "")


def _consent(shown: object) -> Consent | None:
    """Whether a bill may be paid: what was refused is said in the same words as to a tap.

    None for a question that was answered before: what is asked twice must not be let through twice.
    """
    if isinstance(shown, Screen):
        return Consent(shown.toast)
    if isinstance(shown, Toast):
        return Consent(shown.text)
    return shown if isinstance(shown, Consent) else None


class KnowThePerson(BaseMiddleware):
    """Tells the filters and handlers who writes, in which words to answer, and what the person was being asked."""

    def __init__(self, database: Database, library: Library, clock: Clock) -> None:
        """Look people up in ``database``."""
        self._database, self._library, self._clock = database, library, clock

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Put ``person``, ``words``, ``conversation`` and ``now`` among the handler's facts."""
        assert isinstance(event, Update)
        seen = _somebody(data["event_from_user"])
        async with self._database.reading() as session:
            known, conversation = await conversations.known(session, seen.id)
        person = seen if known is None else known.seen_as(seen)
        words = self._library.for_person(person.chosen_language, person.telegram_language)
        if data.get("refused"):
            _looked(data, event.update_id)
            return Toast(words.label(data["refused"]))
        data.update(
            person=person,
            words=words,
            now=self._clock.now(),
            remembered=conversation,
            is_news=person != known,
        )
        data["conversation"] = _turning_to(event, conversation)
        return await handler(event, data)


class OneTransaction(BaseMiddleware):
    """Gives the handler a transaction in which the update is marked as handled: all of it happens, once, or none.

    A tap that only reads (``bot.flags``) needs neither: it may be repeated, and it waits for no disk.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        """Open transactions on ``database``."""
        self._database, self._clock = database, clock

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Handle within a transaction; what the shop refuses leaves nothing behind but the update's number."""
        studies = get_flag(data, "studies")
        try:
            if (
                isinstance(event, CallbackQuery)
                and not data["is_news"]
                and (studies or get_flag(data, "looks"))
            ):
                return await self._look(handler, event, data, studies=studies)
            if studies:
                return await self._asked_and_studied(handler, event, data)
            return await self._tried(handler, event, data)
        except Exception:
            async with self._database.transaction() as session:
                await self._claim(session, data)
            raise

    async def _asked_and_studied(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """A message is handled once: mark it, then read beside the shop."""
        async with self._database.transaction() as session:
            if not await self._claim(session, data):
                return None
        return await self._look(handler, event, data, studies=True)

    async def _look(
        self, handler: Handler, event: TelegramObject, data: dict[str, Any], *, studies: bool
    ) -> Any:
        async with self._database.studying() if studies else self._database.reading() as session:
            data["session"] = session
            shown = await handler(event, data)
        if data["conversation"] != data["remembered"]:
            async with self._database.transaction() as session:
                await conversations.save(session, data["person"].id, data["conversation"])
        _looked(data, data["event_update"].update_id)
        return shown

    async def _tried(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        for tries_left in reversed(range(_TRIES)):
            try:
                return await self._once(handler, event, data)
            except Exception as error:
                if not tries_left or not is_conflict(error):
                    raise
                data["conversation"] = _turning_to(data["event_update"], data["remembered"])
        raise AssertionError("unreachable")

    async def _once(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        async with self._database.transaction() as session:
            if not await self._claim(session, data):
                return None
            data["session"] = session
            shown = await handler(event, data)
            if data["conversation"] != data["remembered"]:
                await conversations.save(session, data["person"].id, data["conversation"])
            return None if shown is UNHANDLED else shown

    async def _claim(self, session: Session, data: dict[str, Any]) -> bool:
        """Mark the update as handled by this transaction, and remember its sender; False when it was handled before."""
        now = self._clock.now()
        claimed = await inbox.claim(session, data["event_update"].update_id, now=now)
        if claimed and data["is_news"]:
            await people.meet(session, _somebody(data["event_from_user"]), now=now)
        return claimed


def _looked(data: dict[str, Any], update_id: int) -> None:
    """Tell whoever keeps updates that this one is done, without a mark of its own."""
    tell: Callable[[int], None] | None = data.get("looked")
    if tell is not None:
        tell(update_id)


def _somebody(user: User) -> Somebody:
    return Somebody(
        user.id, user.first_name, user.last_name or "", user.username or "", user.language_code or ""
    )


def _turning_to(event: Update, remembered: Conversation) -> Conversation:
    """Give the form as the handler finds it: a tap or a command is no answer to a question (it may ask again)."""
    conversation = remembered.copy()
    message = event.message
    typed = (message.text or message.caption or "") if isinstance(message, Message) else ""
    if event.callback_query is not None or typed.startswith("/"):
        conversation.pause()
    return conversation
