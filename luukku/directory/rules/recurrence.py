"""Repetition by RFC 5545, in Helsinki wall time: what begins at ten begins at ten on both sides of a clock change."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from heapq import merge
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

HELSINKI = ZoneInfo("Europe/Helsinki")
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""Weekdays as rules name them, Monday first."""
MOST_OCCURRENCES = 500
FIRST_YEAR = 2000
"""A repetition that began earlier is taken for a mistake: walking through its days would take long."""
CYCLE_YEARS = 400
"""After so many years the calendar repeats itself, weekdays too: what has not come by then never comes."""

_PARTS = {
    "DAILY": {"BYDAY"},
    "WEEKLY": {"BYDAY"},
    "MONTHLY": {"BYDAY", "BYMONTHDAY", "BYSETPOS"},
    "YEARLY": {"BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS"},
}
_ALWAYS = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}
_SMALL_NUMBER = re.compile(r"[1-9]\d{0,2}")
_UNTIL = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?")


class RuleError(ValueError):
    """The repetition cannot be read, or is of a kind that nothing here repeats in."""


def normalised(rrule: str, starts_at: datetime) -> str:
    """The rule in one spelling, with UNTIL in UTC, after a check that it can be followed.

    Raises:
        RuleError: unknown parts, times of day inside the rule, no day that it falls on, or a first time before 2000.
    """
    if not rrule:
        return ""
    if starts_at.astimezone(HELSINKI).year < FIRST_YEAR:
        msg = "A repetition must begin in 2000 or later."
        raise RuleError(msg)
    parts = _parts_of(rrule)
    allowed = _PARTS.get(parts.get("FREQ", ""))
    if allowed is None or set(parts) - allowed - _ALWAYS:
        raise RuleError(rrule[:100])
    if any(name in parts and not _SMALL_NUMBER.fullmatch(parts[name]) for name in ("INTERVAL", "COUNT")):
        raise RuleError(rrule[:100])
    if "UNTIL" in parts:
        parts["UNTIL"] = _until(parts["UNTIL"])
    told = _told(parts)
    try:
        comes = _comes(parts, starts_at.astimezone(HELSINKI))
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        raise RuleError(told[:100]) from error
    if not comes:
        raise RuleError(told[:100])
    return told


def _comes(parts: dict[str, str], first: datetime) -> bool:
    """Whether the rule ever falls on a day: one that does not (30 February) would be looked for until the year 9999.

    The walk ends there, so it is tried in the last cycle of the calendar before it. Days of a rule by days are counted:
    every so many weeks it always meets the first one's weekday.
    """
    if parts["FREQ"] == "DAILY" and "BYDAY" in parts and int(parts.get("INTERVAL", "1")) % 7 == 0:
        return DAYS[first.weekday()] in parts["BYDAY"].split(",")
    cycles = (9999 - first.year) // CYCLE_YEARS
    late = first.replace(year=first.year + cycles * CYCLE_YEARS, tzinfo=None)
    told = _told({name: value for name, value in parts.items() if name != "UNTIL"})
    return next(iter(rrulestr(told, dtstart=late)), None) is not None


def occurrences(
    starts_at: datetime,
    rrule: str,
    *,
    after: datetime,
    before: datetime,
    exdates: Sequence[datetime] = (),
    rdates: Sequence[datetime] = (),
) -> Iterator[datetime]:
    """The beginnings from `after` (that moment included) until before `before`, in order, each once.

    Args:
        starts_at: the first beginning; timezone-aware.
        rrule: as `normalised` gives it; empty for something that happens once.
        exdates: cancelled beginnings; rdates: extra ones.
    """
    first = _brought_near(starts_at.astimezone(HELSINKI), rrule, after)
    cancelled = {one.astimezone(UTC) for one in exdates}
    extra = sorted(one.astimezone(HELSINKI) for one in rdates)
    repeated: Iterator[datetime] = iter(rrulestr(rrule, dtstart=first)) if rrule else iter([first])
    told, last = 0, None
    for one in merge(repeated, extra):
        if one >= before or told >= MOST_OCCURRENCES:
            return
        if one < after or one.astimezone(UTC) in cancelled or one == last:
            continue
        last, told = one, told + 1
        yield one


