"""Promotions in a few words: what a voucher, a sale, a bundle or a gift is good for."""

from collections.abc import Mapping

from bot.actions import OpenCart, OpenShelf
from bot.screen import Screen
from bot.screens.parts import button, cut
from bot.words import Words
from checkout.promotions.campaigns import Campaign
from checkout.promotions.terms import Bundle, Cut, Sale, Scope, VoucherTerms, Window

NAMES = 3
"""Products and shelves that are named; more are counted."""

Named = Mapping[str, str]
"""What goods are called: ``product:12``, ``category:3``."""


def off_text(words: Words, cut_: Cut | None) -> str:
    """What is taken off: ``10% off``, ``Rp20.000 off``, ``free shipping``."""
    if cut_ is None:
        return words.label("promo-shipping")
    amount = f"{cut_.percent}%" if cut_.percent else words.money(cut_.amount)
    return words.label("promo-off", cut=amount)


def scope_text(words: Words, scope: Scope, named: Named) -> str:
    """Which goods: their names, or that all are meant."""
    keys = [f"product:{one}" for one in scope.product_ids]
    keys += [f"category:{one}" for one in scope.category_ids]
    if not keys:
        return words.label("promo-everything")
    return _listed(words, [cut(named.get(key, "#" + key.partition(":")[2]), 30) for key in keys])


def _listed(words: Words, names: list[str]) -> str:
    shown = ", ".join(names[:NAMES])
    return shown if len(names) <= NAMES else words.label("promo-more", names=shown, count=len(names) - NAMES)


def window_text(words: Words, window: Window) -> list[str]:
    """From when, until when; nothing for what has no end."""
    parts = []
    if window.starts_at:
        parts.append(words.label("promo-from", when=words.short_moment(window.starts_at)))
    if window.ends_at:
        parts.append(words.label("promo-until", when=words.short_moment(window.ends_at)))
    return parts


def voucher_text(words: Words, terms: VoucherTerms, named: Named) -> str:
    """A voucher's terms on one line, plain text."""
    parts = [off_text(words, terms.cut)]
    if not terms.scope.is_everything:
        parts.append(scope_text(words, terms.scope, named))
    if terms.most:
        parts.append(words.label("promo-most", amount=words.money(terms.most)))
    if terms.minimum:
        parts.append(words.label("promo-minimum", amount=words.money(terms.minimum)))
    if terms.first_order:
        parts.append(words.label("promo-first-order"))
    if terms.person_limit:
        parts.append(words.label("promo-person-limit", count=terms.person_limit))
    return " · ".join([*parts, *window_text(words, terms.window)])


def campaign_text(words: Words, campaign: Campaign, named: Named) -> str:
    """What a sale, a bundle or a buy-X-get-Y does, on one line of plain text."""
    if isinstance(campaign, Sale):
        parts = [
            off_text(words, campaign.cut),
            scope_text(words, campaign.scope, named),
        ]
    elif isinstance(campaign, Bundle):
        goods = _listed(
            words, [cut(named.get(f"product:{one}", f"#{one}"), 30) for one in campaign.product_ids]
        )
        parts = [words.label("promo-bundle", goods=goods, price=words.money(campaign.price))]
    else:
        gifts = scope_text(words, campaign.gifts, named) if campaign.gifts else words.label("promo-same")
        goods = scope_text(words, campaign.scope, named)
        facts = {"buy": str(campaign.buy), "get": str(campaign.get), "goods": goods, "gifts": gifts}
        parts = [words.label("promo-buy-get", **facts)]
        if campaign.cut.percent != 100:
            parts.append(off_text(words, campaign.cut))
    return " · ".join([*parts, *window_text(words, campaign.window)])


def voucher_kept(words: Words, terms: VoucherTerms, named: Named) -> Screen:
    """The link's voucher waits for the next checkout."""
    return Screen(
        words.say("voucher-kept", code=terms.code, terms=voucher_text(words, terms, named)),
        ((button(words, "button-shop", OpenShelf()), button(words, "button-cart", OpenCart())),),
    )
