"""Scales: where a figure lies between nothing and the end of its axis. Only shown figures make a scale."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from luukku.insight.charts.kinds import Amount, Hidden

_STEPS = (1, 2, 2.5, 5, 10)
_MOST_TICKS = 4


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from nothing to `highest`, with a tick at every `step`. Nothing is always on it: no bar is cut."""

    highest: float
    step: float

    @property
    def ticks(self) -> tuple[float, ...]:
        return tuple(self.step * place for place in range(round(self.highest / self.step) + 1))

    def part(self, number: float) -> float:
        """How far along the axis a figure lies, from 0 to 1."""
        return max(0.0, min(1.0, number / self.highest))


def scale_of(amounts: Iterable[Amount], highest: float | None = None) -> Scale:
    """The scale for the figures that are shown: at most four round steps, and none a fraction where all are whole."""
    shown = shown_of(amounts)
    top = highest or max(shown, default=0) or 1
    raw = top / _MOST_TICKS
    size = 10.0 ** math.floor(math.log10(raw))
    step = next(size * one for one in _STEPS if size * one >= raw * (1 - 1e-9))
    if all(float(one).is_integer() for one in shown):
        step = max(1.0, math.ceil(step))
    return Scale(highest or step * math.ceil(top / step - 1e-9), step)


def shown_of(amounts: Iterable[Amount]) -> list[float]:
    return [one for one in amounts if one is not None and not isinstance(one, Hidden)]


def warmth(number: float, highest: float, steps: int) -> int:
    """Which of so many equal steps from nothing to the highest a figure stands on, from 1."""
    return max(1, min(steps, math.ceil(steps * number / highest - 1e-9)))
