"""Minutes: what they say at closing stays, and the next meeting asks what became of it."""

from datetime import date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.utils import ProgrammingError

from luukku.accounts.tests.factories import a_worker
from luukku.audit.models import AuditEvent
from luukku.core.clock import HELSINKI, now
from luukku.core.errors import RuleViolation
from luukku.programme.models import Addendum, AgendaItem, Attendance, CorrectiveAction, Decision, Meeting, StatusRequest
from luukku.programme.services import corrections, status_reports
from luukku.programme.services.meetings import agenda, attending, calling, candidates, holding, minutes
from luukku.programme.tests import factories as make
from luukku.programme.tests.meetings import DUE, a_meeting, a_promise, an_action, going_on, item_of, offered, told
from luukku.surveys.models import Finding
from luukku.surveys.tests import factories as asking

pytestmark = pytest.mark.django_db

EARLIER = datetime(2026, 9, 1, 9, tzinfo=HELSINKI)


# ---------------------------------------------------------------- closing, and afterwards


def test_an_item_marked_as_decided_needs_its_decision_before_the_meeting_closes(worker, programme):
    meeting, actor = going_on(worker, programme), worker.as_actor()
    holding.write_notes(actor, item_of(meeting).pk, holding.Notes(1, "", "decision"))

    with pytest.raises(RuleViolation, match="no decision is written"), transaction.atomic():
        calling.close_meeting(actor, meeting.pk)
    holding.write_item(actor, item_of(meeting).pk, told(version=2, decision="Näin"))

    assert calling.close_meeting(actor, meeting.pk).state == "closed"


def test_a_closed_meeting_takes_nothing_in_and_lets_nothing_out(worker, programme):
    promise = a_promise(worker, programme)
    meeting, actor = promise.meeting, worker.as_actor()

    for write in (
        lambda: holding.write_item(actor, item_of(meeting).pk, told("Lisäys")),
        lambda: agenda.add(actor, meeting.pk, text="x"),
        lambda: calling.close_meeting(actor, meeting.pk),
        lambda: attending.ask(actor, meeting.pk, name="x"),
    ):
        with pytest.raises(PermissionDenied):
            write()
    other = a_meeting(worker, programme, "Muu")
    for rows, change in (
        (Meeting.objects.filter(pk=meeting.pk), {"text": "x"}),
        (AgendaItem.objects.filter(meeting=meeting), {"meeting": other}),
        (AgendaItem.objects.filter(meeting=other), {"meeting": meeting}),
        (CorrectiveAction.objects.filter(pk=promise.pk), {"meeting": other}),
    ):
        with pytest.raises(IntegrityError, match="closed meeting"), transaction.atomic():
            rows.update(**change)
    for make_row in (
        lambda: Attendance.objects.create(meeting=meeting, name="x"),
        lambda: CorrectiveAction.objects.create(programme=programme, meeting=meeting, text="x"),
    ):
        with pytest.raises(IntegrityError, match="closed meeting"), transaction.atomic():
            make_row()


def test_the_minutes_say_what_was_true_at_closing_whatever_happens_later(worker, programme):
    promise = a_promise(worker, programme)
    meeting = Meeting.objects.get(pk=promise.meeting_id)
    corrections.finish(worker.as_actor(), promise.pk)

    found = minutes.of(meeting, now())

    assert found.items[0].promises[0].state == "agreed"
    assert minutes.sealed(meeting.kept) == meeting.seal
    assert (found.items[0].notes, found.items[0].outcome) == ("Sovittiin.", "discussion")


def test_two_meetings_with_the_same_words_have_different_seals(worker, programme):
    closed = [a_promise(worker, programme, at=EARLIER).meeting_id for _ in range(2)]

    first, second = Meeting.objects.filter(pk__in=closed).values_list("seal", flat=True)
    assert first
    assert first != second


def test_a_correction_of_closed_minutes_is_an_addition_with_author_and_moment(worker, programme):
    meeting, actor = a_promise(worker, programme).meeting, worker.as_actor()

    added = minutes.add(actor, meeting.pk, text="Kokouksessa oli myös Kela.")

    assert (added.author, added.written_at) == (worker.user, actor.at)
    with pytest.raises(RuleViolation, match="added or corrected"):
        minutes.add(actor, meeting.pk, text=" ")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Addendum.objects.update(text="Muu")
    with pytest.raises(IntegrityError, match="only a closed meeting"), transaction.atomic():
        Addendum.objects.create(meeting=a_meeting(worker, programme), text="x", author=worker.user, written_at=actor.at)