def _brought_near(first: datetime, rrule: str, after: datetime) -> datetime:
    """A later beginning of the same repetition, so that days long gone are not walked through one by one.

    By days and weeks alone: whole periods of these leave every later day where it was, unless days are counted.
    """
    parts = _parts_of(rrule) if rrule else {}
    days = {"DAILY": 1, "WEEKLY": 7}.get(parts.get("FREQ", ""))
    if days is None or "COUNT" in parts:
        return first
    period = days * int(parts.get("INTERVAL", "1"))
    gone = (after.astimezone(HELSINKI).date() - first.date()).days // period - 1
    return first + timedelta(days=gone * period) if gone > 0 else first


def next_occurrence(
    starts_at: datetime,
    rrule: str,
    at: datetime,
    *,
    exdates: Sequence[datetime] = (),
    rdates: Sequence[datetime] = (),
) -> datetime | None:
    """The next beginning at or after a moment, within a year."""
    found = occurrences(starts_at, rrule, after=at, before=at + timedelta(days=366), exdates=exdates, rdates=rdates)
    return next(found, None)


def last_day(
    starts_at: datetime, ends_at: datetime | None, rrule: str, *, rdates: Sequence[datetime] = ()
) -> date | None:
    """The Helsinki day on which the last of it ends; None when it is repeated without an end that the rule tells."""
    if rrule:
        until = _parts_of(rrule).get("UNTIL")
        if until is None:
            return None
        ends = [_moment(until), *rdates]
    else:
        ends = [ends_at or starts_at, *rdates]
    return max(ends).astimezone(HELSINKI).date()


def weekly(days: Sequence[int], every: int = 1, until: date | None = None) -> str:
    """The rule "on these weekdays, every so many weeks". Monday is 0."""
    names = ",".join(DAYS[day] for day in sorted(set(days)))
    told = f"FREQ=WEEKLY;INTERVAL={every};BYDAY={names}" if every > 1 else f"FREQ=WEEKLY;BYDAY={names}"
    return f"{told};UNTIL={_end_of(until)}" if until else told


def repeated(rhythm: str, first: date) -> str:
    """The rule of what is on a day for the first time and then "weekly", "biweekly" or "monthly"; else empty.

    Monthly is on the same weekday of each month; from the fifth one on the last: not every month has five.
    """
    if rhythm == "monthly":
        which = (first.day - 1) // 7 + 1
        return f"FREQ=MONTHLY;BYDAY={which if which < 5 else -1}{DAYS[first.weekday()]}"
    every = {"weekly": 1, "biweekly": 2}.get(rhythm)
    return weekly([first.weekday()], every) if every else ""


def rhythm(rrule: str) -> str:
    """How often, where that is one weekday and can be said in a word: "weekly", "biweekly", "monthly"; else empty."""
    parts = _parts_of(rrule) if rrule else {}
    days = parts.get("BYDAY", "")
    if "," in days or "BYMONTHDAY" in parts:
        return ""
    told = {("WEEKLY", "1"): "weekly", ("WEEKLY", "2"): "biweekly", ("MONTHLY", "1"): "monthly"}
    found = told.get((parts.get("FREQ", ""), parts.get("INTERVAL", "1")), "")
    is_any_day = found == "monthly" and not (days[:-2] or (days and "BYSETPOS" in parts))
    return "" if is_any_day else found


def ending_on_a_day(rrule: str) -> str:
    """The rule of what lasts all day: it ends on a day, as the event begins on one (RFC 5545, 3.3.10)."""
    parts = _parts_of(rrule)
    if "UNTIL" in parts:
        parts["UNTIL"] = f"{_moment(parts['UNTIL']).astimezone(HELSINKI):%Y%m%d}"
    return _told(parts)


def _parts_of(rrule: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for one in rrule.strip().upper().removeprefix("RRULE:").split(";"):
        name, separator, value = one.partition("=")
        if not separator or not value or name in parts or len(value) > 100:
            raise RuleError(rrule[:100])
        parts[name] = value
    return parts


def _told(parts: dict[str, str]) -> str:
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _moment(until: str) -> datetime:
    return datetime.strptime(_until(until), "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def _until(told: str) -> str:
    match = _UNTIL.fullmatch(told)
    if match is None:
        raise RuleError(told[:100])
    try:
        day = datetime.strptime(match[1], "%Y%m%d").date()  # noqa: DTZ007 - a plain day
        if match[2] is None:
            return _end_of(day)
        at = time.fromisoformat(match[2])
    except ValueError as error:
        raise RuleError(told[:100]) from error
    zone = UTC if match[3] else HELSINKI
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _end_of(day: date) -> str:
    return datetime.combine(day, time(23, 59, 59), tzinfo=HELSINKI).astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
