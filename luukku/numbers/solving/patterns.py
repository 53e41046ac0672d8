"""A safe pattern soon: sums covered, and what the audit still finds exposed mended."""

import time
from collections import Counter
from dataclasses import dataclass
from typing import Final

import numpy as np

from luukku.numbers.rules.covering import covered
from luukku.numbers.rules.systems import System
from luukku.numbers.solving.audit import Auditor, Exposure
from luukku.numbers.solving.cubes import Boxes
from luukku.numbers.solving.protecting import Protector

MANY: Final = 700
FLAT: Final = 2
BOXED_SHARE: Final = 0.3
SHARE: Final = 0.6


@dataclass(frozen=True, slots=True)
class Pattern:
    """Which cells are hidden, and whether that was shown to be safe.

    Attributes:
        exposed: what the audit finds all the same: only when even hiding everything leaves something known.
    """

    hidden: frozenset[int]
    exposed: tuple[Exposure, ...] = ()

    @property
    def is_safe(self) -> bool:
        return not self.exposed

    def worth(self, system: System) -> tuple[int, int]:
        """What is to be small: so many cells hidden, with such a sum."""
        return worth(system, self.hidden)


def worth(system: System, hidden: frozenset[int]) -> tuple[int, int]:
    return len(hidden), sum(system.values[cell] for cell in hidden)


def boxed(system: System, deadline: float) -> Pattern | None:
    """A safe pattern at once, where boxes can be had: more cells than needed, but evidence without programmes."""
    if system.grid is None:
        return None
    boxes = Boxes(system, system.grid)
    hidden = boxes.pattern(system.primary)
    if boxes.settled(hidden) == hidden:
        return Pattern(hidden)
    return proved(system, hidden, time.monotonic() + BOXED_SHARE * (deadline - time.monotonic()))


def heuristic(system: System, deadline: float, floor: Pattern | None = None) -> Pattern:
    """A safe pattern: covered, audited, mended. When the time ends first, the floor; without one, everything.

    A pattern with just enough room in each sum takes long to audit when it is large: what moves one cell moves many.
    So it is tried with a part of the time at most; then with more room, which costs more cells.
    """
    for slack in (0, system.safety.width):
        start = covered(system, system.primary, slack)
        is_hopeless = slack == 0 and len(start) > MANY and not is_flat(system)
        if is_hopeless or (floor and len(start) >= len(floor.hidden)):
            continue
        found = proved(system, start, time.monotonic() + SHARE * (deadline - time.monotonic()))
        if found and (floor is None or found.worth(system) < floor.worth(system)):
            return found
    return floor or everything(system)


def is_flat(system: System) -> bool:
    """Whether every cell stands in two sums at most as a part: then linear programmes end at whole points mostly."""
    parts = Counter(part for _total, inside in system.sums for part in inside)
    return max(parts.values(), default=0) <= FLAT


def proved(system: System, hidden: frozenset[int], deadline: float) -> Pattern | None:
    """The cells and what has to be hidden besides; None when there is no such pattern or no time."""
    mender = Mender(system, Auditor(system, deadline))
    return mender.proved(mender.mended(hidden))


class Mender:
    """Hides more, until linear programmes find nothing exposed. For one pattern that only grows.

    Args:
        auditor: what it knows to be safe isn't asked again.
        random: makes ways cost a little more or less, so that another try ends in another pattern.
    """

    def __init__(self, system: System, auditor: Auditor, random: np.random.Generator | None = None) -> None:
        self.system, self.auditor, self.deadline = system, auditor, auditor.deadline
        self._random = random
        self._protector: Protector | None = None

    def proved(self, hidden: frozenset[int] | None) -> Pattern | None:
        """The cells and what the whole audit wants hidden besides; None when there is no such pattern or no time."""
        found = hidden
        while found is not None:
            exposed = self.auditor.exposed(found)
            if not exposed:
                return Pattern(found)
            if time.monotonic() > self.deadline:
                return None
            found = self.mended(self.with_ways(found, exposed))
        return None

    def mended(self, hidden: frozenset[int]) -> frozenset[int] | None:
        while exposed := self.auditor.exposed(hidden, only_linear=True):
            if time.monotonic() > self.deadline:
                return None
            more = self.with_ways(hidden, exposed)
            if more == hidden:
                return None
            hidden = more
        return hidden if time.monotonic() <= self.deadline else None

    def with_ways(self, hidden: frozenset[int], exposed: list[Exposure]) -> frozenset[int]:
        """For the exposed cells one after another what lets them move; ways found before cost nothing."""
        protector = self._protector = self._protector or Protector(self.system, hidden, self._random)
        found = hidden
        for exposure in exposed:
            if time.monotonic() > self.deadline:
                break
            way = protector.way(exposure.cell) or frozenset()
            found |= way
            protector.hide(way)
        if found == hidden:
            found |= self._more(hidden, exposed[0].cell)
        found = covered(self.system, found)
        protector.hide(found - hidden)
        return found

    def _more(self, hidden: frozenset[int], cell: int) -> frozenset[int]:
        """The smallest shown cell in a sum with the cell, or anywhere: when the ways that were found don't do."""
        sums = [self.system.sums[line] for line in self.system.lines[cell]]
        near = {other for total, parts in sums for other in (total, *parts)}
        for choices in (near, set(self.system.free)):
            if left := choices & set(self.system.free) - hidden:
                return frozenset([min(left, key=lambda one: (self.system.values[one], one))])
        return frozenset()


def everything(system: System) -> Pattern:
    """The last resort, audited as well: with nothing but zeros shown, only what was published before can tell."""
    hidden = system.everything()
    return Pattern(hidden, tuple(Auditor(system, time.monotonic() + 60).exposed(hidden)))
