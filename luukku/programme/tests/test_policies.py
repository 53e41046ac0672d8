"""Who reads and who writes programmes."""

import pytest

from luukku.accounts.tests.factories import a_worker
from luukku.core import clock
from luukku.core.actor import AnonymousActor, Role, SystemActor
from luukku.programme import policies
from luukku.programme.models import Programme, ProgrammeReport, ThreadLink
from luukku.programme.tests import factories as make
from luukku.programme.tests import sharing
from luukku.programme.tests.reports import a_report

pytestmark = pytest.mark.django_db


def test_nobody_who_is_not_signed_in_reads_a_programme(programme):
    actor = AnonymousActor.at_moment(clock.now())

    assert not policies.visible_programmes(actor).exists()
    assert not policies.joinable_programmes(actor).exists()


def test_the_clock_sees_everything_and_writes_nothing_without_an_organisation(worker, programme):
    private = make.a_measure(worker, programme, is_private=True)
    actor = SystemActor.now()

    assert policies.visible_programmes(actor).get() == programme
    assert policies.visible_measures(actor).get() == private
    assert not policies.editable_programmes(actor).exists()
    assert not policies.may_write(actor)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.DATA_PROTECTION])
def test_whoever_does_not_work_with_families_reads_and_does_not_write(worker, programme, role):
    output = make.an_output(programme)
    actor = a_worker(worker.organisation, roles=(role,)).as_actor()

    assert policies.visible_programmes(actor).exists()
    assert not policies.may_edit(actor, programme)
    assert not policies.editable_programmes(actor).exists()
    assert not policies.editable_measures(actor).exists()
    assert not policies.own_programmes(actor).exists()
    assert not policies.visible_runs(actor).exists()
    assert not policies.embedding_organisations(actor, output).exists()


def test_threads_are_read_where_the_programmes_are(worker, programme):
    thread, other = make.a_thread(worker), a_worker()
    ThreadLink.objects.create(thread=thread, measure=make.a_measure(worker, programme), reason="x")

    assert policies.visible_threads(other.as_actor()).get() == thread
    Programme.objects.update(is_shared=False)
    assert not policies.visible_threads(other.as_actor()).exists()


def test_goals_are_written_by_whoever_writes_their_programme(worker, programme):
    goal = make.a_goal(worker, programme)

    assert policies.editable_goals(worker.as_actor()).get() == goal
    assert not policies.editable_goals(a_worker().as_actor()).exists()


def test_meetings_and_outputs_are_read_with_their_programme(worker, programme):
    output = make.an_output(programme)

    assert policies.visible_outputs(a_worker().as_actor()).get() == output
    assert not policies.visible_meetings(worker.as_actor()).exists()


def test_models_are_read_at_work_and_by_the_clock_and_by_nobody_else(worker):
    draft, model = sharing.a_draft_model(worker), sharing.a_model(worker)
    adoption = sharing.an_adoption(worker, model)
    nobody, clockwork = AnonymousActor.at_moment(clock.now()), SystemActor.now()

    assert set(policies.visible_models(clockwork)) == {draft, model}
    assert policies.visible_model_versions(clockwork).count() == 2
    assert policies.visible_adoptions(clockwork).get() == adoption
    assert not policies.visible_models(nobody).exists()
    assert not policies.visible_model_versions(nobody).exists()
    assert not policies.visible_adoptions(nobody).exists()
    assert not policies.shareable_models(nobody).exists()
    assert policies.visible_models(a_worker().as_actor()).get() == model


def test_reports_are_read_with_their_programme_and_on_the_public_site(worker, programme):
    report = a_report(worker, programme)
    ProgrammeReport.objects.filter(pk=report.pk).update(state="published", published_at=clock.now())
    nobody = AnonymousActor.at_moment(clock.now())

    assert policies.public_reports(nobody).get() == report
    assert not policies.visible_reports(nobody).exists()
    assert not policies.withdrawable_reports(worker.as_actor()).exists()
    Programme.objects.update(is_shared=False)
    assert not policies.public_reports(nobody).exists()
    assert not policies.visible_reports(a_worker().as_actor()).exists()
    assert policies.visible_reports(worker.as_actor()).get() == report
