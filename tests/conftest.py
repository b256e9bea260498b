"""The cast and the stage: databases of both kinds, a clock that stands still."""

import os
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from foundation.database import Database
from tests.databases import Databases, databases_in
from tests.stage import Stage, opened_shop


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """Everything that can make an empty shop."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "databases"
    folder.mkdir(exist_ok=True)
    with databases_in(folder) as made:
        yield made


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """The address of an empty, migrated database; every test runs on both kinds."""
    url = databases.fresh(request.param)
    yield url
    databases.drop(url)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An empty shop's database."""
    database = Database(database_url)
    yield database
    await database.close()


class StandingClock:
    """A clock that moves only when told to."""

    def __init__(self) -> None:
        """Begin on an ordinary Monday morning."""
        self.moment = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)

    def now(self) -> datetime:
        """Give the moment the clock stands at."""
        return self.moment

    def advance(self, **parts: float) -> datetime:
        """Move the clock forward: ``clock.advance(minutes=5)``."""
        self.moment += timedelta(**parts)
        return self.moment


@pytest.fixture
def clock() -> StandingClock:
    """A clock that moves only when told to."""
    return StandingClock()


@pytest.fixture(params=["sqlite", "postgres"])
def demo_url(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """The address of a database with the demo goods; every test runs on both kinds."""
    url = databases.fresh(request.param, "demo")
    yield url
    databases.drop(url)


@pytest.fixture
async def stage(demo_url: str, tmp_path: Path) -> AsyncIterator[Stage]:
    """The demo shop, open on a sandbox, with its owner and two shoppers."""
    async with opened_shop(demo_url, tmp_path) as stage:
        yield stage
