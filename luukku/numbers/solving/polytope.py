"""What an attacker holds possible for hidden cells that share sums: a set of whole points, searched for its ends."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import highspy
import numpy as np
from numpy.typing import NDArray

from luukku.numbers.rules.systems import System
from luukku.numbers.solving import programmes

Whole = NDArray[np.int64]
Real = NDArray[np.float64]

CLOSE: Final = 1e-5
"""A solver's number so near a whole one is tried as that; whether it then fits is calculated with whole numbers."""

ROOM_FACTOR: Final = 4
"""Nothing is taken to be more than so many times the largest count; a cell without a limit would run away."""

MOST_AROUND: Final = 200
"""Where a linear programme ends between whole points, so many cells around its fractions may change."""

WHOLE_GAP: Final = 0.05
SNAP_SECONDS: Final = 0.5


@dataclass(frozen=True, slots=True)
class End:
    """How far a cell can go in one direction.

    Attributes:
        value: the furthest whole number that the search could not rule out.
        point: the furthest whole point that was found.
        is_reached: whether the point is as far as `value`.
    """

    value: int
    point: Whole
    is_reached: bool


class Polytope:
    """The hidden cells of one component, and the sums of shown cells that hold them.

    Attributes:
        cells: their numbers in the system; everything else here counts places in this list.
        truth: what they are worth, which is one of the points.
        numbers: the sums in which they stand.
    """

    def __init__(self, system: System, cells: Sequence[int], floors: Sequence[int]) -> None:
        self.cells = list(cells)
        self.place = {cell: place for place, cell in enumerate(self.cells)}
        self.truth: Whole = np.array([system.values[cell] for cell in self.cells], dtype=np.int64)
        self.floors: Whole = np.array([floors[cell] for cell in self.cells], dtype=np.int64)
        self.ceiling = ROOM_FACTOR * (max(system.values) + 100 * system.safety.width)
        rows: list[int] = []
        columns: list[int] = []
        signs: list[int] = []
        self._rows_of: list[list[int]] = [[] for _ in self.cells]
        self._cells_of: list[list[int]] = []
        self.numbers = numbers = sorted({number for cell in self.cells for number in system.lines[cell]})
        for row, number in enumerate(numbers):
            total, parts = system.sums[number]
            inside = [(self.place[cell], -1 if cell == total else 1) for cell in (total, *parts) if cell in self.place]
            rows += [row] * len(inside)
            self._cells_of.append([place for place, _sign in inside])
            for place, _sign in inside:
                self._rows_of[place].append(row)
            columns += [place for place, _sign in inside]
            signs += [sign for _place, sign in inside]
        self._rows = np.array(rows, dtype=np.int64)
        self._columns = np.array(columns, dtype=np.int32)
        self._signs = np.array(signs, dtype=np.float64)
        self._sums = self._summed(self.truth)
        self._linear = self._model()
        programmes.keep_warm(self._linear)
        self._integer: highspy.Highs | None = None

    def _summed(self, point: Whole) -> Real:
        return np.bincount(self._rows, weights=self._signs * point[self._columns]).astype(np.float64)

    def _model(self) -> highspy.Highs:
        model = programmes.empty(maximize=True)
        count = len(self.cells)
        model.addVars(count, self.floors.astype(np.float64), np.full(count, float(self.ceiling)))
        starts = np.searchsorted(self._rows, np.arange(len(self._sums))).astype(np.int32)
        model.addRows(len(self._sums), self._sums, self._sums, len(self._rows), starts, self._columns, self._signs)
        return model

    def holds(self, point: Whole) -> bool:
        """Whether a whole point is possible: every sum right, no cell below its floor."""
        return self.adds_up(point) and bool((point >= self.floors).all())

    def adds_up(self, point: Whole) -> bool:
        """Whether it is possible for a reader who knows of no cell that it isn't zero."""
        return bool((point >= 0).all() and (self._summed(point) == self._sums).all())

    def towards(self, costs: Real) -> tuple[float, Real]:
        """The furthest point, whole or not, in the direction of `costs`, and how far it is.

        Raises:
            ArithmeticError: the solver gave up.
        """
        model = self._linear
        count = len(self.cells)
        model.changeColsCost(count, np.arange(count, dtype=np.int32), costs)
        model.run()
        if model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            model.clearSolver()
            model.run()
        if model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            msg = f"The linear programme ended as {model.getModelStatus().name}."
            raise ArithmeticError(msg)
        return model.getInfo().objective_function_value, np.array(model.getSolution().col_value)

    def towards_whole(self, costs: Real, seconds: float, gap: float = 0.0) -> tuple[float, Whole]:
        """The same among whole points: the best one found in the time, and a bound for all.

        The truth is where the search begins, so there always is one.
        """
        if self._integer is None:
            self._integer = self._model()
            programmes.ask_whole(self._integer, len(self.cells))
        model = self._integer
        model.clearSolver()
        count = len(self.cells)
        model.changeColsCost(count, np.arange(count, dtype=np.int32), costs)
        model.setOptionValue("time_limit", model.getRunTime() + max(0.05, seconds))
        model.setOptionValue("mip_rel_gap", gap)
        if self.holds(self.truth):
            start = highspy.HighsSolution()
            start.col_value = self.truth.astype(np.float64).tolist()
            model.setSolution(start)
        model.run()
        point = whole(np.array(model.getSolution().col_value))
        if point is None or not self.holds(point):
            point = self.truth
        return model.getInfo().mip_dual_bound, point

    def towards_any_whole(self, costs: Real, seconds: float) -> Real:
        """A whole point far in a direction: where the linear programme ends, near there, or wherever there is one."""
        found = self.towards(costs)[1]
        point = whole(found)
        if point is None or not self.holds(point):
            point = self.snapped(found, costs)
        if point is None:
            point = self.towards_whole(costs, seconds, WHOLE_GAP)[1]
        return point.astype(np.float64)

    def direction(self, place: int, sign: int) -> Real:
        costs = np.zeros(len(self.cells))
        costs[place] = sign
        return costs

    def end(self, place: int, sign: int, seconds: float, enough: int | None = None) -> End:
        """How far one cell goes, up (1) or down (-1), in whole points; further than `enough` isn't asked for."""
        costs = self.direction(place, sign)
        value, found = self.towards(costs)
        limit = int(np.floor(value + CLOSE))
        goal = limit if enough is None else min(limit, sign * enough)
        point = whole(found)
        if point is not None and self.holds(point):
            return End(sign * limit, point, is_reached=True)
        near = self.snapped(found, costs)
        if near is not None and sign * near[place] >= goal:
            return End(sign * limit, near, bool(sign * near[place] >= limit))
        bound, point = self.towards_whole(costs, seconds)
        limit = min(limit, int(np.floor(bound + CLOSE)))
        return End(sign * limit, point, bool(sign * point[place] >= limit))

    def snapped(self, found: Real, costs: Real) -> Whole | None:
        """A whole point near one that isn't, far in the same direction: only cells around its fractions may differ."""
        point = np.rint(found).astype(np.int64)
        single = costs != 0 if np.count_nonzero(costs) == 1 else np.zeros(len(costs), dtype=bool)
        places = self._around(np.flatnonzero((np.abs(found - point) > CLOSE) | single))
        inside = np.isin(self._columns, places)
        rows, columns = self._rows[inside], np.searchsorted(places, self._columns[inside])
        names, rows = np.unique(rows, return_inverse=True)
        rest = np.where(inside, 0.0, self._signs * point[self._columns])
        sums = (self._sums - np.bincount(self._rows, weights=rest, minlength=len(self._sums)))[names]
        model, count = programmes.empty(maximize=True), len(places)
        model.addVars(count, self.floors[places].astype(np.float64), np.full(count, float(self.ceiling)))
        starts = np.searchsorted(rows, np.arange(len(names))).astype(np.int32)
        model.addRows(len(names), sums, sums, len(rows), starts, columns.astype(np.int32), self._signs[inside])
        model.changeColsCost(count, np.arange(count, dtype=np.int32), costs[places])
        programmes.ask_whole(model, count)
        model.setOptionValue("time_limit", SNAP_SECONDS)
        model.run()
        if model.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        point[places] = np.rint(np.array(model.getSolution().col_value)).astype(np.int64)
        return point if self.holds(point) else None

    def _around(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """The places and those with which they share a sum; not many more than `MOST_AROUND`."""
        found = {int(place) for place in places}
        for place in places:
            for row in self._rows_of[place]:
                if len(found) < MOST_AROUND:
                    found.update(self._cells_of[row])
        return np.array(sorted(found), dtype=np.int64)

    def weights(self) -> Real:
        """How much each sum of `numbers` weighed in the last linear search: its dual."""
        return np.array(self._linear.getSolution().row_dual)

    def binding(self) -> frozenset[int]:
        """Cells whose floors held the last linear search back."""
        solution = self._linear.getSolution()
        held = (np.abs(np.array(solution.col_dual)) > CLOSE) & (np.array(solution.col_value) < self.floors + CLOSE)
        return frozenset(int(place) for place in np.flatnonzero(held & (self.floors > 0)))

    @contextmanager
    def forgetting(self, places: Iterable[int]) -> Iterator[None]:
        """What is possible for somebody who doesn't know that these cells aren't zero."""
        before = {int(place): int(self.floors[place]) for place in places}
        for place in before:
            self._set_floor(place, 0)
        try:
            yield
        finally:
            for place, floor in before.items():
                self._set_floor(place, floor)

    @contextmanager
    def knowing(self, place: int) -> Iterator[None]:
        """What is possible for somebody who is counted in one cell."""
        before = int(self.floors[place])
        self._set_floor(place, 1)
        try:
            yield
        finally:
            self._set_floor(place, before)

    def _set_floor(self, place: int, floor: int) -> None:
        self.floors[place] = floor
        for model in (self._linear, self._integer):
            if model is not None:
                model.changeColBounds(place, float(floor), float(self.ceiling))


def whole(point: Real) -> Whole | None:
    """The point in whole numbers; None when it isn't near one."""
    rounded = np.rint(point)
    if not len(point) or np.abs(point - rounded).max() > CLOSE:
        return None
    return rounded.astype(np.int64)
