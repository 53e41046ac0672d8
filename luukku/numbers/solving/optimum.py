"""The best pattern: an integer programme proposes, the attacker objects, the objection becomes part of the programme.

First the fewest cells, then among those the smallest sum. What the programme can't go below no safe pattern can; when
its proposal passes the audit, it is the best. Where that takes long, the same is done for one region of the table at a
time, with the rest as in the best pattern known: that improves the pattern, and the objections found on the way hold
for the whole. Source: the scheme of Fischetti and Salazar-González (2001), here with every hidden cell to be protected,
and with an attacker who is counted.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from luukku.numbers.rules.systems import System
from luukku.numbers.solving.audit import Auditor, Exposure
from luukku.numbers.solving.cuts import Separator
from luukku.numbers.solving.master import Master
from luukku.numbers.solving.patterns import Mender, Pattern, worth
from luukku.numbers.solving.relaxing import Relaxation

SEED: Final = 5
SHOWN_SHARE: Final = 3e-4
"""Shown cells count as hidden by so much while objections are looked for: of equal ones that finds the shortest."""

REGION_SECONDS: Final = 2.0
REGION_TIMES: Final = 3.0
"""Regions get so many times as long as the last whole proposal took, its audit counted when the best is far off."""

LEAST_SECONDS: Final = 3.0
WHOLE_SHARE: Final = 0.4
"""So much of the time that is left at most for one whole proposal."""

MENDING_SHARE: Final = 0.5
MOST_REFUSALS: Final = 4
"""One attacker's objections are soon asked; after so many refusals one proposal is mended, while the best is far."""

FAR: Final = 1.03
"""So many times the bound."""

REGION_ROUNDS: Final = 30
SMALLEST_REGION: Final = 0.08
FIRST_REGION: Final = 0.3
LARGEST_REGION: Final = 0.9
GROWTH: Final = 1.005


@dataclass
class Progress:
    """The best safe pattern until now, and what no safe pattern can be better than.

    Attributes:
        bound: so many cells at least are hidden.
        bound_value: with so large a sum at least, when no more cells than `bound` are hidden.
    """

    best: Pattern
    bound: int
    bound_value: int

    def is_proved(self, system: System) -> bool:
        return self.best.worth(system) <= (self.bound, self.bound_value)


@dataclass(frozen=True, slots=True)
class _Goal:
    """What is to be small: with `place` 0 the number of cells, with 1 their sum."""

    place: int
    costs: dict[int, float] = field(repr=False)

    def bound(self, progress: Progress) -> int:
        return progress.bound if self.place == 0 else progress.bound_value

    def raise_bound(self, system: System, progress: Progress, least: int) -> None:
        if self.place == 0:
            progress.bound = max(progress.bound, len(system.primary) + least)
        else:
            sure = sum(system.values[cell] for cell in system.primary)
            progress.bound_value = max(progress.bound_value, sure + least)


def improve(system: System, first: Pattern, deadline: float, tell: Callable[[Progress], None]) -> Progress:
    """A better pattern and a better bound, until nothing is better or the time ends; told as they are found."""
    value = sum(system.values[cell] for cell in system.primary)
    progress = Progress(first, len(system.primary), value)
    if not first.is_safe or first.worth(system) == (progress.bound, value):
        return progress
    pursuit = _Pursuit(system, progress, deadline, tell)
    if pursuit.reaches(_Goal(0, dict.fromkeys(system.free, 1.0))):
        pursuit.master.hide_exactly(progress.bound - len(system.primary))
        pursuit.reaches(_Goal(1, {cell: float(system.values[cell]) for cell in system.free}))
    return progress


