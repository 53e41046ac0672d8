"""From the day that starts a clock to the day on which it is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from luukku.casework.rules.clocks import ClockRule, Kind, LengthUnit
from luukku.casework.rules.working_days import DayRules, is_working_day, last_working_day, next_working_day
from luukku.core.days import add_months

STANDARD = DayRules()
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Paused:
    """Days on which a clock stands still, both ends included. `last_on` None: it stands still now."""

    first_on: date
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A date and how it came about.

    Attributes:
        due_on: the last day on which the thing is done in time.
        ends_on: the same before it moved from a Saturday or a holiday.
        paused_days: how many days were left out: of the calendar, or working days where those are counted.
        before_on: the last working day before, when the due day is none and does not move; else None.
    """

    due_on: date
    ends_on: date
    paused_days: int = 0
    before_on: date | None = None

    @property
    def has_moved(self) -> bool:
        return self.due_on != self.ends_on


def count(
    rule: ClockRule,
    started_on: date,
    *,
    length: int | None = None,
    pauses: Sequence[Paused] = (),
    added_days: int = 0,
    days: DayRules = STANDARD,
    today: date | None = None,
) -> Counted:
    """When a clock is due.

    The day that starts it is not counted. A month or a year ends on the day of the same number, or on the month's
    last day when there is none (31.8. + 6 months = 28.2. or 29.2.). A birthday of 29.2. is on 1.3. in other years.
    Pauses lengthen it by exactly their days, as long as they begin before it has run out.

    Args:
        length: another length than the rule's own: a local target.
        pauses: days that do not count. One that goes on is counted up to `today`.
        added_days: calendar days that lengthen it by themselves, beside the pauses; none for a rule counted backward or
            in working days.
        days: the switches for eves and for last days on holidays.

    Raises:
        ValueError: the rule counts hours; ask `due_moment`.

    Source: docs/rules/clocks.md; THL's example for working days; 150/1930, 5 § (not checked) for `rolls`.
    """
    length = rule.length if length is None else length
    if rule.unit is LengthUnit.HOURS:
        msg = "Hours are counted from a moment, not from a day."
        raise ValueError(msg)
    if rule.backward:
        return _told(_plus(rule, started_on, -length), rule, days, 0)
    if rule.unit is LengthUnit.WORKING_DAYS:
        ends_on, paused = _after_working_days(started_on, length, _spans(pauses, today), days)
    else:
        ends_on = _plus(rule, started_on, length) + timedelta(days=added_days)
        ends_on, paused = _lengthened(ends_on, started_on, _spans(pauses, today))
    return _told(ends_on, rule, days, paused)


def due_moment(rule: ClockRule, started_at: datetime) -> datetime:
    """When a clock of hours is due: hours that really pass, also in the nights in which the clocks are moved."""
    return (started_at.astimezone(UTC) + timedelta(hours=rule.length)).astimezone(started_at.tzinfo)


def _told(ends_on: date, rule: ClockRule, days: DayRules, paused: int) -> Counted:
    is_free = not is_working_day(ends_on, days)
    if is_free and rule.rolls and days.ends_move:
        return Counted(next_working_day(ends_on, days), ends_on, paused)
    return Counted(ends_on, ends_on, paused, last_working_day(ends_on, days) if is_free else None)


def _plus(rule: ClockRule, day: date, length: int) -> date:
    if rule.kind is Kind.AGE:
        return _birthday(day, length)
    match rule.unit:
        case LengthUnit.WEEKS:
            return day + timedelta(weeks=length)
        case LengthUnit.MONTHS:
            return add_months(day, length)
        case LengthUnit.YEARS:
            return add_months(day, 12 * length)
        case _:
            return day + timedelta(days=length)


def _birthday(born: date, years: int) -> date:
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def _spans(pauses: Sequence[Paused], today: date | None) -> list[tuple[date, date]]:
    """First and last days in their order; what goes on lasts until today."""
    closed = [(one.first_on, one.last_on or today or one.first_on - ONE_DAY) for one in pauses]
    return sorted((first, last) for first, last in closed if last >= first)


def _lengthened(ends_on: date, started_on: date, spans: list[tuple[date, date]]) -> tuple[date, int]:
    total, counted = 0, started_on
    for first, last in spans:
        begins = max(first, counted + ONE_DAY)
        if begins > ends_on + timedelta(days=total) or last < begins:
            continue
        total += (last - begins).days + 1
        counted = last
    return ends_on + timedelta(days=total), total


def _after_working_days(
    started_on: date, length: int, spans: list[tuple[date, date]], days: DayRules
) -> tuple[date, int]:
    day, counted, paused = started_on, 0, 0
    while counted < length:
        day += ONE_DAY
        if not is_working_day(day, days):
            continue
        if any(first <= day <= last for first, last in spans):
            paused += 1
        else:
            counted += 1
    return day, paused
