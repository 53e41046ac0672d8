"""How far a family has come, and on which days its steps were taken."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from luukku.core.days import add_months

FRIDAY = 4
ORDER = ("registered", "interview", "interviewed", "draft", "offered", "in_force", "second", "ended")


@dataclass(frozen=True, slots=True)
class Stage:
    """Days ago of each step; None for what has not been reached.

    Attributes:
        name: registered, interview (under way), interviewed, draft, offered (half confirmed), in_force,
            second (its next version is in force), ended.
    """

    name: str
    opened: int
    interviewed: int | None = None
    started: int | None = None
    offered: int | None = None
    in_force: int | None = None
    revised: int | None = None
    second: int | None = None
    ended: int | None = None


def stage_of(told: dict[str, Any], today: date) -> Stage:
    """The days of a story from its one anchor: the day of its latest step, or when its plan must be looked at.

    `days` is how many days ago the latest step was; `review_in` in how many days the review is due (negative: late).
    """
    if "review_in" in told:
        due = date.fromordinal(today.toordinal() + told["review_in"])
        return _steps(told["stage"], (today - add_months(due, -6)).days)
    return _on_weekdays(_steps(told["stage"], told["days"]), today)


def weekday_before(days_ago: int, today: date) -> int:
    """The same day, or how many days ago the Friday before it was: nothing is done on a weekend."""
    weekday = date.fromordinal(today.toordinal() - days_ago).weekday()
    return days_ago + max(0, weekday - FRIDAY)


def _on_weekdays(stage: Stage, today: date) -> Stage:
    def moved(days: int | None) -> int | None:
        return None if days is None else weekday_before(days, today)

    return Stage(
        stage.name,
        weekday_before(stage.opened, today),
        moved(stage.interviewed),
        moved(stage.started),
        moved(stage.offered),
        moved(stage.in_force),
        moved(stage.revised),
        moved(stage.second),
        moved(stage.ended),
    )


def _steps(name: str, anchor: int) -> Stage:
    match name:
        case "registered":
            return Stage(name, opened=anchor)
        case "interview" | "interviewed":
            return Stage(name, opened=anchor + 9, interviewed=anchor)
        case "draft":
            return Stage(name, opened=anchor + 19, interviewed=anchor + 8, started=anchor)
        case "offered":
            return Stage(name, opened=anchor + 27, interviewed=anchor + 16, started=anchor + 7, offered=anchor)
        case "in_force":
            return _in_force(name, anchor)
        case "second":
            first = anchor + 150
            return _in_force(name, first, revised=anchor + 11, second=anchor)
        case "ended":
            return _in_force(name, anchor + 170, ended=anchor)
    msg = f"No stage {name!r}: choose one of {', '.join(ORDER)}."
    raise ValueError(msg)


def _in_force(
    name: str, day: int, revised: int | None = None, second: int | None = None, ended: int | None = None
) -> Stage:
    return Stage(name, day + 36, day + 24, day + 15, day + 5, day, revised, second, ended)
