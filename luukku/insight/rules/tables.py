"""From cells to the tables that are published: outcome, by organisation, by unit, by organisation and language.

All count the same people and name their dimensions alike, so that `numbers` keeps them safe together. A figure that
lies within another splits that one's numerator once more.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Final

OUTCOME: Final = "outcome"
PLACE: Final = "place"
LANGUAGE: Final = "language"
ALL: Final = "all"
IN, OUT = "in", "out"
IN_IN, IN_OUT = "in:in", "in:out"
"""Where a figure lies within: its numerator, and the rest of its whole."""

APART: Final = "apart"
"""Families in which an address is or was protected: in no organisation, unit or language, but in the region's total."""

REST: Final = "rest"
"""What stands in an organisation but in none of its units."""

FEW: Final = "few"
"""Organisations together that are too small to be told by language."""

UNNAMED: Final = frozenset({APART, FEW})
"""Places that stand in the tables and are shown to nobody."""

TIMES: Final = 2
"""A place is broken down further when each of its outcomes is nought or so many times the threshold: below that,
whoever is counted in it could tell the rest, and the whole table would be refused. Source: local."""

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """One cell as it was counted.

    Attributes:
        cases: in it, adding to the numerator, adding to the rest.
        inside: the same place and language in the figure that lies within.
    """

    organisation: str
    unit: str
    language: str
    numerator: int
    denominator: int
    cases: int
    cases_in: int
    cases_out: int
    inside: "Sum | None" = None

    def leaves(self, *, is_split: bool) -> dict[str, int]:
        """What the cell holds by outcome."""
        found = {OUT: self.denominator - self.numerator}
        if not is_split:
            return found | {IN: self.numerator}
        inner = self.inside.numerator if self.inside else 0
        return found | {IN_IN: inner, IN_OUT: self.numerator - inner}

    def holding(self, *, is_split: bool) -> dict[str, int]:
        """How many cases add to each outcome, totals included."""
        found = {ALL: self.cases, IN: self.cases_in, OUT: self.cases_out}
        if is_split and self.inside:
            found |= {IN_IN: self.inside.cases_in, IN_OUT: self.inside.cases_out}
        return found


Trees = tuple[tuple[str, dict[str, tuple[str, ...]]], ...]
"""For each dimension its name and the children of each code, the total first."""


@dataclass(frozen=True)
class Layout:
    """A table before it is published.

    Attributes:
        counts: by inner cell.
        few: cells, totals included, that hold enough of what is counted, but of too few cases; and all that tell of
            families kept apart.
        cases: how many there are in each cell, totals included.
        structural: inner cells that can't be anything but zero beside what the tables before have shown.
        by_language: whether a zero would tell that a group of some language has nothing.
        is_of_one: whether its total tells of one organisation: fewer than two have enough to be taken for each other.
    """

    trees: Trees
    counts: dict[Key, int]
    few: frozenset[Key]
    cases: dict[Key, int]
    structural: frozenset[Key] = frozenset()
    by_language: bool = False
    is_of_one: bool = False


def layouts(
    sums: Iterable[Sum], threshold: int, *, with_languages: bool, is_split: bool = False
) -> Iterator[tuple[str, Layout]]:
    """The tables in the order in which they are published: what one has shown, the next may not have to hide.

    The region first, then its organisations, then their units, where any has more than one place; languages last.
    """
    told = list(sums)
    sides: dict[str, tuple[str, ...]] = {ALL: (IN, OUT)}
    outcome = (OUTCOME, sides | {IN: (IN_IN, IN_OUT)} if is_split else sides)
    is_of_one = len(_large(_by_organisation(told), TIMES * threshold)) < 2
    yield "region", replace(_layout(told, (outcome,), threshold), is_of_one=is_of_one)
    large, small = _by_size(told, TIMES * threshold)
    together = {FEW: small} if small else {}
    named: dict[str, tuple[str, ...]] = {ALL: (*large, *together, APART)}
    yield "organisation", _layout(told, (outcome, (PLACE, named | together)), threshold)
    if units := _units(told, TIMES * threshold):
        yield "place", _layout(told, (outcome, (PLACE, named | together | units)), threshold)
    if with_languages and _is_enough(told, TIMES * threshold):
        languages = tuple(sorted({one.language for one in told if one.organisation != APART} | {APART}))
        layout = _layout(told, (outcome, (PLACE, named), (LANGUAGE, {ALL: languages})), threshold)
        yield "language", replace(layout, structural=_structural(layout), by_language=True)


