"""Who sees and does what with interviews, needs and plans, before, during and after their relation to the family."""

from datetime import timedelta

import pytest

from luukku.accounts.tests.factories import a_worker
from luukku.casework.models import Section
from luukku.casework.tests.factories import a_helper, an_emergency
from luukku.core import clock
from luukku.core.actor import Role
from luukku.plans import policies
from luukku.plans.models import Action, FamilyPlan, Goal, Review, Words
from luukku.plans.tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = clock.today()


@pytest.fixture
def plan() -> FamilyPlan:
    return make.an_offered_plan()


@pytest.fixture
def mine(plan):
    return make.worker_of(plan.case).as_actor()


def helper_of(plan: FamilyPlan, *sections: Section, **days):
    worker = a_worker(plan.case.organisation)
    a_helper(plan.case, worker, sections, **days)
    return worker.as_actor()


def kinds(actor, plan: FamilyPlan) -> list[str]:
    return [part.kind for part in policies.visible_parts(actor, plan)]


def test_whoever_answers_for_the_case_sees_and_manages_all_of_it(plan, mine):
    assert kinds(mine, plan) == ["shared", "child", "adult"]
    assert policies.may_see_whole(mine, plan)
    assert policies.may_manage(mine, plan)
    assert not policies.may_edit(mine, plan)
    assert policies.plan_cases(mine).get() == plan.case


def test_a_draft_is_edited_by_whoever_answers_for_the_case(mine):
    draft = make.a_draft_plan()
    actor = make.worker_of(draft.case).as_actor()

    assert policies.may_edit(actor, draft)
    assert policies.editable_parts(actor).count() == 3
    assert policies.editable_words(actor).get() == Words.objects.get(part__plan=draft)
    assert policies.editable_goals(actor).get() == Goal.objects.get(part__plan=draft)
    assert policies.editable_actions(actor).get() == Action.objects.get(goal__part__plan=draft)
    assert not policies.editable_parts(mine).filter(plan=draft).exists()


@pytest.mark.parametrize(
    ("sections", "seen"),
    [
        ((Section.SHARED,), ["shared"]),
        ((Section.CHILDREN,), ["child"]),
        ((Section.SHARED, Section.ADULTS), ["shared", "adult"]),
    ],
)
def test_a_helper_sees_the_sections_granted_and_changes_nothing(plan, sections, seen):
    actor = helper_of(plan, *sections)

    assert kinds(actor, plan) == seen
    assert policies.visible_plans(actor).get() == plan
    assert not policies.may_manage(actor, plan)
    assert not policies.may_see_whole(actor, plan)
    assert not policies.whole_plans(actor).exists()


def test_a_helper_without_sections_sees_no_plan(plan):
    assert not policies.visible_plans(helper_of(plan)).exists()
    assert not policies.plan_cases(helper_of(plan)).exists()


@pytest.mark.parametrize(
    "days", [{"since": TODAY + timedelta(days=1)}, {"until": TODAY}], ids=["from tomorrow", "until yesterday"]
)
def test_helping_counts_only_on_its_days(plan, days):
    actor = helper_of(plan, Section.SHARED, **days)

    assert not policies.visible_plans(actor).exists()
    assert kinds(actor, plan) == []


def test_a_helper_sees_no_draft_no_withdrawn_version_no_interview_no_need():
    draft = make.a_draft_plan()
    interview = make.an_interview(make.worker_of(draft.case), draft.case)
    make.a_need(draft.case)
    actor = helper_of(draft, Section.SHARED, Section.CHILDREN, Section.ADULTS)

    assert not policies.visible_plans(actor).exists()
    assert not policies.visible_interviews(actor).filter(pk=interview.pk).exists()
    assert not policies.visible_needs(actor).exists()
    assert not policies.visible_reviews(actor).exists()


def test_a_supervisor_reads_whole_and_changes_nothing(plan):
    actor = a_worker(plan.case.organisation, roles=(Role.SUPERVISOR,)).as_actor()

    assert policies.may_see_whole(actor, plan)
    assert policies.fully_readable_cases(actor).get() == plan.case
    assert not policies.may_manage(actor, plan)
    assert not policies.startable_cases(actor).exists()


def test_an_emergency_opens_for_reading_only(plan):
    worker = a_worker(plan.case.organisation)
    an_emergency(plan.case, worker)

    assert policies.may_see_whole(worker.as_actor(), plan)
    assert not policies.may_manage(worker.as_actor(), plan)


@pytest.mark.parametrize("roles", [(Role.CASEWORKER,), (Role.ADMINISTRATOR,), (Role.DATA_PROTECTION,)])
def test_nobody_without_a_relation_sees_anything(plan, roles):
    actor = a_worker(plan.case.organisation, roles=roles).as_actor()

    assert not policies.visible_plans(actor).exists()
    assert not policies.whole_plans(actor).exists()
    assert not policies.managed_plans(actor).exists()
    assert kinds(actor, plan) == []


def test_interviews_under_way_are_edited_by_whoever_answers_for_the_case():
    interview = make.an_interview()
    actor = make.worker_of(interview.case).as_actor()

    assert policies.may_edit_interview(actor, interview)
    assert policies.visible_interviews(actor).get() == interview
    assert not policies.may_edit_interview(a_worker(interview.case.organisation).as_actor(), interview)


def test_needs_are_edited_by_whoever_answers_for_the_case():
    worker, case = make.a_case_with_family()
    need = make.a_need(case)

    assert policies.editable_needs(worker.as_actor()).get() == need
    assert not policies.editable_needs(a_worker(case.organisation).as_actor()).exists()


def test_reviews_and_steps_belong_to_plans_in_force(plan, mine):
    held = make.a_plan_in_force()
    actor = make.worker_of(held.case).as_actor()

    assert policies.holdable_reviews(actor).get() == Review.objects.get()
    assert policies.visible_reviews(actor).get() == Review.objects.get()
    assert policies.markable_actions(actor).get() == Action.objects.get(goal__part__plan=held)
    assert list(policies.goals_of(actor, held)) == [Goal.objects.get(part__plan=held)]
    assert not policies.markable_actions(mine).exists()


def test_a_closed_case_is_read_and_not_worked_on(plan, mine):
    plan.case.state, plan.case.closed_on = "closed", TODAY
    plan.case.save()

    assert policies.may_see_whole(mine, plan)
    assert not policies.may_manage(mine, plan)
    assert not policies.startable_cases(mine).exists()
