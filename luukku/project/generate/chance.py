"""Seeded chance: ids, weights and days that come out the same for the same seed on every machine."""

import random
from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


class Weighted(Generic[T]):
    """Things to choose from, the more often the heavier."""

    def __init__(self, things: Sequence[T], weights: Sequence[float]) -> None:
        total = sum(weights)
        self.things = list(things)
        self._heights = [height / total for height in accumulate(weights)]
        self._last = len(self.things) - 1

    def pick(self, chance: random.Random) -> T:
        return self.things[min(bisect(self._heights, chance.random()), self._last)]


def by_rank(things: Sequence[T], steepness: float = 1.0) -> Weighted[T]:
    """Zipf's law: the thing at place n is chosen 1/n as often as the first (steeper above 1, flatter below)."""
    return Weighted(things, [1 / place**steepness for place in range(1, len(things) + 1)])


class Chance(random.Random):
    """`random.Random` with ids. Seed it with a text, which gives the same numbers on every machine."""

    def uuid(self) -> str:
        """A random UUID, version 4."""
        digits = f"{self.getrandbits(128):032x}"
        variant = "89ab"[int(digits[16], 16) & 3]
        return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:]}"
