"""A till at every gateway."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import httpx
import pytest

from checkout import gateways
from tests.checkout.gateways.builders import HURRIED, NAMES, Counter
from tests.checkout.gateways.standins import TRUSTED, standing
from tests.conftest import StandingClock


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    """The shop's line to the world."""
    async with httpx.AsyncClient(verify=TRUSTED) as client:
        yield client


@asynccontextmanager
async def till(name: str, client: httpx.AsyncClient, clock: StandingClock) -> AsyncIterator[Counter]:
    """Open a till at a gateway."""
    async with standing(name, clock) as standin:
        yield Counter(gateways.build(name, standin.credentials, client, HURRIED), standin, clock)


@pytest.fixture(params=NAMES)
async def counter(
    request: pytest.FixtureRequest, client: httpx.AsyncClient, clock: StandingClock
) -> AsyncIterator[Counter]:
    """A till at each gateway in turn."""
    async with till(request.param, client, clock) as opened:
        yield opened


@pytest.fixture
async def counters(client: httpx.AsyncClient, clock: StandingClock) -> AsyncIterator[dict[str, Counter]]:
    """Tills at all of them, by name."""
    async with AsyncExitStack() as stack:
        yield {name: await stack.enter_async_context(till(name, client, clock)) for name in NAMES}
