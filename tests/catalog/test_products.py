"""Products: added in one go, changed one fact at a time, gone when deleted."""

import asyncio
from datetime import datetime

import pytest
from sqlalchemy import select

from catalog import cards, categories, drafts, products, search
from catalog.changes import Change
from catalog.errors import (
    DescriptionTooLong,
    NameMissing,
    NameTooLong,
    NumberOutOfRange,
    PriceMissing,
    ProductGone,
    SkuTaken,
    TooManyOptions,
    TooManyVariants,
    VariantGone,
    VariantMismatch,
    VariantTwice,
    VariantUnclear,
)
from catalog.models import ProductState
from catalog.products import NewOption, NewProduct, NewVariant
from foundation.audit import AuditEntry
from foundation.database import Database, Session
from foundation.errors import ShopError
from tests.builders import OWNER, SIZES, a_product

SHIRT = NewProduct(
    name="  Kaos   Polos ",
    description="Adem.\nTidak menerawang.",
    category="Pakaian > Atasan",
    options=(NewOption("Warna", ("Hitam", "Putih")), NewOption("Ukuran", ("M", "L"))),
    variants=(
        NewVariant(("Hitam", "M"), 85_000, stock=5, cost=40_000, weight_g=200),
        NewVariant(("Hitam", "L"), 90_000, stock=10, weight_g=210),
        NewVariant(("Putih", "L"), 95_000),
    ),
)


async def add(session: Session, new: NewProduct, now: datetime) -> int:
    """Add as the owner does."""
    return await products.add(session, new, actor_id=OWNER, now=now)


async def test_everything_the_owner_said_is_on_the_card(database: Database, now: datetime) -> None:
    """Names are tidy, variants carry labels, SKUs are made up, stock is counted."""
    async with database.transaction() as session:
        product_id = await add(session, SHIRT, now)
    async with database.reading() as session:
        card = await cards.card(session, product_id)

    assert (card.name, card.state, card.category) == ("Kaos Polos", ProductState.DRAFT, "Pakaian > Atasan")
    assert card.description == "Adem.\nTidak menerawang."
    assert [(option.name, [value.name for value in option.values]) for option in card.options] == [
        ("Warna", ["Hitam", "Putih"]),
        ("Ukuran", ["M", "L"]),
    ]
    assert [(variant.label, variant.sku, variant.price, variant.available) for variant in card.variants] == [
        ("Hitam / M", "KP-HITAM-M", 85_000, 5),
        ("Hitam / L", "KP-HITAM-L", 90_000, 10),
        ("Putih / L", "KP-PUTIH-L", 95_000, 0),
    ]
    colours, sizes = card.options
    assert card.variants[2].value_ids == (colours.values[1].id, sizes.values[1].id)
    assert (card.price_from, card.price_to, card.available) == (85_000, 95_000, 15)


