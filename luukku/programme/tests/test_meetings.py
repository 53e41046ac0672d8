"""Meetings: prepared from what is open, held item by item, and kept as they were closed."""

from datetime import date, datetime
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from luukku.accounts.tests.factories import a_user, a_worker
from luukku.audit.models import AuditEvent
from luukku.core.actor import AnonymousActor, Role, SystemActor
from luukku.core.clock import HELSINKI
from luukku.core.errors import Conflict, RuleViolation
from luukku.programme import policies
from luukku.programme.models import (
    AgendaItem,
    Attendance,
    CorrectiveAction,
    Decision,
    Meeting,
    Responsibility,
    StatusRequest,
)  # fmt: skip
from luukku.programme.services import corrections
from luukku.programme.services.meetings import agenda, attending, calling, holding, minutes
from luukku.programme.services.owners import Who
from luukku.programme.tests import factories as make
from luukku.programme.tests.meetings import DUE, a_meeting, a_promise, an_action, going_on, item_of, offered, told

pytestmark = pytest.mark.django_db

EARLIER = datetime(2026, 9, 1, 9, tzinfo=HELSINKI)


# ---------------------------------------------------------------- who reads, who writes


def test_a_meeting_is_read_by_the_working_group_and_by_those_who_are_asked(worker, programme):
    meeting = a_meeting(worker, programme)
    asked, other = a_worker(), a_worker()
    Attendance.objects.create(meeting=meeting, user=asked.user, organisation=asked.organisation)

    assert [policies.visible_meetings(one.as_actor()).exists() for one in (worker, asked, other)] == [True, True, False]
    assert not policies.visible_meetings(a_worker(worker.organisation, roles=(Role.ADMINISTRATOR,)).as_actor()).exists()
    assert not policies.editable_meetings(asked.as_actor()).exists()
    assert policies.visible_meetings(SystemActor.now()).get() == meeting
    assert not policies.visible_meetings(AnonymousActor.at_moment(EARLIER)).exists()


def test_whoever_works_elsewhere_now_does_not_read_there_to_what_they_were_asked(worker, programme):
    meeting, asked = a_meeting(worker, programme), a_worker()
    mine = make.a_measure(asked, programme)
    make.an_owner(asked, "measure", mine, make.a_party(worker, programme), date(2026, 1, 1))
    Responsibility.objects.update(person=asked.user)
    attending.ask(worker.as_actor(), meeting.pk, person_id=asked.user.pk)
    assert Attendance.objects.get().organisation == asked.organisation

    moved = a_worker(user=asked.user)

    assert policies.visible_meetings(asked.as_actor()).exists()
    assert not policies.visible_meetings(moved.as_actor()).exists()


def test_somebody_who_works_nowhere_any_more_is_asked_and_reads_nothing(worker, programme):
    meeting, party, gone = a_meeting(worker, programme), make.a_party(worker, programme), a_user()
    Responsibility.objects.create(duty=make.a_duty(worker, party), party=party, person=gone, role="is_told")

    attending.ask(worker.as_actor(), meeting.pk, person_id=gone.pk)

    assert Attendance.objects.get().organisation is None


def test_what_a_source_told_of_is_read_with_its_programme_and_not_held_here(worker, programme):
    Meeting.objects.create(programme=programme, code="MTG1", text="Väliarviointi", held_on=date(2018, 4, 5))

    assert policies.visible_meetings(a_worker().as_actor()).exists()
    assert not policies.editable_meetings(worker.as_actor()).exists()


def test_decisions_are_read_where_their_meeting_is(worker, programme):
    meeting = going_on(worker, programme)
    holding.write_item(worker.as_actor(), item_of(meeting).pk, told(decision="Avataan kahvila"))

    assert policies.visible_decisions(worker.as_actor()).count() == 1
    assert not policies.visible_decisions(a_worker().as_actor()).exists()


def test_a_corrective_action_about_a_private_measure_is_read_by_its_own_organisation_alone(worker, programme):
    private = make.a_measure(worker, programme, is_private=True)
    CorrectiveAction.objects.create(programme=programme, text="x", measure=private)

    assert policies.visible_corrections(worker.as_actor()).count() == 1
    assert not policies.visible_corrections(a_worker().as_actor()).exists()


