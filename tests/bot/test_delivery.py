"""How the messenger shares its thirty messages a second: among people, among kinds of news, among workers."""

import asyncio
from pathlib import Path

import pytest
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramRetryAfter
from aiogram.methods import GetMe
from sqlalchemy import func, select, update

from bot.notices import Messenger
from customers import people
from customers.models import Person
from customers.people import Somebody
from foundation import outbox
from foundation.database import Database
from foundation.outbox import OutboxRow
from tests.bot.post import ANN, BEN, CITRA, OWNER, Post, messenger, pace_by, write, write_all
from tests.conftest import StandingClock

STEP = 1 / 64
"""Seconds the clock is moved at a time."""


async def go_on(clock: StandingClock, *workers: Messenger, seconds: float) -> None:
    """Let time pass; the workers deliver what they may, in turn."""
    for _ in range(round(seconds / STEP)):
        for worker in workers:
            await worker.deliver_due()
        clock.advance(seconds=STEP)


async def test_a_long_queue_of_one_holds_nobody_else_up(
    database: Database, clock: StandingClock, tmp_path: Path
) -> None:
    """Three hundred notices for the owner take five minutes; Ann's and Ben's news, written later, do not."""
    await write(database, clock, *(f"n{number}" for number in range(300)), to=OWNER)
    await write(database, clock, "paid", to=ANN)
    await write(database, clock, "shipped", to=BEN)
    post = Post(clock)
    await go_on(clock, messenger(database, clock, post, tmp_path), seconds=10)
    assert set(post.delivered[:5]) == {"n0", "n1", "n2", "paid", "shipped"}
    assert [text for text in post.delivered if text.startswith("n")] == [f"n{number}" for number in range(12)]


async def test_news_overtake_a_broadcast(database: Database, clock: StandingClock, tmp_path: Path) -> None:
    """A broadcast runs; somebody orders; the owner hears of it next."""
    await write_all(database, clock, [(3000 + number, f"b{number}") for number in range(200)], bulk=True)
    post = Post(clock)
    worker = messenger(database, clock, post, tmp_path)
    await go_on(clock, worker, seconds=2)
    before = len(post.delivered)
    await write(database, clock, "ordered", to=OWNER)
    await go_on(clock, worker, seconds=8)
    assert post.delivered[before] == "ordered"
    assert sorted(post.delivered) == sorted([*(f"b{number}" for number in range(200)), "ordered"])


async def test_a_broadcast_uses_the_whole_limit_and_never_more(
    database: Database, clock: StandingClock, tmp_path: Path
) -> None:
    """Two workers on one database, ninety people: thirty each second, everybody once."""
    texts = [f"b{number}" for number in range(90)]
    await write_all(database, clock, [(3000 + number, text) for number, text in enumerate(texts)], bulk=True)
    post = Post(clock)
    workers = [messenger(database, clock, post, tmp_path) for _ in range(2)]
    await go_on(clock, *workers, seconds=4)
    assert sorted(post.delivered) == sorted(texts)
    assert all(later - earlier >= 1 for earlier, later in zip(post.at, post.at[30:], strict=False))
    assert post.at[-1] - post.at[0] < 3.2


async def test_another_worker_takes_over_from_a_dead_one(
    database: Database, clock: StandingClock, tmp_path: Path
) -> None:
    """It had leased some messages: those come a little later, none is lost and none comes twice."""
    texts = [f"b{number}" for number in range(120)]
    await write_all(database, clock, [(3000 + number, text) for number, text in enumerate(texts)], bulk=True)
    post = Post(clock)
    dead, other = (messenger(database, clock, post, tmp_path) for _ in range(2))
    await go_on(clock, dead, other, seconds=1)
    before = len(post.delivered)
    await go_on(clock, other, seconds=4)
    assert post.delivered[before:] == []
    await go_on(clock, other, seconds=6)
    assert len(post.delivered) > before
    await go_on(clock, other, seconds=12)
    assert sorted(post.delivered) == sorted(texts)


async def test_answers_of_another_worker_count(
    database: Database, clock: StandingClock, tmp_path: Path
) -> None:
    """It answered thirty people in this second: the one that sends the news waits for the next second."""
    post, pace = Post(clock), pace_by(clock)
    sender, other = (
        messenger(database, clock, post, tmp_path),
        messenger(database, clock, post, tmp_path, pace),
    )
    await write(database, clock, "placed", to=ANN)
    await sender.deliver_due()
    for chat in range(30):
        pace.noticed(chat)
    await write(database, clock, "paid", to=ANN)
    await go_on(clock, other, sender, seconds=0.75)
    assert post.delivered == ["placed"]
    await go_on(clock, other, sender, seconds=0.5)
    assert post.delivered == ["placed", "paid"]


