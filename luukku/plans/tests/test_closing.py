"""What becomes of plans when a case is closed."""

import pytest
from django.utils.translation import override

from luukku.accounts.tests.factories import a_worker
from luukku.casework.events import Weight
from luukku.casework.models import Deadline
from luukku.casework.services import close_case, open_things
from luukku.core.errors import RuleViolation
from luukku.plans.models import FamilyPlan, Review
from luukku.plans.services import drafts
from luukku.plans.tests import factories as make

pytestmark = pytest.mark.django_db

CLOSING = {"ground": "reached", "note": "Kaikki on tehty.", "despite": "Perhe pyysi."}


@pytest.fixture
def worker():
    return a_worker()


@pytest.fixture
def case(worker):
    return make.a_case_with_family(worker)[1]


def test_a_plan_in_force_ends_with_its_case_and_its_clocks(worker, case):
    make.a_plan_in_force(worker, case)

    close_case(worker.as_actor(), case.pk, **CLOSING)

    plan = FamilyPlan.objects.get(case=case)
    assert (plan.state, plan.ended_on) == ("ended", worker.as_actor().day)
    assert not Review.objects.filter(held_on__isnull=True).exists()
    assert not Deadline.objects.running().filter(case=case).exists()


@override("en")
def test_attack_47_an_offered_plan_is_answered_before_the_case_is_closed(worker, case):
    plan = make.offer(make.a_draft_plan(worker, case), worker)

    things = [one for one in open_things(worker.as_actor(), case) if one.kind == "offered_plan"]

    assert [(one.weight, one.ids) for one in things] == [(Weight.BLOCKS, (plan.pk,))]
    with pytest.raises(RuleViolation):
        close_case(worker.as_actor(), case.pk, **CLOSING)
    plan.refresh_from_db()
    assert plan.state == "offered"


def test_a_draft_stays_as_it_is_behind_the_reason(worker, case):
    plan = make.a_plan_in_force(worker, case)
    draft = drafts.revise_plan(worker.as_actor(), plan.pk)

    close_case(worker.as_actor(), case.pk, **CLOSING)

    draft.refresh_from_db()
    assert draft.state == "draft"
    assert case.transitions.get().left_open == sorted({"draft_plan", "clock"})
