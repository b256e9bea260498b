"""What an owner names by its number: found, or a clear answer that there is none."""

from bot.owner.errors import OrderUnknown, ProductUnknown, WhichVariant
from bot.owner.reading import read_id, shown
from bot.screen import Screen
from bot.screens.owner_products import product_screen
from bot.shop import RunningShop
from bot.words import Words
from catalog import cards
from catalog.cards import CardVariant, ProductCard
from catalog.errors import ProductGone
from checkout import order_cards
from checkout.errors import OrderGone
from checkout.order_cards import OrderCard
from foundation.database import Session

CHOICES = 20
"""Variants that are named when it is unclear which one is meant."""


async def product(session: Session, number: int | str) -> ProductCard:
    """Give a product by its number. Raises NumberMissing, ProductUnknown."""
    try:
        return await cards.card(session, read_id(str(number)))
    except ProductGone:
        raise ProductUnknown(number=shown(str(number))) from None


async def order(session: Session, number: int | str) -> OrderCard:
    """Give an order by its number. Raises NumberMissing, OrderUnknown."""
    try:
        return await order_cards.order_card(session, read_id(str(number)))
    except OrderGone:
        raise OrderUnknown(number=shown(str(number))) from None


def variant(card: ProductCard, words: str) -> CardVariant:
    """Give the variant that is meant; no words mean the only one. Raises WhichVariant, VariantUnclear."""
    if not words.strip() and len(card.variants) > 1:
        labels = [one.label for one in card.variants]
        choices = ", ".join(labels[:CHOICES]) + (", …" if len(labels) > CHOICES else "")
        raise WhichVariant(choices=choices, example=f"/stock {card.id} {labels[0].replace(' / ', ' ')} +10")
    if not words.strip():
        return card.variants[0]
    return cards.find_variant(card, words)


async def show(
    session: Session,
    words: Words,
    shop: RunningShop,
    product_id: int,
    *,
    toast: str = "",
    news: str = "",
) -> Screen:
    """A product's card for the owner; ``news`` stands above it."""
    card = await product(session, product_id)
    return product_screen(words, card, link=shop.product_link(card.id), toast=toast, news=news)