@pytest.mark.parametrize(
    "write",
    [
        lambda actor, one: calling.change(actor, one.pk, version=1, facts={"text": "x"}),
        lambda actor, one: calling.open_meeting(actor, one.pk),
        lambda actor, one: calling.close_meeting(actor, one.pk),
        lambda actor, one: agenda.add(actor, one.pk, text="x"),
        lambda actor, one: agenda.pick(actor, one.pk, []),
        lambda actor, one: agenda.move(actor, one.pk, item_of(one).pk, steps=1),
        lambda actor, one: agenda.remove(actor, one.pk, item_of(one).pk),
        lambda actor, one: attending.ask(actor, one.pk, name="x"),
        lambda actor, one: attending.note_presence(actor, one.pk, {}),
        lambda actor, one: attending.leave_out(actor, one.pk, uuid4()),
        lambda actor, one: holding.write_item(actor, item_of(one).pk, told("x")),
        lambda actor, one: minutes.add(actor, one.pk, text="x"),
    ],
)
def test_nobody_writes_in_a_meeting_of_another_organisation_even_when_asked_to_it(worker, programme, write):
    meeting, other = a_meeting(worker, programme, "Asia"), a_worker()
    Attendance.objects.create(meeting=meeting, user=other.user, organisation=other.organisation)

    with pytest.raises(PermissionDenied):
        write(other.as_actor(), meeting)


# ---------------------------------------------------------------- preparing


def test_the_agenda_is_offered_what_is_open(worker, programme):
    promise = a_promise(worker, programme, at=EARLIER)
    CorrectiveAction.objects.filter(pk=promise.pk).update(due_on=date(2026, 10, 1))
    CorrectiveAction.objects.create(programme=programme, text="Kutsutaan järjestöt")
    goal = make.a_goal(worker, programme, "Arki sujuu")
    measure = make.a_measure(worker, programme, goal, text="Avataan kahvila", due="2027")
    make.a_measure(worker, programme, text="Kerho")
    make.a_goal(worker, programme, "Ei kenenkään tavoite")
    held = make.an_owner(worker, "measure", measure, make.a_party(worker, programme, name="Tiimi"), date(2026, 1, 1))
    StatusRequest.objects.create(
        measure=measure, responsibility=held, asked_on=date(2026, 10, 1), due_on=date(2026, 10, 15)
    )
    found = offered(worker, a_meeting(worker, programme))

    assert found["promise"] == ["Vuokrataan tila"]
    assert found["suggested"] == ["Kutsutaan järjestöt"]
    assert found["silent"] == ["Avataan kahvila"]
    assert found["goal"] == ["Ei kenenkään tavoite"]
    assert found["unlinked"] == ["Kerho"]
    assert found["incomplete"] == ["Avataan kahvila", "Kerho"]


def test_what_is_done_waits_for_its_effect_and_what_was_left_waits_for_its_turn(worker, programme):
    promise = a_promise(worker, programme, at=EARLIER)
    later = datetime(2026, 10, 1, 9, tzinfo=HELSINKI)
    left = going_on(worker, programme, "Jäi kesken", at=later)
    calling.close_meeting(worker.as_actor(later), left.pk)
    corrections.finish(worker.as_actor(), promise.pk)

    found = offered(worker, a_meeting(worker, programme))

    assert (found["effect"], found["left"]) == (["Vuokrataan tila"], ["Jäi kesken"])


def test_a_private_measure_is_never_offered(worker, programme):
    private = make.a_measure(worker, programme, is_private=True, text="Salainen")
    CorrectiveAction.objects.create(programme=programme, text="Salainen korjaus", measure=private)
    held = make.an_owner(worker, "measure", private, make.a_party(worker, programme), date(2026, 1, 1))
    StatusRequest.objects.create(
        measure=private, responsibility=held, asked_on=date(2026, 10, 1), due_on=date(2026, 10, 15)
    )
    meeting = a_meeting(worker, programme)

    agenda.pick(worker.as_actor(), meeting.pk, [f"unlinked:{private.pk}", f"silent:{StatusRequest.objects.get().pk}"])

    assert "Salainen" not in str(offered(worker, meeting))
    assert not meeting.agenda.exists()


def test_the_order_is_chosen_and_a_finding_stands_once(worker, programme):
    goal = make.a_goal(worker, programme, "Arki sujuu")
    meeting, actor = a_meeting(worker, programme, "Avaus"), worker.as_actor()

    came = [agenda.pick(actor, meeting.pk, [f"goal:{goal.pk}", "goal:forged"]) for _ in range(2)]
    agenda.move(actor, meeting.pk, meeting.agenda.get(goal=goal).pk, steps=-1)
    agenda.move(actor, meeting.pk, meeting.agenda.get(goal=goal).pk, steps=-1)

    assert came == [1, 0]
    assert [one.text for one in meeting.agenda.all()] == ["Arki sujuu", "Avaus"]
    with pytest.raises(IntegrityError, match="once_in_a_meeting"), transaction.atomic():
        AgendaItem.objects.create(
            programme=programme, meeting=meeting, text="x", found_as="goal", found_id=goal.pk, goal=goal
        )


