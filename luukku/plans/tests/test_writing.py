"""Writing a draft: attack 53, two people at once, and nobody where they do not belong."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from luukku.accounts.tests.factories import a_worker
from luukku.audit.models import AuditEvent
from luukku.casework.models import Section
from luukku.casework.tests.factories import a_helper, a_person
from luukku.core.errors import Conflict, RuleViolation
from luukku.plans.models import Action, Goal, PlanPart, Words
from luukku.plans.services import actions, texts
from luukku.plans.services.actions import Doer
from luukku.plans.tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make.a_draft_plan()


@pytest.fixture
def actor(plan):
    return make.worker_of(plan.case).as_actor()


@pytest.fixture
def shared(plan) -> PlanPart:
    return plan.parts.get(kind="shared")


@pytest.fixture
def own(plan) -> PlanPart:
    return plan.parts.get(kind="adult")


def test_two_workers_edit_the_same_goal_and_the_second_sees_both_texts(plan, actor):
    """Attack 53."""
    goal = Goal.objects.get()
    texts.change_goal(actor, goal.pk, version=1, title="Theirs", title_family="لهم")

    with pytest.raises(Conflict) as caught:
        texts.change_goal(actor, goal.pk, version=1, title="Mine", title_family="لهم")

    assert caught.value.version == 2
    assert [(one.theirs, one.yours) for one in caught.value.fields] == [("Theirs", "Mine")]
    goal.refresh_from_db()
    assert goal.title == "Theirs"


def test_writing_the_very_same_is_no_conflict(plan, actor):
    goal = Goal.objects.get()
    texts.change_goal(actor, goal.pk, version=1, title="Same", title_family="x")

    texts.change_goal(actor, goal.pk, version=1, title="Same", title_family="x")

    goal.refresh_from_db()
    assert goal.title == "Same"


def test_the_greeting_the_thoughts_the_words_and_the_steps_conflict_too(plan, actor, shared):
    words, action = Words.objects.get(), Action.objects.get()
    stale: Any = {"version": 0}

    with pytest.raises(Conflict):
        texts.change_greeting(actor, plan.pk, greeting="x", greeting_family="y", **stale)
    with pytest.raises(Conflict):
        texts.change_part(actor, shared.pk, view="x", view_family="y", **stale)
    with pytest.raises(Conflict):
        texts.change_words(actor, words.pk, person_id=words.person_id, text="x", text_family="y", **stale)
    with pytest.raises(Conflict):
        actions.change_action(actor, action.pk, doer=Doer(other="Petri"), what="x", what_family="y", **stale)


def test_each_change_leaves_a_line_without_a_word_of_the_text(plan, actor, shared):
    texts.change_part(actor, shared.pk, version=1, view="Secret thought", view_family="")

    event = AuditEvent.objects.get(action="plan.part_changed")
    assert event.case_ids == [plan.case_id]
    assert "Secret" not in str(event.codes)


def test_words_in_somebodys_own_part_are_theirs(own, actor):
    words = texts.add_words(actor, own.pk, person_id=uuid4(), text="Minä", text_family="أنا")

    assert words.person == own.person


def test_only_the_family_speaks_in_the_shared_part(shared, actor):
    with pytest.raises(RuleViolation, match="Only members of the family"):
        texts.add_words(actor, shared.pk, person_id=a_person().pk, text="Hei")
    with pytest.raises(RuleViolation, match="Only members of the family"):
        texts.add_words(actor, shared.pk, person_id=None, text="Hei")


def test_empty_words_are_refused(own, actor):
    with pytest.raises(ValidationError):
        texts.add_words(actor, own.pk, person_id=None, text="", text_family="")


def test_words_and_goals_keep_the_order_they_were_written_in(shared, actor, plan):
    texts.add_goal(actor, shared.pk, title="Second", title_family="x")
    texts.add_goal(actor, shared.pk, title="Third", title_family="x")

    assert [goal.position for goal in shared.goals.all()] == [0, 1, 2]


def test_a_goal_answers_a_need_of_the_person_whose_part_it_is(plan, own, actor):
    child = make.children_of(plan.case)[0]
    foreign = make.a_need(plan.case, child)

    with pytest.raises(RuleViolation, match="Choose a need of the person"):
        texts.add_goal(actor, own.pk, title="x", title_family="y", need_id=foreign.pk)
    mine = make.a_need(plan.case, own.person)
    assert texts.add_goal(actor, own.pk, title="x", title_family="y", need_id=mine.pk).need == mine


def test_another_familys_need_is_nobodys_here(plan, shared, actor):
    _worker, other = make.a_case_with_family()

    with pytest.raises(RuleViolation, match="Choose a need"):
        texts.add_goal(actor, shared.pk, title="x", title_family="y", need_id=make.a_need(other).pk)


def test_a_step_is_done_by_the_family_its_workers_or_somebody_named(plan, actor):
    goal = Goal.objects.get()
    teacher = a_worker(plan.case.organisation)
    a_helper(plan.case, teacher, (Section.SHARED,))
    child = make.children_of(plan.case)[0]

    for doer in (Doer(person_id=child.pk), Doer(worker_id=teacher.user.pk), Doer(other="Neuvola")):
        actions.add_action(actor, goal.pk, doer=doer, what="auttaa", what_family="x", due_on=date(2027, 1, 1))

    assert goal.actions.count() == 4


def test_strangers_do_no_steps(actor):
    goal = Goal.objects.get()

    with pytest.raises(RuleViolation, match="Choose somebody of the family"):
        actions.add_action(actor, goal.pk, doer=Doer(person_id=a_person().pk), what="x", what_family="y")
    with pytest.raises(RuleViolation, match="one of the family's workers"):
        actions.add_action(actor, goal.pk, doer=Doer(worker_id=a_worker().user.pk), what="x", what_family="y")


@pytest.mark.parametrize("doer", [Doer(), Doer(other="  ")])
def test_somebody_does_each_step(actor, doer):
    with pytest.raises(ValidationError):
        actions.add_action(actor, Goal.objects.get().pk, doer=doer, what="x", what_family="y")


def test_everything_can_be_rewritten_and_taken_out_of_a_draft(plan, actor, shared):
    words, goal, action = Words.objects.get(), Goal.objects.get(), Action.objects.get()
    texts.change_words(actor, words.pk, version=1, person_id=words.person_id, text="Uusi", text_family="x")
    actions.change_action(
        actor, action.pk, version=1, doer=Doer(other="Petri"), what="kertoo", what_family="x", due_on=None
    )

    actions.remove_action(actor, action.pk)
    texts.remove_goal(actor, goal.pk)
    texts.remove_words(actor, words.pk)

    assert [model.objects.count() for model in (Words, Goal, Action)] == [0, 0, 0]


@pytest.mark.parametrize("state", ["offered", "in_force"])
def test_a_text_that_was_offered_stays_as_it_is(state):
    """Attack 42: writing goes through the draft only."""
    plan = make.an_offered_plan() if state == "offered" else make.a_plan_in_force()
    actor = make.worker_of(plan.case).as_actor()

    with pytest.raises(RuleViolation, match="has been offered"):
        texts.change_goal(actor, Goal.objects.get().pk, version=1, title="x", title_family="y")
    with pytest.raises(RuleViolation, match="has been offered"):
        texts.add_words(actor, plan.parts.get(kind="shared").pk, person_id=None, text="x")
    with pytest.raises(RuleViolation, match="has been offered"):
        actions.remove_action(actor, Action.objects.get().pk)


def test_only_whoever_answers_for_the_case_writes(plan, shared):
    helper = a_worker(plan.case.organisation)
    a_helper(plan.case, helper, (Section.SHARED,))
    words = {"text": "x", "text_family": "y"}

    with pytest.raises(PermissionDenied):
        texts.add_words(helper.as_actor(), shared.pk, person_id=None, **words)
    with pytest.raises(PermissionDenied):
        texts.change_words(helper.as_actor(), Words.objects.get().pk, version=1, person_id=None, **words)
    with pytest.raises(PermissionDenied):
        texts.remove_goal(helper.as_actor(), Goal.objects.get().pk)
    with pytest.raises(PermissionDenied):
        actions.remove_action(helper.as_actor(), Action.objects.get().pk)


@pytest.mark.parametrize("service", [texts.remove_words, texts.remove_goal, actions.remove_action])
def test_what_is_not_there_is_refused_like_what_is_forbidden(actor, service):
    with pytest.raises(PermissionDenied):
        service(actor, uuid4())


def test_a_step_of_the_plan_in_force_is_marked_done_and_undone():
    plan = make.a_plan_in_force()
    actor = make.worker_of(plan.case).as_actor()
    action = Action.objects.get()

    assert actions.mark_done(actor, action.pk, done=True).done_on == actor.day
    assert actions.mark_done(actor, action.pk, done=False).done_on is None


def test_steps_of_a_draft_are_not_marked(plan, actor):
    with pytest.raises(RuleViolation, match="Only steps of the plan in force"):
        actions.mark_done(actor, Action.objects.get().pk, done=True)
