"""Products as people look at them: one as a card, many as the owner's list."""

import re
from dataclasses import dataclass

from sqlalchemy import select

from catalog.categories import path_of
from catalog.errors import ProductGone, VariantUnclear
from catalog.models import OptionValue, Product, ProductOption, ProductState, StockLevel, Variant
from catalog.owner_list import OwnerItem, OwnerPage, owner_page
from catalog.photos import photos_of
from catalog.words import correct
from foundation.database import Session

__all__ = [
    "CardOption",
    "CardValue",
    "CardVariant",
    "OwnerItem",
    "OwnerPage",
    "ProductCard",
    "card",
    "find_variant",
    "owner_page",
    "shopper_card",
]

_CHOICES = 20


@dataclass(frozen=True, slots=True)
class CardValue:
    """One choice: black, L."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class CardOption:
    """Something to choose, with its values in order."""

    id: int
    name: str
    values: tuple[CardValue, ...]


@dataclass(frozen=True, slots=True)
class CardVariant:
    """What can be bought: ``label`` is empty where there is nothing to choose. Money in minor units."""

    id: int
    sku: str
    label: str
    value_ids: tuple[int, ...]
    price: int
    cost: int | None
    weight_g: int
    on_hand: int
    allocated: int
    available: int


@dataclass(frozen=True, slots=True)
class ProductCard:
    """A product with everything about it; ``category`` is the whole path, ``photos`` are sha256, first one first."""

    id: int
    name: str
    description: str
    state: ProductState
    category_id: int | None
    category: str
    photos: tuple[str, ...]
    options: tuple[CardOption, ...]
    variants: tuple[CardVariant, ...]

    @property
    def price_from(self) -> int:
        """The cheapest variant's price."""
        return min(variant.price for variant in self.variants)

    @property
    def price_to(self) -> int:
        """The dearest variant's price."""
        return max(variant.price for variant in self.variants)

    @property
    def available(self) -> int:
        """How many of all variants nobody was promised."""
        return sum(variant.available for variant in self.variants)


async def card(session: Session, product_id: int) -> ProductCard:
    """Give a product in any state but deleted. Raises ProductGone."""
    found = await session.execute(
        select(Product.name, Product.description, Product.state, Product.category_id).where(
            Product.id == product_id, Product.state != ProductState.DELETED
        )
    )
    row = found.one_or_none()
    if row is None:
        raise ProductGone(product_id=product_id)
    name, description, state, category_id = row
    return ProductCard(
        id=product_id,
        name=name,
        description=description,
        state=ProductState(state),
        category_id=category_id,
        category=await path_of(session, category_id),
        photos=await photos_of(session, product_id),
        options=await _options(session, product_id),
        variants=await _variants(session, product_id),
    )


async def shopper_card(session: Session, product_id: int) -> ProductCard:
    """Give a product if shoppers may see it. Raises ProductGone."""
    seen = await card(session, product_id)
    if seen.state is not ProductState.PUBLISHED:
        raise ProductGone(product_id=product_id)
    return seen


async def _options(session: Session, product_id: int) -> tuple[CardOption, ...]:
    rows = await session.execute(
        select(ProductOption.id, ProductOption.name, OptionValue.id, OptionValue.name)
        .join(OptionValue, OptionValue.option_id == ProductOption.id)
        .where(ProductOption.product_id == product_id)
        .order_by(ProductOption.position, OptionValue.position)
    )
    options: dict[int, tuple[str, list[CardValue]]] = {}
    for option_id, option_name, value_id, value_name in rows:
        options.setdefault(option_id, (option_name, []))[1].append(CardValue(value_id, value_name))
    return tuple(CardOption(key, name, tuple(values)) for key, (name, values) in options.items())


async def _variants(session: Session, product_id: int) -> tuple[CardVariant, ...]:
    rows = await session.execute(
        select(
            Variant.id,
            Variant.sku,
            Variant.label,
            Variant.value1_id,
            Variant.value2_id,
            Variant.value3_id,
            Variant.price,
            Variant.cost,
            Variant.weight_g,
            StockLevel.on_hand,
            StockLevel.allocated,
        )
        .join(StockLevel, StockLevel.variant_id == Variant.id)
        .where(Variant.product_id == product_id)
        .order_by(Variant.position)
    )
    return tuple(
        CardVariant(
            id=row.id,
            sku=row.sku,
            label=row.label,
            value_ids=tuple(value for value in (row.value1_id, row.value2_id, row.value3_id) if value),
            price=row.price,
            cost=row.cost,
            weight_g=row.weight_g,
            on_hand=row.on_hand,
            allocated=row.allocated,
            available=row.on_hand - row.allocated,
        )
        for row in rows
    )


def find_variant(card: ProductCard, words: str) -> CardVariant:
    """Give the variant somebody means: by SKU, or by values in any order and case, ``hitam l``.

    Raises VariantUnclear unless exactly one fits; no words at all fit a product with nothing to choose.
    """
    by_sku = [variant for variant in card.variants if variant.sku.casefold() == words.strip().casefold()]
    fitting = by_sku or _fitting(card, _parts(words))
    if len(fitting) != 1:
        labels = [variant.label for variant in fitting or card.variants]
        choices = ", ".join(labels[:_CHOICES]) + (", …" if len(labels) > _CHOICES else "")
        raise VariantUnclear(wanted=words[:40], choices=choices)
    return fitting[0]


def _fitting(card: ProductCard, wanted: list[str]) -> list[CardVariant]:
    """Give the variants whose label has all the words; of several, one that has nothing else."""
    parts = {variant.id: _parts(variant.label) for variant in card.variants}
    known = sorted({part for each in parts.values() for part in each})
    meant = {word if word in known else next(iter(correct(word, known, 1)), word) for word in wanted}
    fitting = [variant for variant in card.variants if meant <= set(parts[variant.id])]
    exact = [variant for variant in fitting if meant == set(parts[variant.id])]
    return exact if len(exact) == 1 else fitting


def _parts(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
