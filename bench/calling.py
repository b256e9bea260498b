"""A server called as fast as it answers, over connections that stay open; nothing is looked at but that it went well."""

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from statistics import median

from bench.processes import Process
from bench.telegram import Failed
from bench.wire import Asking

CONNECTIONS = 32
_PATIENCE = 30.0


@dataclass
class Server:
    """A server under test: what it is asked, by kind, and how many calls a second it took in each round."""

    process: Process
    port: int
    requests: dict[str, list[bytes]]
    rates: dict[str, list[float]] = field(default_factory=dict)

    def rate(self, kind: str) -> float:
        """Median calls a second."""
        return median(self.rates[kind])

    async def answer(self, request: bytes) -> bytes:
        """The body of one answer."""
        answered: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        line = (await self._lines(1, lambda _why: None))[0]
        line.ask(request, lambda _status, body: answered.set_result(body))
        try:
            return await asyncio.wait_for(answered, _PATIENCE)
        finally:
            line.close()

    async def round(self, kind: str, seconds: float) -> float:
        """Call it for some seconds; gives which share of them the load itself computed. Raises Failed."""
        rush = _Rush(cycle(self.requests[kind]))
        lines = await self._lines(CONNECTIONS, rush.fail)
        own, started = time.process_time(), time.perf_counter()
        rush.until = started + seconds
        for line in lines:
            rush.ask(line)
        try:
            await asyncio.wait_for(rush.over.wait(), seconds + _PATIENCE)
        except TimeoutError:
            rush.fail("no answer any more")
        own, wall = time.process_time() - own, time.perf_counter() - started
        for line in lines:
            line.close()
        if rush.problem:
            raise Failed(f"{kind}: {rush.problem}\n{self.process.tail()}")
        self.rates.setdefault(kind, []).append(rush.done / (rush.last - started))
        return own / wall

    async def _lines(self, count: int, lost: Callable[[str], None]) -> Sequence[Asking]:
        loop = asyncio.get_running_loop()
        made = []
        for _ in range(count):
            _, line = await loop.create_connection(lambda: Asking(lost), "127.0.0.1", self.port)
            made.append(line)
        return made


@dataclass
class _Rush:
    """Every connection asks, waits for its answer and asks again, until it is time to stop."""

    requests: Iterator[bytes]
    until: float = 0.0
    done: int = 0
    flying: int = 0
    problem: str = ""
    last: float = 0.0
    over: asyncio.Event = field(default_factory=asyncio.Event)

    def ask(self, line: Asking) -> None:
        if self.problem or time.perf_counter() >= self.until:
            if not self.flying:
                self.over.set()
            return
        self.flying += 1
        line.ask(next(self.requests), lambda status, body: self._answered(line, status, body))

    def _answered(self, line: Asking, status: int, body: bytes) -> None:
        self.flying -= 1
        self.done += 1
        self.last = time.perf_counter()
        if status != 200 or not body.startswith(b'{"ok":true'):
            self.problem = self.problem or f"{status} {body[:200]!r}"
        self.ask(line)

    def fail(self, why: str) -> None:
        self.problem = self.problem or why
        self.over.set()
