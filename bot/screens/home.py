"""Welcome, help, language."""

from bot.actions import (
    AskSearch,
    CancelForm,
    ChooseLanguage,
    Help,
    Home,
    MyOrders,
    OpenCard,
    OpenCart,
    OpenOrder,
    OpenShelf,
    OwnerHome,
    SetLanguage,
    TalkToHuman,
)
from bot.screen import Choice, HeaderPicture, Screen
from bot.screens.parts import Row, button
from bot.words import LANGUAGES, Words

_NAMES = {"id": "Bahasa Indonesia", "en": "English"}


def home(words: Words, *, shop: str, first_name: str, in_cart: int, is_owner: bool) -> Screen:
    """The welcome: what can be done here and what a human does."""
    rows: list[Row] = [
        (button(words, "button-shop", OpenShelf()), button(words, "button-search", AskSearch())),
        (
            button(words, "button-cart-count", OpenCart(), count=in_cart),
            button(words, "button-orders", MyOrders()),
        ),
        (
            button(words, "button-help", Help()),
            Choice("🌐 " + words.label("button-language"), ChooseLanguage()),
        ),
    ]
    if is_owner:
        rows.append((button(words, "button-owner", OwnerHome()),))
    return Screen(words.say("home", shop=shop, name=first_name), tuple(rows), HeaderPicture())


def ask_search(words: Words) -> Screen:
    """Anything may be typed."""
    return Screen(
        words.say("search-ask"),
        ((button(words, "button-shop", OpenShelf()), button(words, "button-home", Home())),),
        section=words.label("section-search"),
    )


def help_screen(words: Words, *, shop: str, language: str) -> Screen:
    """What the shop does, and the way to a human."""
    return Screen(
        words.say("help", shop=shop),
        (
            (button(words, "button-human", TalkToHuman()),),
            (button(words, "button-orders", MyOrders()), button(words, "button-shop", OpenShelf())),
            (Choice("🌐 " + words.label("button-language"), ChooseLanguage()),),
            (button(words, "button-home", Home()),),
        ),
        section=words.label("section-help"),
    )


def languages(words: Words) -> Screen:
    """Choose what to read."""
    names = tuple(
        (Choice(("✓ " if code == words.language else "") + _NAMES[code], SetLanguage(language=code)),)
        for code in LANGUAGES
    )
    return Screen(
        words.say("language-ask"),
        (*names, (button(words, "button-back", Home()),)),
        section=words.label("section-help"),
    )


def ask_human(words: Words, *, order_id: int = 0, product_id: int = 0, product: str = "") -> Screen:
    """Write to the shop's people, perhaps about an order or a product; *Back* leads there."""
    text, back = words.say("human-ask"), button(words, "button-back", Help())
    if order_id:
        text = words.say("human-ask-order", order=str(order_id))
        back = button(words, "button-back", OpenOrder(order_id=order_id))
    elif product_id:
        text = words.say("human-ask-product", name=product)
        back = button(words, "button-back", OpenCard(product_id=product_id))
    return Screen(text, ((back,),), section=words.label("section-help"))


def human_told(words: Words) -> Screen:
    """The question is on its way."""
    return Screen(
        words.say("human-told"),
        ((button(words, "button-shop", OpenShelf()), button(words, "button-home", Home())),),
    )


def claimed(words: Words) -> Screen:
    """The person who opened the one-time link runs the shop now."""
    return Screen(words.say("claimed"), ((button(words, "button-owner", OwnerHome()),),))


def phone_left(words: Words) -> Screen:
    """The question for the phone number was left: the share key goes away, so there is no room for buttons."""
    return Screen(words.say("phone-left"), keyboard=())


def not_understood(words: Words, *, shop: str) -> Screen:
    """Something that is neither words nor a proof."""
    return Screen(
        words.say("not-understood", shop=shop),
        (
            (button(words, "button-shop", OpenShelf()), button(words, "button-search", AskSearch())),
            (button(words, "button-orders", MyOrders()), button(words, "button-human", TalkToHuman())),
        ),
    )


def wrong_kind(words: Words) -> Screen:
    """An answer of the wrong kind: a sticker where words were asked for. The question stays open."""
    return Screen(words.say("wrong-kind"), ((button(words, "button-leave", CancelForm()),),))
