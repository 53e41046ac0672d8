"""What the clock and the queue do, and what happens when somebody stops working here."""

from datetime import timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from luukku.accounts.models import Membership
from luukku.accounts.services import change_end
from luukku.accounts.tests.factories import a_worker, an_administrator
from luukku.audit.models import AuditEvent
from luukku.toolkit import jobs, policies
from luukku.toolkit.models import ItemVersion, Ownership
from luukku.toolkit.services import items, reviewing
from luukku.toolkit.tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return a_worker()


def test_an_approved_text_is_planned_for_its_moment_in_the_same_transaction(worker):
    version = make.a_draft(worker)
    reviewing.submit(worker.as_actor(), version.pk)
    approver = make.a_colleague(worker).as_actor()

    reviewing.approve(approver, version.pk, publish_at=approver.at + timedelta(hours=1))

    job = ProcrastinateJob.objects.get(task_name="toolkit.publish_when_due")
    assert job.args == {"version_id": str(version.pk)}
    jobs.publish_when_due(version_id=str(version.pk))
    assert ItemVersion.objects.get().state == ItemVersion.State.APPROVED


def test_the_clocks_jobs_run_over_an_empty_house_without_harm():
    jobs.publish_all_due(timestamp=0)
    jobs.walk_through(timestamp=0)
    jobs.check_links(timestamp=0)

    assert not AuditEvent.objects.exists()


def test_a_machine_that_is_not_there_leaves_everything_as_it_is(worker, monkeypatch):
    monkeypatch.delenv("LUUKKU_LIBRETRANSLATE_URL", raising=False)
    monkeypatch.delenv("LUUKKU_ETRANSLATION_URL", raising=False)
    item = make.published(worker)

    jobs.translate_by_machine(item_id=str(item.pk), language="sv")

    assert not item.translations.exists()


def test_whoever_stops_working_here_answers_for_nothing_after_that_day(worker):
    make.published(worker)
    boss = an_administrator(worker.organisation)
    last = boss.as_actor().day

    change_end(boss.as_actor(), Membership.objects.get(user=worker.user).pk, ends_on=last)

    assert Ownership.objects.get().ends_on == last
    tomorrow = make.a_colleague(worker).as_actor(boss.as_actor().at + timedelta(days=1))
    assert policies.ownerless_items(tomorrow).count() == 1


def test_whoever_has_another_role_here_goes_on_answering(worker):
    make.published(worker)
    a_worker(worker.organisation, roles=("supervisor",), user=worker.user)
    boss = an_administrator(worker.organisation)
    role = Membership.objects.get(user=worker.user, role="caseworker")

    change_end(boss.as_actor(), role.pk, ends_on=boss.as_actor().day)

    assert Ownership.objects.get().ends_on is None


def test_the_owner_can_be_a_role_that_nobody_holds_yet(worker):
    item = make.published(worker)
    items.give_to(worker.as_actor(), item.pk, items.Owner("Koordinaattori", None))

    assert policies.ownerless_items(worker.as_actor()).count() == 1
