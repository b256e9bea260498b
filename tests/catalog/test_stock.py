"""Stock: what is promised once is promised to one, and the ledger always agrees."""

import asyncio
from datetime import datetime

import pytest
from sqlalchemy import select, update

from catalog import cards, products, stock
from catalog.changes import Change
from catalog.errors import AllocationMissing, NumberOutOfRange, OutOfStock, StockTooLow, VariantGone
from catalog.models import StockEntry, StockLevel
from foundation.audit import AuditEntry
from foundation.database import Database, Session
from tests.builders import OWNER, SIZES, a_product


async def reserve(session: Session, wanted: dict[int, int], now: datetime) -> list[stock.LowStock]:
    """Promise something to order 1024."""
    return await stock.reserve(session, wanted, reference="order:1024", actor_id=7, now=now)


async def put_up(database: Database, now: datetime, **how: object) -> cards.ProductCard:
    """Put one product up, in a transaction of its own."""
    async with database.transaction() as session:
        return await a_product(session, now, **how)


async def level(database: Database, variant_id: int) -> tuple[int, int]:
    """Read what is on hand and what is promised."""
    async with database.reading() as session:
        row = await session.execute(
            select(StockLevel.on_hand, StockLevel.allocated).where(StockLevel.variant_id == variant_id)
        )
        return tuple(row.one())


async def assert_ledger_agrees(database: Database) -> None:
    """Nothing differs between counters and ledger."""
    async with database.reading() as session:
        assert await stock.audit(session) == []


async def test_fifty_buyers_want_the_last_five(database: Database, now: datetime) -> None:
    """Five get one each, forty-five are told, and nothing is promised twice."""
    mug = (await put_up(database, now, stock=5)).variants[0].id

    async def buy() -> str:
        try:
            async with database.transaction() as session:
                await reserve(session, {mug: 1}, now)
        except OutOfStock as told:
            return f"told {told.facts['available']} left"
        return "bought"

    outcomes = await asyncio.gather(*(buy() for _ in range(50)))

    assert outcomes.count("bought") == 5
    assert outcomes.count("told 0 left") == 45
    assert await level(database, mug) == (5, 5)
    await assert_ledger_agrees(database)


async def test_two_baskets_in_opposite_order_both_arrive(database: Database, now: datetime) -> None:
    """Rows are touched in one order, so buyers of the same two things never wait for each other in a circle."""
    shirt = await put_up(database, now, stock=100, options=SIZES)
    small, large = shirt.variants[0].id, shirt.variants[2].id

    async def buy(*variant_ids: int) -> None:
        async with database.transaction() as session:
            await reserve(session, dict.fromkeys(variant_ids, 1), now)

    await asyncio.gather(*(buy(small, large) if turn % 2 else buy(large, small) for turn in range(20)))

    assert await level(database, small) == await level(database, large) == (100, 20)


async def test_wanting_six_of_five_names_what_is_there(database: Database, now: datetime) -> None:
    """The refusal knows the variant's whole name and how many could be had."""
    shirt = await put_up(database, now, name="Kaos", stock=5, options=SIZES)
    medium = shirt.variants[1].id
    async with database.transaction() as session:
        await reserve(session, {medium: 2}, now)

    with pytest.raises(OutOfStock) as told:
        async with database.transaction() as session:
            await reserve(session, {shirt.variants[0].id: 1, medium: 4}, now)

    assert told.value.facts == {"variant_id": medium, "name": "Kaos (M)", "wanted": 4, "available": 3}
    assert await level(database, shirt.variants[0].id) == (5, 0), "nothing of the basket was kept"
    await assert_ledger_agrees(database)


async def test_the_owner_hears_once_that_something_is_low(database: Database, now: datetime) -> None:
    """Going from four to three is news, from three to two is not."""
    mug = await put_up(database, now, stock=5)
    variant_id = mug.variants[0].id
    async with database.transaction() as session:
        first = await reserve(session, {variant_id: 1}, now)
        second = await reserve(session, {variant_id: 1}, now)
        third = await reserve(session, {variant_id: 1}, now)
    async with database.reading() as session:
        reserved = select(StockEntry.id).where(StockEntry.reason == "reserve")
        entries = (await session.scalars(reserved)).all()

    assert first == third == []
    assert second == [stock.LowStock(variant_id, mug.id, "Mug", 3, second[0].entry_id)]
    assert second[0].entry_id in entries


