"""The product card: photo, price, stock, options to choose, quantity, buy."""

from bot.actions import (
    AddToCart,
    AskAboutProduct,
    BuyNow,
    ChooseFirst,
    FoundBefore,
    OpenCard,
    OpenCart,
    OpenShelf,
    OwnerProduct,
    ShowDescription,
    SoldOut,
)
from bot.screen import Choice, Screen, StoredPicture
from bot.screens.parts import FEW, Row, button, cut, rows_of
from bot.words import Words
from catalog.cards import CardOption, CardVariant, ProductCard

DESCRIPTION = 420
"""Characters of a description on the card; the rest is a tap away."""


def card_screen(
    words: Words, card: ProductCard, chosen: OpenCard, *, link: str, in_cart: int, is_owner: bool
) -> Screen:
    """A product, with what is chosen so far marked."""
    values = tuple(value for value in (chosen.value1, chosen.value2, chosen.value3) if value)
    variant = chosen_variant(card, values)
    quantity = max(1, min(chosen.quantity, variant.available if variant and variant.available else 999))
    rows: list[Row] = []
    for position, option in enumerate(card.options):
        rows += rows_of(_values(card, option, position, chosen, values))
    rows += _buying(words, card, variant, chosen, quantity)
    if len(card.description) > DESCRIPTION:
        rows.append((button(words, "button-description", ShowDescription(product_id=card.id)),))
    rows.append((button(words, "button-cart-count", OpenCart(), count=in_cart), _share(words, link)))
    back = FoundBefore() if chosen.found else OpenShelf(category_id=chosen.shelf, page=chosen.page)
    rows.append(
        (button(words, "button-ask", AskAboutProduct(product_id=card.id)), button(words, "button-back", back))
    )
    if is_owner:
        rows.append((button(words, "button-manage", OwnerProduct(product_id=card.id)),))
    picture = StoredPicture(card.photos[0]) if card.photos else None
    return Screen(_text(words, card, variant), tuple(rows), picture, section=cut(card.name, 28))


def chosen_variant(card: ProductCard, values: tuple[int, ...]) -> CardVariant | None:
    """The variant that the chosen values name, once every option is chosen."""
    if len(values) < len(card.options):
        return None
    wanted = set(values)
    return next((variant for variant in card.variants if set(variant.value_ids) == wanted), None)


def _text(words: Words, card: ProductCard, variant: CardVariant | None) -> str:
    price = words.money(variant.price if variant else card.price_from)
    if variant is None and card.price_to != card.price_from:
        price = words.label("price-from", price=price)
    available = variant.available if variant else card.available
    parts = [words.say("card-title", name=card.name, price=price)]
    if variant is not None and variant.label:
        parts.append(words.say("card-variant", label=variant.label))
    parts.append(_stock(words, available))
    if card.description:
        parts.append("\n" + words.say("plain", text=cut(card.description, DESCRIPTION)))
    return "\n".join(parts)


def _stock(words: Words, available: int) -> str:
    if available <= 0:
        return words.say("card-sold-out")
    return words.say("card-few", count=available) if available <= FEW else words.say("card-ready")


def _values(
    card: ProductCard, option: CardOption, position: int, chosen: OpenCard, values: tuple[int, ...]
) -> list[Choice]:
    own = {value.id for value in option.values}
    others = {value for value in values if value not in own}
    choices = []
    for value in option.values:
        fits = any(
            variant.available > 0 and value.id in variant.value_ids and others <= set(variant.value_ids)
            for variant in card.variants
        )
        name = cut(value.name, 20)
        if value.id in values:
            choices.append(Choice(f"✓ {name}", _with(chosen, position, 0)))
        elif fits:
            choices.append(Choice(name, _with(chosen, position, value.id)))
        else:
            choices.append(Choice(f"✕ {name}", SoldOut(product_id=card.id)))
    return choices


def _with(chosen: OpenCard, position: int, value_id: int) -> OpenCard:
    return chosen.model_copy(update={f"value{position + 1}": value_id, "quantity": 1})


def _buying(
    words: Words, card: ProductCard, variant: CardVariant | None, chosen: OpenCard, quantity: int
) -> list[Row]:
    if variant is None:
        if card.available <= 0:
            return []
        first = ChooseFirst(product_id=card.id)
        return [(button(words, "button-add", first), button(words, "button-buy", first))]
    if variant.available <= 0:
        return []
    fewer = chosen.model_copy(update={"quantity": max(1, quantity - 1)})
    more = chosen.model_copy(update={"quantity": min(variant.available, quantity + 1, 999)})
    here = chosen.model_copy(update={"quantity": quantity})
    return [
        (Choice("−", fewer), Choice(str(quantity), here), Choice("+", more)),
        (
            button(words, "button-add", AddToCart(variant_id=variant.id, quantity=quantity)),
            button(words, "button-buy", BuyNow(variant_id=variant.id, quantity=quantity)),
        ),
    ]


def _share(words: Words, link: str) -> Choice:
    return Choice(words.label("button-share"), copy=link)


def description_screen(words: Words, card: ProductCard) -> Screen:
    """The whole description as its own message."""
    return Screen(
        words.say("description", name=card.name, text=cut(card.description, 3500)),
        ((button(words, "button-back", OpenCard(product_id=card.id)),),),
        fresh=True,
    )
