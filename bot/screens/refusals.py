"""What went wrong and what to do next."""

from datetime import datetime

from bot.actions import (
    CancelForm,
    MyOrders,
    OpenCart,
    OpenOrder,
    OpenShelf,
    OwnerHome,
    OwnerOrder,
    TalkToHuman,
)
from bot.screen import Screen, Toast
from bot.screens.parts import Row, button, way_out
from bot.words import Words
from foundation.errors import Gone, ShopError

_AMOUNTS = {"amount", "limit", "total", "rate", "largest", "minimum", "lacking"}


def refusal(words: Words, error: ShopError, *, tapped: bool, is_owner: bool = False) -> Screen | Toast:
    """Say why the shop cannot do it: a dialog for a tap, a message with ways out for something typed."""
    key, facts = _said(words, error)
    if isinstance(error, Gone):
        label = words.label(key, **facts)
        return Screen(words.say(key, **facts), way_out(words), toast=label if tapped else "", fresh=False)
    if tapped:
        return Toast(words.label(key, **facts), alert=True)
    return Screen(words.say(key, **facts), _ways_on(words, error.facts.get("order_id"), is_owner=is_owner))


def reason(words: Words, error: ShopError) -> str:
    """Say why the shop cannot do it, for a screen that goes on all the same."""
    key, facts = _said(words, error)
    return words.say(key, **facts)


def _said(words: Words, error: ShopError) -> tuple[str, dict[str, str | int]]:
    key = error.key if words.knows(error.key) else "error-unknown"
    return key, {name: _plain(name, value, error, words) for name, value in error.facts.items()}


def _ways_on(words: Words, order_id: object, *, is_owner: bool) -> tuple[Row, ...]:
    """Where to go from a refusal: the order it is about, if any, and the usual places."""
    known = order_id if isinstance(order_id, int) else 0
    if is_owner:
        order = (button(words, "button-order", OwnerOrder(order_id=known)),) if known else ()
        return (
            order,
            (button(words, "button-leave", CancelForm()), button(words, "button-owner", OwnerHome())),
        )
    human = button(words, "button-human", TalkToHuman(order_id=known))
    if known:
        return ((button(words, "button-order", OpenOrder(order_id=known)), human),)
    return (
        (button(words, "button-shop", OpenShelf()), button(words, "button-cart", OpenCart())),
        (button(words, "button-orders", MyOrders()), human),
    )


def our_mistake(words: Words, *, tapped: bool) -> Screen | Toast:
    """Something broke on our side."""
    if tapped:
        return Toast(words.label("error-ours"), alert=True)
    return Screen(words.say("error-ours"), way_out(words))


def old_button(words: Words) -> Screen:
    """A button nobody can read: forged, or from a version of the shop that is gone."""
    label = words.label("error-old-button")
    return Screen(words.say("error-old-button"), way_out(words), toast=label, fresh=True)


def _plain(name: str, value: object, error: ShopError, words: Words) -> str | int:
    """Give a fact as Fluent takes it; amounts are written out when the error carries its currency."""
    if isinstance(value, int) and not isinstance(value, bool):
        if "currency" in error.facts and name in _AMOUNTS:
            return words.money(value, str(error.facts["currency"]))
        return str(value) if name.endswith("_id") else value
    if isinstance(value, datetime):
        return words.moment(value)
    if isinstance(value, list | tuple):
        return ", ".join(_named(name, str(part), words) for part in value)
    return _named(name, str(value), words)


def _named(name: str, value: str, words: Words) -> str:
    """Fields and states have names people understand."""
    key = f"{'field' if name in ('missing', 'first', 'field') else name}-{value.replace('_', '-')}"
    return words.label(key) if name in ("missing", "first", "field", "state") and words.knows(key) else value
