"""Published groups and events as an iCalendar file, for anybody's calendar."""

from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vDuration, vRecur

from luukku.core.clock import HELSINKI
from luukku.core.links import absolute
from luukku.directory.models import Activity
from luukku.directory.reading import words_of

PRODUCT = "-//Luukku//events//FI"
REFRESH = timedelta(hours=6)


def as_calendar(activities: list[Activity], language: str) -> bytes:
    """The file: each activity once, with its repetition and its cancelled times."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
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
    first = starts_at.astimezone(HELSINKI)
    event.add("dtstart", first.date() if activity.is_all_day else first)
    if activity.ends_at:
        last = activity.ends_at.astimezone(HELSINKI)
        event.add("dtend", last.date() if activity.is_all_day else last)
    if activity.rrule:
        event.add("rrule", vRecur.from_ical(activity.rrule))
    for name, days in (("exdate", activity.exdates), ("rdate", activity.rdates)):
        if days:
            event.add(name, [day.astimezone(HELSINKI) for day in days])
    event.add("summary", told["name"], {"LANGUAGE": told.language})
    event.add("description", "\n\n".join(part for part in (told["summary"], told["how_to_get_in"]) if part))
    if place := _place(activity):
        event.add("location", place)
    event.add("url", activity.online_url or absolute("/events.ics"))
    return event


def _place(activity: Activity) -> str:
    place = activity.place
    if place is None:
        return ""
    name = words_of(place, "fi")["name"]
    street = f"{place.street.get('fi', '')} {place.street_number}".strip()
    return ", ".join(part for part in (name, street, f"{place.postal_code} {place.post_office}".strip()) if part)
