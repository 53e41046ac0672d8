"""From cells to the tables that are published: outcome, by organisation, by unit, by organisation and language.

All count the same people and name their dimensions alike, so that `numbers` keeps them safe together.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Final

OUTCOME: Final = "outcome"
PLACE: Final = "place"
LANGUAGE: Final = "language"
ALL: Final = "all"
IN, OUT = "in", "out"
REST: Final = "rest"
"""What stands in an organisation but in none of its units."""

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """One cell as it was counted. Attributes: cases: in it, adding to the numerator, adding to the rest."""

    organisation: str
    unit: str
    language: str
    numerator: int
    denominator: int
    cases: int
    cases_in: int
    cases_out: int


@dataclass(frozen=True)
class Layout:
    """A table before it is published.

    Attributes:
        trees: for each dimension its name and the children of each code, the total first.
        counts: by inner cell.
        few: cells, totals included, that hold enough of what is counted, but of too few cases.
    """

    trees: tuple[tuple[str, dict[str, tuple[str, ...]]], ...]
    counts: dict[Key, int]
    few: frozenset[Key]


def layouts(sums: Iterable[Sum], threshold: int, *, with_languages: bool) -> Iterator[tuple[str, Layout]]:
    """The tables in the order in which they are published: what one has shown, the next may not have to hide.

    The region first, then its organisations, then their units, where any has more than one place; languages last.
    """
    told = list(sums)
    yield "region", _layout(told, (), threshold)
    organisations = tuple(sorted({one.organisation for one in told}))
    yield "organisation", _layout(told, ((PLACE, {ALL: organisations}),), threshold)
    if units := _units(told):
        yield "place", _layout(told, ((PLACE, {ALL: organisations} | units),), threshold)
    if with_languages:
        languages = tuple(sorted({one.language for one in told}))
        yield "language", _layout(told, ((PLACE, {ALL: organisations}), (LANGUAGE, {ALL: languages})), threshold)


def _units(told: list[Sum]) -> dict[str, tuple[str, ...]]:
    """The units of each organisation that has any, and what stands in none of them."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in told:
        found[one.organisation].add(_leaf(one))
    return {code: tuple(sorted(leaves)) for code, leaves in found.items() if leaves != {f"{code}:{REST}"}}


def _leaf(one: Sum) -> str:
    return one.unit or f"{one.organisation}:{REST}"


def _layout(told: list[Sum], trees: tuple[tuple[str, dict[str, tuple[str, ...]]], ...], threshold: int) -> Layout:
    counts: dict[Key, int] = {(side, *leaf): 0 for side in (IN, OUT) for leaf in _leaves(trees)}
    cases: dict[Key, int] = defaultdict(int)
    for one in told:
        ways = [_upwards(one, children) if name == PLACE else (one.language, ALL) for name, children in trees]
        leaf = tuple(way[0] for way in ways)
        counts[IN, *leaf] += one.numerator
        counts[OUT, *leaf] += one.denominator - one.numerator
        for above in product(*ways):
            cases[IN, *above] += one.cases_in
            cases[OUT, *above] += one.cases_out
            cases[ALL, *above] += one.cases
    few = frozenset(key for key, count in cases.items() if 0 < count < threshold)
    return Layout(((OUTCOME, {ALL: (IN, OUT)}), *trees), counts, few)


def _upwards(one: Sum, places: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Where somebody stands, from the innermost place to all."""
    return (_leaf(one), one.organisation, ALL) if one.organisation in places else (one.organisation, ALL)


def _leaves(trees: tuple[tuple[str, dict[str, tuple[str, ...]]], ...]) -> list[Key]:
    """Every combination of the innermost codes."""
    found: list[Key] = [()]
    for _name, children in trees:
        inner = [code for code in _codes(children) if code not in children]
        found = [(*one, code) for one in found for code in inner]
    return found


def _codes(children: dict[str, tuple[str, ...]]) -> list[str]:
    return [ALL, *(code for below in children.values() for code in below)]
