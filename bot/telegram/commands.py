"""The command menu: shoppers see theirs, owners see theirs, each in their language."""

import logging

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat

from bot.words import LANGUAGES, Library, Words
from customers import people
from foundation.database import Database

SHOPPER = ("shop", "search", "cart", "orders", "help", "language")
OWNER = ("owner", "add", "products", "orders", "ship", "statement", "settings", "audit", "shop", "help")
_log = logging.getLogger(__name__)


async def publish_commands(bot: Bot, database: Database, library: Library) -> None:
    """Tell Telegram which commands to offer; a failure only costs the menu."""
    async with database.reading() as session:
        owners = await people.owner_ids(session)
        readers = [(owner, await people.find(session, owner)) for owner in owners]
    try:
        for language in (*LANGUAGES, None):
            words = library.for_language(language or "en")
            await bot.set_my_commands(
                _menu(words, SHOPPER), scope=BotCommandScopeAllPrivateChats(), language_code=language
            )
    except TelegramAPIError as error:
        _log.warning("could not publish the command menu: %s", error)
    for owner, person in readers:
        words = library.for_person(
            person.chosen_language if person else "", person.telegram_language if person else ""
        )
        try:
            await bot.set_my_commands(_menu(words, OWNER), scope=BotCommandScopeChat(chat_id=owner))
        except TelegramAPIError as error:  # an owner who has not opened the chat yet
            _log.info("no command menu for owner %s yet: %s", owner, error)


def _menu(words: Words, names: tuple[str, ...]) -> list[BotCommand]:
    return [BotCommand(command=name, description=words.label(f"command-{name}")) for name in names]
