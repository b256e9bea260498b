"""A card and how it is read: all but the stock is kept in memory; a card costs one statement either way."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from operator import is_
from typing import Any

from sqlalchemy import BigInteger, Select, String, bindparam, cast, literal, null, select, union_all

from catalog.card import CardOption, CardValue, CardVariant, ProductCard
from catalog.categories import path_of
from catalog.models import (
    OptionValue,
    Product,
    ProductOption,
    ProductPhoto,
    ProductState,
    StockLevel,
    Variant,
)
from foundation.database import Session, prepared
from foundation.kept import Recent, kept

_MOST = 500
"""Cards kept in memory, some 2 kB each, with the longest description 6 kB more."""

_ID = bindparam("product_id", type_=BigInteger)
_PRODUCT, _OPTION, _VARIANT, _PHOTO = range(4)
_NUMBERS = 8


def _part(
    kind: int, id: Any, place: Any, texts: Sequence[Any], numbers: Sequence[Any] = ()
) -> Select[*tuple[Any, ...]]:
    """Ask for one kind of rows, in columns that fit all kinds."""
    texts = [*texts, *[literal("")] * (3 - len(texts))]
    numbers = [*numbers, *[null()] * (_NUMBERS - len(numbers))]
    return select(
        literal(kind).label("kind"),
        cast(id, BigInteger).label("id"),
        cast(place, BigInteger).label("place"),
        *(cast(text, String).label(f"text{at}") for at, text in enumerate(texts)),
        *(cast(number, BigInteger).label(f"number{at}") for at, number in enumerate(numbers)),
    )


_STOCK = prepared(
    select(StockLevel.variant_id, StockLevel.on_hand, StockLevel.allocated)
    .join(Variant, Variant.id == StockLevel.variant_id)
    .where(Variant.product_id == _ID)
)
_WHOLE = prepared(
    union_all(
        _part(
            _PRODUCT, Product.id, literal(0), [Product.name, Product.description, Product.state], [Product.category_id]
        ).where(Product.id == _ID, Product.state != ProductState.DELETED),
        _part(
            _OPTION, OptionValue.id, OptionValue.position, [OptionValue.name, ProductOption.name],
            [ProductOption.id, ProductOption.position],
        )
        .join(ProductOption, ProductOption.id == OptionValue.option_id)
        .where(ProductOption.product_id == _ID),
        _part(
            _VARIANT, Variant.id, Variant.position, [Variant.sku, Variant.label],
            [
                Variant.value1_id, Variant.value2_id, Variant.value3_id, Variant.price, Variant.cost,
                Variant.weight_g, StockLevel.on_hand, StockLevel.allocated,
            ],
        )
        .join(StockLevel, StockLevel.variant_id == Variant.id)
        .where(Variant.product_id == _ID),
        _part(_PHOTO, literal(0), ProductPhoto.position, [ProductPhoto.sha256]).where(
            ProductPhoto.product_id == _ID
        ),
    )
)  # fmt: skip


@kept("catalogue", contents=2)
async def _cards(session: Session) -> Recent[int, ProductCard]:
    """Give the cards read under this version of the catalogue, with the stock as it was last seen."""
    return Recent(_MOST)


async def read_card(session: Session, product_id: int) -> ProductCard | None:
    """Give a product in any state but deleted; None when there is no such product."""
    known = await _cards(session)
    asked = {"product_id": product_id}
    before = known.get(product_id)
    if before is None:
        kinds: dict[int, list[Any]] = defaultdict(list)
        for row in sorted(await session.execute(_WHOLE, asked), key=_order):
            kinds[row.kind].append(row)
        if not kinds[_PRODUCT]:
            return None
        card = _card(kinds, await path_of(session, kinds[_PRODUCT][0].number0))
    else:
        card = _with_stock(before, await session.execute(_STOCK, asked))
    if card is not before:
        known.put(product_id, card)
    return card


def _with_stock(card: ProductCard, rows: Iterable[Any]) -> ProductCard:
    """Give the card with the stock as it is now; the same card if nothing of it changed."""
    stock = {row[0]: (row[1], row[2]) for row in rows}
    variants = tuple(_variant_with(variant, *stock[variant.id]) for variant in card.variants)
    same = all(map(is_, variants, card.variants))
    return card if same else replace(card, variants=variants)


def _variant_with(variant: CardVariant, on_hand: int, allocated: int) -> CardVariant:
    if variant.on_hand == on_hand and variant.allocated == allocated:
        return variant
    return replace(variant, on_hand=on_hand, allocated=allocated, available=on_hand - allocated)


def _order(row: Any) -> tuple[int, ...]:
    """Put options in their order, and everything else by its place."""
    return row.kind, row.number1 if row.kind == _OPTION else 0, row.place, row.id


def _card(kinds: Mapping[int, Sequence[Any]], category: str) -> ProductCard:
    product = kinds[_PRODUCT][0]
    return ProductCard(
        id=product.id,
        name=product.text0,
        description=product.text1,
        state=ProductState(product.text2),
        category_id=product.number0,
        category=category,
        photos=tuple(row.text0 for row in kinds[_PHOTO]),
        options=_options(kinds[_OPTION]),
        variants=tuple(_variant(row) for row in kinds[_VARIANT]),
    )


def _options(rows: Iterable[Any]) -> tuple[CardOption, ...]:
    options: dict[int, tuple[str, list[CardValue]]] = {}
    for row in rows:
        options.setdefault(row.number0, (row.text1, []))[1].append(CardValue(row.id, row.text0))
    return tuple(CardOption(key, name, tuple(values)) for key, (name, values) in options.items())


def _variant(row: Any) -> CardVariant:
    return CardVariant(
        id=row.id,
        sku=row.text0,
        label=row.text1,
        value_ids=tuple(value for value in (row.number0, row.number1, row.number2) if value),
        price=row.number3,
        cost=row.number4,
        weight_g=row.number5,
        on_hand=row.number6,
        allocated=row.number7,
        available=row.number6 - row.number7,
    )
