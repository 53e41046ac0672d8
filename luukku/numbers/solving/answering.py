"""From a system to audited answers, one after another: a safe one soon, then the best that the time allows."""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from luukku.numbers.rules.answers import Answer, How, Interval
from luukku.numbers.rules.systems import System
from luukku.numbers.solving.intervals import intervals
from luukku.numbers.solving.optimum import Progress, improve
from luukku.numbers.solving.patterns import Pattern, boxed, heuristic, is_flat

FIRST_SHARE: Final = 0.6
"""So much of the time at most for the first safe pattern."""

ENDS_SHARE: Final = 0.12
"""So much of the time is kept for the ends of the last pattern's intervals."""

SPARE_SECONDS: Final = 0.5
TELL_SECONDS: Final = 3.0


def solve(system: System, seconds: float, tell: Callable[[Answer], None], *, only_fast: bool = False) -> None:
    """Tells audited answers, each at least as good as the one before.

    Intervals are looked up when there is time: the first answers tell what can't be ruled out at once.

    Args:
        only_fast: end with the first safe pattern, without looking for the best.
    """
    began = time.monotonic()
    deadline = began + seconds - SPARE_SECONDS
    search_until = deadline - ENDS_SHARE * seconds
    first = boxed(system, search_until)
    if first:
        tell(_answered(system, first, How.HEURISTIC, intervals(system, first.hidden, began), began))
    if first is None or only_fast or is_flat(system):
        first = heuristic(system, began + FIRST_SHARE * seconds, first)
    how = How.EVERYTHING if first.hidden == system.everything() else How.HEURISTIC
    answer = _answered(system, first, how, intervals(system, first.hidden, began), began)
    tell(answer)
    if not only_fast:
        answer = _better(system, first, answer, search_until, tell)
    tell(replace(answer, intervals=intervals(system, answer.hidden, deadline), seconds=time.monotonic() - began))


def _better(system: System, first: Pattern, answer: Answer, until: float, tell: Callable[[Answer], None]) -> Answer:
    """The best that the time allows, told on the way: whoever ends this process then still has it."""
    began = time.monotonic() - answer.seconds
    count, value = first.worth(system)
    fast = {"heuristic": {"suppressed": count, "value_suppressed": value, "seconds": round(answer.seconds, 3)}}
    told = [began]

    def on_the_way(progress: Progress) -> None:
        if time.monotonic() - told[0] > TELL_SECONDS:
            told[0] = time.monotonic()
            tell(found(progress, How.IMPROVED))

    def found(progress: Progress, how: How) -> Answer:
        rough = intervals(system, progress.best.hidden, began)
        better = _answered(system, progress.best, how, rough, began)
        return replace(better, bound=progress.bound, bound_value=progress.bound_value, notes=fast)

    progress = improve(system, first, until, on_the_way)
    how = answer.how if progress.best == first else How.IMPROVED
    return found(progress, How.OPTIMUM if progress.is_proved(system) else how)


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
