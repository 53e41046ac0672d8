"""The pages of dates: why this date, all dates, the list of sources, own targets."""

from datetime import timedelta

import pytest

from luukku.accounts.tests.factories import a_unit, a_worker, an_administrator
from luukku.audit.models import AuditEvent
from luukku.casework.models import LocalTarget
from luukku.casework.services.deadlines import start_clock
from luukku.casework.tests.factories import a_case
from luukku.core import clock

pytestmark = pytest.mark.django_db

TODAY = clock.today()


@pytest.fixture
def worker():
    return a_worker(unit=a_unit())


@pytest.fixture
def case(worker):
    return a_case(worker)


@pytest.fixture
def late(worker, case):
    return start_clock(worker.as_actor(), case, "assessment_start", TODAY - timedelta(days=20))


def page(client, worker, path):
    client.force_login(worker.user)
    return client.get(worker.url(path))


def post(client, worker, path, **typed):
    client.force_login(worker.user)
    return client.post(worker.url(path), typed)


def path_of(deadline, end=""):
    return f"/cases/{deadline.case_id}/deadlines/{deadline.pk}/{end}"


def test_the_page_tells_the_source_and_that_a_target_is_no_law(client, worker, late):
    html = page(client, worker, path_of(late)).content.decode()

    assert "Why this date" in html
    assert "proposed local target, not law" in html
    assert "Has waited for 20 days." in html
    assert "Tell why it takes longer" in html
    assert "lk-late" not in html
    assert AuditEvent.objects.filter(action="deadline.viewed", case_ids=[late.case_id]).exists()


def test_the_reason_is_written_and_shown(client, worker, late):
    answer = post(client, worker, path_of(late, "reason/"), version=1, reason="Tulkkia ei ole löytynyt.")

    assert answer.status_code == 302
    assert "Tulkkia ei ole löytynyt." in page(client, worker, path_of(late)).content.decode()


def test_a_stale_reason_comes_back_with_both_texts(client, worker, late):
    post(client, worker, path_of(late, "reason/"), version=1, reason="Ensimmäinen syy.")

    answer = post(client, worker, path_of(late, "reason/"), version=1, reason="Toinen syy.")

    assert answer.status_code == 409
    assert "Ensimmäinen syy." in answer.content.decode()
    assert "Toinen syy." in answer.content.decode()


def test_a_correction_is_shown_with_both_days(client, worker, late):
    started = TODAY - timedelta(days=3)
    told = f"{started.day}.{started.month}.{started.year}"

    post(client, worker, path_of(late, "correct/"), version=1, started_on=told, reason="Yhteydenotto tuli silloin.")

    html = page(client, worker, path_of(late)).content.decode()
    assert f"is counted from {told}" in html
    assert "Yhteydenotto tuli silloin." in html


def test_pausing_and_going_on_from_the_page(client, worker, late):
    first = TODAY - timedelta(days=5)
    day = f"{first.day}.{first.month}.{first.year}"

    paused = post(client, worker, path_of(late, "pause/"), reason="no_contact", from_on=day, last_on="")
    html = page(client, worker, path_of(late)).content.decode()
    resumed = post(client, worker, path_of(late, "resume/"), last_on=day)

    assert (paused.status_code, resumed.status_code) == (302, 302)
    assert "It stands still now." in html
    late.refresh_from_db()
    assert not late.is_paused


def test_a_pause_that_cannot_be_keeps_what_was_typed(client, worker, late):
    answer = post(client, worker, path_of(late, "pause/"), reason="no_contact", from_on="31.12.2199", last_on="")

    assert answer.status_code == 422
    assert "31.12.2199" in answer.content.decode()


def test_noting_as_done_moves_it_to_what_is_done(client, worker, late):
    day = f"{TODAY.day}.{TODAY.month}.{TODAY.year}"

    post(client, worker, path_of(late, "done/"), done_on=day)

    html = page(client, worker, f"/cases/{late.case_id}/deadlines/").content.decode()
    assert "Show what is done" in html


def test_a_date_that_only_the_worker_knows_is_added(client, worker, case):
    day = f"{TODAY.day}.{TODAY.month}.{TODAY.year}"

    answer = post(client, worker, f"/cases/{case.pk}/deadlines/new/", rule="log_request", started_on=day)

    assert answer.status_code == 302
    assert "A request for the log is answered" in client.get(answer["Location"]).content.decode()


def test_attack_02_a_date_is_not_reached_through_another_case(client, worker, late):
    mine = a_case(worker)

    assert page(client, worker, f"/cases/{mine.pk}/deadlines/{late.pk}/").status_code == 404
    assert post(client, worker, f"/cases/{mine.pk}/deadlines/{late.pk}/done/").status_code == 404


def test_the_list_of_sources_tells_what_is_live_and_what_waits(client, worker):
    everything = page(client, worker, "/clocks/rules/").content.decode()
    waiting = page(client, worker, "/clocks/rules/?show=waiting").content.decode()

    assert ">39.<" in everything
    assert "Waits for the public feedback form" in waiting
    assert "The plan is reviewed" not in waiting
    assert "681/2023,\u00a022\u00a0§" in everything


def test_an_administrator_sets_the_organisations_own_number(client):
    chief = an_administrator()
    day = f"{TODAY.day}.{TODAY.month}.{TODAY.year}"

    answer = post(client, chief, "/clocks/targets/", rule="assessment_start", length=7, from_on=day)

    assert answer.status_code == 302
    assert LocalTarget.objects.get().length == 7
    assert "our own target: 7 days" in page(client, chief, "/clocks/rules/").content.decode()
    assert "Our own targets" in page(client, chief, "/clocks/rules/").content.decode()
