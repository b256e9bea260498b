"""Sharing an amount out so that the parts add up to it exactly (largest remainder)."""

from collections.abc import Sequence


def share_out(amount: int, weights: Sequence[int]) -> list[int]:
    """Share an amount in proportion to weights; of equal remainders the first gets the odd unit.

    ``share_out(100, [1, 1, 1]) == [34, 33, 33]``. Without any weight all parts but the last are 0.
    """
    whole = sum(weights)
    if whole <= 0:
        return [0] * (len(weights) - 1) + [amount] if weights else []
    parts = [amount * weight // whole for weight in weights]
    remainders = sorted(range(len(weights)), key=lambda place: -(amount * weights[place] % whole))
    for place in remainders[: amount - sum(parts)]:
        parts[place] += 1
    return parts


def first_of(amount: int, pieces: int, of: int) -> int:
    """Give what the first ``pieces`` of ``of`` equal pieces come to: ``first_of(100, 1, of=3) == 34``."""
    return amount // of * pieces + min(pieces, amount % of)
