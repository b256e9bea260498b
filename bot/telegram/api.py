"""Calls to Telegram that say all they mean in plain values, and need no more of the answer than that it was yes.

aiogram turns a screen into some fifty checked objects, those into a form, and Telegram's answer into objects again,
which nobody reads. Showing a screen skips all three: JSON out, and errors as aiogram's own.
"""

from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import TelegramMethod
from aiogram.methods.base import Response, TelegramType
from aiohttp import ClientError, ClientTimeout
from pydantic_core import to_json

_JSON = {"Content-Type": "application/json"}
_PATIENCE = ClientTimeout(total=60)
_YES = b'{"ok":true'


class PlainSession(AiohttpSession):
    """aiogram's session, with a short way for calls made of plain values."""

    def __init__(self, **how: Any) -> None:
        """As aiogram's."""
        super().__init__(**how)
        self._answers: set[type[Response[Any]]] = set()

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        """As aiogram's. Pydantic forgets a type nobody holds, and making it again takes a fifth of a second."""
        self._answers.add(Response[method.__returning__])  # type: ignore[name-defined]
        return super().check_response(bot, method, status_code, content)

    async def tell(
        self, bot: Bot, method: type[TelegramMethod[TelegramType]], values: dict[str, Any]
    ) -> None:
        """Call a method with JSON values. Raises what aiogram raises for the same call."""
        session = await self.create_session()
        url = self.api.api_url(token=bot.token, method=method.__api_method__)
        try:
            async with session.post(url, data=to_json(values), headers=_JSON, timeout=_PATIENCE) as answer:
                content = await answer.read()
        except TimeoutError as error:
            raise TelegramNetworkError(_called(method, values), "Request timeout error") from error
        except ClientError as error:
            raise TelegramNetworkError(_called(method, values), f"{type(error).__name__}: {error}") from error
        if answer.status != 200 or not content.startswith(_YES):
            self.check_response(bot, _called(method, values), answer.status, content.decode())


def _called(
    method: type[TelegramMethod[TelegramType]], values: dict[str, Any]
) -> TelegramMethod[TelegramType]:
    """Give the call as aiogram's exceptions name it."""
    return method.model_construct(**values)


async def tell(bot: Bot, method: type[TelegramMethod[TelegramType]], values: dict[str, Any]) -> None:
    """Call a method with plain values, through whatever session the bot has. Raises aiogram's errors."""
    if isinstance(bot.session, PlainSession):
        await bot.session.tell(bot, method, values)
    else:
        await bot(method(**values))
