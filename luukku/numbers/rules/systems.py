"""A table, or several that are linked, as one system of sums: what an attacker calculates with."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TypeVar

from luukku.numbers.rules.tables import Dimension, Key, Safety, Table, Zeros

Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True)
class System:
    """Cells by number, and which of them add up to which.

    Attributes:
        keys: what each cell is.
        values: what each cell is worth.
        sums: pairs of a total and its parts.
        primary: cells to be hidden for their own sake.
        shown: cells that every reader knows: zeros that are shown, zeros that can't be anything else, and what was
            published before.
        own: inner cells in which somebody is counted, who knows so.
        grid: of one table alone, for each dimension the place of each code's parent (-1: the total); the cells are
            numbered in this order, the last dimension first.
    """

    keys: tuple[Hashable, ...]
    values: tuple[int, ...]
    sums: tuple[tuple[int, tuple[int, ...]], ...]
    primary: frozenset[int]
    shown: frozenset[int]
    own: frozenset[int]
    safety: Safety
    grid: tuple[tuple[int, ...], ...] | None = None

    @cached_property
    def lines(self) -> tuple[tuple[int, ...], ...]:
        """For each cell the sums in which it stands, as a total or as a part."""
        found: list[list[int]] = [[] for _ in self.values]
        for number, (total, parts) in enumerate(self.sums):
            for cell in (total, *parts):
                found[cell].append(number)
        return tuple(tuple(one) for one in found)

    @cached_property
    def free(self) -> tuple[int, ...]:
        """Cells that may be shown or hidden."""
        return tuple(cell for cell in range(len(self.values)) if cell not in self.primary and cell not in self.shown)

    @cached_property
    def floors(self) -> tuple[int, ...]:
        """The least that all attackers together know of each cell: somebody in every cell of `own`, and `least`."""
        least = self.safety.least
        return tuple(1 if (cell in self.own or least) and value else 0 for cell, value in enumerate(self.values))

    def everything(self) -> frozenset[int]:
        """The last resort: all that may be hidden."""
        return self.primary | frozenset(self.free)


def system_of(table: Table) -> System:
    """One table as a system; its cells are numbered in the order of `table.values`."""
    numbers = {key: number for number, key in enumerate(table.values)}
    values = tuple(table.values.values())
    shown = {numbers[key] for key in table.impossible}
    if table.safety.zeros == Zeros.PUBLISH:
        shown |= {number for number, value in enumerate(values) if value == 0}
    return System(
        keys=tuple(numbers),
        values=values,
        sums=tuple((numbers[total], tuple(numbers[part] for part in parts)) for total, parts in sums_of(table)),
        primary=frozenset(number for key, number in numbers.items() if table.is_primary(key)),
        shown=frozenset(shown),
        own=frozenset(numbers[key] for key, value in table.counts.items() if value),
        safety=table.safety,
        grid=tuple(_parents(one) for one in table.dimensions),
    )


def _parents(dimension: Dimension) -> tuple[int, ...]:
    place = {code: number for number, code in enumerate(dimension.codes)}
    return tuple(place[dimension.parents[code]] if code in dimension.parents else -1 for code in dimension.codes)


def sums_of(table: Table) -> list[tuple[Key, list[Key]]]:
    """Every total with its parts, along one dimension at a time."""
    found: list[tuple[Key, list[Key]]] = []
    for place, dimension in enumerate(table.dimensions):
        before = list(product(*(one.codes for one in table.dimensions[:place])))
        after = list(product(*(one.codes for one in table.dimensions[place + 1 :])))
        for parent, children in dimension.children.items():
            if children:
                found += [
                    ((*left, parent, *right), [(*left, child, *right) for child in children])
                    for left in before
                    for right in after
                ]
    return found


def components(system: System, hidden: Sequence[int]) -> list[list[int]]:
    """Hidden cells in groups that share no sum: what is known of one group tells nothing of another."""
    root = {cell: cell for cell in hidden}

    def find(cell: int) -> int:
        while root[cell] != cell:
            root[cell] = root[root[cell]]
            cell = root[cell]
        return cell

    for total, parts in system.sums:
        together = [cell for cell in (total, *parts) if cell in root]
        for cell in together[1:]:
            root[find(cell)] = find(together[0])
    groups: dict[int, list[int]] = {}
    for cell in hidden:
        groups.setdefault(find(cell), []).append(cell)
    return list(groups.values())
