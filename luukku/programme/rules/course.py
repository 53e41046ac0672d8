"""How an indicator stands beside its target, with everything from which that is worked out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final

CLOSE: Final = Decimal("0.05")
"""What should stay where it is may move by this share of its target. Source: local."""

_CENT: Final = Decimal("0.01")


class Course(StrEnum):
    """How it stands."""

    UNSEEN = "unseen"
    NO_TARGET = "no_target"
    REACHED = "reached"
    ON_COURSE = "on_course"
    BEHIND = "behind"


@dataclass(frozen=True, slots=True)
class Point:
    """A value on a day: seen, or aimed at."""

    on: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class Judged:
    """How an indicator stands, and the numbers behind it.

    Attributes:
        start: where the way to the target begins: the baseline, or the first value seen.
        target: the next one; when all have passed, the last.
        expected: where it should be on the day of the newest value, on a straight way from start to target.
        change: the newest value less the one before; None while there is one only.
        is_regress: whether that change goes the wrong way.
    """

    course: Course
    newest: Point | None = None
    start: Point | None = None
    target: Point | None = None
    expected: Decimal | None = None
    change: Decimal | None = None
    is_regress: bool = False


def judge(
    seen: Sequence[Point], targets: Sequence[Point], direction: str, day: date, baseline: Point | None = None
) -> Judged:
    """How an indicator stands on a day.

    Args:
        seen: in the order of days, without those that were corrected.
        targets: in the order of days.
        direction: "up", "down" or "keep".
    """
    told = [point for point in seen if point.on <= day]
    if not told:
        return Judged(Course.UNSEEN)
    newest = told[-1]
    change = newest.value - told[-2].value if len(told) > 1 else None
    target = next((one for one in targets if one.on >= newest.on), targets[-1] if targets else None)
    start = baseline or told[0]
    is_regress = change is not None and _is_worse(change, direction, newest, told[-2:], target)
    if target is None:
        return Judged(Course.NO_TARGET, newest, start, None, None, change, is_regress)
    expected = expected_on(start, target, newest.on)
    course = _course(newest.value, target, expected, direction)
    return Judged(course, newest, start, target, expected, change, is_regress)


def expected_on(start: Point, target: Point, day: date) -> Decimal:
    """Start + (target - start) x days gone / days in all; the target itself from its day on."""
    span = (target.on - start.on).days
    if span <= 0 or day >= target.on:
        return target.value
    gone = max(0, (day - start.on).days)
    return (start.value + (target.value - start.value) * gone / span).quantize(_CENT, ROUND_HALF_UP)


def _course(value: Decimal, target: Point, expected: Decimal, direction: str) -> Course:
    if direction == "keep":
        return Course.REACHED if abs(value - target.value) <= abs(target.value) * CLOSE else Course.BEHIND
    sign = 1 if direction == "up" else -1
    if sign * value >= sign * target.value:
        return Course.REACHED
    return Course.ON_COURSE if sign * value >= sign * expected else Course.BEHIND


def _is_worse(change: Decimal, direction: str, newest: Point, last_two: Sequence[Point], target: Point | None) -> bool:
    if direction == "keep":
        return target is not None and abs(newest.value - target.value) > abs(last_two[0].value - target.value)
    return change < 0 if direction == "up" else change > 0
