"""Long polling that forgets nothing: updates are kept in our database before Telegram is told to drop them.

aiogram's own polling confirms updates before their handlers finished, so a crash would lose them.
"""

import asyncio
import logging

from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramAPIError, TelegramRetryAfter, TelegramUnauthorizedError
from aiogram.types import Update
from aiogram.utils.backoff import Backoff, BackoffConfig

from bot.telegram.incoming import is_for_the_shop
from foundation import inbox
from foundation.clock import Clock
from foundation.database import Database

POLL_SECONDS = 25
_log = logging.getLogger(__name__)


class Polling:
    """Takes updates from Telegram and hands them to the dispatcher, all people at once, each in order."""

    def __init__(self, bot: Bot, dispatcher: Dispatcher, database: Database, clock: Clock) -> None:
        """Poll as ``bot``."""
        self._bot, self._dispatcher, self._database, self._clock = bot, dispatcher, database, clock
        self._running: set[asyncio.Task[None]] = set()
        self._finished: list[int] = []
        self._allowed = dispatcher.resolve_used_update_types()

    async def handle_waiting(self) -> None:
        """Handle what was taken before the last stop but not finished."""
        async with self._database.reading() as session:
            bodies = await inbox.waiting(session)
        for body in bodies:
            self._start(Update.model_validate_json(body, context={"bot": self._bot}))

    async def run(self) -> None:
        """Poll until cancelled; what is being handled then is finished first."""
        offset: int | None = None
        backoff = Backoff(BackoffConfig(min_delay=0.5, max_delay=20.0, factor=1.7, jitter=0.1))
        try:
            while True:
                try:
                    updates = await self._bot.get_updates(
                        offset=offset,
                        timeout=POLL_SECONDS,
                        allowed_updates=self._allowed,
                        request_timeout=POLL_SECONDS + 15,
                    )
                    ours = [update for update in updates if is_for_the_shop(update)]
                    await self._keep(ours)
                except TelegramUnauthorizedError:
                    raise
                except TelegramAPIError as error:
                    pause = error.retry_after if isinstance(error, TelegramRetryAfter) else None
                    _log.warning("Telegram does not answer: %s", error)
                    await (asyncio.sleep(pause) if pause else backoff.asleep())
                    continue
                except Exception:  # a bad moment of the database must not close the shop: Telegram asks again
                    _log.exception("updates could not be taken")
                    await backoff.asleep()
                    continue
                backoff.reset()
                if updates:
                    offset = updates[-1].update_id + 1
                    for update in ours:
                        self._start(update)
        finally:
            if self._running:
                await asyncio.wait(self._running, timeout=10)
            await self._keep([])

    async def _keep(self, updates: list[Update]) -> None:
        """Keep what came, and let go of what is done: a tap that only looked did not mark itself as handled."""
        finished = self._finished[:]
        if not updates and not finished:
            return
        bodies = [(update.update_id, update.model_dump_json(exclude_unset=True)) for update in updates]
        async with self._database.transaction() as session:
            now = self._clock.now()
            await inbox.keep(session, bodies, now=now)
            await inbox.handled(session, finished, now=now)
        del self._finished[: len(finished)]

    def _start(self, update: Update) -> None:
        task = asyncio.create_task(self._handle(update))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _handle(self, update: Update) -> None:
        await self._dispatcher.feed_update(self._bot, update, looked=self._finished.append)
