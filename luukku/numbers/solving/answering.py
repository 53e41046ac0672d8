"""From a system to audited answers, one after another: a safe one soon, then the best that the time allows."""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from luukku.numbers.rules.answers import Answer, How, Interval
from luukku.numbers.rules.systems import System
from luukku.numbers.solving.intervals import intervals
from luukku.numbers.solving.optimum import Progress, improve
from luukku.numbers.solving.patterns import Pattern, boxed, heuristic

FIRST_SHARE: Final = 0.6
"""So much of the time at most for the first safe pattern; the rest is for the ends of its intervals."""

SPARE_SECONDS: Final = 0.5
TELL_SECONDS: Final = 3.0
SPARE: Final = 1.5
"""The last answer's intervals may take so many times as long as those of the first."""


def solve(system: System, seconds: float, tell: Callable[[Answer], None], *, only_fast: bool = False) -> None:
    """Tells audited answers, each at least as good as the one before.

    Intervals are looked up when there is time: the first answers tell what can't be ruled out at once.

    Args:
        only_fast: end with the first safe pattern, without looking for the best.
    """
    began = time.monotonic()
    deadline = began + seconds
    if floor := boxed(system, deadline):
        tell(_answered(system, floor, How.HEURISTIC, intervals(system, floor.hidden, began), began))
    first = heuristic(system, began + FIRST_SHARE * seconds, floor)
    how = How.EVERYTHING if first.hidden == system.everything() else How.HEURISTIC
    tell(_answered(system, first, how, intervals(system, first.hidden, began), began))
    audited = time.monotonic()
    answer = _answered(system, first, how, intervals(system, first.hidden, deadline - SPARE_SECONDS), began)
    tell(answer)
    spare = SPARE_SECONDS + SPARE * (time.monotonic() - audited)
    if not only_fast and time.monotonic() + spare < deadline:
        _better(system, first, answer, began, (deadline - spare, deadline - SPARE_SECONDS), tell)


def _better(
    system: System,
    first: Pattern,
    answer: Answer,
    began: float,
    until: tuple[float, float],
    tell: Callable[[Answer], None],
) -> None:
    """The best that the time allows. Args: until: when the search ends, and when the look at its intervals."""
    count, value = first.worth(system)
    fast = {"heuristic": {"suppressed": count, "value_suppressed": value, "seconds": round(answer.seconds, 3)}}
    told = [time.monotonic()]

    def on_the_way(progress: Progress) -> None:
        """Whoever ends this process then still has it."""
        if time.monotonic() - told[0] > TELL_SECONDS:
            told[0] = time.monotonic()
            found = intervals(system, progress.best.hidden, began)
            better = _answered(system, progress.best, How.IMPROVED, found, began)
            tell(replace(better, bound=progress.bound, notes=fast))

    progress = improve(system, first, until[0], on_the_way)
    how, found = answer.how, answer.intervals
    if progress.best != first:
        how, found = How.IMPROVED, intervals(system, progress.best.hidden, until[1])
    if progress.is_proved(system):
        how = How.OPTIMUM
    best = _answered(system, progress.best, how, found, began)
    tell(replace(best, bound=progress.bound, bound_value=progress.bound_value, notes=fast))


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
