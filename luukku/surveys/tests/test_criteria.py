"""Looking at a centre by the minimum criteria: every one of them, with evidence that is young enough."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from luukku.accounts.models import Organisation
from luukku.accounts.tests.factories import a_unit, a_worker, an_organisation
from luukku.core.actor import Role
from luukku.core.errors import Conflict, RuleViolation
from luukku.surveys import policies
from luukku.surveys.models import Assessment, CriteriaSet, Criterion, CriterionAnswer
from luukku.surveys.rules.criteria import OWN_KEY, Demand, Proof, Status, Told, is_met, status, worst
from luukku.surveys.services import assessing, walls
from luukku.surveys.services.templates import load_templates
from luukku.surveys.tests import factories as make

DAY = date(2026, 11, 23)
DEMAND = Demand("fit", 2, 12, frozenset({"decision"}))


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (None, Status.NOT_ANSWERED),
        (Told(), Status.NOT_ANSWERED),
        (Told(na_reason=" "), Status.NOT_ANSWERED),
        (Told(na_reason="Ei lapsia."), Status.NOT_CONCERNED),
        (Told(1, proofs=(Proof("decision", DAY),)), Status.TOO_LOW),
        (Told(3), Status.NO_EVIDENCE),
        (Told(3, proofs=(Proof("feedback", DAY),)), Status.NO_EVIDENCE),
        (Told(3, proofs=(Proof("decision", date(2025, 11, 22)),)), Status.OLD_EVIDENCE),
        (Told(3, proofs=(Proof("decision", date(2025, 11, 23)),)), Status.MET),
        (Told(3, proofs=(Proof("decision", date(2026, 11, 24)),)), Status.OLD_EVIDENCE),
    ],
)
def test_a_criterion_stands(told, expected):
    assert status(DEMAND, told, DAY) is expected


def test_check_8_nine_at_the_top_do_not_hide_one_at_the_bottom():
    nine = [Status.MET] * 9

    assert is_met([*nine, Status.MET])
    assert is_met([*nine, Status.NOT_CONCERNED])
    assert not is_met([*nine, Status.TOO_LOW])
    assert not is_met([])


def test_of_several_centres_the_one_with_most_to_mend_is_told():
    assert worst([Status.MET, Status.OLD_EVIDENCE, Status.TOO_LOW]) is Status.TOO_LOW


@pytest.fixture
def worker(db):
    return a_worker(unit=a_unit())


@pytest.mark.django_db
def test_ten_criteria_stand_on_sections_of_law_and_say_that_they_are_ours():
    chosen = make.the_set()

    assert chosen.criteria.count() == 10
    assert all(one.reference for one in chosen.criteria.all())
    assert {"46 §", "49–50 §", "9 §", "14 §"} <= {one.section for one in chosen.criteria.all()}
    assert "Luukku" in chosen.origin
    assert all(len(one.rubric) == 4 for one in chosen.criteria.all())
    assert load_templates() == 0


@pytest.mark.django_db
def test_published_criteria_do_not_change():
    chosen = make.the_set()

    with pytest.raises(IntegrityError, match="do not change"), transaction.atomic():
        Criterion.objects.filter(criteria_set=chosen).update(required_level=0)


def test_centres_look_at_themselves_by_the_products_own_criteria_alone(worker):
    own = make.the_set()
    assert own.key == OWN_KEY
    other = CriteriaSet.objects.create(key="another", number=999, titles={"fi": "Toiset"}, is_published=True)
    day = worker.as_actor().day

    assert [*policies.visible_sets(worker.as_actor())] == [other, own]
    assert [*policies.binding_sets(worker.as_actor())] == [own]
    with pytest.raises(PermissionDenied):
        assessing.start_assessment(
            worker.as_actor(), unit_id=a_unit(worker.organisation).pk, set_id=other.pk, starts_on=day, ends_on=day
        )


def test_check_9_a_level_or_a_reason_is_needed_also_by_the_database(worker):
    row = make.an_assessment(worker)

    with pytest.raises(RuleViolation, match="why this does not concern"):
        make.answer_criterion(worker, row, "equal", None)
    with pytest.raises(IntegrityError, match="level_or_a_reason"), transaction.atomic():
        CriterionAnswer.objects.create(assessment=row, criterion=row.criteria_set.criteria.get(key="equal"))


def test_somebody_who_answered_meanwhile_is_told(worker):
    row = make.an_assessment(worker)

    with pytest.raises(Conflict):
        make.answer_criterion(worker, row, "fit", 3, version=0)


def test_a_look_is_sent_when_all_is_answered_then_reviewed_by_a_peer_and_confirmed_by_the_leader(worker):
    peer = make.a_neighbour(worker)
    leader = a_worker(unit=worker.unit, roles=(Role.SUPERVISOR,))
    begun = make.an_assessment(worker)
    with pytest.raises(RuleViolation, match="Answer these first"):
        assessing.send_assessment(worker.as_actor(), begun.pk)

    row = make.a_sent_assessment(worker)
    with pytest.raises(PermissionDenied):
        assessing.review_assessment(worker.as_actor(), row.pk, note="Itse.", seen={})
    assessing.review_assessment(peer.as_actor(), row.pk, note="Kävin.", seen={"fit": 1})
    with pytest.raises(PermissionDenied):
        assessing.confirm_assessment(worker.as_actor(), row.pk)
    done = assessing.confirm_assessment(leader.as_actor(), row.pk)

    statuses = assessing.statuses_of(done, leader.as_actor().day)
    assert done.state == Assessment.State.CONFIRMED
    assert statuses["fit"] is Status.TOO_LOW
    assert not is_met(statuses.values())
    assert done.answers.get(criterion__key="fit").level == 2


def test_the_wall_shows_each_municipality_of_the_county_with_words_for_every_gap(worker):
    county = an_organisation("wellbeing_county")
    neighbour, silent = a_worker(unit=a_unit()), a_worker()
    Organisation.objects.filter(pk__in=[one.organisation.pk for one in (worker, neighbour, silent)]).update(
        county=county
    )
    make.a_sent_assessment(worker, equal=1)
    make.a_sent_assessment(neighbour, level=3)

    wall = walls.wall_of(worker.as_actor(), make.the_set())

    rows = {row.organisation.pk: row for row in wall.rows}
    mine = rows[worker.organisation.pk]
    place = [one.key for one in wall.criteria].index("equal")
    assert mine.cells[place] is Status.TOO_LOW
    assert mine.is_met is False
    assert rows[neighbour.organisation.pk].cells[place] is Status.MET
    assert sorted(str(row.is_met) for row in wall.rows) == ["False", "None", "True"]


def test_evidence_grows_old_by_itself(worker):
    with time_machine.travel(datetime(2026, 1, 12, 9, tzinfo=UTC), tick=False):
        row = make.a_sent_assessment(worker)

    later = assessing.statuses_of(row, date(2028, 6, 1))

    assert Status.MET not in later.values()


def test_the_page_of_the_region_says_in_words_what_the_colours_say(worker):
    make.a_sent_assessment(worker, equal=1)
    client = Client()
    client.force_login(worker.user)

    page = client.get(worker.url("/criteria/")).content.decode()
    csv = client.get(worker.url("/criteria/wall.csv")).content.decode()

    assert "Level too low" in page
    assert "Level too low" in csv


def test_the_page_of_the_region_names_who_lacks_what_and_where_nobody_has_looked(worker):
    county, silent = an_organisation("wellbeing_county"), a_worker()
    here = [worker.organisation.pk, silent.organisation.pk]
    Organisation.objects.filter(pk__in=here).update(county=county)
    make.a_sent_assessment(worker, equal=1)
    client = Client()
    client.force_login(worker.user)

    page = client.get(worker.url("/criteria/")).context

    lacking = {criterion.key: towns for criterion, towns in page["gaps"] if towns}
    assert lacking == {"equal": [(worker.organisation.name, "Level too low")]}
    assert [row.organisation for row, _cells in page["rows"]] == [worker.organisation]
    assert page["silent"] == [silent.organisation]


def test_a_draft_is_the_own_organisations_and_what_was_sent_is_the_regions(worker):
    neighbour, stranger = make.a_neighbour(worker), a_worker()
    draft, sent = make.an_assessment(worker), make.a_sent_assessment(worker)

    assert list(policies.visible_assessments(neighbour.as_actor())) == [sent]
    assert not policies.visible_assessments(stranger.as_actor()).exists()
    assert set(policies.visible_assessments(worker.as_actor())) == {draft, sent}


def test_a_centre_looks_at_itself_by_the_pages(worker):
    make.the_set()
    client = Client()
    client.force_login(worker.user)
    begun = client.post(
        worker.url("/criteria/assessments/new/"),
        {
            "unit": str(worker.unit.pk),
            "criteria_set": str(make.the_set().pk),
            "starts_on": "1.1.2026",
            "ends_on": "31.12.2026",
        },
    )
    row = Assessment.objects.get()
    path = f"/criteria/assessments/{row.pk}/"
    refused = client.post(worker.url(f"{path}fit/"), {"level": "", "na_reason": "", "note": "Sanani", "version": "0"})
    saved = client.post(worker.url(f"{path}fit/"), {"level": "2", "note": "Sanani", "version": "0"})
    proof = {"kind": "decision", "text": "Päätös.", "dated_on": "1.2.2026"}
    added = client.post(worker.url(f"{path}fit/evidence/"), proof)

    assert begun.url.endswith(path)
    assert refused.status_code == 422
    assert "Sanani" in refused.content.decode()
    assert (saved.status_code, added.status_code) == (302, 302)
    assert "Päätös." in client.get(worker.url(path)).content.decode()
    removed = client.post(worker.url(f"/criteria/evidence/{row.answers.get().evidence.get().pk}/remove/"))
    assert removed.status_code == 302
    assert not row.answers.get().evidence.exists()
