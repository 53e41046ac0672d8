"""Invented tables for `luukku bench suppression`: random ones, and such as a region publishes."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import exp

from luukku.numbers.rules.tables import Dimension, Key, Safety, Table, Zeros

MUNICIPALITIES = (250, 36, 34, 33, 24, 22, 20, 17, 16, 12, 10, 9, 8, 7, 6, 6, 5, 4, 4, 3, 3, 2, 2)
"""Thousands of people, as in a region with one large town."""

SECTORS = (30, 25, 20, 12, 8, 5)
LANGUAGES = (35, 25, 18, 13, 9)
AREAS = (1, 6, 8, 8)


@dataclass(frozen=True, slots=True)
class Case:
    """One table to be made safe.

    Attributes:
        kind: `two` (dimensions, up to 400 inner cells), `three`, or `large` (5,000 cells, the fast way).
    """

    name: str
    kind: str
    table: Table


def cases(seed: int) -> list[Case]:
    """Every table of the benchmark; the same seed gives the same."""
    chance = random.Random(f"suppression {seed}")  # noqa: S311 - invented figures, nothing to guess
    found = [
        Case(f"random 20 × 20, mean {mean}", "two", _random(chance, (20, 20), mean)) for mean in (4, 8, 30, 100, 300)
    ]
    protect = Safety(zeros=Zeros.PROTECT)
    found.append(Case("random 20 × 20, mean 8, zeros protected", "two", _random(chance, (20, 20), 8, protect)))
    found.append(Case("random 13 × 30, mean 15", "two", _random(chance, (13, 30), 15)))
    sectors, languages = (_places(), _flat("sector", 6)), (_flat("place", 23), _languages())
    found.append(Case("areas and places × sectors", "two", _region(chance, sectors, 2000)))
    found.append(Case("places × groups of languages", "two", _region(chance, languages, 3000)))
    whole = (_flat("place", 23), _flat("sector", 6), _flat("language", 5))
    found += [
        Case(f"23 places × 6 sectors × 5 languages, {families} families", "three", _region(chance, whole, families))
        for families in (1500, 6000, 20_000)
    ]
    found.append(Case("random 70 × 70, mean 8", "large", _random(chance, (70, 70), 8)))
    wide = (_places(), _flat("topic", 31), _flat("language", 5))
    found.append(Case("areas and places × 31 topics × 5 languages", "large", _region(chance, wide, 60_000)))
    return found


def _random(chance: random.Random, shape: Sequence[int], mean: float, safety: Safety | None = None) -> Table:
    """Counts that differ much: each cell's own mean is drawn first."""
    dimensions = tuple(_flat(name, size) for name, size in zip("xyz", shape, strict=False))
    counts = {key: _poisson(chance, mean * chance.gammavariate(0.6, 1 / 0.6)) for key in _keys(dimensions)}
    return Table(dimensions, counts, safety=safety or Safety())


def _region(chance: random.Random, dimensions: tuple[Dimension, ...], families: int) -> Table:
    """Families spread as people are over municipalities, sectors and languages."""
    weights = [_weights(one) for one in dimensions]
    counts = {}
    for key in _keys(dimensions):
        share = 1.0
        for codes, code in zip(weights, key, strict=True):
            share *= codes[code]
        counts[key] = _poisson(chance, families * share * chance.uniform(0.5, 1.5))
    return Table(dimensions, counts)


def _weights(dimension: Dimension) -> dict[str, float]:
    known: dict[str, Sequence[int]] = {"place": MUNICIPALITIES, "sector": SECTORS, "language": LANGUAGES}
    leaves = dimension.leaves
    told = known.get(dimension.name) or [100 // (place + 2) + 1 for place in range(len(leaves))]
    return {leaf: weight / sum(told) for leaf, weight in zip(leaves, told, strict=True)}


def _keys(dimensions: Sequence[Dimension]) -> list[Key]:
    return list(product(*(one.leaves for one in dimensions)))


def _flat(name: str, size: int) -> Dimension:
    return Dimension(name, "all", {"all": tuple(f"{name}{number}" for number in range(size))})


def _places() -> Dimension:
    """Municipalities in four areas, the largest one an area of its own."""
    children: dict[str, tuple[str, ...]] = {"all": tuple(f"area{number}" for number in range(len(AREAS)))}
    begin = 0
    for number, size in enumerate(AREAS):
        children[f"area{number}"] = tuple(f"place{place}" for place in range(begin, begin + size))
        begin += size
    return Dimension("place", "all", children)


def _languages() -> Dimension:
    return Dimension("language", "all", {"all": ("l0", "l1", "others"), "others": ("l2", "l3", "l4")})


def _poisson(chance: random.Random, mean: float) -> int:
    if mean > 50:
        return max(0, round(chance.gauss(mean, mean**0.5)))
    limit, product_, count = exp(-mean), chance.random(), 0
    while product_ > limit:
        product_ *= chance.random()
        count += 1
    return count
