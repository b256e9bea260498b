"""The cart: what a shopper means to buy. Nothing is promised before the order is placed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, update

from catalog.errors import OutOfStock
from catalog.models import Variant
from checkout.errors import CartFull, QuantityWrong
from checkout.items import LARGEST_QUANTITY, CartItem, checked_quantity, items, offered, out_of_stock
from checkout.models import CartLine
from foundation import shop
from foundation.database import Session, insert_for

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


async def add(session: Session, person_id: int, variant_id: int, quantity: int, *, now: datetime) -> Cart:
    """Put more of a variant into the cart.

    Raises QuantityWrong, VariantGone, NotOnSale, OutOfStock and CartFull.
    """
    checked_quantity(quantity)
    offer = await offered(session, variant_id, quantity)
    if offer.available < quantity:
        raise out_of_stock(offer, quantity)
    lines = select(func.count()).select_from(CartLine).where(CartLine.person_id == person_id)
    if (await session.execute(lines.where(CartLine.variant_id != variant_id))).scalar_one() >= MOST_LINES:
        raise CartFull(limit=MOST_LINES)
    total = CartLine.quantity + quantity
    new = insert_for(session)(CartLine).values(
        person_id=person_id,
        variant_id=variant_id,
        quantity=quantity,
        seen_price=offer.unit_price,
        added_at=now,
    )
    added = await session.scalar(
        new.on_conflict_do_update(
            index_elements=[CartLine.person_id, CartLine.variant_id],
            set_={"quantity": total},
            where=total.between(1, min(LARGEST_QUANTITY, offer.available)),
        ).returning(CartLine.quantity)
    )
    if added is None:
        raise await _too_many(session, person_id, offer, quantity)
    return await view(session, person_id)


async def change(session: Session, person_id: int, variant_id: int, by: int, *, now: datetime) -> Cart:
    """Take one more (or ``by`` more) of a line, or fewer; a line that reaches nothing is removed.

    One more of what is not in the cart adds it: the button still means what it says. Raises what ``add`` raises.
    """
    checked_quantity(abs(by))
    if by > 0:
        return await add(session, person_id, variant_id, by, now=now)
    mine = (CartLine.person_id == person_id, CartLine.variant_id == variant_id)
    await session.execute(delete(CartLine).where(*mine, CartLine.quantity + by < 1))
    await session.execute(
        update(CartLine).where(*mine, CartLine.quantity + by >= 1).values(quantity=CartLine.quantity + by)
    )
    return await view(session, person_id)


async def remove(session: Session, person_id: int, variant_id: int) -> Cart:
    """Take a line out of the cart; what is not there stays away."""
    await take_out(session, person_id, [variant_id])
    return await view(session, person_id)


async def take_out(session: Session, person_id: int, variant_ids: Iterable[int]) -> None:
    """Take lines out of the cart."""
    await session.execute(
        delete(CartLine).where(CartLine.person_id == person_id, CartLine.variant_id.in_(list(variant_ids)))
    )


async def view(session: Session, person_id: int) -> Cart:
    """Give the cart as prices and stock are now."""
    rows = await session.execute(
        items(CartLine.quantity, CartLine.seen_price)
        .join(CartLine, CartLine.variant_id == Variant.id)
        .where(CartLine.person_id == person_id)
        .order_by(CartLine.added_at, CartLine.variant_id)
    )
    return Cart(tuple(CartItem(*row) for row in rows), await currency(session))


async def count(session: Session, person_id: int) -> int:
    """Give how many pieces lie in a cart."""
    pieces = select(func.coalesce(func.sum(CartLine.quantity), 0)).where(CartLine.person_id == person_id)
    return (await session.execute(pieces)).scalar_one()


async def accept_prices(session: Session, person_id: int) -> None:
    """The shopper has seen today's prices."""
    price = select(Variant.price).where(Variant.id == CartLine.variant_id).scalar_subquery()
    await session.execute(
        update(CartLine)
        .where(CartLine.person_id == person_id, CartLine.seen_price != price)
        .values(seen_price=price)
    )


async def currency(session: Session) -> str:
    """Give the currency the shop sells in."""
    return str(await shop.read(session, "currency", "IDR"))


async def _too_many(
    session: Session, person_id: int, offer: CartItem, more: int
) -> QuantityWrong | OutOfStock:
    """Say why a line cannot grow."""
    held = select(CartLine.quantity).where(
        CartLine.person_id == person_id, CartLine.variant_id == offer.variant_id
    )
    wanted = (await session.scalar(held) or 0) + more
    if wanted > LARGEST_QUANTITY and offer.available >= LARGEST_QUANTITY:
        return QuantityWrong(quantity=wanted, largest=LARGEST_QUANTITY)
    return out_of_stock(offer, wanted)
