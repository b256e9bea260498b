"""In which products words stand: read when somebody asks for them, kept as sets until the words change."""

from collections.abc import Collection
from typing import TypeAlias

from sqlalchemy import select

from catalog.bits import joined
from catalog.many import filled, places
from catalog.models import WordBlock
from foundation.database import Session, prepared
from foundation.kept import Recent, kept

Posting: TypeAlias = tuple[tuple[int, int], ...]
"""Weights, and the products in which a word stands with that weight."""

_AT_ONCE = 16
_MOST = 150
"""Words whose products are kept in memory, some 13 kB each where there are 100,000 products."""

_READ = prepared(
    select(WordBlock.word, WordBlock.weight, WordBlock.block, WordBlock.bits).where(
        WordBlock.word.in_(places(_AT_ONCE))
    )
)


@kept("words", contents=2)
async def _postings(session: Session) -> Recent[str, Posting]:
    """Give what was read under this version of the words."""
    return Recent(_MOST)


async def postings(session: Session, words: Collection[str]) -> dict[str, Posting]:
    """Give in which products the words stand; one statement for those that were not asked for lately."""
    known = await _postings(session)
    found = {word: posting for word in words if (posting := known.get(word)) is not None}
    missing = [word for word in words if word not in found]
    for start in range(0, len(missing), _AT_ONCE):
        read = await _read(session, missing[start : start + _AT_ONCE])
        for word, posting in read.items():
            known.put(word, posting)
        found |= read
    return found


async def _read(session: Session, words: list[str]) -> dict[str, Posting]:
    blocks: dict[str, dict[int, list[tuple[int, bytes]]]] = {word: {} for word in words}
    for word, weight, block, bits in await session.execute(_READ, filled(words, _AT_ONCE)):
        blocks[word].setdefault(weight, []).append((block, bits))
    return {
        word: tuple((weight, joined(parts)) for weight, parts in weights.items())
        for word, weights in blocks.items()
    }