async def test_a_crash_repeats_only_what_had_just_been_sent(
    database: Database, clock: StandingClock, tmp_path: Path
) -> None:
    """telegram-bot-api#126. Between sending and writing down: once more for some, never less than once for anybody."""
    await write(database, clock, "earlier", to=OWNER)
    post = Post(clock)
    worker = messenger(database, clock, post, tmp_path)
    await worker.deliver_due()
    clock.advance(seconds=5)
    await write_all(database, clock, [(ANN, "paid"), (BEN, "shipped"), (CITRA, "delivered")])
    post.dies_with = "shipped"
    with pytest.raises(asyncio.CancelledError):
        await worker.deliver_due()
    post.dies_with = ""
    clock.advance(seconds=25)
    await messenger(database, clock, post, tmp_path).deliver_due()
    assert post.delivered.count("earlier") == 1
    assert post.delivered.count("shipped") == 2
    assert {post.delivered.count(text) for text in ("paid", "delivered")} <= {1, 2}


async def test_who_is_stopped_in_a_friendly_way_repeats_nothing(
    database: Database, clock: StandingClock, tmp_path: Path
) -> None:
    """What arrived is written down before the end; the next one sends the rest a second later."""
    post = Post(clock)
    running = asyncio.create_task(messenger(database, clock, post, tmp_path).run())
    await write_all(database, clock, [(ANN, "paid"), (BEN, "shipped"), (CITRA, "delivered")])
    await write_all(database, clock, [(3000 + number, f"b{number}") for number in range(9)], bulk=True)
    async with asyncio.timeout(10):
        while len(post.delivered) < 3:  # noqa: ASYNC110 - the messenger does not know that we wait
            await asyncio.sleep(0)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    clock.advance(seconds=1)
    await go_on(clock, messenger(database, clock, post, tmp_path), seconds=2)
    assert sorted(post.delivered) == sorted(
        ["paid", "shipped", "delivered", *(f"b{number}" for number in range(9))]
    )


async def test_a_429_makes_one_chat_wait_as_long_as_asked(
    database: Database, clock: StandingClock, tmp_path: Path
) -> None:
    """flathunter#88. Ann's news wait and keep their order; Ben's do not wait for hers."""
    await write(database, clock, "paid", "shipped", to=ANN)
    await write(database, clock, "placed", to=BEN)
    post = Post(clock)
    post.refuses[ANN] = [TelegramRetryAfter(GetMe(), "Too Many Requests", retry_after=7)]
    worker = messenger(database, clock, post, tmp_path)
    await go_on(clock, worker, seconds=6.9)
    assert post.delivered == ["placed"]
    await go_on(clock, worker, seconds=2)
    assert post.delivered == ["placed", "paid", "shipped"]


async def test_a_refused_message_leaves_the_line_and_comes_back_into_it(
    database: Database, clock: StandingClock, tmp_path: Path
) -> None:
    """The owner has not opened the bot yet: when they do, what they missed comes at once, oldest first."""
    post = Post(clock)
    post.refuses[OWNER] = [TelegramBadRequest(GetMe(), "chat not found") for _ in range(3)]
    await write(database, clock, "first", "second", "third", to=OWNER)
    worker = messenger(database, clock, post, tmp_path)
    await go_on(clock, worker, seconds=1)
    assert (post.delivered, post.refuses[OWNER]) == ([], [])
    async with database.transaction() as session:
        await outbox.revive(session, OWNER, now=clock.now())
    await go_on(clock, worker, seconds=3)
    assert post.delivered == ["first", "second", "third"]


async def test_who_blocked_the_bot_is_left_alone(
    database: Database, clock: StandingClock, tmp_path: Path
) -> None:
    """Nothing to them is tried again, and the shop knows."""
    async with database.transaction() as session:
        await people.meet(session, Somebody(ANN, "Ann"), now=clock.now())
    await write(database, clock, "paid", "shipped")
    post = Post(clock)
    post.refuses[ANN] = [TelegramForbiddenError(GetMe(), "blocked") for _ in range(2)]
    worker = messenger(database, clock, post, tmp_path)
    await go_on(clock, worker, seconds=3)
    async with database.reading() as session:
        left = await session.scalar(select(func.count()).where(OutboxRow.next_try_at.is_not(None)))
        blocked_at = await session.scalar(select(Person.blocked_at).where(Person.id == ANN))
    assert (post.delivered, left) == ([], 0)
    assert blocked_at is not None


async def test_a_message_forgotten_behind_another_is_found(
    database: Database, clock: StandingClock, tmp_path: Path
) -> None:
    """The one before it is gone without a word (somebody repaired the database by hand): minutes later it is sent."""
    await write(database, clock, "paid", "shipped")
    post = Post(clock)
    post.refuses[ANN] = [TelegramRetryAfter(GetMe(), "Too Many Requests", retry_after=3600)]
    worker = messenger(database, clock, post, tmp_path)
    await worker.deliver_due()
    async with database.transaction() as session:
        repaired = update(OutboxRow).where(OutboxRow.dedupe_key == "paid")
        await session.execute(repaired.values(next_try_at=None, set_aside_at=clock.now()))
    clock.advance(hours=1)
    await worker.deliver_due()
    assert post.delivered == ["shipped"]
