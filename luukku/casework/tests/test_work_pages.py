"""Pages of tasks, notes and the states of a case. Numbers are attacks of the threat list."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from luukku.accounts.tests.factories import a_unit, a_worker
from luukku.casework.models import Case, CaseNote, CaseTransition, FamilyMembership, NoteDraft, Task
from luukku.casework.tests.factories import a_family, a_helper, a_meeting, a_member, a_note, a_task
from luukku.core import clock
from luukku.core.actor import Role

pytestmark = pytest.mark.django_db

AUTOSAVE = {"X-Autosave": "1"}


@pytest.fixture
def worker(client):
    worker = a_worker(unit=a_unit(), name="Leena Keksitty")
    client.force_login(worker.user)
    return worker


@pytest.fixture
def case(worker):
    return a_family(worker, name="Karimin perhe").cases.get()


def note_of(**more):
    return {"kind": "phone", "on": "2.11.2025", "at": "9.30", "topic": "Puhelu", "text": "Paikka löytyi."} | more


def test_a_task_is_added_changed_and_done(client, worker, case):
    client.post(worker.url(f"/cases/{case.pk}/tasks/new/"), {"what": "Soittaa", "doer": "responsible"})
    task = Task.objects.get()
    page = worker.url(f"/cases/{case.pk}/tasks/{task.pk}/")

    client.post(page, {"what": "Soittaa kouluun", "doer": "other", "doer_other": "Koulu", "version": "1"})
    stale = client.post(page, {"what": "Soittaa neuvolaan", "doer": "responsible", "version": "1"})
    client.post(f"{page}finish/", {"state": "done"})

    task.refresh_from_db()
    assert (task.what, task.doer_other, task.state) == ("Soittaa kouluun", "Koulu", "done")
    assert stale.status_code == 409
    assert "Soittaa neuvolaan" in stale.content.decode()
    assert "Open the task again" in client.get(page).content.decode()


def test_a_forged_doer_is_refused_and_what_was_typed_stays(client, worker, case):
    stranger = a_worker()

    response = client.post(
        worker.url(f"/cases/{case.pk}/tasks/new/"), {"what": "Sanat säilyvät", "doer": f"helper:{stranger.user.pk}"}
    )

    assert response.status_code == 422
    assert "Sanat säilyvät" in response.content.decode()


def test_the_list_of_tasks_asks_as_much_for_many_as_for_few(client, worker, case):
    client.get(worker.url(f"/cases/{case.pk}/tasks/"))
    counts = []
    for size in (2, 30):
        for number in range(size):
            a_task(case, what=f"Tehtävä {number}")
            a_task(case, worker, state="done", finished_at=clock.now(), finished_by=worker.user)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(worker.url(f"/cases/{case.pk}/tasks/")).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_attack_05_a_helper_sees_no_sign_of_what_others_do(client, worker, case):
    helper = a_worker()
    a_helper(case, helper)
    client.force_login(helper.user)
    before = client.get(helper.url(f"/cases/{case.pk}/tasks/")).content.decode()

    for number in range(60):
        a_task(case, what=f"Salainen {number}")
        a_task(case, worker, state="done", what="Salainen", finished_at=clock.now(), finished_by=worker.user)
    after = client.get(helper.url(f"/cases/{case.pk}/tasks/")).content.decode()

    assert "Salainen" not in after
    assert len(after) == len(before)


def test_a_note_is_written_read_and_corrected_beside(client, worker, case):
    child = case.family.memberships.get(role="child").person
    response = client.post(worker.url(f"/cases/{case.pk}/notes/new/"), note_of(about=[child.pk]))
    note = CaseNote.objects.get()
    page = worker.url(f"/cases/{case.pk}/notes/{note.pk}/")

    client.post(f"{page}correct/", note_of(text="Paikka löytyi elokuusta."))

    html = client.get(page).content.decode()
    assert response.headers["Location"].endswith(page)
    assert "Paikka löytyi." in html
    assert "Paikka löytyi elokuusta." in html
    assert child.short_name in html
    assert html.index("Paikka löytyi.") < html.index("Correction,")


def test_a_note_being_written_survives_a_lost_connection_and_half_a_day(client, worker, case):
    page = worker.url(f"/cases/{case.pk}/notes/new/")

    saved = client.post(page, {"version": "0", "on": "huom", "text": "Puolikas lau"}, headers=AUTOSAVE)

    assert saved.json()["version"] == 1
    html = client.get(page).content.decode()
    assert "Puolikas lau" in html
    assert 'value="huom"' in html
    late = client.post(page, {"version": "0", "text": "Myöhässä"}, headers=AUTOSAVE)
    assert late.status_code == 409
    assert "Puolikas lau" in late.content.decode()
    client.post(worker.url(f"/cases/{case.pk}/notes/drop/"))
    assert not NoteDraft.objects.exists()


def test_attack_57_a_future_or_early_note_is_refused_with_everything_typed(client, worker, case):
    page = worker.url(f"/cases/{case.pk}/notes/new/")
    child = case.family.memberships.get(role="child").person

    future = client.post(page, note_of(on="1.1.2190", text="Sanat säilyvät"))
    early = client.post(page, note_of(on="3.3.2019", about=[child.pk]))
    reasoned = client.post(page, note_of(on="3.3.2019", about=[child.pk], early_reason="Neuvola kertoi."))

    assert (future.status_code, early.status_code, reasoned.status_code) == (422, 422, 302)
    assert "Sanat säilyvät" in future.content.decode()
    assert "Write why" in early.content.decode()


def test_a_helper_is_offered_only_those_of_whom_they_may_know(client, worker, case):
    gone = a_member(case.family, name="Lähtenyt Perheestä", until=clock.today())
    helper = a_worker()
    a_helper(case, helper)
    client.force_login(helper.user)
    known = FamilyMembership.objects.on(clock.today()).filter(family=case.family).first().person

    html = client.get(helper.url(f"/cases/{case.pk}/notes/new/")).content.decode()
    forged = client.post(helper.url(f"/cases/{case.pk}/notes/new/"), note_of(about=[gone.pk]))

    assert known.short_name in html
    assert "Lähtenyt" not in html
    assert forged.status_code == 422


def test_attack_60_a_note_is_shown_and_not_obeyed(client, worker, case):
    note = a_note(case, worker, text="<script>alert(1)</script>{{ 7 }}", topic="<img src=x>")

    html = client.get(worker.url(f"/cases/{case.pk}/notes/{note.pk}/")).content.decode()

    assert "<script>alert" not in html
    assert "<img src=x" not in html


def test_attack_02_a_note_or_task_of_another_case_is_not_there(client, worker, case):
    other = a_family(worker).cases.get()
    note, task = a_note(other, worker), a_task(other)

    for path in (f"notes/{note.pk}/", f"notes/{note.pk}/correct/", f"tasks/{task.pk}/"):
        assert client.get(worker.url(f"/cases/{case.pk}/{path}")).status_code == 404
    assert client.post(worker.url(f"/cases/{case.pk}/tasks/{task.pk}/finish/")).status_code == 404


def test_attack_47_closing_lists_what_is_open_each_with_its_page(client, worker, case):
    task = a_task(case, what="Soittaa kouluun")
    page = worker.url(f"/cases/{case.pk}/close/")

    listed = client.get(page).content.decode()
    without = client.post(page, {"ground": "reached", "note": "Valmista."})
    closed = client.post(page, {"ground": "reached", "note": "Valmista.", "despite": "Perhe hoitaa itse."})

    assert f"/tasks/{task.pk}/" in listed
    assert without.status_code == 422
    assert closed.status_code == 302
    assert Case.objects.get(pk=case.pk).state == "closed"


def test_attack_47_what_blocks_leaves_no_button_and_no_way_around(client, worker, case):
    a_meeting(case, clock.now() + timedelta(days=1))
    page = worker.url(f"/cases/{case.pk}/close/")

    listed = client.get(page).content.decode()
    forced = client.post(page, {"ground": "reached", "note": "x", "despite": "x"})

    assert 'name="ground"' not in listed
    assert forced.status_code == 422
    assert Case.objects.get(pk=case.pk).is_open


def test_attack_42_states_are_not_skipped_by_direct_posts(client, worker, case):
    base = worker.url(f"/cases/{case.pk}/")

    assert client.post(f"{base}begin/").status_code == 422
    assert client.post(f"{base}reopen/", {"user": worker.user.pk, "reason": "x"}).status_code == 404
    client.post(f"{base}close/", {"ground": "other", "note": "Ohi."})
    for path, sent in (
        ("begin/", {}),
        ("close/", {"ground": "other", "note": "Ohi."}),
        ("tasks/new/", {"what": "x", "doer": "responsible"}),
        ("notes/new/", note_of()),
        ("meetings/new/", {"topic": "x"}),
        ("name/", {"name": "x"}),
    ):
        assert client.post(f"{base}{path}", sent).status_code == 404

    assert list(CaseTransition.objects.values_list("to_state", flat=True)) == ["closed"]


def test_attack_47_a_supervisor_opens_a_case_again_for_somebody(client, worker, case):
    client.post(worker.url(f"/cases/{case.pk}/close/"), {"ground": "own_wish", "note": "Perhe toivoi."})
    supervisor = a_worker(unit=worker.unit, roles=(Role.SUPERVISOR,))
    successor = a_worker(unit=worker.unit)
    client.force_login(supervisor.user)
    page = supervisor.url(f"/cases/{case.pk}/reopen/")

    without = client.post(page, {"user": successor.user.pk, "reason": ""})
    stranger = client.post(page, {"user": a_worker().user.pk, "reason": "Perhe palasi."})
    opened = client.post(page, {"user": successor.user.pk, "reason": "Perhe palasi."})

    assert (without.status_code, stranger.status_code, opened.status_code) == (422, 422, 302)
    assert Case.objects.get(pk=case.pk).state == "reopened"
    client.force_login(successor.user)
    assert client.get(successor.url(f"/cases/{case.pk}/tasks/new/")).status_code == 200


@override("en")
def test_the_closing_page_says_one_thing_and_lists_what_is_open_with_its_page(client, worker, case):
    task = a_task(case, what="Soittaa kouluun")
    client.force_login(worker.user)
    page = worker.url(f"/cases/{case.pk}/close/")

    may_close = client.get(page).content.decode()
    a_meeting(case, clock.now() + timedelta(days=1))
    may_not = client.get(page).content.decode()

    assert "The case can be closed. One thing is still open" in may_close
    assert f'href="{worker.url(f"/cases/{case.pk}/tasks/{task.pk}/")}"' in may_close
    assert "The case can't be closed yet" in may_not
    assert "can be closed. " not in may_not
    assert "What ends when you close" not in may_not


@override("en")
def test_a_meeting_that_lies_ahead_says_from_when_what_was_agreed_can_be_written(client, worker, case):
    coming = a_meeting(case, clock.now() + timedelta(days=1))
    client.force_login(worker.user)

    html = client.get(worker.url(f"/cases/{case.pk}/meetings/{coming.pk}/")).content.decode()

    assert "You can write what was agreed when the meeting has begun: from" in html
