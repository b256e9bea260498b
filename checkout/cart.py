"""The cart: what a shopper means to buy. Nothing is promised before the order is placed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, Integer, and_, bindparam, delete, func, select, update

from catalog.models import Product, ProductState, StockLevel, Variant
from checkout.errors import CartFull, QuantityWrong
from checkout.items import FREE, LARGEST_QUANTITY, CartItem, checked_quantity, items, offered, out_of_stock
from checkout.models import CartLine
from foundation import shop
from foundation.database import Session, prepared
from foundation.errors import ShopError

__all__ = [
    "LARGEST_QUANTITY", "MOST_LINES", "Cart", "CartItem", "accept_prices", "add", "change", "count", "currency",
    "remove", "take_out", "view",
]  # fmt: skip

MOST_LINES = 50
"""Different things in one cart."""


@dataclass(frozen=True, slots=True)
class Cart:
    """A shopper's cart, oldest line first."""

    lines: tuple[CartItem, ...]
    currency: str

    @property
    def subtotal(self) -> int:
        """Price of everything that can be had."""
        return sum(line.total for line in self.lines)

    @property
    def count(self) -> int:
        """How many pieces lie in the cart."""
        return sum(line.quantity for line in self.lines)

    @property
    def weight_g(self) -> int:
        """Weight in grams of everything in the cart."""
        return sum(line.total_weight_g for line in self.lines)


_OWN = CartLine.person_id == bindparam("of_person")
_LINE = (_OWN, CartLine.variant_id == bindparam("of_variant"))
_OTHERS = select(func.count()).where(_OWN, CartLine.variant_id != bindparam("of_variant")).scalar_subquery()
_OFFER = (
    select(
        bindparam("of_person", type_=BigInteger), Variant.id, bindparam("more", type_=Integer), Variant.price,
        bindparam("now", type_=CartLine.added_at.type),
    )
    .join(Product, Product.id == Variant.product_id)
    .join(StockLevel, StockLevel.variant_id == Variant.id)
    .where(
        Variant.id == bindparam("of_variant"),
        Product.state == ProductState.PUBLISHED,
        bindparam("more") <= FREE,
        _OTHERS < MOST_LINES,
    )
)  # fmt: skip
_GROWN = CartLine.quantity + bindparam("more")
_FREE_NOW = select(FREE).where(StockLevel.variant_id == bindparam("of_variant")).scalar_subquery()
_ADD = prepared(
    lambda insert: (
        insert(CartLine)
        .from_select(["person_id", "variant_id", "quantity", "seen_price", "added_at"], _OFFER)
        .on_conflict_do_update(
            index_elements=[CartLine.person_id, CartLine.variant_id],
            set_={"quantity": _GROWN},
            where=and_(_GROWN <= LARGEST_QUANTITY, _GROWN <= _FREE_NOW),
        )
        .returning(CartLine.quantity)
    )
)
_FEWER_THAN = CartLine.quantity > bindparam("fewer")
_TAKEN = update(CartLine).where(*_LINE, _FEWER_THAN).values(quantity=CartLine.quantity - bindparam("fewer"))
_FEWER, _KEEP_FEWER = prepared(_TAKEN), prepared(_TAKEN.returning(CartLine.quantity))
_DROP = prepared(delete(CartLine).where(*_LINE, ~_FEWER_THAN))
_TAKE_OUT = prepared(delete(CartLine).where(*_LINE))
_VIEW = prepared(
    items(CartLine.quantity, CartLine.seen_price)
    .join(CartLine, CartLine.variant_id == Variant.id)
    .where(_OWN)
    .order_by(CartLine.added_at, CartLine.variant_id)
)
_COUNT = prepared(select(func.coalesce(func.sum(CartLine.quantity), 0)).where(_OWN))
_PRICE = select(Variant.price).where(Variant.id == CartLine.variant_id).scalar_subquery()
_ACCEPT = prepared(update(CartLine).where(_OWN, CartLine.seen_price != _PRICE).values(seen_price=_PRICE))


async def add(session: Session, person_id: int, variant_id: int, quantity: int, *, now: datetime) -> Cart:
    """Put more of a variant into the cart.

    Raises QuantityWrong, VariantGone, NotOnSale, OutOfStock and CartFull.
    """
    checked_quantity(quantity)
    wanted = {"of_person": person_id, "of_variant": variant_id, "more": quantity, "now": now}
    if await session.scalar(_ADD, wanted) is None:
        raise await _refusal(session, person_id, variant_id, quantity)
    return await view(session, person_id)


async def change(session: Session, person_id: int, variant_id: int, by: int, *, now: datetime) -> Cart:
    """Take one more (or ``by`` more) of a line, or fewer; a line that reaches nothing is removed.

    One more of what is not in the cart adds it: the button still means what it says. Raises what ``add`` raises.
    """
    checked_quantity(abs(by))
    if by > 0:
        return await add(session, person_id, variant_id, by, now=now)
    fewer = {"of_person": person_id, "of_variant": variant_id, "fewer": -by}
    if await session.scalar(_KEEP_FEWER, fewer) is None:
        await session.execute(_DROP, fewer)
    return await view(session, person_id)


async def remove(session: Session, person_id: int, variant_id: int) -> Cart:
    """Take a line out of the cart; what is not there stays away."""
    await take_out(session, person_id, [variant_id])
    return await view(session, person_id)


async def take_out(session: Session, person_id: int, variant_ids: Iterable[int]) -> None:
    """Take lines out of the cart."""
    for variant_id in variant_ids:
        await session.execute(_TAKE_OUT, {"of_person": person_id, "of_variant": variant_id})


def bought(session: Session, person_id: int, quantities: Mapping[int, int]) -> None:
    """Leave it for the end of the transaction to take what was bought, by variant id, out of the cart."""
    lines = [
        {"of_person": person_id, "of_variant": variant_id, "fewer": quantity}
        for variant_id, quantity in quantities.items()
    ]
    for statement in (_DROP, _FEWER):
        for line in lines:
            session.later(statement, line)


async def view(session: Session, person_id: int) -> Cart:
    """Give the cart as prices and stock are now."""
    rows = await session.rows(_VIEW, {"of_person": person_id})
    return Cart(tuple(CartItem(*row) for row in rows), await currency(session))


async def count(session: Session, person_id: int) -> int:
    """Give how many pieces lie in a cart."""
    return (await session.execute(_COUNT, {"of_person": person_id})).scalar_one()


async def accept_prices(session: Session, person_id: int) -> None:
    """The shopper has seen today's prices."""
    await session.execute(_ACCEPT, {"of_person": person_id})


async def currency(session: Session) -> str:
    """Give the currency the shop sells in."""
    return str(await shop.read(session, "currency", "IDR"))


async def _refusal(session: Session, person_id: int, variant_id: int, more: int) -> ShopError:
    """Say why nothing was added."""
    try:
        offer = await offered(session, variant_id, more)
    except ShopError as error:
        return error
    if offer.available < more:
        return out_of_stock(offer, more)
    held = {line.variant_id: line.quantity for line in (await view(session, person_id)).lines}
    if len(held) >= MOST_LINES and variant_id not in held:
        return CartFull(limit=MOST_LINES)
    wanted = held.get(variant_id, 0) + more
    if wanted > LARGEST_QUANTITY and offer.available >= LARGEST_QUANTITY:
        return QuantityWrong(quantity=wanted, largest=LARGEST_QUANTITY)
    return out_of_stock(offer, wanted)
