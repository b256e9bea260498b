"""What a handler may say of itself. Its session then cannot write, and a tap may be repeated without harm."""

from collections.abc import Callable
from typing import Any, TypeVar

from aiogram import flags

HandlerT = TypeVar("HandlerT", bound=Callable[..., Any])


def looks(handler: HandlerT) -> HandlerT:
    """The handler of a tap only reads, a few rows: it is answered without waiting for a disk."""
    flags.looks(handler)
    return handler


def studies(handler: HandlerT) -> HandlerT:
    """The handler reads for long (lists, counts, an audit): beside the shop and not in its way."""
    flags.studies(handler)
    return handler
