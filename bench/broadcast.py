"""A broadcast to ten thousand people: as fast as Telegram allows, never faster, and nobody's taps wait for it."""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from statistics import median

from bench.crowd import customer
from bench.limits import Flood
from bench.loads import People, browse
from bench.plan import Plan
from bench.processes import Processes
from bench.rounds import Runner, say
from bench.rows import Row, at_most
from bench.shops import Shops
from bench.telegram import Telegram
from foundation import outbox
from foundation.database import Database

LETTERS = 10_000
_WATCHED = 25.0
"""Seconds for which the broadcast is watched while nobody taps."""
_SETTLED = 3.0
"""Seconds after its start: the first burst that Telegram allows is over."""
_LEAST, _MOST = 29.0, 30.0
_TOLERANCE = 3
"""Messages more in one second: a tenth of one between what the bot sends and what arrives."""


async def broadcast_rows(plan: Plan, telegram: Telegram, processes: Processes, shops: Shops) -> list[Row]:
    """Watch a broadcast alone; then let people browse, with and without one going on."""
    quiet, loud = await shops.sqlite(plan.large), await shops.sqlite(plan.large)
    known = await shops.facts(plan.large, quiet)
    browsing = known.customers // 2  # the others get letters: nobody taps while a letter arrives
    await _write_letters(loud, range(browsing, browsing + LETTERS))
    calm = processes.shop(quiet)
    await calm.opened()
    sending = processes.shop(loud)
    flood = sending.account.flood = Flood()
    await sending.opened()
    runners = [Runner(browse(bot.account, People(browsing), known), bot) for bot in (calm, sending)]
    rows = await _watch(flood)
    for runner in runners:
        await _alone(telegram, runner, runners, warm=True)
    before, started = len(flood.sent), time.monotonic()
    paused = 0.0
    for number in range(1, plan.rounds + 1):
        begun = time.monotonic()
        await _alone(telegram, runners[0], runners, seconds=plan.seconds)
        paused += time.monotonic() - begun
        await _alone(telegram, runners[1], runners, seconds=plan.seconds)
        told = "  ".join(f"{one.rounds[-1].wait(0.99):.0f} ms" for one in runners)
        say(f"broadcast {number}/{plan.rounds}: p99 of browse without and with it: {told}")
    meanwhile = (len(flood.sent) - before) / (time.monotonic() - started - paused)
    ratio = median(
        one.wait(0.99) / other.wait(0.99)
        for one, other in zip(runners[1].rounds, runners[0].rounds, strict=True)
    )
    p99 = runners[1].wait(0.99)
    name = f"8 p99 of browse while a broadcast of {LETTERS:,} runs"
    slowed = at_most(name, p99, "ms", ratio=ratio, to="without", goal=1.5, note=f"sent {meanwhile:.1f} per s")
    for runner in runners:
        processes.stop(runner.process)
    return [slowed, *rows]


async def _alone(
    telegram: Telegram, runner: Runner, runners: Sequence[Runner], seconds: float = 1.0, *, warm: bool = False
) -> None:
    """Run one of them while the others sleep: a broadcast must not slow the bot it is compared with."""
    others = [one.process for one in runners if one is not runner]
    for process in others:
        process.pause(True)
    try:
        if warm:
            await runner.warm(telegram, seconds)
        else:
            runner.rounds.append(await runner.go(telegram, seconds))
    finally:
        for process in others:
            process.pause(False)


async def _write_letters(url: str, readers: Sequence[int]) -> None:
    say(f"writing {len(readers):,} letters")
    database, now = Database(url), datetime.now(UTC)
    async with database.transaction() as session:
        for number in readers:
            text = f"Kak {customer(number).first_name}, pesanan minggu ini gratis ongkir sampai Minggu. Terima kasih!"
            letter = {"text": text}
            await outbox.put(
                session, customer(number).id, "answer", letter, key=f"bench:{number}", now=now, bulk=True
            )
    await database.close()


async def _watch(flood: Flood) -> list[Row]:
    """Watch what arrives while nobody else does anything."""
    await asyncio.sleep(_SETTLED)
    started = time.monotonic()
    say(f"watching the broadcast for {_WATCHED:.0f} s")
    await asyncio.sleep(_WATCHED)
    ended = time.monotonic()
    sent = [(at, chat) for at, chat in flood.sent if at <= ended]
    settled = [at for at, _ in sent if at >= started]
    average, fullest = len(settled) / (ended - started), _fullest(settled)
    fastest = max(Counter((chat, int(at)) for at, chat in sent).values(), default=0)
    holds = _LEAST <= average <= _MOST + _TOLERANCE / _WATCHED
    return [
        Row(
            f"9 broadcast, messages over {_WATCHED:.0f} s", average, "per s", goal=f"{_LEAST:.0f}-{_MOST:.0f} per s",
            holds=holds,
        ),
        Row("9   in its fullest second", fullest, "", goal=f"<= {_MOST:.0f} (+{_TOLERANCE})", holds=fullest <= _MOST + _TOLERANCE),
        Row("9   to one chat in a second", fastest, "", goal="<= 1", holds=fastest <= 1),
        Row("9   refused by Telegram (429)", flood.refusals, "", goal="0", holds=flood.refusals == 0),
    ]  # fmt: skip


def _fullest(moments: Sequence[float]) -> int:
    """Give the most messages within any one second."""
    most = first = 0
    for last, at in enumerate(moments):
        while at - moments[first] >= 1.0:
            first += 1
        most = max(most, last - first + 1)
    return most
