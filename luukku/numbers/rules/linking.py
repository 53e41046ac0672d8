"""Tables about the same people: what one shows must not give away what another hides, nor an edition a later one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from luukku.numbers.rules.systems import System, sums_of
from luukku.numbers.rules.tables import Count, Key, Safety, Table, Zeros

Identity = frozenset[tuple[str, str]]
"""Whom a cell counts: the dimensions in which it isn't the total, with its codes there."""

Name = tuple[Identity, int]
"""A cell with its count: where two editions differ, they are two cells."""


@dataclass(frozen=True)
class Seen:
    """A table as readers have it. Attributes: shown: the cells whose counts they know."""

    table: Table
    shown: frozenset[Key]


@dataclass(frozen=True, slots=True)
class Beside:
    """Other subjects of the same source that count mostly the same people, as a month counts those of the one before.

    Attributes:
        splits: the dimension whose codes are told together or not at all: a group is the cells that differ in it alone.
        ways: the subjects before, and those after, each the nearest first.
    """

    splits: str
    ways: tuple[tuple[str, ...], ...]


Told = Mapping[Identity, Mapping[Identity, frozenset[Count]]]
"""Of one subject: the groups of which a reader knows something, with all counts that their cells have had."""


def identity(table: Table, key: Key) -> Identity:
    """Tables that name their dimensions alike share the cells that count the same people."""
    return frozenset(
        (dimension.name, code) for dimension, code in zip(table.dimensions, key, strict=True) if code != dimension.total
    )


def joint(seen: Sequence[Seen], table: Table | None = None) -> System:
    """Everything that was published about the same people as one system, and a table that is to follow.

    Cells once hidden stay hidden, cells once shown are known. A cell of the new table that was neither is primary or
    free by its own rules. The strictest threshold and width of all tables hold for all.
    """
    numbers: dict[Name, int] = {}
    sums: dict[tuple[int, tuple[int, ...]], None] = {}
    own: set[int] = set()
    tables = [*(one.table for one in seen), *([table] if table else [])]
    for one in tables:
        names = {key: (identity(one, key), value) for key, value in one.values.items()}
        for name in names.values():
            numbers.setdefault(name, len(numbers))
        for total, parts in sums_of(one):
            sums[numbers[names[total]], tuple(numbers[names[part]] for part in parts)] = None
        own.update(numbers[names[key]] for key, value in one.counts.items() if value)
    shown = {numbers[identity(one.table, key), one.table.values[key]] for one in seen for key in one.shown}
    hidden = {
        numbers[identity(one.table, key), one.table.values[key]] for one in seen for key in one.table.values
    } - shown
    known: set[int] = set()
    if table:
        primary = {numbers[identity(table, key), table.values[key]] for key in table.values if table.is_primary(key)}
        known = {numbers[identity(table, key), table.values[key]] for key in _open(table)} - hidden
        hidden |= primary - shown
    return System(
        keys=tuple(numbers),
        values=tuple(value for _identity, value in numbers),
        sums=tuple((total, parts) for total, parts in sums),
        primary=frozenset(hidden),
        shown=frozenset(shown | known),
        own=frozenset(own),
        safety=strictest(one.safety for one in tables),
    )


def _open(table: Table) -> list[Key]:
    """Zeros of a table that every reader may know."""
    if table.safety.zeros == Zeros.PROTECT:
        return list(table.impossible)
    return [key for key, value in table.values.items() if value == 0]


def strictest(safeties: Iterable[Safety]) -> Safety:
    found = list(safeties)
    zeros = Zeros.PROTECT if any(one.zeros == Zeros.PROTECT for one in found) else Zeros.PUBLISH
    return Safety(
        threshold=max(one.threshold for one in found),
        width=max(one.width for one in found),
        zeros=zeros,
        least=0 if zeros == Zeros.PROTECT else max(one.least for one in found),
    )


def told_apart(seen: Sequence[Seen], table: Table) -> list[Key]:
    """Cells that would tell of the few who came or left since: shown before, and now of another count by a few.

    Whoever has both editions subtracts them.
    """
    known: dict[Identity, list[Count]] = {}
    for one in seen:
        for key in one.shown:
            known.setdefault(identity(one.table, key), []).append(one.table.count_of(key))
    threshold = strictest([table.safety, *(one.table.safety for one in seen)]).threshold
    return [
        key
        for key in table.values
        if any(is_by_few(before, table.count_of(key), threshold) for before in known.get(identity(table, key), ()))
    ]


def is_by_few(one: Count, other: Count, threshold: int) -> bool:
    """Whether two counts differ by under a threshold, or by those of fewer cases: six children may be one family's.

    Where as many cases have another count, any of them may have brought all of the difference.
    """
    counts, cases = (abs(here - there) for here, there in zip(one, other, strict=True))
    return counts > 0 and min(counts, cases) < threshold


def cells_of(system: System, table: Table) -> dict[Key, int]:
    """Where the cells of a table stand in a joint system."""
    numbers = {name: number for number, name in enumerate(system.keys)}
    return {key: numbers[identity(table, key), value] for key, value in table.values.items()}


def without_keys(system: System) -> System:
    """The system by numbers alone, as the solving process needs it."""
    return replace(system, keys=tuple(range(len(system.values))))


def group_of(who: Identity, splits: str) -> Identity:
    """The cell without the dimension that splits its group."""
    return frozenset(one for one in who if one[0] != splits)


def told_groups(seen: Iterable[Seen], splits: str) -> Told:
    """The groups of which some edition shows a count above zero, with every count of theirs, hidden ones too."""
    found: dict[Identity, dict[Identity, frozenset[Count]]] = {}
    for one in seen:
        told = {group_of(identity(one.table, key), splits) for key in one.shown if one.table.values[key]}
        for key in one.table.values:
            who = identity(one.table, key)
            if (group := group_of(who, splits)) in told:
                counts = found.setdefault(group, {})
                counts[who] = counts.get(who, frozenset()) | {one.table.count_of(key)}
    return found


def near_beside(table: Table, splits: str, ways: Iterable[Sequence[Told]]) -> frozenset[Key]:
    """Cells that would tell of the few who came, left or changed between two subjects.

    Where a cell differs by a few, or by what a few hold, from what it was when its group was last told, or is told
    next, the whole group is named: a count that stayed as it was would tell where the newcomer does not stand.
    """
    known = list(ways)
    groups: dict[Identity, list[Key]] = {}
    near = set()
    for key in table.values:
        who, now = identity(table, key), table.count_of(key)
        groups.setdefault(group := group_of(who, splits), []).append(key)
        nearest = [next((one[group] for one in way if group in one), {}) for way in known]
        if any(is_by_few(count, now, table.safety.threshold) for one in nearest for count in one.get(who, ())):
            near.add(group)
    return frozenset(key for group in near for key in groups[group])
