"""More ways to be paid: at the door, inside Telegram, in Stars; and the terms of cash on delivery."""

from collections.abc import Sequence

from bot.actions import EditSetting, MoreWays, OfferKind, OpenCod, OpenSettings, RemoveAccount
from bot.screen import Screen
from bot.screens.parts import Row, button, cut
from bot.words import Words
from checkout.accounts import COD, STARS, TELEGRAM, Account
from checkout.cod import Terms

AREAS = 20
"""Areas shown; the rest is counted."""


def more_ways(
    words: Words, offered: Sequence[Account], *, rate: str, invoices: bool, toast: str = "", news: str = ""
) -> Screen:
    """What is offered and what can be; ``rate`` is how many Stars 1,000 of the currency are."""
    ids = {one.kind: one.id for one in offered}
    text = [news + "\n"] if news else []
    text.append(words.say("owner-ways"))
    text.append(words.say("owner-ways-cod", on=_on(ids, COD)))
    text.append(
        words.say("owner-ways-telegram" if invoices else "owner-ways-telegram-no", on=_on(ids, TELEGRAM))
    )
    text.append(words.say("owner-ways-stars", on=_on(ids, STARS), rate=rate or "–"))
    rows: list[Row] = [(button(words, "owner-button-cod", OpenCod()),)]
    if TELEGRAM in ids:
        rows.append((button(words, "owner-button-telegram-off", RemoveAccount(account_id=ids[TELEGRAM])),))
    elif invoices:
        rows.append((button(words, "owner-button-telegram-on", OfferKind(kind=TELEGRAM)),))
    stars = [button(words, "owner-button-stars", EditSetting(what="stars"))]
    if STARS in ids:
        stars.append(button(words, "owner-button-stars-off", RemoveAccount(account_id=ids[STARS])))
    rows += [tuple(stars), (button(words, "button-back", OpenSettings()),)]
    return Screen("\n".join(text), tuple(rows), toast=toast, section=words.label("owner-section-settings"))


def _on(ids: dict[str, int], kind: str) -> str:
    return "yes" if kind in ids else "no"


def cod_screen(
    words: Words,
    terms: Terms,
    areas: Sequence[str],
    *,
    account_id: int | None,
    toast: str = "",
    news: str = "",
) -> Screen:
    """Up to how much, where, and for whom the door is open; ``areas`` are the areas' names."""
    text = [news + "\n"] if news else []
    text.append(words.say("owner-cod", on="yes" if account_id else "no"))
    ceiling = words.money(terms.ceiling) if terms.ceiling else words.label("owner-cod-any")
    text.append(words.say("owner-cod-ceiling", ceiling=ceiling))
    shown = ", ".join(areas[:AREAS]) + (" …" if len(areas) > AREAS else "")
    text.append(words.say("owner-cod-areas", areas=cut(shown, 1000) or words.label("owner-everywhere")))
    text.append(words.say("owner-cod-refusals", count=terms.refusals))
    turn = (
        button(words, "owner-button-cod-off", RemoveAccount(account_id=account_id))
        if account_id
        else button(words, "owner-button-cod-on", OfferKind(kind=COD))
    )
    rows: tuple[Row, ...] = (
        (turn,),
        (
            button(words, "owner-button-cod-ceiling", EditSetting(what="cod-ceiling")),
            button(words, "owner-button-cod-areas", EditSetting(what="cod-areas")),
        ),
        (button(words, "owner-button-cod-refusals", EditSetting(what="cod-refusals")),),
        (button(words, "button-back", MoreWays()),),
    )
    return Screen("\n".join(text), rows, toast=toast, section=words.label("owner-section-settings"))
