"""The owner's desk: what waits to be done, what the shop still lacks, every command in one line."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.actions import (
    ContinueForm,
    EditSetting,
    Home,
    LowStock,
    OpenSettings,
    OwedList,
    OwnerHelp,
    OwnerHome,
    OwnerOrders,
    OwnerProduct,
    OwnerProducts,
    PromotionMenu,
    Returns,
)
from bot.screen import Action, Choice, Screen
from bot.screens.parts import Row, button, cut, pager
from bot.words import Words
from catalog.changes import full_name
from catalog.owner_counts import LowPage

DIFFERENCES = 20
"""Lines of an audit that are shown."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What waits on the desk. ``missing`` names what the shop still lacks: product, account, zone."""

    review: int
    to_ship: int
    unpaid: int
    low: int
    owed: int
    returns: int
    missing: tuple[str, ...]


_REMEDIES: dict[str, Action] = {
    "product": ContinueForm(form="add"),
    "account": OpenSettings(),
    "zone": EditSetting(what="zone"),
}


def desk_screen(words: Words, desk: Desk, *, shop: str, toast: str = "") -> Screen:
    """Counts first, then where to go."""
    text = [words.say("owner-desk", shop=shop)]
    if desk.review or desk.to_ship or desk.unpaid or desk.low or desk.owed or desk.returns:
        counts = {"review": desk.review, "ship": desk.to_ship, "unpaid": desk.unpaid, "low": desk.low}
        said = [words.say("owner-desk-counts", **counts)]
        said += [words.say("owner-desk-owed", count=desk.owed)] if desk.owed else []
        said += [words.say("owner-desk-returns", count=desk.returns)] if desk.returns else []
        text.append("\n".join(said))
    elif not desk.missing:
        text.append(words.say("owner-desk-clear"))
    text += [words.say(f"owner-desk-lacks-{what}") for what in desk.missing]
    rows: list[Row] = [
        (button(words, f"owner-button-lacks-{what}", _REMEDIES[what]),)
        for what in desk.missing
        if what in _REMEDIES
    ]
    if desk.owed:
        rows.append((button(words, "owner-button-owed", OwedList(), count=desk.owed),))
    if desk.returns:
        rows.append((button(words, "owner-button-returns", Returns(), count=desk.returns),))
    rows += [
        (
            button(words, "owner-button-review", OwnerOrders(kind="review"), count=desk.review),
            button(words, "owner-button-to-ship", OwnerOrders(kind="to-ship"), count=desk.to_ship),
        ),
        (
            button(words, "owner-button-unpaid", OwnerOrders(kind="unpaid"), count=desk.unpaid),
            button(words, "owner-button-low", LowStock(), count=desk.low),
        ),
        (
            button(words, "owner-button-add", ContinueForm(form="add")),
            button(words, "owner-button-products", OwnerProducts()),
        ),
        (
            button(words, "owner-button-orders", OwnerOrders()),
            button(words, "owner-button-settings", OpenSettings()),
        ),
        (
            button(words, "owner-button-promos", PromotionMenu()),
            button(words, "owner-button-help", OwnerHelp()),
        ),
        (button(words, "button-home", Home()),),
    ]
    return Screen("\n\n".join(text), tuple(rows), toast=toast, section=words.label("owner-section"))


def help_screen(words: Words) -> Screen:
    """Every command of the owner."""
    rows = (
        (button(words, "owner-button-add", ContinueForm(form="add")),
         button(words, "owner-button-settings", OpenSettings())),
        (button(words, "button-owner", OwnerHome()), button(words, "button-home", Home())),
    )  # fmt: skip
    return Screen(words.say("owner-help"), rows, section=words.label("owner-section"))


def low_screen(words: Words, low: LowPage) -> Screen:
    """What is running low, the scarcest first; a tap opens the product."""
    rows: list[Row] = []
    for item in low.items:
        left = words.label("owner-left-pieces", count=item.available)
        named = cut(full_name(item.name, item.label), 44)
        rows.append((Choice(f"{named} · {left}", OwnerProduct(product_id=item.product_id)),))
    near = [(n, LowStock(page=n)) for n in (low.page - 1, low.page, low.page + 1) if n > 0]
    rows.append(pager(near, low.page, low.pages))
    rows.append((button(words, "button-back", OwnerHome()),))
    text = words.say("owner-low") if low.items else words.say("owner-low-none")
    return Screen(text, tuple(rows), section=words.label("owner-section"))


def audit_screen(words: Words, differences: Sequence[tuple[str, str, str, str]]) -> Screen:
    """All sums agree, or what does not: what, whose, what it should be, what it is."""
    rows = ((button(words, "button-owner", OwnerHome()),),)
    if not differences:
        return Screen(words.say("owner-audit-good"), rows, section=words.label("owner-section"))
    lines = [words.say("owner-audit-bad", count=len(differences))]
    lines += [
        words.say(
            "owner-audit-line",
            what=what,
            subject=cut(subject, 40),
            expected=cut(expected, 40),
            found=cut(found, 40),
        )
        for what, subject, expected, found in differences[:DIFFERENCES]
    ]
    if len(differences) > DIFFERENCES:
        lines.append(words.say("owner-more", count=len(differences) - DIFFERENCES))
    return Screen("\n".join(lines), rows, section=words.label("owner-section"))
