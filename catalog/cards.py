"""Products as people look at them: one as a card, many as the owner's list."""

import re

from catalog.card import CardOption, CardValue, CardVariant, ProductCard
from catalog.card_reading import read_card
from catalog.errors import ProductGone, VariantUnclear
from catalog.models import ProductState
from catalog.owner_list import OwnerItem, OwnerPage, owner_page
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


async def card(session: Session, product_id: int) -> ProductCard:
    """Give a product in any state but deleted. Raises ProductGone."""
    seen = await read_card(session, product_id)
    if seen is None:
        raise ProductGone(product_id=product_id)
    return seen


async def shopper_card(session: Session, product_id: int) -> ProductCard:
    """Give a product if shoppers may see it. Raises ProductGone."""
    seen = await card(session, product_id)
    if seen.state is not ProductState.PUBLISHED:
        raise ProductGone(product_id=product_id)
    return seen


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
