"""How a running clock stands on a day: the one answer for My day, mail, the supervisor's page and figures."""

from datetime import date, timedelta
from enum import StrEnum


class Standing(StrEnum):
    """In the order of urgency. A local target that has passed is not late: the law gives no number."""

    LATE = "late"
    PAST_TARGET = "past_target"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"
    PAUSED = "paused"


def end_of_week(day: date) -> date:
    """The Sunday of the day's week."""
    return day + timedelta(days=6 - day.weekday())


def standing(due_on: date, day: date, *, is_target: bool = False, is_paused: bool = False) -> Standing:
    """How a clock that runs stands on a day (a Helsinki day).

    Args:
        is_target: it is a local target of something to be done without delay.
    """
    if is_paused:
        return Standing.PAUSED
    if due_on < day:
        return Standing.PAST_TARGET if is_target else Standing.LATE
    if due_on == day:
        return Standing.TODAY
    return Standing.WEEK if due_on <= end_of_week(day) else Standing.LATER
