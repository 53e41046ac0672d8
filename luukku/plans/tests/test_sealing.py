"""Attack 42 and the second wall: the database refuses what no service would do."""

import pytest
from django.db import IntegrityError, connection, transaction

from luukku.casework.tests.factories import a_person
from luukku.plans.models import Action, Confirmation, FamilyPlan, Goal, PlanPart, Words
from luukku.plans.tests import factories as make

pytestmark = pytest.mark.django_db
SEAL = "a" * 64


def refused(change):
    with pytest.raises(IntegrityError, match="plans:"), transaction.atomic():
        change()


@pytest.mark.parametrize(
    "change",
    [
        lambda: Goal.objects.update(title="x"),
        lambda: Goal.objects.update(title_family="x"),
        lambda: Words.objects.update(text="x"),
        lambda: PlanPart.objects.update(view="x"),
        lambda: Action.objects.update(what="x"),
        lambda: Action.objects.update(due_on="2030-01-01"),
        lambda: Action.objects.all().delete(),
        lambda: Goal.objects.all().delete(),
        lambda: Words.objects.all().delete(),
        lambda: PlanPart.objects.filter(kind="child").delete(),
        lambda: Words.objects.create(part=PlanPart.objects.get(kind="shared"), person=a_person(), text="x"),
        lambda: Goal.objects.create(part=PlanPart.objects.get(kind="shared"), title="x"),
        lambda: Action.objects.create(goal=Goal.objects.get(), doer_other="x", what="x"),
        lambda: PlanPart.objects.create(plan=FamilyPlan.objects.get(), kind="adult", person=a_person()),
        lambda: FamilyPlan.objects.update(greeting="x"),
        lambda: FamilyPlan.objects.update(content_hash=SEAL),
        lambda: FamilyPlan.objects.update(is_interpreted_aloud=True),
        lambda: FamilyPlan.objects.update(family_language="so"),
    ],
)
def test_nothing_of_an_offered_plan_changes(change):
    make.an_offered_plan()

    refused(change)


@pytest.mark.parametrize(
    ("state", "following"),
    [
        ("draft", "in_force"),
        ("draft", "superseded"),
        ("draft", "withdrawn"),
        ("offered", "draft"),
        ("offered", "ended"),
        ("in_force", "draft"),
        ("in_force", "offered"),
        ("in_force", "withdrawn"),
    ],
)
def test_no_state_is_skipped_or_gone_back_to(state, following):
    makers = {"draft": make.a_draft_plan, "offered": make.an_offered_plan, "in_force": make.a_plan_in_force}
    makers[state]()
    seal = {"content_hash": "" if following == "draft" else SEAL} if state == "draft" else {}

    refused(lambda: FamilyPlan.objects.update(state=following, **seal))


def test_a_yes_stays_as_it_was_given():
    make.a_plan_in_force()

    refused(lambda: Confirmation.objects.update(content_hash=SEAL))


def test_being_done_may_be_noted_in_any_state():
    plan = make.a_plan_in_force()

    Action.objects.update(done_on=plan.in_force_on, version=2)

    assert Action.objects.get().done_on == plan.in_force_on


def test_a_draft_is_free():
    make.a_draft_plan()

    Goal.objects.update(title="x")
    Words.objects.update(text="y")
    Action.objects.update(what="z")

    assert Goal.objects.get().title == "x"


def test_a_goal_is_not_moved_into_an_offered_plan():
    plan = make.an_offered_plan()
    other = make.a_draft_plan()
    goal = Goal.objects.get(part__plan=other)
    target = plan.parts.get(kind="shared")

    refused(lambda: Goal.objects.filter(pk=goal.pk).update(part=target))


def test_the_owner_of_the_tables_may_take_a_whole_plan_away(committed, as_owner):
    """What retention does; the application can't."""
    plan = make.a_plan_in_force()

    as_owner.execute("DELETE FROM plans_action")
    as_owner.execute("DELETE FROM plans_goal")

    assert not Goal.objects.filter(part__plan=plan).exists()


def test_the_guards_can_be_taken_down_and_put_up_again(committed, as_owner):
    from importlib import import_module

    seal = import_module("luukku.plans.migrations.0002_seal_offered_plans")
    later = import_module("luukku.plans.migrations.0007_seal_what_plans_gained")
    count = "SELECT count(*) FROM pg_trigger WHERE tgname = 'plans_guard'"

    before = as_owner.execute(count).fetchone()
    as_owner.execute(later.OPEN)
    as_owner.execute(seal.OPEN)
    taken_down = as_owner.execute(count).fetchone()
    as_owner.execute(seal.SEAL)
    as_owner.execute(later.SEAL)

    assert (taken_down, as_owner.execute(count).fetchone()) == ((1,), before)
    connection.close()
