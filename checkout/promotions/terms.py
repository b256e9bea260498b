"""Promotions as plain values: what each takes off, from what, and when. All money in minor units."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Reason(StrEnum):
    """Why something costs less."""

    SALE = "sale"
    BUNDLE = "bundle"
    BUY_GET = "buy-get"
    VOUCHER = "voucher"
    FREE_SHIPPING = "free-shipping"
    """the shop's own threshold"""


@dataclass(frozen=True, slots=True)
class Discount:
    """Money taken off: ``name`` is the voucher's code or what the owner called the promotion, ``source_id`` its row."""

    reason: str
    name: str
    amount: int
    source_id: int | None = None


@dataclass(frozen=True, slots=True)
class Goods:
    """Pieces of one variant. ``category_ids`` are its shelf and those around it, needed where a promotion names shelves."""

    variant_id: int
    product_id: int
    unit_price: int
    quantity: int
    category_ids: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Scope:
    """Which goods are meant: these products and everything on these shelves; nothing named means all."""

    product_ids: tuple[int, ...] = ()
    category_ids: tuple[int, ...] = ()

    @property
    def is_everything(self) -> bool:
        """Whether all goods are meant."""
        return not self.product_ids and not self.category_ids

    def covers(self, goods: Goods) -> bool:
        """Whether these goods are meant."""
        return (
            self.is_everything
            or goods.product_id in self.product_ids
            or not goods.category_ids.isdisjoint(self.category_ids)
        )


@dataclass(frozen=True, slots=True)
class Cut:
    """What is taken off a price: a percentage (1–100, rounded half up) or an amount, never more than the price."""

    percent: int = 0
    amount: int = 0

    def of(self, price: int) -> int:
        """Give what is taken off this price."""
        return min((price * self.percent + 50) // 100 if self.percent else self.amount, price)


@dataclass(frozen=True, slots=True)
class Window:
    """When it holds: from ``starts_at`` on, until before ``ends_at``; None is open."""

    starts_at: datetime | None = None
    ends_at: datetime | None = None

    def has_begun(self, now: datetime) -> bool:
        """Whether its first moment has come."""
        return self.starts_at is None or self.starts_at <= now

    def is_over(self, now: datetime) -> bool:
        """Whether its last moment has passed."""
        return self.ends_at is not None and self.ends_at <= now

    def holds(self, now: datetime) -> bool:
        """Whether it holds at this moment."""
        return self.has_begun(now) and not self.is_over(now)


@dataclass(frozen=True, slots=True)
class Sale:
    """Every piece of some goods costs less for a while."""

    id: int
    name: str
    cut: Cut
    scope: Scope = Scope()
    window: Window = Window()


@dataclass(frozen=True, slots=True)
class Bundle:
    """These products together for ``price``; a product named twice is needed twice, any of its variants will do."""

    id: int
    name: str
    price: int
    product_ids: tuple[int, ...]
    window: Window = Window()


@dataclass(frozen=True, slots=True)
class BuyGet:
    """For every ``buy`` pieces of some goods, ``get`` more are cheaper: of ``gifts``, or of the same goods without it."""

    id: int
    name: str
    buy: int
    get: int
    scope: Scope = Scope()
    gifts: Scope | None = None
    cut: Cut = Cut(percent=100)
    window: Window = Window()


@dataclass(frozen=True, slots=True)
class VoucherTerms:
    """What a voucher is good for: a cut of what it covers or, without one, the shipping.

    ``minimum`` is asked of all goods after promotions, ``most`` caps what it takes off; 0 asks and caps nothing.
    """

    id: int
    code: str
    cut: Cut | None
    scope: Scope = Scope()
    minimum: int = 0
    most: int = 0
    window: Window = Window()
    total_limit: int | None = None
    person_limit: int | None = None
    first_order: bool = False

    @property
    def is_free_shipping(self) -> bool:
        """Whether it pays for the shipping."""
        return self.cut is None


@dataclass(frozen=True, slots=True)
class Offers:
    """What holds at one moment, oldest first; ``free_shipping_from`` is None where shipping is never free."""

    sales: tuple[Sale, ...] = ()
    bundles: tuple[Bundle, ...] = ()
    gifts: tuple[BuyGet, ...] = ()
    free_shipping_from: int | None = None

    @property
    def name_shelves(self) -> bool:
        """Whether any of them asks on which shelf goods stand."""
        scopes: Iterable[Scope | None] = (
            *(sale.scope for sale in self.sales),
            *(scope for gift in self.gifts for scope in (gift.scope, gift.gifts)),
        )
        return any(scope.category_ids for scope in scopes if scope is not None)


NO_OFFERS = Offers()
"""An ordinary day."""
