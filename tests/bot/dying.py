"""``python -m tests.bot.dying``: the bot, unchanged, with a database driver that dies with it at a commit.

``DIES_AT=before:7`` ends the process, without any goodbye, when the seventh transaction is about to be committed;
``after:7`` when the database has just said that it is. The drivers are handed in where SQLAlchemy asks for them.
"""

import os
import sqlite3
import sys
from typing import Any

import asyncpg
from sqlalchemy import event
from sqlalchemy.engine import Engine

from bot.__main__ import main

DEAD = 77
"""The exit code of a process that died as it was told."""

_when, _, _number = os.environ.get("DIES_AT", "never:0").partition(":")
_left = int(_number)


def _comes_up() -> bool:
    """Count a commit; says whether it is the one."""
    global _left  # noqa: PLW0603 - one process, one death
    _left -= 1
    return _left == 0


class DyingSqlite(sqlite3.Connection):
    """SQLite as far as a commit; those of readers change nothing and do not count."""

    _writes = False

    def execute(self, sql: str, /, *parameters: Any) -> sqlite3.Cursor:
        """Run a statement, or die."""
        if sql.startswith("BEGIN"):
            self._writes = sql == "BEGIN IMMEDIATE"
        fatal = sql == "COMMIT" and self._writes and _comes_up()
        if fatal and _when == "before":
            os._exit(DEAD)
        found = super().execute(sql, *parameters)
        if fatal:
            os._exit(DEAD)
        return found


class DyingPostgres(asyncpg.Connection):
    """PostgreSQL as far as a commit."""

    async def execute(self, query: str, *values: Any, timeout: float | None = None) -> str:
        """Run a statement, or die."""
        fatal = query == "COMMIT" and _comes_up()
        if fatal and _when == "before":
            os._exit(DEAD)
        said = await super().execute(query, *values, timeout=timeout)
        if fatal:
            os._exit(DEAD)
        return said


@event.listens_for(Engine, "do_connect")
def _hand_in(dialect: Any, _record: Any, arguments: Any, named: dict[str, Any]) -> Any:
    """Give our drivers to the engines that ask for the plain ones."""
    if dialect.driver == "asyncpg":
        named["connection_class"] = DyingPostgres
    elif dialect.driver == "pysqlite":
        return sqlite3.connect(*arguments, factory=DyingSqlite, **named)
    return None


if __name__ == "__main__":
    sys.exit(main())
