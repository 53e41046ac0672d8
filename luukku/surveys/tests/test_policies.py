"""Who prepares surveys and looks at centres, and who finds nothing there."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from luukku.accounts.tests.factories import a_unit, a_worker
from luukku.core import clock
from luukku.core.actor import AnonymousActor, Role
from luukku.surveys import policies
from luukku.surveys.models import Evidence
from luukku.surveys.services import findings, inviting
from luukku.surveys.tests import factories as make

pytestmark = pytest.mark.django_db

OF_KEEPERS = (
    policies.visible_instruments,
    policies.kept_waves,
    policies.own_panels,
    policies.written_assessments,
    policies.reviewable_assessments,
    policies.own_units,
)
OF_READERS = (
    policies.readable_waves,
    policies.visible_sets,
    policies.visible_assessments,
)


@pytest.fixture
def worker():
    return a_worker()


@pytest.fixture
def filled(worker):
    """A published round, a draft of a look and one that waits for a peer, in the worker's organisation."""
    make.a_published_wave(worker)
    make.an_assessment(worker)
    make.a_sent_assessment(worker)


@pytest.mark.parametrize("policy", OF_KEEPERS)
def test_whoever_does_not_prepare_surveys_finds_nothing_to_prepare(worker, filled, policy):
    officer = a_worker(worker.organisation, roles=(Role.ADMINISTRATOR,))

    assert not policy(officer.as_actor()).exists()


@pytest.mark.parametrize("policy", [*OF_KEEPERS, *OF_READERS])
def test_whoever_is_not_at_work_reads_nothing(filled, policy):
    assert not policy(AnonymousActor.at_moment(clock.now())).exists()


@pytest.mark.parametrize("policy", OF_READERS)
def test_everybody_at_work_in_the_organisation_reads_what_is_published(worker, filled, policy):
    officer = a_worker(worker.organisation, roles=(Role.ADMINISTRATOR,))

    assert policy(officer.as_actor()).exists()


def test_another_organisations_round_and_what_it_heard_are_read_when_it_shows_them_to_everybody(worker):
    stranger = a_worker()
    wave = make.a_published_wave(worker)
    findings.add_finding(worker.as_actor(), wave.pk, {"tone": "strength", "text": "Yhteistyö sujuu."})
    assert not policies.readable_waves(stranger.as_actor()).exists()
    assert not policies.readable_findings(stranger.as_actor()).exists()

    wave.__class__.objects.filter(pk=wave.pk).update(is_public=True)

    assert policies.readable_waves(stranger.as_actor()).get() == wave
    assert not policies.readable_findings(stranger.as_actor()).exists()
    assert policies.readable_findings(worker.as_actor()).get().wave == wave
    inviting.tell_back(worker.as_actor(), wave.pk)
    assert policies.readable_findings(stranger.as_actor()).get().wave == wave


def test_what_was_said_together_about_a_public_round_is_read_by_its_own_organisation(worker):
    colleague, stranger = a_worker(worker.organisation), a_worker()
    wave = make.a_published_wave(worker, is_public=True)
    findings.save_discussion(worker.as_actor(), wave.pk, discussion="Riitelimme rooleista.", version=wave.edits)

    told = {one: the_page(one, wave) for one in (colleague, stranger)}

    assert "Riitelimme rooleista." in told[colleague]
    assert "Riitelimme" not in told[stranger]
    assert ">3,83<" in told[stranger]
    assert not policies.discussed_waves(stranger.as_actor()).exists()


def the_page(worker, wave):
    desk = Client()
    desk.force_login(worker.user)
    return desk.get(worker.url(f"/surveys/{wave.pk}/results/")).content.decode()


def test_a_peer_comes_from_another_unit_or_organisation_of_the_region(worker):
    here, elsewhere = a_unit(worker.organisation), a_unit(worker.organisation)
    row = make.a_sent_assessment(a_worker(worker.organisation, unit=here))
    peers = (a_worker(worker.organisation, unit=elsewhere), make.a_neighbour(worker))
    others = (a_worker(worker.organisation, unit=here), a_worker(worker.organisation), a_worker())

    assert [list(policies.reviewable_assessments(one.as_actor())) for one in peers] == [[row], [row]]
    assert [list(policies.reviewable_assessments(one.as_actor())) for one in others] == [[], [], []]


def test_whoever_may_write_a_centres_look_is_never_its_peer(worker):
    here, elsewhere = a_unit(worker.organisation), a_unit(worker.organisation)
    of_here, of_elsewhere = a_worker(unit=here), a_worker(unit=elsewhere)
    people = (of_here, of_elsewhere, worker)
    row = make.an_assessment(of_here)

    writers = [policies.written_assessments(one.as_actor()).filter(pk=row.pk).exists() for one in people]
    with pytest.raises(PermissionDenied):
        make.answer_criterion(of_elsewhere, row, "equal")
    sent = make.a_sent_assessment(of_here)
    peers = [policies.reviewable_assessments(one.as_actor()).filter(pk=sent.pk).exists() for one in people]

    assert (writers, peers) == ([True, False, True], [False, True, False])
    assert [list(policies.own_units(one.as_actor())) for one in people[:2]] == [[here], [elsewhere]]


def test_whoever_added_evidence_and_works_elsewhere_now_is_no_peer(worker):
    here, elsewhere = a_unit(worker.organisation), a_unit(worker.organisation)
    row, peer = make.a_sent_assessment(a_worker(unit=here)), a_worker(unit=elsewhere)
    assert policies.reviewable_assessments(peer.as_actor()).get() == row

    Evidence.objects.filter(pk=Evidence.objects.first().pk).update(added_by=peer.user)

    assert not policies.reviewable_assessments(peer.as_actor()).exists()


def test_a_leader_confirms_the_looks_of_the_units_that_they_lead_and_not_their_own_review(worker):
    first, second = a_unit(worker.organisation), a_unit(worker.organisation)
    peer = make.a_neighbour(worker)
    row = make.a_reviewed_assessment(a_worker(worker.organisation, unit=first), peer)

    of_first, of_second, of_all = (
        a_worker(worker.organisation, roles=(Role.SUPERVISOR,), unit=unit) for unit in (first, second, None)
    )

    assert list(policies.confirmable_assessments(of_first.as_actor())) == [row]
    assert not policies.confirmable_assessments(of_second.as_actor()).exists()
    assert list(policies.confirmable_assessments(of_all.as_actor())) == [row]
    assert not policies.confirmable_assessments(peer.as_actor()).exists()
