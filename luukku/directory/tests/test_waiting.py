"""What came from elsewhere waits until somebody here has looked at it."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luukku.accounts.tests.factories import a_worker
from luukku.directory.calendar_file import as_calendar
from luukku.directory.models import Activity, Channel
from luukku.directory.policies import public_activities, public_channels
from luukku.search.models import Document

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def worker():
    return a_worker()


@pytest.fixture
def client(worker):
    client = Client()
    client.force_login(worker.user)
    return client


def a_waiting_place(worker, number=1):
    place = Channel.objects.create(
        kind="place", changed_at=AT, organisation=worker.organisation, source="integreat", is_published=False,
        source_id=f"x/{number}",
    )  # fmt: skip
    place.texts.create(language="de", origin="source", name=f"Treffpunkt {number}", description="Ein Ort.")
    return place


def a_waiting_event(worker, number=9, **more):
    event = Activity.objects.create(
        kind="event", changed_at=AT, organisation=worker.organisation, source="integreat", source_id=f"x/{number}",
        is_published=False, starts_at=AT, **more,
    )  # fmt: skip
    event.texts.create(language="de", origin="source", name="Fest")
    return event


def test_a_place_is_shown_to_everybody_once_somebody_says_so(client, worker):
    place = a_waiting_place(worker)
    before = public_channels().exists()
    page = client.get(worker.url("/directory/waiting/")).content.decode()

    answer = client.post(worker.url(f"/directory/waiting/place/{place.pk}/"), {"decision": "show"})

    assert "Treffpunkt 1" in page
    assert "Ein Ort." in page
    assert answer.status_code == 302
    assert not before
    assert public_channels().get() == place


def test_an_event_that_nobody_needs_is_put_away_and_kept(client, worker):
    event = a_waiting_event(worker)

    client.post(worker.url(f"/directory/waiting/activity/{event.pk}/"), {"decision": "away"})

    event.refresh_from_db()
    assert event.archived_why == "by_hand"
    assert event.texts.get().name == "Fest"
    assert not public_activities().exists()
    assert "Fest" not in client.get(worker.url("/directory/waiting/")).content.decode()


def test_the_list_of_events_leads_to_what_waits(client, worker):
    empty = client.get(worker.url("/directory/activities/")).content.decode()
    a_waiting_event(worker)

    full = client.get(worker.url("/directory/activities/")).content.decode()

    assert "/directory/waiting/" not in empty
    assert "/directory/waiting/" in full


def test_what_waits_for_others_is_not_there(client):
    other = a_worker()
    place = a_waiting_place(other)
    stranger = a_worker()
    client.force_login(stranger.user)

    page = client.get(stranger.url("/directory/waiting/")).content.decode()
    answer = client.post(stranger.url(f"/directory/waiting/place/{place.pk}/"), {"decision": "show"})
    odd = client.post(stranger.url(f"/directory/waiting/service/{place.pk}/"))

    assert "Treffpunkt" not in page
    assert (answer.status_code, odd.status_code) == (404, 404)


def test_a_place_that_waits_is_not_told_by_an_event_that_is_shown(client, worker):
    place = a_waiting_place(worker)
    Channel.objects.update(street={"fi": "Salakatu"}, phones=[{"number": "03 000 0999", "kind": "phone"}])
    event = a_waiting_event(worker, place=place)
    client.post(worker.url(f"/directory/waiting/activity/{event.pk}/"), {"decision": "show"})
    paths = [f"/fi/places/{event.pk}/", "/fi/events/", "/events.ics"]

    before = "".join(Client().get(path).content.decode() for path in paths)
    found = set(Document.objects.values_list("title", flat=True))
    client.post(worker.url(f"/directory/waiting/place/{place.pk}/"), {"decision": "show"})
    after = Client().get(paths[0]).content.decode()

    assert "Fest" in before
    assert found == {"Fest"}
    assert "Salakatu" not in before
    assert "03 000 0999" not in before
    assert "Salakatu" in after


def queries(client, worker):
    with CaptureQueriesContext(connection) as captured:
        client.get(worker.url("/directory/waiting/"))
    return len(captured)


def test_the_list_costs_as_much_for_many_as_for_few(client, worker):
    a_waiting_place(worker)
    a_waiting_event(worker)
    queries(client, worker)
    few = queries(client, worker)
    for number in range(10, 20):
        a_waiting_event(worker, number, place=a_waiting_place(worker, number))

    assert queries(client, worker) == few


def test_an_event_does_not_tell_its_place_before_the_place_is_shown(client, worker):
    place, event = a_waiting_place(worker), a_waiting_event(worker)
    Channel.objects.filter(pk=place.pk).update(street={"fi": "Piilokatu"}, phones=[{"number": "+358 3 0000 0042"}])
    Activity.objects.filter(pk=event.pk).update(place=place)

    def told():
        rows = list(public_activities().with_texts().select_related("place"))
        page = Client().get(f"/fi/places/{event.pk}/").content.decode()
        found = Document.objects.filter(source_id__contains=str(event.pk)).values_list("text", flat=True)
        return as_calendar(rows, "fi").decode() + page + " ".join(found)

    client.post(worker.url(f"/directory/waiting/activity/{event.pk}/"), {"decision": "show"})
    before = told()
    client.post(worker.url(f"/directory/waiting/place/{place.pk}/"), {"decision": "show"})
    after = told()

    assert "Fest" in before
    assert not [word for word in ("Piilokatu", "Treffpunkt", "0000 0042") if word in before]
    assert "Piilokatu" in after
