"""Pages on which people here add and edit what the directory tells."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from luukku.accounts.models import Organisation
from luukku.accounts.tests.factories import a_worker
from luukku.directory.models import Channel, LocalAddition, Service, Source
from luukku.directory.tests.factories import a_place, a_service, an_activity

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
SERVICE = {
    "name": "Neuvonta", "summary": "Saat neuvoja.", "how_to_get_in": "Tule.", "charge": "free", "area_kind": "limited",
    "towns": "Testilä", "spoken": ["fi", "ar"], "version": "0",
}  # fmt: skip
PLACE = {"name": "Piste", "street": "Esimerkkikatu 1", "postal_code": "33100", "point": "61.5, 23.76", "version": "0"}


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def desk():
    worker = a_worker()
    Organisation.objects.create(kind="municipality", official_code="999", name_fi="Testilä", name_sv="Testby")
    return Desk(worker)


class Desk:
    def __init__(self, worker):
        self.client, self.worker = Client(), worker
        self.client.force_login(worker.user)

    def get(self, path):
        return self.client.get(self.worker.url(f"/directory/{path}"))

    def post(self, path, told=None):
        return self.client.post(self.worker.url(f"/directory/{path}"), told or {})


def test_a_service_is_added_edited_archived_and_offered_again(desk):
    added = desk.post("services/new/", SERVICE)
    row = Service.objects.get()
    stale = desk.post(f"services/{row.pk}/edit/", SERVICE | {"name": "Vanha"})
    edited = desk.post(f"services/{row.pk}/edit/", SERVICE | {"name": "Uusi nimi", "version": "1"})
    desk.post(f"services/{row.pk}/archive/")
    archived = desk.get(f"services/{row.pk}/").content.decode()
    listed = desk.get("?mine=on").content.decode()
    desk.post(f"services/{row.pk}/return/")

    assert (added.status_code, stale.status_code, edited.status_code) == (302, 409, 302)
    assert row.municipalities == ["999"]
    assert "Vanha" in stale.content.decode()
    assert "Neuvonta" in stale.content.decode()
    assert "Offer it again" in archived
    assert "Uusi nimi" in listed
    assert Service.objects.present().count() == 1


@pytest.mark.parametrize(
    ("told", "said"),
    [({"towns": "Muumilaakso"}, "Muumilaakso"), ({"towns": ""}, "at least one municipality"), ({"name": ""}, "answer")],
)
def test_a_service_that_is_not_right_keeps_what_was_typed(desk, told, said):
    page = desk.post("services/new/", SERVICE | told)

    assert page.status_code == 422
    assert said in page.content.decode()
    assert "Saat neuvoja." in page.content.decode()
    assert not Service.objects.exists()


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("place", PLACE),
        ("phone", {"name": "Puhelin", "phones": "03 123 4567 ajanvaraus", "version": "0"}),
        ("eservice", {"name": "Asiointi", "urls": "https://a.example.org/ Asioi", "needs_identification": "yes"}),
        ("form", {"name": "Lomake", "urls": "https://a.example.org/", "form_identifier": "X1"}),
        ("web_page", {"name": "Sivu", "urls": "https://a.example.org/"}),
    ],
)
def test_every_kind_of_way_is_made_for_a_service_shown_and_edited(desk, kind, told):
    service = a_service(organisation=desk.worker.organisation)

    made = desk.post(f"channels/new/{kind}/?service={service.pk}", told)
    row = Channel.objects.get()
    ways = desk.get(f"services/{service.pk}/ways/").content.decode()
    shown = desk.get(f"channels/{row.pk}/").content.decode()
    edited = desk.post(f"channels/{row.pk}/edit/", told | {"name": "Toinen", "version": "1"})
    form = desk.get(f"channels/{row.pk}/edit/").content.decode()

    assert (made.status_code, edited.status_code) == (302, 302)
    assert told["name"] in ways
    assert told["name"] in shown
    assert all(value.split()[0] in form for name, value in told.items() if name in ("phones", "urls", "street"))


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("place", PLACE | {"postal_code": "00000"}),
        ("place", PLACE | {"point": "10.1, 10.2"}),
        ("place", PLACE | {"urls": "javascript:alert(1)"}),
        ("place", PLACE | {"emails": "nobody"}),
        ("phone", {"name": "Puhelin", "phones": ""}),
        ("phone", {"name": "Puhelin", "phones": "soita"}),
        ("web_page", {"name": "Sivu", "urls": ""}),
    ],
)
def test_a_way_that_is_not_right_is_refused_with_what_was_typed(desk, kind, told):
    page = desk.post(f"channels/new/{kind}/", told)

    assert page.status_code == 422
    assert told["name"] in page.content.decode()
    assert not Channel.objects.exists()


def test_a_strange_kind_and_a_strange_service_are_no_pages(desk):
    foreign = a_service(organisation=a_worker().organisation)

    assert desk.get("channels/new/castle/").status_code == 404
    assert desk.get("channels/new/place/?service=nobody").status_code == 404
    assert desk.get(f"channels/new/place/?service={uuid4()}").status_code == 404
    assert desk.get(f"channels/new/place/?service={foreign.pk}").status_code == 404
    assert desk.get(f"services/{foreign.pk}/edit/").status_code == 404


def test_an_own_place_becomes_a_way_and_is_taken_away(desk):
    service, place = a_service(), a_place(organisation=desk.worker.organisation)

    desk.post(f"services/{service.pk}/ways/", {"channel": str(place.pk), "note": "3. kerros"})
    page = desk.get(f"services/{service.pk}/").content.decode()
    way = service.connections.get()
    desk.post(f"services/{service.pk}/ways/{way.pk}/end/")

    assert "3. kerros" in page
    assert not service.connections.present().exists()


def test_tags_and_facts_are_edited_beside_a_source(desk):
    service = a_service()
    told = {"tags": "lomakkeet, tulkki", "arranges_interpreter": "yes", "minimum_age": "7", "version": "0"}

    saved = desk.post(f"services/{service.pk}/facts/", told)
    stale = desk.post(f"services/{service.pk}/facts/", told | {"tags": "muu"})
    wrong = desk.post(f"services/{service.pk}/facts/", told | {"maximum_age": "3", "version": "1"})

    assert (saved.status_code, stale.status_code, wrong.status_code) == (302, 409, 422)
    assert LocalAddition.objects.get().tags == ["lomakkeet", "tulkki"]
    assert "lomakkeet" in desk.get(f"services/{service.pk}/").content.decode()


def test_a_week_is_typed_day_by_day_and_shown_again(desk):
    place = a_place(organisation=desk.worker.organisation)
    url = f"channels/{place.pk}/hours/"

    saved = desk.post(url, {"day_0": "9–12, 13–16", "day_1": "suljettu", "holiday_MayDay": "10–14", "version": "1"})
    stale = desk.post(url, {"day_0": "8–9", "version": "1"})
    wrong = desk.post(url, {"day_0": "aamulla", "version": "2"})
    form = desk.get(url).content.decode()

    assert (saved.status_code, stale.status_code, wrong.status_code) == (302, 409, 422)
    assert "8–9" in stale.content.decode()
    assert "aamulla" in wrong.content.decode()
    assert "9–12, 13–16" in form
    assert "10–14" in form
    assert "9.00–12.00" in desk.get(f"channels/{place.pk}/").content.decode()


def test_an_exception_is_added_and_taken_away_also_beside_a_source(desk):
    place = a_place()
    Channel.objects.update(source=Source.PTV, source_id="x")
    url = f"channels/{place.pk}/hours/"

    wrong = desk.post(f"{url}exception/", {"first": "24.12.2026", "last": "1.12.2026", "hours": "suljettu"})
    added = desk.post(f"{url}exception/", {"first": "24.12.2026", "hours": "suljettu", "weekdays": ["3"]})
    line = place.hours.get(kind="exception")
    shown = desk.get(url).content.decode()
    desk.post(f"{url}{line.pk}/remove/")

    assert (wrong.status_code, added.status_code, line.is_local) == (422, 302, True)
    assert "24.12.2026" in shown
    assert not place.hours.filter(kind="exception").exists()


@pytest.mark.parametrize("kind", ["channels", "activities"])
def test_words_in_another_language_for_places_and_groups(desk, kind):
    row = a_place() if kind == "channels" else an_activity()

    saved = desk.post(f"{kind}/{row.pk}/words/ar/", {"name": "مكان", "version": "0"})

    assert saved.status_code == 302
    assert row.texts.in_force().get(language="ar").name == "مكان"


@pytest.mark.parametrize("path", ["/services/{service}/edit/", "/channels/{place}/edit/", "/activities/{group}/edit/"])
def test_what_somebody_else_keeps_has_no_form_here(desk, path):
    other = a_worker().organisation
    ids = {
        "service": a_service(organisation=other).pk,
        "place": a_place(organisation=other).pk,
        "group": an_activity(organisation=other).pk,
    }

    assert desk.get(path.format(**ids).lstrip("/")).status_code == 404
    assert desk.get(f"channels/{ids['place']}/hours/").status_code == 404
    assert desk.post(f"services/{ids['service']}/archive/").status_code == 404
