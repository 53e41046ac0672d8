"""Calendars at an address: followed by a job, only what changed, never out of our own house."""

import socket
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from luukku.accounts.tests.factories import a_worker
from luukku.core.actor import SystemActor
from luukku.core.errors import RuleViolation
from luukku.core.outside import Forbidden
from luukku.directory import fetching, jobs, policies
from luukku.directory.models import Activity, FollowedCalendar
from luukku.directory.services import calendars, keeping
from luukku.directory.tests.fake_calendar import giving
from luukku.directory.tests.test_calendars import ics

pytestmark = pytest.mark.django_db
MANY = b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 2001 + b"END:VCALENDAR"
AT = datetime(2026, 11, 21, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(AT, tick=False) as told:
        yield told


@pytest.fixture
def local(monkeypatch):
    monkeypatch.setenv("LUUKKU_LINKS_MAY_BE_LOCAL", "1")


def follow(url, worker=None, **more):
    actor = (worker or a_worker()).as_actor(AT)
    return calendars.follow(actor, url, kind="event", language="fi", **more)


def read(calendar):
    jobs.follow_calendar(feed_id=str(calendar.pk))
    calendar.refresh_from_db()
    return calendar


def test_a_followed_calendar_is_read_again_only_when_it_changed(local):
    with giving(ics()) as server:
        calendar = read(follow(server.url, municipality="837"))
        first = Activity.objects.get()
        again = read(calendar)
        server.content, server.etag = ics().replace(b"Kielikahvila", b"Uusi nimi"), '"second"'
        changed = read(calendar)

    assert (first.kind, first.municipalities, first.organisation_id) == ("event", ["837"], calendar.organisation_id)
    assert again.fault == ""
    assert server.heads[1]["if-none-match"] == '"first"'
    assert server.heads[0]["accept-encoding"] == "identity"
    assert changed.counts["changed"] == 1
    assert Activity.objects.get().texts.in_force().get().name == "Uusi nimi nyt"


def test_the_same_content_without_a_mark_changes_nothing(local):
    with giving(ics()) as server:
        server.etag = ""
        calendar = read(follow(server.url))
        before = Activity.objects.get().changed_at
        read(calendar)

    assert calendar.counts["same"] == 1
    assert Activity.objects.get().changed_at == before


def test_what_the_calendar_no_longer_tells_is_archived_and_may_return(local):
    other = ics().replace(b"one@example.org", b"two@example.org")
    with giving(ics()) as server:
        calendar = read(follow(server.url))
        server.content, server.etag = other, '"second"'
        read(calendar)
        gone = Activity.objects.archived().get()
        server.content, server.etag = ics(), '"third"'
        read(calendar)

    assert gone.archived_why == "vanished"
    assert Activity.objects.present().get() == gone


def test_what_somebody_here_took_away_is_not_brought_back(local):
    worker = a_worker()
    with giving(ics()) as server:
        calendar = read(follow(server.url, worker))
        keeping.archive_entry(worker.as_actor(AT), Activity, Activity.objects.get().pk)
        server.content, server.etag = ics().replace(b"Kielikahvila", b"Uusi nimi"), '"second"'
        read(calendar)

    assert not Activity.objects.present().exists()


@pytest.mark.parametrize(
    ("trouble", "fault"),
    [
        ({"status": 500}, "away"),
        ({"status": 404}, "away"),
        ({"cut": True}, "away"),
        ({"more": {"Content-Encoding": "gzip"}}, "away"),
        ({"leads_to": "/events.ics"}, "away"),
        ({"leads_to": "file:///etc/passwd"}, "not_allowed"),
        ({"leads_to": "http://user:word@127.0.0.1/"}, "not_allowed"),
        ({"endless": True}, "too_large"),
        ({"content": b"<html>Not here</html>"}, "unreadable"),
        ({"content": b""}, "unreadable"),
        ({"content": ics()[:200]}, "unreadable"),
        (
            {"content": b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 2001 + b"END:VCALENDAR"},
            "too_large",
        ),
    ],
)
def test_a_calendar_that_misbehaves_loses_nothing_and_is_said(local, trouble, fault):
    with giving(ics()) as server:
        calendar = read(follow(server.url))
        server.etag = ""
        for name, value in trouble.items():
            setattr(server, name, value)
        read(calendar)

    assert (calendar.fault, calendar.failures) == (fault, 1)
    assert Activity.objects.present().count() == 1


def test_a_calendar_that_trickles_is_given_up(local, monkeypatch):
    monkeypatch.setattr(fetching, "WHOLE_SECONDS", 0.2)
    with time_machine.travel(AT, tick=True), giving(ics()) as server:
        server.endless, server.trickles = True, 0.1
        calendar = read(follow(server.url))

    assert calendar.fault == "away"


def test_tries_come_later_each_time_and_not_before_the_other_end_allows(local):
    with giving(ics()) as server:
        server.status = 503
        calendar = read(follow(server.url))
        first = calendar.next_at - calendar.checked_at
        read(calendar)
        second = calendar.next_at - calendar.checked_at
        server.status, server.more = 429, {"Retry-After": "36000"}
        read(calendar)
        third = calendar.next_at - calendar.checked_at
        server.status, server.more = 200, {}
        well = read(calendar)

    assert (first, second, third) == (timedelta(hours=1), timedelta(hours=2), timedelta(hours=10))
    assert (well.failures, well.fault, well.next_at) == (0, "", AT + timedelta(hours=1))


def test_each_hour_those_are_planned_whose_time_has_come(local, monkeypatch):
    planned = []
    monkeypatch.setattr(calendars, "plan", planned.append)
    due, later = follow("https://a.example.org/x.ics"), follow("https://b.example.org/x.ics")
    FollowedCalendar.objects.filter(pk=later.pk).update(next_at=AT + timedelta(minutes=5))
    planned.clear()

    jobs.follow_calendars(0)

    assert [one.pk for one in planned] == [due.pk]


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/x.ics", "file:///etc/passwd", "example.org", "https://", "https://[::1", "//x",
        "https://example.org:22/", "https://example.org:99999/", "javascript:alert(1)",
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_refused_at_once(url):
    with pytest.raises(RuleViolation):
        follow(url)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.5", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "::1", "fd00::1",
        "fe80::1%eth0", "::ffff:127.0.0.1", "2002:7f00:1::", "224.0.0.1", "100.64.0.1",
    ],
)  # fmt: skip
def test_a_name_that_leads_into_our_house_is_not_asked(monkeypatch, address):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", 443))]
    found.append((socket.AF_INET6, socket.SOCK_STREAM, 6, "", (address, 443)))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_told, **_more: found)
    monkeypatch.setattr(socket, "create_connection", lambda *_told: pytest.fail("it was asked"))

    calendar = read(follow("https://calendar.example.org/x.ics"))

    assert calendar.fault == "not_allowed"