async def test_a_canceled_order_gives_back_what_it_held(database: Database, now: datetime) -> None:
    """What was promised is free again; giving it back twice is refused."""
    mug = (await put_up(database, now, stock=5)).variants[0].id
    async with database.transaction() as session:
        await reserve(session, {mug: 4}, now)
        await stock.release(session, {mug: 4}, reference="order:1024", actor_id=0, now=now)
    assert await level(database, mug) == (5, 0)

    with pytest.raises(AllocationMissing) as told:
        async with database.transaction() as session:
            await stock.release(session, {mug: 4}, reference="order:1024", actor_id=0, now=now)
    assert told.value.facts == {"variant_id": mug, "name": "Mug", "wanted": 4, "allocated": 0}
    await assert_ledger_agrees(database)


async def test_a_shipped_order_takes_its_goods_out_of_the_house(database: Database, now: datetime) -> None:
    """On hand and promised fall together, and only what was promised may leave."""
    mug = (await put_up(database, now, stock=5)).variants[0].id
    async with database.transaction() as session:
        await reserve(session, {mug: 2}, now)
        await stock.consume(session, {mug: 2}, reference="order:1024", actor_id=OWNER, now=now)
    assert await level(database, mug) == (3, 0)

    with pytest.raises(AllocationMissing):
        async with database.transaction() as session:
            await stock.consume(session, {mug: 1}, reference="order:1024", actor_id=OWNER, now=now)
    assert await level(database, mug) == (3, 0)
    await assert_ledger_agrees(database)


async def test_the_ledger_tells_a_mugs_whole_life(database: Database, now: datetime) -> None:
    """Who, why and for which order stands beside every number."""
    mug = (await put_up(database, now, stock=5)).variants[0].id
    async with database.transaction() as session:
        await reserve(session, {mug: 2}, now)
        await stock.release(session, {mug: 1}, reference="order:1024", actor_id=0, now=now)
        await stock.consume(session, {mug: 1}, reference="order:1024", actor_id=OWNER, now=now)
        await stock.adjust(session, mug, change=-1, reason="broken", actor_id=OWNER, now=now)
    async with database.reading() as session:
        rows = await session.execute(
            select(
                StockEntry.reason,
                StockEntry.reference,
                StockEntry.actor_id,
                StockEntry.on_hand_change,
                StockEntry.allocated_change,
            ).order_by(StockEntry.id)
        )
    assert [tuple(row) for row in rows] == [
        ("restock", "", OWNER, 5, 0),
        ("reserve", "order:1024", 7, 0, 2),
        ("release", "order:1024", 0, 0, -1),
        ("sale", "order:1024", OWNER, -1, -1),
        ("broken", "", OWNER, -1, 0),
    ]


@pytest.mark.parametrize(
    ("how", "change"),
    [({"change": 10}, Change(5, 15)), ({"change": -3}, Change(5, 2)), ({"counted": 3}, Change(5, 3))],
)
async def test_the_owner_corrects_the_count(
    database: Database, now: datetime, how: dict[str, int], change: Change
) -> None:
    """By a difference or to what was counted; the audit log has before and after."""
    mug = (await put_up(database, now, stock=5)).variants[0].id
    async with database.transaction() as session:
        assert await stock.adjust(session, mug, actor_id=OWNER, now=now, **how) == change
    async with database.reading() as session:
        noted = select(AuditEntry.actor_id, AuditEntry.before, AuditEntry.after)
        row = (await session.execute(noted.where(AuditEntry.subject == f"variant:{mug}"))).one()
    assert tuple(row) == (OWNER, {"on_hand": change.before}, {"on_hand": change.after})
    await assert_ledger_agrees(database)


async def test_counting_the_same_again_changes_nothing(database: Database, now: datetime) -> None:
    """No ledger line and no audit row for a count that was right."""
    mug = (await put_up(database, now, stock=5)).variants[0].id
    async with database.transaction() as session:
        assert await stock.adjust(session, mug, counted=5, actor_id=OWNER, now=now) == Change(5, 5)
    async with database.reading() as session:
        assert len((await session.scalars(select(StockEntry.id))).all()) == 1


