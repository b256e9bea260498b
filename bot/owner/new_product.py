"""What an owner says about a new product: in one line, or answer by answer."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.owner.errors import OptionsUneven, StockUnreadable, TooManyParts
from bot.owner.reading import read_number, read_price, read_weight, readable_name, shown
from bot.words import Words
from catalog.products import NewOption, NewProduct, NewVariant

USUAL_WEIGHT = 250
"""Grams, when nobody says: what weighs nothing would not be sent but delivered in the chat."""

QUESTIONS = ("name", "price", "stock", "category", "photo")
"""What is asked about a new product, in this order."""

_PARTS = ("name", "price", "stock", "category", "weight")
_PAIR = re.compile(r"\s*([^:=,;]+?)\s*[:=]\s*([^\s,;:=]+)[\s,;]*")
_SIZE = re.compile(
    r"(?:[2-9]?x{0,3}[sml]|all ?size|free ?size|[0-9]+(?:[.,][0-9]+)?\s*(?:ml|l|g|gr|kg|cm|mm|m|inch|oz)?)",
    re.IGNORECASE,
)
_COLOURS = frozenset({
    "hitam", "putih", "merah", "biru", "hijau", "kuning", "abu", "abu-abu", "coklat", "cokelat", "ungu",
    "pink", "oranye", "jingga", "krem", "navy", "tosca", "maroon", "emas", "perak", "silver", "gold",
    "black", "white", "red", "blue", "green", "yellow", "grey", "gray", "brown", "purple", "orange",
    "cream", "beige", "nude", "salem", "army", "mocca", "moka", "mustard", "lilac", "magenta", "olive",
    "teal", "denim", "broken", "dusty", "lavender",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """What is known of a product that is not there yet. ``price`` and ``stock`` are empty until answered.

    ``stock`` is as it was typed, ``photos`` are sha256; ``skipped`` names the questions that shall not be asked.
    """

    name: str = ""
    price: int | None = None
    stock: str = ""
    category: str = ""
    weight_g: int = USUAL_WEIGHT
    description: str = ""
    photos: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said yet."""
        return self == Said()

    def next_question(self) -> str | None:
        """Name what to ask next; None when everything is known."""
        known = {
            "name": bool(self.name),
            "price": self.price is not None,
            "stock": bool(self.stock),
            "category": bool(self.category),
            "photo": bool(self.photos),
        }
        return next((what for what in QUESTIONS if not known[what] and what not in self.skipped), None)

    def without(self, question: str) -> "Said":
        """The question shall not be asked."""
        return replace(self, skipped=(*self.skipped, question))


def read_line(said: Said, text: str, currency: str) -> Said:
    """Read ``Kaos Polos | 85000 | S:5 M:10 L:8 | Kaos | 250 g``, the description on further lines.

    Parts may be left out at the end. Category and photo are not asked for after a whole line.
    Raises NameUnreadable, AmountUnreadable, PriceZero, NumberUnreadable, StockUnreadable, OptionsUneven,
    WeightUnreadable, TooManyParts.
    """
    first, _, description = text.strip().partition("\n")
    parts = [part.strip() for part in re.split(r"[|｜]", first)]
    if len(parts) > len(_PARTS):
        raise TooManyParts(parts=len(parts), limit=len(_PARTS))
    given = {name: part for name, part in zip(_PARTS, parts, strict=False) if part}
    for name, part in given.items():
        said = answered(said, name, part, currency)
    if description.strip():
        said = replace(said, description=description.strip())
    if "stock" in given:
        said = said.without("category").without("photo")
    return said


def answered(said: Said, question: str, text: str, currency: str) -> Said:
    """Take one answer. Raises what the answer's reader raises."""
    if question == "name":
        return replace(said, name=readable_name(text))
    if question == "price":
        return replace(said, price=read_price(text, currency))
    if question == "stock":
        read_stock(text)
        return replace(said, stock=text.strip())
    if question == "category":
        return replace(said, category=readable_name(text))
    return replace(said, weight_g=read_weight(text))


def read_stock(text: str) -> tuple[tuple[tuple[str, ...], int], ...]:
    """Read a count, ``25``, or options with counts: ``S:5 M:10``, ``Hitam/S:5 Hitam/M:3``.

    Raises NumberUnreadable, StockUnreadable, OptionsUneven.
    """
    text = " ".join(text.split())
    if ":" not in text and "=" not in text:
        if not any(char.isdigit() for char in text):
            raise StockUnreadable(text=shown(text))
        return (((), read_number(text)),)
    pairs = tuple(_pairs(text))
    if len({len(values) for values, _ in pairs}) > 1:
        uneven = next(values for values, _ in pairs if len(values) != len(pairs[0][0]))
        raise OptionsUneven(label="/".join(uneven), example="/".join(pairs[0][0]))
    return pairs


def _pairs(text: str) -> Iterator[tuple[tuple[str, ...], int]]:
    at = 0
    while at < len(text):
        match = _PAIR.match(text, at)
        if match is None:
            raise StockUnreadable(text=shown(text[at:]))
        yield tuple(value.strip() for value in match.group(1).split("/")), read_number(match.group(2))
        at = match.end()


def product_of(said: Said, words: Words) -> NewProduct:
    """Make the product of a whole answer; options are named in the owner's language."""
    assert said.price is not None
    counted = read_stock(said.stock)
    columns = [list(dict.fromkeys(column)) for column in zip(*(values for values, _ in counted), strict=True)]
    names = _option_names(columns, words)
    return NewProduct(
        name=said.name,
        description=said.description,
        category=said.category,
        options=tuple(NewOption(name, tuple(values)) for name, values in zip(names, columns, strict=True)),
        variants=tuple(
            NewVariant(values, said.price, stock=count, weight_g=said.weight_g) for values, count in counted
        ),
    )


def _option_names(columns: Sequence[Sequence[str]], words: Words) -> list[str]:
    """Name the options by what their values look like; the same name twice is numbered."""
    names = [words.label(f"owner-option-{_kind(column)}") for column in columns]
    return [
        name if names.count(name) == 1 else f"{name} {names[:at].count(name) + 1}"
        for at, name in enumerate(names)
    ]


def _kind(values: Sequence[str]) -> str:
    if all(_SIZE.fullmatch(value) for value in values):
        return "size"
    if all(value.split()[:1] and value.split()[0].casefold() in _COLOURS for value in values):
        return "colour"
    return "choice"