@pytest.mark.parametrize(
    ("new", "error"),
    [
        (NewProduct(" ", variants=(NewVariant((), 1),)), NameMissing),
        (NewProduct("x" * 201, variants=(NewVariant((), 1),)), NameTooLong),
        (NewProduct("Mug", variants=()), PriceMissing),
        (NewProduct("Mug", variants=(NewVariant((), -1),)), NumberOutOfRange),
        (NewProduct("Mug", variants=(NewVariant((), 10**12),)), NumberOutOfRange),
        (NewProduct("Mug", variants=(NewVariant((), 1, stock=1_000_001),)), NumberOutOfRange),
        (NewProduct("Mug", variants=(NewVariant((), 1, weight_g=-1),)), NumberOutOfRange),
        (NewProduct("Mug", description="x" * 3001, variants=(NewVariant((), 1),)), DescriptionTooLong),
        (NewProduct("Mug", variants=(NewVariant((), 1), NewVariant((), 2))), VariantTwice),
        (NewProduct("Mug", variants=(NewVariant(("M",), 1),)), VariantMismatch),
        (NewProduct("Mug", options=(NewOption("U", ("S", "s")),), variants=(NewVariant(("S",), 1),)), VariantTwice),
        (NewProduct("Mug", options=(NewOption("U", ("S",)),), variants=(NewVariant(("M",), 1),)), VariantMismatch),
        (NewProduct("Mug", options=(NewOption("U", ("S",)),) * 4, variants=(NewVariant(("S",) * 4, 1),)), TooManyOptions),
        (
            NewProduct(
                "Mug",
                options=(NewOption("U", tuple(str(size) for size in range(101))),),
                variants=tuple(NewVariant((str(size),), 1) for size in range(101)),
            ),
            TooManyVariants,
        ),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(new: NewProduct, error: type[ShopError]) -> None:
    """The refusal names the one thing that is wrong."""
    with pytest.raises(error):
        drafts.checked(new)


async def test_a_refused_product_leaves_nothing_behind(database: Database, now: datetime) -> None:
    """Whatever is found wrong, and however late, no part of the product is kept."""
    wrong = {
        PriceMissing: NewProduct("Mug", category="Dapur"),
        NameTooLong: NewProduct("Mug", category="Dapur > " + "x" * 101, variants=(NewVariant((), 1),)),
        SkuTaken: NewProduct(
            "Mug",
            category="Dapur",
            options=(NewOption("U", ("S", "M")),),
            variants=(NewVariant(("S",), 1, sku="a"), NewVariant(("M",), 1, sku="A")),
        ),
    }
    for error, new in wrong.items():
        with pytest.raises(error):
            async with database.transaction() as session:
                await add(session, new, now)
    async with database.reading() as session:
        assert (await cards.owner_page(session, 1)).total == 0
        assert await categories.all_categories(session) == []


async def test_two_products_with_the_same_initials(database: Database, now: datetime) -> None:
    """Made-up SKUs never meet, even when values look alike or others were added meanwhile."""
    options = (NewOption("Ukuran", ("S!", "S?", "🙂")),)
    variants = tuple(NewVariant((value,), 1) for value in options[0].values)
    async with database.transaction() as session:
        first = await add(session, NewProduct("Kopi Pagi", options=options, variants=variants), now)
        second = await add(session, NewProduct("Kue Pandan", variants=(NewVariant((), 1),)), now)
        third = await add(session, NewProduct("Kain Perca", variants=(NewVariant((), 1),)), now)
        mug = await add(session, NewProduct("Mug", variants=(NewVariant((), 1),)), now)
        skus = [
            [each.sku for each in (await cards.card(session, key)).variants]
            for key in (first, second, third, mug)
        ]
    assert skus == [["KP-S", "KP-S-2", "KP-X"], ["KP"], ["KP2"], ["MUG"]]


async def test_ten_owners_add_the_same_product_at_once(database: Database, now: datetime) -> None:
    """Everybody gets a SKU of their own and there is one new shelf."""

    async def put_up() -> str:
        async with database.transaction() as session:
            card = await a_product(session, now, "Mug", category="Dapur > Gelas")
            return f"{card.category_id} {card.variants[0].sku}"

    put = await asyncio.gather(*(put_up() for _ in range(10)))

    assert len({each.split()[1] for each in put}) == 10
    assert len({each.split()[0] for each in put}) == 1


async def test_a_sku_of_ones_own(database: Database, now: datetime) -> None:
    """Written in capitals, refused when taken, free again when its product is deleted."""
    own = NewProduct("Mug", variants=(NewVariant((), 1, sku="mug-01"),))
    async with database.transaction() as session:
        first = await add(session, own, now)
        assert (await cards.card(session, first)).variants[0].sku == "MUG-01"
    with pytest.raises(SkuTaken) as told:
        async with database.transaction() as session:
            await add(session, own, now)
    assert told.value.facts == {"sku": "MUG-01"}
    async with database.transaction() as session:
        await products.set_state(session, first, ProductState.DELETED, actor_id=OWNER, now=now)
        assert await add(session, own, now) > first


async def test_every_change_says_before_and_after(database: Database, now: datetime) -> None:
    """One change, one audit row; setting what already is writes none."""
    async with database.transaction() as session:
        product_id = await add(session, SHIRT, now)
        small, large, white = (variant.id for variant in (await cards.card(session, product_id)).variants)
        who = {"actor_id": OWNER, "now": now}
        changes = [
            await products.rename(session, product_id, "Kaos Adem", **who),
            await products.describe(session, product_id, "Katun.", **who),
            await products.move(session, product_id, "Promo", **who),
            await products.set_state(session, product_id, ProductState.PUBLISHED, **who),
            await products.set_price(session, product_id, 99_000, variant_id=large, **who),
            await products.set_price(session, product_id, 79_000, **who),
            await products.set_price(session, product_id, 80_000, **who),
            await products.set_price(session, product_id, 80_000, **who),
            await products.set_cost(session, product_id, 41_000, variant_id=small, **who),
            await products.set_weight(session, product_id, 250, **who),
            await products.move(session, product_id, "", **who),
        ]
        card = await cards.card(session, product_id)
    assert changes == [
        Change("Kaos Polos", "Kaos Adem"),
        Change("Adem.\nTidak menerawang.", "Katun."),
        Change("Pakaian > Atasan", "Promo"),
        Change("draft", "published"),
        Change(90_000, 99_000),
        Change({small: 85_000, large: 99_000, white: 95_000}, 79_000),
        Change(79_000, 80_000),
        Change(80_000, 80_000),
        Change(40_000, 41_000),
        Change({small: 200, large: 210, white: 0}, 250),
        Change("Promo", ""),
    ]
    assert (card.name, card.description, card.category_id) == ("Kaos Adem", "Katun.", None)
    assert {(variant.price, variant.weight_g) for variant in card.variants} == {(80_000, 250)}
    async with database.reading() as session:
        actions = (await session.scalars(select(AuditEntry.action).order_by(AuditEntry.id))).all()
    assert actions == [
        "add", "name", "description", "category", "state", "price", "price", "price", "cost", "weight_g", "category",
    ]  # fmt: skip


async def test_nobody_changes_what_is_not_there(database: Database, now: datetime) -> None:
    """A deleted product is gone for the owner too, and a variant of another product is not touched."""
    who = {"actor_id": OWNER, "now": now}
    async with database.transaction() as session:
        mug = await a_product(session, now)
        other = await a_product(session, now, "Gelas")
        with pytest.raises(VariantGone):
            await products.set_price(session, mug.id, 1, variant_id=other.variants[0].id, **who)
        await products.set_state(session, mug.id, ProductState.DELETED, **who)
    async with database.transaction() as session:
        with pytest.raises(ProductGone):
            await products.rename(session, mug.id, "Cangkir", **who)
        with pytest.raises(ProductGone):
            await products.set_price(session, mug.id, 1, **who)
        with pytest.raises(ProductGone):
            await products.set_state(session, mug.id, ProductState.PUBLISHED, **who)
        with pytest.raises(ProductGone):
            await cards.card(session, mug.id)
        assert (await search.find(session, "mug")).items == ()


async def test_two_owners_change_one_price_at_once(database: Database, now: datetime) -> None:
    """Each sees the other's price as what was before: no change is lost from the log."""
    async with database.transaction() as session:
        mug = await a_product(session, now, price=1)

    async def price(amount: int) -> Change:
        async with database.transaction() as session:
            return await products.set_price(session, mug.id, amount, actor_id=OWNER, now=now)

    changes = await asyncio.gather(*(price(amount) for amount in range(2, 12)))

    followed = {change.before: change.after for change in changes}
    seen, amount = [], 1
    while amount in followed:
        amount = followed[amount]
        seen.append(amount)
    assert sorted(seen) == list(range(2, 12))


async def test_shoppers_see_what_is_published(database: Database, now: datetime) -> None:
    """Drafts and hidden products are the owner's; a button to one says it is gone."""
    async with database.transaction() as session:
        mug = await a_product(session, now)
        assert (await cards.shopper_card(session, mug.id)).name == "Mug"
        for state in (ProductState.DRAFT, ProductState.HIDDEN):
            await products.set_state(session, mug.id, state, actor_id=OWNER, now=now)
            with pytest.raises(ProductGone):
                await cards.shopper_card(session, mug.id)
            assert (await cards.card(session, mug.id)).state is state


async def test_which_shirt_is_meant(database: Database, now: datetime) -> None:
    """Values in any order, a SKU, or as much as makes it clear; else the answer names what there is."""
    async with database.transaction() as session:
        card = await cards.card(session, await add(session, SHIRT, now))
    meant = {
        "hitam l": "Hitam / L",
        "L, hitam": "Hitam / L",
        "Hitam / M": "Hitam / M",
        "kp-putih-l": "Putih / L",
        "putih": "Putih / L",
        "m": "Hitam / M",
        "hitma m": "Hitam / M",
    }
    unclear = {
        "L": "Hitam / L, Putih / L",
        "hitam": "Hitam / M, Hitam / L",
        "ungu": "Hitam / M, Hitam / L, Putih / L",
        "": "Hitam / M, Hitam / L, Putih / L",
    }
    assert {words: cards.find_variant(card, words).label for words in meant} == meant
    for words, choices in unclear.items():
        with pytest.raises(VariantUnclear) as told:
            cards.find_variant(card, words)
        assert told.value.facts == {"wanted": words, "choices": choices}


async def test_sizes_that_contain_each_other(database: Database, now: datetime) -> None:
    """L is not XL, and a mug needs no words."""
    async with database.transaction() as session:
        shirt = await a_product(session, now, options={"Ukuran": ("L", "XL", "L Panjang")})
        mug = await a_product(session, now)
    assert cards.find_variant(shirt, "xl").label == "XL"
    assert cards.find_variant(shirt, "l").label == "L"
    assert cards.find_variant(shirt, "l panjang").label == "L Panjang"
    assert cards.find_variant(mug, "") == mug.variants[0]


async def test_the_owners_list(database: Database, now: datetime) -> None:
    """Newest first, in pages, by state, or what a search finds; deleted ones are left out."""
    async with database.transaction() as session:
        for number in range(1, 11):
            await a_product(
                session, now, f"Mug {number}", state=ProductState.DRAFT, stock=number, options=SIZES
            )
        shown = await a_product(session, now, "Gelas")
        gone = await a_product(session, now, "Mug pecah")
        await products.set_state(session, gone.id, ProductState.DELETED, actor_id=OWNER, now=now)
    async with database.reading() as session:
        first = await cards.owner_page(session, 1)
        last = await cards.owner_page(session, 99)
        drafts = await cards.owner_page(session, 1, state=ProductState.DRAFT)
        found = await cards.owner_page(session, 1, "gelass")
    assert [item.name for item in first.items][:3] == ["Gelas", "Mug 10", "Mug 9"]
    assert (first.page, first.pages, first.total, len(first.items)) == (1, 2, 11, 8)
    assert (last.page, [item.name for item in last.items]) == (2, ["Mug 3", "Mug 2", "Mug 1"])
    assert (last.items[0].on_hand, last.items[0].available) == (9, 9)
    assert drafts.total == 10
    assert [item.product_id for item in found.items] == [shown.id]
