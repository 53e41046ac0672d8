"""Groups and events for calendars, and from them."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from icalendar import Calendar

from luukku.accounts.tests.factories import a_worker
from luukku.core.errors import RuleViolation
from luukku.directory.models import Activity
from luukku.directory.services import calendars
from luukku.directory.tests.factories import a_place, an_activity

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
ICS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//
BEGIN:VEVENT
UID:one@example.org
DTSTAMP:20261101T000000Z
DTSTART;TZID=Europe/Helsinki:20261124T170000
DTEND;TZID=Europe/Helsinki:20261124T183000
RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20261231
EXDATE;TZID=Europe/Helsinki:20261222T170000
SUMMARY:Kielikahvila <b>nyt</b>
DESCRIPTION:Tule.<script>x</script>
{more}
END:VEVENT
END:VCALENDAR
"""


def ics(more="CLASS:PUBLIC"):
    return ICS.format(more=more).replace("\n", "\r\n").encode()


def test_events_come_in_with_their_repetition_once():
    actor = a_worker().as_actor(AT)

    first = calendars.bring_in(actor, ics())
    again = calendars.bring_in(actor, ics())

    event = Activity.objects.get()
    assert (first["new"], again["changed"]) == (1, 1)
    assert event.rrule == "FREQ=WEEKLY;UNTIL=20261231T215959Z;BYDAY=TU"
    assert event.starts_at == datetime(2026, 11, 24, 15, tzinfo=UTC)
    assert event.exdates == [datetime(2026, 12, 22, 15, tzinfo=UTC)]
    assert (event.texts.get().name, event.texts.get().description) == ("Kielikahvila nyt", "Tule.")


def test_a_cancelled_event_is_archived():
    actor = a_worker().as_actor(AT)
    calendars.bring_in(actor, ics())

    assert calendars.bring_in(actor, ics("STATUS:CANCELLED"))["cancelled"] == 1
    assert Activity.objects.archived().count() == 1


def test_another_organisation_cannot_change_an_event_by_knowing_its_id():
    calendars.bring_in(a_worker().as_actor(AT), ics())
    calendars.bring_in(a_worker().as_actor(AT), ics("STATUS:CANCELLED"))

    assert Activity.objects.present().count() == 1


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"\x00\xff", ics()[:80], b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", b"x" * (6 * 1024 * 1024)],
    ids=["empty", "words", "bytes", "cut", "no events", "large"],
)
def test_what_is_no_calendar_is_refused_with_a_reason(content):
    with pytest.raises(RuleViolation):
        calendars.bring_in(a_worker().as_actor(AT), content)


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=WEEKLY;INTERVAL=99999"])
def test_a_repetition_that_would_never_end_is_left_out(rule):
    content = ics().replace(b"FREQ=WEEKLY;BYDAY=TU;UNTIL=20261231", rule.encode())

    assert calendars.bring_in(a_worker().as_actor(AT), content)["unreadable"] == 1


def test_the_feed_tells_what_is_going_on_and_nothing_else():
    begins = AT - timedelta(weeks=4)
    an_activity(
        "Ryhmä",
        place=a_place(),
        starts_at=begins,
        ends_at=begins + timedelta(hours=2),
        rrule="FREQ=WEEKLY;BYDAY=SA",
        exdates=[AT + timedelta(weeks=1)],
    )
    an_activity("Mennyt", starts_at=AT - timedelta(days=2), ends_at=AT - timedelta(days=2))
    an_activity("Luonnos", starts_at=AT + timedelta(days=2), is_published=False)
    an_activity("Muualla", starts_at=AT + timedelta(days=2), municipalities=["837"])

    with time_machine.travel(AT, tick=False):
        response = Client().get("/events.ics?place=536")

    events = Calendar.from_ical(response.content).walk("VEVENT")
    assert response["Content-Type"].startswith("text/calendar")
    assert [str(event["summary"]) for event in events] == ["Ryhmä"]
    assert events[0]["rrule"].to_ical() == b"FREQ=WEEKLY;BYDAY=SA"
    assert "Esimerkkikatu 1, 33100 Tampere" in str(events[0]["location"])
    assert "exdate" in events[0]
