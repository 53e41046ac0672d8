"""Reading a calendar file (RFC 5545): its events as plain values, changed single times apart from their series."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar

from luukku.core.clock import HELSINKI, start_of_day
from luukku.directory import cleaning as clean
from luukku.directory.rules.recurrence import RuleError, normalised

MOST_BYTES = 5 * 1024 * 1024
MOST_EVENTS = 2_000
MOST_DATES = 500
MOST_CHANGES = 100
"""Of summer and winter time that a file's own time zones tell; all zones of one calendar have a few dozen."""
TOO_LARGE, TOO_MANY, UNREADABLE = "too_large", "too_many", "unreadable"
PRIVATE = frozenset({"PRIVATE", "CONFIDENTIAL"})
_FOLDED = re.compile(rb"\r?\n[ \t]")
_ZONE_PART = re.compile(rb"(BEGIN|END)[^:]*:\s*(?:STANDARD|DAYLIGHT|VTIMEZONE)", re.IGNORECASE)
_ONCE_A_YEAR = re.compile(
    rb"RRULE:(?:;?(?:FREQ=YEARLY|INTERVAL=[1-9]\d?|COUNT=\d{1,3}|UNTIL=[0-9TZ]+|WKST=[A-Z]{2}|BYMONTH=\d{1,2}"
    rb"|BYDAY=[-+]?\d?[A-Z]{2}|BYMONTHDAY=[-\d,]{1,40}|BYSETPOS=-?\d))+\s*",
    re.IGNORECASE,
)
BROKEN = (RuleError, ValueError, TypeError, AttributeError, KeyError, IndexError, OverflowError)


class CalendarError(ValueError):
    """The file is no calendar. `code`: too_large, too_many or unreadable."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(slots=True)
class EventTold:
    """One event, or one changed time of a series.

    Attributes:
        uid: as its calendar names it, with the moment of the time that was changed.
        columns: of the activity; said: fields of its text. Both are empty when it could not be read.
        is_private: its calendar says that it is nobody else's business.
    """

    uid: str
    columns: dict[str, Any] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    is_cancelled: bool = False
    is_private: bool = False


def read(content: bytes) -> list[EventTold]:
    """All events of a calendar, each series once.

    Raises:
        CalendarError: it is none, is cut short, or is too large.
    """
    if len(content) > MOST_BYTES:
        raise CalendarError(TOO_LARGE)
    if b"END:VCALENDAR" not in content.upper():
        raise CalendarError(UNREADABLE)
    _ensure_quiet_zones(content)
    try:
        calendar = Calendar.from_ical(content)
        events = list(calendar.walk("VEVENT")) if isinstance(calendar, Calendar) else []
    except (*BROKEN, RecursionError) as error:
        raise CalendarError(UNREADABLE) from error
    if not isinstance(calendar, Calendar):
        raise CalendarError(UNREADABLE)
    if len(events) > MOST_EVENTS:
        raise CalendarError(TOO_MANY)
    zone = _zone(calendar)
    series, changed = {}, []
    for event in events:
        uid = clean.line(str(event.get("uid", "")), 120)
        if "recurrence-id" in event:
            changed.append((uid, event))
        else:
            series[uid] = event
    found = {uid: _event(uid, event, zone) for uid, event in series.items()}
    return [*found.values(), *_singles(found, changed, zone)]


def _ensure_quiet_zones(content: bytes) -> None:
    """Clocks change at most once a year by one rule. A zone that changes each second would be walked through for ever.

    Raises:
        CalendarError: a zone of the file changes otherwise, or so often that no zone on earth does.
    """
    changes, is_inside = 0, False
    for line in _FOLDED.sub(b"", content).splitlines():
        if part := _ZONE_PART.match(line):
            is_inside = part[1].upper() == b"BEGIN"
            changes += is_inside
        repeats = is_inside and line[:6].upper() in (b"RRULE:", b"RRULE;", b"EXRULE")
        if changes > MOST_CHANGES or (repeats and not _ONCE_A_YEAR.fullmatch(line)):
            raise CalendarError(UNREADABLE)


def _singles(found: dict[str, EventTold], changed: list[tuple[str, Any]], zone: tzinfo) -> Iterator[EventTold]:
    """Times of a series that were moved or cancelled: the series skips them, and a moved one stands by itself."""
    for uid, event in changed:
        try:
            at = _moment(event["recurrence-id"].dt, zone)
        except BROKEN:
            yield EventTold(uid)
            continue
        own = found.get(uid)
        if own is not None and own.columns:
            own.columns["exdates"] = sorted({*own.columns["exdates"], at})
        told = _event(f"{uid}/{at.astimezone(UTC):%Y%m%dT%H%M}", event, zone)
        told.columns |= {"rrule": "", "rdates": [], "exdates": []} if told.columns else {}
        told.is_private = told.is_private or (own is not None and own.is_private)
        yield told


def _event(uid: str, event: Any, zone: tzinfo) -> EventTold:
    told = EventTold(
        uid,
        is_cancelled=str(event.get("status", "")).upper() == "CANCELLED",
        is_private=str(event.get("class", "")).upper() in PRIVATE,
    )
    if uid.strip("/"):
        try:
            told.columns = _columns(event, zone)
            told.said = _said(event)
        except BROKEN:
            told.columns = {}
    return told


def _columns(event: Any, zone: tzinfo) -> dict[str, Any]:
    told = event["dtstart"].dt
    starts_at = _moment(told, zone)
    ends_at = _moment(event["dtend"].dt, zone) if "dtend" in event else None
    if ends_at is None and "duration" in event:
        ends_at = starts_at + event["duration"].dt
    rule = event.get("rrule")
    if isinstance(rule, list):
        msg = "several rules in one event: RFC 5545 advises against them, and nothing here walks them"
        raise RuleError(msg)
    rrule = normalised(rule.to_ical().decode(), starts_at) if rule else ""
    return {
        "starts_at": starts_at,
        "ends_at": ends_at if ends_at and ends_at >= starts_at else None,
        "is_all_day": not isinstance(told, datetime),
        "rrule": rrule[:300],
        "exdates": _dates(event.get("exdate"), zone),
        "rdates": _dates(event.get("rdate"), zone),
        "online_url": clean.web_address(str(event.get("url", ""))),
    }


def _dates(told: Any, zone: tzinfo) -> list[datetime]:
    rows = told if isinstance(told, list) else [told] if told else []
    days = [one.dt for row in rows for one in row.dts]
    return [_moment(day[0] if isinstance(day, tuple) else day, zone) for day in days][:MOST_DATES]


def _moment(told: Any, zone: tzinfo) -> datetime:
    """A moment; one without a zone is in the calendar's own, and a day begins at midnight in Helsinki."""
    if isinstance(told, datetime):
        at = told if told.tzinfo else told.replace(tzinfo=zone)
        return at.astimezone(HELSINKI)
    if isinstance(told, date):
        return start_of_day(told)
    raise TypeError(type(told).__name__)


def _zone(calendar: Any) -> tzinfo:
    try:
        return ZoneInfo(str(calendar.get("x-wr-timezone", "")) or "Europe/Helsinki")
    except (KeyError, ValueError, OSError):
        return HELSINKI


def _said(event: Any) -> dict[str, str]:
    return {
        "name": clean.line(str(event.get("summary", ""))),
        "description": clean.words(str(event.get("description", ""))),
        "how_to_get_in": clean.line(str(event.get("location", "")), 300),
    }
