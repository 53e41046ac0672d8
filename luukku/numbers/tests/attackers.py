"""An attacker who knows nothing of our solver: tries every table of whole numbers that fits what was published."""

from collections.abc import Iterator, Mapping
from itertools import product

from hypothesis import reject

from luukku.numbers.rules.tables import Key, Table

ROOM = 9
"""Where nothing limits a cell it is tried up to so much more than the largest count."""


MOST_STEPS = 100_000


def possible(table: Table, published: Mapping[Key, int | None]) -> list[dict[Key, int]]:
    """Every table (inner cells) that fits, up to a roof."""
    inner = list(table.counts)
    roof = max(table.values.values(), default=0) + ROOM
    sums = []
    for key, value in published.items():
        if value is not None:
            sums.append((value, {place for place, cell in enumerate(inner) if is_within(table, cell, key)}))
    found: list[dict[Key, int]] = []
    steps = 0

    def extend(place: int, chosen: list[int], left: list[int]) -> None:
        nonlocal steps
        steps += 1
        if steps > MOST_STEPS:
            reject()  # so little is shown that trying takes too long: another table is drawn
        if place == len(inner):
            if not any(left):
                found.append(dict(zip(inner, chosen, strict=True)))
            return
        mine = [number for number, (_value, cells) in enumerate(sums) if place in cells]
        ends = [number for number in mine if max(sums[number][1]) == place]
        most = min((left[number] for number in mine), default=roof)
        tries = range(most + 1) if not ends else {left[number] for number in ends}
        for value in tries:
            if value <= most and len({left[number] for number in ends} | {value}) <= 1 + (not ends):
                rest = [one - value if number in mine else one for number, one in enumerate(left)]
                extend(place + 1, [*chosen, value], rest)

    extend(0, [], [value for value, _cells in sums])
    return found


def is_within(table: Table, inner: Key, key: Key) -> bool:
    return all(
        code in dimension.upwards(leaf) for dimension, leaf, code in zip(table.dimensions, inner, key, strict=True)
    )


def worth(table: Table, inner: Mapping[Key, int], key: Key) -> int:
    return sum(value for cell, value in inner.items() if is_within(table, cell, key))


def ends(table: Table, tables: list[dict[Key, int]], key: Key) -> tuple[int, int]:
    values = [worth(table, one, key) for one in tables]
    return min(values), max(values)


def exposed(table: Table, published: Mapping[Key, int | None]) -> Iterator[tuple[Key, Key | None]]:
    """Each hidden cell that an outsider, or somebody counted in an inner cell, can place too closely."""
    tables = possible(table, published)
    hidden = [key for key, value in published.items() if value is None]
    insiders = [key for key, value in table.counts.items() if value and published[key] is None]
    for key, insider in product(hidden, [None, *insiders]):
        known = [one for one in tables if insider is None or one[insider] > 0]
        low, high = ends(table, known, key)
        if high - low < table.safety.width or high < table.safety.threshold:
            yield key, insider


def fewest(table: Table) -> tuple[int, int]:
    """How many cells the best safe pattern hides, and their sum: by trying every pattern, the smallest first."""
    zeros_shown = table.safety.zeros == "publish"
    must = [key for key in table.values if table.is_primary(key)]
    known = {key for key, value in table.values.items() if key in table.impossible or (value == 0 and zeros_shown)}
    free = [key for key in table.values if key not in must and key not in known]
    patterns = (
        [key for key, chosen in zip(free, choice, strict=True) if chosen] + must
        for choice in product((False, True), repeat=len(free))
    )
    for pattern in sorted(patterns, key=lambda one: (len(one), sum(table.values[key] for key in one))):
        published = {key: None if key in pattern else value for key, value in table.values.items()}
        if next(exposed(table, published), None) is None:
            return len(pattern), sum(table.values[key] for key in pattern)
    msg = "Not even hiding everything is safe."
    raise AssertionError(msg)
