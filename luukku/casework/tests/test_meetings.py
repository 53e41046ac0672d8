"""Meetings, clocks and understanding."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import override

from luukku.accounts.tests.factories import a_unit, a_worker
from luukku.audit.models import AuditEvent
from luukku.casework.models import Deadline, FamilyMembership, Meeting, Person, UnderstandingCheck
from luukku.casework.services import (
    Explained,
    MeetingFacts,
    change_meeting,
    mark_held,
    plan_meeting,
    record_understanding,
    start_clock,
    stop_clock,
)
from luukku.casework.tests.factories import a_case, a_deadline, a_meeting, a_member, a_person
from luukku.core import clock
from luukku.core.actor import Role
from luukku.core.errors import Conflict, RuleViolation

pytestmark = pytest.mark.django_db

BOOKED, MISSING = Meeting.InterpreterState.BOOKED, Meeting.InterpreterState.MISSING


def facts(hours=24, **more):
    return MeetingFacts(starts_at=clock.now() + timedelta(hours=hours), topic="Tutustuminen", **more)


def test_a_meeting_is_agreed_on_and_traced():
    worker = a_worker()
    case = a_case(worker)

    meeting = plan_meeting(worker.as_actor(), case.pk, facts=facts(place="Perhekeskus"))

    assert Meeting.objects.get() == meeting
    event = AuditEvent.objects.get(action="meeting.planned")
    assert (event.case_ids, event.codes) == ([case.pk], {})


def test_a_meeting_that_was_held_is_noted_at_once():
    worker = a_worker()

    meeting = plan_meeting(worker.as_actor(), a_case(worker).pk, facts=facts(hours=-2), is_held=True)

    assert meeting.held_at is not None


def test_what_is_still_to_come_was_not_held():
    worker = a_worker()
    case = a_case(worker)

    with pytest.raises(RuleViolation):
        plan_meeting(worker.as_actor(), case.pk, facts=facts(hours=2), is_held=True)
    with pytest.raises(RuleViolation):
        mark_held(worker.as_actor(), a_meeting(case, clock.now() + timedelta(hours=1)).pk)


def test_a_meeting_is_noted_as_held_once():
    worker = a_worker()
    meeting = a_meeting(a_case(worker), clock.now() - timedelta(hours=1))

    first = mark_held(worker.as_actor(), meeting.pk).held_at
    second = mark_held(worker.as_actor(), meeting.pk).held_at

    assert first == second
    assert AuditEvent.objects.filter(action="meeting.held").count() == 1


def test_an_interpreter_takes_part_in_some_way():
    worker = a_worker()

    with pytest.raises(RuleViolation):
        plan_meeting(worker.as_actor(), a_case(worker).pk, facts=facts(interpreter_state=BOOKED))


@override("en")
def test_a_relative_never_interprets_a_meeting():
    worker = a_worker()
    case = a_case(worker)
    relative = FamilyMembership.objects.filter(family=case.family).first().person
    told = facts(interpreter_state=BOOKED, interpreter_mode="on_site", interpreter_name=f" {relative.name.upper()} ")

    with pytest.raises(RuleViolation, match="never interprets"):
        plan_meeting(worker.as_actor(), case.pk, facts=told)
    with pytest.raises(RuleViolation, match="never interprets"):
        change_meeting(worker.as_actor(), a_meeting(case).pk, version=1, facts=told)


def test_without_an_interpreter_no_name_or_way_stays():
    worker = a_worker()
    told = facts(interpreter_mode="video", interpreter_name="Behnaz R.")

    meeting = plan_meeting(worker.as_actor(), a_case(worker).pk, facts=told)

    assert (meeting.interpreter_mode, meeting.interpreter_name) == ("none", "")


def test_a_missing_interpreter_has_no_name_yet():
    worker = a_worker()
    told = facts(interpreter_state=MISSING, interpreter_mode="video", interpreter_name="Joku")

    assert plan_meeting(worker.as_actor(), a_case(worker).pk, facts=told).interpreter_name == ""


# attack 53
@override("en")
def test_two_who_change_the_same_meeting_both_keep_their_words():
    worker = a_worker()
    meeting = a_meeting(a_case(worker))
    change_meeting(worker.as_actor(), meeting.pk, version=1, facts=facts(place="Huone 1"))

    with pytest.raises(Conflict) as conflict:
        change_meeting(worker.as_actor(), meeting.pk, version=1, facts=facts(hours=2, place="Huone 2", language="so"))

    told = {str(one.label): (one.theirs, one.yours) for one in conflict.value.fields}
    assert told["place"] == ("Huone 1", "Huone 2")
    assert set(told) == {"begins", "place", "language"}


def test_a_changed_meeting_counts_its_versions():
    worker = a_worker()
    meeting = a_meeting(a_case(worker))

    assert change_meeting(worker.as_actor(), meeting.pk, version=1, facts=facts()).version == 2


@pytest.mark.parametrize("roles", [(Role.CASEWORKER,), (Role.SUPERVISOR,)])
def test_only_who_answers_for_the_family_changes_its_meetings(roles):
    worker = a_worker(unit=a_unit())
    meeting = a_meeting(a_case(worker))
    other = a_worker(unit=worker.unit, roles=roles)

    with pytest.raises(PermissionDenied):
        change_meeting(other.as_actor(), meeting.pk, version=1, facts=facts())
    with pytest.raises(PermissionDenied):
        plan_meeting(other.as_actor(), meeting.case_id, facts=facts())
    with pytest.raises(PermissionDenied):
        mark_held(other.as_actor(), meeting.pk)


def test_a_meeting_has_a_length_that_can_be():
    worker = a_worker()

    with pytest.raises(ValidationError):
        plan_meeting(worker.as_actor(), a_case(worker).pk, facts=facts(minutes=601))


def test_meetings_of_a_day_are_those_of_helsinki():
    case = a_case(a_worker())
    night = clock.now().replace(year=2026, month=10, day=25, hour=1, minute=30)  # the hour that comes twice
    meeting = a_meeting(case, night)

    assert list(Meeting.objects.on_day(date(2026, 10, 25))) == [meeting]
    assert meeting.ends_at - meeting.starts_at == timedelta(minutes=60)


def test_a_clock_runs_in_the_version_that_holds_when_it_starts():
    worker = a_worker()
    case = a_case(worker)

    deadline = start_clock(worker.as_actor(), case, "plan_review", date(2026, 8, 31), subject_id=uuid4())

    assert (deadline.rule_version, deadline.due_on) == (1, date(2027, 2, 28))
    assert AuditEvent.objects.get(action="deadline.started").codes == {"rule": "plan_review", "version": 1}


def test_the_same_clock_runs_once():
    worker = a_worker()
    case = a_case(worker)
    a_deadline(case, "plan_review")

    with pytest.raises(ValidationError):
        start_clock(worker.as_actor(), case, "plan_review", date(2026, 8, 31))


def test_a_clock_stops_when_the_thing_is_done():
    worker = a_worker()
    case = a_case(worker)
    deadline = a_deadline(case, "plan_review")

    stop_clock(worker.as_actor(), case, "plan_review", date(2026, 9, 1))

    deadline.refresh_from_db()
    assert deadline.done_on == date(2026, 9, 1)
    assert not Deadline.objects.running().exists()


def test_stopping_what_does_not_run_changes_nothing():
    worker = a_worker()

    assert stop_clock(worker.as_actor(), a_case(worker), "plan_review", date(2026, 9, 1)) is None


def test_only_who_answers_for_the_case_starts_and_stops_its_clocks():
    case, other = a_case(a_worker()), a_worker()

    with pytest.raises(PermissionDenied):
        start_clock(other.as_actor(), case, "plan_review", date(2026, 8, 31))
    with pytest.raises(PermissionDenied):
        stop_clock(other.as_actor(), case, "plan_review", date(2026, 8, 31))


def checked(worker, case, person, **more):
    how = replace(Explained("fa", UnderstandingCheck.Method.OWN_WORDS, UnderstandingCheck.Result.UNDERSTOOD), **more)
    text = {"subject_id": uuid4(), "text_code": "initial_interview.aims", "text_hash": "a" * 64}
    return record_understanding(worker.as_actor(), case, person, how, **text)


def test_understanding_is_a_record_of_who_what_and_how():
    worker = a_worker()
    case = a_case(worker)
    person = case.family.memberships.get().person

    check = checked(worker, case, person)

    assert (check.person, check.checked_by, check.text_hash) == (person, worker.user, "a" * 64)
    assert AuditEvent.objects.get(action="understanding.checked").codes["result"] == "understood"


def test_understanding_is_checked_of_who_belongs_to_the_family_today():
    worker = a_worker()
    case = a_case(worker)
    gone = a_member(case.family, until=worker.as_actor().day)

    for person in (gone, a_person()):
        with pytest.raises(RuleViolation):
            checked(worker, case, person)


def test_an_interpreted_check_tells_how_it_was_interpreted():
    worker = a_worker()
    case = a_case(worker)
    person = case.family.memberships.get().person

    with pytest.raises(RuleViolation):
        checked(worker, case, person, method=UnderstandingCheck.Method.INTERPRETED)


@override("en")
@pytest.mark.parametrize(("name", "said"), [("", "name or number"), ("Zahra Karimi", "never interprets")])
def test_an_understanding_is_interpreted_by_somebody_from_outside(name, said):
    worker = a_worker()
    case = a_case(worker)
    person = case.family.memberships.get().person
    Person.objects.filter(pk=person.pk).update(name="Zahra Karimi")

    with pytest.raises(RuleViolation, match=said):
        checked(worker, case, person, interpreter_mode="phone", interpreter_name=name)


def test_only_who_answers_for_the_family_notes_understanding():
    case = a_case(a_worker())

    with pytest.raises(PermissionDenied):
        checked(a_worker(case.organisation), case, case.family.memberships.get().person)
