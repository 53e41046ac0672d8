"""What has been kept long enough is removed, and nothing else; the trail says how much."""

from datetime import timedelta
from uuid import uuid4

import pytest

from luukku.accounts.tests.factories import a_worker
from luukku.audit.models import AuditEvent
from luukku.casework.models import Case
from luukku.casework.tests.factories import a_case
from luukku.core import clock
from luukku.core.actor import SystemActor
from luukku.core.models import IdempotencyKey
from luukku.project import retention


def a_key(hours_ago: int) -> IdempotencyKey:
    key = IdempotencyKey.objects.create(user_id=uuid4(), url_name="plans:goal-edit", key=uuid4())
    IdempotencyKey.objects.filter(pk=key.pk).update(created_at=clock.now() - timedelta(hours=hours_ago))
    return key


@pytest.mark.django_db
def test_what_is_due_is_removed_and_leaves_a_line():
    a_key(hours_ago=25)
    young = a_key(hours_ago=23)

    lines = list(retention.run(SystemActor.now(), apply=True))

    assert list(IdempotencyKey.objects.all()) == [young]
    assert [line for line in lines if "IdempotencyKey" in line and line.endswith("1 removed")]
    event = AuditEvent.objects.get(action="retention.removed", codes__kind="core.IdempotencyKey")
    assert event.codes["count"] == 1


@pytest.mark.django_db
def test_counting_removes_nothing():
    a_key(hours_ago=25)

    lines = list(retention.run(SystemActor.now(), apply=False))

    assert IdempotencyKey.objects.count() == 1
    assert [line for line in lines if "IdempotencyKey" in line and line.endswith("1 to remove")]


@pytest.mark.django_db
def test_a_familys_records_are_told_and_kept():
    case = a_case(a_worker())

    lines = list(retention.run(SystemActor.now(), apply=True))

    assert Case.objects.filter(pk=case.pk).exists()
    assert [line for line in lines if line.startswith("casework.Case: as long as the class of the case allows")]
