"""Stock keeping units: made up from names when nobody gives one, never the same twice."""

import itertools
import re
from collections.abc import Iterator, Sequence

from sqlalchemy import select

from catalog.changes import checked_name
from catalog.drafts import NewProduct
from catalog.errors import SkuTaken
from catalog.models import Variant
from foundation.database import Session

LONGEST = 60
_PART = 16


async def checked_skus(session: Session, draft: NewProduct) -> list[str]:
    """Give each variant of a checked draft a free SKU: its own, or the product's (or initials) and value names.

    Call it after ``vocabulary.touch``, so that nobody else makes SKUs meanwhile. Raises SkuTaken, NameTooLong.
    """
    given = [checked_name(each.sku, LONGEST).upper() if each.sku.strip() else "" for each in draft.variants]
    stem = _part(checked_name(draft.sku, LONGEST), LONGEST) if draft.sku.strip() else ""
    for start in [stem] if stem else _starts(draft.name):
        made = [_made(start, each.values) for each in draft.variants]
        skus = _distinct(made, given)
        taken = await session.scalar(select(Variant.sku).where(Variant.sku.in_(skus)).limit(1))
        if taken is None:
            return skus
        if stem or taken in given:
            break
    raise SkuTaken(sku=taken)


def _starts(name: str) -> Iterator[str]:
    """Give the name's initials (of a single word the first letters), then the same numbered."""
    words = re.findall(r"[^\W_]+", name.upper()) or ["P"]
    initials = words[0][:6] if len(words) == 1 else "".join(word[0] for word in words[:5])
    return itertools.chain([initials], (f"{initials}{number}" for number in itertools.count(2)))


def _made(start: str, values: Sequence[str]) -> str:
    return "-".join([start, *(_part(value) for value in values)])


def _distinct(made: list[str], given: list[str]) -> list[str]:
    """Take given SKUs before made-up ones, and number those that came out alike (``S`` and ``s!``)."""
    skus: list[str] = []
    for own, other in zip(given, made, strict=True):
        if own and own in skus:
            raise SkuTaken(sku=own)
        numbered = itertools.chain([other], (f"{other}-{number}" for number in itertools.count(2)))
        skus.append(own or next(sku for sku in numbered if sku not in skus and sku not in given))
    return skus


def _part(text: str, limit: int = _PART) -> str:
    """Keep letters, digits and inner dashes, in capitals."""
    return re.sub(r"[^\w-]|_", "", text.upper())[:limit].strip("-") or "X"
