"""A worker's dates as an iCalendar file: days, kinds of things and links; nobody's name, no family, no place."""

from datetime import UTC, datetime, timedelta

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vDuration

from luukku.accounts.places import WORKPLACE_URLS
from luukku.casework.clock_words import CALENDAR
from luukku.casework.services.feeds import FeedContent, FeedDay
from luukku.core.links import absolute

PRODUCT = "-//Luukku//dates//FI"
REFRESH = timedelta(hours=6)


def as_calendar(content: FeedContent, at: datetime) -> bytes:
    """The file of one address, in its owner's language."""
    with translation.override(content.language):
        calendar = Calendar()
        calendar.add("prodid", PRODUCT)
        calendar.add("version", "2.0")
        calendar.add("method", "PUBLISH")
        calendar.add("x-wr-calname", _("Luukku: dates"))
        calendar.add("refresh-interval", vDuration(REFRESH), {"VALUE": "DURATION"})
        for day in content.days:
            calendar.add_component(_event(day, content.organisation.code, at))
        return bytes(calendar.to_ical())


def _event(day: FeedDay, code: str, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{day.id}@luukku")
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", day.on)
    event.add("dtend", day.on + timedelta(days=1))
    event.add("summary", str(CALENDAR.get(day.rule, _("Date"))))
    event.add("url", _link(day, code))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event


def _link(day: FeedDay, code: str) -> str:
    path = reverse("casework:deadline", urlconf=WORKPLACE_URLS, args=[day.case_id, day.id])
    return absolute(path, organisation_code=code)
