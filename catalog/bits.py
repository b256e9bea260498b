"""Sets of products as bits of one integer: bit 7 is product 7.

A hundred thousand products are 13 kB, and what two words have in common is one ``&``. In the database a set is cut
into blocks of 8,192 products, so that a change rewrites at most 1 kB, and a word that few products have takes few
bytes: a block is kept from its first byte that is not empty (whose place stands before it, in two bytes) to its last.
"""

import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

BLOCK = 8192
"""Products in one block."""

_BYTES = BLOCK // 8
_WORD = 16


def block_bits(content: bytes) -> int:
    """Read a block as the database keeps it, lowest bits first."""
    return int.from_bytes(content[2:], "little") << 8 * int.from_bytes(content[:2], "little")


def block_content(bits: int) -> bytes:
    """Write a block, of at least one product, as the database keeps it."""
    first = ((bits & -bits).bit_length() - 1) // 8
    part = bits >> 8 * first
    return first.to_bytes(2, "little") + part.to_bytes((part.bit_length() + 7) // 8, "little")


def joined(blocks: Iterable[tuple[int, bytes]]) -> int:
    """Put blocks, by their numbers, together to a whole set."""
    found = list(blocks)
    if not found:
        return 0
    whole = bytearray((max(block for block, _ in found) + 1) * _BYTES)
    for block, content in found:
        at = block * _BYTES + int.from_bytes(content[:2], "little")
        whole[at : at + len(content) - 2] = content[2:]
    return int.from_bytes(whole, "little")


class Members:
    """A set whose members can be counted off: any page costs the same."""

    def __init__(self, bits: int) -> None:
        """Count through the set once."""
        words = array("H", bits.to_bytes(-(-bits.bit_length() // _WORD) * 2, "little"))
        if sys.byteorder == "big":
            words.byteswap()
        self._words = words
        self._ranks = array("I", accumulate(map(int.bit_count, words)))
        self.total = self._ranks[-1] if self._ranks else 0

    def oldest(self, start: int, stop: int) -> list[int]:
        """Give the members from the ``start``-th up to before the ``stop``-th, smallest first."""
        stop = min(stop, self.total)
        if start >= stop:
            return []
        at = bisect_right(self._ranks, start)
        passed = self._ranks[at - 1] if at else 0
        found: list[int] = []
        while passed + len(found) < stop:
            word, first = self._words[at], at * _WORD
            while word:
                lowest = word & -word
                found.append(first + lowest.bit_length() - 1)
                word ^= lowest
            at += 1
        return found[start - passed : stop - passed]

    def newest(self, start: int, stop: int) -> list[int]:
        """Give the members from the ``start``-th up to before the ``stop``-th, largest first."""
        return self.oldest(max(self.total - stop, 0), self.total - start)[::-1]
