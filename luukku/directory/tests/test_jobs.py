"""What is brought in while nobody waits: the kept file, and each night the catalogue."""

import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine

from luukku.accounts.tests.factories import an_administrator
from luukku.core.actor import SystemActor
from luukku.directory import connections, jobs
from luukku.directory.models import ImportRun, Service
from luukku.directory.services import imports
from luukku.directory.tests.fake_ptv import KEY, a_service, a_town, serving
from luukku.directory.tests.test_files import V11_SERVICE

pytestmark = pytest.mark.django_db
WEDNESDAY, SUNDAY = datetime(2026, 11, 25, 1, tzinfo=UTC), datetime(2026, 11, 29, 1, tzinfo=UTC)


@pytest.fixture
def town(monkeypatch):
    with serving(a_town(2)) as catalogue:
        monkeypatch.setenv("LUUKKU_PTV_URL", catalogue.url)
        monkeypatch.setenv("LUUKKU_PTV_KEY", KEY)
        yield catalogue


def night(at):
    with time_machine.travel(at, tick=False):
        jobs.follow_catalogue(0)
    return ImportRun.objects.newest_first().first()


def test_without_a_key_nothing_is_asked(monkeypatch):
    monkeypatch.delenv("LUUKKU_PTV_KEY", raising=False)

    jobs.follow_catalogue(0)

    assert connections.catalogue() is None
    assert not ImportRun.objects.exists()


def test_the_first_night_reads_everything_then_only_changes_and_on_sundays_everything(town):
    first = night(WEDNESDAY)
    town.asked.clear()
    second = night(WEDNESDAY + timedelta(days=1))
    asked = [path for path in town.asked if "service/search" in path]
    third = night(SUNDAY)

    assert [run.is_full for run in (first, second, third)] == [True, False, True]
    assert second.since == WEDNESDAY - imports.OVERLAP
    assert "publishedAtOrAfter" in asked[0]
    assert (third.state, third.counts["service"]) == ("done", {"same": 2})


def test_a_night_that_failed_is_made_up_for_by_the_next(town, monkeypatch):
    night(WEDNESDAY)
    monkeypatch.setattr("luukku.directory.ptv.client.MOST_TRIES", 1)
    town.fails_at = ("service/search", 1)
    failed = night(WEDNESDAY + timedelta(days=1))
    town.fails_at = None
    town.lists["service"].append(a_service(3, publishedAt="2026-11-25T12:00:00.000Z"))
    made_up = night(WEDNESDAY + timedelta(days=2))

    assert (failed.state, failed.fault) == ("stopped", "away")
    assert made_up.since == WEDNESDAY - imports.OVERLAP
    assert Service.objects.count() == 3


def test_a_kept_file_is_brought_in_once_and_then_forgotten():
    actor = an_administrator().as_actor()
    run = imports.start_from_file(actor, "palvelut.json", json.dumps([V11_SERVICE]).encode(), is_dry=False)

    jobs.bring_in(run_id=str(run.pk))
    jobs.bring_in(run_id=str(run.pk))

    run.refresh_from_db()
    assert (run.state, run.content, run.counts["service"]) == ("done", None, {"new": 1})


def test_a_stopped_run_goes_on_by_its_job(town, monkeypatch):
    monkeypatch.setattr("luukku.directory.ptv.client.MOST_TRIES", 1)
    town.fails_at = ("service-channel/search", 1)
    stopped = night(WEDNESDAY)
    town.fails_at = None
    imports.take_up(an_administrator().as_actor(), stopped.pk)

    jobs.bring_in(run_id=str(stopped.pk))

    stopped.refresh_from_db()
    assert stopped.state == "done"


def test_a_run_that_is_gone_or_has_no_source_is_left():
    run = imports.start_run(SystemActor.now(), "https://nowhere.example/")

    jobs.bring_in(run_id=str(uuid4()))
    jobs.bring_in(run_id=str(run.pk))

    run.refresh_from_db()
    assert run.state == "waiting"
