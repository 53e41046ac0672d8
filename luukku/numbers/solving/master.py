"""Which cells to hide, as an integer programme: what every safe pattern obeys, as far as is known by now."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import highspy
import numpy as np

from luukku.numbers.rules.systems import System
from luukku.numbers.rules.tables import Zeros
from luukku.numbers.solving import programmes
from luukku.numbers.solving.cuts import Cut

TOLERANCE: Final = 1e-6
CHOSEN: Final = 0.5
NEARLY_ONE: Final = 1.0 - 1e-4


@dataclass(frozen=True, slots=True)
class Choice:
    """The best pattern as far as the programme knows.

    Attributes:
        bound: no pattern is better, proved; whole, for what is counted is.
        hidden: None when none was found in the time.
    """

    bound: int
    hidden: frozenset[int] | None


class Master:
    """One variable for each cell that may be hidden or shown, one for each sum in which something is hidden."""

    def __init__(self, system: System) -> None:
        self.system = system
        self.columns = {cell: column for column, cell in enumerate(system.free)}
        self._model = programmes.empty()
        count = len(self.columns)
        self._model.addVars(count, np.zeros(count), np.ones(count))
        programmes.ask_whole(self._model, count)
        for total, parts in system.sums:
            self._add_sum(total, parts)

    def _add_sum(self, total: int, parts: tuple[int, ...]) -> None:
        cells = [cell for cell in (total, *parts) if cell not in self.system.shown]
        free = [cell for cell in cells if cell in self.columns]
        if not cells:
            return
        is_touched = len(free) < len(cells)
        touched = self._model.getNumCol()
        self._model.addVar(1.0 if is_touched else 0.0, 1.0)
        if not is_touched:
            for cell in free:
                self._row(0.0, {touched: 1.0, self.columns[cell]: -1.0})
        self._need(dict.fromkeys(cells, 1.0), 2.0, touched)
        if total in cells:
            self._need({part: 1.0 for part in parts if part in cells}, 1.0, self.columns.get(total))
        self._need(self._rooms(total, parts), float(self._room()), touched)

    def _room(self) -> int:
        safety = self.system.safety
        if safety.least:
            return max(safety.width, safety.threshold - 1)
        return max(safety.width, safety.threshold) + (safety.zeros == Zeros.PUBLISH)

    def _rooms(self, total: int, parts: tuple[int, ...]) -> dict[int, float]:
        """How far each cell lets the others of its sum move, which can't be further than all of them together."""
        room = float(self._room())
        found = {part: min(room, self.system.values[part] - self.system.safety.least) for part in parts}
        found[total] = room
        return {cell: weight for cell, weight in found.items() if cell not in self.system.shown}

    def _need(self, weights: Mapping[int, float], need: float, column: int | None) -> None:
        """The weights of hidden cells reach `need`, if the column is 1; None stands for what is 1 in any case."""
        sure = sum(weight for cell, weight in weights.items() if cell in self.system.primary)
        rest = need - sure
        if rest <= TOLERANCE:
            return
        row = {self.columns[cell]: min(weight, rest) for cell, weight in weights.items() if cell in self.columns}
        if column is None:
            self._row(rest, row)
        else:
            row[column] = row.get(column, 0.0) - rest
            self._row(0.0, row)

    def _row(self, least: float, row: Mapping[int, float]) -> None:
        columns = np.fromiter(row.keys(), dtype=np.int32, count=len(row))
        weights = np.fromiter(row.values(), dtype=np.float64, count=len(row))
        self._model.addRow(least, highspy.kHighsInf, len(row), columns, weights)

    def add(self, cut: Cut) -> None:
        self._need(cut.weights, cut.need, self.columns[cut.cell] if cut.cell is not None else None)

    def hide_exactly(self, count: int) -> None:
        """From now on only patterns that hide so many of the free cells."""
        columns = len(self.columns)
        places = np.arange(columns, dtype=np.int32)
        self._model.addRow(float(count), float(count), columns, places, np.ones(columns))

    def choose(
        self, costs: Mapping[int, float], seconds: float, known: frozenset[int], region: frozenset[int] | None = None
    ) -> Choice:
        """The pattern of the smallest cost.

        Args:
            costs: whole numbers for each free cell.
            known: a safe pattern to be better than.
            region: the cells that may differ from `known`; the bound is one for such patterns only.
        """
        model, count = self._model, len(self.columns)
        places = np.arange(count, dtype=np.int32)
        before = np.array([1.0 if cell in known else 0.0 for cell in self.columns])
        kept = np.array([region is not None and cell not in region for cell in self.columns])
        model.changeColsBounds(count, places, np.where(kept, before, 0.0), np.where(kept, before, 1.0))
        model.changeColsCost(count, places, np.array([costs[cell] for cell in self.columns]))
        model.setOptionValue("time_limit", model.getRunTime() + max(0.1, seconds))
        model.setOptionValue("mip_rel_gap", 0.0)
        model.setOptionValue("mip_abs_gap", NEARLY_ONE)  # costs are whole: what is less than one better is no better
        start = highspy.HighsSolution()
        start.col_value = [*before.tolist(), *self._touched(known)]
        model.setSolution(start)
        model.run()
        info = model.getInfo()
        bound = max(0, int(np.ceil(info.mip_dual_bound - TOLERANCE))) if np.isfinite(info.mip_dual_bound) else 0
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return Choice(bound, None)
        values = model.getSolution().col_value[:count]
        chosen = {cell for cell, value in zip(self.columns, values, strict=True) if value > CHOSEN}
        return Choice(bound, self.system.primary | chosen)

    def _touched(self, hidden: frozenset[int]) -> list[float]:
        sums = [(total, *parts) for total, parts in self.system.sums]
        return [
            1.0 if any(cell in hidden for cell in cells) else 0.0
            for cells in sums
            if any(cell not in self.system.shown for cell in cells)
        ]
