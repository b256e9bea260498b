"""Which products stand where, held in memory as sets: a page of any shelf is found without the database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from catalog.bits import Members, joined
from catalog.blocks import Blocks
from catalog.categories import CategoryRow, inside
from catalog.models import ProductBlock, ProductState
from foundation.database import Session, prepared
from foundation.kept import kept

NOWHERE = 0
"""The shelf of a product that stands on none."""

Place = tuple[str, int]
"""A state and a shelf."""

_ALL = prepared(select(ProductBlock.state, ProductBlock.category_id, ProductBlock.block, ProductBlock.bits))
_BLOCKS = Blocks(ProductBlock, ProductBlock.state, ProductBlock.category_id)


@dataclass(frozen=True, slots=True)
class ShelfCategory:
    """A door to a smaller shelf, and how many products stand behind it."""

    id: int
    name: str
    products: int


@dataclass(frozen=True, slots=True)
class Aisle:
    """A shelf with all shelves below it: its published products, and the doors that have anything behind them.

    The whole shop has no ``here``.
    """

    here: CategoryRow | None
    products: Members
    doors: tuple[ShelfCategory, ...]


class Standing:
    """Where everything stands, at one version of the shelves. What is asked for once is remembered."""

    def __init__(self, places: dict[Place, int]) -> None:
        """Take the sets of products by state and shelf."""
        self._places = places
        self._states: dict[tuple[str, ...], int] = {}
        self._pages: dict[tuple[str, ...], Members] = {}
        self._aisles: dict[int | None, Aisle] = {}
        self._categories: tuple[CategoryRow, ...] = ()

    def in_states(self, states: Sequence[ProductState]) -> int:
        """Give all products in one of the states."""
        key = tuple(states)
        if key not in self._states:
            self._states[key] = _union(bits for (state, _), bits in self._places.items() if state in key)
        return self._states[key]

    def members(self, states: Sequence[ProductState]) -> Members:
        """Give all products in one of the states, to be counted off."""
        key = tuple(states)
        if key not in self._pages:
            self._pages[key] = Members(self.in_states(states))
        return self._pages[key]

    def aisle(self, categories: tuple[CategoryRow, ...], category_id: int | None) -> Aisle | None:
        """Give a shelf, or the whole shop; None for one that is not among the ``categories``."""
        if categories is not self._categories:
            if categories != self._categories:
                self._aisles.clear()
            self._categories = categories
        aisle = self._aisles.get(category_id)
        if aisle is None:
            here = next((row for row in categories if row.id == category_id), None)
            if category_id is not None and here is None:
                return None
            aisle = self._aisles[category_id] = self._walk(categories, here)
        return aisle

    def _walk(self, categories: tuple[CategoryRow, ...], here: CategoryRow | None) -> Aisle:
        if here is None:
            products = self.members((ProductState.PUBLISHED,))
        else:
            products = Members(self._below(categories, here.id))
        outer = here.id if here else None
        doors = (
            ShelfCategory(row.id, row.name, self._below(categories, row.id).bit_count())
            for row in categories
            if row.parent_id == outer
        )
        return Aisle(here, products, tuple(door for door in doors if door.products))

    def _below(self, categories: tuple[CategoryRow, ...], category_id: int) -> int:
        shelves = inside(categories, category_id)
        return _union(self._places.get((ProductState.PUBLISHED, shelf), 0) for shelf in shelves)


def _union(sets: Iterable[int]) -> int:
    union = 0
    for bits in sets:
        union |= bits
    return union


@kept("shelves", contents=2)
async def standing(session: Session) -> Standing:
    """Give where everything stands."""
    blocks: dict[Place, list[tuple[int, bytes]]] = {}
    for state, category_id, block, bits in await session.execute(_ALL):
        blocks.setdefault((state, category_id), []).append((block, bits))
    return Standing({place: joined(found) for place, found in blocks.items()})


async def put(session: Session, product_id: int, before: Place | None, after: Place) -> None:
    """Note that a product moves from one place to another; with the product, in the same transaction."""
    marks = {} if before is None else {before: False}
    if after[0] != ProductState.DELETED:
        marks[after] = True
    await _BLOCKS.mark(session, product_id, marks)


def place_of(state: str, category_id: int | None) -> Place:
    """Give the place of a product."""
    return str(state), category_id or NOWHERE
