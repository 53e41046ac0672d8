"""What can be done to a programme, and what is refused."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, ProgrammingError, transaction

from luukku.accounts.tests.factories import a_worker
from luukku.audit.models import AuditEvent
from luukku.core.errors import Conflict, RuleViolation
from luukku.programme import policies
from luukku.programme.models import (
    AgendaItem,
    CorrectiveAction,
    Goal,
    Measure,
    MeasureLink,
    Meeting,
    Passage,
    Programme,
    Responsibility,
    SourceConflict,
    ThreadLink,
)
from luukku.programme.services import corrections, gaps, measures, owners, programmes, taking
from luukku.programme.services.owners import Who
from luukku.programme.services.taking import Promise
from luukku.programme.tests import factories as make

pytestmark = pytest.mark.django_db


def today(worker):
    return worker.as_actor().day


def test_only_one_answers_at_a_time_and_the_one_before_stops_the_day_before(worker, programme):
    measure = make.a_measure(worker, programme)
    first, second = make.a_party(worker, programme), make.a_party(worker, programme)
    make.an_owner(worker, "measure", measure, first, date(2026, 1, 1))

    make.an_owner(worker, "measure", measure, second, date(2026, 6, 1))

    held = Responsibility.objects.order_by("starts_on")
    assert [(one.party, one.ends_on) for one in held] == [(first, date(2026, 5, 31)), (second, None)]
    with pytest.raises(IntegrityError, match="programme_one_answers_for_a_measure"), transaction.atomic():
        Responsibility.objects.create(measure=measure, party=first, starts_on=date(2026, 7, 1))


def test_somebody_who_helps_pushes_nobody_aside(worker, programme):
    measure = make.a_measure(worker, programme)
    first, second = make.a_party(worker, programme), make.a_party(worker, programme)
    make.an_owner(worker, "measure", measure, first, date(2026, 1, 1))

    make.an_owner(worker, "measure", measure, second, date(2026, 6, 1), role="carries_out")

    assert Responsibility.objects.filter(ends_on=None).count() == 2


def test_an_owner_whose_time_has_ended_is_not_named(worker, programme):
    measure = make.a_measure(worker, programme)
    ended = make.a_party(worker, programme, ends_on=date(2020, 12, 31))

    with pytest.raises(RuleViolation, match="time has ended"):
        make.an_owner(worker, "measure", measure, ended, date(2026, 1, 1))


def test_two_owners_from_the_same_day_are_refused_in_words(worker, programme):
    measure, party = make.a_measure(worker, programme), make.a_party(worker, programme)
    make.an_owner(worker, "measure", measure, party, date(2026, 1, 1))

    with pytest.raises(RuleViolation, match="same day"):
        make.an_owner(worker, "measure", measure, make.a_party(worker, programme), date(2026, 1, 1))


def test_a_responsibility_ends_when_somebody_else_is_named_and_is_never_removed(worker, programme):
    measure, party = make.a_measure(worker, programme), make.a_party(worker, programme)
    held = make.an_owner(worker, "measure", measure, party, date(2026, 1, 1))

    make.an_owner(worker, "measure", measure, make.a_party(worker, programme), date(2026, 4, 1))

    held.refresh_from_db()
    assert held.ends_on == date(2026, 3, 31)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        held.delete()


def test_a_party_that_ends_hands_its_duties_to_whoever_goes_on(worker, programme):
    old, new = make.a_party(worker, programme), make.a_party(worker, programme)
    duty = make.a_duty(worker, old)

    owners.end_party(worker.as_actor(), old.pk, ends_on=date(2026, 12, 31), successor_id=new.pk)

    answering = Responsibility.objects.answering().filter(duty=duty)
    assert answering.on(date(2026, 12, 31)).get().party == old
    assert answering.on(date(2027, 1, 1)).get().party == new


def test_a_party_of_another_programme_is_not_named(worker, programme):
    stranger = make.a_party(worker, make.a_programme(worker))
    measure = make.a_measure(worker, programme)

    with pytest.raises(PermissionDenied):
        make.an_owner(worker, "measure", measure, stranger, date(2026, 1, 1))
    with pytest.raises(IntegrityError, match="another programme"), transaction.atomic():
        Responsibility.objects.create(measure=measure, party=stranger)


def test_nobody_brings_others_into_another_organisations_programme(worker, programme):
    other = a_worker()
    mine = make.a_measure(other, programme)

    def name(who):
        return owners.name_owner(other.as_actor(), "measure", mine.pk, who, starts_on=date(2026, 1, 1))

    with pytest.raises(RuleViolation, match="whoever writes the programme"):
        name(Who(name="Keksitty verkosto"))
    assert not programme.parties.exists()

    held = name(Who(is_own=True))
    assert (held.party.text, held.party.organisation) == (other.organisation.name_fi, other.organisation)


def test_a_new_name_becomes_a_party_once(worker, programme):
    first, second = make.a_measure(worker, programme), make.a_measure(worker, programme)
    for measure in (first, second):
        owners.name_owner(worker.as_actor(), "measure", measure.pk, Who(name="Uusi ryhmä"), starts_on=today(worker))

    assert programme.parties.get().text == "Uusi ryhmä"


def test_whoever_left_for_another_organisation_reports_no_more(worker, programme):
    measure, gone = make.a_measure(worker, programme), a_worker(worker.organisation)
    who = Who(name="Ryhmä", person_id=gone.user.pk)
    owners.name_owner(worker.as_actor(), "measure", measure.pk, who, starts_on=today(worker))
    assert policies.reportable_measures(gone.as_actor()).get() == measure

    elsewhere = a_worker(user=gone.user)

    assert not policies.reportable_measures(elsewhere.as_actor()).exists()


def test_somebody_from_another_organisation_is_not_named_as_the_person(worker, programme):
    measure = make.a_measure(worker, programme)

    who = Who(name="Ryhmä", person_id=a_worker().user.pk)
    with pytest.raises(PermissionDenied):
        owners.name_owner(worker.as_actor(), "measure", measure.pk, who, starts_on=today(worker))


def test_nobody_told_is_nobody_named(worker, programme):
    measure = make.a_measure(worker, programme)

    with pytest.raises(RuleViolation, match="Choose who"):
        owners.name_owner(worker.as_actor(), "measure", measure.pk, Who(name=" "), starts_on=today(worker))


def test_taking_a_goal_with_a_measure_mends_the_gap(worker, programme):
    goal = make.a_goal(worker, programme)
    promise = Promise(Who(name="Työryhmä"), "Kerho", date(2099, 5, 15))

    taking.take_goal(worker.as_actor(), goal.pk, promise, measure_text="Perustetaan kerho")

    found = gaps.find(worker.as_actor(), programme, today(worker))
    assert (found.goals_without_measure, found.with_owner.count) == (0, 1)
    assert Measure.objects.get().due_text == "15.5.2099"


def test_taking_a_goal_by_a_promise_gives_the_ring_a_name(worker, programme):
    goal = make.a_goal(worker, programme)

    taking.take_goal(worker.as_actor(), goal.pk, Promise(Who(name="Työryhmä"), "Ehdotus", date(2099, 1, 1)))

    hole = gaps.find(worker.as_actor(), programme, today(worker)).goals[0].holes[0]
    assert (hole.taken.owner.text, hole.taken.due_on, hole.taken.state) == ("Työryhmä", date(2099, 1, 1), "agreed")


def test_a_promise_for_a_day_that_has_passed_is_refused(worker, programme):
    goal = make.a_goal(worker, programme)

    with pytest.raises(RuleViolation, match="still to come"):
        taking.take_goal(worker.as_actor(), goal.pk, Promise(Who(name="Ryhmä"), "x", date(2020, 1, 1)))


def test_a_proposal_is_decided_on_before_anything_else_happens_to_it(worker, programme):
    proposal = make.a_measure(worker, programme, is_proposal=True)

    with pytest.raises(RuleViolation, match="another state"):
        measures.move(worker.as_actor(), proposal.pk, state="ongoing")
    measures.move(worker.as_actor(), proposal.pk, state="planned")

    assert Measure.objects.get().state == "planned"


def test_a_measure_is_interrupted_only_for_a_reason(worker, programme):
    measure = make.a_measure(worker, programme)

    with pytest.raises(RuleViolation, match="Tell why"):
        measures.move(worker.as_actor(), measure.pk, state="interrupted", reason=" ")
    measures.move(worker.as_actor(), measure.pk, state="interrupted", reason="Ei rahaa")

    assert Measure.objects.get().state_reason == "Ei rahaa"


def test_measures_that_would_replace_each_other_are_refused(worker, programme):
    first, second = make.a_measure(worker, programme), make.a_measure(worker, programme)
    measures.move(worker.as_actor(), first.pk, state="replaced", replaced_by_id=second.pk)

    with pytest.raises(RuleViolation, match="circle"):
        measures.move(worker.as_actor(), second.pk, state="replaced", replaced_by_id=first.pk)
    with pytest.raises(IntegrityError, match="circle"), transaction.atomic():
        Measure.objects.filter(pk=second.pk).update(state="replaced", replaced_by=first)


def test_a_circle_of_goals_is_refused_by_the_database(worker, programme):
    first, second = make.a_goal(worker, programme), make.a_goal(worker, programme)
    Goal.objects.filter(pk=first.pk).update(parent=second)

    with pytest.raises(IntegrityError, match="circle"), transaction.atomic():
        Goal.objects.filter(pk=second.pk).update(parent=first)


def test_a_goal_of_another_programme_is_not_linked(worker, programme):
    measure, strange = make.a_measure(worker, programme), make.a_goal(worker, make.a_programme(worker))

    with pytest.raises(PermissionDenied):
        measures.link_goals(worker.as_actor(), measure.pk, [strange.pk])
    with pytest.raises(IntegrityError, match="another programme"), transaction.atomic():
        measure.goals.add(strange)


def test_measures_of_two_programmes_are_not_linked(worker, programme):
    measure, strange = make.a_measure(worker, programme), make.a_measure(worker, make.a_programme(worker))

    with pytest.raises(RuleViolation, match="same programme"):
        measures.link_measures(worker.as_actor(), measure.pk, strange.pk, kind="depends_on")
    with pytest.raises(IntegrityError), transaction.atomic():
        MeasureLink.objects.create(measure=measure, other=strange, kind="depends_on")


def test_two_who_change_a_measure_at_the_same_time_see_both_texts(worker, programme):
    measure = make.a_measure(worker, programme, text="Kerho")
    measures.change_measure(worker.as_actor(), measure.pk, version=1, due="", written={"text": "Iltakerho"})

    with pytest.raises(Conflict) as told:
        measures.change_measure(worker.as_actor(), measure.pk, version=1, due="", written={"text": "Aamukerho"})

    assert [(one.theirs, one.yours) for one in told.value.fields] == [("Iltakerho", "Aamukerho")]


def test_a_remark_becomes_a_measure_of_its_goal_or_is_set_aside_for_a_reason(worker, programme):
    goal = make.a_goal(worker, programme)
    first, second = (
        Passage.objects.create(programme=programme, kind="remark", text=text, goal=goal, is_tentative=True)
        for text in ("Ryhmä?", "Ilta?")
    )

    made = measures.make_of_remark(worker.as_actor(), first.pk, text="Ryhmä", due="syksyllä")
    with pytest.raises(RuleViolation, match="Tell why"):
        measures.set_remark_aside(worker.as_actor(), second.pk, reason="")
    measures.set_remark_aside(worker.as_actor(), second.pk, reason="Ei tarvetta")

    assert (list(made.goals.all()), made.due_text) == ([goal], "syksyllä")
    assert not programme.passages.all().proposing().exists()
    with pytest.raises(RuleViolation, match="already"):
        measures.make_of_remark(worker.as_actor(), first.pk, text="Ryhmä")


def test_a_contradiction_is_settled_with_words_and_both_tellings_stay(worker, programme):
    clash = SourceConflict.objects.create(
        programme=programme, what="Päivä", fingerprint="1" * 64, values=[{"text": "7.4."}, {"text": "3.5."}]
    )

    taking.settle_conflict(worker.as_actor(), clash.pk, settled_as="7.4.: pöytäkirjan mukaan")

    clash.refresh_from_db()
    assert (len(clash.values), clash.settled_by) == (2, worker.user)
    with pytest.raises(RuleViolation, match="already"):
        taking.settle_conflict(worker.as_actor(), clash.pk, settled_as="3.5.")


def test_a_programme_is_not_closed_before_it_begins_and_can_go_on_again(worker):
    programme = make.a_programme(worker, starts_on=date(2026, 1, 1))

    with pytest.raises(RuleViolation, match="begins later"):
        programmes.close(worker.as_actor(), programme.pk, closed_on=date(2025, 12, 31))
    programmes.close(worker.as_actor(), programme.pk, closed_on=date(2026, 6, 30))
    assert not policies.editable_programmes(worker.as_actor()).exists()
    programmes.reopen(worker.as_actor(), programme.pk)

    assert Programme.objects.get().state == "running"


def test_a_duty_without_an_owner_keeps_a_programme_open(worker, programme):
    party = make.a_party(worker, programme, ends_on=date(2026, 6, 30))
    make.a_duty(worker, party)

    with pytest.raises(RuleViolation, match="would have no owner"):
        programmes.close(worker.as_actor(), programme.pk, closed_on=date(2026, 6, 30))


def test_a_programme_that_ends_before_it_begins_is_refused(worker):
    with pytest.raises(ValidationError, match="must not be before"):
        make.a_programme(worker, starts_on=date(2026, 1, 1), ends_on=date(2025, 1, 1))


def test_a_closed_meeting_is_never_written_in_again(worker, programme):
    meeting = Meeting.objects.create(programme=programme, text="Kokous")
    item = AgendaItem.objects.create(programme=programme, meeting=meeting, text="Asia")
    Meeting.objects.filter(pk=meeting.pk).update(state="closed", closed_at="2026-01-01T00:00Z")

    with pytest.raises(IntegrityError, match="closed meeting"), transaction.atomic():
        AgendaItem.objects.filter(pk=item.pk).update(text="Muu")
    with pytest.raises(IntegrityError, match="closed meeting"), transaction.atomic():
        item.delete()
    with pytest.raises(IntegrityError, match="closed meeting"), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(minutes="x")


def test_a_corrective_action_does_not_end_before_its_effect_is_told(worker, programme):
    party = make.a_party(worker, programme)
    with pytest.raises(IntegrityError, match="programme_assessed_with_effect"), transaction.atomic():
        CorrectiveAction.objects.create(
            programme=programme, text="x", state="assessed", owner=party, due_on=date(2026, 1, 1)
        )


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ({"due_on": date(2020, 1, 1)}, "still to come"),
        ({"due_on": date(2099, 3, 1), "check_on": date(2099, 2, 1)}, "when the action is done"),
    ],
)
def test_what_is_agreed_on_is_done_on_a_day_to_come_and_looked_at_after_it(worker, programme, days, words):
    action = CorrectiveAction.objects.create(programme=programme, text="Vuokrataan tila")

    with pytest.raises(RuleViolation, match=words), transaction.atomic():
        corrections.agree(worker.as_actor(), action.pk, who=Who(name="Työryhmä"), **days)
    corrections.agree(worker.as_actor(), action.pk, who=Who(name="Työryhmä"), due_on=today(worker))

    action.refresh_from_db()
    assert (action.state, action.due_on) == ("agreed", today(worker))


def test_a_corrective_action_is_agreed_with_somebody_of_the_own_organisation(worker, programme):
    action = CorrectiveAction.objects.create(programme=programme, text="Vuokrataan tila")
    stranger = Who(name="Työryhmä", person_id=a_worker().user.pk)

    with pytest.raises(PermissionDenied):
        corrections.agree(worker.as_actor(), action.pk, who=stranger, due_on=today(worker))


def test_a_link_of_a_thread_without_a_reason_or_to_two_things_is_refused(worker, programme):
    goal, measure = make.a_goal(worker, programme), make.a_measure(worker, programme)
    thread = make.a_thread(worker)

    for wrong in ({"goal": goal, "reason": ""}, {"goal": goal, "measure": measure, "reason": "x"}, {"reason": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ThreadLink.objects.create(thread=thread, **wrong)


def test_another_organisation_writes_its_own_measure_and_nothing_else(worker, programme):
    other = a_worker()
    own = make.a_measure(other, programme, text="Meidän oma")

    assert policies.editable_measures(other.as_actor()).get() == own
    with pytest.raises(PermissionDenied):
        make.a_goal(other, programme)
    with pytest.raises(PermissionDenied):
        measures.move(other.as_actor(), make.a_measure(worker, programme).pk, state="ongoing")


def test_a_private_measure_is_seen_by_its_own_organisation_alone(worker, programme):
    other, third = a_worker(), a_worker()
    private = make.a_measure(other, programme, is_private=True)

    assert policies.visible_measures(other.as_actor()).get() == private
    assert not policies.visible_measures(worker.as_actor()).exists()
    assert not policies.visible_measures(third.as_actor()).exists()


def test_a_programme_that_is_not_shared_is_not_there_for_others(worker):
    make.a_programme(worker, is_shared=False)

    assert not policies.visible_programmes(a_worker().as_actor()).exists()
    assert policies.visible_programmes(worker.as_actor()).exists()


def test_every_change_leaves_its_line(worker, programme):
    measure = make.a_measure(worker, programme)
    measures.move(worker.as_actor(), measure.pk, state="ongoing")

    line = AuditEvent.objects.get(action="programme.measure_moved")
    assert (line.subject_id, line.codes) == (measure.pk, {"before": "planned", "state": "ongoing"})
