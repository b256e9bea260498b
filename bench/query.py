"""The search itself, without a chat around it: how long one forgiving question takes in the process."""

import time

from bench.plan import Plan
from bench.rows import Row, limited
from bench.shops import Shops
from bench.telegram import Failed
from bench.typos import questions
from catalog import search
from foundation.database import Database

MOST_MS = 5.0


async def query_rows(plan: Plan, shops: Shops) -> list[Row]:
    """Ask 600 questions with slips, one after the other; every one must find something."""
    url = await shops.sqlite(plan.large)
    names = (await shops.facts(plan.large, url)).names
    asked = questions(names, 600)
    database, took = Database(url), []
    try:
        for text in asked[:20]:
            async with database.reading() as session:
                await search.find(session, text)
        for text in asked:
            async with database.reading() as session:
                started = time.perf_counter()
                found = await search.find(session, text)
                took.append(1000 * (time.perf_counter() - started))
            if not found.items:
                raise Failed(f"{text!r} finds nothing")
    finally:
        await database.close()
    took.sort()
    name = f"6 the search itself, {len(names):,} products, median of {len(took)}"
    return [
        limited(name, took[len(took) // 2], "ms", most=MOST_MS),
        Row("6   its p99", took[int(len(took) * 0.99)], "ms"),
    ]
