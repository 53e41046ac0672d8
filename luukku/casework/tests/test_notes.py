"""Case notes: written once, corrected beside, read by those whose work it is."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, transaction
from django.utils.translation import override

from luukku.accounts.tests.factories import a_unit, a_worker
from luukku.audit.models import AuditEvent
from luukku.casework import policies
from luukku.casework.models import CaseNote, NoteDraft, Section
from luukku.casework.services import NoteFacts, correct_note, draft_of, keep_draft, write_note
from luukku.casework.tests.factories import a_case, a_child, a_helper, a_member, a_note, a_person, an_emergency
from luukku.core import clock
from luukku.core.actor import Role
from luukku.core.errors import Conflict, RuleViolation

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return a_worker(unit=a_unit())


@pytest.fixture
def case(worker):
    return a_case(worker, since=date(2026, 1, 5))


def facts(days=1, **more):
    told = {"kind": "phone", "topic": "Päiväkoti", "text": "Paikka löytyi."}
    return NoteFacts(occurred_at=clock.now() - timedelta(days=days), **(told | more))


def test_a_note_knows_when_it_happened_and_when_it_was_written(worker, case):
    actor = worker.as_actor()
    person = case.family.memberships.get().person

    note = write_note(actor, case.pk, facts=facts(about=[person.pk]))

    assert note.occurred_at < note.recorded_at == actor.at
    assert (note.author, list(note.about.all())) == (worker.user, [person])
    event = AuditEvent.objects.get(action="note.written")
    assert event.codes == {"kind": "phone"}


@pytest.mark.parametrize("statement", ["UPDATE casework_casenote SET text = 'x'", "DELETE FROM casework_casenote"])
def test_the_application_can_neither_change_nor_remove_a_note(worker, case, statement):
    a_note(case, worker)
    from django.db import connection

    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_correction_stands_beside_the_first_note(worker, case):
    note = write_note(worker.as_actor(), case.pk, facts=facts())

    correction = correct_note(worker.as_actor(), note.pk, facts=facts(text="Paikka löytyi vasta elokuusta."))

    assert list(note.corrections.all()) == [correction]
    assert CaseNote.objects.get(pk=note.pk).text == "Paikka löytyi."
    with pytest.raises(PermissionDenied):
        correct_note(worker.as_actor(), correction.pk, facts=facts())


def test_a_helper_writes_and_reads_their_own_notes_alone(worker, case):
    helper = a_worker()
    a_helper(case, helper)
    others = a_note(case, worker)

    mine = write_note(helper.as_actor(), case.pk, facts=facts())

    assert list(policies.visible_notes(helper.as_actor())) == [mine]
    assert policies.visible_notes(worker.as_actor()).count() == 2
    with pytest.raises(PermissionDenied):
        correct_note(helper.as_actor(), others.pk, facts=facts())


def test_a_helper_to_whom_the_notes_were_opened_reads_them_all(worker, case):
    helper = a_worker()
    a_helper(case, helper, (Section.NOTES,))
    note = a_note(case, worker)

    assert list(policies.visible_notes(helper.as_actor())) == [note]


def test_supervisors_and_who_opened_in_an_emergency_read_and_strangers_do_not(worker, case):
    note = a_note(case, worker)
    supervisor = a_worker(unit=worker.unit, roles=(Role.SUPERVISOR,))
    opener = a_worker(worker.organisation)
    an_emergency(case, opener)

    assert list(policies.visible_notes(supervisor.as_actor())) == [note]
    assert list(policies.visible_notes(opener.as_actor())) == [note]
    assert not policies.visible_notes(a_worker(unit=worker.unit).as_actor()).exists()
    with pytest.raises(PermissionDenied):
        write_note(supervisor.as_actor(), case.pk, facts=facts())
    assert write_note(opener.as_actor(), case.pk, facts=facts()).author == opener.user


@override("en")
def test_attack_57_nothing_is_noted_that_has_not_happened_yet(worker, case):
    with pytest.raises(RuleViolation, match="not happened yet") as refusal:
        write_note(worker.as_actor(), case.pk, facts=facts(days=-1))

    assert refusal.value.field == "on"


@override("en")
def test_attack_57_a_day_before_the_case_a_birth_or_a_coming_needs_a_reason(worker, case):
    baby = a_child(case.family, birth_on=clock.today() - timedelta(days=10), since=clock.today() - timedelta(days=10))
    father = a_member(case.family, since=clock.today() - timedelta(days=30))
    long_ago = replace(facts(), occurred_at=clock.start_of_day(date(2026, 1, 4)))

    for told, said in (
        (long_ago, "before the case was opened"),
        (facts(days=20, about=[baby.pk]), "not born then"),
        (facts(days=40, about=[father.pk]), "had not come yet"),
    ):
        with pytest.raises(RuleViolation, match=said):
            write_note(worker.as_actor(), case.pk, facts=told)
        assert write_note(worker.as_actor(), case.pk, facts=replace(told, early_reason="Neuvola kertoi.")).early_reason


def test_a_note_is_about_people_of_the_family(worker, case):
    with pytest.raises(RuleViolation):
        write_note(worker.as_actor(), case.pk, facts=facts(about=[a_person().pk]))


def test_a_draft_is_kept_word_for_word_until_the_note_is_recorded(worker, case):
    actor = worker.as_actor()
    draft = keep_draft(actor, case.pk, typed={"text": "Kes"}, version=0)
    keep_draft(actor, case.pk, typed={"text": "Kesken", "on": "ei vielä päivä"}, version=draft.version)

    kept = draft_of(actor, case.pk)
    assert (kept.typed, kept.version) == ({"text": "Kesken", "on": "ei vielä päivä"}, 2)
    write_note(actor, case.pk, facts=facts())
    assert not NoteDraft.objects.exists()


def test_a_draft_is_its_writers_alone(worker, case):
    helper = a_worker()
    a_helper(case, helper)
    keep_draft(helper.as_actor(), case.pk, typed={"text": "Kesken"}, version=0)

    assert draft_of(worker.as_actor(), case.pk) is None
    with pytest.raises(PermissionDenied), transaction.atomic():
        keep_draft(a_worker(unit=worker.unit).as_actor(), case.pk, typed={}, version=0)


@override("en")
def test_attack_54_a_late_saving_does_not_write_over_a_newer_draft(worker, case):
    actor = worker.as_actor()
    keep_draft(actor, case.pk, typed={"text": "ensin"}, version=0)
    keep_draft(actor, case.pk, typed={"text": "sitten"}, version=1)

    with pytest.raises(Conflict) as conflict:
        keep_draft(actor, case.pk, typed={"text": "myöhässä"}, version=1)

    assert [(one.theirs, one.yours) for one in conflict.value.fields] == [("sitten", "myöhässä")]
