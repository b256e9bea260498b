"""What can be put into an order: a variant with its price, stock and picture as they are now."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from sqlalchemy import ColumnElement, Integer, ScalarSelect, Select, bindparam, func, select
from sqlalchemy.orm import InstrumentedAttribute

from catalog.changes import full_name
from catalog.errors import OutOfStock, VariantGone
from catalog.models import Product, ProductPhoto, ProductState, StockLevel, Variant
from checkout.errors import NotOnSale, QuantityWrong
from foundation.database import Session, prepared

LARGEST_QUANTITY = 999
"""Nobody buys more of one thing in a chat."""

Number: TypeAlias = ColumnElement[int] | InstrumentedAttribute[int]
Problem: TypeAlias = Literal["gone", "sold-out", "too-few", "price-changed"]
FREE: ColumnElement[int] = func.coalesce(StockLevel.on_hand - StockLevel.allocated, 0)


@dataclass(frozen=True, slots=True)
class CartItem:
    """A line as it is now. ``seen_price`` is what the shopper was last shown, ``on_sale`` whether it can be bought."""

    variant_id: int
    product_id: int
    sku: str
    name: str
    label: str
    quantity: int
    unit_price: int
    seen_price: int
    available: int
    weight_g: int
    photo: str | None
    on_sale: bool
    category_id: int | None

    @property
    def full_name(self) -> str:
        """Product and label: ``Kaos Katun Polos (Hitam / L)``."""
        return full_name(self.name, self.label)

    @property
    def problem(self) -> Problem | None:
        """What the shopper has to be told before buying, the worst first."""
        if not self.on_sale:
            return "gone"
        if self.available <= 0:
            return "sold-out"
        if self.available < self.quantity:
            return "too-few"
        return "price-changed" if self.unit_price != self.seen_price else None

    @property
    def is_buyable(self) -> bool:
        """Whether an order of exactly this could be placed now."""
        return self.problem in {None, "price-changed"}

    @property
    def is_there(self) -> bool:
        """Whether any of it can be had: what cannot costs nothing."""
        return self.problem not in {"gone", "sold-out"}

    @property
    def total(self) -> int:
        """Price of the whole line before discounts; what cannot be had costs nothing."""
        return self.unit_price * self.quantity if self.is_there else 0

    @property
    def total_weight_g(self) -> int:
        """Weight of the whole line in grams."""
        return self.weight_g * self.quantity


async def offered(session: Session, variant_id: int, quantity: int) -> CartItem:
    """Give a variant as if it lay in a cart, at today's price. Raises VariantGone, NotOnSale."""
    return checked_offer(await item_of(session, variant_id, quantity), variant_id)


def checked_offer(item: CartItem | None, variant_id: int) -> CartItem:
    """Give what ``item_of`` found, if it can be bought at all. Raises VariantGone, NotOnSale."""
    if item is None:
        raise VariantGone(variant_id=variant_id)
    if not item.on_sale:
        raise NotOnSale(variant_id=variant_id, name=item.name)
    return item


async def item_of(session: Session, variant_id: int, quantity: int) -> CartItem | None:
    """Give a variant as if it lay in a cart, on sale or not; None when there is no such variant."""
    row = await session.row(_ITEM, {"variant_id": variant_id, "wanted": quantity})
    return CartItem(*row) if row else None


def checked_quantity(quantity: int) -> int:
    """Give a quantity somebody could mean. Raises QuantityWrong."""
    if not 1 <= quantity <= LARGEST_QUANTITY:
        raise QuantityWrong(quantity=quantity, largest=LARGEST_QUANTITY)
    return quantity


def items(
    quantity: Number, seen_price: Number
) -> Select[int, int, str, str, str, int, int, int, int, int, str, bool, int | None]:
    """Ask for the columns of CartItem; ``quantity`` and ``seen_price`` come from wherever the line is kept."""
    on_sale = Product.state == ProductState.PUBLISHED
    return (
        select(
            Variant.id, Variant.product_id, Variant.sku, Product.name, Variant.label, quantity, Variant.price,
            seen_price, FREE, Variant.weight_g, _first_photo(), on_sale, Product.category_id,
        )
        .join(Product, Product.id == Variant.product_id)
        .outerjoin(StockLevel, StockLevel.variant_id == Variant.id)
    )  # fmt: skip


def _first_photo() -> ScalarSelect[str]:
    return (
        select(ProductPhoto.sha256)
        .where(ProductPhoto.product_id == Variant.product_id)
        .order_by(ProductPhoto.position)
        .limit(1)
        .correlate(Variant)
        .scalar_subquery()
    )


_ITEM = prepared(
    items(bindparam("wanted", type_=Integer), Variant.price).where(Variant.id == bindparam("variant_id"))
)


def out_of_stock(item: CartItem, wanted: int) -> OutOfStock:
    """Say that fewer are free than wanted."""
    return OutOfStock(
        variant_id=item.variant_id, name=item.full_name, wanted=wanted, available=item.available
    )