async def test_what_is_promised_cannot_be_counted_away(database: Database, now: datetime) -> None:
    """Four of five are promised, so four must stay."""
    mug = (await put_up(database, now, stock=5)).variants[0].id
    async with database.transaction() as session:
        await reserve(session, {mug: 4}, now)
    for how, wanted in (({"change": -2}, 3), ({"counted": 3}, 3), ({"counted": 0}, 0)):
        with pytest.raises(StockTooLow) as told:
            async with database.transaction() as session:
                await stock.adjust(session, mug, actor_id=OWNER, now=now, **how)
        facts = {"variant_id": mug, "name": "Mug", "on_hand": 5, "allocated": 4, "wanted": wanted}
        assert told.value.facts == facts
    assert await level(database, mug) == (5, 4)


async def test_nobody_owns_a_million_mugs(database: Database, now: datetime) -> None:
    """A slip of the thumb does not fill the warehouse, nor promise nothing, or less."""
    mug = (await put_up(database, now, stock=5)).variants[0].id
    for how in ({"change": 1_000_001}, {"counted": 1_000_001}, {"counted": -1}, {"change": 999_999}):
        with pytest.raises(NumberOutOfRange):
            async with database.transaction() as session:
                await stock.adjust(session, mug, actor_id=OWNER, now=now, **how)
    for quantity in (0, -1, 1_000_001):
        with pytest.raises(NumberOutOfRange):
            async with database.transaction() as session:
                await reserve(session, {mug: quantity}, now)
    assert await level(database, mug) == (5, 0)


async def test_ten_hands_count_at_once(database: Database, now: datetime) -> None:
    """Corrections by several staff add up, and a count that meets a sale never loses it."""
    mug = (await put_up(database, now, stock=50)).variants[0].id

    async def hand(turn: int) -> None:
        async with database.transaction() as session:
            if turn % 2:
                await stock.adjust(session, mug, change=2, actor_id=OWNER, now=now)
            else:
                counted = await stock.adjust(session, mug, counted=40 + turn, actor_id=OWNER, now=now)
                assert counted.after == 40 + turn

    await asyncio.gather(*(hand(turn) for turn in range(10)))
    await assert_ledger_agrees(database)


async def test_a_variant_that_never_was(database: Database, now: datetime) -> None:
    """An old or forged number is gone, not out of stock."""
    with pytest.raises(VariantGone):
        async with database.transaction() as session:
            await reserve(session, {4711: 1}, now)
    with pytest.raises(VariantGone):
        async with database.transaction() as session:
            await stock.adjust(session, 4711, counted=1, actor_id=OWNER, now=now)


async def test_what_is_free(database: Database, now: datetime) -> None:
    """On hand less promised, for those that exist."""
    shirt = await put_up(database, now, stock=5, options=SIZES)
    small, medium, large = (variant.id for variant in shirt.variants)
    async with database.transaction() as session:
        await reserve(session, {small: 2, large: 5}, now)
    async with database.reading() as session:
        assert await stock.available(session, [small, medium, large, 4711]) == {small: 3, medium: 5, large: 0}


async def test_a_tampered_counter_is_found(database: Database, now: datetime) -> None:
    """The audit names the variant, the counter, what it says and what the ledger says."""
    mug = (await put_up(database, now, stock=5)).variants[0].id
    async with database.transaction() as session:
        await session.execute(update(StockLevel).values(on_hand=9, allocated=1))
    async with database.reading() as session:
        assert await stock.audit(session) == [
            stock.StockDifference(mug, "on_hand", 9, 5),
            stock.StockDifference(mug, "allocated", 1, 0),
        ]


async def test_deleting_a_product_keeps_what_was_promised(database: Database, now: datetime) -> None:
    """An order for something deleted can still be shipped."""
    mug = await put_up(database, now, stock=5)
    variant_id = mug.variants[0].id
    async with database.transaction() as session:
        await reserve(session, {variant_id: 2}, now)
        await products.set_state(session, mug.id, products.ProductState.DELETED, actor_id=OWNER, now=now)
        await stock.consume(session, {variant_id: 2}, reference="order:1024", actor_id=OWNER, now=now)
    assert await level(database, variant_id) == (3, 0)
    await assert_ledger_agrees(database)