class _Pursuit:
    """Proposals and objections in turn, for the whole table and for regions of it."""

    def __init__(self, system: System, progress: Progress, deadline: float, tell: Callable[[Progress], None]) -> None:
        self.system, self.progress, self.deadline, self._tell = system, progress, deadline, tell
        self.master = Master(system)
        self._relaxation = Relaxation(system)
        self._random = np.random.default_rng(SEED)
        self._share = FIRST_REGION
        self._undecided: set[frozenset[int]] = set()
        self._refused: set[frozenset[int]] = set()
        self._refusals = 0

    def reaches(self, goal: _Goal) -> bool:
        """Whether the best pattern comes to be as good as any can be, before the time ends."""
        progress = self.progress
        while progress.best.worth(self.system)[goal.place] > goal.bound(progress):
            began = time.monotonic()
            if began >= self.deadline:
                return False
            known = progress.best.hidden
            left = self.deadline - began
            choice = self.master.choose(goal.costs, min(left, max(LEAST_SECONDS, WHOLE_SHARE * left)), known)
            goal.raise_bound(self.system, progress, choice.bound)
            if choice.hidden is None or choice.hidden in self._undecided:
                return False
            if choice.hidden == known:
                continue
            if self._is_refused(choice.hidden):
                self._mend_when_far(choice.hidden, goal)
                continue
            spent = time.monotonic() - began
            if not self._passes(choice.hidden):
                self._search_regions(goal, min(self.deadline, time.monotonic() + REGION_TIMES * spent))
        return True

    def _search_regions(self, goal: _Goal, until: float) -> None:
        while time.monotonic() < until and self.progress.best.worth(self.system)[goal.place] > goal.bound(
            self.progress
        ):
            if not self._is_better_in(goal, self._region(), until):
                self._share = min(LARGEST_REGION, self._share * GROWTH)

    def _is_better_in(self, goal: _Goal, region: frozenset[int], until: float) -> bool:
        """Proposals and objections for a region, until one is accepted or nothing in it is better."""
        known = self.progress.best
        least = known.worth(self.system)[goal.place]
        for _round in range(REGION_ROUNDS):
            left = until - time.monotonic()
            if left <= 0:
                return False
            choice = self.master.choose(goal.costs, min(REGION_SECONDS, left), known.hidden, region)
            if choice.hidden is None or worth(self.system, choice.hidden)[goal.place] >= least:
                return False
            if choice.hidden in self._undecided:
                return False
            if not self._is_refused(choice.hidden) and self._passes(choice.hidden):
                return True
        return False

    def _region(self) -> frozenset[int]:
        """Free cells that lie together, over the sums that they share."""
        free = self.system.free
        count = max(2, int(self._random.uniform(SMALLEST_REGION, self._share) * len(free)))
        found: set[int] = set()
        edge = [free[int(self._random.integers(len(free)))]]
        reached = set(edge)
        while edge and len(found) < count:
            last = edge.pop(int(self._random.integers(len(edge))))
            found.add(last)
            for line in self.system.lines[last]:
                total, parts = self.system.sums[line]
                for cell in (total, *parts):
                    if cell not in reached and cell in self.master.columns:
                        reached.add(cell)
                        edge.append(cell)
        return frozenset(found)

    def _is_refused(self, hidden: frozenset[int]) -> bool:
        """Whether somebody who knows of one cell alone objects to a proposal: soon asked, and mostly enough."""
        if hidden in self._refused:
            return False
        self._refused.add(hidden)
        shares = [1.0 if cell in hidden else SHOWN_SHARE for cell in self._relaxation.cells]
        cuts = self._relaxation.cuts(shares, self.deadline)
        for cut in cuts:
            self.master.add(cut)
        return bool(cuts)

    def _passes(self, hidden: frozenset[int]) -> bool:
        """Whether a proposal passes the audit; otherwise the objections go into the programme."""
        auditor = Auditor(self.system, self.deadline)
        exposed = auditor.exposed(hidden)
        if not exposed:
            self._take(Pattern(hidden))
            return True
        separator = Separator(self.system, hidden)
        for exposure in exposed:
            for cut in separator.cuts(exposure) if exposure.is_proved else ():
                self.master.add(cut)
        if not any(exposure.is_proved for exposure in exposed):
            self._undecided.add(hidden)  # the time didn't suffice to say anything against it, nor for it
        self._mend(hidden, exposed, auditor)
        return False

    def _mend_when_far(self, hidden: frozenset[int], goal: _Goal) -> None:
        """After some refusals a proposal is mended all the same, while the best is far from the bound.

        Where many patterns are alike, each objection leads to the next of them, and none comes to the audit.
        """
        self._refusals += 1
        is_far = self.progress.best.worth(self.system)[goal.place] > FAR * goal.bound(self.progress)
        if is_far and self._refusals >= MOST_REFUSALS:
            self._refusals = 0
            self._mend(hidden, [], Auditor(self.system, self.deadline))

    def _mend(self, hidden: frozenset[int], exposed: list[Exposure], auditor: Auditor) -> None:
        """What the proposal lacks is hidden besides: a safe pattern near the bound."""
        auditor.deadline = time.monotonic() + MENDING_SHARE * (self.deadline - time.monotonic())
        mender = Mender(self.system, auditor)
        begun = mender.with_ways(hidden, exposed) if exposed else hidden
        if found := mender.proved(mender.mended(begun)):
            self._take(found)

    def _take(self, found: Pattern) -> None:
        if found.worth(self.system) < self.progress.best.worth(self.system):
            self.progress.best = found
            self._tell(self.progress)
