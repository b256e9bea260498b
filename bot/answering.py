"""Filters that know the person: are they answering a question, do they run the shop?"""

from aiogram.filters import Filter
from aiogram.types import TelegramObject

from bot.conversation import Conversation
from customers.people import Somebody


class Answering(Filter):
    """The person is answering one of these questions."""

    def __init__(self, *forms: str) -> None:
        """Match the forms by full name (``add:price``)."""
        self.forms = frozenset(forms)

    async def __call__(self, event: TelegramObject, conversation: Conversation) -> bool:
        """Whether the event is an answer."""
        return conversation.listening and conversation.form in self.forms


class Asked(Filter):
    """The person was asked this and has not answered, wherever they went since."""

    def __init__(self, form: str) -> None:
        """Match the form by its full name."""
        self._form = form

    async def __call__(self, event: TelegramObject, conversation: Conversation) -> bool:
        """Whether the question is still open."""
        return conversation.form == self._form


class OwnerOnly(Filter):
    """The person runs the shop."""

    async def __call__(self, event: TelegramObject, person: Somebody) -> bool:
        """Whether they do."""
        return person.is_owner
