"""The database stays usable whatever happens to those who use it."""

import asyncio
from contextlib import suppress

from foundation import inbox
from foundation.database import Database
from tests.conftest import StandingClock


async def test_stopping_in_the_middle_of_writing_leaves_no_lock(
    database: Database, clock: StandingClock
) -> None:
    """Tasks are cancelled at any step between writers: whoever comes next writes at once."""

    async def write_for_ever() -> None:
        while True:
            async with database.transaction() as session:
                for number in range(20):
                    await inbox.claim(session, number, now=clock.now())

    for steps in range(1, 2_000, 40):
        task = asyncio.create_task(write_for_ever())
        for _ in range(steps):
            await asyncio.sleep(0)
        async with database.between_writers():
            task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        async with asyncio.timeout(5), database.transaction() as session:
            await inbox.claim(session, 1_000 + steps, now=clock.now())
