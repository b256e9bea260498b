"""Every word the shop's products use, read once per change of the catalogue."""

from bisect import bisect_left
from dataclasses import dataclass

from rapidfuzz.distance import OSA
from sqlalchemy import select

from catalog.models import SearchWord
from catalog.words import correct
from foundation.database import Session
from foundation.kept import kept

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
    if await session.version("catalogue") is not None:
        await session.change("catalogue")


@kept("words", contents=2)
async def vocabulary(session: Session) -> Vocabulary:
    """Give the words of the index: read anew only after they changed."""
    words = (await session.scalars(select(SearchWord.word).distinct())).all()
    return Vocabulary(tuple(sorted(words)), frozenset(words))
