"""Measuring in interleaved rounds: every load in turn, again and again, so that the machine's moods hit all alike."""

import asyncio
import gc
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from bench.loads import Load
from bench.phase import Measured, Phase
from bench.processes import Process
from bench.telegram import Account, Failed, Telegram

_BEGUN = time.monotonic()
_LAPS = 3


@dataclass
class Runner:
    """One load with its bot, and what it did in each round."""

    load: Load
    process: Process
    rounds: list[Measured] = field(default_factory=list)
    done: int = 0
    """taps ever, unmeasured ones too"""
    pace: float = 300.0
    """taps a second it is thought to do, for the number of taps to prepare"""
    failure: str = ""
    """why it could not be measured"""

    @property
    def rate(self) -> float:
        """Median taps a second."""
        return median(one.rate for one in self.rounds)

    def wait(self, share: float) -> float:
        """Median over the rounds of the milliseconds within which that share was answered."""
        return median(one.wait(share) for one in self.rounds)

    async def go(self, telegram: Telegram, seconds: float) -> Measured:
        """Run for some seconds, after preparing what has to be."""
        if self.load.prepare is None:
            measured = await self._phase(telegram, self.load, seconds).run()
            self.done += measured.taps
            return measured
        wanted = max(64, int(self.pace * seconds))
        await self._phase(telegram, self.load.prepare, most=wanted).run()
        measured = await self._phase(telegram, self.load, most=wanted).run()
        self.done += measured.taps
        self.pace = measured.rate
        await _quiet(self.load.account)
        return measured

    async def warm(self, telegram: Telegram, seconds: float) -> None:
        """Show everything once that has to be seen once, then run a while unmeasured."""
        taps = iter(list(self.load.warm))
        first = Load(self.load.name, self.load.account, lambda: next(taps, None), None)
        self.done += (await self._phase(telegram, first, most=10_000).run()).taps
        self.load.warm = ()
        if self.load.prepare is not None:
            self.pace = 300 / seconds
        strict, self.load.check = self.load.check, None
        await self.go(telegram, seconds)
        self.load.check = strict

    async def give_up(self, error: Failed) -> None:
        """Leave this load out from now on; the others on its bot go on when it has come to rest."""
        self.failure = str(error)
        say(f"NOT MEASURED: {self.failure}")
        self.load.account.forget_taps()
        await _quiet(self.load.account)

    def _phase(self, telegram: Telegram, load: Load, seconds: float = 0.0, most: int = 0) -> Phase:
        return Phase(telegram, load, seconds, most, process=self.process)


async def _quiet(account: Account) -> None:
    """Wait a few seconds for the news an order makes, so that they do not fall into the next load's time."""
    for _ in range(20):
        before = account.calls
        await asyncio.sleep(0.25)
        if account.calls - before < 5:
            return


async def warm_up(telegram: Telegram, runners: Sequence[Runner], seconds: float) -> None:
    """Let every load see everything once."""
    for runner in runners:
        say(f"warming {runner.load.name}")
        try:
            await runner.warm(telegram, seconds)
        except Failed as error:
            await runner.give_up(error)
    gc.collect()
    gc.freeze()


async def measure(telegram: Telegram, runners: Sequence[Runner], *, rounds: int, seconds: float) -> None:
    """Run all of them in turn, ``rounds`` times, each round in laps: what is compared runs moments apart."""
    for number in range(1, rounds + 1):
        for lap in range(_LAPS):
            for runner in runners:
                await _run(runner, telegram, seconds, lap)
        told = "  ".join(
            f"{runner.load.name} {runner.rounds[-1].rate:.0f}" for runner in runners if not runner.failure
        )
        say(f"round {number}/{rounds}: {told}")


async def _run(runner: Runner, telegram: Telegram, seconds: float, lap: int) -> None:
    """Run one load's turn, unless it could not be measured before; what has to be prepared runs once a round."""
    whole = runner.load.prepare is not None
    if runner.failure or (whole and lap):
        return
    try:
        measured = await runner.go(telegram, seconds if whole else seconds / _LAPS)
    except Failed as error:
        await runner.give_up(error)
    else:
        if lap:
            runner.rounds[-1] += measured
        else:
            runner.rounds.append(measured)


def say(text: str) -> None:
    """Tell whoever waits how far it is, and since when."""
    sys.stderr.write(f"{time.monotonic() - _BEGUN:5.0f} s  {text}\n")
    sys.stderr.flush()
