"""The database's shape: found out without loading what is only needed to change it."""

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text

from foundation.database import Database
from foundation.migrate import migrate, newest


def test_the_newest_script_is_the_head() -> None:
    """Scripts are named after their revisions, so that a start knows without Alembic whether it has to migrate."""
    config = Config()
    config.set_main_option("script_location", "migrations")
    assert ScriptDirectory.from_config(config).get_current_head() == newest()


async def test_a_shop_of_today_is_left_alone(database: Database) -> None:
    """Migrating again changes nothing."""
    await migrate(database)
    async with database.reading() as session:
        assert await session.scalar(text("SELECT version_num FROM alembic_version")) == newest()
