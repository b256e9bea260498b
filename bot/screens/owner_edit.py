"""Changing one thing of a product: the question, which variant, before → after."""

from collections.abc import Sequence

from bot.actions import (
    CancelForm,
    DropPhoto,
    EditProduct,
    MoveTo,
    OwnerProduct,
    PickVariant,
    UndoPrice,
    UndoStock,
)
from bot.screen import Choice, Screen
from bot.screens.parts import Row, button, cut, rows_of
from bot.words import Words
from catalog.cards import CardVariant, ProductCard
from catalog.changes import Change, Value

VARIANTS = 80
"""Variants offered as buttons; Telegram shows a hundred buttons at most."""

PER_VARIANT = frozenset({"price", "stock", "cost", "weight"})
"""What each variant has of its own."""

AT_ONCE = frozenset({"price", "cost", "weight"})
"""What can be set for all variants together."""

_LONG = 600


def ask_edit(
    words: Words,
    card: ProductCard,
    what: str,
    *,
    variant: CardVariant | None = None,
    shelves: Sequence[tuple[int, str]] = (),
) -> Screen:
    """Ask for the new value; the present one stands above the question."""
    rows: list[Row] = []
    if what == "category":
        offered = [
            Choice(cut(path, 28), MoveTo(product_id=card.id, category_id=key)) for key, path in shelves[:12]
        ]
        rows += rows_of(offered, width=40, most=2)
        if card.category_id is not None:
            rows.append((button(words, "owner-button-no-shelf", MoveTo(product_id=card.id, category_id=0)),))
    if what == "photo" and card.photos:
        rows.append((button(words, "owner-button-drop-photo", DropPhoto(product_id=card.id)),))
    rows.append((button(words, "button-leave", CancelForm()),
                 button(words, "button-back", OwnerProduct(product_id=card.id))))  # fmt: skip
    present = words.say(
        "owner-edit-now",
        name=_named(card, variant),
        value=present_value(words, card, what, variant) or words.label("owner-nothing"),
    )
    example = words.say(f"owner-edit-{what}")
    return Screen(f"{present}\n\n{example}", tuple(rows), section=cut(card.name, 28))


def pick_variant(words: Words, card: ProductCard, what: str) -> Screen:
    """Which variant? Or all of them, where that makes sense."""
    rows: list[Row] = []
    if what in AT_ONCE:
        rows.append(
            (button(words, "owner-button-all", PickVariant(product_id=card.id, variant_id=0, what=what)),)
        )
    offered = [
        Choice(
            f"{cut(variant.label, 24)} · {present_value(words, card, what, variant) or '–'}",
            PickVariant(product_id=card.id, variant_id=variant.id, what=what),
        )
        for variant in card.variants[:VARIANTS]
    ]
    rows += rows_of(offered, width=40, most=2)
    rows.append((button(words, "button-back", OwnerProduct(product_id=card.id)),))
    text = words.say(
        "owner-pick-variant",
        what=what,
        name=cut(card.name, 100),
        number=str(card.id),
        label=cut(card.variants[0].label.replace(" / ", " "), 40),
    )
    return Screen(text, tuple(rows), section=cut(card.name, 28))


def present_value(words: Words, card: ProductCard, what: str, variant: CardVariant | None = None) -> str:
    """What a thing is now, in a word or two."""
    if what == "name":
        return cut(card.name, 200)
    if what == "description":
        return cut(card.description, _LONG)
    if what == "category":
        return cut(card.category, 100)
    if what == "photo":
        return words.label("owner-photos", count=len(card.photos))
    if what == "stock":
        chosen = variant or card.variants[0]
        return str(chosen.on_hand)
    variants = (variant,) if variant else card.variants
    return value_text(words, what, {one.id: _of(one, what) for one in variants})


def _of(variant: CardVariant, what: str) -> int | None:
    return {"price": variant.price, "cost": variant.cost, "weight": variant.weight_g}[what]


def value_text(words: Words, what: str, value: Value) -> str:
    """Write a value; different ones as the lowest and the highest. Empty when there is none."""
    if isinstance(value, dict):
        known = sorted({one for one in value.values() if one is not None})
        if len(known) > 1:
            return f"{_one(words, what, known[0])} – {_one(words, what, known[-1])}"
        return _one(words, what, known[0]) if known else ""
    return _one(words, what, value)


def _one(words: Words, what: str, value: str | int | None) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return cut(value, _LONG)
    if what in {"price", "cost"}:
        return words.money(value)
    if what == "weight":
        return words.label("owner-grams", grams=value) if value else words.label("owner-weightless")
    return str(value)


def changed_screen(
    words: Words,
    card: ProductCard,
    what: str,
    change: Change,
    *,
    variant: CardVariant | None = None,
    undo: UndoPrice | UndoStock | None = None,
    undone: bool = False,
) -> Screen:
    """One change, before → after, with a way back."""
    nothing = words.label("owner-nothing")
    same = change.before == change.after
    text = words.say(
        "owner-unchanged" if same else "owner-changed",
        what=what,
        name=_named(card, variant),
        before=value_text(words, what, change.before) or nothing,
        after=value_text(words, what, change.after) or nothing,
    )
    rows: list[Row] = []
    if undo is not None and not same:
        rows.append((button(words, "owner-button-undo", undo),))
    again = EditProduct(product_id=card.id, what=what)
    rows.append((button(words, f"owner-button-{what}", again),
                 button(words, "button-manage", OwnerProduct(product_id=card.id))))  # fmt: skip
    toast = words.label("owner-undone") if undone else words.label("owner-saved")
    return Screen(text, tuple(rows), toast=toast, section=cut(card.name, 28))


def _named(card: ProductCard, variant: CardVariant | None) -> str:
    name = cut(card.name, 100)
    return f"{name} ({cut(variant.label, 40)})" if variant and variant.label else name


def photos_screen(words: Words, card: ProductCard, *, album: bool) -> Screen:
    """Photos were added; more may follow."""
    key = "owner-photos-album" if album else "owner-photo-added"
    rows: tuple[Row, ...] = (
        (button(words, "owner-button-done", OwnerProduct(product_id=card.id)),),
        (button(words, "owner-button-drop-photo", DropPhoto(product_id=card.id)),),
    )
    return Screen(
        words.say(key, name=cut(card.name, 100), count=len(card.photos)), rows, section=cut(card.name, 28)
    )
