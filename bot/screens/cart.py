"""The cart: lines with − n +, and what has changed since."""

from bot.actions import ChangeLine, Checkout, Home, OpenCard, OpenCart, OpenShelf
from bot.screen import Choice, Screen, StoredPicture
from bot.screens.parts import Row, button, cut, pager
from bot.screens.prices import discount_lines
from bot.words import Words
from checkout.cart import Cart, CartItem
from checkout.pricing import Priced

PAGE = 5
"""Lines a page, each with two rows of buttons: more would not fit on a phone."""


def cart_screen(words: Words, cart: Cart, priced: Priced, *, page: int = 1, toast: str = "") -> Screen:
    """What the shopper means to buy."""
    if not cart.lines:
        return Screen(
            words.say("cart-empty"),
            ((button(words, "button-shop", OpenShelf()), button(words, "button-home", Home())),),
            toast=toast,
            section=words.label("section-cart"),
        )
    pages = -(-len(cart.lines) // PAGE)
    page = min(max(page, 1), pages)
    shown = cart.lines[(page - 1) * PAGE : page * PAGE]
    text = [words.say("cart-title", count=cart.count)]
    text += [line_text(words, line) for line in shown]
    text.append("\n" + "\n".join(_totals(words, priced)))
    rows: list[Row] = [row for line in shown for row in _line(line, page)]
    rows.append(pager([(n, OpenCart(page=n)) for n in (page - 1, page, page + 1) if n > 0], page, pages))
    rows.append((button(words, "button-checkout", Checkout()),))
    rows.append((button(words, "button-shop", OpenShelf()), button(words, "button-home", Home())))
    photo = next((line.photo for line in shown if line.photo), None)
    return Screen(
        "\n".join(text),
        tuple(rows),
        StoredPicture(photo) if photo else None,
        toast=toast,
        section=words.label("section-cart"),
    )


def _totals(words: Words, priced: Priced) -> list[str]:
    """What is taken off, what is left to pay for the goods, and how far it is to free shipping."""
    quote = priced.quote
    text = discount_lines(words, quote.off_goods, quote.currency)
    text.append(words.say("cart-total", total=words.money(quote.subtotal - quote.discount)))
    if priced.lacking_for_free_shipping:
        lacking = words.money(priced.lacking_for_free_shipping)
        text.append(words.say("cart-free-shipping-lacking", lacking=lacking))
    elif priced.offers.free_shipping_from is not None:
        text.append(words.say("cart-free-shipping"))
    return text


def priced_line(words: Words, name: str, label: str, quantity: int, total: str) -> str:
    """How many of what for how much, as carts and orders list it."""
    key = "cart-line-option" if label else "cart-line"
    return words.say(key, name=cut(name, 40), label=cut(label, 30), quantity=quantity, total=total)


def line_text(words: Words, line: CartItem) -> str:
    """One line of the cart, with what is wrong about it."""
    text = priced_line(
        words, line.name, line.label, line.quantity, words.money(line.unit_price * line.quantity)
    )
    if line.problem == "price-changed":
        note = words.say(
            "cart-price-changed", before=words.money(line.seen_price), now=words.money(line.unit_price)
        )
    elif line.problem:
        note = words.say(f"cart-{line.problem}", available=line.available)
    else:
        return text
    return f"{text}\n   ⚠️ {note}"


def _line(line: CartItem, page: int) -> tuple[Row, Row]:
    """The line's name (opens its card), and below it − n + and remove."""
    here = OpenCart(page=page)
    return (
        (Choice(cut(f"{line.name} {line.label}".strip(), 50), OpenCard(product_id=line.product_id)),),
        (
            Choice("−", ChangeLine(variant_id=line.variant_id, by=-1, page=page)),
            Choice(str(line.quantity), here),
            Choice("+", ChangeLine(variant_id=line.variant_id, by=1, page=page)),
            Choice("✕", ChangeLine(variant_id=line.variant_id, by=0, page=page)),
        ),
    )
