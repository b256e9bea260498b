"""The price, computed once: cart, summary, order, invoice, receipt and refund all take the same quote.

Σ net lines + shipping − shipping discounts (+ tax where it is added) = total ≥ 0, in integers of minor units. The order
in which discounts are applied is written down in docs/promotions.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, TypeAlias

from checkout.promotions.applying import Basket
from checkout.promotions.terms import NO_OFFERS, Discount, Goods, Offers, Reason, VoucherTerms

VoucherProblem: TypeAlias = Literal["", "minimum", "not-for-these", "nothing-left"]


class TaxMode(StrEnum):
    """How the shop's prices stand to PPN."""

    OFF = "off"
    INCLUDED = "included"
    ADDED = "added"


PPN = (12 * 11, 100 * 12)
"""12 % of eleven twelfths of the price, an effective 11 % (PMK 131/2024, goods that are no luxury).

The price is what the seller asks for goods and sending them, less the discounts on the invoice (UU PPN, article 1.18).
"""


def tax_on(price: int, mode: TaxMode | str) -> int:
    """Give the PPN on a price, or contained in it; rounded once, half up, to the minor unit."""
    rate, of = PPN
    if mode == TaxMode.OFF:
        return 0
    whole = of + rate if mode == TaxMode.INCLUDED else of
    return (2 * price * rate + whole) // (2 * whole)


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """One line, explained: ``gross`` less the ``discounts``, each with its reason, is ``net``."""

    variant_id: int
    unit_price: int
    quantity: int
    discounts: tuple[Discount, ...] = ()

    @property
    def gross(self) -> int:
        """Price of the whole line before discounts."""
        return self.unit_price * self.quantity

    @property
    def discount(self) -> int:
        """All that is taken off."""
        return _sum(self.discounts)

    @property
    def net(self) -> int:
        """What the line costs."""
        return self.gross - self.discount


@dataclass(frozen=True, slots=True)
class Quote:
    """What an order costs, and why. ``tax`` is contained in the total, by ``tax_mode`` on top of everything else or within."""

    lines: tuple[QuoteLine, ...]
    shipping: int
    shipping_discounts: tuple[Discount, ...]
    tax: int
    tax_mode: str
    currency: str

    @property
    def subtotal(self) -> int:
        """All lines before discounts."""
        return sum(line.gross for line in self.lines)

    @property
    def discount(self) -> int:
        """All that is taken off the lines."""
        return sum(line.discount for line in self.lines)

    @property
    def goods(self) -> int:
        """All lines after promotions, before a voucher: what minimums are compared with."""
        return sum(
            line.gross - _sum(one for one in line.discounts if one.reason != Reason.VOUCHER)
            for line in self.lines
        )

    @property
    def shipping_discount(self) -> int:
        """All that is taken off the shipping."""
        return _sum(self.shipping_discounts)

    @property
    def tax_added(self) -> int:
        """The tax that comes on top; nothing where prices contain it."""
        return self.tax if self.tax_mode == TaxMode.ADDED else 0

    @property
    def total(self) -> int:
        """What has to be paid."""
        return sum(line.net for line in self.lines) + self.shipping - self.shipping_discount + self.tax_added

    @property
    def off_goods(self) -> tuple[Discount, ...]:
        """What is taken off the lines, added up by what it is for."""
        return _by_source(one for line in self.lines for one in line.discounts)

    @property
    def voucher_discount(self) -> int:
        """What a voucher takes off, from goods or shipping."""
        parts = (*self.off_goods, *self.shipping_discounts)
        return _sum(one for one in parts if one.reason == Reason.VOUCHER)


def quote(
    goods: Sequence[Goods],
    *,
    currency: str,
    shipping: int = 0,
    offers: Offers = NO_OFFERS,
    voucher: VoucherTerms | None = None,
    tax: TaxMode | str = TaxMode.OFF,
) -> Quote:
    """Compute what goods cost. A voucher that does not fit these goods takes nothing off (``voucher_problem``).

    Whether a voucher may be used at all (its time, its limits) is its caller's business.
    """
    basket = Basket(goods)
    basket.apply(offers)
    after_offers = _after(basket)
    fits = voucher is not None and after_offers >= voucher.minimum
    if voucher is not None and fits and not voucher.is_free_shipping:
        basket.redeem(voucher)
    pays_shipping = voucher if voucher is not None and fits and voucher.is_free_shipping else None
    off_shipping = tuple(_off_shipping(shipping, after_offers, offers, pays_shipping, basket))
    taxed = _after(basket) + shipping - _sum(off_shipping)
    lines = zip(goods, basket.discounts, strict=True)
    return Quote(
        lines=tuple(
            QuoteLine(one.variant_id, one.unit_price, one.quantity, tuple(off)) for one, off in lines
        ),
        shipping=shipping,
        shipping_discounts=off_shipping,
        tax=tax_on(taxed, tax),
        tax_mode=str(tax),
        currency=currency,
    )


def voucher_problem(voucher: VoucherTerms, goods: Sequence[Goods], offers: Offers) -> VoucherProblem:
    """Say why a voucher takes nothing off these goods; empty when it does (or will, once the shipping is known)."""
    basket = Basket(goods)
    basket.apply(offers)
    if _after(basket) < voucher.minimum:
        return "minimum"
    if not any(voucher.scope.covers(one) for one in goods):
        return "not-for-these"
    return "" if voucher.is_free_shipping or any(basket.voucher_base(voucher)) else "nothing-left"


def _off_shipping(
    shipping: int, after_offers: int, offers: Offers, voucher: VoucherTerms | None, basket: Basket
) -> Iterable[Discount]:
    """Take the shop's own free shipping first, so that no code is spent on what is free."""
    threshold = offers.free_shipping_from
    if shipping and threshold is not None and after_offers >= threshold:
        yield Discount(Reason.FREE_SHIPPING, "", shipping)
    elif shipping and voucher is not None and any(voucher.scope.covers(one) for one in basket.goods):
        off = min(shipping, voucher.most) if voucher.most else shipping
        yield Discount(Reason.VOUCHER, voucher.code, off, voucher.id)


def _after(basket: Basket) -> int:
    return sum(basket.net(place) for place in range(len(basket.goods)))


def _sum(discounts: Iterable[Discount]) -> int:
    return sum(one.amount for one in discounts)


def _by_source(parts: Iterable[Discount]) -> tuple[Discount, ...]:
    added: dict[tuple[str, str, int | None], int] = {}
    for one in parts:
        source = one.reason, one.name, one.source_id
        added[source] = added.get(source, 0) + one.amount
    return tuple(
        Discount(reason, name, amount, source_id) for (reason, name, source_id), amount in added.items()
    )
