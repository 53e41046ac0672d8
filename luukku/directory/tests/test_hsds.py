"""The directory for other programs: every endpoint and parameter, every answer as the specification's schemas want."""

import json
import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luukku.directory.hsds.parts import TAXONOMIES
from luukku.directory.models import Channel, Connection, GeneralDescription, LocalAddition, Service
from luukku.directory.services.terms import load_code_lists
from luukku.directory.tests.factories import a_place, a_provider, a_service, a_term

pytestmark = pytest.mark.django_db
SCHEMAS = Path(os.environ.get("LUUKKU_SHARED_DATA", "/nowhere")) / "hsds/3.1/schema"
needs_schemas = pytest.mark.skipif(not SCHEMAS.exists(), reason="LUUKKU_SHARED_DATA is not set")


def validator(name):
    from jsonschema import Draft202012Validator
    from referencing import Registry, Resource
    from referencing.jsonschema import DRAFT202012

    told = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in SCHEMAS.glob("*.json")}
    resources = [
        (key, Resource.from_contents(content, default_specification=DRAFT202012))
        for file, content in told.items()
        for key in (
            file,
            content.get("$id"),
            f"https://raw.githubusercontent.com/openreferral/specification/3.1/schema/{file}",
        )
        if key and isinstance(content, dict)
    ]
    registry = Registry().with_resources(resources)
    return Draft202012Validator(told[f"{name}.json"], registry=registry)


def get(path, **headers):
    return Client().get(f"/hsds{path}", headers=headers)


def a_full_service(name="Neuvonta", **fields):
    provider = a_provider(urls=[{"url": "https://a.example.org/"}, {"url": "https://b.example.org/"}])
    service = a_service(name, provider=provider, **fields)
    service.terms.add(a_term(fi="Kotouttaminen", en="Integration"))
    a_place(service=service, accessibility=[{"title": {"fi": "Reitti"}, "sentences": [{"fi": "Ei portaita."}]}])
    return service


@needs_schemas
@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("/services", "service"),
        ("/services?full=true", "service"),
        ("/services?lang=sv", "service"),
        ("/organizations", "organization"),
        ("/organizations?full=true", "organization"),
        ("/organizations?full_service=true", "organization"),
        ("/service_at_locations", "service_at_location"),
        ("/service_at_locations?full=true", "service_at_location"),
        ("/taxonomies", "taxonomy"),
        ("/taxonomy_terms", "taxonomy_term"),
    ],
)
def test_every_list_answers_as_its_schema_wants(path, schema):
    a_full_service()
    check = validator(schema)

    told = get(path).json()

    assert told["contents"]
    assert [error.message for one in told["contents"] for error in check.iter_errors(one)] == []
    assert set(told) == {
        "total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents"
    }  # fmt: skip


@needs_schemas
def test_every_single_object_answers_as_its_schema_wants():
    service = a_full_service()
    joined, term = Connection.objects.get(), service.terms.get()
    for path, schema in [
        (f"/services/{service.pk}", "service"),
        (f"/organizations/{service.provider_id}", "organization"),
        (f"/organizations/{service.provider_id}?full_service=true", "organization"),
        (f"/service_at_locations/{joined.pk}", "service_at_location"),
        (f"/taxonomies/{TAXONOMIES['service_class']}", "taxonomy"),
        (f"/taxonomy_terms/{term.pk}", "taxonomy_term"),
    ]:
        told = get(path).json()
        assert [error.message for error in validator(schema).iter_errors(told)] == [], path


def test_the_first_page_tells_version_and_where_the_description_is():
    told = get("/").json()

    assert told["version"] == "3.1"
    assert told["openapi_url"].endswith("/hsds/openapi.json")
    assert "/hsds/services" in get("/openapi.json").json()["paths"]


def test_pages_are_counted_and_one_beyond_the_last_is_empty():
    for number in range(5):
        a_service(f"Palvelu {number}")

    first, last, beyond = (get(f"/services?per_page=2&page={number}").json() for number in (1, 3, 9))

    assert (first["total_items"], first["total_pages"], first["size"], first["last_page"]) == (5, 3, 2, False)
    assert (last["size"], last["last_page"], last["empty"]) == (1, True, False)
    assert (beyond["contents"], beyond["empty"]) == ([], True)


def test_one_language_is_served_and_what_it_lacks_comes_in_finnish():
    a_service("Neuvonta", texts={"ar": "استشارة"})

    names = [
        get(path, **headers).json()["contents"][0]["name"]
        for path, headers in [
            ("/services?lang=ar", {}),
            ("/services", {"Accept-Language": "ar-SY,ar;q=0.9,en;q=0.8"}),
            ("/services?lang=so", {}),
            ("/services", {}),
        ]
    ]

    assert names == ["استشارة", "استشارة", "Neuvonta", "Neuvonta"]


