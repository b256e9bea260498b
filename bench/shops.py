"""The databases the bots run on: made once, copied for every use, removed at the end (or kept for the next time)."""

import gc
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from bench import data
from bench.data import Facts, Size
from bench.postgres import Postgres
from bench.processes import OTHER_CORE, ROOT, pin
from bench.rounds import say

_MADE_BY = (
    *(f"bench/{name}.py" for name in ("data", "shelved", "past", "goods", "crowd", "bulk")),
    *("migrations/versions/*.py", "*/models.py", "catalog/words.py", "catalog/search.py"),
)


class Shops:
    """Makes shops of any size on SQLite and PostgreSQL."""

    def __init__(self, keep: Path | None = None) -> None:
        """Keep what is made below ``keep`` for the next time, or in a temporary folder."""
        self._kept = keep is not None
        if keep is not None:
            keep.mkdir(parents=True, exist_ok=True)
        self._folder = keep.resolve() if keep else Path(tempfile.mkdtemp(prefix="etalase-shops-"))
        self._work = Path(tempfile.mkdtemp(prefix="work-", dir=self._folder))
        self.postgres_server = Postgres(self._folder / "pg")
        self._copies: list[str] = []
        self._facts: dict[Size, Facts] = {}
        self._number = 0

    async def __aenter__(self) -> "Shops":
        """Begin."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove the copies and what is not kept."""
        try:
            for name in self._copies:
                await self.postgres_server.run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        finally:
            self.postgres_server.stop(remove=not self._kept)
            shutil.rmtree(self._work, ignore_errors=True)
            if not self._kept:
                shutil.rmtree(self._folder, ignore_errors=True)

    @contextmanager
    def everywhere(self) -> Iterator[Sequence[int]]:
        """Let this process, PostgreSQL and what is started meanwhile run on all cores; gives them."""
        cores = range(os.cpu_count() or 1)
        self._pin(cores)
        try:
            yield cores
        finally:
            self._pin([OTHER_CORE])

    def _pin(self, cores: Sequence[int]) -> None:
        pin(cores)
        if self.postgres_server.runs:
            pin(cores, self.postgres_server.pid)

    async def facts(self, size: Size, url: str) -> Facts:
        """Give what the load needs to know of a fresh shop; all of one size are alike."""
        if size not in self._facts:
            self._facts[size] = await data.facts(url)
        return self._facts[size]

    async def sqlite(self, size: Size, *, qris: str = "") -> str:
        """Give the address of a fresh shop in a SQLite file."""
        name = _name(size, qris)
        made = self._folder / f"{name}.db"
        if not made.exists():
            for outdated in self._folder.glob(f"{_kind(size, qris)}-*.db"):
                outdated.unlink()
            begun = self._work / "begun.db"
            begun.unlink(missing_ok=True)
            await _make(f"sqlite:///{begun}", size, qris)
            begun.rename(made)
        self._number += 1
        fresh = self._work / f"{self._number}.db"
        shutil.copy(made, fresh)
        return f"sqlite:///{fresh}"

    async def postgres(self, size: Size, *, qris: str = "") -> str:
        """Give the address of a fresh shop in a PostgreSQL database."""
        await self.postgres_server.start()
        name, run = _name(size, qris).replace("-", "_"), self.postgres_server.run
        if not await run(f"SELECT count(*) FROM pg_database WHERE datname = '{name}'"):
            like = f"{_kind(size, qris).replace('-', '_')}_%"
            outdated = f"SELECT string_agg(datname, ',') FROM pg_database WHERE datname LIKE '{like}'"
            for old in ("begun", *((await run(outdated)) or "begun").split(",")):
                await run(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)')
            await run("CREATE DATABASE begun")
            await _make(self.postgres_server.address("begun"), size, qris)
            await run(f"ALTER DATABASE begun RENAME TO {name}")
        self._number += 1
        fresh = f"work{self._number}"
        await run(f'DROP DATABASE IF EXISTS "{fresh}" WITH (FORCE)')
        await run(f'CREATE DATABASE "{fresh}" TEMPLATE {name} STRATEGY = FILE_COPY')
        self._copies.append(fresh)
        return self.postgres_server.address(fresh)


async def _make(url: str, size: Size, qris: str) -> None:
    kind = "SQLite" if url.startswith("sqlite") else "PostgreSQL"
    say(f"making a shop of {size.products:,} products and {size.orders:,} orders on {kind}")
    gc.disable()  # millions of rows, none of them in circles
    try:
        await data.make(url, size, qris=qris)
    finally:
        gc.enable()
        gc.collect()


def _kind(size: Size, qris: str) -> str:
    return f"{'qris' if qris else 'shop'}-{size.products}-{size.customers}-{size.orders}"


def _name(size: Size, qris: str) -> str:
    """Name a shop by its size and by everything that decides what its rows look like."""
    content = hashlib.sha256()
    for pattern in _MADE_BY:
        for file in sorted(ROOT.glob(pattern)):
            content.update(file.read_bytes())
    return f"{_kind(size, qris)}-{content.hexdigest()[:10]}"
