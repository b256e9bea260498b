"""Placing an order paid by QRIS, which draws a code for every order: what that costs, without a goal."""

from bench.loads import People, order
from bench.plan import SMALL, Plan
from bench.processes import Processes
from bench.rounds import Runner
from bench.rows import Row
from bench.shops import Shops
from bench.telegram import Telegram
from bot.demo import SYNTHETIC_QRIS


async def qris_rows(plan: Plan, telegram: Telegram, processes: Processes, shops: Shops) -> list[Row]:
    """Place orders in a shop that takes QRIS only."""
    url = await shops.sqlite(SMALL, qris=SYNTHETIC_QRIS)
    known = await shops.facts(SMALL, url)
    bot = processes.shop(url)
    await bot.opened()
    runner = Runner(order(bot.account, People(known.customers), known, pays_by_qris=True), bot)
    await runner.warm(telegram, 0.5)
    for _ in range(plan.rounds):
        runner.rounds.append(await runner.go(telegram, plan.seconds))
    processes.stop(bot)
    waits = f"p50 {runner.wait(0.5):.0f} ms, p99 {runner.wait(0.99):.0f} ms"
    return [Row("5 place an order paid by QRIS (draws a code)", runner.rate, "per s", note=waits)]
