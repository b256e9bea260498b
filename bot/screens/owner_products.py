"""The owner's products: the list, the card with everything that can be changed, deleting."""

from bot.actions import (
    ContinueForm,
    DeleteProduct,
    DropPhoto,
    EditProduct,
    Hide,
    OpenCard,
    OwnerFound,
    OwnerHome,
    OwnerProduct,
    OwnerProducts,
    Publish,
)
from bot.screen import Action, Choice, Screen, StoredPicture
from bot.screens.parts import Row, button, carried, cut, pager
from bot.words import Words
from catalog.cards import CardVariant, OwnerItem, OwnerPage, ProductCard
from catalog.models import ProductState

VARIANTS = 6
"""Variants whose stock the card shows; more would not fit below a photo."""

DESCRIPTION = 120
"""Characters of the description on the owner's card."""

_SIGNS = {ProductState.PUBLISHED: "🟢", ProductState.DRAFT: "📝", ProductState.HIDDEN: "🙈"}


def products_screen(words: Words, page: OwnerPage, *, text: str = "") -> Screen:
    """All products, or those that match."""
    rows: list[Row] = [
        (Choice(item_label(words, item), OwnerProduct(product_id=item.product_id)),) for item in page.items
    ]
    rows.append(_pager(page, text))
    rows.append((button(words, "owner-button-add", ContinueForm(form="add")),))
    rows.append((button(words, "button-back", OwnerProducts() if text else OwnerHome()),))
    return Screen(_headline(words, page, text), tuple(rows), section=words.label("owner-section-products"))


def pick_screen(words: Words, what: str, page: OwnerPage, *, text: str = "") -> Screen:
    """Which product is meant? Tapped, or typed by number or name."""
    rows: list[Row] = [
        (Choice(item_label(words, item), action_on(what, item.product_id)),) for item in page.items
    ]
    rows.append((button(words, "button-back", OwnerHome()),))
    said = words.say("owner-pick-none", text=cut(text, 60)) if text and not page.items else ""
    asked = words.say("owner-pick", what=what)
    return Screen(f"{said}\n\n{asked}".strip(), tuple(rows), section=words.label("owner-section-products"))


def action_on(what: str, product_id: int) -> Action:
    """What a command does to a product, as a button."""
    if what == "show":
        return Publish(product_id=product_id)
    if what == "hide":
        return Hide(product_id=product_id)
    if what == "delete":
        return DeleteProduct(product_id=product_id)
    if what == "product":
        return OwnerProduct(product_id=product_id)
    return EditProduct(product_id=product_id, what=what)


def item_label(words: Words, item: OwnerItem) -> str:
    """A product as a button: seen or not, name, price, how many are left."""
    price = words.money(item.price_from)
    if item.price_to != item.price_from:
        price = words.label("price-from", price=price)
    tail = f" · {price} · {item.available}"
    return f"{_SIGNS[item.state]} {cut(item.name, 58 - len(tail))}{tail}"


def _pager(page: OwnerPage, text: str) -> Row:
    near = [number for number in (page.page - 1, page.page, page.page + 1) if number > 0]
    if text:
        searched = carried(text)
        return pager([(n, OwnerFound(page=n, text=searched)) for n in near], page.page, page.pages)
    return pager([(n, OwnerProducts(page=n)) for n in near], page.page, page.pages)


def _headline(words: Words, page: OwnerPage, text: str) -> str:
    if text:
        key = "owner-products-found" if page.items else "owner-products-not-found"
        return words.say(key, text=cut(text, 60), count=page.total)
    return words.say("owner-products", count=page.total) if page.total else words.say("owner-products-none")


def product_screen(words: Words, card: ProductCard, *, link: str, toast: str = "", news: str = "") -> Screen:
    """A product with everything about it; a draft's first button makes it live. ``news`` stands above it."""
    picture = StoredPicture(card.photos[0]) if card.photos else None
    text = _card_text(words, card)
    if news:
        text = f"{news}\n\n{text}"
    return Screen(
        text, tuple(_card_rows(words, card, link)), picture, toast=toast, section=cut(card.name, 28)
    )


