"""Asking for the quote: today's promotions, the person's voucher and the shop's tax, put to the goods of a cart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from catalog import categories
from checkout.items import CartItem
from checkout.promotions import redemptions, running
from checkout.promotions.errors import (
    VoucherMinimum,
    VoucherNotForThese,
    VoucherNothingLeft,
    VoucherRefused,
    VoucherUnknown,
)
from checkout.promotions.terms import Goods, Offers, VoucherTerms
from checkout.quote import Quote, TaxMode, quote, voucher_problem
from foundation import shop
from foundation.database import Session

TAX = "tax"
"""The shop's fact: how its prices stand to PPN, a ``TaxMode``."""


@dataclass(frozen=True, slots=True)
class Priced:
    """A quote and what led to it. ``refused`` says why a voucher takes nothing off; ``voucher`` is one that does."""

    quote: Quote
    offers: Offers
    voucher: VoucherTerms | None = None
    refused: VoucherRefused | None = None

    @property
    def lacking_for_free_shipping(self) -> int:
        """For how much more has to be bought until the shipping is free; 0 when it is, or never can be."""
        threshold = self.offers.free_shipping_from
        return max(0, threshold - self.quote.goods) if threshold is not None else 0


async def price(
    session: Session,
    lines: Iterable[CartItem],
    *,
    currency: str,
    now: datetime,
    person_id: int = 0,
    code: str = "",
    shipping: int = 0,
    is_sent: bool = True,
) -> Priced:
    """Price what can be had of these lines, for a person with a voucher's code, perhaps."""
    offers = await running.offers(session, now=now)
    voucher = await running.voucher_of(session, code)
    on_shelves = offers.name_shelves or (voucher is not None and bool(voucher.scope.category_ids))
    goods = await _goods(session, [one for one in lines if one.is_there], with_shelves=on_shelves)
    refused = None
    if code:
        try:
            await _check(session, voucher, code, goods, offers, person_id, currency, is_sent=is_sent, now=now)
        except VoucherRefused as error:
            voucher, refused = None, error
    mode = str(await shop.read(session, TAX, TaxMode.OFF))
    found = quote(
        goods, currency=currency, shipping=shipping, offers=offers, voucher=voucher, tax=TaxMode(mode)
    )
    return Priced(found, offers, voucher, refused)


async def _check(
    session: Session,
    voucher: VoucherTerms | None,
    code: str,
    goods: Sequence[Goods],
    offers: Offers,
    person_id: int,
    currency: str,
    *,
    is_sent: bool,
    now: datetime,
) -> None:
    """Raise the VoucherRefused that says why a code takes nothing off."""
    if voucher is None:
        raise VoucherUnknown(code=code)
    await redemptions.check(session, voucher, person_id, now=now)
    problem = voucher_problem(voucher, goods, offers)
    if problem == "minimum":
        bought = quote(goods, currency=currency, offers=offers).goods
        lacking = voucher.minimum - bought
        raise VoucherMinimum(code=code, minimum=voucher.minimum, lacking=lacking, currency=currency)
    if problem == "not-for-these":
        raise VoucherNotForThese(code=code)
    if problem or (voucher.is_free_shipping and not is_sent):
        raise VoucherNothingLeft(code=code)


async def _goods(session: Session, lines: Sequence[CartItem], *, with_shelves: bool) -> list[Goods]:
    known = await categories.kept_categories(session) if with_shelves else ()
    return [
        Goods(
            line.variant_id,
            line.product_id,
            line.unit_price,
            line.quantity,
            frozenset(row.id for row in categories.line_to(known, line.category_id))
            if with_shelves and line.category_id is not None
            else frozenset(),
        )
        for line in lines
    ]
