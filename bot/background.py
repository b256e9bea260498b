"""Work that is due: unpaid orders expire, amounts become free again, old update numbers are forgotten."""

import asyncio
import logging
from collections.abc import Mapping

from checkout import expiry, refund_work
from checkout.refund_work import Refunder
from foundation import inbox
from foundation.clock import Clock
from foundation.database import Database

SWEEP_SECONDS = 5.0
_log = logging.getLogger(__name__)


async def sweep_for_ever(database: Database, clock: Clock) -> None:
    """Sweep until cancelled; any number of workers may do it at once."""
    rounds = 0
    while True:
        try:
            await sweep(database, clock)
            if rounds % 720 == 0:
                async with database.transaction() as session:
                    await inbox.forget_old(session, now=clock.now())
        except Exception:  # a bad moment of the database must not end the sweeping
            _log.exception("the sweep failed")
        rounds += 1
        await asyncio.sleep(SWEEP_SECONDS)


async def refund_for_ever(database: Database, refunders: Mapping[str, Refunder], clock: Clock) -> None:
    """Ask gateways to give back what is due until cancelled; any number of workers may do it at once."""
    while True:
        try:
            while await refund_work.work(database, refunders, clock):
                pass
        except Exception:  # a bad moment of the database must not end it
            _log.exception("asking for refunds failed")
        await asyncio.sleep(SWEEP_SECONDS)


async def sweep(database: Database, clock: Clock) -> None:
    """Do everything that is due now, in small transactions."""
    while True:
        async with database.transaction() as session:
            expired = await expiry.expire_unpaid(session, now=clock.now())
        if not expired:
            break
    async with database.transaction() as session:
        await expiry.free_amounts(session, now=clock.now())
