"""``python -m bench``: measure the shop against bare ceilings, print one table, write it to ``bench/latest.json``."""

import argparse
import asyncio
import signal
import sys
from pathlib import Path

import uvloop

from bench.data import Size
from bench.plan import EXTRAS, LARGE, LARGE_AT_ONCE, LOADS, QUICK, Plan
from bench.suite import run
from bench.telegram import Failed


def _plan() -> Plan:
    known = ", ".join((*LOADS, *EXTRAS))
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="under 90 seconds: short rounds, SQLite only")
    parser.add_argument("--only", default="", metavar="NAMES", help=f"only some of: {known}")
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="keep the generated shops there for the next run"
    )
    parser.add_argument("--rounds", type=int, default=5, help="rounds of which the median is taken (5)")
    parser.add_argument("--updates", type=int, help="updates after which memory is compared (1,000,000)")
    parser.add_argument("--no-postgres", action="store_true", help="leave PostgreSQL out")
    parser.add_argument("--size", metavar="P,C,O", help="products, customers and orders of the big shop")
    given = parser.parse_args()
    names = frozenset(name.strip() for name in given.only.split(",") if name.strip())
    if unknown := names - {*LOADS, *EXTRAS}:
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known are {known}")
    return Plan(
        quick=given.quick,
        only=names or frozenset(QUICK if given.quick else (*LOADS, *EXTRAS)),
        keep=given.keep,
        rounds=given.rounds,
        updates=given.updates if given.updates is not None else 0 if given.quick else 1_000_000,
        postgres=not given.no_postgres and not given.quick,
        large=Size(*map(int, given.size.split(",")))
        if given.size
        else LARGE_AT_ONCE
        if given.quick
        else LARGE,
    )


async def _main(plan: Plan) -> bool:
    task = asyncio.current_task()
    assert task is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    return await run(plan)


def main() -> int:
    """Measure; 0 when it could be measured, whether or not every goal holds."""
    plan = _plan()
    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(_main(plan))
    except Failed as error:
        sys.stderr.write(f"\nNOT MEASURED: {error}\n")
        return 1
    except (KeyboardInterrupt, asyncio.CancelledError):
        sys.stderr.write("\nstopped\n")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
