"""What one run of the benchmark does: how big, how long, which rows."""

from dataclasses import dataclass
from pathlib import Path

from bench.data import Size

LOADS = ("start", "browse", "card", "cart", "order", "search")
EXTRAS = ("query", "qris", "opening", "buyers", "broadcast", "workers", "memory", "sandbox")
QUICK = (*LOADS, "query", "opening", "memory")
"""What fits into a minute and a half."""

LARGE = Size(100_000, 1_000_000, 1_000_000)
"""What the rows are measured on."""
LARGE_AT_ONCE = Size(100_000, 20_000)
"""As many products without the past, for those who cannot wait."""
SMALL = Size(1_000, 20_000)
"""A thousand products; as many customers as tap, so that carts are equally full everywhere."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One run."""

    quick: bool
    only: frozenset[str]
    keep: Path | None
    rounds: int
    updates: int
    """after so many memory is compared; 0: not at all"""
    postgres: bool
    large: Size
    """the big shop"""

    @property
    def seconds(self) -> float:
        """How long each load runs in a round."""
        return 0.5 if self.quick else 1.75

    @property
    def grown(self) -> bool:
        """Whether every load is also measured on a small shop."""
        return not self.quick

    def wants(self, name: str) -> bool:
        """Whether a row's name was asked for."""
        return name in self.only and (self.postgres or name != "workers")
