"""Where exactly each hidden cell can be placed by a reader who is counted in none: what the audit reports."""

import time
from collections.abc import Collection

import numpy as np

from luukku.numbers.rules.answers import Interval, unlimited
from luukku.numbers.rules.systems import System, components
from luukku.numbers.solving.polytope import End, Polytope

ONE_SECONDS = 1.0


def intervals(system: System, hidden: Collection[int], deadline: float) -> dict[int, Interval]:
    """The interval of each hidden cell, for a reader who knows all shown cells."""
    endless = unlimited(system, frozenset(hidden))
    found: dict[int, Interval] = {}
    for cells in components(system, sorted(hidden)):
        found |= _of_component(system, cells, endless, deadline)
    return found


def _of_component(system: System, cells: list[int], endless: frozenset[int], deadline: float) -> dict[int, Interval]:
    least = [system.safety.least if value else 0 for value in system.values]
    polytope = Polytope(system, cells, least)
    low, high = polytope.truth.copy(), polytope.truth.copy()
    roof = _roofs(system, polytope)
    found: dict[int, Interval] = {}
    for place, cell in enumerate(cells):
        if time.monotonic() > deadline:
            high_end = None if cell in endless else int(roof[place])
            found[cell] = Interval(int(polytope.floors[place]), high_end, is_exact=False)
            continue
        ends: list[End] = []
        for sign in (-1, 1):
            is_known = (
                low[place] <= polytope.floors[place] if sign < 0 else cell in endless or high[place] >= roof[place]
            )
            if is_known:
                value = low[place] if sign < 0 else high[place]
                ends.append(End(int(value), polytope.truth, is_reached=True))
                continue
            end = polytope.end(place, sign, max(0.05, min(ONE_SECONDS, deadline - time.monotonic())))
            np.minimum(low, end.point, out=low)
            np.maximum(high, end.point, out=high)
            ends.append(end)
        down, up = ends
        found[cell] = Interval(down.value, None if cell in endless else up.value, down.is_reached and up.is_reached)
    return found


def _roofs(system: System, polytope: Polytope) -> list[float]:
    """What no cell can be above: the shown total of a sum less its shown parts and the floors of its other parts."""
    roofs = [float(polytope.ceiling)] * len(polytope.cells)
    for number in {number for cell in polytope.cells for number in system.lines[cell]}:
        total, parts = system.sums[number]
        inside = [polytope.place[part] for part in parts if part in polytope.place]
        if total in polytope.place:
            continue
        rest = int(sum(polytope.truth[place] - polytope.floors[place] for place in inside))
        for place in inside:
            roofs[place] = min(roofs[place], rest + int(polytope.floors[place]))
    return roofs
