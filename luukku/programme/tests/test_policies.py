"""Who reads and who writes programmes."""

import pytest

from luukku.accounts.tests.factories import a_worker
from luukku.core import clock
from luukku.core.actor import AnonymousActor, Role, SystemActor
from luukku.programme import policies
from luukku.programme.models import Programme, ThreadLink
from luukku.programme.tests import factories as make

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
