"""From a system to audited answers, one after another: a safe one soon, then the best that the time allows."""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from luukku.numbers.rules.answers import Answer, How, Interval
from luukku.numbers.rules.systems import System
from luukku.numbers.solving.intervals import intervals
from luukku.numbers.solving.optimum import improve
from luukku.numbers.solving.patterns import Pattern, heuristic

FIRST_SHARE: Final = 0.6
"""So much of the time at most for the first safe pattern; the rest is for the ends of its intervals."""

SPARE: Final = 1.5
"""The last answer's intervals may take so many times as long as those of the first."""


def solve(system: System, seconds: float, tell: Callable[[Answer], None], *, only_fast: bool = False) -> None:
    """Tells audited answers, each at least as good as the one before.

    Args:
        only_fast: end with the first, without looking for the best.
    """
    began = time.monotonic()
    first = heuristic(system, began + FIRST_SHARE * seconds)
    how = How.EVERYTHING if first.hidden == system.everything() else How.HEURISTIC
    deadline = began + seconds
    audited = time.monotonic()
    answer = _answered(system, first, how, intervals(system, first.hidden, deadline), began)
    tell(answer)
    spent = time.monotonic() - audited
    if only_fast or time.monotonic() + SPARE * spent > deadline:
        return
    progress = improve(system, first, deadline - SPARE * spent)
    found = answer.intervals
    if progress.best != first:
        how, found = How.IMPROVED, intervals(system, progress.best.hidden, deadline)
    if progress.is_proved(system):
        how = How.OPTIMUM
    best = _answered(system, progress.best, how, found, began)
    count, value = first.worth(system)
    fast = {"suppressed": count, "value_suppressed": value, "seconds": round(answer.seconds, 3)}
    tell(replace(best, bound=progress.bound, bound_value=progress.bound_value, notes={"heuristic": fast}))


def _answered(system: System, pattern: Pattern, how: How, found: Mapping[int, Interval], began: float) -> Answer:
    """The pattern with what is known at once of how good any could be."""
    return Answer(
        hidden=pattern.hidden,
        exposed=frozenset(one.cell for one in pattern.exposed),
        intervals=found,
        bound=len(system.primary),
        bound_value=sum(system.values[cell] for cell in system.primary),
        how=how,
        seconds=time.monotonic() - began,
    )
