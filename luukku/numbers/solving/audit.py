"""Is each hidden cell safe from every attacker, and where exactly can it be placed? Proved by whole points."""

import time
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import numpy as np

from luukku.numbers.rules.systems import System, components
from luukku.numbers.solving.cubes import Boxes
from luukku.numbers.solving.polytope import CLOSE, End, Polytope
from luukku.numbers.solving.seen import Seen

GROUP_SECONDS: Final = 2.0
ONE_SECONDS: Final = 1.0
MOST_KEPT: Final = 20
IDLE_TURNS: Final = 4
IDLE_TURNS_FOR_SOME: Final = 10
MOST_UNASKED: Final = 0.5
SOME_SECONDS: Final = 0.3
EVEN: Final = 0.5
SEED: Final = 20_261_122


@dataclass(frozen=True, slots=True)
class Exposure:
    """A hidden cell that somebody can place too closely.

    Attributes:
        insider: the cell in which the attacker is counted; None for an outsider.
        is_proved: False when the time ended before it could be shown safe.
    """

    cell: int
    insider: int | None
    is_proved: bool = True


class Auditor:
    """Asks about one pattern after another, each hiding more than the one before: what is safe once stays safe."""

    def __init__(self, system: System, deadline: float) -> None:
        self.system = system
        self.deadline = deadline
        self.safe: set[int] = set()
        self._boxes = Boxes(system, system.grid) if system.grid else None
        self._kept: list[tuple[list[int], tuple[Polytope, Polytope, Seen]]] = []
        self._random = np.random.default_rng(SEED)

    def exposed(self, hidden: Collection[int], *, only_linear: bool = False) -> list[Exposure]:
        """The hidden cells that can be placed too closely.

        Args:
            only_linear: ask no further than linear programmes tell. What they find is exposed; what they don't find is
                not yet safe.
        """
        found: list[Exposure] = []
        if self._boxes:
            self.safe |= self._boxes.settled(hidden, self.safe)
        for cells in components(self.system, sorted(hidden)):
            if not self.safe.issuperset(cells):
                found += self._exposed_in(cells, only_linear=only_linear)
        return found

    def _exposed_in(self, cells: list[int], *, only_linear: bool) -> list[Exposure]:
        polytope, nobody, seen = self._component(cells)
        self._push_each(polytope, seen)
        if not only_linear:
            self._push_many(polytope, seen)
        weak = [int(place) for place in np.flatnonzero(~(seen.is_wide if only_linear else seen.is_settled))]
        self.safe.update(cells[place] for place in np.flatnonzero(seen.is_settled))
        if self.system.safety.least:
            return [Exposure(cells[place], None, is_proved=not seen.is_wide[place]) for place in weak]
        if not weak:
            return []
        seen.watch(weak)
        if only_linear:
            return [one for place in weak if (one := self._betrayed(polytope, nobody, seen, place))]
        self._push_for_some(polytope, seen, weak)
        return [one for place in weak if (one := self._judged(polytope, nobody, seen, place))]

    def _component(self, cells: list[int]) -> tuple[Polytope, Polytope, Seen]:
        """What all attackers together hold possible, what an outsider does, and what was seen until now."""
        if all(known != cells for known, _kept in self._kept):
            polytope = Polytope(self.system, cells, self.system.floors)
            nobody = Polytope(self.system, cells, [0] * len(self.system.values))
            seen = Seen(polytope, self.system.safety, [polytope.place[cell] for cell in cells if cell in self.safe])
            self._kept = [*self._kept[-MOST_KEPT:], (cells, (polytope, nobody, seen))]
        return next(kept for known, kept in self._kept if known == cells)

    def _push_each(self, polytope: Polytope, seen: Seen) -> None:
        """Each cell that isn't wide yet, until it is or can't be; small ones first, for they push many others."""
        for place in np.argsort(polytope.truth, kind="stable"):
            for sign in (1, -1):
                if seen.is_wide[place] or seen.is_pushed[place] or time.monotonic() > self.deadline:
                    continue
                seen.note(polytope.towards(polytope.direction(int(place), sign))[1])
                seen.is_pushed[place] = sign < 0

    def _push_many(self, polytope: Polytope, seen: Seen) -> None:
        """Whole points that move many cells at once, where linear programmes end between whole points."""
        idle = 0
        while idle < IDLE_TURNS:
            lacking = seen.is_wide & ~seen.is_settled
            left = self.deadline - time.monotonic()
            if not lacking.any() or left <= 0:
                break
            signs = np.where(self._random.random(len(lacking)) < EVEN, 1.0, -1.0)
            seen.note(polytope.towards_any_whole(np.where(lacking, signs, 0.0), min(GROUP_SECONDS, left)))
            idle = 0 if (lacking & seen.is_settled).any() else idle + 1

    def _push_for_some(self, polytope: Polytope, seen: Seen, weak: list[int]) -> None:
        """The same for cells that insiders hold back together: points that are possible for most of them, in turns."""
        insiders = np.flatnonzero(polytope.floors)
        idle, before = 0, len(weak)
        while len(insiders) and idle < IDLE_TURNS_FOR_SOME:
            lacking = [place for place in weak if seen.unanswered(place)]
            left = self.deadline - time.monotonic()
            if not lacking or left <= 0:
                break
            idle, before = (idle + 1 if len(lacking) == before else 0), len(lacking)
            costs = np.zeros(len(polytope.cells))
            costs[lacking] = np.where(self._random.random(len(lacking)) < EVEN, 1.0, -1.0)
            unasked = insiders[self._random.random(len(insiders)) < self._random.uniform(0.0, MOST_UNASKED)]
            with polytope.forgetting(unasked):
                for sign in (1.0, -1.0):
                    point = polytope.towards_any_whole(sign * costs, min(SOME_SECONDS, left))
                    seen.keep(np.rint(point).astype(np.int64))

    def _betrayed(self, polytope: Polytope, nobody: Polytope, seen: Seen, place: int) -> Exposure | None:
        """The first attacker who needs no more than linear programmes, asked as in `_attacked`."""
        if time.monotonic() > self.deadline:
            return Exposure(polytope.cells[place], None, is_proved=False)
        if polytope.floors.any() and not seen.unanswered(place, rough=True):
            return None
        if self.is_narrow(nobody, place):
            return Exposure(polytope.cells[place], None)
        few: frozenset[int] = frozenset()
        while (left := seen.unanswered(place, rough=True)) - few:
            with polytope.forgetting(few):
                binding = self._pushed(polytope, seen, place)
            if not binding - few:
                break
            few |= binding
        for insider in sorted(left & few):
            if insider not in seen.unanswered(place, rough=True):
                continue
            with polytope.forgetting(few - {insider}):
                self._pushed(polytope, seen, place)
            if insider not in seen.unanswered(place, rough=True):
                continue
            with nobody.knowing(insider):
                if self.is_narrow(nobody, place):
                    return Exposure(polytope.cells[place], polytope.cells[insider])
        return None

    def _pushed(self, polytope: Polytope, seen: Seen, place: int) -> frozenset[int]:
        """The cell pushed both ways; returns the cells whose floors held it back."""
        found: frozenset[int] = frozenset()
        for sign in (-1, 1):
            seen.keep_rough(polytope.towards(polytope.direction(place, sign))[1])
            found |= polytope.binding()
        return found

    def _judged(self, polytope: Polytope, nobody: Polytope, seen: Seen, place: int) -> Exposure | None:
        """Each attacker by itself: what all of them together could tell need not be told by any one of them."""
        cell = polytope.cells[place]
        if time.monotonic() > self.deadline:
            return Exposure(cell, None, is_proved=False)
        is_answered = bool(polytope.floors.any()) and not seen.unanswered(place)
        if not is_answered and self.is_narrow(nobody, place):
            return Exposure(cell, None)
        exposure = self._attacked(polytope, seen, place)
        if exposure is None:
            self.safe.add(cell)
        return exposure

    def _limits(self, polytope: Polytope, place: int) -> tuple[int, int]:
        """The whole numbers that linear programmes can't rule out."""
        low, high = (sign * polytope.towards(polytope.direction(place, sign))[0] for sign in (-1, 1))
        return int(np.ceil(low - CLOSE)), int(np.floor(high + CLOSE))

    def is_narrow(self, polytope: Polytope, place: int) -> bool:
        """Whether not even points between whole ones go far enough."""
        return not self._is_enough(*self._limits(polytope, place))

    def _attacked(self, polytope: Polytope, seen: Seen, place: int) -> Exposure | None:
        """The first attacker for whom the cell is exposed.

        What binds the cell while everybody's knowledge is put together is what a few insiders know. Without those the
        others are answered at once; then each of the few in turn, with the others if that goes, otherwise truly alone.
        """
        everybody = frozenset(int(one) for one in np.flatnonzero(polytope.floors))
        few: frozenset[int] = frozenset()
        while seen.unanswered(place) - few:
            _ends, binding = self._without(polytope, seen, place, few)
            if not binding - few:
                break
            few |= binding
        if not everybody or seen.unanswered(place):
            ends, _binding = self._without(polytope, seen, place, everybody)
            if not self._are_safe(place, ends):
                return Exposure(polytope.cells[place], None, all(end.is_reached for end in ends))
        for insider in sorted(seen.unanswered(place)):
            if insider not in seen.unanswered(place):
                continue  # what was seen for another answers this one too
            for others in (few - {insider}, everybody - {insider}):
                ends, _binding = self._without(polytope, seen, place, others)
                if self._are_safe(place, ends):
                    break
            else:
                proved = all(end.is_reached for end in ends)
                return Exposure(polytope.cells[place], polytope.cells[insider], proved)
        return None

    def _without(
        self, polytope: Polytope, seen: Seen, place: int, few: frozenset[int]
    ) -> tuple[tuple[End, End], frozenset[int]]:
        """How far the cell goes when a few insiders aren't asked, and which of the others hold it back."""
        with polytope.forgetting(few):
            seconds = max(0.05, min(ONE_SECONDS, self.deadline - time.monotonic()))
            safety, value = self.system.safety, int(polytope.truth[place])
            low = polytope.end(place, -1, seconds, value - safety.width)
            binding = polytope.binding()
            high = polytope.end(place, 1, seconds, max(safety.threshold, int(low.point[place]) + safety.width))
            seen.keep(low.point)
            seen.keep(high.point)
            return (low, high), binding | polytope.binding()

    def _are_safe(self, place: int, ends: tuple[End, End]) -> bool:
        return self._is_enough(int(ends[0].point[place]), int(ends[1].point[place]))

    def _is_enough(self, low: int, high: int) -> bool:
        return high - low >= self.system.safety.width and high >= self.system.safety.threshold
