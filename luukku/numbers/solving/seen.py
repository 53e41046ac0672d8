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
    """

    def __init__(self, polytope: Polytope, safety: Safety, safe: list[int]) -> None:
        self._polytope, self._safety = polytope, safety
        truth = polytope.truth
        self._low, self._high = truth.copy(), truth.copy()
        self._lowest, self._highest = truth.astype(np.float64), truth.astype(np.float64)
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
        """The same of a point between whole ones."""
        self._rough.add(point)

    def unanswered(self, place: int, insiders: NDArray[np.int64], *, rough: bool = False) -> frozenset[int]:
        """The insiders for whom the whole points (or the others) don't show a cell to be safe."""
        low, high = (self._rough if rough else self._whole).ends(place, insiders)
        return frozenset(int(one) for one in insiders[~self._is_enough(np.ceil(low - CLOSE), np.floor(high + CLOSE))])


class _Points:
    """Points of one component."""

    def __init__(self, truth: Whole) -> None:
        self._points: list[Whole | Real] = [truth]
        self._matrix: NDArray[np.float64] | None = None

    def add(self, point: Whole | Real) -> None:
        if len(self._points) < MOST_POINTS:
            self._points.append(point)
            self._matrix = None

    def ends(self, place: int, insiders: NDArray[np.int64]) -> tuple[Real, Real]:
        """For each insider the lowest and highest value of a cell among the points that they hold possible."""
        if self._matrix is None:
            self._matrix = np.array(self._points, dtype=np.float64)
        values = self._matrix[:, place, np.newaxis]
        possible = self._matrix[:, insiders] > 1.0 - CLOSE
        high = np.where(possible, values, -1.0).max(axis=0)
        return np.where(possible, values, high.max(initial=0.0) + 1.0).min(axis=0), high
