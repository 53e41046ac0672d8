"""The states of a case: what closing asks for, what it ends, and how a case is opened again."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils.translation import override

from luukku.accounts.tests.factories import a_unit, a_worker, an_organisation
from luukku.audit.models import AuditEvent
from luukku.casework import policies
from luukku.casework.events import Weight
from luukku.casework.models import Case, CaseTransition, Deadline, ResponsibleWorker
from luukku.casework.services import (
    TaskFacts,
    add_task,
    begin_work,
    close_case,
    keep_draft,
    open_things,
    plan_meeting,
    rename_family,
    reopen_case,
    write_note,
)
from luukku.casework.tests.factories import a_case, a_deadline, a_helper, a_meeting, a_task
from luukku.casework.tests.test_meetings import facts as meeting_facts
from luukku.casework.tests.test_notes import facts as note_facts
from luukku.core import clock
from luukku.core.actor import Role
from luukku.core.errors import RuleViolation
from luukku.delivery.models import Message

pytestmark = pytest.mark.django_db

CLOSING = {"ground": "reached", "note": "Kaikki sovittu on tehty."}


@pytest.fixture
def worker():
    return a_worker(unit=a_unit())


@pytest.fixture
def supervisor(worker):
    return a_worker(unit=worker.unit, roles=(Role.SUPERVISOR,))


@pytest.fixture
def case(worker):
    return a_case(worker)


def closed(worker, case):
    return close_case(worker.as_actor(), case.pk, **CLOSING)


def test_a_case_is_taken_in_then_begun(worker):
    case = a_case(worker, state="intake")

    assert begin_work(worker.as_actor(), case.pk).state == "active"
    with pytest.raises(RuleViolation):
        begin_work(worker.as_actor(), case.pk)


def test_closing_keeps_why_and_by_whom(worker, case):
    closed(worker, case)

    case.refresh_from_db()
    assert (case.state, case.closed_on) == ("closed", worker.as_actor().day)
    step = CaseTransition.objects.get()
    assert (step.from_state, step.to_state, step.ground, step.decided_by) == (
        "active",
        "closed",
        "reached",
        worker.user,
    )
    assert AuditEvent.objects.get(action="case.closed").codes == {"ground": "reached", "left_open": [], "dropped": 0}


@override("en")
def test_attack_47_what_is_open_is_listed_and_closed_over_only_with_a_reason(worker, case):
    a_task(case, what="Soittaa kouluun")
    a_deadline(case, "plan_review")
    a_deadline(case, "assessment_start")
    a_meeting(case, clock.now() - timedelta(days=1))
    helper = a_worker(name="Anni Apuri")
    a_helper(case, helper)

    things = open_things(worker.as_actor(), case)

    assert [(one.kind, one.weight) for one in things] == [
        ("unheld_meeting", Weight.NEEDS_REASON),
        ("task", Weight.NEEDS_REASON),
        ("clock", Weight.NEEDS_REASON),
        ("permit", Weight.NEEDS_REASON),
        ("clock", Weight.ENDS),
        ("helper", Weight.ENDS),
    ]
    with pytest.raises(RuleViolation) as refusal:
        closed(worker, case)
    assert refusal.value.field == "despite"
    close_case(worker.as_actor(), case.pk, **CLOSING, despite="Perhe ei halua enempää.")
    step = CaseTransition.objects.get()
    assert (step.left_open, step.despite) == (["clock", "permit", "task", "unheld_meeting"], "Perhe ei halua enempää.")


@override("en")
def test_attack_47_a_coming_meeting_or_an_unfinished_note_is_settled_first(worker, case):
    meeting = a_meeting(case, clock.now() + timedelta(days=1))
    keep_draft(worker.as_actor(), case.pk, typed={"text": "Kesken"}, version=0)

    with pytest.raises(RuleViolation, match="2 things"):
        close_case(worker.as_actor(), case.pk, **CLOSING, despite="Kiire.")

    things = open_things(worker.as_actor(), case)
    assert [one.weight for one in things] == [Weight.BLOCKS, Weight.BLOCKS]
    assert (things[0].page, things[0].ids) == ("casework:meeting", (case.pk, meeting.pk))


def test_closing_ends_answering_helping_clocks_and_tasks_at_once(worker, case):
    task, helper = a_task(case), a_worker()
    a_helper(case, helper)
    a_deadline(case, "plan_review")
    day = worker.as_actor().day

    close_case(worker.as_actor(), case.pk, **CLOSING, despite="Perhe pyysi.")

    task.refresh_from_db()
    assert (task.state, task.finished_by) == ("dropped", worker.user)
    assert not Deadline.objects.running().exists()
    assert ResponsibleWorker.objects.get().last_on == day
    assert not policies.visible_cases(helper.as_actor()).exists()
    tomorrow = clock.now() + timedelta(days=1)
    assert not policies.visible_cases(worker.as_actor(tomorrow)).exists()


def test_a_closed_case_is_only_read(worker, case, supervisor):
    closed(worker, case)
    actor = worker.as_actor()

    for change in (
        lambda: add_task(actor, case.pk, facts=TaskFacts("x")),
        lambda: plan_meeting(actor, case.pk, facts=meeting_facts()),
        lambda: rename_family(actor, case.pk, version=1, name="Uusi", language="fi"),
        lambda: closed(worker, case),
    ):
        with pytest.raises(RuleViolation), transaction.atomic():
            change()
    with pytest.raises(PermissionDenied), transaction.atomic():
        write_note(actor, case.pk, facts=note_facts())
    assert policies.may_see_fully(supervisor.as_actor(), case)
    assert not policies.own_tasks(actor).exists()


def test_attack_47_a_case_is_opened_again_with_a_reason_and_somebody_who_answers(worker, case, supervisor):
    closed(worker, case)
    successor = a_worker(unit=worker.unit)
    actor = supervisor.as_actor()

    with pytest.raises(RuleViolation):
        reopen_case(actor, case.pk, user_id=successor.user.pk, reason=" ")
    with pytest.raises(RuleViolation):
        reopen_case(actor, case.pk, user_id=a_worker().user.pk, reason="Perhe palasi.")
    reopen_case(actor, case.pk, user_id=successor.user.pk, reason="Perhe palasi.")

    case.refresh_from_db()
    assert (case.state, case.closed_on) == ("reopened", None)
    assert policies.may_answer_for(successor.as_actor(), case)
    assert not policies.may_answer_for(worker.as_actor(), case)
    assert [message.user for message in Message.objects.all()] == [successor.user]
    assert add_task(successor.as_actor(), case.pk, facts=TaskFacts("Tavata perhe")).state == "open"


@pytest.mark.parametrize("who", ["colleague", "elsewhere", "helper"])
def test_attack_42_nobody_without_the_right_closes_or_reopens(worker, case, who):
    other = a_worker(unit=worker.unit) if who != "elsewhere" else a_worker(roles=tuple(Role))
    if who == "helper":
        a_helper(case, other)

    with pytest.raises(PermissionDenied), transaction.atomic():
        close_case(other.as_actor(), case.pk, **CLOSING)
    closed(worker, case)
    with pytest.raises(PermissionDenied):
        reopen_case(other.as_actor(), case.pk, user_id=other.user.pk, reason="Haluan.")


def test_attack_42_an_open_case_is_not_opened_again_and_a_closed_one_not_begun(worker, case):
    actor = worker.as_actor()

    with pytest.raises(RuleViolation):
        reopen_case(actor, case.pk, user_id=worker.user.pk, reason="Muuten vain.")
    closed(worker, case)
    with pytest.raises(RuleViolation):
        begin_work(actor, case.pk)


def test_a_family_with_a_new_case_here_does_not_get_its_old_one_back(worker, case, supervisor):
    closed(worker, case)
    a_case(worker, case.family)

    with pytest.raises(ValidationError):
        reopen_case(supervisor.as_actor(), case.pk, user_id=worker.user.pk, reason="Perhe palasi.")


@override("en")
@pytest.mark.parametrize("note", ["He muuttivat Kemiin.", "Uusi koti on Kätkölässä.", "KÄTKÖLÄ"])
def test_attack_17_where_a_family_moved_is_not_written_into_its_closing(worker, case, note):
    an_organisation(name_fi="Kemi")
    an_organisation(name_fi="Kätkölä")

    with pytest.raises(RuleViolation, match="Do not write where"):
        close_case(worker.as_actor(), case.pk, ground="moved", note=note)

    assert close_case(worker.as_actor(), case.pk, ground="moved", note="Perhe muutti. Kemiallinen puhdistus jäi.")


def test_the_database_keeps_states_and_steps_in_order(worker, case):
    for change in (
        lambda: Case.objects.filter(pk=case.pk).update(state="paused"),
        lambda: Case.objects.filter(pk=case.pk).update(state="closed"),
        lambda: Case.objects.filter(pk=case.pk).update(closed_on=clock.today()),
        lambda: _step(case, worker, "closed", "active"),
        lambda: _step(case, worker, "active", "reopened"),
        lambda: _step(case, worker, "active", "closed"),
        lambda: _step(case, worker, "closed", "reopened"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


@pytest.mark.parametrize(
    "statement", ["UPDATE casework_casetransition SET note = 'x'", "DELETE FROM casework_casetransition"]
)
def test_the_application_can_not_rewrite_why_a_case_was_closed(statement, db):
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)


def _step(case, worker, before, after):
    return CaseTransition.objects.create(
        case=case, from_state=before, to_state=after, happened_at=clock.now(), decided_by=worker.user
    )
