"""What is on: every promotion and voucher, kept in memory until one of them changes.

A shop without any pays for this with one look at the versions its transaction reads anyway.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, exists, select

from checkout.promotions.models import Promotion, Voucher
from checkout.promotions.terms import Bundle, BuyGet, Cut, Offers, Reason, Sale, Scope, VoucherTerms, Window
from foundation import shop
from foundation.database import Session, prepared
from foundation.kept import kept

FREE_SHIPPING_FROM = "free_shipping_from"
"""The shop's fact: goods worth so much are sent for free; unset or None: never."""

_COLUMNS = (
    Promotion.id, Promotion.kind, Promotion.name, Promotion.percent, Promotion.amount, Promotion.product_ids,
    Promotion.category_ids, Promotion.buy, Promotion.get, Promotion.gift_product_ids, Promotion.starts_at,
    Promotion.ends_at,
)  # fmt: skip
_ON = prepared(select(*_COLUMNS).where(Promotion.off_at.is_(None)).order_by(Promotion.id))
_ANY_VOUCHER = prepared(select(exists().select_from(Voucher)))
VOUCHER_COLUMNS = (
    Voucher.id, Voucher.code, Voucher.percent, Voucher.amount, Voucher.minimum, Voucher.most, Voucher.total_limit,
    Voucher.person_limit, Voucher.product_ids, Voucher.category_ids, Voucher.first_order, Voucher.starts_at,
    Voucher.ends_at,
)  # fmt: skip
_BY_CODE = prepared(
    select(*VOUCHER_COLUMNS).where(Voucher.code == bindparam("of_code"), Voucher.off_at.is_(None))
)


@dataclass(frozen=True, slots=True)
class _Running:
    sales: tuple[Sale, ...]
    bundles: tuple[Bundle, ...]
    gifts: tuple[BuyGet, ...]

    @property
    def is_quiet(self) -> bool:
        return not (self.sales or self.bundles or self.gifts)


async def offers(session: Session, *, now: datetime) -> Offers:
    """Give what holds now for everybody."""
    on = await _running(session)
    free_from: int | None = await shop.read(session, FREE_SHIPPING_FROM)
    if on.is_quiet:
        return Offers(free_shipping_from=free_from)
    return Offers(
        sales=tuple(one for one in on.sales if one.window.holds(now)),
        bundles=tuple(one for one in on.bundles if one.window.holds(now)),
        gifts=tuple(one for one in on.gifts if one.window.holds(now)),
        free_shipping_from=free_from,
    )


async def voucher_of(session: Session, code: str) -> VoucherTerms | None:
    """Give the voucher of a code, whether its time has come or passed; None when none is on."""
    return await _voucher(session, code) if code and await has_vouchers(session) else None


@kept("promotions")
async def has_vouchers(session: Session) -> bool:
    """Whether there ever was a voucher: without one nobody looks for its uses."""
    return bool(await session.scalar(_ANY_VOUCHER))


@kept("promotions")
async def _running(session: Session) -> _Running:
    rows = [dict(zip(_NAMES, row, strict=True)) for row in await session.rows(_ON, {})]
    by_kind = {reason: [row for row in rows if row["kind"] == reason] for reason in Reason}
    return _Running(
        sales=tuple(sale_of(row) for row in by_kind[Reason.SALE]),
        bundles=tuple(bundle_of(row) for row in by_kind[Reason.BUNDLE]),
        gifts=tuple(gift_of(row) for row in by_kind[Reason.BUY_GET]),
    )


_NAMES = tuple(column.key for column in _COLUMNS)


@kept("promotions", most=500)
async def _voucher(session: Session, code: str) -> VoucherTerms | None:
    row = await session.row(_BY_CODE, {"of_code": code})
    return voucher_terms(row) if row else None


def voucher_terms(row: Any) -> VoucherTerms:
    """Make a voucher of a row of ``VOUCHER_COLUMNS``."""
    facts = dict(zip((column.key for column in VOUCHER_COLUMNS), row, strict=True))
    return VoucherTerms(
        **{name: facts[name] for name in ("id", "code", "minimum", "most", "total_limit", "person_limit")},
        cut=_cut(facts) if facts["percent"] or facts["amount"] else None,
        scope=_scope(facts),
        window=_window(facts),
        first_order=facts["first_order"],
    )


def sale_of(row: dict[str, Any]) -> Sale:
    """Make a sale of a promotion's facts."""
    return Sale(row["id"], row["name"], _cut(row), _scope(row), _window(row))


def bundle_of(row: dict[str, Any]) -> Bundle:
    """Make a bundle of a promotion's facts."""
    return Bundle(row["id"], row["name"], row["amount"], tuple(row["product_ids"]), _window(row))


def gift_of(row: dict[str, Any]) -> BuyGet:
    """Make a buy-X-get-Y of a promotion's facts."""
    given = Scope(tuple(row["gift_product_ids"])) if row["gift_product_ids"] else None
    return BuyGet(row["id"], row["name"], row["buy"], row["get"], _scope(row), given, _cut(row), _window(row))


def _cut(row: dict[str, Any]) -> Cut:
    return Cut(row["percent"], row["amount"])


def _scope(row: dict[str, Any]) -> Scope:
    return Scope(tuple(row["product_ids"]), tuple(row["category_ids"]))


def _window(row: dict[str, Any]) -> Window:
    return Window(row["starts_at"], row["ends_at"])
