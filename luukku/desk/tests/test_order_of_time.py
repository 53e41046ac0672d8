"""What has happened and what comes stand in the order of time, also within one day."""

from datetime import UTC, date, datetime

import pytest

from luukku.accounts.tests.factories import a_worker
from luukku.casework.tests.factories import a_family, a_meeting
from luukku.core import clock
from luukku.desk.reading.timeline import timeline_of
from luukku.desk.tests.test_family_page import a_plan, rows_of
from luukku.plans.models import Confirmation, FamilyPlan

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return a_worker(name="Leena Keksitty")


@pytest.fixture
def case(worker):
    return a_family(worker).cases.get()


def test_within_a_day_the_latest_stands_on_top(worker, case):
    plan = a_plan(case, worker)
    FamilyPlan.objects.filter(pk=plan.pk).update(state="superseded", in_force_on=date(2026, 3, 1))
    Confirmation.objects.create(
        plan=plan,
        capacity="worker",
        worker=worker.user,
        content_hash=plan.content_hash,
        language="fi",
        recorded_by=worker.user,
        confirmed_at=datetime(2026, 3, 1, 10, tzinfo=UTC),
    )
    a_meeting(case, datetime(2026, 3, 1, 8, 30, tzinfo=UTC), topic="Aamulla", held_at=clock.now())
    a_meeting(case, datetime(2026, 3, 1, 11, 30, tzinfo=UTC), topic="Iltapäivällä", held_at=clock.now())

    entries = [entry for month in timeline_of(rows_of(worker, case)).months for entry in month.entries]

    assert [str(entry.title) for entry in entries[:5]] == [
        "Meeting: Iltapäivällä",
        "The plan came into force",
        "Leena Keksitty confirmed the plan",
        "The plan was offered to the family",
        "Meeting: Aamulla",
    ]
