"""Shelves and how they nest."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import insert, select

from catalog.changes import checked_name
from catalog.errors import NameMissing
from catalog.models import Category
from catalog.vocabulary import touch
from foundation.database import Session

SEPARATOR = " > "


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """One shelf; ``parent_id`` is empty at the top."""

    id: int
    parent_id: int | None
    name: str
    position: int


async def all_categories(session: Session) -> list[CategoryRow]:
    """Give every shelf, in the order the owner put them."""
    rows = await session.execute(
        select(Category.id, Category.parent_id, Category.name, Category.position).order_by(
            Category.position, Category.id
        )
    )
    return [CategoryRow(*row) for row in rows]


async def find_or_add(session: Session, path: str) -> int:
    """Give the shelf named like ``Pakaian > Atasan`` (or ``pakaian/atasan``), adding what is missing.

    Raises NameMissing for a path without names, NameTooLong.
    """
    names = [checked_name(part, 100) for part in re.split(r"[>/]", path) if part.strip()]
    if not names:
        raise NameMissing
    found = _find(await all_categories(session), names)
    if len(found) < len(names):
        await touch(session)
        found = _find(await all_categories(session), names)
    for name in names[len(found) :]:
        found.append(await _add(session, name, found[-1] if found else None))
    return found[-1]


def _find(categories: list[CategoryRow], names: list[str]) -> list[int]:
    """Give the ids of as much of the path as exists."""
    known = {(row.parent_id, row.name.casefold()): row.id for row in reversed(categories)}
    found: list[int] = []
    for name in names:
        category_id = known.get((found[-1] if found else None, name.casefold()))
        if category_id is None:
            break
        found.append(category_id)
    return found


async def _add(session: Session, name: str, parent_id: int | None) -> int:
    siblings = [row for row in await all_categories(session) if row.parent_id == parent_id]
    added = insert(Category).values(name=name, parent_id=parent_id, position=len(siblings))
    return (await session.execute(added.returning(Category.id))).scalar_one()


async def path_of(session: Session, category_id: int | None) -> str:
    """Give a shelf's whole name, ``Pakaian > Atasan``; empty for no or an unknown shelf."""
    if category_id is None:
        return ""
    return SEPARATOR.join(row.name for row in line_to(await all_categories(session), category_id))


def line_to(categories: Iterable[CategoryRow], category_id: int) -> list[CategoryRow]:
    """Give the shelf and all shelves it stands in, outermost first."""
    by_id = {row.id: row for row in categories}
    line: list[CategoryRow] = []
    here = by_id.get(category_id)
    while here is not None and here not in line:
        line.insert(0, here)
        here = by_id.get(here.parent_id) if here.parent_id is not None else None
    return line
