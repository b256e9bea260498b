"""Everything that is compared in the same rounds: ceilings, loads, small and large shops, SQLite and PostgreSQL."""

from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

from bench import loads
from bench.data import Facts, Size, written
from bench.loads import Load, People
from bench.plan import LOADS, SMALL, Plan
from bench.processes import Process, Processes
from bench.rounds import Runner, measure, warm_up
from bench.rows import Row, at_least, at_most
from bench.shops import Shops
from bench.telegram import Account, Failed, Telegram

MAKERS: dict[str, Callable[[Account, People, Facts], Load]] = {
    "start": lambda account, people, _facts: loads.start(account, people),
    "browse": loads.browse,
    "card": loads.card,
    "cart": loads.cart,
    "order": loads.order,
    "search": loads.search,
}
_GOALS = {
    "start": ("1 /start", "T1", 0.55),
    "browse": ("2 browse a page of 8 of {products}", "T2", 0.75),
    "card": ("3 product card with photo", "T2", 0.70),
    "cart": ("4 add to cart, durable", "T2", 0.70),
    "order": ("5 place an order", "T2", 0.35),
    "search": ("6 search with a slip in {products}", "T2", 0.60),
}


@dataclass
class Compared:
    """The bots that run at the same time, and what each load did on each of them."""

    plan: Plan
    telegram: Telegram
    processes: Processes
    shops: Shops
    runners: dict[str, Runner] = field(default_factory=dict)
    """by load and shop: ``T1``, ``browse``, ``browse@small``, ``browse@postgres``"""
    bots: dict[str, Process] = field(default_factory=dict)
    facts: dict[str, Facts] = field(default_factory=dict)
    urls: dict[str, str] = field(default_factory=dict)
    warm_megabytes: float | None = None
    """what the large shop's bot took when everything had been seen once"""

    async def open(self) -> None:
        """Start the ceilings and the shops."""
        bare = self.bots["bare"] = self.processes.ceilings()
        people = People(20_000)
        await bare.opened()
        for load in (
            loads.echo(bare.account, people),
            loads.bare_tap(bare.account, people),
            loads.bare_tap(bare.account, people, "T2 in the reply", b"r:1"),
        ):
            self.runners[load.name] = Runner(load, bare)
        wanted = [name for name in LOADS if self.plan.wants(name)]
        grown = wanted if self.plan.grown else [name for name in wanted if name == "browse"]
        await self._shop("", await self.shops.sqlite(self.plan.large), wanted)
        await self._shop("@small", await self.shops.sqlite(SMALL), grown)
        if self.plan.postgres:
            await self._shop("@postgres", await self.shops.postgres(self.plan.large), wanted)
            await self._shop("@small postgres", await self.shops.postgres(SMALL), grown)

    async def _shop(self, suffix: str, url: str, wanted: list[str]) -> None:
        if not wanted:
            return
        known = await self.shops.facts(self._size(suffix), url)
        self.facts[suffix], self.urls[suffix] = known, url
        bot = self.bots[suffix] = self.processes.shop(url)
        await bot.opened()
        for name in wanted:
            load = MAKERS[name](bot.account, People(known.customers), known)
            load.name = name + suffix
            self.runners[load.name] = Runner(load, bot)

    def _size(self, suffix: str) -> Size:
        return SMALL if "small" in suffix else self.plan.large

    async def main(self) -> tuple[Process, Facts]:
        """Give the bot of the large shop on SQLite, started now if no row needed it."""
        if "" not in self.bots:
            await self._shop("", await self.shops.sqlite(self.plan.large), ["browse"])
            self.runners.clear()
        return self.bots[""], self.facts[""]

    def close_others(self) -> None:
        """Stop every bot but the large shop's on SQLite."""
        for suffix in [suffix for suffix in self.bots if suffix]:
            self.processes.stop(self.bots.pop(suffix))

    def close(self) -> None:
        """Stop every bot."""
        self.close_others()
        if "" in self.bots:
            self.processes.stop(self.bots.pop(""))

    def measured(self, *names: str) -> bool:
        """Whether all of these loads could be measured."""
        return all(name in self.runners and not self.runners[name].failure for name in names)

    def on(self, suffix: str) -> list[Runner]:
        """Give the loads of one shop."""
        return [one for one in self.runners.values() if one.process is self.bots[suffix]]

    async def prove(self) -> None:
        """Look into the databases: every order and every piece people were told of is there. Raises Failed."""
        for suffix, url in self.urls.items():
            if any(runner.failure for runner in self.on(suffix)):
                continue
            there, pieces = await written(url)
            size = self._size(suffix)
            placed, added = (self.runners[f"{name}{suffix}"].done if f"{name}{suffix}" in self.runners else 0
                             for name in ("order", "cart"))  # fmt: skip
            if there - size.orders != placed:
                raise Failed(f"{placed} orders were placed on {url}, {there - size.orders} are there")
            if not added - placed <= pieces <= added:  # what is bought at once leaves the cart
                raise Failed(f"{added} pieces were put into carts on {url}, {pieces} are there")

    def ratio(self, name: str, to: str) -> float:
        """The median over the rounds of one rate against the other's in the same round."""
        pairs = zip(self.runners[name].rounds, self.runners[to].rounds, strict=True)
        return median(one.rate / other.rate for one, other in pairs)

    def cost_ratio(self, name: str, to: str) -> float:
        """The same for processor time a tap, which other people's work on the machine hardly touches."""
        pairs = zip(self.runners[name].rounds, self.runners[to].rounds, strict=True)
        return median(other.cost / one.cost if one.cost else 0.0 for one, other in pairs)

    def wait_ratio(self, name: str, to: str, share: float = 0.99) -> float:
        """The same for how long people waited."""
        pairs = zip(self.runners[name].rounds, self.runners[to].rounds, strict=True)
        return median(one.wait(share) / other.wait(share) for one, other in pairs)

    def footer(self) -> list[str]:
        """How busy Telegram's part was, and what both sides cost."""
        lines = []
        for runner in self.runners.values():
            if runner.failure:
                lines.append(f"NOT MEASURED: {runner.failure}")
                continue
            done = [one for one in runner.rounds if one.waits]
            bot = median(one.cost for one in done)
            own = median(1e6 * one.own_cpu / len(one.waits) for one in done)
            line = f"{runner.load.name}: bot {bot:,.0f} us a tap, Telegram's part {own:,.0f} us"
            line += f" ({own / bot:.0%} of it)" if bot else ""
            line += f", busy {median(one.busy for one in done):.0%}"
            uploads = sum(one.uploads for one in done)
            lines.append(line + (f", {uploads} pictures uploaded" if uploads else ""))
        return lines


