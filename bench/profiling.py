"""``python -m bench.profiling``: where a tap's time goes, by layer and by function, for each kind of tap.

Also writes ``bench/profile-<tap>.txt`` with more functions and with the dearest lines.
"""

import argparse
import asyncio
import json
import os
import signal
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvloop

from bench.compare import MAKERS
from bench.data import Size, facts
from bench.loads import People
from bench.phase import Measured, Phase
from bench.plan import LOADS
from bench.processes import OTHER_CORE, ROOT, Process, Processes, pin
from bench.rounds import Runner
from bench.shops import Shops
from bench.telegram import Failed, Telegram

_LAYERS = (
    ("pydantic", ("/pydantic/", "/pydantic_core/")),
    ("aiogram", ("/aiogram/", "/magic_filter/")),
    ("aiohttp", ("/aiohttp/", "/yarl/", "/multidict/", "/aiosignal/", "/frozenlist/", "/propcache/")),
    ("database driver", ("/aiosqlite/", "/asyncpg/", "/sqlite3/")),
    ("SQLAlchemy", ("/sqlalchemy/",)),
    ("foundation (database)", (f"{ROOT}/foundation/",)),
    ("rooms", (f"{ROOT}/catalog/", f"{ROOT}/checkout/", f"{ROOT}/customers/")),
    ("screens and words", (f"{ROOT}/bot/screens/", f"{ROOT}/bot/words.py", "/fluent/", "/babel/")),
    ("renderer", (f"{ROOT}/bot/telegram/", f"{ROOT}/bot/pictures.py")),
    ("handlers and webhook", (f"{ROOT}/bot/",)),
)
_OTHER = "asyncio and other"


@dataclass(frozen=True, slots=True)
class Profile:
    """What one kind of tap cost, in microseconds a tap."""

    name: str
    measured: Measured
    total: float
    layers: Counter[str]
    own: Counter[str]
    within: Counter[str]
    lines: Counter[str]


def _layer(stack: list[list[Any]]) -> str:
    """Whose time it is: the innermost frame of a known layer (the standard library works for its caller)."""
    for file, _, _ in stack:
        if file == f"{ROOT}/bot/__main__.py":
            break  # nobody's but the event loop's
        for name, parts in _LAYERS:
            if any(part in file for part in parts):
                return name
    return _OTHER


def _short(file: str) -> str:
    path = file.replace(f"{ROOT}/", "")
    return path.rsplit("site-packages/", maxsplit=1)[-1].rsplit("/lib/python3", maxsplit=1)[-1]


def _read(name: str, file: Path, measured: Measured) -> Profile:
    noted = json.loads(file.read_text())
    taps = len(measured.waits)
    spent = sum(seconds for seconds, _ in noted["stacks"]) + noted["other_threads"]
    total = 1e6 * measured.bot_cpu / taps
    scale = total / spent
    found = Profile(name, measured, total, Counter(), Counter(), Counter(), Counter())
    for seconds, stack in noted["stacks"]:
        cost = seconds * scale
        path, what, line = stack[0]
        found.layers[_layer(stack)] += cost
        found.lines[f"{_short(path)}:{line} {what}"] += cost
        found.own[f"{_short(path)} {what}"] += cost
        found.within.update(dict.fromkeys({f"{_short(path)} {what}" for path, what, _ in stack}, cost))
    found.layers["other threads"] += noted["other_threads"] * scale
    return found


def _report(found: Profile, most: int) -> str:
    done = found.measured
    lines = [f"{found.name}: {found.total:,.0f} us of processor time a tap, {done.rate:,.0f} taps a second"]
    for title, counted, shown in (
        ("by layer", found.layers, 20),
        ("by function, without what it calls", found.own, most),
        ("by function, with what it calls", found.within, most * 2),
        ("by line, without what it calls", found.lines, most),
    ):
        lines.append(f"\n  {title}")
        lines += [
            f"    {cost:9,.1f}  {cost / found.total:6.1%}  {what}"
            for what, cost in counted.most_common(shown)
        ]
    return "\n".join(lines) + "\n"


def _table(profiles: list[Profile]) -> str:
    names = [name for name, _ in _LAYERS] + [_OTHER, "other threads"]
    rows = [["us a tap", *(found.name for found in profiles)]]
    rows += [[name, *(f"{found.layers[name]:,.0f}" for found in profiles)] for name in names]
    rows.append(["all", *(f"{found.total:,.0f}" for found in profiles)])
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) if place == 0 else cell.rjust(width)
                  for place, (cell, width) in enumerate(zip(row, widths, strict=True)))
        for row in rows
    ) + "\n"  # fmt: skip


async def _samples(bot: Process, file: Path) -> None:
    bot.popen.send_signal(signal.SIGUSR2)
    for _ in range(400):
        if os.path.exists(file):  # noqa: ASYNC240, PTH110 - a file in memory or nearly
            return
        await asyncio.sleep(0.05)
    raise Failed(f"no samples came:\n{bot.tail()}")


def _show(found: Profile) -> None:
    (Path(__file__).parent / f"profile-{found.name}.txt").write_text(_report(found, 60))
    sys.stdout.write(_report(found, 25) + "\n")
    sys.stdout.flush()


async def _profile(given: argparse.Namespace, names: list[str]) -> None:
    pin([OTHER_CORE])
    telegram = Telegram()
    await telegram.open()
    profiles: list[Profile] = []
    async with Shops(given.keep) as shops:
        size = Size(given.products, 20_000)
        url = await (shops.postgres(size) if given.postgres else shops.sqlite(size))
        known = await facts(url)
        with Processes(telegram) as processes, tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "samples.json"
            bot = processes.shop(url, module="bench.sampled_bot", BENCH_PROFILE=str(file))
            await bot.opened()
            for name in names:
                runner = Runner(MAKERS[name](bot.account, People(known.customers), known), bot)
                await runner.warm(telegram, 0.5)
                if runner.load.prepare is not None:
                    await Phase(telegram, runner.load.prepare, most=given.taps, process=bot).run()
                bot.popen.send_signal(signal.SIGUSR1)
                measured = await Phase(telegram, runner.load, most=given.taps, process=bot).run()
                await _samples(bot, file)
                profiles.append(_read(name, file, measured))
                file.unlink()
                _show(profiles[-1])
    telegram.close()
    sys.stdout.write(_table(profiles))


def main() -> None:
    """Profile what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.profiling", description=__doc__)
    parser.add_argument(
        "--only", default=",".join(LOADS), metavar="NAMES", help=f"some of {', '.join(LOADS)}"
    )
    parser.add_argument("--taps", type=int, default=2_000, help="taps of each kind (2,000)")
    parser.add_argument("--products", type=int, default=100_000, help="products in the shop (100,000)")
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="keep the generated shops there for the next run"
    )
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL instead of SQLite")
    given = parser.parse_args()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_profile(given, given.only.split(",")))


if __name__ == "__main__":
    main()
