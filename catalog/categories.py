"""Shelves and how they nest."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import bindparam, insert, select

from catalog.changes import checked_name
from catalog.errors import NameMissing
from catalog.models import Category
from catalog.vocabulary import touch
from foundation.database import Session, prepared
from foundation.kept import kept

SEPARATOR = " > "

_ALL = prepared(
    select(Category.id, Category.parent_id, Category.name, Category.position).order_by(
        Category.position, Category.id
    )
)
_NEW = prepared(
    insert(Category)
    .values(name=bindparam("name"), parent_id=bindparam("parent_id"), position=bindparam("position"))
    .returning(Category.id)
)


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """One shelf; ``parent_id`` is empty at the top."""

    id: int
    parent_id: int | None
    name: str
    position: int


async def all_categories(session: Session) -> list[CategoryRow]:
    """Give every shelf, in the order the owner put them."""
    return list(await kept_categories(session))


@kept("catalogue")
async def kept_categories(session: Session) -> tuple[CategoryRow, ...]:
    """Give the same as a tuple, the same one as long as nothing of the catalogue changes."""
    return tuple(CategoryRow(*row) for row in await session.execute(_ALL))


async def find_or_add(session: Session, path: str) -> int:
    """Give the shelf named like ``Pakaian > Atasan`` (or ``pakaian/atasan``), adding what is missing.

    Raises NameMissing for a path without names, NameTooLong.
    """
    names = [checked_name(part, 100) for part in re.split(r"[>/]", path) if part.strip()]
    if not names:
        raise NameMissing
    found = _find(await kept_categories(session), names)
    if len(found) < len(names):
        await touch(session)
        found = _find(await kept_categories(session), names)
    for name in names[len(found) :]:
        found.append(await _add(session, name, found[-1] if found else None))
    return found[-1]


def _find(categories: Iterable[CategoryRow], names: list[str]) -> list[int]:
    """Give the ids of as much of the path as exists."""
    known = {(row.parent_id, row.name.casefold()): row.id for row in reversed([*categories])}
    found: list[int] = []
    for name in names:
        category_id = known.get((found[-1] if found else None, name.casefold()))
        if category_id is None:
            break
        found.append(category_id)
    return found


async def _add(session: Session, name: str, parent_id: int | None) -> int:
    siblings = [row for row in await kept_categories(session) if row.parent_id == parent_id]
    added = {"name": name, "parent_id": parent_id, "position": len(siblings)}
    category_id: int = (await session.execute(_NEW, added)).scalar_one()
    return category_id


async def path_of(session: Session, category_id: int | None) -> str:
    """Give a shelf's whole name, ``Pakaian > Atasan``; empty for no or an unknown shelf."""
    if category_id is None:
        return ""
    return SEPARATOR.join(row.name for row in line_to(await kept_categories(session), category_id))


def line_to(categories: Iterable[CategoryRow], category_id: int) -> list[CategoryRow]:
    """Give the shelf and all shelves it stands in, outermost first."""
    by_id = {row.id: row for row in categories}
    line: list[CategoryRow] = []
    here = by_id.get(category_id)
    while here is not None and here not in line:
        line.insert(0, here)
        here = by_id.get(here.parent_id) if here.parent_id is not None else None
    return line


def inside(categories: Iterable[CategoryRow], category_id: int | None) -> list[int]:
    """Give the ids of a shelf and of all shelves below it; of no shelf, those of all."""
    below: dict[int | None, list[int]] = {}
    for row in categories:
        below.setdefault(row.parent_id, []).append(row.id)
    found = [] if category_id is None else [category_id]
    left = [category_id]
    for outer in left:
        new = [inner for inner in below.get(outer, ()) if inner not in found]
        found += new
        left += new
    return found