def _card_text(words: Words, card: ProductCard) -> str:
    lines = [
        words.say("owner-card", name=cut(card.name, 80), number=str(card.id)),
        words.say(f"owner-state-{card.state}"),
        words.say("owner-card-price", price=price_range(words, card)),
        *_stock_lines(words, card),
        words.say(
            "owner-card-more",
            category=cut(card.category, 60) or words.label("owner-no-category"),
            weight=_weight(words, card),
            photos=len(card.photos),
        ),
    ]
    cost = next((variant.cost for variant in card.variants if variant.cost is not None), None)
    if cost is not None:
        lines.append(words.say("owner-card-cost", cost=words.money(cost)))
    if card.description:
        lines.append("\n" + words.say("plain", text=cut(card.description, DESCRIPTION)))
    return "\n".join(lines)


def price_range(words: Words, card: ProductCard) -> str:
    """The price, or the cheapest and the dearest."""
    if card.price_from == card.price_to:
        return words.money(card.price_from)
    return f"{words.money(card.price_from)} – {words.money(card.price_to)}"


def _stock_lines(words: Words, card: ProductCard) -> list[str]:
    if not card.options:
        only = card.variants[0]
        return [words.say("owner-card-stock", count=only.on_hand, promised=only.allocated)]
    lines = [words.say("owner-card-stock-all", count=card.available)]
    lines += [_variant_line(words, card, variant) for variant in card.variants[:VARIANTS]]
    if len(card.variants) > VARIANTS:
        lines.append(words.say("owner-more", count=len(card.variants) - VARIANTS))
    return lines


def _variant_line(words: Words, card: ProductCard, variant: CardVariant) -> str:
    price = "" if card.price_from == card.price_to else f" · {words.money(variant.price)}"
    return words.say(
        "owner-card-variant",
        label=cut(variant.label, 24),
        count=variant.on_hand,
        promised=variant.allocated,
        price=price,
    )


def _weight(words: Words, card: ProductCard) -> str:
    weights = {variant.weight_g for variant in card.variants}
    heaviest = max(weights)
    if not heaviest:
        return words.label("owner-weightless")
    return words.label("owner-grams", grams=heaviest)


def _card_rows(words: Words, card: ProductCard, link: str) -> list[Row]:
    def edit(key: str, what: str) -> Choice:
        return button(words, key, EditProduct(product_id=card.id, what=what))

    rows: list[Row] = []
    if card.state == ProductState.PUBLISHED:
        rows.append(
            (
                button(words, "owner-button-see", OpenCard(product_id=card.id)),
                Choice(words.label("button-share"), copy=link),
            )
        )
    else:
        rows.append((button(words, "owner-button-publish", Publish(product_id=card.id)),))
    rows += [
        (edit("owner-button-price", "price"), edit("owner-button-stock", "stock")),
        (edit("owner-button-name", "name"), edit("owner-button-description", "description")),
        (edit("owner-button-category", "category"), edit("owner-button-weight", "weight")),
        (edit("owner-button-photo", "photo"), edit("owner-button-cost", "cost")),
    ]
    last: list[Choice] = []
    if card.photos:
        last.append(button(words, "owner-button-drop-photo", DropPhoto(product_id=card.id)))
    if card.state == ProductState.PUBLISHED:
        last.append(button(words, "owner-button-hide", Hide(product_id=card.id)))
    last.append(button(words, "owner-button-delete", DeleteProduct(product_id=card.id)))
    rows.append(tuple(last))
    rows.append((button(words, "button-back", OwnerProducts()), button(words, "button-owner", OwnerHome())))
    return rows


def sure_to_delete(words: Words, card: ProductCard) -> Screen:
    """Ask before a product is deleted for ever."""
    return Screen(
        words.say("owner-delete-sure", name=cut(card.name, 100), number=str(card.id)),
        (
            (button(words, "owner-button-delete-yes", DeleteProduct(product_id=card.id, sure=True)),),
            (button(words, "button-back", OwnerProduct(product_id=card.id)),),
        ),
        section=cut(card.name, 28),
    )


def deleted_screen(words: Words, name: str) -> Screen:
    """It is gone; old orders keep it."""
    return Screen(
        words.say("owner-deleted", name=cut(name, 100)),
        (
            (
                button(words, "owner-button-products", OwnerProducts()),
                button(words, "button-owner", OwnerHome()),
            ),
        ),
        toast=words.label("owner-deleted-toast"),
        section=words.label("owner-section-products"),
    )
