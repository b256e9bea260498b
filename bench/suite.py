"""The whole benchmark in order: rounds of everything that is compared, then what stands alone."""

import os
import sys

from bench import rows
from bench.broadcast import broadcast_rows
from bench.compare import Compared, compare
from bench.memory import memory_rows
from bench.opening import opening_rows
from bench.plan import LOADS, Plan
from bench.processes import OTHER_CORE, Processes, pin
from bench.qris import qris_rows
from bench.query import query_rows
from bench.rows import Row
from bench.rush import rush_rows
from bench.shops import Shops
from bench.telegram import Telegram
from bench.workers import workers_rows


async def run(plan: Plan) -> bool:
    """Measure everything asked for; gives whether every goal holds."""
    pin([OTHER_CORE])
    telegram = Telegram()
    await telegram.open()
    table: list[Row] = []
    footer: list[str] = [_machine()]
    try:
        async with Shops(plan.keep) as shops:
            with Processes(telegram) as processes:
                compared = Compared(plan, telegram, processes, shops)
                await _measure(compared, table)
                footer += compared.footer()
    finally:
        telegram.close()
        if table:
            rows.show(sorted(table, key=_place), footer)
            rows.keep(sorted(table, key=_place))
    return all(row.holds is not False for row in table)


async def _measure(compared: Compared, table: list[Row]) -> None:
    """Fill the table, row by row, so that what was measured is shown whatever happens later."""
    plan, telegram, processes, shops = compared.plan, compared.telegram, compared.processes, compared.shops
    if any(plan.wants(name) for name in LOADS):
        table += await compare(compared)
        compared.close_others()
    if plan.wants("memory"):
        bot, known = await compared.main()
        table += await memory_rows(plan, telegram, bot, known, begun=compared.warm_megabytes)
    compared.close()
    if plan.wants("query"):
        table += await query_rows(await shops.sqlite(plan.large))
    if plan.wants("qris"):
        table += await qris_rows(plan, telegram, processes, shops)
    if plan.wants("opening"):
        table += await opening_rows(plan, telegram, processes, await shops.sqlite(plan.large))
    if plan.wants("buyers"):
        table += await rush_rows(plan, shops)
    if plan.wants("broadcast"):
        table += await broadcast_rows(plan, telegram, processes, shops)
    if plan.wants("workers") and plan.postgres:
        table += await workers_rows(plan, telegram, processes, shops)


def _place(row: Row) -> int:
    """Rows stand in the order of their numbers, ceilings first; those of one number as they were measured."""
    number = row.name.split()[0]
    return int(number) if number.isdigit() else 0


def _machine() -> str:
    cores = os.cpu_count() or 1
    pinned = "the bot on core 0, Telegram's part and PostgreSQL on core 1" if cores > 1 else "all on one core"
    return f"{cores} cores: {pinned}; Python {sys.version.split()[0]}; closed loop, 64 taps in flight"
