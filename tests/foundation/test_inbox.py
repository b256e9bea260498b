"""A repeated update changes nothing, a taken one is never forgotten."""

from foundation import inbox
from foundation.database import Database
from tests.conftest import StandingClock


async def test_an_update_is_handled_once(database: Database, clock: StandingClock) -> None:
    """telegraf#806. Telegram repeats an update; the second copy is recognised."""
    async with database.transaction() as session:
        assert await inbox.claim(session, 7, now=clock.now())
    async with database.transaction() as session:
        assert not await inbox.claim(session, 7, now=clock.now())


async def test_an_update_taken_before_a_crash_waits(database: Database, clock: StandingClock) -> None:
    """telegraf#806. What was confirmed to Telegram but not handled is found again at the next start."""
    async with database.transaction() as session:
        await inbox.keep(session, [(8, '{"update_id":8}'), (9, '{"update_id":9}')], now=clock.now())
    async with database.transaction() as session:
        assert await inbox.claim(session, 8, now=clock.now())
    async with database.transaction() as session:
        await inbox.keep(session, [(8, '{"update_id":8}')], now=clock.now())
        assert await inbox.waiting(session) == ['{"update_id":9}']
