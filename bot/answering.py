"""Filters that know the person: are they answering a question, do they run the shop?"""

from aiogram.filters import Filter
from aiogram.types import TelegramObject

from bot.conversation import Conversation
from customers.people import Somebody


class Answering(Filter):
    """The person is answering one of these questions."""

    def __init__(self, *forms: str) -> None:
        """Match the forms by full name (``add:price``)."""
        self._forms = frozenset(forms)

    async def __call__(self, event: TelegramObject, conversation: Conversation) -> bool:
        """Whether the event is an answer."""
        return conversation.listening and conversation.form in self._forms


class OwnerOnly(Filter):
    """The person runs the shop."""

    async def __call__(self, event: TelegramObject, person: Somebody) -> bool:
        """Whether they do."""
        return person.is_owner
