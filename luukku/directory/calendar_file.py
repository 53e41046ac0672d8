"""Published groups and events as an iCalendar file, for anybody's calendar."""

from datetime import UTC, date, datetime, timedelta

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vDuration, vRecur

from luukku.core.clock import HELSINKI
from luukku.core.links import absolute
from luukku.directory.models import Activity
from luukku.directory.reading import address_of, words_of
from luukku.directory.rules.recurrence import ending_on_a_day

PRODUCT = "-//Luukku//events//FI"
REFRESH = timedelta(hours=6)


def as_calendar(activities: list[Activity], language: str) -> bytes:
    """The file: each activity once, with its repetition and its cancelled times. The same rows give the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    with translation.override(language):
        calendar.add("x-wr-calname", _("Groups and events"))
    calendar.add("x-wr-timezone", "Europe/Helsinki")
    calendar.add("refresh-interval", vDuration(REFRESH), {"VALUE": "DURATION"})
    for activity in activities:
        if activity.starts_at is not None:
            calendar.add_component(_event(activity, activity.starts_at, language))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(activity: Activity, starts_at: datetime, language: str) -> Event:
    told = words_of(activity, language, plain=True)
    event = Event()
    event.add("uid", f"{activity.pk}@luukku")
    event.add("dtstamp", activity.changed_at.astimezone(UTC))
    event.add("dtstart", _at(activity, starts_at))
    if activity.ends_at:
        event.add("dtend", _at(activity, activity.ends_at))
    if activity.rrule:
        rule = ending_on_a_day(activity.rrule) if activity.is_all_day else activity.rrule
        event.add("rrule", vRecur.from_ical(rule))
    for name, moments in (("exdate", activity.exdates), ("rdate", activity.rdates)):
        if moments:
            kind = {"VALUE": "DATE"} if activity.is_all_day else {}
            event.add(name, [_at(activity, one) for one in moments], kind)
    event.add("summary", told["name"], {"LANGUAGE": told.language})
    event.add("description", "\n\n".join(part for part in (told["summary"], told["how_to_get_in"]) if part))
    if place := _place(activity):
        event.add("location", place)
    event.add("url", activity.online_url or absolute(reverse("portal:place", args=[language, activity.pk])))
    return event


def _at(activity: Activity, at: datetime) -> date:
    """A moment in Helsinki, or a day of what lasts all day: RFC 5545 wants all times of an event of one kind."""
    there = at.astimezone(HELSINKI)
    return there.date() if activity.is_all_day else there


def _place(activity: Activity) -> str:
    place = activity.shown_place
    if place is None:
        return ""
    return ", ".join(part for part in (words_of(place, "fi")["name"], address_of(place, "fi")) if part)
