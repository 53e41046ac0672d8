"""A private measure is told to its own organisation alone, also where other things lead to it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from luukku.accounts.tests.factories import a_worker
from luukku.core.clock import now
from luukku.programme import policies
from luukku.programme.models import (
    AgendaItem,
    CorrectiveAction,
    Decision,
    Indicator,
    Measure,
    MeasureLink,
    Meeting,
    SourceConflict,
    StatusReport,
)
from luukku.programme.services import documents, gaps, indicators, looking, measures
from luukku.programme.services.meetings import calling, holding, minutes
from luukku.programme.tests import factories as make
from luukku.programme.tests.meetings import a_meeting, a_promise, an_action, going_on, item_of, offered, told

pytestmark = pytest.mark.django_db

SECRET = "Salainen hanke"


@pytest.fixture
def worker():
    return a_worker()


@pytest.fixture
def other():
    return a_worker()


@pytest.fixture
def programme(worker):
    return make.a_programme(worker)


@pytest.fixture
def secret(worker, programme):
    """A measure that the programme's own organisation keeps to itself."""
    return make.a_measure(worker, programme, text=SECRET, is_private=True)


@pytest.fixture
def shown(worker, programme):
    return make.a_measure(worker, programme, make.a_goal(worker, programme), text="Avoin hanke")


def words(worker, path):
    client = Client()
    client.force_login(worker.user)
    return client.get(worker.url(path)).content.decode()


def page(worker, programme, path):
    return words(worker, f"/programme/{programme.pk}/{path}")


def test_a_link_to_a_private_measure_is_told_to_its_own_organisation_alone(worker, other, programme, shown, secret):
    measures.link_measures(worker.as_actor(), shown.pk, secret.pk, kind=MeasureLink.Kind.DEPENDS_ON)

    assert SECRET in page(worker, programme, f"measures/{shown.pk}/")
    assert SECRET not in page(other, programme, f"measures/{shown.pk}/")


def test_a_row_that_points_to_a_private_measure_does_not_name_it(worker, other, programme, shown, secret):
    measures.link_measures(worker.as_actor(), shown.pk, secret.pk, kind=MeasureLink.Kind.REFERS_TO)
    Measure.objects.filter(pk=shown.pk).update(is_reference=True)

    assert SECRET in page(worker, programme, "goals/")
    assert SECRET not in page(other, programme, "goals/")
    assert "says the same as" not in page(other, programme, "goals/")


def test_a_private_measure_that_goes_on_instead_is_not_named(worker, other, programme, shown, secret):
    measures.move(worker.as_actor(), shown.pk, state="replaced", replaced_by_id=secret.pk)
    shown.refresh_from_db()

    assert looking.at_measure(worker.as_actor(), shown)["replaced_by"] == secret
    assert looking.at_measure(other.as_actor(), shown)["replaced_by"] is None
    assert SECRET not in page(other, programme, f"measures/{shown.pk}/")


def test_what_was_promised_about_a_private_measure_is_not_on_the_page_of_duties(worker, other, programme, secret):
    party = make.a_party(worker, programme)
    CorrectiveAction.objects.create(
        programme=programme,
        text="Salainen lupaus",
        measure=secret,
        owner=party,
        due_on=date(2030, 1, 1),
        state="agreed",
    )

    assert "Salainen lupaus" in page(worker, programme, "duties/")
    assert "Salainen lupaus" not in page(other, programme, "duties/")


def test_lines_about_a_private_measure_are_not_on_the_page_of_sources(worker, other, programme, secret):
    meeting = Meeting.objects.create(programme=programme, code="K1", text="Kokous")
    Decision.objects.create(programme=programme, meeting=meeting, code="D1", text="Salainen päätös", measure=secret)
    CorrectiveAction.objects.create(programme=programme, code="C1", text="Salainen liike", measure=secret)
    programme.documents.create(code="A", text="Lähde")

    def lines(reader):
        return {row.text for _document, rows in documents.lines(reader.as_actor(), programme) for row in rows}

    assert {"Salainen päätös", "Salainen liike", "Kokous"} <= lines(worker)
    assert lines(other) == {"Kokous"}
    assert "Salainen päätös" not in page(other, programme, f"meetings/{meeting.pk}/")


@pytest.fixture
def contradiction(programme, secret):
    """What a file tells of a private measure and what stands here."""
    Measure.objects.filter(pk=secret.pk).update(code="M1")
    values = [{"code": "M1", "text": SECRET, "source": ""}, {"code": "M1", "text": "Toinen", "source": "A:1"}]
    return SourceConflict.objects.create(programme=programme, what="M1: text", values=values, fingerprint="x")


