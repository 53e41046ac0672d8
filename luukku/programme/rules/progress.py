"""How far a plan is, worked out from the states of its measures, with the numbers from which it is worked out."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from luukku.programme.rules import states


class Standing(StrEnum):
    """Where a goal or a whole programme stands."""

    NO_MEASURES = "no_measures"
    NOT_STARTED = "not_started"
    STARTED = "started"
    COMPLETED = "completed"


@dataclass(frozen=True, slots=True)
class Share:
    """A share as its two numbers. There is no percentage of nothing.

    Attributes:
        count: how many.
        of: out of how many.
    """

    count: int
    of: int

    @property
    def percent(self) -> int | None:
        """Rounded half up to whole per cent; None when there is nothing to count."""
        return (200 * self.count + self.of) // (2 * self.of) if self.of else None


def counted(told: Iterable[str]) -> list[str]:
    """The states that count: a proposal is no plan yet, and what was replaced goes on under another name.

    An interrupted measure counts as planned and not completed: giving up makes no plan look better.
    """
    return [state for state in told if state not in states.UNDECIDED | states.LEFT]


def completion(told: Iterable[str]) -> Share:
    """How many of the measures that count are done or assessed."""
    here = counted(told)
    return Share(sum(state in states.COMPLETED for state in here), len(here))


def standing(told: Iterable[str]) -> Standing:
    """Where the whole stands. One measure that is going on is enough for the whole to have started."""
    here = counted(told)
    if not here:
        return Standing.NO_MEASURES
    if all(state in states.COMPLETED for state in here):
        return Standing.COMPLETED
    if any(state in states.BEGUN for state in here):
        return Standing.STARTED
    return Standing.NOT_STARTED
