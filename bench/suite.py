"""The whole benchmark in order: rounds of everything that is compared, then what stands alone."""

import os
import sys
from collections.abc import Awaitable, Callable

from bench import rows
from bench.broadcast import broadcast_rows
from bench.compare import Compared, compare
from bench.memory import memory_rows
from bench.opening import opening_rows
from bench.plan import LOADS, Plan
from bench.processes import OTHER_CORE, Processes, pin
from bench.qris import qris_rows
from bench.query import query_rows
from bench.rounds import say
from bench.rows import Row
from bench.rush import rush_rows
from bench.sandboxed import sandbox_rows
from bench.shops import Shops
from bench.telegram import Failed, Telegram
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
    """Fill the table, part by part: a part that fails is a row that says so, and the others go on."""
    plan, telegram, processes, shops = compared.plan, compared.telegram, compared.processes, compared.shops
    parts: tuple[tuple[str, str, Callable[[], Awaitable[list[Row]]]], ...] = (
        ("memory", "13 memory", lambda: memory_rows(compared)),
        ("query", "6 the search itself", lambda: query_rows(plan, shops)),
        ("qris", "5 place an order paid by QRIS", lambda: qris_rows(plan, telegram, processes, shops)),
        ("opening", "14 start", lambda: opening_rows(plan, telegram, processes, shops)),
        ("buyers", "10 1,000 buyers", lambda: rush_rows(plan, shops)),
        ("broadcast", "9 broadcast", lambda: broadcast_rows(plan, telegram, processes, shops)),
        ("workers", "12 workers", lambda: workers_rows(plan, telegram, processes, shops)),
        ("sandbox", "16 the sandbox", lambda: sandbox_rows(plan, processes)),
    )
    if any(plan.wants(name) for name in LOADS):
        table += await compare(compared)
    compared.close_others()
    for name, title, measured in parts:
        if name != "memory":
            compared.close()  # from here on every part has its own bots
        if not plan.wants(name):
            continue
        try:
            table += await measured()
        except Failed as error:
            say(f"NOT MEASURED: {title}: {error}")
            table.append(Row(title, 0, "", holds=False, note=f"NOT MEASURED: {str(error)[:150]}"))
            processes.stop_all()


def _place(row: Row) -> int:
    """Rows stand in the order of their numbers, ceilings first; those of one number as they were measured."""
    number = row.name.split()[0]
    return int(number) if number.isdigit() else 0


def _machine() -> str:
    cores = os.cpu_count() or 1
    pinned = "the bot on core 0, Telegram's part and PostgreSQL on core 1" if cores > 1 else "all on one core"
    return f"{cores} cores: {pinned}; Python {sys.version.split()[0]}; closed loop, 64 taps in flight"