def test_a_contradiction_about_a_private_measure_is_told_to_its_own_organisation_alone(
    worker, other, programme, contradiction
):
    plain = SourceConflict.objects.create(programme=programme, what="Päivä", fingerprint="y", values=[{"code": "G1"}])

    assert set(policies.visible_conflicts(worker.as_actor())) == {plain, contradiction}
    assert policies.visible_conflicts(other.as_actor()).get() == plain
    assert gaps.find(other.as_actor(), programme, other.as_actor().day).conflicts == [plain]
    assert SECRET in page(worker, programme, "sources/")
    assert [SECRET in page(other, programme, path) for path in ("", "sources/")] == [False, False]
    assert "Päivä" in page(other, programme, "sources/")


def test_a_meeting_is_not_offered_what_only_one_organisation_sees(worker, programme, contradiction, secret):
    before = going_on(worker, programme, "Asia")
    AgendaItem.objects.filter(meeting=before).update(measure=secret, text=SECRET)
    calling.close_meeting(worker.as_actor(), before.pk)

    assert offered(worker, a_meeting(worker, programme)) == {}


def test_what_was_promised_about_a_measure_that_became_private_is_not_read_out(worker, other, programme):
    promise = a_promise(worker, programme)
    mine = make.a_measure(other, programme, text=SECRET)
    CorrectiveAction.objects.filter(pk=promise.pk).update(measure=mine)
    meeting = going_on(worker, programme, "Asia")
    assert minutes.of(meeting, now()).before

    Measure.objects.filter(pk=mine.pk).update(is_private=True)

    assert not minutes.of(meeting, now()).before


def test_what_became_of_decisions_leaves_out_what_the_reader_does_not_see(worker, other, programme):
    meeting = going_on(worker, programme)
    mine = make.a_measure(other, programme, text=SECRET)
    holding.write_item(
        worker.as_actor(), item_of(meeting).pk, told(outcome="decision", decision="Jatketaan", action=an_action())
    )
    calling.close_meeting(worker.as_actor(), meeting.pk)
    action = CorrectiveAction.objects.get()
    CorrectiveAction.objects.filter(pk=action.pk).update(measure=mine)
    assert list(minutes.chains(worker.as_actor(), meeting)[0].corrections.all()) == [action]

    Measure.objects.filter(pk=mine.pk).update(is_private=True)

    assert list(minutes.chains(worker.as_actor(), meeting)[0].corrections.all()) == []


def test_nothing_more_is_told_in_a_meeting_of_a_measure_that_became_private(worker, other, programme):
    mine = make.a_measure(other, programme, text="Kerho", due="2031")
    StatusReport.objects.create(
        measure=mine, reported_on=date(2026, 11, 1), standing="behind", text="x", author=other.user
    )
    action = CorrectiveAction.objects.create(programme=programme, text="Salainen liike", measure=mine)
    meeting = going_on(worker, programme, "Kerho")
    item = item_of(meeting)
    AgendaItem.objects.filter(pk=item.pk).update(measure=mine, correction=action)
    path = f"meetings/{meeting.pk}/items/{item.pk}/"
    assert "2031" in page(worker, programme, path)

    Measure.objects.filter(pk=mine.pk).update(is_private=True)

    assert "2031" not in page(worker, programme, path)
    holding.write_item(worker.as_actor(), item.pk, told(action=an_action("Uusi")))
    action.refresh_from_db()
    assert (action.text, action.state) == ("Salainen liike", "open")


def test_a_corrective_action_about_anothers_private_measure_is_not_changed(worker, other, programme):
    mine = make.a_measure(other, programme, is_private=True)
    action = CorrectiveAction.objects.create(programme=programme, text="x", measure=mine)

    assert not policies.editable_corrections(worker.as_actor()).filter(pk=action.pk).exists()


def test_what_is_about_an_indicator_of_a_private_measure_is_not_told(worker, other, programme, secret):
    indicator = Indicator.objects.create(programme=programme, text="Salainen mittari")
    indicator.measures.add(secret)
    CorrectiveAction.objects.create(programme=programme, text="x", indicator=indicator)

    assert policies.visible_corrections(worker.as_actor()).exists()
    assert not policies.visible_corrections(other.as_actor()).exists()


def test_an_indicator_is_not_hung_on_a_measure_that_the_actor_does_not_see(worker, other, programme):
    hidden = make.a_measure(other, programme, is_private=True)

    with pytest.raises(PermissionDenied):
        indicators.add_indicator(worker.as_actor(), programme.pk, text="Mittari", measure_ids=[hidden.pk])


def test_whoever_answers_for_a_private_measure_is_not_among_those_who_may_be_asked(worker, other, programme):
    party = make.a_party(worker, programme)
    mine = make.a_measure(other, programme)
    held = make.an_owner(other, "measure", mine, party, date(2026, 1, 1))
    type(held).objects.filter(pk=held.pk).update(person=other.user)
    assert other.user in policies.people_to_ask(worker.as_actor(), programme)

    Measure.objects.filter(pk=mine.pk).update(is_private=True)

    assert other.user not in policies.people_to_ask(worker.as_actor(), programme)
