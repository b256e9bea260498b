"""Puts products in order for the words they have, without looking at each: sums of scores are added as bits.

The score of every product is a binary number, and its digits stand in planes: plane 3 is the set of all products
whose score has an 8 in it. Two planes are added for all products at once, the way a circuit adds two bits, and the
best come out by following the planes from the highest down. A word that stands in each of 100,000 products costs no
more than that many bits.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest

from catalog.bits import Members
from catalog.postings import Posting

_FOUND = 13
"""The plane from which on words are counted: one more word is better than any score, and the scores of eight words,
1,000 at most each, stay below it."""

_FEW = 16
"""So many products are picked one by one; further ones are counted off."""


class Ranked:
    """Products in their order: by how many words they have, then by the sum of the scores, then the older first."""

    def __init__(self, scores: Iterable[Mapping[int, int]]) -> None:
        """Take, for each word, the products by their score; a product counts with its best."""
        self._planes: list[int] = []
        self._all = 0
        for sets in scores:
            planes, found = _planes_of(sets)
            self._planes = _sum(self._planes, planes)
            self._all |= found
        self.total = self._all.bit_count()

    def page(self, start: int, stop: int) -> list[int]:
        """Give the products from the ``start``-th up to before the ``stop``-th, best first."""
        return self._best(self._all, self.total, len(self._planes), start, min(stop, self.total))

    def _best(self, among: int, size: int, plane: int, start: int, stop: int) -> list[int]:
        while start < stop and plane:
            plane -= 1
            higher = among & self._planes[plane]
            many = higher.bit_count()
            if many in {0, size}:
                continue
            found = self._best(higher, many, plane, start, min(stop, many))
            return found + self._best(among ^ higher, size - many, plane, max(start - many, 0), stop - many)
        return _oldest(among, start, stop)


def scores_of(
    meanings: Sequence[Mapping[str, int]], postings: Mapping[str, Posting], among: int
) -> list[dict[int, int]]:
    """Give, for each word asked for, which products have it at what score, up to 1,000.

    A meaning is the indexed words it may stand for, each with the percentage that counts of its weight.
    """
    scores: list[dict[int, int]] = []
    for meaning in meanings:
        sets: dict[int, int] = {}
        for word, percent in meaning.items():
            for weight, products in postings[word]:
                score = weight * percent // 10
                sets[score] = sets.get(score, 0) | products & among
        scores.append(sets)
    return scores


def _planes_of(sets: Mapping[int, int]) -> tuple[list[int], int]:
    planes = [0] * (_FOUND + 1)
    found = 0
    for score in sorted(sets, reverse=True):
        new = sets[score] ^ (sets[score] & found)
        found |= new
        for plane in range(score.bit_length()):
            if score >> plane & 1:
                planes[plane] |= new
    planes[_FOUND] = found
    return planes, found


def _sum(ours: list[int], theirs: list[int]) -> list[int]:
    if not ours:
        return theirs
    total: list[int] = []
    carry = 0
    for one, other in zip_longest(ours, theirs, fillvalue=0):
        either = one ^ other
        total.append(either ^ carry)
        carry = one & other | carry & either
    return [*total, carry] if carry else total


def _oldest(among: int, start: int, stop: int) -> list[int]:
    if start or stop > _FEW:
        return Members(among).oldest(start, stop)
    found: list[int] = []
    for _ in range(stop):
        lowest = among & -among
        if not lowest:
            break
        found.append(lowest.bit_length() - 1)
        among ^= lowest
    return found