def test_an_item_is_taken_off_before_the_meeting_and_not_in_it(worker, programme):
    meeting, actor = a_meeting(worker, programme, "Yksi", "Kaksi"), worker.as_actor()
    first, second = meeting.agenda.all()

    agenda.remove(actor, meeting.pk, first.pk)
    calling.open_meeting(actor, meeting.pk)

    with pytest.raises(RuleViolation, match="has begun"):
        agenda.remove(actor, meeting.pk, second.pk)
    with pytest.raises(PermissionDenied):
        agenda.move(actor, meeting.pk, uuid4(), steps=1)
    with pytest.raises(RuleViolation, match="what it is about"):
        agenda.add(actor, meeting.pk, text=" ")
    agenda.add(actor, meeting.pk, text="Uusi asia")
    assert [one.text for one in meeting.agenda.all()] == ["Kaksi", "Uusi asia"]


def test_people_are_asked_once_by_name_or_from_the_programme(worker, programme):
    meeting, actor = a_meeting(worker, programme), worker.as_actor()
    stranger, owner = a_worker(), a_worker()
    held = make.an_owner(
        worker, "duty", make.a_duty(worker, make.a_party(worker, programme)), make.a_party(worker, programme),
        date(2026, 1, 1),
    )  # fmt: skip
    held.__class__.objects.filter(pk=held.pk).update(person=owner.user)

    attending.ask(actor, meeting.pk, person_id=owner.user.pk, role="secretary")
    outsider = attending.ask(actor, meeting.pk, name="Järjestön edustaja", represents="Vanhempainyhdistys")

    assert policies.visible_meetings(owner.as_actor()).exists()
    with pytest.raises(ValidationError, match="on the list already"):
        attending.ask(actor, meeting.pk, person_id=owner.user.pk)
    with pytest.raises(PermissionDenied):
        attending.ask(actor, meeting.pk, person_id=stranger.user.pk)
    with pytest.raises(RuleViolation, match="Choose who"):
        attending.ask(actor, meeting.pk, name=" ")
    attending.leave_out(actor, meeting.pk, outsider.pk)
    assert meeting.attendances.count() == 1


# ---------------------------------------------------------------- holding


def test_a_meeting_opens_with_an_agenda_and_once(worker, programme):
    meeting, actor = a_meeting(worker, programme, held_on=None), worker.as_actor()
    with pytest.raises(RuleViolation, match="on the agenda first"):
        calling.open_meeting(actor, meeting.pk)
    agenda.add(actor, meeting.pk, text="Asia")

    opened = calling.open_meeting(actor, meeting.pk)

    assert (opened.state, opened.held_on) == ("open", actor.day)
    with pytest.raises(RuleViolation, match="meanwhile"):
        calling.open_meeting(actor, meeting.pk)


def test_nothing_is_written_before_the_meeting_begins(worker, programme):
    meeting = a_meeting(worker, programme, "Asia")

    with pytest.raises(PermissionDenied):
        holding.write_item(worker.as_actor(), item_of(meeting).pk, told("Aikaisin"))
    with pytest.raises(PermissionDenied):
        attending.note_presence(worker.as_actor(), meeting.pk, {})


def test_a_decision_that_becomes_a_measure_and_what_is_promised_are_one_chain(worker, programme):
    goal = make.a_goal(worker, programme, "Arki sujuu")
    meeting, actor = a_meeting(worker, programme), worker.as_actor()
    agenda.pick(actor, meeting.pk, [f"goal:{goal.pk}"])
    calling.open_meeting(actor, meeting.pk)

    holding.write_item(
        actor, item_of(meeting).pk,
        told("Hyvä.", decision="Avataan kahvila", becomes_measure=True, action=an_action()),
    )  # fmt: skip
    calling.close_meeting(actor, meeting.pk)
    promise = meeting.corrections.get()
    corrections.finish(actor, promise.pk)
    corrections.assess(actor, promise.pk, effect="Perheet löysivät paikan.")

    [decision] = minutes.chains(actor, meeting)
    [action] = decision.corrections.all()
    assert (decision.measure.text, decision.measure.goals.get()) == ("Avataan kahvila", goal)
    assert (action.measure, action.owner.text, action.effect) == (
        decision.measure, "Työryhmä", "Perheet löysivät paikan."
    )  # fmt: skip
    assert (action.done_on, action.assessed_on) == (actor.day, actor.day)
    assert minutes.chains_of_measure(actor, decision.measure_id) == [decision]
    assert minutes.chains_of_measure(a_worker().as_actor(), decision.measure_id) == []
    assert item_of(meeting).outcome == "decision"