def test_only_hosts_that_the_operator_names_when_any_are_named(monkeypatch):
    monkeypatch.setenv("LUUKKU_CALENDAR_HOSTS", "example.org .tampere.example")

    assert fetching.checked("webcal://Example.org/a.ics") == "https://Example.org/a.ics"
    assert fetching.checked("https://kirjasto.tampere.example/a.ics")
    for url in ("https://other.example/", "https://tampere.example/", "https://example.org.evil.example/"):
        with pytest.raises(Forbidden):
            fetching.checked(url)


def test_a_calendar_is_followed_once_and_ended_with_or_without_its_events(local):
    worker = a_worker()
    with giving(ics()) as server:
        calendar = read(follow(server.url, worker))
        with pytest.raises(ValidationError):
            follow(server.url, worker)
        calendars.end_following(worker.as_actor(AT), calendar.pk, keeps_events=True)
        kept = Activity.objects.present().count()
        again = read(follow(server.url, worker))
        calendars.end_following(worker.as_actor(AT), again.pk, keeps_events=False)

    assert kept == 1
    assert Activity.objects.present().count() == 1
    assert not policies.calendars_to_follow(SystemActor.now()).exists()
    assert read(again).read_at == again.read_at


def test_only_the_own_organisation_and_the_clock_touch_a_calendar():
    calendar, other = follow("https://a.example.org/x.ics"), a_worker().as_actor(AT)

    for change in (
        lambda: calendars.fetch_now(other, calendar.pk),
        lambda: calendars.end_following(other, calendar.pk, keeps_events=True),
    ):
        with pytest.raises(PermissionDenied):
            change()
    assert calendars.take(other, calendar.pk, fetching.Fetched(ics())) is None


def test_a_calendar_is_followed_from_its_page_and_tells_how_it_went(local):
    worker = a_worker()
    client = Client()
    client.force_login(worker.user)
    url = worker.url("/directory/activities/calendars/")
    with giving(ics()) as server:
        told = {"url": server.url, "kind": "event", "language": "fi"}
        wrong = client.post(url, told | {"url": "ftp://x"})
        made = client.post(url, told)
        twice = client.post(url, told)
        calendar = FollowedCalendar.objects.get()
        client.post(f"{url}{calendar.pk}/fetch/")
        read(calendar)
    page = client.get(f"{url}?out_kind=event&out_lang=ar").content.decode()
    client.post(f"{url}{calendar.pk}/end/", {"events": "archive"})

    assert (wrong.status_code, made.status_code, twice.status_code) == (422, 302, 422)
    assert "ftp://x" in wrong.content.decode()
    assert "1 new" in page
    assert "/events.ics?kind=event&amp;lang=ar" in page
    assert not Activity.objects.present().exists()
