"""A yes counts for whom it was said, and nothing holds for a child for whom nobody may decide."""

from datetime import timedelta

import pytest

from luukku.casework.models import GuardianRelation
from luukku.casework.services import guardians
from luukku.casework.tests.factories import a_guardian
from luukku.core import clock
from luukku.core.errors import RuleViolation
from luukku.plans.models import Confirmation, FamilyPlan
from luukku.plans.services import confirmations, force
from luukku.plans.tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = clock.today()


@pytest.fixture
def plan() -> FamilyPlan:
    """On offer to a guardian, a step-parent and a child."""
    worker, case = make.a_case_with_family(adults=2)
    make.adults_of(case)[1].ward_relations.all().delete()
    return make.an_offered_plan(worker, case)


@pytest.fixture
def actor(plan):
    return make.worker_of(plan.case).as_actor()


@pytest.fixture
def child(plan):
    return make.children_of(plan.case)[0]


def bar(actor, plan, relation):
    guardians.bar_guardian(actor, plan.case_id, relation.pk, is_blocked=True)


def end(actor, plan, relation):
    guardians.end_guardian(actor, plan.case_id, relation.pk, last_on=TODAY - timedelta(days=1))


@pytest.mark.parametrize("stop", [bar, end])
@pytest.mark.parametrize("last", ["family", "worker"])
def test_a_plan_does_not_hold_while_nobody_may_decide_for_its_child(plan, actor, child, stop, last):
    guardian, step_parent = make.adults_of(plan.case)
    for relation in GuardianRelation.objects.filter(child=child):
        stop(actor, plan, relation)
    deeds = {
        "family": lambda: make.says_yes(actor, plan, step_parent.pk),
        "worker": lambda: confirmations.confirm_as_worker(actor, plan.pk, content_hash=plan.content_hash),
    }
    the_last = deeds.pop(last)
    make.says_yes(actor, plan, guardian.pk)
    for deed in deeds.values():
        deed()

    with pytest.raises(RuleViolation, match=f"nobody may decide for {child.short_name}"):
        the_last()

    plan.refresh_from_db()
    assert plan.state == "offered"


def test_settling_does_not_go_round_a_child_without_a_guardian(plan, actor, child):
    guardian, step_parent = make.adults_of(plan.case)
    elsewhere = a_guardian(child)
    confirmations.confirm_as_worker(actor, plan.pk, content_hash=plan.content_hash)
    make.says_yes(actor, plan, guardian.pk)
    make.says_yes(actor, plan, step_parent.pk)
    for relation in [elsewhere, *guardian.ward_relations.all()]:
        bar(actor, plan, relation)

    with pytest.raises(RuleViolation, match=f"nobody may decide for {child.short_name}"):
        confirmations.settle_plan(actor, plan.pk)


def test_a_step_parents_own_yes_is_not_one_for_the_child(plan, actor, child):
    guardian, step_parent = make.adults_of(plan.case)
    make.says_yes(actor, plan, step_parent.pk)
    make.says_yes(actor, plan, guardian.pk)
    guardians.add_guardian(actor, plan.case_id, child_id=child.pk, guardian_id=step_parent.pk)
    bar(actor, plan, guardian.ward_relations.get())

    confirmations.confirm_as_worker(actor, plan.pk, content_hash=plan.content_hash)

    plan.refresh_from_db()
    assert plan.state == "offered"
    assert force.missing_signers(actor, plan) == {step_parent.pk}
    with pytest.raises(RuleViolation, match="has not confirmed"):
        confirmations.settle_plan(actor, plan.pk)


def test_who_became_a_guardian_after_their_own_yes_says_yes_for_the_child_as_well(plan, actor, child):
    guardian, step_parent = make.adults_of(plan.case)
    confirmations.confirm_as_worker(actor, plan.pk, content_hash=plan.content_hash)
    make.says_yes(actor, plan, step_parent.pk)
    guardians.add_guardian(actor, plan.case_id, child_id=child.pk, guardian_id=step_parent.pk)
    make.says_yes(actor, plan, guardian.pk)

    make.says_yes(actor, plan, step_parent.pk)

    plan.refresh_from_db()
    assert plan.state == "in_force"
    said = Confirmation.objects.filter(person=step_parent).order_by("confirmed_at", "created_at")
    assert [one.wards for one in said] == [[], [child.pk]]
    assert Confirmation.objects.get(person=guardian).wards == [child.pk]
