"""The messages a worker carries: leased a few seconds ahead, written down together when they have arrived."""

import asyncio
import secrets
from datetime import UTC, datetime, timedelta

from bot.outcomes import Outcome, write_down
from bot.telegram.pace import Pace
from foundation import delivery, sending
from foundation.clock import Clock
from foundation.database import Database, Session
from foundation.delivery import Letter
from foundation.outbox import Queue

FULL = 60
"""Messages of a queue carried at most: two seconds' worth, so that news overtakes and a crash repeats little."""

LOW = 15
"""As many left, and more are fetched: half a second's worth, while those are sent."""

_IN_TIME = timedelta(seconds=1)
"""How long before the right to send ends nothing is sent any more: the next holder begins with a whole allowance."""


class Right:
    """This worker's claim to the right to send, and what workers tell each other by it."""

    def __init__(self, pace: Pace) -> None:
        """Begin without it."""
        self.until = datetime.min.replace(tzinfo=UTC)
        self._me, self._pace = secrets.token_hex(8), pace
        self._told = 0
        self._heard: int | None = None

    async def take(self, session: Session, now: datetime) -> bool:
        """Take or renew it. Whoever has it hears of the people the others answered: those count as well."""
        heard = await sending.take(session, self._me, now=now)
        if heard is None:
            if self._pace.answers > self._told:
                await sending.report(session, self._pace.answers - self._told)
        elif self._heard is not None:
            self._pace.elsewhere(heard - self._heard)
        self._heard, self._told = heard, self._pace.answers
        return heard is not None

    async def leave(self, session: Session, now: datetime) -> None:
        """Let another worker have it, as soon as that one can begin with a whole allowance."""
        await sending.leave(session, self._me, at=now + _IN_TIME)


class Postbag:
    """One worker's share of the outbox. Sends nothing itself."""

    def __init__(self, database: Database, clock: Clock, pace: Pace) -> None:
        """Begin with an empty bag."""
        self._database, self._clock, self._pace = database, clock, pace
        self._right = Right(pace)
        self._held: dict[int, Letter] = {}
        self._waiting: dict[Queue, list[Letter]] = {queue: [] for queue in Queue}
        self._outcomes: list[Outcome] = []
        self._books = asyncio.Lock()
        self.arrived = asyncio.Event()
        """set while something is to be written down"""
        self.refused = False
        """whether another worker had the right when this one last wanted it"""

    @property
    def may_send(self) -> bool:
        """Whether this worker has the right to send."""
        return self._clock.now() + _IN_TIME < self._right.until

    @property
    def others_under_way(self) -> bool:
        """Whether more messages are carried than those to be written down."""
        return len(self._held) > len(self._outcomes)

    def next(self) -> Letter | None:
        """Take the first message that may be sent now: news first."""
        if not self.may_send:
            if any(self._waiting.values()):
                self._database.news.set()  # the machine stood still: the right has to be renewed first
            return None
        for letters in self._waiting.values():
            for place, letter in enumerate(letters):
                if self._pace.grant(letter.person_id):
                    del letters[place]
                    if len(letters) <= LOW:
                        self._database.news.set()
                    return letter
        return None

    def pause(self) -> float | None:
        """Seconds until a message may be sent; None when none waits."""
        waits = [self._pace.wait(it.person_id) for letters in self._waiting.values() for it in letters]
        return max(0.001 if self.may_send else 0.1, min(waits)) if waits else None

    def done(self, outcome: Outcome) -> None:
        """Remember what became of a message, to be written down."""
        self._outcomes.append(outcome)
        self.arrived.set()

    async def fetch(self) -> bool:
        """Lease what can be sent soon; whether there may be more to fetch at once."""
        now = self._clock.now()
        wanted = await self._wanted(now)
        ending = self._held and self._right.until - now < sending.LASTS / 2
        if not wanted and not ending:
            self.refused = False
            return False
        async with self._books:
            async with self._database.transaction() as session:
                has_right = await self._right.take(session, now)
                stay = await self._keep(session, now) if has_right else set()
                letters, moved = await self._lease(session, wanted, now) if has_right else ([], 0)
            self._right.until, self.refused = now + sending.LASTS if has_right else now, not has_right
            self._leave(stay)
            self._add(letters)
        return bool(letters or moved)

    async def _wanted(self, now: datetime) -> list[Queue]:
        """Which queues have something due, and room in the bag."""
        roomy = [queue for queue, letters in self._waiting.items() if len(letters) <= LOW]
        async with self._database.reading() as session:
            due = {queue: await delivery.next_due(session, queue) for queue in roomy}
        return [queue for queue, moment in due.items() if moment is not None and moment <= now]

    async def _lease(self, session: Session, queues: list[Queue], now: datetime) -> tuple[list[Letter], int]:
        """Take messages out of queues; gives also how many were put behind others."""
        letters, moved = [], 0
        for queue in queues:
            moved += await delivery.put_back(session, queue, now=now)
            room = FULL - len(self._waiting[queue])
            letters += await delivery.lease(session, queue, now=now, limit=room)
        return letters, moved

    async def _keep(self, session: Session, now: datetime) -> set[int]:
        """Lease again what takes long; gives what is still ours, another worker may have taken the rest."""
        old = [letter for letter in self._held.values() if letter.until - now < delivery.LEASE / 2]
        kept = {letter.id: letter for letter in await delivery.keep(session, old, until=now + delivery.LEASE)}
        self._held.update(kept)
        return self._held.keys() - {letter.id for letter in old if letter.id not in kept}

    def _leave(self, stay: set[int]) -> None:
        """Leave waiting messages to other workers, but for those that stay."""
        for queue, letters in self._waiting.items():
            for letter in letters:
                if letter.id not in stay:
                    del self._held[letter.id]
            self._waiting[queue] = [letter for letter in letters if letter.id in stay]

    def _add(self, letters: list[Letter]) -> None:
        for letter in letters:
            if (
                letter.id not in self._held
            ):  # one whose reader just came back is due again while it is under way
                self._waiting[Queue(letter.queue)].append(letter)
            self._held[letter.id] = letter

    async def write_down(self) -> None:
        """Write down what became of the messages sent since the last time."""
        async with self._books:
            outcomes, self._outcomes = self._outcomes, []
            self.arrived.clear()
            if not outcomes:
                return
            try:
                async with self._database.transaction() as session:
                    await write_down(session, outcomes, now=self._clock.now())
            except BaseException:
                self._outcomes = outcomes + self._outcomes
                self.arrived.set()
                raise
            for outcome in outcomes:
                self._held.pop(outcome.letter.id, None)

    async def give_back(self) -> None:
        """Leave what waits, and the right to send, to other workers."""
        now = self._clock.now()
        waiting = [letter for letters in self._waiting.values() for letter in letters]
        if now < self._right.until:
            async with self._database.transaction() as session:
                await delivery.keep(session, waiting, until=now)
                await self._right.leave(session, now)
        self._leave(set())
