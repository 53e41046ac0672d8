"""Groups and events for calendars, and from them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from luukku.accounts.tests.factories import a_worker
from luukku.core.clock import HELSINKI
from luukku.core.errors import RuleViolation
from luukku.directory import calendar_events
from luukku.directory.calendar_file import as_calendar
from luukku.directory.models import Activity, ActivityText, VersionedText
from luukku.directory.rules.recurrence import normalised, occurrences
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
    assert (first["new"], again["same"]) == (1, 1)
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


def test_the_feed_is_chosen_by_kind_language_and_place_and_asked_again_cheaply():
    an_activity("Ryhmä", starts_at=AT + timedelta(days=2), kind="peer_group", languages=["ar"])
    an_activity("Tapahtuma", starts_at=AT + timedelta(days=3), kind="event", languages=["fi"])

    with time_machine.travel(AT, tick=False):
        found = {
            query: [
                str(one["summary"])
                for one in Calendar.from_ical(Client().get(f"/events.ics?{query}").content).walk("VEVENT")
            ]
            for query in ("", "kind=event", "spoken=ar", "kind=nothing&spoken=xx&place=²²²", "place=000")
        }
        first = Client().get("/events.ics")
        again = Client().get("/events.ics", headers={"If-None-Match": first["ETag"]})

    assert found == {
        "": ["Ryhmä", "Tapahtuma"],
        "kind=event": ["Tapahtuma"],
        "spoken=ar": ["Ryhmä"],
        "kind=nothing&spoken=xx&place=²²²": ["Ryhmä", "Tapahtuma"],
        "place=000": [],
    }
    assert (again.status_code, again.content) == (304, b"")


def names_in(content):
    return [str(event["summary"]) for event in Calendar.from_ical(content).walk("VEVENT")]


@pytest.mark.parametrize("count", [2, 12])
def test_the_feed_asks_the_database_as_much_for_many_as_for_few(django_assert_num_queries, count):
    for _number in range(count):
        an_activity(starts_at=AT + timedelta(days=2), place=a_place())

    with time_machine.travel(AT, tick=False), django_assert_num_queries(3):
        content = Client().get("/events.ics").content

    assert len(names_in(content)) == count


SINGLE = """END:VEVENT
BEGIN:VEVENT
UID:one@example.org
RECURRENCE-ID;TZID=Europe/Helsinki:20261201T170000
DTSTART;TZID=Europe/Helsinki:20261202T120000
SUMMARY:Poikkeuksellisesti keskiviikkona
{more}"""


def test_a_moved_time_of_a_series_stands_by_itself_and_the_series_skips_it():
    actor = a_worker().as_actor(AT)

    calendars.bring_in(actor, ics(SINGLE.format(more="CLASS:PUBLIC")))

    series, moved = Activity.objects.order_by("-rrule")
    assert datetime(2026, 12, 1, 15, tzinfo=UTC) in series.exdates
    assert (moved.rrule, moved.starts_at) == ("", datetime(2026, 12, 2, 10, tzinfo=UTC))
    assert series.texts.get().name == "Kielikahvila nyt"


def test_a_cancelled_time_of_a_series_is_only_skipped():
    calendars.bring_in(a_worker().as_actor(AT), ics(SINGLE.format(more="STATUS:CANCELLED")))

    series = Activity.objects.get()
    assert series.archived_at is None
    assert datetime(2026, 12, 1, 15, tzinfo=UTC) in series.exdates


@pytest.mark.parametrize("word", ["PRIVATE", "CONFIDENTIAL"])
def test_what_its_calendar_calls_private_is_shown_to_nobody(word):
    actor = a_worker().as_actor(AT)
    calendars.bring_in(actor, ics())

    counts = calendars.bring_in(actor, ics(f"CLASS:{word}"))

    assert counts["private"] == 1
    assert not Activity.objects.present().exists()


@pytest.mark.parametrize(
    ("line", "starts_at"),
    [
        ("DTSTART:20261124T170000", datetime(2026, 11, 24, 15, tzinfo=UTC)),
        ("DTSTART:20261124T170000Z", datetime(2026, 11, 24, 17, tzinfo=UTC)),
        ("DTSTART;TZID=America/New_York:20261124T170000", datetime(2026, 11, 24, 22, tzinfo=UTC)),
        ("DTSTART;VALUE=DATE:20261124", datetime(2026, 11, 23, 22, tzinfo=UTC)),
    ],
)
def test_moments_are_read_in_their_zone(line, starts_at):
    content = ics().replace(b"DTSTART;TZID=Europe/Helsinki:20261124T170000", line.encode())
    content = content.replace(b"DTEND;TZID=Europe/Helsinki:20261124T183000\r\n", b"")

    calendars.bring_in(a_worker().as_actor(AT), content)

    event = Activity.objects.get()
    assert event.starts_at == starts_at
    assert event.is_all_day is ("DATE:" in line)


def test_hidden_signs_and_scripts_of_a_calendar_become_plain_words():
    content = ics().replace(b"SUMMARY:Kielikahvila", "SUMMARY:Kieli\u202ekahvila".encode())

    calendars.bring_in(a_worker().as_actor(AT), content)

    text = Activity.objects.get().texts.get()
    assert (text.name, text.description) == ("Kielikahvila nyt", "Tule.")


days = st.dates(date(2024, 1, 1), date(2028, 12, 31))
rules = st.sampled_from(
    ["", "FREQ=DAILY;COUNT=5", "FREQ=WEEKLY;BYDAY=MO,WE", "FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY;BYDAY=-1FR",
     "FREQ=MONTHLY;BYMONTHDAY=15;UNTIL=20301231", "FREQ=YEARLY;BYMONTH=5;BYDAY=2SU"]
)  # fmt: skip


@given(day=days, minutes=st.integers(0, 1439), lasts=st.integers(0, 600), rule=rules, is_all_day=st.booleans())
def test_what_goes_out_comes_back_as_it_was(day, minutes, lasts, rule, is_all_day):
    at = time(0) if is_all_day else time(minutes // 60, minutes % 60)
    starts_at = datetime.combine(day, at, tzinfo=HELSINKI).astimezone(UTC).astimezone(HELSINKI)
    length = timedelta(days=1) if is_all_day else timedelta(minutes=lasts)
    ends_at = (starts_at.replace(tzinfo=None) + length).replace(tzinfo=HELSINKI) if is_all_day else starts_at + length
    row = Activity(
        starts_at=starts_at, ends_at=ends_at, rrule=normalised(rule, starts_at), is_all_day=is_all_day, changed_at=AT
    )
    row.exdates = list(occurrences(starts_at, row.rrule, after=starts_at, before=starts_at + timedelta(days=40)))[1:2]
    text = ActivityText(language="fi", name="Ryhmä", is_current=True, origin=VersionedText.Origin.LOCAL)
    row._prefetched_objects_cache = {"texts": [text]}

    (told,) = calendar_events.read(as_calendar([row], "fi"))

    assert told.said["name"] == "Ryhmä"
    assert told.columns["is_all_day"] is is_all_day
    assert told.columns["starts_at"] == starts_at
    assert told.columns["ends_at"] == ends_at
    assert told.columns["exdates"] == row.exdates
    span = {"after": starts_at, "before": starts_at + timedelta(days=400)}
    assert list(occurrences(told.columns["starts_at"], told.columns["rrule"], **span)) == list(
        occurrences(starts_at, row.rrule, **span)
    )


ZONE = """BEGIN:VTIMEZONE
TZID:Oma
BEGIN:STANDARD
DTSTART:19701025T040000
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
{standard}
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT"""


def in_own_zone(standard):
    told = ICS.replace("BEGIN:VEVENT", ZONE).replace("Europe/Helsinki", "Oma").format(more="", standard=standard)
    return told.replace("\n", "\r\n").encode()


@pytest.mark.parametrize(
    "rule",
    [
        "RRULE:FREQ=SECONDLY",
        "RRULE:FREQ=YEARLY;BYSECOND=1,2,3",
        "RRULE;X=1:FREQ=MINUTELY",
        "RR\n ULE:FREQ=HOURLY",
        "EXRULE:FREQ=SECONDLY",
        "RRULE:FREQ=YEARLY\nEND:STANDARD\nBEGIN:STANDARD" * (calendar_events.MOST_CHANGES + 1),
    ],
)
def test_a_time_zone_that_changes_every_second_is_not_walked_through(rule):
    with pytest.raises(calendar_events.CalendarError):
        calendar_events.read(in_own_zone(rule))


def test_a_time_zone_of_the_files_own_is_followed():
    told = calendar_events.read(in_own_zone("RRULE:FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=25,26,27,28,29,30,31;BYDAY=SU"))

    assert told[0].columns["starts_at"] == datetime(2026, 11, 24, 15, tzinfo=UTC)
