"""What a product's card says."""

from dataclasses import dataclass

from catalog.models import ProductState


@dataclass(frozen=True, slots=True)
class CardValue:
    """One choice: black, L."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class CardOption:
    """Something to choose, with its values in order."""

    id: int
    name: str
    values: tuple[CardValue, ...]


@dataclass(frozen=True, slots=True)
class CardVariant:
    """What can be bought: ``label`` is empty where there is nothing to choose. Money in minor units."""

    id: int
    sku: str
    label: str
    value_ids: tuple[int, ...]
    price: int
    cost: int | None
    weight_g: int
    on_hand: int
    allocated: int
    available: int


@dataclass(frozen=True, slots=True)
class ProductCard:
    """A product with everything about it; ``category`` is the whole path, ``photos`` are sha256, first one first."""

    id: int
    name: str
    description: str
    state: ProductState
    category_id: int | None
    category: str
    photos: tuple[str, ...]
    options: tuple[CardOption, ...]
    variants: tuple[CardVariant, ...]

    @property
    def price_from(self) -> int:
        """The cheapest variant's price."""
        return min(variant.price for variant in self.variants)

    @property
    def price_to(self) -> int:
        """The dearest variant's price."""
        return max(variant.price for variant in self.variants)

    @property
    def available(self) -> int:
        """How many of all variants nobody was promised."""
        return sum(variant.available for variant in self.variants)
