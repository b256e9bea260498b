"""Bring the database to the shape this code expects. Safe to call from several workers at once."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import text
from sqlalchemy.engine import Connection

from foundation.database import Database

_SCRIPTS = Path(__file__).resolve().parent.parent / "migrations"
_LOCK = 7_305_171
"""PostgreSQL advisory lock: one worker migrates, the others wait."""


def _upgrade(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


async def migrate(database: Database) -> None:
    """Run every migration that has not run yet, in one transaction."""
    await database.run_sync(_upgrade)
