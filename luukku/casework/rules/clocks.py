"""Statutory clocks and local targets: rules as data, day counting as functions."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Force(StrEnum):
    """What stands behind a clock. A local target is never shown as law."""

    LAW = "law"
    GUIDANCE = "guidance"
    LOCAL_TARGET = "local_target"


class LengthUnit(StrEnum):
    DAYS = "days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One clock as the law, guidance or the organisation sets it.

    Attributes:
        code, version: which rule; a running clock keeps the version it started with.
        force: law, guidance or local target.
        act, section: where it stands, e.g. "681/2023", "22 §". For a local target: what it serves.
        without_delay: the act gives no number ("without delay"); `length` is then our own target.
        length, unit: how long, from the day that starts it.
        valid_from, valid_to: when the rule holds.
        verified: whether the section's text was checked, on `checked_on`.
    """

    code: str
    version: int
    force: Force
    act: str
    section: str
    length: int
    unit: LengthUnit
    valid_from: date
    valid_to: date | None
    verified: bool
    checked_on: date
    without_delay: bool = False


def due_day(rule: ClockRule, started_on: date) -> date:
    """The last day on which the thing is done in time, weekends and holidays not yet considered.

    The starting day is not counted; a month ends on the day of the same number, or on the month's last day when
    there is none (31.8. + 6 months = 28.2. or 29.2.).
    """
    if rule.unit is LengthUnit.DAYS:
        return started_on + timedelta(days=rule.length)
    return add_months(started_on, rule.length)


def add_months(day: date, months: int) -> date:
    """The day of the same number so many months later, or that month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
