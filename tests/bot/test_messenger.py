"""The messenger: every message arrives, in its order, whatever happens to the one before it."""

import asyncio
from pathlib import Path

from sqlalchemy import select

from bot.notices import Messenger
from foundation import outbox
from foundation.database import Database
from foundation.outbox import OutboxRow
from tests.bot.post import ANN, Post, messenger, write
from tests.conftest import StandingClock


async def test_a_message_that_cannot_be_written_holds_nobody_up(
    database: Database, clock: StandingClock, tmp_path: Path
) -> None:
    """An earlier version left facts that no longer make a message: what comes after it arrives all the same."""
    async with database.transaction() as session:
        await outbox.put(session, ANN, "stock-low", {"of": "an earlier version"}, key="odd", now=clock.now())
    await write(database, clock, "paid", "shipped")
    post = Post(clock)
    await messenger(database, clock, post, tmp_path).deliver_due()
    assert post.delivered == ["paid", "shipped"]


async def test_messages_keep_their_order_through_a_bad_moment(
    database: Database, clock: StandingClock, tmp_path: Path
) -> None:
    """The first one fails on the way: the others wait behind it."""
    await write(database, clock, "paid", "shipped", "delivered")
    post = Post(clock, silent=1)
    worker = messenger(database, clock, post, tmp_path)
    await worker.deliver_due()
    assert post.delivered == []
    clock.advance(seconds=2)
    await worker.deliver_due()
    assert post.delivered == ["paid", "shipped", "delivered"]


async def test_a_slow_worker_is_not_doubled_by_another(
    database: Database, clock: StandingClock, tmp_path: Path
) -> None:
    """Thirty messages to one person take half a minute: a second worker does not send them again."""
    texts = [f"n{number}" for number in range(30)]
    await write(database, clock, *texts)
    post = Post(clock, seconds=1)
    workers = [messenger(database, clock, post, tmp_path) for _ in range(2)]

    async def deliver(worker: Messenger) -> None:
        while len(post.delivered) < len(texts):
            await worker.deliver_due()
            await asyncio.sleep(0)

    await asyncio.gather(*(deliver(worker) for worker in workers))
    assert sorted(post.delivered) == sorted(texts)


async def test_an_outage_of_hours_loses_nothing(
    database: Database, clock: StandingClock, tmp_path: Path
) -> None:
    """Telegram is away for six hours; a quarter of an hour after it is back, the message is there."""
    await write(database, clock, "paid")
    post = Post(clock, silent=10_000)
    worker = messenger(database, clock, post, tmp_path)
    back = clock.now().timestamp() + 6 * 3600
    while clock.now().timestamp() < back:
        await worker.deliver_due()
        clock.advance(seconds=60)
    await messenger(database, clock, post := Post(clock), tmp_path).deliver_due()
    for _ in range(15):
        clock.advance(seconds=60)
        await messenger(database, clock, post, tmp_path).deliver_due()
    assert post.delivered == ["paid"]


async def test_who_comes_back_gets_at_once_what_did_not_arrive(
    database: Database, clock: StandingClock, tmp_path: Path
) -> None:
    """Also what is still being tried, and never what arrived."""
    await write(database, clock, "paid")
    post = Post(clock, silent=1)
    worker = messenger(database, clock, post, tmp_path)
    await worker.deliver_due()
    assert post.delivered == []
    async with database.transaction() as session:
        await outbox.revive(session, ANN, now=clock.now())
    await worker.deliver_due()
    async with database.transaction() as session:
        await outbox.revive(session, ANN, now=clock.now())
        (letter,) = (await session.execute(select(OutboxRow.next_try_at, OutboxRow.sent_at))).all()
    assert post.delivered == ["paid"]
    assert tuple(letter) == (None, clock.now())
