"""What hasty thumbs type: words of product names with a slip or two."""

import random
from collections.abc import Mapping

_NEAR = {
    "a": "sqz", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "ko", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry",
    "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "xa",
}  # fmt: skip


def questions(names: Mapping[int, str], count: int) -> list[str]:
    """Give different questions of one to three words, with one or two slips in one of them; the same every time."""
    chance = random.Random(4)
    products = sorted(names)
    asked: dict[str, None] = {}
    while len(asked) < count:
        words = [word.lower() for word in names[chance.choice(products)].split() if len(word) > 4]
        size = chance.choice((1, 2, 2, 3))
        chosen = chance.sample(words, min(size, len(words)))
        if not chosen:
            continue
        wrong = max(range(len(chosen)), key=lambda place: len(chosen[place]))
        # perhaps two slips where six letters are left of the word at least
        slips = 2 if len(chosen[wrong]) > 7 and chance.random() < 0.3 else 1
        for _ in range(slips):
            chosen[wrong] = _slip(chosen[wrong], chance)
        asked[" ".join(chosen)] = None
    return list(asked)


def _slip(word: str, chance: random.Random) -> str:
    """One slip behind the first letter: two letters swapped, one missing, one doubled, or the key beside it."""
    at = chance.randrange(1, len(word) - 1)
    kind = chance.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[: at + 1] + word[at:]
    return word[:at] + chance.choice(_NEAR.get(word[at], "e")) + word[at + 1 :]
