"""The catalogue's rows: what ``catalog.products.add`` would have written for each product, in bulk."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from itertools import product as combinations
from typing import Any

from bench.bulk import Writer, table
from bench.crowd import OWNER
from bench.goods import Goods, goods, shelves
from catalog import indexing
from catalog.bits import BLOCK, block_content
from catalog.drafts import label_of
from catalog.words import words_of

BEGINNING = datetime(2025, 1, 1, 3, tzinfo=UTC)
"""When the shops opened."""

SOLD_OUT = 50
"""Of so many variants one is sold out."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A variant as carts and orders name it. Money in rupiah, weight in grams."""

    variant_id: int
    product_id: int
    sku: str
    name: str
    label: str
    price: int
    weight_g: int

    @property
    def sold_out(self) -> bool:
        """Whether there is none."""
        return self.variant_id % SOLD_OUT == 0


@dataclass(slots=True)
class _Below:
    """The rows below the products."""

    options: list[Any] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)
    variants: list[Any] = field(default_factory=list)
    words: list[dict[str, int]] = field(default_factory=list)


async def fill_catalogue(
    writer: Writer,
    count: int,
    pictures: list[str],
    offers: list[Offer],
    moved: Callable[[int], tuple[Counter[int], Counter[int]]],
) -> None:
    """Write categories and products; ``offers`` is filled on the way.

    ``moved`` gives for a number of variants how many pieces of each were sold, and how many are promised.
    """
    now = writer.moment(BEGINNING)
    await writer.fill(table("category"), ("id", "parent_id", "name", "position"), shelves())
    made = list(goods(count))
    below = _below(made, offers)
    await writer.fill(
        table("product"),
        ("id", "name", "description", "category_id", "state", "created_at"),
        ((n, one.name, one.description, one.shelf, "published", now) for n, one in enumerate(made, 1)),
    )
    await writer.fill(table("product_option"), ("id", "product_id", "name", "position"), below.options)
    await writer.fill(table("option_value"), ("id", "option_id", "name", "position"), below.values)
    columns = [
        "id",
        "product_id",
        "sku",
        "label",
        "value1_id",
        "value2_id",
        "price",
        "cost",
        "weight_g",
        "position",
    ]
    await writer.fill(table("variant"), columns, below.variants)
    await _fill_stock(writer, offers, moved, now)
    shown = (
        (n, pictures[(n + place) % len(pictures)], place + 1)
        for n in range(1, count + 1)
        for place in range(2 if n % 5 == 0 else 1)
    )
    await writer.fill(table("product_photo"), ("product_id", "sha256", "position"), shown)
    await _fill_sets(writer, made, below)
    notes = (
        (now, OWNER, "add", f"product:{n}", json.dumps({"name": one.name, "variants": len(one.offers)}))
        for n, one in enumerate(made, 1)
    )
    await writer.fill(table("audit_entry"), ("at", "actor_id", "action", "subject", "after"), notes)


async def _fill_sets(writer: Writer, made: list[Goods], below: _Below) -> None:
    """What stands where and which words stand in what, as the catalogue keeps it (``catalog.bits``)."""
    places: dict[tuple[Any, ...], int] = defaultdict(int)
    for product_id, one in enumerate(made, 1):
        places["published", one.shelf, product_id // BLOCK] |= 1 << product_id % BLOCK
    words: dict[tuple[Any, ...], int] = defaultdict(int)
    for product_id, weights in enumerate(below.words, 1):
        block, bit = product_id // BLOCK, 1 << product_id % BLOCK
        for word, weight in weights.items():
            words[word, weight, block] |= bit
    for name, columns, sets in (
        ("product_block", ("state", "category_id", "block", "bits"), places),
        ("word_block", ("word", "weight", "block", "bits"), words),
    ):
        await writer.fill(table(name), columns, ((*key, block_content(sets[key])) for key in sorted(sets)))
    lines = ((product_id, indexing.as_lines(weights)) for product_id, weights in enumerate(below.words, 1))
    await writer.fill(table("product_words"), ("product_id", "words"), lines)


async def _fill_stock(
    writer: Writer, offers: list[Offer], moved: Callable[[int], tuple[Counter[int], Counter[int]]], now: Any
) -> None:
    """A thousand or more of everything, on top of what the past sold."""
    sold, promised = moved(len(offers))
    levels = [
        (one.variant_id, 0 if one.sold_out else 1_000 + one.variant_id % 9_000, promised[one.variant_id])
        for one in offers
    ]
    await writer.fill(table("stock_level"), ("variant_id", "on_hand", "allocated"), levels)
    entries = (
        (key, now, on_hand + sold[key], "restock", OWNER) for key, on_hand, _ in levels if on_hand + sold[key]
    )
    columns = ("variant_id", "at", "on_hand_change", "reason", "actor_id")
    await writer.fill(table("stock_entry"), columns, entries)


def _below(made: Iterable[Goods], offers: list[Offer]) -> _Below:
    below, paths = _Below(), _paths()
    starts: Counter[str] = Counter()
    for product_id, one in enumerate(made, 1):
        ids = [list(_option(below, product_id, place, *option)) for place, option in enumerate(one.options)]
        stem = _stem(one, starts)
        _add_variants(below, product_id, one, ids, stem, offers)
        below.words.append(_weights(one, paths[one.shelf], stem.lower()))
    return below


def _option(
    below: _Below, product_id: int, place: int, name: str, choices: tuple[str, ...]
) -> Iterator[tuple[int, str]]:
    below.options.append((len(below.options) + 1, product_id, name, place))
    for at, choice in enumerate(choices):
        below.values.append((len(below.values) + 1, len(below.options), choice, at))
        yield len(below.values), choice


def _add_variants(
    below: _Below,
    product_id: int,
    one: Goods,
    ids: list[list[tuple[int, str]]],
    stem: str,
    offers: list[Offer],
) -> None:
    for position, chosen in enumerate(combinations(*ids)):
        price, weight = one.offers[position]
        label = label_of(tuple(name for _, name in chosen))
        sku = "-".join([stem, *(name.upper() for _, name in chosen)])
        variant_id = len(below.variants) + 1
        values = [*(key for key, _ in chosen), None, None][:2]
        row = (variant_id, product_id, sku, label, *values, price, price // 2, weight, position)
        below.variants.append(row)
        offers.append(Offer(variant_id, product_id, sku, one.name, label, price, weight))


def _stem(one: Goods, starts: Counter[str]) -> str:
    """Make a SKU as the catalogue does: the name's initials, numbered."""
    start = "".join(word[0] for word in one.name.upper().split()[:5])
    starts[start] += 1
    return start if starts[start] == 1 else f"{start}{starts[start]}"


def _weights(one: Goods, shelf: str, stem: str) -> dict[str, int]:
    """Give the index's words; a SKU is its stem and the options' values, so only the stem is a word of its own."""
    weights = dict.fromkeys(_words(one.description), indexing.IN_DESCRIPTION)
    for part in (shelf, *(choice for _, choices in one.options for choice in choices), stem):
        weights.update(dict.fromkeys(_words(part), indexing.IN_FACTS))
    # word by word is the same as the whole name (no prices, no lone letters here), and can be remembered
    for part in one.name.split():
        weights.update(dict.fromkeys(_words(part), indexing.IN_NAME))
    return weights


@lru_cache(maxsize=200_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(words_of(text))


def _paths() -> dict[int, str]:
    rows = {row[0]: row for row in shelves()}
    return {key: f"{rows[row[1]][2]} > {row[2]}" if row[1] else row[2] for key, row in rows.items()}
