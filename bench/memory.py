"""How much memory the running shop takes, and whether it takes more after a million updates."""

from bench.compare import Compared
from bench.data import Facts
from bench.loads import Load, People, browse, card, cart, mixed, search
from bench.phase import Phase
from bench.processes import Process
from bench.rounds import Runner, say
from bench.rows import Row, limited
from bench.telegram import Telegram

_MOST_MB = 200.0
_MOST_GROWTH = 5.0
_STEP = 25_000


async def memory_rows(compared: Compared) -> list[Row]:
    """Go on with the bot that ran the rows until it has handled ``plan.updates`` updates."""
    plan, telegram, begun = compared.plan, compared.telegram, compared.warm_megabytes
    bot, known = await compared.main()
    load = _everything(bot, known)
    if begun is None:
        await Runner(load, bot).warm(telegram, 1.0)
        begun = bot.megabytes
    rows = [limited(f"13 memory when warm, {plan.large.products:,} products", begun, "MB", most=_MOST_MB)]
    if not plan.updates:
        return rows
    warmed = max(5_000, plan.updates // 50)
    await _go_on(telegram, load, bot, warmed)
    at, before = bot.account.updates, bot.megabytes
    await _go_on(telegram, load, bot, plan.updates)
    after = bot.megabytes
    growth = 100 * (after / before - 1)
    grown = f"13 growth from update {at:,} to {bot.account.updates:,}"
    rows.append(limited(grown, growth, "%", most=_MOST_GROWTH, note=f"{before:.1f} to {after:.1f} MB"))
    return rows


def _everything(bot: Process, known: Facts) -> Load:
    people = People(known.customers)
    return mixed(bot.account, [make(bot.account, people, known) for make in (browse, card, cart, search)])


async def _go_on(telegram: Telegram, load: Load, bot: Process, until: int) -> None:
    while (left := until - bot.account.updates) > 0:
        measured = await Phase(telegram, load, most=min(left, _STEP), process=bot).run()
        say(f"{bot.account.updates:,} updates, {measured.rate:.0f} per s, {bot.megabytes:.1f} MB")
