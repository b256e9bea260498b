"""aiogram's dispatcher, asking only the handlers an update can be meant for.

The shop has some hundred handlers; asking each whether a tap is its own costs more than everything else a tap does.
What a button means stands at the beginning of its data, and a command at the beginning of its text, so the routers
are thinned out once for each button, command and form. Their order and their filters stay what they are.
"""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from aiogram import Dispatcher, Router
from aiogram.dispatcher.event.bases import REJECTED, UNHANDLED
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.dispatcher.event.telegram import TelegramEventObserver
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackQueryFilter
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.answering import Answering
from bot.conversation import Conversation

_OTHER = "?"


@dataclass(frozen=True, slots=True)
class Signs:
    """What an update shows on its face: a button's prefix or a command's name, and the form it may answer."""

    word: str = ""
    form: str = ""

    def may_reach(self, handler: HandlerObject) -> bool:
        """Whether the handler's filters can let such an update pass."""
        for it in handler.filters or ():
            asked = it.callback
            if isinstance(asked, CallbackQueryFilter) and asked.callback_data.__prefix__ != self.word:
                return False
            if isinstance(asked, Command) and self.word not in _words(asked):
                return False
            if isinstance(asked, Answering) and self.form not in asked.forms:
                return False
        return True


@dataclass(frozen=True, slots=True)
class _Branch:
    """A router with those of its handlers that an update with certain signs may reach."""

    router: Router
    observer: TelegramEventObserver
    children: "tuple[_Branch, ...]"

    async def propagate(self, event: TelegramObject, facts: dict[str, Any]) -> Any:
        """Do what ``Router.propagate_event`` does."""
        facts = {**facts, "event_router": self.router}
        passed, found = await self.observer.check_root_filters(event, **facts)
        if not passed:
            return UNHANDLED
        facts.update(found)
        response = await self.observer.trigger(event, **facts)
        if response is REJECTED:
            return UNHANDLED
        for child in self.children:
            if response is not UNHANDLED:
                break
            response = await child.propagate(event, facts)
        return response


@dataclass(slots=True)
class _Known:
    """The words and forms that make a difference: all others are alike."""

    words: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)


class ShopDispatcher(Dispatcher):
    """A dispatcher that finds the handler of a tap or a message at once. Include every router before the first update."""

    def __init__(self, **facts: Any) -> None:
        """Give ``facts`` to every handler that asks for them."""
        super().__init__(disable_fsm=True, **facts)
        self._branches: dict[tuple[str, Signs], _Branch] = {}
        self._known: dict[str, _Known] = {}

    async def propagate_event(self, update_type: str, event: TelegramObject, **kwargs: Any) -> Any:
        """Bring an event to its handler."""
        signs = self._signs(update_type, event, kwargs.get("conversation"))
        branch = self._branches.get((update_type, signs))
        if branch is None:
            branch = self._branches[update_type, signs] = _thinned(self, update_type, signs)
        return await branch.propagate(event, kwargs)

    def _signs(self, kind: str, event: TelegramObject, conversation: Conversation | None) -> Signs:
        known = self._known.get(kind)
        if known is None:
            known = self._known[kind] = _known(handler for router in self.chain_tail
                                               for handler in router.observers[kind].handlers)  # fmt: skip
        word, form = "", ""
        if isinstance(event, CallbackQuery):
            word = (event.data or "").partition(":")[0]
        elif isinstance(event, Message):
            word = _command(event.text or event.caption or "")
        if conversation is not None and conversation.listening:
            form = conversation.form
        return Signs(word if word in known.words or not word else _OTHER, form if form in known.forms else "")


def _command(text: str) -> str:
    """Give a command's name: ``add`` of ``/add@shop_bot Kaos | 85000``; empty for other text."""
    if not text.startswith("/"):
        return ""
    return text.split(maxsplit=1)[0][1:].partition("@")[0].casefold() or _OTHER


def _words(command: Command) -> set[str]:
    """Give a command's names; whether case matters is the filter's own business."""
    return {str(word).casefold() for word in command.commands}


def _known(handlers: Iterable[HandlerObject]) -> _Known:
    known = _Known()
    for handler in handlers:
        for it in handler.filters or ():
            if isinstance(it.callback, CallbackQueryFilter):
                known.words.add(it.callback.callback_data.__prefix__)
            elif isinstance(it.callback, Command):
                known.words.update(_words(it.callback))
            elif isinstance(it.callback, Answering):
                known.forms.update(it.callback.forms)
    return known


def _thinned(router: Router, kind: str, signs: Signs) -> _Branch:
    observer = copy(router.observers[kind])
    observer.handlers = [handler for handler in observer.handlers if signs.may_reach(handler)]
    children = tuple(_thinned(child, kind, signs) for child in router.sub_routers)
    lively = tuple(child for child in children if child.children or child.observer.handlers)
    return _Branch(router, observer, lively)
