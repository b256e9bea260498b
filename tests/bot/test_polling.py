"""Taking updates goes on, whatever the database or Telegram does for a moment."""

import asyncio

from sqlalchemy import text

from foundation.database import Database
from tests.stage import Stage


async def rename(stage: Stage, table: str, name: str) -> None:
    """Put a table out of the bot's sight, or back."""
    database = Database(stage.settings.database)
    async with database.transaction() as session:
        await session.execute(text(f"ALTER TABLE {table} RENAME TO {name}"))
    await database.close()


async def polls(stage: Stage) -> int:
    """Count how often the bot asked for updates."""
    return sum(call["method"] == "getUpdates" for call in await stage.calls())


async def test_a_bad_moment_of_the_database_does_not_close_the_shop(stage: Stage) -> None:
    """What Ben writes meanwhile cannot be kept: it stays with Telegram, is asked for again, and answered."""
    await stage.ben.starts()
    await rename(stage, "received_update", "out_of_sight")
    asked = await polls(stage)
    answer = asyncio.create_task(stage.ben.types("/cart"))
    for _ in range(500):
        if await polls(stage) >= asked + 2 or stage.running is None or stage.running.done():
            break
        await asyncio.sleep(0.02)
    await rename(stage, "out_of_sight", "received_update")
    assert (await answer)["text"]
    assert stage.running is not None and not stage.running.done()
