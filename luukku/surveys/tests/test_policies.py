"""Who prepares surveys and looks at centres, and who finds nothing there."""

import pytest

from luukku.accounts.tests.factories import a_unit, a_worker
from luukku.core import clock
from luukku.core.actor import AnonymousActor, Role
from luukku.surveys import policies
from luukku.surveys.services import findings
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
    assert policies.readable_findings(stranger.as_actor()).get().wave == wave


def test_a_leader_confirms_the_looks_of_the_units_that_they_lead_and_not_their_own_review(worker):
    first, second = a_unit(worker.organisation), a_unit(worker.organisation)
    peer = a_worker()
    row = make.a_reviewed_assessment(a_worker(worker.organisation, unit=first), peer)

    of_first, of_second, of_all = (
        a_worker(worker.organisation, roles=(Role.SUPERVISOR,), unit=unit) for unit in (first, second, None)
    )

    assert list(policies.confirmable_assessments(of_first.as_actor())) == [row]
    assert not policies.confirmable_assessments(of_second.as_actor()).exists()
    assert list(policies.confirmable_assessments(of_all.as_actor())) == [row]
    assert not policies.confirmable_assessments(peer.as_actor()).exists()
