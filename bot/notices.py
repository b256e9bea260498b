"""Turns outbox rows into messages, and sends them until they arrive."""

import asyncio
import logging
from datetime import datetime, timedelta

from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramRetryAfter,
)

from bot.screen import Screen
from bot.screens import notices as screens
from bot.telegram.drawing import PictureMissing
from bot.telegram.renderer import Renderer
from bot.words import Library, Words
from checkout import order_cards
from customers import people
from foundation import outbox
from foundation.clock import Clock
from foundation.database import Database, Session
from foundation.errors import ShopError
from foundation.outbox import Letter
from foundation.shop import shop_name

AT_ONCE = 10
"""Messages on their way at the same time; never two to the same person."""

_log = logging.getLogger(__name__)


async def compose(session: Session, letter: Letter, words: Words) -> Screen:
    """Make the message a row means, as things stand now."""
    facts = letter.facts
    if letter.kind == "stock-low":
        return screens.stock_low(words, **facts)
    if letter.kind == "question":
        return screens.question(words, **facts)
    if letter.kind == "answer":
        return screens.answer(words, str(facts["text"]))
    card = await order_cards.order_card(session, int(facts["order_id"]))
    if letter.kind == "proof-arrived":
        return screens.proof_arrived(words, card)
    kind = letter.kind
    if kind == "order-canceled" and letter.person_id != card.person_id:
        kind = "order-canceled-by-shopper"
    return screens.about_order(words, kind, card, shop=await shop_name(session))


class Messenger:
    """Delivers the outbox: at once when something was left there, and again after a failure."""

    def __init__(self, database: Database, renderer: Renderer, library: Library, clock: Clock) -> None:
        """Send through ``renderer``."""
        self._database, self._renderer, self._library, self._clock = database, renderer, library, clock

    async def run(self) -> None:
        """Deliver until cancelled."""
        while True:
            try:
                delivered = await self.deliver_due()
            except Exception:  # the messenger outlives a bad moment of the database
                _log.exception("the outbox could not be read")
                delivered = 0
                await asyncio.sleep(1)
            if not delivered:
                await self._wait_for_news()

    async def _wait_for_news(self) -> None:
        try:
            await asyncio.wait_for(self._database.news.wait(), timeout=1.0)
        except TimeoutError:
            return
        finally:
            self._database.news.clear()

    async def deliver_due(self) -> int:
        """Deliver what is due now; give how many rows were tried."""
        now = self._clock.now()
        async with self._database.reading() as session:
            due = await outbox.next_due(session)
        if due is None or due > now:
            return 0
        async with self._database.transaction() as session:
            letters = await outbox.lease(session, now=now)
        by_person: dict[int, list[Letter]] = {}
        for letter in letters:
            by_person.setdefault(letter.person_id, []).append(letter)
        gate = asyncio.Semaphore(AT_ONCE)
        await asyncio.gather(*(self._deliver_all(gate, own) for own in by_person.values()))
        return len(letters)

    async def _deliver_all(self, gate: asyncio.Semaphore, letters: list[Letter]) -> None:
        """Deliver one person's messages in their order; behind one that has to wait, the others wait too."""
        while letters:
            async with gate:
                letters = await self._still_ours(letters)
                again_at = await self._deliver(letters[0]) if letters else None
            letters = letters[1:]
            if again_at is not None:
                async with self._database.transaction() as session:
                    await outbox.keep(session, letters, until=again_at)
                return

    async def _still_ours(self, letters: list[Letter]) -> list[Letter]:
        """Lease again what takes long, without what another worker took over meanwhile."""
        now = self._clock.now()
        if now < letters[0].until - outbox.LEASE / 2:
            return letters
        async with self._database.transaction() as session:
            return await outbox.keep(session, letters, until=now + outbox.LEASE)

    async def _deliver(self, letter: Letter) -> datetime | None:
        """Send a message; gives the next try's moment when Telegram cannot take any message now."""
        try:
            async with self._database.reading() as session:
                person = await people.find(session, letter.person_id)
                words = self._library.for_person(
                    person.chosen_language if person else "", person.telegram_language if person else ""
                )
                screen = await compose(session, letter, words)
            await self._renderer.send(letter.person_id, screen)
        except TelegramRetryAfter as error:
            return await self._later(letter, str(error), after=timedelta(seconds=error.retry_after))
        except TelegramForbiddenError as error:
            await self._set_aside(letter, str(error), blocked=True)
        except (TelegramBadRequest, ShopError, PictureMissing, KeyError) as error:
            # trying the same message again would fail the same way, but not for ever: it may be our own mistake
            _log.warning("message %s (%s) refused: %s", letter.id, letter.kind, error)
            await self._later(letter, str(error))
        except (TelegramAPIError, OSError, TimeoutError) as error:
            return await self._later(letter, str(error))
        except Exception as error:  # one that cannot even be written must not hold up those behind it
            _log.exception("message %s (%s) cannot be written", letter.id, letter.kind)
            await self._later(letter, repr(error))
        else:
            async with self._database.transaction() as session:
                await outbox.sent(session, letter.id, now=self._clock.now())
        return None

    async def _later(self, letter: Letter, problem: str, after: timedelta | None = None) -> datetime:
        async with self._database.transaction() as session:
            return await outbox.try_later(session, letter, problem, now=self._clock.now(), after=after)

    async def _set_aside(self, letter: Letter, problem: str, *, blocked: bool) -> None:
        now = self._clock.now()
        async with self._database.transaction() as session:
            await outbox.set_aside(session, letter.id, problem, now=now)
            if blocked:
                await people.mark_blocked(session, letter.person_id, now)
