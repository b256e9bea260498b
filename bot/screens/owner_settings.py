"""The shop's settings: name, where money arrives, where parcels go."""

from collections.abc import Sequence

from bot.actions import (
    CancelForm,
    ConfirmQris,
    EditSetting,
    GatewayWays,
    MoreWays,
    OfferWay,
    OpenSettings,
    OwnerHome,
    PickArea,
    RemoveAccount,
    RemoveDemo,
    RemoveZone,
    SetTax,
    Zones,
)
from bot.screen import Choice, Screen
from bot.screens.orders import courier_name
from bot.screens.parts import Row, button, cut, pager
from bot.screens.paying import method_name, way_name
from bot.words import Words
from checkout.accounts import BANK, GATEWAY, QRIS, Account
from checkout.shipping import Zone

ZONES = 8
"""Zones a page."""

MOST_WAYS = 60
"""Ways to pay on a screen; all gateways together have fewer."""

ACCOUNTS = 20
"""Accounts shown; nobody has so many."""


def settings_screen(
    words: Words,
    *,
    shop: str,
    accounts: Sequence[Account],
    zones: int,
    demo: bool,
    free_shipping_from: int | None = None,
    tax: str = "off",
    gateways: Sequence[str] = (),
    toast: str = "",
    news: str = "",
) -> Screen:
    """Everything that is set, and how to change it; ``news`` is said first to somebody who typed."""
    text = [news + "\n"] if news else []
    text.append(words.say("owner-settings", shop=shop))
    text += [_account_line(words, account) for account in accounts[:ACCOUNTS]]
    if not accounts:
        text.append(words.say("owner-settings-no-account"))
    text.append(words.say("owner-settings-zones", count=zones))
    if free_shipping_from is not None:
        amount = words.money(free_shipping_from)
        text.append(words.say("owner-settings-free-shipping", amount=amount))
    if tax != "off":
        text.append(words.say(f"owner-settings-tax-{tax}"))
    rows: list[Row] = [
        (
            button(words, "owner-button-shop-name", EditSetting(what="name")),
            button(words, "owner-button-zones", Zones()),
        ),
        (
            button(words, "owner-button-qris", EditSetting(what="qris")),
            button(words, "owner-button-bank", EditSetting(what="bank")),
        ),
        (
            button(words, "owner-button-free-shipping", EditSetting(what="free-shipping")),
            button(words, "owner-button-tax", EditSetting(what="tax")),
        ),
        (button(words, "owner-button-ways", MoreWays()),),
    ]
    rows += [
        (
            button(
                words,
                "owner-button-remove-account",
                RemoveAccount(account_id=one.id),
                name=_account_name(words, one),
            ),
        )
        for one in accounts[:ACCOUNTS]
    ]
    if gateways:
        names = ", ".join(one.title() for one in gateways)
        rows.insert(4, (button(words, "owner-button-gateways", GatewayWays(), names=names),))
    rows.append((button(words, "owner-button-papers", EditSetting(what="papers")),))
    if demo:
        rows.append((button(words, "owner-button-remove-demo", RemoveDemo()),))
    rows.append((button(words, "button-owner", OwnerHome()),))
    return Screen("\n".join(text), tuple(rows), toast=toast, section=words.label("owner-section-settings"))


def _account_name(words: Words, account: Account) -> str:
    if account.kind == QRIS:
        return f"{words.label('method-qris')} {cut(account.holder, 30)}"
    if account.kind == GATEWAY:
        return f"{way_name(words, account)} ({account.bank.title()})"
    if account.kind != BANK:
        return way_name(words, account)
    return f"{cut(account.bank, 20)} {account.number}"


def _account_line(words: Words, account: Account) -> str:
    if account.kind == QRIS:
        return words.say("owner-settings-qris", merchant=cut(account.holder, 60))
    if account.kind == GATEWAY:
        return words.say("owner-settings-gateway", way=way_name(words, account), gateway=account.bank.title())
    if account.kind != BANK:
        return words.say("owner-settings-way", way=way_name(words, account))
    return words.say(
        "owner-settings-bank",
        bank=cut(account.bank, 30),
        number=account.number,
        holder=cut(account.holder, 60),
    )


def gateway_ways(
    words: Words, ways: Sequence[tuple[str, str]], offered: Sequence[Account], *, toast: str = ""
) -> Screen:
    """Every way to pay (gateway, method) the shop has keys for; a tap offers it, or takes it away after asking."""
    known = {(one.bank, one.number): one.id for one in offered}
    rows: list[Row] = []
    for provider, method in ways[:MOST_WAYS]:
        label = f"{method_name(words, method)} · {provider.title()}"
        account_id = known.get((provider, method))
        if account_id is None:
            action = OfferWay(provider=provider, method=method.replace(":", "-"))
            rows.append((Choice(cut(f"➕ {label}"), action),))
        else:
            rows.append((Choice(cut(f"✅ {label}"), RemoveAccount(account_id=account_id)),))
    rows.append((button(words, "button-back", OpenSettings()),))
    return Screen(
        words.say("owner-gateways"), tuple(rows), toast=toast, section=words.label("owner-section-settings")
    )


