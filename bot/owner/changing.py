"""What a typed change means, and making it."""

import re
from datetime import datetime

from bot.actions import UndoPrice, UndoStock
from bot.owner import finding
from bot.owner.errors import StockBelowNothing, StockChangeUnreadable
from bot.owner.reading import read_number, read_price, read_weight, readable_name, shown
from bot.screen import Screen
from bot.screens import owner_edit as screens
from bot.shop import RunningShop
from bot.words import Words
from catalog import products, stock
from catalog.cards import CardVariant, ProductCard
from catalog.changes import Change
from catalog.errors import StockTooLow
from customers.people import Somebody
from foundation.database import Session
from foundation.money import read_money

_STOCK = re.compile(r"(?P<variant>.*?)\s*(?P<sign>[-+=−–]?)\s*(?P<number>[0-9][0-9.,]*)", re.DOTALL)
_SIGNS = ("-", "+", "=", "−", "–")
_MULTIPLES = frozenset({"rb", "ribu", "k", "jt", "juta", "g", "gr", "gram", "kg", "kilo"})
_NOTHING = frozenset({"-", "–", "hapus", "kosong", "none", "remove"})


async def change(
    session: Session,
    person: Somebody,
    words: Words,
    shop: RunningShop,
    card: ProductCard,
    what: str,
    text: str,
    *,
    variant: CardVariant | None = None,
    now: datetime,
) -> Screen:
    """Change one thing as typed: ``79000`` or ``L 79000``, ``+10`` or ``L =3``, a name, a description, a shelf.

    Raises what the readers and the catalogue raise.
    """
    if what == "stock":
        return await _stock(session, person, words, card, text, variant, now)
    if what in screens.PER_VARIANT:
        return await _per_variant(session, person, words, shop, card, what, text, variant, now)
    done = await _of_product(session, person, card, what, text, now)
    return screens.changed_screen(words, card, what, done)


async def _of_product(
    session: Session, person: Somebody, card: ProductCard, what: str, text: str, now: datetime
) -> Change:
    if what == "name":
        return await products.rename(session, card.id, readable_name(text), actor_id=person.id, now=now)
    nothing = text.strip().casefold() in _NOTHING
    if what == "description":
        return await products.describe(session, card.id, "" if nothing else text, actor_id=person.id, now=now)
    path = "" if nothing else readable_name(text)
    return await products.move(session, card.id, path, actor_id=person.id, now=now)


async def _stock(
    session: Session,
    person: Somebody,
    words: Words,
    card: ProductCard,
    text: str,
    variant: CardVariant | None,
    now: datetime,
) -> Screen:
    match = _STOCK.fullmatch(text.strip())
    if match is None or match["variant"].endswith(_SIGNS):
        raise StockChangeUnreadable(text=shown(text))
    named, sign = match["variant"], match["sign"]
    chosen = variant if variant and not named else finding.variant(card, named)
    number = read_number(match["number"])
    by, counted = {"": (None, number), "=": (None, number), "+": (number, None)}.get(sign, (-number, None))
    try:
        done = await stock.adjust(session, chosen.id, change=by, counted=counted, actor_id=person.id, now=now)
    except StockTooLow as error:
        if error.facts["allocated"]:
            raise
        raise StockBelowNothing(name=error.facts["name"], count=error.facts["on_hand"]) from None
    assert isinstance(done.before, int)
    assert isinstance(done.after, int)
    undo = UndoStock(product_id=card.id, variant_id=chosen.id, before=done.before, after=done.after)
    return screens.changed_screen(words, card, "stock", done, variant=chosen, undo=undo)


async def _per_variant(
    session: Session,
    person: Somebody,
    words: Words,
    shop: RunningShop,
    card: ProductCard,
    what: str,
    text: str,
    variant: CardVariant | None,
    now: datetime,
) -> Screen:
    named, value = _split(text)
    chosen = finding.variant(card, named) if named else variant
    variant_id = chosen.id if chosen else None
    if what == "price":
        price = read_price(value, shop.currency)
        done = await products.set_price(
            session, card.id, price, variant_id=variant_id, actor_id=person.id, now=now
        )
        return screens.changed_screen(
            words, card, what, done, variant=chosen, undo=undo_price(card, chosen, done, price)
        )
    if what == "cost":
        cost = None if value.casefold() in _NOTHING else read_money(value, shop.currency)
        done = await products.set_cost(
            session, card.id, cost, variant_id=variant_id, actor_id=person.id, now=now
        )
    else:
        done = await products.set_weight(
            session, card.id, read_weight(value), variant_id=variant_id, actor_id=person.id, now=now
        )
    return screens.changed_screen(words, card, what, done, variant=chosen)


def undo_price(card: ProductCard, variant: CardVariant | None, done: Change, after: int) -> UndoPrice:
    """The button that sets a price back; prices that differed are found again in the audit log."""
    before = done.before if isinstance(done.before, int) else None
    return UndoPrice(product_id=card.id, variant_id=variant.id if variant else 0, before=before, after=after)


def _split(text: str) -> tuple[str, str]:
    """Cut ``Hitam L 79 rb`` into the variant and the value."""
    parts = text.split()
    value = parts[-2:] if len(parts) > 1 and parts[-1].casefold() in _MULTIPLES else parts[-1:]
    if len(parts) > len(value) and parts[-len(value) - 1].casefold() in {"rp", "idr"}:
        value = parts[-len(value) - 1 :]
    return " ".join(parts[: len(parts) - len(value)]), " ".join(value)
