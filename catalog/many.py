"""Prepared statements for a varying number of ids: a fixed number of places, the last id filling those left over."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BindParameter, bindparam


def places(number: int) -> list[BindParameter[Any]]:
    """Give the places of an ``IN``: ``Product.id.in_(places(8))``."""
    return [bindparam(f"each{place}") for place in range(number)]


def filled(values: Sequence[Any], number: int) -> dict[str, Any]:
    """Give the values for ``places(number)``; there must be at least one value and no more than places."""
    found = {f"each{place}": value for place, value in enumerate(values)}
    for place in range(len(values), number):
        found[f"each{place}"] = values[-1]
    return found
