"""What the shop writes about itself on invoices and receipts."""

from bot.actions import CancelForm, EditSetting, OpenSettings
from bot.screen import Screen
from bot.screens.papers import Letterhead
from bot.screens.parts import button
from bot.words import Words


def letterhead_screen(words: Words, shop: Letterhead, *, news: str = "") -> Screen:
    """Address and NPWP as they stand, and buttons to change them; ``news`` is said first."""
    said = words.say("owner-papers", address=shop.address or "–", npwp=shop.npwp or "–")
    rows = (
        (button(words, "owner-button-address", EditSetting(what="address")),
         button(words, "owner-button-npwp", EditSetting(what="npwp"))),
        (button(words, "button-back", OpenSettings()),),
    )  # fmt: skip
    text = f"{news}\n\n{said}" if news else said
    return Screen(text, rows, section=words.label("owner-section-settings"))


def ask(words: Words, what: str, *, now: str) -> Screen:
    """Ask for one of them, with what stands there now."""
    rows = (
        (
            button(words, "button-leave", CancelForm()),
            button(words, "button-back", EditSetting(what="papers")),
        ),
    )
    text = words.say(f"owner-set-{what}", now=now or "–")
    return Screen(text, rows, section=words.label("owner-section-settings"))
