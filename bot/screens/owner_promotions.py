"""Promotions as their owner sees them: what is on, what it does, how often it was used; asked for one thing at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.actions import AddPromotion, CancelForm, EndPromotion, OwnerHome, PromotionMenu, Promotions, SkipTerm
from bot.screen import Choice, Screen
from bot.screens.parts import Row, button, cut, pager
from bot.screens.promotions import Named, campaign_text, voucher_text
from bot.words import Words
from checkout.promotions.campaigns import Campaign
from checkout.promotions.terms import VoucherTerms

PAGE = 6
"""Promotions a page: each has a line of text and a button."""

KINDS = ("voucher", "sale", "bundle", "buyget")


@dataclass(frozen=True, slots=True)
class Shown:
    """A promotion as it is listed."""

    id: int
    name: str
    text: str
    uses: str = ""


def shown(words: Words, given: VoucherTerms | Campaign, named: Named, *, uses: int = 0) -> Shown:
    """Put a promotion into words."""
    if isinstance(given, VoucherTerms):
        of = str(given.total_limit) if given.total_limit else ""
        counted = words.label(
            "owner-voucher-uses-of" if of else "owner-voucher-uses", uses=str(uses), limit=of
        )
        return Shown(given.id, given.code, voucher_text(words, given, named), counted)
    return Shown(given.id, given.name, campaign_text(words, given, named))


def menu_screen(words: Words) -> Screen:
    """The kinds of promotions."""
    rows: list[Row] = [
        (button(words, f"owner-button-promo-{kind}", Promotions(kind=kind)),) for kind in KINDS
    ]
    rows.append((button(words, "button-owner", OwnerHome()),))
    return Screen(words.say("owner-promos"), tuple(rows), section=words.label("owner-section-promos"))


def list_screen(
    words: Words, kind: str, every: Sequence[Shown], *, page: int = 1, toast: str = "", news: str = ""
) -> Screen:
    """What is on of a kind; a tap ends one, after asking."""
    pages = max(1, -(-len(every) // PAGE))
    page = min(max(page, 1), pages)
    here = every[(page - 1) * PAGE : page * PAGE]
    text = [news, ""] if news else []
    text.append(words.say(f"owner-promo-{kind}", count=len(every)))
    text += [_line(words, one) for one in here]
    text.append("\n" + words.say(f"owner-usage-{kind}"))
    rows: list[Row] = [
        (Choice("✕ " + cut(one.name or one.text, 50), EndPromotion(kind=kind, promotion_id=one.id)),)
        for one in here
    ]
    near = [(n, Promotions(kind=kind, page=n)) for n in (page - 1, page, page + 1) if n > 0]
    rows.append(pager(near, page, pages))
    rows.append((button(words, "owner-button-promo-add", AddPromotion(kind=kind)),))
    rows.append((button(words, "button-back", PromotionMenu()), button(words, "button-owner", OwnerHome())))
    return Screen("\n".join(text), tuple(rows), toast=toast, section=words.label("owner-section-promos"))


def _line(words: Words, one: Shown) -> str:
    key = "owner-promo-line" if one.name else "owner-promo-line-unnamed"
    line = words.say(key, name=cut(one.name, 40), text=cut(one.text, 200))
    return f"{line} · {one.uses}" if one.uses else line


def created(words: Words, kind: str, one: Shown, *, link: str = "") -> Screen:
    """It holds from now on, or from its first moment; a voucher's link can be sent around."""
    text = [words.say("owner-promo-created"), _line(words, one)]
    rows: list[Row] = []
    if link:
        text.append(words.say("owner-voucher-link", link=link))
        rows.append((Choice(words.label("button-share"), copy=link),))
    rows.append((button(words, f"owner-button-promo-{kind}", Promotions(kind=kind)),
                 button(words, "button-owner", OwnerHome())))  # fmt: skip
    return Screen("\n".join(text), tuple(rows), section=words.label("owner-section-promos"))


def ask_term(words: Words, kind: str, question: str, *, may_skip: bool) -> Screen:
    """The next question about a promotion."""
    skip: Row = (button(words, "owner-button-skip", SkipTerm(kind=kind)),) if may_skip else ()
    return Screen(
        words.say(f"owner-ask-promo-{question}"),
        (
            skip,
            (
                button(words, "button-leave", CancelForm()),
                button(words, "button-back", Promotions(kind=kind)),
            ),
        ),
        section=words.label("owner-section-promos"),
    )


def sure_to_end(words: Words, kind: str, one: Shown) -> Screen:
    """Ask before a promotion ends."""
    yes = EndPromotion(kind=kind, promotion_id=one.id, sure=True)
    return Screen(
        words.say("owner-promo-end-sure", promotion=_plain(one)),
        (
            (button(words, "owner-button-promo-end-yes", yes),),
            (button(words, "button-back", Promotions(kind=kind)),),
        ),
        section=words.label("owner-section-promos"),
    )


def _plain(one: Shown) -> str:
    return f"{one.name} · {one.text}" if one.name else one.text