def _is_enough(told: Iterable[Sum], least: int) -> bool:
    """Whether each outcome is nought or large enough to be broken down further."""
    counts: dict[str, int] = defaultdict(int)
    for one in told:
        for outcome, count in one.leaves(is_split=one.inside is not None).items():
            counts[outcome] += count
    return all(count == 0 or count >= least for count in counts.values())


def _by_organisation(told: Iterable[Sum]) -> dict[str, list[Sum]]:
    inside: dict[str, list[Sum]] = defaultdict(list)
    for one in told:
        if one.organisation != APART:
            inside[one.organisation].append(one)
    return inside


def _large(inside: dict[str, list[Sum]], least: int) -> list[str]:
    return sorted(code for code, sums in inside.items() if _is_enough(sums, least))


def _by_size(told: list[Sum], least: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Organisations to be told by language, and those that are told so together: as many as make them enough."""
    inside = _by_organisation(told)
    large = _large(inside, least)
    small = sorted(inside.keys() - set(large))
    by_size = sorted(large, key=lambda code: (sum(one.denominator for one in inside[code]), code))
    while by_size and not _is_enough([one for code in small for one in inside[code]], least):
        small.append(by_size.pop(0))
    return tuple(sorted(by_size)), tuple(sorted(small))


def _units(told: list[Sum], least: int) -> dict[str, tuple[str, ...]]:
    """The units of each organisation that has any and is large enough, and what stands in none of them."""
    found: dict[str, list[Sum]] = defaultdict(list)
    for one in told:
        found[one.organisation].append(one)
    leaves = {code: {_leaf(one) for one in sums} for code, sums in found.items() if _is_enough(sums, least)}
    return {code: tuple(sorted(below)) for code, below in leaves.items() if below != {f"{code}:{REST}"}}


def _leaf(one: Sum) -> str:
    return one.unit or f"{one.organisation}:{REST}"


def _layout(told: list[Sum], trees: Trees, threshold: int) -> Layout:
    is_split = IN in trees[0][1]
    counts: dict[Key, int] = dict.fromkeys(_leaves(trees), 0)
    cases: dict[Key, int] = defaultdict(int)
    for one in told:
        ways = [_upwards(one, children) if name == PLACE else (one.language, ALL) for name, children in trees[1:]]
        for outcome, count in one.leaves(is_split=is_split).items():
            counts[outcome, *(way[0] for way in ways)] += count
        for outcome, count in one.holding(is_split=is_split).items():
            for above in product(*ways):
                cases[outcome, *above] += count
    few = frozenset(key for key, count in cases.items() if count > 0 and (count < threshold or APART in key))
    return Layout(trees, counts, few, dict(cases))


def _structural(layout: Layout) -> frozenset[Key]:
    """Zeros that are known: where nobody of a place is in an outcome, and what would mix families kept apart."""
    by_place: dict[Key, int] = defaultdict(int)
    for (outcome, place, _language), count in layout.counts.items():
        by_place[outcome, place] += count
    return frozenset(
        (outcome, place, language)
        for outcome, place, language in layout.counts
        if not by_place[outcome, place] or (place == APART) != (language == APART)
    )


def _upwards(one: Sum, places: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Where somebody stands, from the innermost place of the table to all."""
    codes = _codes(places)
    own = [code for code in (_leaf(one), one.organisation) if code in codes]
    is_together = not own or one.organisation in places.get(FEW, ())
    return (*own, *([FEW] if is_together else []), ALL)


def _leaves(trees: Trees) -> list[Key]:
    """Every combination of the innermost codes."""
    return list(product(*([code for code in _codes(children) if code not in children] for _name, children in trees)))


def _codes(children: dict[str, tuple[str, ...]]) -> list[str]:
    return [ALL, *(code for below in children.values() for code in below)]