def test_the_next_meeting_opens_with_what_was_promised(worker, programme):
    promise = a_promise(worker, programme, at=EARLIER)
    meeting = going_on(worker, programme)

    assert list(candidates.promised(meeting, now())) == [promise]
    calling.close_meeting(worker.as_actor(), meeting.pk)
    meeting.refresh_from_db()
    assert [(one.text, one.owner, one.state) for one in minutes.of(meeting, now()).before] == [
        ("Vuokrataan tila", "Työryhmä", "agreed")
    ]


def test_a_first_meeting_has_no_promises_to_look_at(worker, programme):
    assert not candidates.promised(a_meeting(worker, programme), now()).exists()


def test_every_step_of_a_meeting_leaves_a_trace_without_words(worker, programme):
    meeting = a_promise(worker, programme).meeting
    minutes.add(worker.as_actor(), meeting.pk, text="Lisäys")

    found = AuditEvent.objects.filter(action__startswith="programme.")
    assert {
        "programme.meeting_called", "programme.item_added", "programme.meeting_opened", "programme.item_written",
        "programme.promised", "programme.meeting_closed", "programme.minutes_added_to",
    } <= set(found.values_list("action", flat=True))  # fmt: skip
    assert "Sovittiin" not in str(list(found.values_list("codes", flat=True)))


def test_rows_of_another_programme_do_not_come_on_an_agenda(worker, programme):
    meeting = a_meeting(worker, programme)
    foreign = make.a_goal(worker, make.a_programme(worker))

    with pytest.raises(IntegrityError, match="another programme"), transaction.atomic():
        AgendaItem.objects.create(programme=programme, meeting=meeting, text="x", goal=foreign)
    with pytest.raises(IntegrityError, match="another programme"), transaction.atomic():
        Decision.objects.create(programme=programme, meeting=meeting, text="x", goal=foreign)


def test_an_owner_who_has_answered_is_no_longer_offered(worker, programme):
    measure = make.a_measure(worker, programme)
    held = make.an_owner(worker, "measure", measure, make.a_party(worker, programme), date(2026, 1, 1))
    StatusRequest.objects.create(
        measure=measure, responsibility=held, asked_on=date(2026, 10, 1), due_on=date(2026, 10, 15)
    )
    meeting = a_meeting(worker, programme)
    assert "silent" in offered(worker, meeting)

    status_reports.report(worker.as_actor(), measure.pk, standing="on_course", text="Hyvin.")

    assert "silent" not in offered(worker, meeting)


# ---------------------------------------------------------------- surveys


def test_what_a_survey_found_comes_on_the_agenda_and_learns_what_is_done(worker, programme):
    wave = asking.a_published_wave(worker)
    finding = Finding.objects.create(wave=wave, tone="mend", text="Emme tiedä, kuka vastaa.")
    Finding.objects.create(wave=wave, tone="strength", text="Ilmapiiri on hyvä.")
    meeting, actor = a_meeting(worker, programme), worker.as_actor()
    assert offered(worker, meeting)["survey"] == ["Emme tiedä, kuka vastaa."]

    agenda.pick(actor, meeting.pk, [f"survey:{finding.pk}"])
    calling.open_meeting(actor, meeting.pk)
    holding.write_item(actor, item_of(meeting).pk, told(action=an_action("Nimetään vastuuhenkilöt")))

    finding.refresh_from_db()
    assert (finding.action_ref, finding.action) == (CorrectiveAction.objects.get().pk, "Nimetään vastuuhenkilöt")
    assert (finding.owner, finding.due_on) == ("Työryhmä", DUE)
    assert "survey" not in offered(worker, a_meeting(worker, programme))


def test_findings_of_another_organisations_survey_are_not_offered_and_not_written_in(worker, programme):
    finding = Finding.objects.create(wave=asking.a_published_wave(a_worker()), tone="mend", text="Muiden")
    meeting, actor = a_meeting(worker, programme, "Asia"), worker.as_actor()
    AgendaItem.objects.update(found_as="survey", found_id=finding.pk)
    calling.open_meeting(actor, meeting.pk)

    assert "survey" not in offered(worker, meeting)
    holding.write_item(actor, item_of(meeting).pk, told(action=an_action()))

    finding.refresh_from_db()
    assert finding.action_ref is None
