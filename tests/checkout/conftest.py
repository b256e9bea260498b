"""The shop as these tests find it."""

import pytest

from foundation.database import Database
from tests.checkout.builders import Shop, open_shop
from tests.conftest import StandingClock


@pytest.fixture
async def shop(database: Database, clock: StandingClock) -> Shop:
    """An open shop with five mugs."""
    return await open_shop(database, clock)
