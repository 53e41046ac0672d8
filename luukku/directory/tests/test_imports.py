"""Bringing the catalogue in: whole, again, stopped half way, from a source that misbehaves."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from luukku.core.actor import SystemActor
from luukku.directory.models import (
    Channel,
    Connection,
    GeneralDescription,
    ImportRun,
    Provider,
    Service,
    ServiceText,
    Term,
)
from luukku.directory.ptv import files
from luukku.directory.ptv.client import Client
from luukku.directory.ptv.sources import ApiSource, FileSource
from luukku.directory.services import imports
from luukku.directory.services.writing import put_text
from luukku.directory.tests.fake_ptv import (
    KEY,
    a_connection,
    a_place,
    a_service,
    a_town,
    an_organization,
    serving,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small_pages(monkeypatch):
    monkeypatch.setattr("luukku.directory.ptv.client.PAGE_SIZE", 10)


AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
SHARED = Path(os.environ.get("LUUKKU_SHARED_DATA", "/nowhere")) / "ptv"


def actor(at=AT):
    return SystemActor(user_id=None, organisation_id=None, roles=frozenset(), at=at)


def source_of(catalogue, waits=None, since=None, key=KEY):
    return ApiSource(Client(catalogue.url, key, sleep=(waits if waits is not None else []).append), since=since)


def bring_in(catalogue, *, is_dry=False, is_full=True, since=None, waits=None, run=None, at=AT):
    run = run or imports.start_run(actor(at), catalogue.url, is_dry=is_dry, is_full=is_full, since=since)
    return imports.carry_out(actor(at), run.pk, source_of(catalogue, waits, since))


def test_a_whole_catalogue_comes_in_with_its_places_hours_and_connections():
    with serving(a_town(3)) as catalogue:
        run = bring_in(catalogue)

    service = Service.objects.get(source_id=a_service(1)["contentId"])
    place = Channel.objects.get()
    assert run.state == "done"
    assert run.counts["service"] == {"new": 3}
    assert service.provider == Provider.objects.get()
    assert (service.charge, service.languages, service.municipalities) == ("free", ["fi", "ar"], ["837"])
    assert {text.language for text in service.texts.all()} == {"fi"}
    assert (place.latitude, place.longitude) == pytest.approx((61.6455, 27.0732), abs=1e-4)
    assert [line.holiday for line in place.hours.all()] == ["", "ChristmasEve"]
    assert Connection.objects.filter(channel=place).count() == 3
    assert Term.objects.get(code="P4.11").names["sv"] == "Integration"


def test_the_same_catalogue_again_changes_nothing():
    with serving(a_town(2)) as catalogue:
        bring_in(catalogue)
        before = list(Service.objects.order_by("pk").values_list("pk", "changed_at"))
        again = bring_in(catalogue)

    assert again.counts["service"] == {"same": 2}
    assert again.changes.count() == 0
    assert list(Service.objects.order_by("pk").values_list("pk", "changed_at")) == before
    assert ServiceText.objects.count() == 2


def test_a_changed_text_becomes_a_new_version_and_its_difference_is_told():
    with serving(a_town(1)) as catalogue:
        bring_in(catalogue)
        catalogue.lists["service"][0]["languageVersions"]["fi"]["summary"] = "Autamme arjessa."
        run = bring_in(catalogue)

    texts = ServiceText.objects.order_by("version")
    change = run.changes.get()
    assert [(text.version, text.is_current) for text in texts] == [(1, False), (2, True)]
    assert change.change == "changed"
    assert change.fields == [
        {
            "field": "summary",
            "language": "fi",
            "before": "Saat neuvoja omalla kielelläsi.",
            "after": "Autamme arjessa.",
        }
    ]


def test_what_was_added_here_is_never_overwritten():
    with serving(a_town(1)) as catalogue:
        bring_in(catalogue)
        service = Service.objects.get()
        put_text(service, "fi", {"summary": "Selkokielinen teksti."}, origin="local", is_plain=True)
        put_text(service, "ar", {"name": "استشارة"}, origin="local")
        catalogue.lists["service"][0]["languageVersions"]["fi"]["name"] = "Uusi nimi"
        bring_in(catalogue)

    kept = service.texts.in_force().filter(origin="local").order_by("language")
    assert [(text.language, text.name or text.summary) for text in kept] == [
        ("ar", "استشارة"),
        ("fi", "Selkokielinen teksti."),
    ]


def test_a_dry_run_tells_and_changes_nothing():
    with serving(a_town(2)) as catalogue:
        run = bring_in(catalogue, is_dry=True)

    assert run.counts["service"] == {"new": 2}
    assert run.changes.filter(kind="service", change="new").count() == 2
    assert not Service.objects.exists()
    assert not Provider.objects.exists()
    assert not Term.objects.exists()


def test_a_dry_run_tells_what_would_be_archived():
    with serving(a_town(2)) as catalogue:
        bring_in(catalogue)
        catalogue.lists["service"].pop()
        run = bring_in(catalogue, is_dry=True)

    assert run.counts["service"] == {"same": 1, "archived": 1}
    assert Service.objects.present().count() == 2


def test_what_a_whole_reading_no_longer_tells_is_archived_and_may_return():
    with serving(a_town(2)) as catalogue:
        bring_in(catalogue)
        gone = catalogue.lists["service"].pop()
        bring_in(catalogue, at=datetime(2026, 11, 22, 9, tzinfo=UTC))
        archived = Service.objects.archived().get()
        catalogue.lists["service"].append(gone)
        back = bring_in(catalogue, at=datetime(2026, 11, 23, 9, tzinfo=UTC))

    assert archived.archived_why == "vanished"
    assert archived.texts.count() == 1
    assert back.counts["service"]["returned"] == 1
    assert Service.objects.present().count() == 2


def test_changes_since_and_what_was_archived_there():
    with serving(a_town(2)) as catalogue:
        bring_in(catalogue)
        catalogue.lists["service"][0]["publishedAt"] = "2026-11-20T08:00:00.000Z"
        catalogue.lists["service"][0]["chargeType"] = "Charged"
        catalogue.archived["service"] = [{"contentId": a_service(2)["contentId"], "archivedAt": "2026-11-20T08:00:00Z"}]
        run = bring_in(catalogue, is_full=False, since=datetime(2026, 11, 19, tzinfo=UTC))

    assert run.counts["service"] == {"changed": 1, "archived": 1}
    assert Service.objects.archived().get().archived_why == "withdrawn"
    assert any("archivedAtOrAfter=2026-11-19T00%3A00%3A00.000Z" in asked for asked in catalogue.asked)


def test_a_busy_source_is_waited_for_as_long_as_it_asks():
    waits: list[float] = []
    with serving(a_town(1)) as catalogue:
        catalogue.busy, catalogue.broken, catalogue.cut = 2, 1, 1
        run = bring_in(catalogue, waits=waits)

    assert run.state == "done"
    assert waits[:2] == [3.0, 3.0]
    assert len(waits) == 4


def test_a_source_that_breaks_midway_stops_the_run_which_then_goes_on_there():
    with serving(a_town(25)) as catalogue:
        catalogue.fails_at = ("service/search", 2)
        stopped = bring_in(catalogue)
        services_then = Service.objects.count()
        catalogue.fails_at, catalogue.asked[:] = None, []
        done = bring_in(catalogue, run=stopped)

    assert (stopped.state, stopped.fault, services_then) == ("stopped", "away", 10)
    assert done.state == "done"
    assert Service.objects.present().count() == 25
    assert not any("service/search?page=1" in asked for asked in catalogue.asked)


def test_entries_that_move_between_pages_meanwhile_are_not_missed():
    """Somebody archives the first service while page 1 is being read: the 11th slips onto page 1."""
    with serving(a_town(21)) as catalogue:
        catalogue.before_page[("service/search", 2)] = lambda: catalogue.lists["service"].pop(0)
        run = bring_in(catalogue)

    present = set(Service.objects.present().values_list("source_id", flat=True))
    assert run.state == "done"
    assert {row["contentId"] for row in catalogue.lists["service"]} <= present


def test_a_refused_key_is_said_and_not_tried_again():
    with serving(a_town(1)) as catalogue:
        run = imports.start_run(actor(), catalogue.url)
        run = imports.carry_out(actor(), run.pk, source_of(catalogue, key="wrong"))

    assert (run.state, run.fault) == ("stopped", "refused")
    assert len(catalogue.asked) == 1


def test_one_bad_entry_does_not_stop_the_others():
    town = a_town(1)
    town.lists["service"] += [{"contentId": "", "serviceType": 7}, a_service(2, languageVersions={"fi": {"name": 5}})]
    with serving(town) as catalogue:
        run = bring_in(catalogue)

    assert run.counts["unreadable"] == {"failed": 1}
    assert Service.objects.count() == 2


def test_an_organisation_that_is_told_later_fills_its_place():
    town = a_town(1)
    town.lists["organization"] = []
    with serving(town) as catalogue:
        bring_in(catalogue)
        catalogue.lists["organization"] = [an_organization()]
        bring_in(catalogue)

    assert Provider.objects.get().texts.get().name == "Kunta 1"
    assert Service.objects.get().provider == Provider.objects.get()


def test_a_connection_that_ends_is_archived():
    with serving(a_town(1)) as catalogue:
        bring_in(catalogue)
        catalogue.archived["connection"] = [a_connection()]
        bring_in(catalogue, is_full=False, since=datetime(2026, 11, 19, tzinfo=UTC))

    assert Connection.objects.get().archived_at is not None


def test_a_connection_that_a_whole_reading_no_longer_tells_ends_but_ours_stays():
    with serving(a_town(2)) as catalogue:
        bring_in(catalogue)
        ours = Connection.objects.get(service__source_id=a_service(1)["contentId"])
        Connection.objects.filter(pk=ours.pk).update(source_hash="")
        catalogue.lists["connection"].clear()
        dry = bring_in(catalogue, is_dry=True)
        still = Connection.objects.present().count()
        done = bring_in(catalogue, at=datetime(2026, 11, 22, 9, tzinfo=UTC))

    assert dry.counts["connection"] == done.counts["connection"] == {"archived": 1}
    assert still == 2
    assert Connection.objects.present().get() == ours


def counted(run):
    return {kind: counts for kind, counts in run.counts.items() if kind != "connection"}


def test_a_dry_run_tells_what_the_real_one_then_does():
    with serving(a_town(5)) as catalogue:
        bring_in(catalogue)
        services = catalogue.lists["service"]
        services[0]["languageVersions"]["fi"]["summary"] = "Uusi."
        services[1]["chargeType"] = "Charged"
        services.pop()
        services.append(a_service(9))
        catalogue.lists["service-channel"][0]["serviceHours"] = None
        dry = bring_in(catalogue, is_dry=True)
        done = bring_in(catalogue, at=datetime(2026, 11, 22, 9, tzinfo=UTC))

    told, did = (
        sorted((one.kind, one.source_id, one.change, str(one.fields)) for one in run.changes.all())
        for run in (dry, done)
    )
    assert counted(dry) == counted(done)
    assert told == did
    assert {one[2] for one in did} == {"new", "changed", "archived"}


@pytest.mark.parametrize("page", [1, 2, 3])
@pytest.mark.parametrize("what", ["organization", "service", "service-channel", "connection"])
def test_wherever_a_run_stops_it_goes_on_and_ends_like_one_that_never_stopped(what, page):
    with serving(a_town(25)) as catalogue:
        catalogue.fails_at = (f"{what}/search", page)
        stopped = bring_in(catalogue)
        catalogue.fails_at = None
        done = bring_in(catalogue, run=stopped)

    assert done.state == "done"
    assert (Service.objects.present().count(), Channel.objects.present().count()) == (25, 1)
    assert Connection.objects.present().count() == 25
    assert sum(done.counts["service"].values()) == 25


def test_progress_is_told_page_by_page():
    told = []
    with serving(a_town(25)) as catalogue:
        run = imports.start_run(actor(), catalogue.url, is_full=True)
        imports.carry_out(actor(), run.pk, source_of(catalogue), note=told.append)

    of_services = [(one.page, one.of, one.counts["service"]["new"]) for one in told if one.phase == "service"]
    assert of_services == [(1, 3, 10), (2, 3, 20), (3, 3, 25)]


def test_markup_and_scripts_from_the_source_become_plain_words():
    fi = {
        "name": "Neuvonta",
        "summary": "<b>Apua</b><script>alert(1)</script>",
        "description": "<p>Yksi</p><p>Kaksi</p>",
    }
    town = a_town(0)
    town.lists["service"] = [a_service(1, languageVersions={"fi": fi})]
    town.lists["service-channel"] = [
        a_place(1, languageVersions={"fi": {"name": "x", "contactWebPages": [{"url": "javascript:alert(1)"}]}})
    ]
    with serving(town) as catalogue:
        bring_in(catalogue)

    text = ServiceText.objects.get()
    assert (text.summary, text.description) == ("Apua", "Yksi\nKaksi")
    assert Channel.objects.get().urls == []


def test_runs_remember_from_when_to_ask_next():
    with serving(a_town(1)) as catalogue:
        bring_in(catalogue)

    last = ImportRun.objects.get()
    assert imports.changes_since(catalogue.url) == last.started_at - imports.OVERLAP


@pytest.mark.skipif(not SHARED.exists(), reason="LUUKKU_SHARED_DATA is not set")
def test_all_general_descriptions_and_recorded_answers_come_into_the_database():
    for name, kind, expected in [
        ("general-descriptions/general_descriptions.json", "general_description", 458),
        ("real-data-auroraai/otava_service_channel.json", "channel", 1),
        ("real-data-auroraai/etalukio_service.json", "service", 1),
        ("v12-shape-example.json", "connection", 1),
    ]:
        source = FileSource(files.read((SHARED / name).read_bytes()))
        run = imports.carry_out(actor(), imports.start_run(actor(), name).pk, source)
        assert run.state == "done"
        assert sum(run.counts[kind].values()) >= expected
        assert "unreadable" not in run.counts

    place = Channel.objects.get()
    assert "title" in place.accessibility[0]
    assert (place.latitude, place.longitude) == pytest.approx((61.6455, 27.0732), abs=1e-4)
    assert GeneralDescription.objects.count() == 458
    assert Connection.objects.count() == 1
