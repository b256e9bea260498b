"""What an owner says about a new product, and whether it makes sense."""

from dataclasses import dataclass, replace

from catalog.changes import checked_name, checked_number, clean
from catalog.errors import (
    DescriptionTooLong,
    PriceMissing,
    TooManyOptions,
    TooManyVariants,
    VariantMismatch,
    VariantTwice,
)
from foundation.money import LARGEST

MOST_VARIANTS = 100
MOST_OPTIONS = 3
LONGEST_DESCRIPTION = 3000
"""Characters; with the rest of the card it fits into one message."""

_LONGEST_VALUE = 60


@dataclass(frozen=True, slots=True)
class NewOption:
    """Something to choose: a name and its values, in order."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewVariant:
    """One combination: a value of each option in the options' order. Money in minor units."""

    values: tuple[str, ...]
    price: int
    stock: int = 0
    cost: int | None = None
    weight_g: int = 0
    sku: str = ""


@dataclass(frozen=True, slots=True)
class NewProduct:
    """What the owner says about a product; ``category`` is a path like ``Pakaian > Atasan``."""

    name: str
    description: str = ""
    category: str = ""
    options: tuple[NewOption, ...] = ()
    variants: tuple[NewVariant, ...] = ()
    sku: str = ""
    is_demo: bool = False


def label_of(values: tuple[str, ...]) -> str:
    """Name a combination: ``Hitam / L``."""
    return " / ".join(values)


def checked_description(description: str) -> str:
    """Give the description without blank edges; raises DescriptionTooLong."""
    description = clean(description)
    if len(description) > LONGEST_DESCRIPTION:
        raise DescriptionTooLong(limit=LONGEST_DESCRIPTION, length=len(description))
    return description


def checked(new: NewProduct) -> NewProduct:
    """Give the draft with tidy names if it can become a product.

    Raises NameMissing, NameTooLong, DescriptionTooLong, PriceMissing, NumberOutOfRange, TooManyOptions,
    TooManyVariants, VariantMismatch, VariantTwice.
    """
    if len(new.options) > MOST_OPTIONS:
        raise TooManyOptions(limit=MOST_OPTIONS)
    if len(new.variants) > MOST_VARIANTS:
        raise TooManyVariants(limit=MOST_VARIANTS)
    name, description = checked_name(new.name), checked_description(new.description)
    if not new.variants:
        raise PriceMissing
    options = tuple(_option(option) for option in new.options)
    variants = tuple(_variant(variant, options) for variant in new.variants)
    _no_twins([label_of(variant.values) for variant in variants])
    return replace(new, name=name, description=description, options=options, variants=variants)


def _option(option: NewOption) -> NewOption:
    values = tuple(checked_name(value, _LONGEST_VALUE) for value in option.values)
    _no_twins(list(values))
    return NewOption(checked_name(option.name, _LONGEST_VALUE), values)


def _variant(variant: NewVariant, options: tuple[NewOption, ...]) -> NewVariant:
    values = tuple(checked_name(value, _LONGEST_VALUE) for value in variant.values)
    fits = len(values) == len(options) and all(
        value in option.values for value, option in zip(values, options, strict=True)
    )
    if not fits:
        raise VariantMismatch(label=label_of(values))
    checked_number(variant.price, LARGEST)
    checked_number(variant.cost or 0, LARGEST)
    checked_number(variant.weight_g)
    checked_number(variant.stock)
    return replace(variant, values=values)


def _no_twins(names: list[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name.casefold() in seen:
            raise VariantTwice(label=name)
        seen.add(name.casefold())
