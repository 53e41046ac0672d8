"""How long an individual integration plan may last. A family plan itself is voluntary and has no such limit."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from luukku.core.days import add_months


@dataclass(frozen=True, slots=True)
class Limits:
    """One version of the limits, in months from the first plan; `more_months` come on top with a ground."""

    version: int
    act: str
    section: str
    valid_from: date
    valid_to: date | None
    first_months: int
    total_months: int
    more_months: int
    grounds: tuple[str, ...]
    verified: bool
    checked_on: date


class Bite(StrEnum):
    """What the limits say about a plan's days; the page puts it in words."""

    FIRST_TOO_LONG = "first_too_long"
    NEEDS_GROUND = "needs_ground"
    PAST_LATEST = "past_latest"
    ENDS_SOON = "ends_soon"


@dataclass(frozen=True, slots=True)
class TimeOf:
    """The days that the limits give one person.

    Attributes:
        first_until: the first plan lasts at most until this day.
        total_until: all plans together, without a ground for more, with the added days.
        latest_until: the same with the ground that was noted; equal to `total_until` without one.
    """

    first_until: date
    total_until: date
    latest_until: date


SOON = timedelta(days=60)


def time_of(first_from: date, law: Limits, *, ground: str = "", added_days: int = 0) -> TimeOf:
    """The last days of somebody's individual integration plans, counted from the day of the first one.

    Args:
        law: the version that counts for a first plan of that day.
        ground: one of the law's grounds, or empty.
        added_days: the time of illness, parental allowance days or the like, which lengthens the time by itself.

    Raises:
        ValueError: an unknown ground.

    Source: 681/2023, 23 §: the first plan at most a year, all at most two years from the first, with the time of
    illness and parental days besides, and at most two years more with a ground. That the two more count from the day on
    which the first two end, not from the decision, is our reading; the clock `extension_ends` counts the same.
    """
    if ground and ground not in law.grounds:
        msg = f"No such ground for more time: {ground!r}."
        raise ValueError(msg)
    added = timedelta(days=added_days)
    total_until = add_months(first_from, law.total_months) + added
    return TimeOf(
        first_until=add_months(first_from, law.first_months) + added,
        total_until=total_until,
        latest_until=add_months(total_until, law.more_months) if ground else total_until,
    )


def bites(
    times: TimeOf, *, valid_from: date | None, valid_until: date | None, first_from: date, has_ground: bool, day: date
) -> tuple[Bite, ...]:
    """Where the limits touch a plan with these days. They are told, and nothing is refused: another authority decides.

    Args:
        valid_from, valid_until: of the plan in question; unknown days bite nothing.
        first_from: the day of the first plan; the same as `valid_from` when this is the first one.
    """
    found: list[Bite] = []
    if valid_until is not None:
        if valid_from == first_from and valid_until > times.first_until:
            found.append(Bite.FIRST_TOO_LONG)
        if valid_until > times.latest_until:
            found.append(Bite.PAST_LATEST if has_ground else Bite.NEEDS_GROUND)
    if day <= times.latest_until <= day + SOON:
        found.append(Bite.ENDS_SOON)
    return tuple(found)