def test_services_are_chosen_by_words_terms_organisation_and_change():
    wanted, _other = a_full_service("Äitiysneuvola"), a_service("Kirjasto")
    term = wanted.terms.get()

    for query in (
        "search=neuvola",
        f"taxonomy_term_id={term.pk}",
        f"taxonomy_id={TAXONOMIES['service_class']}",
        f"organization_id={wanted.provider_id}",
    ):
        assert [one["name"] for one in get(f"/services?{query}").json()["contents"]] == ["Äitiysneuvola"], query
    assert get("/services?modified_after=2026-11-22T00:00:00Z").json()["empty"]
    assert get("/services?modified_after=2026-11-20T00:00:00Z").json()["total_items"] == 2


def test_archived_services_are_told_to_whoever_asks_for_changes_only():
    service = a_service()
    Service.objects.filter(pk=service.pk).update(archived_at=service.changed_at, archived_why="vanished")

    assert get("/services").json()["empty"]
    told = get("/services?modified_after=2026-11-20T00:00:00Z").json()["contents"]
    assert [one["status"] for one in told] == ["inactive"]
    assert set(told[0]) == {"id", "name", "status", "last_modified"}
    assert get(f"/services/{service.pk}").status_code == 404


def test_minimal_tells_ids_and_ndjson_tells_line_by_line():
    a_service(), a_service()

    assert set(get("/services?minimal=true").json()["contents"][0]) == {"id", "modified_date"}
    lines = b"".join(get("/services?format=ndjson").streaming_content).splitlines()
    assert [set(json.loads(line)) >= {"id", "name", "status"} for line in lines] == [True, True]


def test_places_are_chosen_by_postal_code_and_distance():
    here, there = a_service("Tampereella"), a_service("Oulussa", counties=["19"])
    Service.objects.filter(pk=there.pk).update(municipalities=["564"])
    a_place(service=here)
    a_place(service=there, latitude=65.01, longitude=25.47, postal_code="90100")

    by_area = get("/service_at_locations?postcode=33500").json()["contents"]
    near = get("/service_at_locations?postcode=33500&proximity=5000").json()["contents"]
    far = get("/service_at_locations?postcode=33500&proximity=600000").json()["contents"]

    assert [one["service_id"] for one in by_area] == [str(here.pk)]
    assert [one["service_id"] for one in near] == [str(here.pk)]
    assert len(far) == 2


def test_terms_are_chosen_by_list_parent_and_top():
    load_code_lists()

    events = get(f"/taxonomy_terms?taxonomy_id={TAXONOMIES['life_event']}&lang=en").json()
    top = get(f"/taxonomy_terms?taxonomy_id={TAXONOMIES['service_class']}&top_only=true&per_page=100").json()

    assert "Immigrating to Finland" in [one["name"] for one in events["contents"]]
    assert all("." not in one["code"] for one in top["contents"])
    below = get(f"/taxonomy_terms?parent_id={top['contents'][0]['id']}").json()
    assert below["total_items"] > 0


@pytest.mark.parametrize("path", ["services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms"])
def test_every_list_may_be_asked_by_post(path):
    assert Client().post(f"/hsds/{path}").status_code == 200


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/services/00000000-0000-4000-8000-000000000000", 404),
        ("/services/nobody", 404),
        ("/taxonomies/00000000-0000-4000-8000-000000000000", 404),
        ("/services?page=0", 422),
        ("/services?per_page=100000", 422),
        ("/services?page=x", 422),
        ("/services?format=xml", 422),
        ("/services?modified_after=yesterday", 422),
        ("/services?taxonomy_term_id=nobody", 422),
        ("/service_at_locations?postcode=33100&proximity=-1", 422),
        ("/service_at_locations?postcode=00000&proximity=10", 200),
        ("/services?search=%25%27%22;--", 200),
        ("/services?search=%00", 200),
    ],
)
def test_odd_questions_are_answered_without_a_crash(path, code):
    assert Client(raise_request_exception=False).get(f"/hsds{path}").status_code == code


LISTS = [
    "/services",
    "/services?full=true",
    "/services?minimal=true",
    "/services?search=neuvonta&modified_after=2026-11-20T00:00:00Z",
    f"/services?taxonomy_id={TAXONOMIES['service_class']}",
    "/organizations",
    "/organizations?full=true",
    "/organizations?full_service=true",
    "/organizations?search=tampereen",
    "/service_at_locations",
    "/service_at_locations?full=true",
    "/service_at_locations?postcode=33100&proximity=5000",
    "/taxonomies",
    "/taxonomy_terms",
    "/taxonomy_terms?search=koto&top_only=true",
    "/services?format=ndjson&full=true",
]


@pytest.mark.parametrize("path", LISTS)
def test_questions_to_the_database_do_not_grow_with_the_page(path):
    a_full_service()
    few = queries(path)
    for _number in range(6):
        a_full_service()

    assert queries(path) == few
    assert few <= 20


@pytest.mark.parametrize("path", ["/services/{service}", "/organizations/{provider}?full_service=true"])
def test_questions_for_one_object_do_not_grow_with_what_belongs_to_it(path):
    service = a_full_service()
    path = path.format(service=service.pk, provider=service.provider_id)
    few = queries(path)
    for _number in range(5):
        a_place(service=service)
        service.terms.add(a_term())
        a_place(service=a_service(provider=service.provider))

    assert queries(path) == few


