"""Several workers on one PostgreSQL, each serving its own people."""

import asyncio
import os
from statistics import median

from bench.data import Facts
from bench.loads import Load, People, browse, cart, mixed
from bench.phase import IN_FLIGHT, Phase
from bench.plan import Plan
from bench.processes import Process, Processes
from bench.rounds import Runner, say
from bench.rows import Row, at_least
from bench.shops import Shops
from bench.telegram import Telegram

_GOAL = 0.8
_MANY_CORES = 6


async def workers_rows(plan: Plan, telegram: Telegram, processes: Processes, shops: Shops) -> list[Row]:
    """Browse and cart on one worker and on all of them, in turn. Nothing is pinned: the machine shares itself out."""
    cores = os.cpu_count() or 1
    count = 4 if cores >= _MANY_CORES else 2
    url = await shops.postgres(plan.large)
    with shops.everywhere() as everywhere:
        bots = [processes.shop(url, cores=everywhere) for _ in range(count)]
        for bot in bots:
            await bot.opened()
        known = await shops.facts(plan.large, url)
        alone = [Runner(_mix(bots[0], People(known.customers), known), bots[0])]
        shared = [
            Runner(_mix(bot, People(known.customers, shard, count), known), bot)
            for shard, bot in enumerate(bots)
        ]
        for runner in (*alone, *shared):
            await runner.warm(telegram, 1.0)
        ones, alls = [], []
        for number in range(1, plan.rounds + 1):
            ones.append(await _together(telegram, alone, plan.seconds))
            alls.append(await _together(telegram, shared, plan.seconds))
            say(f"workers {number}/{plan.rounds}: one {ones[-1]:.0f}  {count} {alls[-1]:.0f}")
    for bot in bots:
        processes.stop(bot)
    ratio = median(every / one for every, one in zip(alls, ones, strict=True))
    name = f"12 {count} workers on one PostgreSQL, {cores} cores for them, it and Telegram's part"
    goal = _GOAL * count
    return [
        at_least(name, median(alls), "per s", ratio=ratio, to=f"one worker ({median(ones):.0f})", goal=goal)
    ]


def _mix(bot: Process, people: People, known: Facts) -> Load:
    return mixed(bot.account, [make(bot.account, people, known) for make in (browse, cart)])


async def _together(telegram: Telegram, runners: list[Runner], seconds: float) -> float:
    """Taps a second of all of them, with as many people in flight as always."""
    phases = [
        Phase(telegram, one.load, seconds, in_flight=IN_FLIGHT // len(runners), process=one.process)
        for one in runners
    ]
    done = await asyncio.gather(*(phase.run() for phase in phases))
    return sum(one.taps for one in done) / max(one.seconds for one in done)
