"""What else to hide for a cell that can be placed too closely: the cheapest way along which it could be another."""

from typing import Final

import highspy
import numpy as np

from luukku.numbers.rules.systems import System
from luukku.numbers.solving import programmes

SMALL: Final = 1e-6
HIDDEN_COST: Final = 1e-3
"""Moving through hidden cells costs next to nothing; for each shown cell 1 a unit, and up to 1 more by its value."""

SPREAD: Final = (0.5, 1.5)


class Protector:
    """A linear programme over all cells that may be hidden: how they would have to change for one cell to change."""

    def __init__(self, system: System, hidden: frozenset[int], random: np.random.Generator | None = None) -> None:
        self.system = system
        self.cells = [cell for cell in range(len(system.values)) if cell not in system.shown]
        self.place = {cell: place for place, cell in enumerate(self.cells)}
        self._count = len(self.cells)
        values = np.array([system.values[cell] for cell in self.cells], dtype=np.float64)
        floors = np.array([system.floors[cell] for cell in self.cells], dtype=np.float64)
        self._slack = np.maximum(values - floors, 0.0)
        self._costs = 1.0 + values / (1.0 + values.max(initial=0.0))
        if random is not None:
            self._costs *= random.uniform(*SPREAD, self._count)
        self._model = programmes.empty()
        endless = np.full(self._count, highspy.kHighsInf)
        self._model.addVars(2 * self._count, np.zeros(2 * self._count), np.concatenate([endless, self._slack]))
        self._add_sums()
        for place, cell in enumerate(self.cells):
            self._price(place, HIDDEN_COST if cell in hidden else float(self._costs[place]))

    def _add_sums(self) -> None:
        for total, parts in self.system.sums:
            inside = [(self.place[part], 1.0) for part in parts if part in self.place]
            if total in self.place:
                inside.append((self.place[total], -1.0))
            if inside:
                places = np.array([place for place, _sign in inside], dtype=np.int32)
                signs = np.array([sign for _place, sign in inside])
                both = np.concatenate([places, places + self._count]).astype(np.int32)
                self._model.addRow(0.0, 0.0, len(both), both, np.concatenate([signs, -signs]))

    def _price(self, place: int, cost: float) -> None:
        self._model.changeColCost(place, cost)
        self._model.changeColCost(place + self._count, cost)

    def hide(self, cells: frozenset[int]) -> None:
        for cell in cells:
            self._price(self.place[cell], HIDDEN_COST)

    def way(self, cell: int) -> frozenset[int] | None:
        """The cells that move when `cell` moves as far as safety asks; None when it can't."""
        safety, value = self.system.safety, self.system.values[cell]
        up = max(0, safety.threshold - value)
        down = max(0, min(int(self._slack[self.place[cell]]), safety.width // 2, safety.width - up))
        whole_way = max(up, safety.width)
        upwards = self._moved(cell, max(up, safety.width - down), 1)
        downwards = self._moved(cell, down, -1) if down else frozenset()
        if upwards is None or downwards is None:
            return self._moved(cell, whole_way, 1)
        return upwards | downwards

    def _moved(self, cell: int, amount: int, sign: int) -> frozenset[int] | None:
        place = self.place[cell]
        forced, other = (place, place + self._count) if sign > 0 else (place + self._count, place)
        top = float(self._slack[place]) if sign < 0 else highspy.kHighsInf
        self._model.changeColBounds(forced, float(amount), top)
        self._model.changeColBounds(other, 0.0, 0.0)
        self._model.run()
        is_found = self._model.getModelStatus() == highspy.HighsModelStatus.kOptimal
        moves = np.array(self._model.getSolution().col_value) if is_found else np.zeros(2 * self._count)
        self._model.changeColBounds(forced, 0.0, top)
        self._model.changeColBounds(other, 0.0, highspy.kHighsInf if sign < 0 else float(self._slack[place]))
        if not is_found:
            return None
        net = np.abs(moves[: self._count] - moves[self._count :])
        return frozenset(self.cells[int(one)] for one in np.flatnonzero(net > SMALL))
