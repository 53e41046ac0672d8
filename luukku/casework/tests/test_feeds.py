"""The calendar address: what it shows, to whom, and that its secret opens nothing else."""

import re
from datetime import timedelta

import pytest
from icalendar import Calendar

from luukku.accounts.tests.factories import a_membership, a_unit, a_worker, an_organisation
from luukku.audit.models import AuditEvent
from luukku.casework import services
from luukku.casework.models import CalendarFeed
from luukku.casework.tests.factories import a_case, a_deadline, a_family, a_protection
from luukku.core import clock
from luukku.core.actor import Role

pytestmark = pytest.mark.django_db

TODAY = clock.today()


@pytest.fixture
def worker():
    return a_worker(unit=a_unit())


@pytest.fixture
def token(worker):
    return services.open_feed(worker.as_actor())


def fetched(client, token):
    return client.get(f"/calendar/{token}/dates.ics")


def events(answer):
    return Calendar.from_ical(answer.content).walk("VEVENT")


def test_it_shows_days_kinds_and_links_and_nobodys_name(client, worker, token):
    family = a_family(worker, name="Kanarian perhe")
    a_protection(family.memberships.first().person)
    case = family.cases.get()
    deadline = a_deadline(case, "plan_review", due_on=TODAY + timedelta(days=5))
    a_deadline(case, "protection_ends", due_on=TODAY + timedelta(days=9))

    answer = fetched(client, token)

    first, second = events(answer)
    assert (first["DTSTART"].dt, str(first["SUMMARY"])) == (TODAY + timedelta(days=5), "Date: review")
    assert str(first["URL"]).endswith(f"/w/{worker.organisation.code}/cases/{case.pk}/deadlines/{deadline.pk}/")
    assert str(second["SUMMARY"]) == "Date"
    assert b"Kanarian" not in answer.content
    assert AuditEvent.objects.get(action="calendar.read").case_ids == [case.pk]


def test_only_own_running_dates_are_in_it(client, worker, token):
    a_deadline(a_case(a_worker(unit=worker.unit)), "plan_review", due_on=TODAY)
    a_deadline(a_case(worker), "plan_review", due_on=TODAY, done_on=TODAY)
    a_deadline(a_case(worker), "plan_review", due_on=TODAY, is_paused=True)

    assert list(events(fetched(client, token))) == []


def test_rights_are_asked_again_at_each_reading(client, worker, token):
    case = a_case(worker)
    a_deadline(case, "plan_review", due_on=TODAY)
    before = len(list(events(fetched(client, token))))

    case.responsible_workers.update(during=(TODAY - timedelta(days=9), TODAY))

    assert (before, list(events(fetched(client, token)))) == (1, [])


def test_a_role_that_ended_or_a_person_locked_out_has_no_calendar(client, worker, token):
    worker.memberships[0].ends_on = TODAY - timedelta(days=1)
    worker.memberships[0].save()
    assert fetched(client, token).status_code == 404

    other = a_worker(unit=worker.unit)
    secret = services.open_feed(other.as_actor())
    other.user.is_active = False
    other.user.save()
    assert fetched(client, secret).status_code == 404


def test_a_revoked_or_replaced_address_works_no_more(client, worker, token):
    newer = services.open_feed(worker.as_actor())
    assert (fetched(client, token).status_code, fetched(client, newer).status_code) == (404, 200)

    services.revoke_feed(worker.as_actor())
    assert fetched(client, newer).status_code == 404


def test_each_workplace_has_its_own_address(client, worker, token):
    elsewhere = an_organisation()
    a_membership(worker.user, elsewhere, Role.CASEWORKER)
    a_deadline(a_case(worker), "plan_review", due_on=TODAY)
    from luukku.accounts.actors import actor_for

    other = services.open_feed(actor_for(worker.user, elsewhere, clock.now()))

    assert len(list(events(fetched(client, token)))) == 1
    assert list(events(fetched(client, other))) == []


def test_attack_11_the_calendars_secret_opens_nothing_else(client, worker, token):
    case = a_case(worker)
    a_deadline(case, "plan_review", due_on=TODAY)
    fetched(client, token)
    places = [
        worker.url("/"),
        worker.url(f"/cases/{case.pk}/"),
        worker.url("/clocks/rules/"),
        "/me/",
        f"/invitation/{token}/",
    ]
    ways = [
        {"headers": {"Authorization": f"Bearer {token}"}},
        {"headers": {"Authorization": f"Token {token}"}},
        {"headers": {"Cookie": f"luukku_session={token}; sessionid={token}"}},
        {"query_params": {"token": token, "next": "/"}},
    ]

    answers = {
        (path, number): client.get(path, **way).status_code for path in places for number, way in enumerate(ways)
    }

    assert not [one for name, one in client.cookies.items() if "session" in name and one.value]
    assert set(answers.values()) <= {302, 410}, answers
    assert client.post(f"/calendar/{token}/dates.ics").status_code == 405
    assert client.post(worker.url("/calendar/new/"), {"token": token}).status_code == 302
    assert CalendarFeed.objects.count() == 1


@pytest.mark.parametrize("guess", ["x", "0" * 43, "%00", "..%2f..%2fme", "a" * 4000])
def test_a_guessed_secret_does_not_exist(client, token, guess):
    assert fetched(client, guess).status_code == 404


def test_the_secret_is_shown_once_and_kept_nowhere(client, worker):
    client.force_login(worker.user)

    shown = client.post(worker.url("/calendar/new/")).content.decode()
    later = client.get(worker.url("/calendar/")).content.decode()

    (secret,) = re.findall(r"/calendar/([\w-]{43})/dates.ics", shown)
    assert secret not in later
    assert secret.encode() not in bytes(CalendarFeed.objects.get().token_hash)
    assert "dates.ics" not in later


def test_a_helper_without_families_and_a_supervisor_have_none(client):
    chief = a_worker(roles=(Role.SUPERVISOR,))
    client.force_login(chief.user)

    assert client.get(chief.url("/calendar/")).status_code == 404
