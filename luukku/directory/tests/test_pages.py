"""Pages of the directory as people at work see them."""

import json
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luukku.accounts.tests.factories import a_worker, an_administrator
from luukku.directory.models import Activity, Connection, FollowedCalendar, ImportRun, Service
from luukku.directory.tests.factories import a_place, a_provider, a_service, an_activity
from luukku.directory.tests.test_files import V11_SERVICE

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(AT, tick=False):
        yield


def at_work(worker=None):
    worker = worker or a_worker()
    client = Client()
    client.force_login(worker.user)
    return client, worker


def test_a_service_tells_how_to_get_in_where_and_when():
    service = a_service("Neuvonta", provider=a_provider())
    a_place(service=service)
    client, worker = at_work()

    page = client.get(worker.url(f"/directory/services/{service.pk}/")).content.decode()

    assert "Tule paikalle." in page
    assert "Esimerkkikatu 1, 33100 Tampere" in page
    assert "9.00–16.00" in page


def test_services_are_found_by_words_and_language():
    a_service("Äitiysneuvola"), a_service("Kirjasto")
    client, worker = at_work()

    page = client.get(worker.url("/directory/?q=neuvola&language=ar&place=33500")).content.decode()

    assert "Äitiysneuvola" in page
    assert "Kirjasto" not in page


def test_words_of_our_own_are_shown_first_and_a_stale_form_shows_both():
    service = a_service("Neuvonta")
    client, worker = at_work()
    url = worker.url(f"/directory/services/{service.pk}/words/ar/")

    first = client.post(url, {"name": "استشارة", "version": "0"})
    stale = client.post(url, {"name": "إرشاد", "version": "0"})

    assert (first.status_code, stale.status_code) == (302, 409)
    assert "استشارة" in stale.content.decode()
    assert "إرشاد" in stale.content.decode()
    assert service.texts.in_force().get(language="ar").name == "استشارة"


def test_an_unknown_language_is_no_page():
    client, worker = at_work()

    assert client.get(worker.url(f"/directory/services/{a_service().pk}/words/xx/")).status_code == 404


def test_places_come_nearest_first():
    (
        a_place("Oulussa", latitude=65.0, longitude=25.5),
        a_place("Tampereella"),
        a_place("Ei pistettä", latitude=None, longitude=None),
    )
    client, worker = at_work()

    page = client.get(worker.url("/directory/places/?place=33100")).content.decode()

    assert page.index("Tampereella") < page.index("Oulussa") < page.index("Ei pistettä")
    assert "as the crow flies" in page


@pytest.mark.parametrize("typed", ["", "99999", "nowhere", "' OR 1=1", "x" * 500])
def test_a_place_that_nobody_knows_is_said_to_be_unknown(typed):
    client, worker = at_work()

    assert client.get(worker.url("/directory/places/"), {"place": typed}).status_code == 200


def test_the_resolver_asks_one_thing_at_a_time_and_ends_with_a_section():
    client, worker = at_work()
    url = worker.url("/directory/responsible/")

    asked = client.get(url).content.decode()
    told = client.get(f"{url}?urgent=no&permit=valid&home=yes&age=adult&situation=home_care").content.decode()

    assert "in danger" in asked
    assert "child home care allowance" in told
    assert "681/2023" in told


def test_a_group_is_added_changed_and_taken_away():
    client, worker = at_work()
    told = {
        "kind": "peer_group", "name": "Ryhmä", "summary": "Tavataan.", "how_to_get_in": "Tule.", "day": "24.11.2026",
        "begins": "10", "ends": "12", "repeats": "weekly", "registration": "not_needed", "charge": "free",
        "version": "0",
    }  # fmt: skip

    added = client.post(worker.url("/directory/activities/new/"), told)
    row = Activity.objects.get()
    edit = worker.url(f"/directory/activities/{row.pk}/edit/")
    stale = client.post(edit, told | {"version": "0"})
    changed = client.post(edit, told | {"name": "Uusi nimi", "repeats": "same", "version": "1"})
    page = client.get(worker.url(f"/directory/activities/{row.pk}/")).content.decode()
    client.post(worker.url(f"/directory/activities/{row.pk}/archive/"))

    assert (added.status_code, stale.status_code, changed.status_code) == (302, 409, 302)
    assert row.rrule == "FREQ=WEEKLY;BYDAY=TU"
    assert "Uusi nimi" in page
    assert "24.11.2026" in page
    row.refresh_from_db()
    assert row.archived_why == "by_hand"


def test_a_form_that_is_not_right_keeps_what_was_typed():
    client, worker = at_work()

    page = client.post(worker.url("/directory/activities/new/"), {"name": "Ryhmä", "repeats": "weekly"})

    assert page.status_code == 422
    assert "Ryhmä" in page.content.decode()


def test_a_file_is_tried_by_a_job_and_its_differences_are_shown():
    client, worker = at_work(an_administrator())
    upload = SimpleUploadedFile("palvelut.json", json.dumps([V11_SERVICE]).encode())

    sent = client.post(worker.url("/directory/imports/"), {"file": upload, "step": "try"})

    run = ImportRun.objects.get()
    assert (sent.status_code, run.is_dry, run.state) == (302, True, "waiting")
    from luukku.directory.jobs import bring_in

    bring_in(run_id=str(run.pk))
    page = client.get(worker.url(f"/directory/imports/{run.pk}/")).content.decode()
    assert "Neuvonta" in page
    assert not Service.objects.exists()


@pytest.mark.parametrize("content", [b"", b"{", b"PK\x03\x04", b"\xff" * 100])
def test_a_file_that_cannot_be_read_is_refused_on_the_page(content):
    client, worker = at_work(an_administrator())

    page = client.post(worker.url("/directory/imports/"), {"file": SimpleUploadedFile("x.json", content)})

    assert page.status_code == 422
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize(
    "path",
    [
        "",
        "?q=neuvonta&language=ar&place=33100",
        "?mine=on",
        "places/",
        "places/?place=33100",
        "activities/",
        "activities/?kind=peer_group",
        "activities/calendars/",
        "imports/",
    ],
)
def test_questions_to_the_database_do_not_grow_with_the_list(path):
    client, worker = at_work(an_administrator())
    fill(worker)
    few = queries(client, worker.url(f"/directory/{path}"))
    for _number in range(5):
        fill(worker)

    assert queries(client, worker.url(f"/directory/{path}")) == few


def test_questions_about_one_entry_do_not_grow_with_what_belongs_to_it():
    client, worker = at_work()
    service = fill(worker)
    place = a_place(service=service, organisation=worker.organisation)
    paths = [f"services/{service.pk}/", f"services/{service.pk}/ways/", f"channels/{place.pk}/"]
    few = [queries(client, worker.url(f"/directory/{path}")) for path in paths]
    for number in range(5):
        a_place(f"Paikka {number}", service, organisation=worker.organisation)
        Connection.objects.create(service=fill(worker), channel=place)

    many = [queries(client, worker.url(f"/directory/{path}")) for path in paths]

    assert many == few


def fill(worker):
    """One more of everything that lists show; the service is told."""
    service = a_service(provider=a_provider(), organisation=worker.organisation)
    an_activity(place=a_place(service=service), starts_at=AT, rrule="FREQ=WEEKLY", organisation=worker.organisation)
    FollowedCalendar.objects.create(organisation=worker.organisation, url=f"https://a.example.org/{service.pk}.ics")
    ImportRun.objects.create(origin="x.json", started_at=AT)
    return service


def queries(client, url):
    """How many there are once everything that a process keeps is there."""
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)
