"""Events from other calendars, and ours for them (RFC 5545)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from icalendar import Calendar, Component

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.clock import HELSINKI, start_of_day
from luukku.core.errors import RuleViolation, ensure
from luukku.directory import policies
from luukku.directory.models import Activity, Source, VersionedText
from luukku.directory.ptv import cleaning as clean
from luukku.directory.rules.recurrence import RuleError, normalised
from luukku.directory.services import indexing
from luukku.directory.services.writing import archive, put_text

MOST_BYTES = 5 * 1024 * 1024
MOST_EVENTS = 2_000


@transaction.atomic
def bring_in(actor: Actor, content: bytes, *, language: str = "fi") -> dict[str, int]:
    """Make or change the events of a calendar file; those that it cancels are archived.

    Returns:
        How many were new, changed or the same, cancelled, and could not be read.

    Raises:
        PermissionDenied: the actor writes nothing here.
        RuleViolation: the file is no calendar.
    """
    ensure(policies.may_write(actor))
    counts = {"new": 0, "changed": 0, "cancelled": 0, "unreadable": 0}
    touched = []
    for event in _events(content):
        what, row = _one(actor, event, language)
        if what:
            counts[what] += 1
        touched += [row] if row else []
    indexing.entries_changed(touched)
    trail.record(actor, "directory.calendar_brought", new=counts["new"], changed=counts["changed"])
    return counts


def _one(actor: Actor, event: Any, language: str) -> tuple[str, Activity | None]:
    """What became of one event. Its id holds the organisation: nobody changes another's by knowing it."""
    uid = clean.line(str(event.get("uid", "")), 150)
    try:
        columns = _columns(event)
    except (RuleError, ValueError, TypeError, AttributeError, OverflowError):
        return "unreadable", None
    if not uid:
        return "unreadable", None
    source_id = f"{actor.organisation_key}/{uid}"
    row = Activity.objects.select_for_update().filter(source=Source.ICAL, source_id=source_id).first()
    if str(event.get("status", "")).upper() == "CANCELLED":
        if row is None or row.archived_at is not None:
            return "", None
        archive(row, actor.at, Activity.ArchivedWhy.WITHDRAWN)
        return "cancelled", row
    what = "changed" if row else "new"
    row = row or Activity(source=Source.ICAL, source_id=source_id, kind=Activity.Kind.EVENT)
    for name, value in columns.items():
        setattr(row, name, value)
    row.organisation_id, row.changed_at = actor.organisation_id, actor.at
    row.archived_at, row.archived_why = None, ""
    row.save()
    put_text(row, language, _said(event), origin=VersionedText.Origin.SOURCE)
    return what, row


def _events(content: bytes) -> list[Component]:
    if len(content) > MOST_BYTES:
        raise RuleViolation(_("This file is too large. A calendar of at most 5 MB fits."), field="file")
    try:
        calendar = Calendar.from_ical(content)
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise RuleViolation(
            _("We cannot read this file. Bring a calendar file (.ics), whole."), field="file"
        ) from error
    events = calendar.walk("VEVENT") if isinstance(calendar, Calendar) else []
    if not events:
        raise RuleViolation(_("There are no events in this calendar."), field="file")
    if len(events) > MOST_EVENTS:
        raise RuleViolation(_("There are too many events in this calendar: at most 2,000 fit."), field="file")
    return list(events)


def _columns(event: Any) -> dict[str, Any]:
    told = event["dtstart"].dt if "dtstart" in event else None
    if told is None:
        msg = "no beginning"
        raise ValueError(msg)
    starts_at = _moment(told)
    ends_at = _moment(event["dtend"].dt) if "dtend" in event else None
    if ends_at is None and "duration" in event:
        ends_at = starts_at + event["duration"].dt
    rule = event.get("rrule")
    rrule = normalised(rule.to_ical().decode(), starts_at) if rule and not isinstance(rule, list) else ""
    return {
        "starts_at": starts_at,
        "ends_at": ends_at if ends_at and ends_at >= starts_at else None,
        "is_all_day": not isinstance(told, datetime),
        "rrule": rrule[:300],
        "exdates": _days(event.get("exdate")),
        "rdates": _days(event.get("rdate")),
        "online_url": clean.web_address(str(event.get("url", ""))),
    }


def _days(told: Any) -> list[datetime]:
    rows = told if isinstance(told, list) else [told] if told else []
    return [_moment(one.dt) for row in rows for one in row.dts][:500]


def _moment(told: Any) -> datetime:
    if isinstance(told, datetime):
        return told if told.tzinfo else told.replace(tzinfo=HELSINKI)
    if isinstance(told, date):
        return start_of_day(told)
    raise TypeError(type(told).__name__)


def _said(event: Any) -> dict[str, str]:
    return {
        "name": clean.line(str(event.get("summary", ""))) or _("Event"),
        "description": clean.words(str(event.get("description", ""))),
        "how_to_get_in": clean.line(str(event.get("location", "")), 300),
    }
