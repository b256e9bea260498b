"""Every word the shop's products use, read once per change of the catalogue."""

from bisect import bisect_left
from dataclasses import dataclass
from uuid import uuid4

from rapidfuzz.distance import OSA
from sqlalchemy import select

from catalog.models import SearchWord
from catalog.words import correct
from foundation import shop
from foundation.database import Session

_VERSION = "catalog_version"
_READ: dict[str, "Vocabulary"] = {}
"""Vocabularies by version. A version is a random word, so it names one content of one database."""

_KEPT = 4
_CORRECTIONS = 6
_COMPLETIONS = 12


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words of the index in alphabetical order, and as a set."""

    words: tuple[str, ...]
    known: frozenset[str]

    def starting_with(self, start: str) -> tuple[str, ...]:
        """Give the words that begin with ``start`` but are longer, the first dozen."""
        at = bisect_left(self.words, start)
        found = (word for word in self.words[at : at + _COMPLETIONS] if word.startswith(start))
        return tuple(word for word in found if word != start)

    def nearest(self, word: str) -> tuple[str, ...]:
        """Give the words a hasty typist may have meant: those with the fewest slips.

        Who slips twice still gets the first letter right: ``sandal`` is no ``pandan``.
        """
        slips = {known: OSA.distance(word, known) for known in correct(word, self.words, _CORRECTIONS)}
        likely = {known: few for known, few in slips.items() if few == 1 or known[0] == word[0]}
        fewest = min(likely.values(), default=0)
        return tuple(known for known, few in likely.items() if few == fewest)


async def touch(session: Session) -> None:
    """Say that the catalogue's words change in this transaction.

    Also makes changers of the catalogue wait for each other until commit: everything that adds a product, a SKU
    or a category calls this first, so two of them never make the same one.
    """
    await shop.write(session, _VERSION, uuid4().hex)


async def vocabulary(session: Session) -> Vocabulary:
    """Give the words of the index: one cheap read, unless the catalogue changed since the last call."""
    version = str(await shop.read(session, _VERSION, ""))
    if version not in _READ:
        words = (await session.scalars(select(SearchWord.word).distinct())).all()
        while len(_READ) >= _KEPT:
            _READ.pop(next(iter(_READ)), None)
        _READ[version] = Vocabulary(tuple(sorted(words)), frozenset(words))
    return _READ[version]
