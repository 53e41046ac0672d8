"""A table of counts by up to three dimensions, each a tree from its total down, and how safe it is to be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import product
from math import prod
from typing import Final

from luukku.numbers.rules.figures import LOWEST_THRESHOLD, THRESHOLD

MOST_DIMENSIONS: Final = 3
MOST_CELLS: Final = 200_000
"""Totals included. A larger table is a mistake in a file, not something to read."""

LARGEST_VALUE: Final = 10**9
LARGEST_THRESHOLD: Final = 10**6

Key = tuple[str, ...]
"""One code for each dimension, in the order of the dimensions."""

Count = tuple[int, int]
"""A count, and of how many people or families it is: six meetings of one family are (6, 1)."""


class TableError(ValueError):
    """The table can't be read as one; the message says where and why."""


class Zeros(StrEnum):
    """Whether a zero that could have been something else is shown.

    PUBLISH is for counts of services: that nobody came tells of nobody. PROTECT is for answers: "nobody agreed" tells
    what each one answered.
    """

    PUBLISH = "publish"
    PROTECT = "protect"


@dataclass(frozen=True, slots=True)
class Safety:
    """How safe is safe enough.

    Attributes:
        threshold: the smallest count above zero that is shown; a hidden one can't be told to be smaller either.
        width: how wide the interval must be in which a reader can place a hidden count.
        zeros: whether zeros that are not structural are shown.
        least: what a reader is taken to know of each hidden count: 0 nothing, 1 that it is not zero.
    """

    threshold: int = THRESHOLD
    width: int = THRESHOLD
    zeros: Zeros = Zeros.PUBLISH
    least: int = 0

    def __post_init__(self) -> None:
        if self.threshold < LOWEST_THRESHOLD:
            msg = f"A threshold below {LOWEST_THRESHOLD} exposes people; it is {self.threshold}."
            raise TableError(msg)
        if self.width < 1:
            msg = f"An interval must be at least 1 wide to hide anything; safe_width is {self.width}."
            raise TableError(msg)
        if max(self.threshold, self.width) > LARGEST_THRESHOLD:
            msg = f"A threshold or safe_width above {LARGEST_THRESHOLD} hides everything."
            raise TableError(msg)
        if self.least not in {0, 1} or (self.least and self.zeros == Zeros.PROTECT):
            msg = "A reader knows hidden counts to be at least 0, or at least 1 where zeros are shown."
            raise TableError(msg)


@dataclass(frozen=True)
class Dimension:
    """A tree of codes: the total, its children, theirs. A code without children is a leaf.

    Raises:
        TableError: a code has two parents or is its own ancestor, or children are told of a code that is not there.
    """

    name: str
    total: str
    children: Mapping[str, tuple[str, ...]]

    def __post_init__(self) -> None:
        seen = {self.total}
        for parent, children in self.children.items():
            for child in children:
                if child in seen:
                    why = "is the total" if child == self.total else "stands twice"
                    msg = f"Dimension {self.name!r}: {child!r}, a child of {parent!r}, {why}. Each code has one parent."
                    raise TableError(msg)
                seen.add(child)
        if lost := sorted(seen - set(self.codes)) + sorted(set(self.children) - seen):
            msg = f"Dimension {self.name!r}: {lost[0]!r} is not below the total {self.total!r}."
            raise TableError(msg)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Every code, each parent before its children."""
        found, waiting = [], [self.total]
        while waiting:
            code = waiting.pop()
            found.append(code)
            waiting.extend(reversed(self.children.get(code, ())))
        return tuple(found)

    @cached_property
    def leaves(self) -> tuple[str, ...]:
        return tuple(code for code in self.codes if not self.children.get(code))

    @cached_property
    def parents(self) -> dict[str, str]:
        return {child: parent for parent, children in self.children.items() for child in children}

    def upwards(self, code: str) -> Iterator[str]:
        """The code, its parent, and so on up to the total."""
        yield code
        while code != self.total:
            code = self.parents[code]
            yield code


@dataclass(frozen=True)
class Table:
    """Counts of inner cells, from which all totals follow.

    Attributes:
        counts: for every combination of leaves; whole numbers, at least 0.
        structural: inner cells that can't be anything but zero.
        sensitive: cells to be hidden for another reason than their size, as one large contribution in a sum.
        cases: of how many people or families the counts are, totals included; none where each counts once.

    Raises:
        TableError: a combination is missing or told of what is no leaf, or a count can't be one.
    """

    dimensions: tuple[Dimension, ...]
    counts: Mapping[Key, int]
    structural: frozenset[Key] = frozenset()
    sensitive: frozenset[Key] = frozenset()
    safety: Safety = field(default_factory=Safety)
    cases: Mapping[Key, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not 1 <= len(self.dimensions) <= MOST_DIMENSIONS:
            msg = f"A table has 1 to {MOST_DIMENSIONS} dimensions; this one has {len(self.dimensions)}."
            raise TableError(msg)
        names = [one.name for one in self.dimensions]
        if len(set(names)) < len(names):
            msg = f"Two dimensions have the same name: {', '.join(names)}."
            raise TableError(msg)
        if prod(len(one.codes) for one in self.dimensions) > MOST_CELLS:
            msg = f"The table has more than {MOST_CELLS} cells with its totals."
            raise TableError(msg)
        self._check_counts()

    def _check_counts(self) -> None:
        inner = set(product(*(one.leaves for one in self.dimensions)))
        if missing := inner - set(self.counts):
            msg = f"{len(missing)} inner cells are missing, for instance {told(min(missing))}. A zero is told as 0."
            raise TableError(msg)
        for key, value in self.counts.items():
            if key not in inner:
                msg = f"{told(key)} is no inner cell: its codes must be leaves of the dimensions, in their order."
                raise TableError(msg)
            if not 0 <= value <= LARGEST_VALUE:
                msg = f"{told(key)} has the value {value}; a count is between 0 and {LARGEST_VALUE}."
                raise TableError(msg)
            if value and key in self.structural:
                msg = f"{told(key)} is a structural zero with the value {value}."
                raise TableError(msg)

    @cached_property
    def values(self) -> dict[Key, int]:
        """Every cell with its count, totals included, in the order of the dimensions' codes."""
        sums = dict.fromkeys(product(*(one.codes for one in self.dimensions)), 0)
        for key, value in self.counts.items():
            for above in self._above(key):
                sums[above] += value
        return sums

    def count_of(self, key: Key) -> "Count":
        value = self.values[key]
        return value, self.cases.get(key, 0) if self.cases else value

    @cached_property
    def impossible(self) -> frozenset[Key]:
        """Cells, totals included, under which every inner cell is a structural zero."""
        possible = {above for key in self.counts if key not in self.structural for above in self._above(key)}
        return frozenset(self.values.keys() - possible)

    def _above(self, key: Key) -> Iterator[Key]:
        return product(*(one.upwards(code) for one, code in zip(self.dimensions, key, strict=True)))

    def is_primary(self, key: Key) -> bool:
        """Whether a cell is hidden for its own sake."""
        value = self.values[key]
        if value == 0:
            return self.safety.zeros == Zeros.PROTECT and key not in self.impossible
        return value < self.safety.threshold or key in self.sensitive


def told(key: Key) -> str:
    return " × ".join(key)
