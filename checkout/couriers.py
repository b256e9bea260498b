"""Who carries parcels in Indonesia: their names, their tracking pages and the look of their waybills.

The table is ``checkout/data/couriers.json``; the shapes of waybills are heuristics, so a guess is only ever
a suggestion. Two entries are no company: ``toko`` (the shop brings it) and ``other``.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rapidfuzz.distance import OSA

from foundation.errors import ShopError

OWN_DELIVERY, OTHER = "toko", "other"
_CONFIDENCE = ("high", "medium", "low")
_WAYBILL = re.compile(r"[A-Z0-9]{6,30}")


class WaybillUnreadable(ShopError):
    """What was typed cannot be a waybill number. Facts: ``typed``, ``shortest`` and ``longest`` length."""

    key = "error-waybill"


@dataclass(frozen=True, slots=True)
class Courier:
    """A courier: a stable code, the name people know, and the page where parcels are followed."""

    code: str
    name: str
    page: str | None = None

    @property
    def is_company(self) -> bool:
        """Whether this is a parcel company; the two others are named in the reader's language."""
        return self.code not in {OWN_DELIVERY, OTHER}

    def tracking_url(self, waybill: str) -> str | None:
        """Give the page to follow a parcel, None where there is none.

        Most pages ask for the number once more; where an address can carry it, the table says ``{waybill}``.
        """
        return self.page.replace("{waybill}", waybill) if self.page else None


_TABLE: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "data" / "couriers.json").read_text(encoding="utf-8")
)["couriers"]

COURIERS = MappingProxyType(
    {row["code"]: Courier(row["code"], row["name"], row["tracking"]) for row in _TABLE}
)
"""Every courier under its code, the usual ones first."""


def find_courier(text: str) -> Courier | None:
    """Find a courier by code, name or nickname (``J&T``, ``si cepat``); long names forgive one slip."""
    asked, names = _bare(text), _names()
    if asked in names:
        return names[asked]
    slips = {
        names[name] for name in names if len(name) >= 6 and OSA.distance(asked, name, score_cutoff=1) <= 1
    }
    return slips.pop() if len(slips) == 1 else None


def clean_waybill(text: str) -> str:
    """Write a waybill number in capitals without spaces and dashes.

    Raises WaybillUnreadable unless 6 to 30 letters and digits remain, four digits among them.
    """
    number = re.sub(r"[\s\-–—.\u200b-\u200f]", "", text).upper()
    if not _WAYBILL.fullmatch(number) or sum(char.isdigit() for char in number) < 4:
        raise WaybillUnreadable(typed=text[:40], shortest=6, longest=30)
    return number


def guess_couriers(waybill: str) -> list[Courier]:
    """List the couriers whose numbers look like this one, the surest first."""
    number = re.sub(r"[\s-]", "", waybill).upper()
    guesses = sorted((sure, at) for at, sure in _matches(number))
    return [COURIERS[_TABLE[at]["code"]] for _, at in guesses]


def _matches(number: str) -> Iterator[tuple[int, int]]:
    """Find the rows whose patterns fit, with the rank of their surest pattern."""
    for at, row in enumerate(_TABLE):
        fits = [_CONFIDENCE.index(sure) for shape, sure in row["waybills"] if re.fullmatch(shape, number)]
        if fits:
            yield at, min(fits)


@cache
def _names() -> dict[str, Courier]:
    """Every way to name a courier, bare."""
    return {
        _bare(name): COURIERS[row["code"]]
        for row in _TABLE
        for name in (row["code"], row["name"], *row["aliases"])
    }


def _bare(text: str) -> str:
    """Compare names by their letters and digits; an ampersand is said ``n``."""
    return re.sub(r"[^a-z0-9]", "", text.casefold().replace("&", "n"))
