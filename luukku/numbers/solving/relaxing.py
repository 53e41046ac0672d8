"""Cuts for patterns that hide cells by halves: they raise the bound before any whole pattern is looked at."""

import time
from collections.abc import Sequence
from typing import Final

import numpy as np

from luukku.numbers.rules.systems import System
from luukku.numbers.solving import programmes
from luukku.numbers.solving.cuts import Cut, cut_from, moves_from
from luukku.numbers.solving.polytope import CLOSE, Real

PRESENT: Final = 0.05
MOST_CUTS: Final = 150


class Relaxation:
    """How cells could move if each were hidden as far as a number between 0 and 1 says."""

    def __init__(self, system: System) -> None:
        self.system = system
        self.cells = [cell for cell in range(len(system.values)) if cell not in system.shown]
        self.place = {cell: place for place, cell in enumerate(self.cells)}
        least = system.safety.least
        self._slack = np.array([max(0, system.values[cell] - least) for cell in self.cells], dtype=np.float64)
        self._numbers: list[int] = []
        self._model = programmes.empty(maximize=True)
        programmes.keep_warm(self._model)
        count = len(self.cells)
        self._model.addVars(count, np.zeros(count), np.zeros(count))
        for number, (total, parts) in enumerate(system.sums):
            inside = [(self.place[part], 1.0) for part in parts if part in self.place]
            if total in self.place:
                inside.append((self.place[total], -1.0))
            if inside:
                self._numbers.append(number)
                places = np.array([place for place, _sign in inside], dtype=np.int32)
                self._model.addRow(0.0, 0.0, len(inside), places, np.array([sign for _place, sign in inside]))

    def cuts(self, told: Sequence[float] | Real, deadline: float) -> list[Cut]:
        """What the shares (by place in `cells`) don't obey; as much of it as is found in the time."""
        shares = np.asarray(told, dtype=np.float64)
        count = len(self.cells)
        up, down = np.zeros(count), np.zeros(count)
        found: list[Cut] = []
        for place in np.argsort(-shares, kind="stable"):
            if shares[place] < PRESENT or len(found) >= MOST_CUTS or time.monotonic() > deadline:
                break
            if not self._is_short(int(place), shares, up, down):
                continue
            found += self._attack(int(place), shares, up, down)
        return found

    def _is_short(self, place: int, shares: Real, up: Real, down: Real) -> bool:
        safety, value = self.system.safety, self.system.values[self.cells[place]]
        share = shares[place]
        is_narrow = up[place] + down[place] < safety.width * share - CLOSE
        return bool(is_narrow or up[place] < (safety.threshold - value) * share - CLOSE)

    def _attack(self, place: int, shares: Real, up: Real, down: Real) -> list[Cut]:
        """Somebody who is counted in the cell tries to narrow it."""
        cell, safety = self.cells[place], self.system.safety
        value = self.system.values[cell]
        insider = cell if cell in self.system.own else None
        known = 1.0 if insider is not None and not safety.least else 0.0
        own = self._slack[place] - known
        found: list[Cut] = []
        for amount, signs in ((safety.width, (-1, 1)), (safety.threshold - value, (1,))):
            need = amount - (own if len(signs) > 1 else 0.0)
            if need <= 0:
                continue
            low, high = -np.minimum(self._slack, need) * shares, need * shares
            low[place] = -own
            self._model.changeColsBounds(len(shares), np.arange(len(shares), dtype=np.int32), low, high)
            proofs = [self._push(place, insider, sign, up, down) for sign in signs]
            moves = dict(proofs[0])
            for more in proofs[1:]:
                for one, move in more.items():
                    moves[one] = moves.get(one, 0.0) + move
            cut = cut_from(self.system, cell, moves, amount)
            if cut and self._lacks(cut, shares) > CLOSE * 100:
                found.append(cut)
        return found

    def _push(self, place: int, insider: int | None, sign: int, up: Real, down: Real) -> dict[int, float]:
        """The cell pushed as far as the shares let it; what would let it go on."""
        self._model.changeColCost(place, float(sign))
        self._model.run()
        solution = self._model.getSolution()
        self._model.changeColCost(place, 0.0)
        point = np.array(solution.col_value)
        np.maximum(up, point, out=up)
        np.maximum(down, -point, out=down)
        return moves_from(self.system, self._numbers, np.array(solution.row_dual), self.cells[place], insider, sign)

    def _lacks(self, cut: Cut, shares: Real) -> float:
        needed = cut.need * (1.0 if cut.cell is None else shares[self.place[cut.cell]])
        return float(needed - sum(weight * shares[self.place[cell]] for cell, weight in cut.weights.items()))
