"""One load for a while: as many people as always in flight, every tap followed to its end."""

import asyncio
import time
from dataclasses import dataclass, field

from bench.loads import Load
from bench.processes import Process
from bench.telegram import Account, Failed, Tap, Telegram
from bench.wire import Asking

IN_FLIGHT = 64
"""Taps on their way at the same time."""

_LOOKED_AT_FIRST = 5
_LOOKED_AT_EVERY = 53
_PATIENCE = 30.0
"""Seconds after which a tap counts as lost."""


@dataclass(slots=True)
class Measured:
    """What one load did in one phase, to its last answer: a slow bot's taps on their way count too."""

    taps: int
    seconds: float
    waits: list[float]
    """seconds from tap to answer, sorted"""
    bot_cpu: float = 0.0
    own_cpu: float = 0.0
    busy: float = 0.0
    """share of the phase in which Telegram's part was computing"""
    uploads: int = 0

    def __add__(self, other: "Measured") -> "Measured":
        """Two phases as one."""
        wall = self.seconds + other.seconds
        busy = (self.busy * self.seconds + other.busy * other.seconds) / wall if wall else 0.0
        return Measured(
            self.taps + other.taps,
            wall,
            sorted(self.waits + other.waits),
            self.bot_cpu + other.bot_cpu,
            self.own_cpu + other.own_cpu,
            busy,
            self.uploads + other.uploads,
        )

    @property
    def cost(self) -> float:
        """Microseconds of the bot's processor time a tap; 0 where the system does not say."""
        return 1e6 * self.bot_cpu / self.taps if self.taps else 0.0

    @property
    def rate(self) -> float:
        """Taps a second."""
        return self.taps / self.seconds if self.seconds else 0.0

    def wait(self, share: float) -> float:
        """Milliseconds within which that share of the people had their answer."""
        return (
            1000 * self.waits[min(len(self.waits) - 1, int(share * len(self.waits)))] if self.waits else 0.0
        )


@dataclass
class Phase:
    """One load for some seconds, or for a number of taps."""

    telegram: Telegram
    load: Load
    seconds: float = 0.0
    most: int = 0
    in_flight: int = IN_FLIGHT
    process: Process | None = None
    _taps: int = 0
    _begun: int = 0
    _flying: int = 0
    _until: float = 0.0
    _waits: list[float] = field(default_factory=list)
    _end: asyncio.Event = field(default_factory=asyncio.Event)
    _last: float = 0.0

    async def run(self) -> Measured:
        """Do it. Raises Failed when the shop did something else than the load claims."""
        account = self.load.account
        account.problem = ""
        lines = await _lines(account, self.in_flight)
        uploads, process = account.uploads, self.process
        bot_cpu = process.cpu if process else 0.0
        own, started = time.process_time(), time.perf_counter()
        self._until = started + self.seconds if self.seconds else float("inf")
        for line in lines:
            self._next(line)
        if self._flying:
            await self._finished(account)
        own, wall = time.process_time() - own, time.perf_counter() - started
        used = process.cpu - bot_cpu if process else 0.0
        if account.problem:
            raise Failed(f"{self.load.name}: {account.problem}")
        return Measured(
            self._taps,
            self._last - started,
            sorted(self._waits),
            used,
            own,
            own / wall,
            account.uploads - uploads,
        )

    def _next(self, line: Asking) -> None:
        now = time.perf_counter()
        tap = None
        if (
            now < self._until
            and not (self.most and self._begun >= self.most)
            and not self.load.account.problem
        ):
            tap = self.load.make()
        if tap is None:
            if not self._flying:
                self._end.set()
            return
        self._begun += 1
        self._flying += 1
        if self._begun <= _LOOKED_AT_FIRST or self._begun % _LOOKED_AT_EVERY == 0:
            tap.look = tap.look or self.load.check
        tap.started = now
        tap.over = lambda tap: self._over(tap, line)
        self.telegram.post(self.load.account, line, tap)

    def _over(self, tap: Tap, line: Asking) -> None:
        self._last = time.perf_counter()
        self._flying -= 1
        self._waits.append(self._last - tap.started)
        self._taps += 1
        self._next(line)

    async def _finished(self, account: Account) -> None:
        """Wait for the last answer, as long as answers keep coming."""
        seen = -1
        while not self._end.is_set():
            try:
                await asyncio.wait_for(self._end.wait(), _PATIENCE if not account.problem else 1)
            except TimeoutError:
                if account.problem or len(self._waits) == seen:
                    raise Failed(self._lost(account)) from None
                seen = len(self._waits)

    def _lost(self, account: Account) -> str:
        said = f"\n{self.process.tail()}" if self.process else ""
        waiting = list(account.by_chat.values())[:1]
        example = f"; {waiting[0].update!r}" if waiting else ""
        problem = account.problem or "no answer any more"
        return f"{self.load.name}: {problem} ({self._flying} taps lost{example}){said}"


async def _lines(account: Account, count: int) -> list[Asking]:
    """Give that many open connections to the bot's webhook."""
    host, port = account.url.decode().split(":")
    account.lines = [line for line in account.lines if line.open]
    loop = asyncio.get_running_loop()
    while len(account.lines) < count:
        _, line = await loop.create_connection(lambda: Asking(account.fail), host, int(port))
        account.lines.append(line)
    return account.lines[:count]
