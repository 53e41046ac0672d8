"""Why a pattern isn't safe, as an inequality that every safe pattern obeys: taken from the attacker's own proof.

An attacker who narrows a cell does so by a weighted sum of the sums that hold it (the dual of the linear programme).
Whatever is hidden, that same proof holds, unless cells are hidden by which the weighted sum could move: so many of
them must be hidden. Any weights give a true inequality, so a solver's rounding can weaken one but not make it false.
"""

from collections.abc import Collection, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Final

import numpy as np

from luukku.numbers.rules.systems import System, components
from luukku.numbers.solving.audit import Exposure
from luukku.numbers.solving.polytope import CLOSE, Polytope, Real

SIXTIETHS: Final = 60
NOTHING: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Cut:
    """Of the cells in `weights`, so many must be hidden that their weights reach `need`, if `cell` is hidden.

    Attributes:
        cell: None when it is hidden in any case.
    """

    weights: Mapping[int, float]
    need: float
    cell: int | None


class Separator:
    """Turns what an audit found exposed in one pattern into cuts."""

    def __init__(self, system: System, hidden: Collection[int]) -> None:
        self.system = system
        self.hidden = frozenset(hidden)
        self._component = {cell: cells for cells in components(system, sorted(hidden)) for cell in cells}
        self._polytopes: dict[int, Polytope] = {}

    def cuts(self, exposure: Exposure) -> list[Cut]:
        """What every safe pattern obeys and this one doesn't."""
        proofs = self._proofs(exposure)
        safety, value = self.system.safety, self.system.values[exposure.cell]
        both = {cell: proofs[0].get(cell, 0.0) + proofs[1].get(cell, 0.0) for cell in {*proofs[0], *proofs[1]}}
        found = [cut_from(self.system, exposure.cell, both, safety.width)]
        if value < safety.threshold:
            found.append(cut_from(self.system, exposure.cell, proofs[1], safety.threshold - value))
        violated = [one for one in found if one and self._is_violated(one)]
        return violated or [self.at_least_one_more(exposure.cell)]

    def at_least_one_more(self, cell: int) -> Cut:
        """A pattern that exposes a cell exposes it as long as nothing else is hidden."""
        others = {other: 1.0 for other in self.system.free if other not in self.hidden}
        return Cut(others, 1.0, None if cell in self.system.primary else cell)

    def _proofs(self, exposure: Exposure) -> list[dict[int, float]]:
        """How far each cell, were it hidden, would let the exposed one move down and up; infinite where without end."""
        polytope = self._polytope(exposure.cell)
        place = polytope.place[exposure.cell]
        found = []
        insider = polytope.place[exposure.insider] if exposure.insider is not None else None
        with polytope.knowing(insider) if insider is not None else nullcontext():
            for sign in (-1, 1):
                polytope.towards(polytope.direction(place, sign))
                found.append(
                    moves_from(self.system, polytope.numbers, polytope.weights(), exposure.cell, exposure.insider, sign)
                )
        return found

    def _polytope(self, cell: int) -> Polytope:
        cells = self._component[cell]
        if cells[0] not in self._polytopes:
            least = [self.system.safety.least if value else 0 for value in self.system.values]
            self._polytopes[cells[0]] = Polytope(self.system, cells, least)
        return self._polytopes[cells[0]]

    def _is_violated(self, cut: Cut) -> bool:
        return sum(weight for cell, weight in cut.weights.items() if cell in self.hidden) < cut.need - CLOSE


def moves_from(
    system: System, numbers: Sequence[int], weights: Real, cell: int, insider: int | None, sign: int
) -> dict[int, float]:
    """How far each cell, were it hidden, would let `cell` move up (1) or down (-1) by a weighted sum of sums."""
    rates: dict[int, float] = {cell: float(sign)}
    for number, weight in zip(numbers, _tidy(weights), strict=True):
        if weight:
            total, parts = system.sums[number]
            rates[total] = rates.get(total, 0.0) + weight
            for part in parts:
                rates[part] = rates.get(part, 0.0) - weight
    moves = {}
    for one, rate in rates.items():
        least = 1 if one == insider else system.safety.least if system.values[one] else 0
        if rate > NOTHING:
            moves[one] = float("inf")
        elif rate < -NOTHING:
            moves[one] = -rate * (system.values[one] - least)
    return moves


def cut_from(system: System, cell: int, moves: Mapping[int, float], amount: int) -> Cut | None:
    """The cut that asks a hidden cell to move by `amount`; None when it can in any case."""
    sure = sum(weight for one, weight in moves.items() if one == cell or one in system.primary)
    need = amount - sure
    if need <= CLOSE:
        return None
    weights = {
        one: min(weight, need)
        for one, weight in moves.items()
        if one != cell and one not in system.primary and one not in system.shown and weight > NOTHING
    }
    return Cut(weights, need, None if cell in system.primary else cell)


def _tidy(weights: Real) -> list[float]:
    """Weights as the simple fractions that they nearly are."""
    simple = np.rint(weights * SIXTIETHS) / SIXTIETHS
    return [float(one) for one in np.where(np.abs(simple - weights) < CLOSE, simple, weights)]