def ask_setting(words: Words, what: str, *, now: str = "") -> Screen:
    """Ask for a setting's new value, with an example."""
    text = words.say(f"owner-set-{what}", now=now)
    rows = ((button(words, "button-leave", CancelForm()), button(words, "button-back", OpenSettings())),)
    return Screen(text, rows, section=words.label("owner-section-settings"))


def ask_tax(words: Words, now: str, modes: Sequence[str]) -> Screen:
    """How do prices stand to PPN? What is set is marked."""
    rows: list[Row] = [
        (Choice(("✓ " if mode == now else "") + words.label(f"owner-tax-{mode}"), SetTax(mode=mode)),)
        for mode in modes
    ]
    rows.append((button(words, "button-back", OpenSettings()),))
    return Screen(words.say("owner-set-tax"), tuple(rows), section=words.label("owner-section-settings"))


def confirm_qris(words: Words, *, merchant: str, city: str) -> Screen:
    """Is this the shop's own code? Another photo may be sent instead."""
    return Screen(
        words.say("owner-qris-found", merchant=cut(merchant, 60), city=cut(city, 40) or "–"),
        (
            (button(words, "owner-button-qris-yes", ConfirmQris()),),
            (
                button(words, "owner-button-qris-no", EditSetting(what="qris")),
                button(words, "button-leave", CancelForm()),
            ),
        ),
        section=words.label("owner-section-settings"),
    )


def sure_to_remove_account(words: Words, account: Account) -> Screen:
    """Ask before an account is taken away."""
    return Screen(
        words.say("owner-remove-account-sure", name=_account_name(words, account)),
        (
            (button(words, "owner-button-remove-yes", RemoveAccount(account_id=account.id, sure=True)),),
            (button(words, "button-back", OpenSettings()),),
        ),
        section=words.label("owner-section-settings"),
    )


def sure_to_remove_demo(words: Words) -> Screen:
    """Ask before the demo products go."""
    return Screen(
        words.say("owner-remove-demo-sure"),
        (
            (button(words, "owner-button-remove-yes", RemoveDemo(sure=True)),),
            (button(words, "button-back", OpenSettings()),),
        ),
        section=words.label("owner-section-settings"),
    )


def zones_screen(words: Words, zones: Sequence[tuple[Zone, str]], *, page: int, toast: str = "") -> Screen:
    """The shipping zones with their areas' names, a page of them; a tap removes one, after asking."""
    pages = max(1, -(-len(zones) // ZONES))
    page = min(max(page, 1), pages)
    rows: list[Row] = [
        (Choice("✕ " + cut(zone_name(words, zone, area)), RemoveZone(zone_id=zone.id)),)
        for zone, area in zones[(page - 1) * ZONES : page * ZONES]
    ]
    rows.append(pager([(n, Zones(page=n)) for n in (page - 1, page, page + 1) if n > 0], page, pages))
    rows.append((button(words, "owner-button-add-zone", EditSetting(what="zone")),))
    rows.append((button(words, "button-back", OpenSettings()),))
    key = "owner-zones" if zones else "owner-zones-none"
    return Screen(
        words.say(key, count=len(zones)), tuple(rows), toast=toast, section=words.label("owner-section-zones")
    )


def zone_name(words: Words, zone: Zone, area: str) -> str:
    """A zone on one line: where, who, how much, how long."""
    days = " · " + words.label("days", days=zone.days) if zone.days else ""
    where = area if zone.area_code else words.label("owner-everywhere")
    return f"{where} · {courier_name(zone.courier)} {zone.service.upper()} · {words.money(zone.price_per_kg)}{days}"


def sure_to_remove_zone(words: Words, zone: Zone, area: str) -> Screen:
    """Ask before a zone is deleted."""
    return Screen(
        words.say("owner-remove-zone-sure", zone=zone_name(words, zone, area)),
        (
            (button(words, "owner-button-remove-yes", RemoveZone(zone_id=zone.id, sure=True)),),
            (button(words, "button-back", Zones()),),
        ),
        section=words.label("owner-section-zones"),
    )


def which_area(words: Words, text: str, areas: Sequence[tuple[str, str]]) -> Screen:
    """Several places are called like this."""
    rows: list[Row] = [(Choice(cut(label), PickArea(code=code)),) for code, label in areas]
    rows.append((button(words, "button-leave", CancelForm()), button(words, "button-back", Zones())))
    return Screen(
        words.say("owner-which-area", text=cut(text, 60)),
        tuple(rows),
        section=words.label("owner-section-zones"),
    )


def zones_saved(words: Words, lines: Sequence[str]) -> Screen:
    """The zones are set; more lines may follow."""
    shown = "\n".join(words.say("owner-zone-line", zone=cut(line, 120)) for line in lines[:20])
    return Screen(
        words.say("owner-zones-saved") + "\n\n" + shown,
        ((button(words, "owner-button-zones", Zones()), button(words, "owner-button-done", OpenSettings())),),
        section=words.label("owner-section-zones"),
    )
