"""How long a shop needs from its start to the first answered tap."""

import time
from statistics import median

from bench.loads import People, browse
from bench.phase import Phase
from bench.plan import Plan
from bench.processes import SECRET, Processes
from bench.rounds import say
from bench.rows import Row, limited
from bench.shops import Shops
from bench.telegram import Telegram

_MOST_SECONDS = 4.0


async def opening_rows(plan: Plan, telegram: Telegram, processes: Processes, shops: Shops) -> list[Row]:
    """Start the shop on a migrated database, again and again, with a person who taps until it answers."""
    url = await shops.sqlite(plan.large)
    known = await shops.facts(plan.large, url)
    took: list[float] = []
    for _ in range(min(3, plan.rounds) if plan.quick else plan.rounds):
        started = time.perf_counter()
        bot = processes.shop(url)
        bot.account.url, bot.account.secret = f"127.0.0.1:{bot.port}".encode(), SECRET.encode()
        load = browse(bot.account, People(known.customers), known)
        load.check = load.check if took else None  # the very first tap uploads its picture
        await bot.reachable(bot.port)
        await Phase(telegram, load, most=1, in_flight=1, process=bot).run()
        took.append(time.perf_counter() - started)
        processes.stop(bot)
    say("starts: " + "  ".join(f"{seconds:.1f} s" for seconds in took))
    name = f"14 start to first answered tap, {plan.large.products:,} products, median of {len(took)}"
    return [limited(name, median(took), "s", most=_MOST_SECONDS)]
