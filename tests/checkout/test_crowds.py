"""Many more buyers than goods, all at the same moment: as many orders as there are units, and a clear word for the rest."""

import asyncio
from collections import Counter

import pytest

from catalog.errors import OutOfStock
from checkout.models import Allocation, AmountLease, Order, OrderLine, Payment
from tests.checkout.builders import Shop
from tests.checkout.test_races import outcome

FIRST = 10_001


async def rush(shop: Shop, *, buyers: int, units: int) -> None:
    """Let everybody come as far as the summary, and then tap *Place order* at once."""
    await shop.restock(units)
    tokens = {who: (await shop.ready(who)).token for who in range(FIRST, FIRST + buyers)}
    said = await asyncio.gather(*(outcome(shop.place(who, token)) for who, token in tokens.items()))
    assert Counter(said) == {"done": units, OutOfStock.__name__: buyers - units}
    for table in (Order, OrderLine, Payment, Allocation, AmountLease):
        assert await shop.count(table) == units
    assert await shop.stock() == (units, units)
    assert len(await shop.news("order-placed")) == units
    assert await shop.audit() == []


async def test_two_hundred_buyers_and_twenty_units(shop: Shop) -> None:
    """Exactly twenty orders; the other hundred and eighty hear that it is sold out, and nothing else."""
    await rush(shop, buyers=200, units=20)


@pytest.mark.soak
async def test_a_thousand_buyers_and_a_hundred_units(shop: Shop) -> None:
    """Exactly a hundred orders of one product."""
    await rush(shop, buyers=1_000, units=100)
