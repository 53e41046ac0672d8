"""What comes of making a table safe: which cells are hidden, how closely each can be placed, how good that is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from luukku.numbers.rules.systems import System


class How(StrEnum):
    """Where a pattern comes from: proved to be the best, better than the fast one, the fast one, the last resort."""

    OPTIMUM = "optimum"
    IMPROVED = "improved"
    HEURISTIC = "heuristic"
    EVERYTHING = "everything"


class Reason(StrEnum):
    PRIMARY = "primary"
    COMPLEMENTARY = "complementary"


@dataclass(frozen=True, slots=True)
class Interval:
    """The whole numbers among which a reader who is counted nowhere has to guess.

    Attributes:
        high: None when there is no upper end.
        is_exact: whether both ends are possible; otherwise the time ended before that was shown, and the interval is
            what could not be ruled out.
    """

    low: int
    high: int | None
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """A pattern that was audited.

    Attributes:
        hidden: the suppressed cells, by number in the system.
        exposed: hidden cells that somebody can place too closely all the same. Empty, unless what was published before
            gives them away; then nothing that is shown now adds to it, and nothing may be shown.
        bound: no safe pattern hides fewer cells.
        bound_value: no safe pattern that hides as few cells as `bound` hides a smaller sum.
    """

    hidden: frozenset[int]
    exposed: frozenset[int]
    intervals: Mapping[int, Interval]
    bound: int
    bound_value: int
    how: How
    seconds: float = 0.0
    notes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_safe(self) -> bool:
        return not self.exposed

    def as_data(self) -> dict[str, Any]:
        return {
            "hidden": sorted(self.hidden),
            "exposed": sorted(self.exposed),
            "intervals": [[cell, one.low, one.high, one.is_exact] for cell, one in sorted(self.intervals.items())],
            "bound": self.bound,
            "bound_value": self.bound_value,
            "how": self.how.value,
            "seconds": self.seconds,
            "notes": dict(self.notes),
        }

    @classmethod
    def from_data(cls, told: Mapping[str, Any]) -> "Answer":
        return cls(
            frozenset(told["hidden"]),
            frozenset(told["exposed"]),
            {cell: Interval(low, high, is_exact) for cell, low, high, is_exact in told["intervals"]},
            told["bound"],
            told["bound_value"],
            How(told["how"]),
            told["seconds"],
            told["notes"],
        )


def everything_hidden(system: System) -> Answer:
    """The last resort, when there was no time for a better one: all that may be hidden is.

    With one table nothing but zeros is left to see: every hidden cell could be anything. What was published before may
    still hold some of them; whatever that could tell counts as exposed here, for nothing is calculated.
    """
    hidden = system.everything()
    endless = unlimited(system, hidden)
    intervals = {cell: Interval(system.safety.least, None) for cell in endless}
    intervals |= {cell: Interval(system.safety.least, None, is_exact=False) for cell in hidden - endless}
    bound = len(system.primary)
    value = sum(system.values[cell] for cell in system.primary)
    return Answer(hidden, hidden - endless, intervals, bound, value, How.EVERYTHING)


def unlimited(system: System, hidden: frozenset[int]) -> frozenset[int]:
    """Hidden cells without an upper end: those over an inner cell of which every total is hidden.

    Crossed out, until nothing is left to cross out: parts of totals that have an end, totals of which all parts have.
    """
    endless = set(hidden)
    waiting = {number for cell in hidden for number in system.lines[cell]}
    while waiting:
        number = waiting.pop()
        total, parts = system.sums[number]
        inside = [part for part in parts if part in endless]
        ending = inside if total not in endless else []
        if total in endless and not inside:
            ending = [total]
        for cell in ending:
            endless.discard(cell)
            waiting.update(system.lines[cell])
    return frozenset(endless)


def reason(system: System, cell: int, hidden: frozenset[int]) -> Reason | None:
    """Why a cell is hidden. For those who keep the figures: told to a reader, it would narrow the cell."""
    if cell not in hidden:
        return None
    return Reason.PRIMARY if cell in system.primary else Reason.COMPLEMENTARY


def as_told(system: System, answer: Answer) -> dict[str, Any]:
    """The answer of `luukku suppress`, in the form that docs/numbers.md fixes."""
    suppressed = len(answer.hidden)
    value = sum(system.values[cell] for cell in answer.hidden)
    summary = {
        "cells": len(system.values),
        "suppressed": suppressed,
        "value_suppressed": value,
        "bound": answer.bound,
        "gap": round((suppressed - answer.bound) / suppressed, 6) if suppressed else 0.0,
        "seconds": round(answer.seconds, 3),
        "audit_ok": answer.is_safe,
        "primary": len(system.primary),
        "bound_value": answer.bound_value,
        "how": answer.how.value,
        "intervals_exact": all(one.is_exact for one in answer.intervals.values()),
        **answer.notes,
    }
    return {"summary": summary, "cells": [_cell(system, answer, cell) for cell in range(len(system.values))]}


def _cell(system: System, answer: Answer, cell: int) -> dict[str, Any]:
    value = system.values[cell]
    why = reason(system, cell, answer.hidden)
    interval = answer.intervals.get(cell)
    return {
        "key": system.keys[cell],
        "published": None if why else value,
        "reason": why.value if why else None,
        "interval": [interval.low, interval.high] if interval else [value, value],
    }