def queries(path):
    with CaptureQueriesContext(connection) as asked:
        response = get(path)
        assert response.status_code == 200
        if response.streaming:
            list(response.streaming_content)
    return len(asked)


@needs_schemas
@pytest.mark.parametrize("path", [one for one in LISTS if "ndjson" not in one and "minimal" not in one])
def test_whatever_is_asked_the_answers_are_as_their_schemas_want(path):
    a_full_service(texts={"sv": "Rådgivning"})
    name = {"services": "service", "organizations": "organization", "service_at_locations": "service_at_location"}
    schema = (name | {"taxonomies": "taxonomy", "taxonomy_terms": "taxonomy_term"})[path.split("?")[0].strip("/")]
    check = validator(schema)

    told = get(path).json()

    assert told["contents"]
    assert [error.message for one in told["contents"] for error in check.iter_errors(one)] == []


@needs_schemas
def test_a_service_with_everything_that_can_be_told_is_as_its_schema_wants():
    service = a_full_service()
    LocalAddition.objects.create(service=service, arranges_interpreter=True, minimum_age=0, maximum_age=17)
    for kind, more in [
        ("phone", {"phones": [{"number": "+358 3 0000 0002", "kind": "sms", "note": "x", "cost": "y"}]}),
        ("eservice", {"urls": [{"url": "https://a.example.org/"}, {"url": "https://b.example.org/", "name": "B"}]}),
        ("form", {"urls": [{"url": "https://c.example.org/"}], "form_identifier": "X"}),
        ("web_page", {"urls": []}),
    ]:
        row = Channel.objects.create(kind=kind, changed_at=service.changed_at, **more)
        row.texts.create(language="fi", origin="local", name=kind)
        row.hours.create(weeks="odd", weekdays=[6], by_appointment=True, valid_from=date(2026, 1, 1))
        row.hours.create(kind="exception", is_closed=True, note={"fi": "Loma"})
        Connection.objects.create(service=service, channel=row)
    Service.objects.filter(pk=service.pk).update(area_kind="country", municipalities=[])

    told = get(f"/services/{service.pk}").json()

    assert [error.message for error in validator("service").iter_errors(told)] == []
    assert told["minimum_age"] == 0
    assert {one["type"] for one in told["phones"]} == {"text"}


def test_changes_of_what_belongs_to_a_service_are_changes_of_it():
    service = a_full_service()
    later = service.changed_at + timedelta(days=3)
    path = f"modified_after={(later - timedelta(hours=1)).isoformat().replace('+', '%2B')}"

    before = get(f"/services?{path}").json()["total_items"], get(f"/service_at_locations?{path}").json()["total_items"]
    Channel.objects.update(changed_at=later)
    after = get(f"/services?{path}").json()["total_items"], get(f"/service_at_locations?{path}").json()["total_items"]

    assert (before, after) == ((0, 0), (1, 1))


def test_terms_of_a_general_description_find_its_services_everywhere():
    general = GeneralDescription.objects.create(changed_at=a_service().changed_at)
    general.terms.add(term := a_term())
    service = a_service(provider=a_provider(), general_description=general)
    a_place(service=service)

    found = [get(f"/{path}?taxonomy_term_id={term.pk}").json()["total_items"] for path in
             ("services", "organizations", "service_at_locations")]  # fmt: skip

    assert found == [1, 1, 1]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ('{"search": "neuvola", "per_page": 1}', "application/json"),
        ("search=neuvola", "application/x-www-form-urlencoded"),
    ],
)
def test_a_private_question_stands_in_the_body(content, kind):
    a_service("Äitiysneuvola"), a_service("Kirjasto")

    told = Client().post("/hsds/services", content, content_type=kind).json()

    assert [one["name"] for one in told["contents"]] == ["Äitiysneuvola"]


@pytest.mark.parametrize("content", ["{", "[1]", '{"page": "x"}', '{"page": 0}', "7", "\x00", "[" * 10_000])
def test_a_body_that_asks_oddly_is_refused(content):
    answer = Client(raise_request_exception=False).post("/hsds/services", content, content_type="application/json")

    assert answer.status_code == 422


def test_the_interface_is_told_for_people_and_for_programs():
    page = Client().get("/hsds/docs/").content.decode()
    described = get("/openapi.json").json()

    operation = described["paths"]["/hsds/services"]["get"]
    assert get("/").json()["documentation_url"].endswith("/hsds/docs/")
    assert all(path in page for path in described["paths"])
    assert "modified_after" in page
    assert {one["name"] for one in operation["parameters"]} == {
        "search", "page", "per_page", "format", "lang", "taxonomy_term_id", "taxonomy_id", "organization_id",
        "modified_after", "minimal", "full",
    }  # fmt: skip
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    assert schema["properties"]["contents"]["items"]["$ref"].endswith("/service.json")
