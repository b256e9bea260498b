"""``python -m bench.buyers URL``: a thousand people buy at the same moment, every order durable, none oversold.

The thousand units are ten products of a hundred: an unpaid order is known by its amount, and an account tells only 999
orders of one total apart, so a thousand orders of one product at one price cannot all be open.
"""

import argparse
import asyncio
import gc
import json
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import uvloop
from sqlalchemy import func, select

from bench.crowd import OWNER, customer
from bench.data import facts
from bench.telegram import Failed
from catalog import stock
from catalog.errors import OutOfStock
from catalog.models import StockLevel
from checkout import drafts, orders
from checkout.audit import audit
from checkout.models import Order
from foundation.database import Database

BUYERS = 1_000
PRODUCTS = 10


def _now() -> datetime:
    return datetime.now(UTC)


async def _prepare(database: Database, variants: Sequence[int], units: int) -> list[tuple[int, str]]:
    """Stock up, and let everybody come as far as the summary; gives person and token of each."""
    async with database.transaction() as session:
        for variant_id in variants:
            await stock.adjust(session, variant_id, counted=units // PRODUCTS, actor_id=OWNER, now=_now())
    ready = []
    for first in range(0, BUYERS, 100):
        async with database.transaction() as session:
            for number in range(first, first + 100):
                person_id, only = customer(number).id, (variants[number % PRODUCTS], 1)
                shown = await drafts.start(session, person_id, now=_now(), only=only)
                if shown.missing:
                    raise Failed(f"the summary is not complete: {shown.missing}")
                ready.append((person_id, shown.token))
    return ready


async def _buy(database: Database, person_id: int, token: str) -> bool:
    try:
        async with database.transaction() as session:
            await orders.place(
                session, person_id, token, language="id", window=timedelta(hours=24), now=_now()
            )
    except OutOfStock:
        return False
    return True


async def _run(database: Database, variants: Sequence[int], units: int) -> float:
    """One rush; gives answered buyers a second. Raises Failed unless it came out exact."""
    ready = await _prepare(database, variants, units)
    before = await _orders(database)
    gc.collect()
    started = time.perf_counter()
    bought = await asyncio.gather(*(_buy(database, *buyer) for buyer in ready))
    took = time.perf_counter() - started
    placed = await _orders(database) - before
    async with database.reading() as session:
        taken = await session.scalar(
            select(func.sum(StockLevel.allocated)).where(StockLevel.variant_id.in_(list(variants)))
        )
    if not placed == sum(bought) == taken == units:
        raise Failed(f"{units} units: {sum(bought)} bought, {placed} orders, {taken} promised")
    return len(bought) / took


async def _orders(database: Database) -> int:
    async with database.reading() as session:
        return await session.scalar(select(func.count()).select_from(Order)) or 0


async def _rushes(url: str, runs: int) -> dict[str, list[float]]:
    offers = (await facts(url)).offers
    one_each = list({product_id: variant_id for variant_id, product_id in offers}.values())
    database = Database(url)
    try:
        found: dict[str, list[float]] = {"enough": [], "short": []}
        for run in range(runs):
            for place, (name, units) in enumerate((("enough", BUYERS), ("short", BUYERS // 10))):
                first = (run * 2 + place) * PRODUCTS
                found[name].append(await _run(database, one_each[first : first + PRODUCTS], units))
        async with database.reading() as session:
            differences = await audit(session, now=_now())
        if differences:
            raise Failed(f"the audit found {differences[:3]}")
    finally:
        await database.close()
    return found


def main() -> int:
    """Rush, and print the rates as JSON."""
    parser = argparse.ArgumentParser(prog="python -m bench.buyers", description=__doc__)
    parser.add_argument("url")
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)  # as the bot does
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        sys.stdout.write(json.dumps(runner.run(_rushes(given.url, given.runs))) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
