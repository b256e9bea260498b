"""Every word the shop's products use, and what a hasty typist may have meant by another."""

from bisect import bisect_left
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlalchemy import func, select

from catalog.models import WordBlock
from catalog.words import slips_forgiven
from foundation.database import Session, prepared
from foundation.kept import kept

_CORRECTIONS = 6
_COMPLETIONS = 12
_LAST = "\U0010ffff"
"""Stands behind every other letter."""

_words = select(WordBlock.word).distinct().subquery()
_ALL = prepared(select(func.aggregate_strings(_words.c.word, "\n")))


class Vocabulary:
    """All words of the index."""

    def __init__(self, words: Iterable[str]) -> None:
        """Put the words into alphabetical order."""
        self._words = sorted(words)
        self._known = frozenset(self._words)
        self._letters = "".join(set().union(*self._words))
        self._beginnings: dict[str, dict[int, list[str]]] = {}

    def __contains__(self, word: str) -> bool:
        """Whether any product uses exactly this word."""
        return word in self._known

    def starting_with(self, start: str) -> tuple[str, ...]:
        """Give the words that begin with ``start`` but are longer, the first dozen."""
        at = bisect_left(self._words, start)
        found = (word for word in self._words[at : at + _COMPLETIONS] if word.startswith(start))
        return tuple(word for word in found if word != start)

    def nearest(self, word: str) -> tuple[str, ...]:
        """Give the words a hasty typist may have meant: those with the fewest slips, the closest length first.

        One slip is forgiven in four or five letters, two in longer words. Who slips twice still gets the first
        letter right: ``sandal`` is no ``pandan``. A single letter stands for the shortest words it begins.
        """
        if len(word) == 1:
            lengths = self._beginning_with(word)
            return tuple(lengths[min(lengths)][:_CORRECTIONS]) if lengths else ()
        forgiven = slips_forgiven(word)
        near: Iterable[str] = (
            self._known.intersection(_one_slip_from(word, self._letters)) if forgiven else ()
        )
        if forgiven > 1 and not near:
            near = self._two_slips_from(word)
        return tuple(sorted(near, key=lambda known: (abs(len(known) - len(word)), known))[:_CORRECTIONS])

    def _two_slips_from(self, word: str) -> list[str]:
        lengths = self._beginning_with(word[0])
        near: list[str] = []
        for length in range(len(word) - 2, len(word) + 3):
            alike = process.extract(
                word, lengths.get(length, ()), scorer=OSA.distance, score_cutoff=2, limit=None
            )
            near += [known for known, _, _ in alike]
        return near

    def _beginning_with(self, letter: str) -> dict[int, list[str]]:
        """Give the words that begin with a letter, by their length."""
        if letter not in self._beginnings:
            lengths = self._beginnings[letter] = {}
            start, stop = bisect_left(self._words, letter), bisect_left(self._words, letter + _LAST)
            for known in self._words[start:stop]:
                lengths.setdefault(len(known), []).append(known)
        return self._beginnings[letter]


def _one_slip_from(word: str, letters: str) -> set[str]:
    """Give all one can type with one letter more, fewer or other, or two that changed places.

    For one slip this is some hundred look-ups, where comparing means going through every word there is.
    """
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    return {
        *(start + end[1:] for start, end in cuts if end),
        *(start + end[1] + end[0] + end[2:] for start, end in cuts if len(end) > 1),
        *(start + letter + end[1:] for start, end in cuts if end for letter in letters),
        *(start + letter + end for start, end in cuts for letter in letters),
    }


async def touch(session: Session) -> None:
    """Say that the catalogue changes in this transaction.

    Makes changers of the catalogue wait for each other until commit: everything that adds a product, a SKU or a
    category, or moves a product from set to set, calls this first, so two of them never make the same one.
    """
    await session.change("catalogue")


@kept("words", contents=1)
async def vocabulary(session: Session) -> Vocabulary:
    """Give the words of the index: read anew only after they changed."""
    words = await session.scalar(_ALL)
    return Vocabulary(words.split("\n") if words else ())
