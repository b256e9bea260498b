"""What became of a message that was sent, or could not be."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramRetryAfter,
)

from bot.telegram.drawing import PictureMissing
from customers import people
from foundation import delivery
from foundation.database import Session
from foundation.delivery import Letter
from foundation.errors import ShopError

_log = logging.getLogger(__name__)


class Fate(Enum):
    """How it ended."""

    ARRIVED = auto()
    BLOCKED = auto()
    """the person does not want to hear from the bot"""
    REFUSED = auto()
    """this message, as it is, cannot be sent; others can"""
    LATER = auto()
    """nothing can be sent to the person now: those behind it wait"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A message's fate; ``after`` is the pause Telegram asked for."""

    letter: Letter
    fate: Fate
    problem: str = ""
    after: timedelta | None = None


def failed(letter: Letter, error: Exception) -> Outcome:
    """Judge what went wrong with a message."""
    match error:
        case TelegramRetryAfter():
            return Outcome(letter, Fate.LATER, str(error), after=timedelta(seconds=error.retry_after))
        case TelegramForbiddenError():
            return Outcome(letter, Fate.BLOCKED, str(error))
        case TelegramBadRequest() | ShopError() | PictureMissing() | KeyError():
            # trying the same message again would fail the same way, but not for ever: it may be our own mistake
            _log.warning("message %s (%s) refused: %s", letter.id, letter.kind, error)
            return Outcome(letter, Fate.REFUSED, str(error))
        case TelegramAPIError() | OSError() | TimeoutError():
            return Outcome(letter, Fate.LATER, str(error))
        case _:  # one that cannot even be written must not hold up those behind it
            _log.error("message %s (%s) cannot be written", letter.id, letter.kind, exc_info=error)
            return Outcome(letter, Fate.REFUSED, repr(error))


async def write_down(session: Session, outcomes: Sequence[Outcome], *, now: datetime) -> None:
    """Write down what became of messages, and let those behind them follow."""
    arrived = [outcome.letter for outcome in outcomes if outcome.fate is Fate.ARRIVED]
    if arrived:
        await delivery.sent(session, arrived, now=now)
    for outcome in outcomes:
        letter = outcome.letter
        if outcome.fate is Fate.BLOCKED:
            await delivery.set_aside(session, letter.id, outcome.problem, now=now)
            await people.mark_blocked(session, letter.person_id, now)
        elif outcome.fate is not Fate.ARRIVED:
            await delivery.try_later(session, letter, outcome.problem, now=now, after=outcome.after)
        if outcome.fate is Fate.REFUSED:
            await delivery.leave_line(session, letter)
    await delivery.follow(session, [outcome.letter for outcome in outcomes], now=now)
