"""Bank statements are fetched and read before any transaction opens, and beside the event loop: they may be long."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from io import BytesIO
from typing import Any

from aiogram import BaseMiddleware, Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import CallbackQuery, Document, Message, TelegramObject, Update

from bot.actions import AnswerLayout, PickStatementAccount
from bot.conversation import Conversation
from bot.statements import kept, layouts
from bot.statements.kept import GivenStatement, Source
from bot.words import Words
from checkout import accounts
from checkout.statements.decoding import LARGEST_FILE
from checkout.statements.errors import StatementNotFetched, StatementTooLarge
from checkout.statements.notifications import read_notification
from checkout.statements.reading import read
from checkout.statements.values import Columns, LayoutQuestion, Statement
from foundation.database import Database
from foundation.errors import ShopError

COMMAND = "statement"
GIVING = ("statement", "statement:account", "statement:layout")
"""Forms that are answered by a statement: also who is asked about one may give another."""

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]
_log = logging.getLogger(__name__)


class ReadStatements(BaseMiddleware):
    """Reads what an owner gives as a statement, and reads it again when the owner answered a question about it."""

    def __init__(self, database: Database) -> None:
        """Find kept statements and remembered layouts in ``database``."""
        self._database = database

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Put ``statement`` (GivenStatement or None) among the handler's facts."""
        data["statement"] = None
        if isinstance(event, Update) and data["person"].is_owner:
            if event.message is not None:
                data["statement"] = await self._sent(event.message, data)
            elif event.callback_query is not None:
                data["statement"] = await self._answered(event.callback_query, data)
        return await handler(event, data)

    async def _sent(self, message: Message, data: dict[str, Any]) -> GivenStatement | None:
        """A file or a bank's message, with the command or in answer to the question."""
        conversation: Conversation = data["conversation"]
        command, arguments = _command(message.text or message.caption or "")
        if command != COMMAND and not (conversation.listening and conversation.form in GIVING):
            return None
        words: Words = data["words"]
        if message.document is not None and not (message.document.mime_type or "").startswith("image/"):
            return await self._of_file(message.document, data)
        text = arguments if command else message.text or ""
        if not text.strip():
            return None
        source = Source(text.encode(errors="replace"), _sent_at(message))
        return await _read(source, words, data["now"], None)

    async def _of_file(self, document: Document, data: dict[str, Any]) -> GivenStatement:
        if (document.file_size or 0) > LARGEST_FILE:
            return GivenStatement(Source(b""), StatementTooLarge(megabytes=LARGEST_FILE // 1_000_000))
        content = await _fetch(data["bot"], document.file_id)
        if content is None:
            return GivenStatement(Source(b""), StatementNotFetched())
        given = await _read(Source(content), data["words"], data["now"], None)
        if isinstance(given.read, LayoutQuestion):
            return await self._as_before(given, given.read, data)
        return given

    async def _as_before(
        self, given: GivenStatement, question: LayoutQuestion, data: dict[str, Any]
    ) -> GivenStatement:
        """Read a strange table as an owner once explained it, if it still makes sense."""
        async with self._database.reading() as session:
            known = [one.id for one in await accounts.accounts(session)]
            columns = await layouts.remembered(session, question, known)
        if columns is None:
            return given
        again = await _read(given.source, data["words"], data["now"], columns)
        return again if isinstance(again.read, Statement) else given

    async def _answered(self, tap: CallbackQuery, data: dict[str, Any]) -> GivenStatement | None:
        """An answer about a kept statement, if with it the statement can be read."""
        answer = _unpacked(tap.data or "")
        answers = data["conversation"].answers
        if answer is None or answers.get("word") != answer.word:
            return None
        columns = None
        if isinstance(answer, AnswerLayout):
            columns = _columns_after(answer, answers)
            if columns is None:
                return None
        elif answers.get("columns"):
            columns = layouts.columns_from_json(answers["columns"])
        async with self._database.reading() as session:
            source = await kept.find(session, tap.from_user.id)
        return None if source is None else await _read(source, data["words"], data["now"], columns)


def _unpacked(data: str) -> AnswerLayout | PickStatementAccount | None:
    word = data.partition(":")[0]
    kind = next((one for one in (AnswerLayout, PickStatementAccount) if one.__prefix__ == word), None)
    try:
        return None if kind is None else kind.unpack(data)
    except (TypeError, ValueError):  # forged: no handler will take it either
        return None


def _columns_after(answer: AnswerLayout, answers: dict[str, Any]) -> Columns | None:
    """Give the columns as they are known after an answer, if it was the last one."""
    if "layout" not in answers:
        return None
    after = layouts.from_json(answers["layout"]).answered(answer.what, answer.answer)
    return None if after is None or after.asking else after.columns


async def _read(source: Source, words: Words, now: datetime, columns: Columns | None) -> GivenStatement:
    """Read in a thread; what cannot be read is a result like any other."""
    try:
        return GivenStatement(source, await asyncio.to_thread(_parse, source, words, now, columns), columns)
    except ShopError as error:
        return GivenStatement(source, error, columns)


def _parse(
    source: Source, words: Words, now: datetime, columns: Columns | None
) -> Statement | LayoutQuestion:
    if source.sent is not None:
        sent = source.sent.astimezone(words.zone)
        return read_notification(source.content.decode(), sent=sent)
    return read(source.content, today=now.astimezone(words.zone).date(), columns=columns)


def _command(text: str) -> tuple[str, str]:
    """Cut ``/statement@shop_bot Trf masuk …`` into the command's name and the rest; no name for other text."""
    if not text.startswith("/"):
        return "", text
    first, *rest = text.split(maxsplit=1)
    return first[1:].partition("@")[0].casefold() or "/", rest[0] if rest else ""


def _sent_at(message: Message) -> datetime:
    """When the bank wrote it: of a forwarded message the original's moment."""
    return message.forward_origin.date if message.forward_origin else message.date


async def _fetch(bot: Bot, file_id: str) -> bytes | None:
    target = BytesIO()
    try:
        await bot.download(file_id, destination=target, timeout=30)
    except (TelegramAPIError, OSError, TimeoutError, ValueError) as error:
        _log.warning("could not fetch a statement: %s", error)
        return None
    return target.getvalue()
