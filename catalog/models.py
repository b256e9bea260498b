"""The catalogue's tables.

What shoppers see again and again is kept in memory by three topics (``foundation.kept``): "catalogue" for all that
stands on a card or a shelf, "shelves" for which products stand where, "words" for the search index. Shelves and words
change only together with the catalogue, and after it: what depends on several of them may be kept as "catalogue", and
a new price does not make anybody read the whole index again. Stock belongs to no topic: it is read as it is.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from foundation.database import Base, BigId

_CATALOGUE = {"info": {"topic": "catalogue"}}
_RUNS_LOW = text("low_at >= on_hand - allocated")


class ProductState(StrEnum):
    """Who can see a product: drafts and hidden ones only the owner; deleted ones stay for old orders."""

    DRAFT = "draft"
    PUBLISHED = "published"
    HIDDEN = "hidden"
    DELETED = "deleted"


class Category(Base):
    """A shelf; shelves nest."""

    __tablename__ = "category"
    __table_args__ = _CATALOGUE

    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))
    name: Mapped[str] = mapped_column(String(100))
    position: Mapped[int] = mapped_column(default=0)


class Product(Base):
    """Something sold, in one or more variants."""

    __tablename__ = "product"
    __table_args__ = (Index("ix_product_shelf", "state", "category_id", "id"), _CATALOGUE)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(Text, default="")
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))
    state: Mapped[str] = mapped_column(String(20), default=ProductState.DRAFT)
    created_at: Mapped[datetime]
    is_demo: Mapped[bool] = mapped_column(default=False)


class ProductOption(Base):
    """A thing to choose about a product: colour, size."""

    __tablename__ = "product_option"
    __table_args__ = _CATALOGUE

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    position: Mapped[int]


class OptionValue(Base):
    """One choice: black, L. Buttons carry its id, so a button means the same value for ever."""

    __tablename__ = "option_value"
    __table_args__ = _CATALOGUE

    id: Mapped[int] = mapped_column(primary_key=True)
    option_id: Mapped[int] = mapped_column(ForeignKey("product_option.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    position: Mapped[int]


class Variant(Base):
    """What is actually bought: one combination of option values, with its own SKU, price, cost and weight.

    Money in minor units of the shop's currency, weight in grams. Value columns are empty where the product
    has fewer options.
    """

    __tablename__ = "variant"
    __table_args__ = (
        CheckConstraint("price >= 0", "price"),
        CheckConstraint("weight_g >= 0", "weight"),
        Index("ix_variant_line", "product_id", "price"),
        _CATALOGUE,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"))
    sku: Mapped[str] = mapped_column(String(80), unique=True)
    label: Mapped[str] = mapped_column(String(200), default="")
    value1_id: Mapped[int | None] = mapped_column(ForeignKey("option_value.id"))
    value2_id: Mapped[int | None] = mapped_column(ForeignKey("option_value.id"))
    value3_id: Mapped[int | None] = mapped_column(ForeignKey("option_value.id"))
    price: Mapped[int] = mapped_column(BigInteger)
    cost: Mapped[int | None] = mapped_column(BigInteger)
    weight_g: Mapped[int] = mapped_column(default=0)
    position: Mapped[int] = mapped_column(default=0)


class StockLevel(Base):
    """How many there are and how many of them are promised. Always equal to the sums of StockEntry."""

    __tablename__ = "stock_level"
    __table_args__ = (
        CheckConstraint("on_hand >= 0", "on_hand"),
        CheckConstraint("allocated >= 0 AND allocated <= on_hand", "allocated"),
        Index("ix_stock_level_low", "variant_id", sqlite_where=_RUNS_LOW, postgresql_where=_RUNS_LOW),
    )

    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"), primary_key=True, autoincrement=False)
    on_hand: Mapped[int] = mapped_column(default=0)
    allocated: Mapped[int] = mapped_column(default=0)
    low_at: Mapped[int] = mapped_column(default=3)


class StockEntry(Base):
    """One line of the append-only stock ledger. ``reference`` says why, e.g. ``order:1024``."""

    __tablename__ = "stock_entry"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"), index=True)
    at: Mapped[datetime]
    on_hand_change: Mapped[int] = mapped_column(default=0)
    allocated_change: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(String(30))
    reference: Mapped[str] = mapped_column(String(60), default="")
    actor_id: Mapped[int] = mapped_column(BigInteger)


class Photo(Base):
    """A picture's bytes, kept once per content, in the shop's own database."""

    __tablename__ = "photo"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    mime_type: Mapped[str] = mapped_column(String(40))
    content: Mapped[bytes] = mapped_column(LargeBinary)


class ProductPhoto(Base):
    """Which pictures show a product, first one first."""

    __tablename__ = "product_photo"
    __table_args__ = _CATALOGUE

    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), primary_key=True, autoincrement=False)
    sha256: Mapped[str] = mapped_column(ForeignKey("photo.sha256"), primary_key=True)
    position: Mapped[int]


class ProductBlock(Base):
    """Which products stand where, 8,192 to a row (``catalog.blocks``): always what the products themselves say.

    ``category_id`` is 0 for products on no shelf. Deleted products stand nowhere.
    """

    __tablename__ = "product_block"
    __table_args__ = {"info": {"topic": "shelves"}}  # noqa: RUF012 - SQLAlchemy reads a plain dict here

    state: Mapped[str] = mapped_column(String(20), primary_key=True)
    category_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    block: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    bits: Mapped[bytes] = mapped_column(LargeBinary)


class WordBlock(Base):
    """The search index: in which products a word stands, 8,192 to a row, by how much it says about them."""

    __tablename__ = "word_block"
    __table_args__ = {"info": {"topic": "words"}}  # noqa: RUF012 - SQLAlchemy reads a plain dict here

    word: Mapped[str] = mapped_column(String(60), primary_key=True)
    weight: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    block: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    bits: Mapped[bytes] = mapped_column(LargeBinary)


class ProductWords(Base):
    """What the index says of a product: a line of words per weight, to tell what a change takes out of it."""

    __tablename__ = "product_words"

    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), primary_key=True, autoincrement=False)
    words: Mapped[str] = mapped_column(Text)
