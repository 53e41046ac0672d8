"""What was seen to be possible while hidden cells were pushed about: the evidence that they are safe."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from luukku.numbers.rules.tables import Safety
from luukku.numbers.solving.polytope import CLOSE, Polytope, Real, Whole

MOST_POINTS: Final = 800


class Seen:
    """How far the cells of a component were seen to move: between whole points, and between any.

    Attributes:
        is_settled: by place, whether whole points show the cell to be safe from everybody together.
        is_wide: whether at least points between whole ones do.
        is_pushed: whether the cell was pushed both ways.
    """

    def __init__(self, polytope: Polytope, safety: Safety, safe: list[int]) -> None:
        self._polytope, self._safety = polytope, safety
        truth = polytope.truth
        self._low, self._high = truth.copy(), truth.copy()
        self._lowest, self._highest = truth.astype(np.float64), truth.astype(np.float64)
        self.is_pushed = np.zeros(len(truth), dtype=bool)
        self._was_safe = np.zeros(len(truth), dtype=bool)
        self._was_safe[safe] = True
        self._whole, self._rough = _Points(truth), _Points(truth)
        self._judge()

    def _judge(self) -> None:
        self.is_settled = self._was_safe | self._is_enough(self._low, self._high)
        low, high = np.ceil(self._lowest - CLOSE), np.floor(self._highest + CLOSE)
        self.is_wide = self.is_settled | self._is_enough(low, high)

    def _is_enough(self, low: Whole | Real, high: Whole | Real) -> NDArray[np.bool_]:
        return (high - low >= self._safety.width) & (high >= self._safety.threshold)

    def note(self, point: Real) -> None:
        """Remember a point that is possible whatever all insiders know together."""
        np.minimum(self._lowest, point, out=self._lowest)
        np.maximum(self._highest, point, out=self._highest)
        rounded = np.rint(point).astype(np.int64)
        if self._polytope.holds(rounded):
            np.minimum(self._low, rounded, out=self._low)
            np.maximum(self._high, rounded, out=self._high)
            np.minimum(self._lowest, rounded, out=self._lowest)
            np.maximum(self._highest, rounded, out=self._highest)
            self.keep(rounded)
        self._judge()

    def keep(self, point: Whole) -> None:
        """Remember a whole point that is possible for an outsider, and for who is counted where it isn't zero."""
        self._whole.add(point)

    def keep_rough(self, point: Real) -> None:
        """The same of a point that may lie between whole ones."""
        self._rough.add(point)
        rounded = np.rint(point).astype(np.int64)
        if self._polytope.adds_up(rounded):
            self._whole.add(rounded)

    def watch(self, places: list[int]) -> None:
        """From now on it is kept for each insider how far these cells were seen to move."""
        insiders = np.flatnonzero(self._polytope.floors)
        self._whole.watch(places, insiders)
        self._rough.watch(places, insiders)

    def unanswered(self, place: int, *, rough: bool = False) -> frozenset[int]:
        """The insiders for whom the whole points (or all) don't show a watched cell to be safe."""
        insiders, low, high = (self._rough if rough else self._whole).ends(place)
        return frozenset(int(one) for one in insiders[~self._is_enough(np.ceil(low - CLOSE), np.floor(high + CLOSE))])


class _Points:
    """What points of one component show to each insider: those in which their own cell isn't zero."""

    def __init__(self, truth: Whole) -> None:
        self._early: list[Whole | Real] = [truth]
        self._column: dict[int, int] = {}

    def watch(self, places: list[int], insiders: NDArray[np.int64]) -> None:
        self._column = {place: column for column, place in enumerate(places)}
        self._places, self._insiders = np.array(places, dtype=np.int64), insiders
        shape = (len(insiders), len(places))
        self._low, self._high = np.full(shape, np.inf), np.full(shape, -np.inf)
        for point in self._early:
            self._take_in(point)

    def add(self, point: Whole | Real) -> None:
        if len(self._early) < MOST_POINTS:
            self._early.append(point)
        if self._column:
            self._take_in(point)

    def _take_in(self, point: Whole | Real) -> None:
        believers = np.flatnonzero(point[self._insiders] > 1.0 - CLOSE)
        values = point[self._places]
        self._low[believers] = np.minimum(self._low[believers], values)
        self._high[believers] = np.maximum(self._high[believers], values)

    def ends(self, place: int) -> tuple[NDArray[np.int64], Real, Real]:
        column = self._column[place]
        return self._insiders, self._low[:, column], self._high[:, column]
