"""The rows of a thousand buyers at once, each kind of database in a process of its own."""

import asyncio
import json
import sys
from contextlib import nullcontext
from statistics import median

from bench.data import Size
from bench.plan import Plan
from bench.processes import ROOT
from bench.rounds import say
from bench.rows import Row, required
from bench.shops import Shops
from bench.telegram import Failed

_SHOP = Size(300, 2_000)
_LEAST = {"SQLite": 3_000.0, "PostgreSQL": 1_500.0}


async def rush_rows(plan: Plan, shops: Shops) -> list[Row]:
    """Let a thousand people buy at the same moment."""
    rows = []
    for kind in ("SQLite", "PostgreSQL") if plan.postgres else ("SQLite",):
        url = await (shops.sqlite(_SHOP) if kind == "SQLite" else shops.postgres(_SHOP))
        say(f"1,000 buyers at once on {kind}")
        # SQLite is this one process and keeps to its core; PostgreSQL is many, and the machine shares itself out
        with nullcontext() if kind == "SQLite" else shops.everywhere():
            found = await _rush(url, plan.rounds)
        name = f"10 1,000 buyers, 1,000 units (10 products of 100), {kind}"
        enough, short = found["enough"], found["short"]
        note = f"median of {len(enough)}; {min(enough):,.0f}-{max(enough):,.0f}"
        rows.append(required(name, median(enough), "orders/s", least=_LEAST[kind], note=note))
        rows.append(Row(f"10 1,000 buyers, 100 units: exactly 100 orders, {kind}", median(short), "buyers/s"))
    return rows


async def _rush(url: str, runs: int) -> dict[str, list[float]]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.buyers", url, "--runs", str(runs), cwd=ROOT,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        output, said = await process.communicate()
    except BaseException:
        process.kill()
        await process.wait()
        raise
    if process.returncode:
        raise Failed(f"the buyers did not get through ({process.returncode}):\n{said.decode()[-3000:]}")
    found: dict[str, list[float]] = json.loads(output)
    return found
