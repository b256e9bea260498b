"""The shop as these tests find it."""

from datetime import datetime

import pytest

from tests.conftest import StandingClock


@pytest.fixture
def now(clock: StandingClock) -> datetime:
    """An ordinary Monday morning."""
    return clock.now()
