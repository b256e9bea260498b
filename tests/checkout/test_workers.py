"""Several workers at one database: what one of them changes, every other one uses in its next transaction."""

from collections.abc import AsyncIterator

import pytest

from checkout import accounts, drafts, shipping
from checkout.errors import QuoteChanged
from checkout.summaries import Summary
from customers import people
from foundation import shop as facts
from foundation.database import Database
from tests.builders import OWNER
from tests.checkout.builders import ANN, BOB, Shop


@pytest.fixture
async def office(shop: Shop) -> AsyncIterator[Shop]:
    """The same shop, as another worker sees it: there the owner works."""
    database = Database(shop.database.url)
    yield Shop(database, shop.clock, mug=shop.mug, bank=shop.bank, qris=shop.qris)
    await database.close()


async def shown(shop: Shop) -> Summary:
    """Look at Ann's summary."""
    async with shop.session() as session:
        return await drafts.summary(session, ANN, now=shop.clock.now())


async def test_the_next_summary_shows_what_the_owner_changed_at_another_worker(
    shop: Shop, office: Shop
) -> None:
    """A rate, an account, the currency: nobody is charged what was true a second ago."""
    first = await shop.ready()
    async with office.session() as session:
        await shipping.set_zone(session, "32", "JNE", "REG", 12_000, actor_id=OWNER, now=shop.clock.now())
    with pytest.raises(QuoteChanged):
        await shop.place(ANN, first.token)
    seen = await shown(shop)
    assert seen.shipping is not None and seen.shipping.price == 12_000

    async with office.session() as session:
        await accounts.remove_account(session, shop.bank, actor_id=OWNER, now=shop.clock.now())
    assert [one.id for one in (await shown(shop)).accounts] == [shop.qris]
    async with office.session() as session:
        await facts.write(session, "currency", "USD")
    assert ((seen := await shown(shop)).currency, seen.accounts) == ("USD", ())


async def test_what_a_transaction_changed_and_took_back_is_not_remembered(shop: Shop) -> None:
    """The writer sees its own change at once; after a rollback nobody does."""
    await shop.ready()
    with pytest.raises(RuntimeError):
        async with shop.session() as session:
            await facts.write(session, "name", "Warung Sari")
            assert await facts.shop_name(session) == "Warung Sari"
            raise RuntimeError
    async with shop.session() as session:
        assert await facts.shop_name(session) == "Etalase"
        assert await facts.take(session, "name") is None


async def test_an_owner_appointed_elsewhere_hears_of_the_next_order(shop: Shop, office: Shop) -> None:
    """News goes to everybody who runs the shop now."""
    await shop.order()
    async with office.session() as session:
        await people.appoint_owners(session, (BOB,), now=shop.clock.now())
    second = await shop.order()
    told = [owner for owner, about in await shop.news("order-placed") if about["order_id"] == second]
    assert sorted(told) == [OWNER, BOB]
