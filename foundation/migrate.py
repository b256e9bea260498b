"""Bring the database to the shape this code expects. Safe to call from several workers at once."""

from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from foundation.database import Database

_SCRIPTS = Path(__file__).resolve().parent.parent / "migrations"
_LOCK = 7_305_171
"""PostgreSQL advisory lock: one worker migrates, the others wait."""


def newest() -> str:
    """Give the newest revision: scripts are called after theirs, ``0001_the_first_sale.py``."""
    return max(script.stem for script in (_SCRIPTS / "versions").glob("[0-9]*.py")).partition("_")[0]


def _upgrade(connection: Connection) -> None:
    # Alembic is large and mostly not needed: a start of a shop that has its shape does not load it
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


async def migrate(database: Database) -> None:
    """Run every migration that has not run yet, in one transaction."""
    if await _shape(database) != newest():
        await database.run_sync(_upgrade)


async def _shape(database: Database) -> str | None:
    """Give the revision the database has; None for an empty one."""
    try:
        async with database.reading() as session:
            shape = await session.scalar(text("SELECT version_num FROM alembic_version"))
    except DBAPIError:  # no such table
        return None
    return None if shape is None else str(shape)