def test_what_was_suggested_is_agreed_on_in_the_meeting_and_not_written_twice(worker, programme):
    suggested = CorrectiveAction.objects.create(programme=programme, text="Kutsutaan järjestöt")
    meeting, actor = a_meeting(worker, programme), worker.as_actor()
    agenda.pick(actor, meeting.pk, [f"suggested:{suggested.pk}"])
    calling.open_meeting(actor, meeting.pk)

    holding.write_item(actor, item_of(meeting).pk, told(action=an_action("Kutsutaan kolme järjestöä")))

    row = CorrectiveAction.objects.get()
    assert (row.pk, row.text, row.state, row.meeting) == (
        suggested.pk, "Kutsutaan kolme järjestöä", "agreed", meeting
    )  # fmt: skip


def test_a_promise_goes_on_to_done_and_to_its_effect_in_the_next_meeting(worker, programme):
    promise = a_promise(worker, programme, at=EARLIER)
    CorrectiveAction.objects.update(due_on=date(2026, 10, 1))
    meeting, actor = a_meeting(worker, programme), worker.as_actor()
    agenda.pick(actor, meeting.pk, [f"promise:{promise.pk}"])
    calling.open_meeting(actor, meeting.pk)
    item = item_of(meeting)

    holding.write_item(actor, item.pk, told(is_done=True))
    holding.write_item(actor, item.pk, told(effect="Tila on käytössä."))

    promise.refresh_from_db()
    assert (promise.state, promise.effect) == ("assessed", "Tila on käytössä.")


@pytest.mark.parametrize(
    ("action", "words"),
    [
        ({"due_on": date(2020, 1, 1)}, "still to come"),
        ({"check_on": date(2098, 1, 1)}, "when the action is done"),
    ],
)
def test_a_refused_promise_leaves_nothing_half_written(worker, programme, action, words):
    meeting = going_on(worker, programme)

    with pytest.raises(RuleViolation, match=words), transaction.atomic():
        holding.write_item(
            worker.as_actor(), item_of(meeting).pk, told("Muistio", decision="Päätös", action=an_action(**action))
        )

    assert (item_of(meeting).outcome_text, Decision.objects.count()) == ("", 0)


def test_a_person_or_a_party_of_somewhere_else_can_not_be_named(worker, programme):
    meeting, actor = going_on(worker, programme), worker.as_actor()
    foreign = make.a_party(a := a_worker(), make.a_programme(a))

    for who in (Who(foreign.pk), Who(name="Työryhmä", person_id=a.user.pk)):
        with pytest.raises(PermissionDenied), transaction.atomic():
            holding.write_item(actor, item_of(meeting).pk, told(action=holding.Action("x", who, DUE)))


def test_two_secretaries_lose_no_words(worker, programme):
    meeting, second = going_on(worker, programme), a_worker(worker.organisation)
    item = item_of(meeting)
    holding.write_notes(worker.as_actor(), item.pk, holding.Notes(1, "Ensimmäinen kirjasi tämän.", "discussion"))

    with pytest.raises(Conflict) as clash:
        holding.write_notes(second.as_actor(), item.pk, holding.Notes(1, "Toinen kirjasi tämän.", ""))

    [field] = clash.value.fields
    assert (field.theirs, field.yours) == ("Ensimmäinen kirjasi tämän.", "Toinen kirjasi tämän.")
    assert item_of(meeting).outcome_text == "Ensimmäinen kirjasi tämän."


def test_whoever_has_not_touched_the_notes_writes_over_nobody(worker, programme):
    meeting, second = going_on(worker, programme), a_worker(worker.organisation)
    item = item_of(meeting)
    holding.write_notes(worker.as_actor(), item.pk, holding.Notes(1, "Ensimmäinen kirjasi.", "discussion"))

    untouched = holding.Notes(1, "", "", seen="", seen_outcome="")
    holding.write_item(second.as_actor(), item.pk, holding.Told(untouched, decision="Päätetään näin"))

    after = item_of(meeting)
    assert (after.outcome_text, after.outcome) == ("Ensimmäinen kirjasi.", "decision")


def test_who_is_here_is_noted_for_people_of_this_meeting_alone(worker, programme):
    meeting, actor = a_meeting(worker, programme, "Asia"), worker.as_actor()
    here = attending.ask(actor, meeting.pk, person_id=worker.user.pk, role="chair")
    stranger = attending.ask(actor, a_meeting(worker, programme).pk, name="Muu")
    calling.open_meeting(actor, meeting.pk)

    attending.note_presence(actor, meeting.pk, {here.pk: "remote"})
    attending.note_presence(actor, meeting.pk, {here.pk: "remote"})

    assert Attendance.objects.get(pk=here.pk).presence == "remote"
    assert AuditEvent.objects.filter(action="programme.presence_noted").count() == 1
    with pytest.raises(PermissionDenied):
        attending.note_presence(actor, meeting.pk, {stranger.pk: "present"})
    with pytest.raises(RuleViolation, match="not here instead"):
        attending.leave_out(actor, meeting.pk, here.pk)
