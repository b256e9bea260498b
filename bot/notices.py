"""Turns outbox rows into messages, and sends them until they arrive."""

import asyncio
import logging
from contextlib import suppress

from aiogram.exceptions import TelegramRetryAfter

from bot import refund_news
from bot.outcomes import Fate, Outcome, failed
from bot.postbag import Postbag
from bot.screen import Screen
from bot.screens import notices as screens
from bot.screens.orders import payment_screen
from bot.telegram.pace import Pace
from bot.telegram.renderer import Renderer
from bot.words import Library, Words
from checkout import order_cards
from customers import people
from foundation.clock import Clock
from foundation.database import Database, Session
from foundation.delivery import Letter
from foundation.shop import shop_name

AT_ONCE = 30
"""Messages on their way at the same time; never two of one queue to the same person."""

TOGETHER = 0.25
"""Seconds in which what arrives is written down together, while there is more to send; a crash may repeat that much."""

BREATH = 0.02
"""Seconds between looks at the outbox: when many things happen, their news are fetched together."""

FAREWELL = 5.0
"""Seconds a message on its way is waited for when the messenger is stopped."""

_log = logging.getLogger(__name__)


async def compose(session: Session, letter: Letter, words: Words) -> Screen:
    """Make the message a row means, as things stand now."""
    facts = letter.facts
    match letter.kind:
        case "stock-low":
            return screens.stock_low(words, **facts)
        case "question":
            return screens.question(words, **facts)
        case "answer":
            return screens.answer(words, str(facts["text"]))
    return await _about_an_order(session, letter, words)


async def _about_an_order(session: Session, letter: Letter, words: Words) -> Screen:
    facts = letter.facts
    card = await order_cards.order_card(session, int(facts["order_id"]))
    if refund_news.is_about_it(letter.kind):
        return await refund_news.compose(session, letter, words, card)
    if letter.kind == "proof-arrived":
        return screens.proof_arrived(words, card)
    if letter.kind == "payment-ready":
        return payment_screen(words, card, shop=await shop_name(session))
    kind = letter.kind
    if kind == "order-canceled" and letter.person_id != card.person_id:
        kind = "order-canceled-by-shopper"
    problem = str(facts.get("problem", ""))
    return screens.about_order(words, kind, card, shop=await shop_name(session), problem=problem)


class Messenger:
    """Delivers the outbox: at once when something was left there, at Telegram's pace, and again after a failure."""

    def __init__(
        self, database: Database, renderer: Renderer, library: Library, clock: Clock, pace: Pace
    ) -> None:
        """Send through ``renderer``; ``pace`` is shared with whoever answers people beside the outbox."""
        self._database, self._renderer, self._library, self._clock = database, renderer, library, clock
        self._pace, self._bag = pace, Postbag(database, clock, pace)
        self._stirred = asyncio.Event()
        self._under_way: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Deliver until cancelled."""
        try:
            await asyncio.gather(self._fetch_for_ever(), self._send_for_ever(), self._write_down_for_ever())
        finally:
            await self._finish()

    async def deliver_due(self) -> int:
        """Deliver what is due and may be sent now, without waiting for the pace; give how many were tried."""
        tried = 0
        while True:
            while await self._bag.fetch():
                pass
            letters = list(iter(self._bag.next, None))
            if not letters:
                return tried
            await asyncio.gather(*map(self._deliver, letters))
            await self._bag.write_down()
            tried += len(letters)

    async def _fetch_for_ever(self) -> None:
        while True:
            try:
                found = await self._bag.fetch()
            except Exception:  # the messenger outlives a bad moment of the database
                _log.exception("the outbox could not be read")
                await asyncio.sleep(1)
                continue
            self._stirred.set()
            await asyncio.sleep(BREATH)
            if not found:
                await self._wait_for_news()

    async def _wait_for_news(self) -> None:
        if self._bag.refused:  # our news are the other worker's to send
            await asyncio.sleep(1.0)
            return
        # news of other workers wakes nobody here: who may send looks more often
        with suppress(TimeoutError):
            async with asyncio.timeout(0.25 if self._bag.may_send else 1.0):
                await self._database.news.wait()
        self._database.news.clear()

    async def _write_down_for_ever(self) -> None:
        while True:
            await self._bag.arrived.wait()
            if self._bag.others_under_way:
                await asyncio.sleep(TOGETHER)
            try:
                await self._bag.write_down()
            except Exception:
                _log.exception("what was sent could not be written down")
                await asyncio.sleep(1)

    async def _send_for_ever(self) -> None:
        while True:
            sending = asyncio.create_task(self._deliver(await self._next()))
            self._under_way.add(sending)
            sending.add_done_callback(self._under_way.discard)
            if len(self._under_way) >= AT_ONCE:
                await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)

    async def _finish(self) -> None:
        """Stopped in a friendly way, nothing is sent again: let what is on its way arrive, and write it down."""
        if self._under_way:
            _, late = await asyncio.wait(self._under_way, timeout=FAREWELL)
            for sending in late:
                sending.cancel()
        await self._bag.write_down()
        await self._bag.give_back()

    async def _next(self) -> Letter:
        while (letter := self._bag.next()) is None:
            self._stirred.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(self._bag.pause()):
                    await self._stirred.wait()
        return letter

    async def _deliver(self, letter: Letter) -> None:
        try:
            await self._renderer.send(letter.person_id, await self._write(letter))
        except Exception as error:
            if isinstance(error, TelegramRetryAfter):
                self._pace.refused(letter.person_id, error.retry_after)
            self._bag.done(failed(letter, error))
        else:
            self._pace.accepted()
            self._bag.done(Outcome(letter, Fate.ARRIVED))

    async def _write(self, letter: Letter) -> Screen:
        """Write the message in its reader's language, as things stand now."""
        async with self._database.reading() as session:
            person = await people.find(session, letter.person_id)
            words = self._library.for_person(
                person.chosen_language if person else "", person.telegram_language if person else ""
            )
            return await compose(session, letter, words)