async def compare(compared: Compared) -> list[Row]:
    """Measure, and give the rows."""
    await compared.open()
    plan = compared.plan
    runners = sorted(compared.runners.values(), key=_turn)
    await warm_up(compared.telegram, runners, min(plan.seconds, 1.0))
    compared.warm_megabytes = compared.bots[""].megabytes
    await measure(compared.telegram, runners, rounds=plan.rounds, seconds=plan.seconds)
    await compared.prove()
    rows = [
        Row(name, compared.runners[name].rate, "per s", note=_waits(compared.runners[name]))
        for name in ("T1", "T2", "T2 in the reply")
    ]
    rows += [row for name in LOADS if name in compared.runners for row in _on_sqlite(compared, name)]
    rows += _waiting(compared)
    rows += [row for name in LOADS for row in _on_postgres(compared, name)]
    rows += [row for name in LOADS for row in _grown(compared, name)]
    return rows


def _turn(runner: Runner) -> int:
    """The ceilings first; then what is compared with each other side by side; orders last, their news takes time."""
    kind = runner.load.name.partition("@")[0]
    return 0 if kind not in LOADS else len(LOADS) if kind == "order" else 1 + LOADS.index(kind)


def _waits(runner: Runner) -> str:
    return f"p50 {runner.wait(0.5):.0f} ms, p99 {runner.wait(0.99):.0f} ms"


def _on_sqlite(compared: Compared, name: str) -> list[Row]:
    title, ceiling, goal = _GOALS[name]
    runner, products = compared.runners[name], compared.plan.large.products
    title = title.format(products=f"{products:,}")
    if not compared.measured(name, ceiling):
        goal_text = f">= {goal:g} x {ceiling}"
        return [
            Row(title, 0, "per s", goal=goal_text, holds=False, note=f"NOT MEASURED: {runner.failure[:150]}")
        ]
    rows = [
        at_least(
            title,
            runner.rate,
            "per s",
            ratio=compared.ratio(name, ceiling),
            to=ceiling,
            goal=goal,
            note=f"{_waits(runner)}; by processor time {compared.cost_ratio(name, ceiling):.2f}",
        )
    ]
    if name == "browse" and compared.measured("browse@small"):
        small = compared.runners["browse@small"]
        rows.append(
            at_least(
                "2 the same against 1,000 products", small.rate, "per s", ratio=compared.ratio("browse", small.load.name),
                to="1,000 products", goal=0.95, note=_waits(small),
            )
        )  # fmt: skip
    return rows


def _waiting(compared: Compared) -> list[Row]:
    if not compared.measured("browse"):
        return []
    ratio = compared.wait_ratio("browse", "T2")
    p99 = compared.runners["browse"].wait(0.99)
    return [at_most("7 p99 of browse, 64 in flight", p99, "ms", ratio=ratio, to="T2's p99", goal=1.5)]


def _on_postgres(compared: Compared, name: str) -> list[Row]:
    if not compared.measured(name, f"{name}@postgres"):
        return []
    there = compared.runners[f"{name}@postgres"]
    ratio = compared.ratio(there.load.name, name)
    title = f"11 {name} on PostgreSQL, one worker"
    return [at_least(title, there.rate, "per s", ratio=ratio, to="SQLite", goal=0.6, note=_waits(there))]


def _grown(compared: Compared, name: str) -> list[Row]:
    rows = []
    large: Size = compared.plan.large
    for suffix, title in (("", "SQLite"), ("@postgres", "PostgreSQL")):
        small = f"{name}@small{suffix.replace('@', ' ')}"
        if compared.measured(small, name + suffix) and compared.plan.grown:
            ratio = compared.ratio(small, name + suffix)
            rows.append(
                at_most(
                    f"15 {name}: cost as the shop grows, {title}", compared.runners[small].rate, "per s", ratio=ratio,
                    to=f"{large.products:,} products, {large.orders:,} orders", goal=1.3,
                )
            )  # fmt: skip
    return rows
