"""Attack 48 and its kin: two people press at the same moment, and one family gets one plan."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection, transaction

from luukku.core.errors import Conflict, RuleViolation
from luukku.plans.models import Confirmation, FamilyPlan, Goal, Interview, Review
from luukku.plans.rules.content import content_hash
from luukku.plans.services import confirmations, contents, drafts, family, offers, texts
from luukku.plans.services.interviews import start_interview
from luukku.plans.services.templates import load_templates
from luukku.plans.tests import factories as make


def at_once(*deeds: Callable[[], Any]) -> list[str]:
    """What each deed ended in, all begun at the same moment on connections of their own."""
    gate = Barrier(len(deeds))

    def do(deed: Callable[[], Any]) -> str:
        gate.wait()
        try:
            with transaction.atomic():
                deed()
        except (RuleViolation, Conflict) as error:
            return type(error).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(deeds)) as pool:
        return sorted(pool.map(do, deeds))


def test_two_last_yeses_at_once_make_one_plan_in_force(committed):
    plan = make.an_offered_plan(None, make.a_case_with_family(adults=2)[1])
    actor = make.worker_of(plan.case).as_actor()
    confirmations.confirm_as_worker(actor, plan.pk, content_hash=plan.content_hash)
    one, other = family.needed_signers(actor, plan)

    ended = at_once(lambda: make.says_yes(actor, plan, one), lambda: make.says_yes(actor, plan, other))

    plan.refresh_from_db()
    assert (ended, plan.state) == (["done", "done"], "in_force")
    assert Review.objects.count() == 1


def test_the_same_yes_twice_at_once_counts_once(committed):
    plan = make.an_offered_plan()
    actor = make.worker_of(plan.case).as_actor()
    adult = make.adults_of(plan.case)[0]

    ended = at_once(*[lambda: make.says_yes(actor, plan, adult.pk)] * 3)

    assert ended == ["RuleViolation", "RuleViolation", "done"]
    assert Confirmation.objects.count() == 1


def test_a_yes_and_taking_the_offer_back_at_once_never_both_win(committed):
    plan = make.an_offered_plan()
    actor = make.worker_of(plan.case).as_actor()
    adult = make.adults_of(plan.case)[0]
    confirmations.confirm_as_worker(actor, plan.pk, content_hash=plan.content_hash)

    ended = at_once(lambda: make.says_yes(actor, plan, adult.pk), lambda: offers.withdraw_plan(actor, plan.pk))

    plan.refresh_from_db()
    assert ended == ["RuleViolation", "done"]
    assert plan.state in ("in_force", "withdrawn")


def test_two_next_versions_begun_at_once_are_one(committed):
    plan = make.a_plan_in_force()
    actor = make.worker_of(plan.case).as_actor()

    ended = at_once(*[lambda: drafts.revise_plan(actor, plan.pk)] * 2)

    assert ended == ["RuleViolation", "done"]
    assert FamilyPlan.objects.filter(state="draft").count() == 1


def test_a_text_written_while_the_plan_is_offered_is_in_the_offer_or_refused(committed):
    plan = make.a_draft_plan()
    worker = make.worker_of(plan.case)
    goal = Goal.objects.get()
    write: Any = {"version": 1, "title": "Newer", "title_family": "x"}
    actor, seen = worker.as_actor(), content_hash(contents.content_of(plan))

    ended = at_once(
        lambda: offers.offer_plan(actor, plan.pk, content_hash=seen),
        lambda: texts.change_goal(actor, goal.pk, **write),
    )

    plan.refresh_from_db()
    assert ended == ["RuleViolation", "done"]
    goal.refresh_from_db()
    assert (plan.state, goal.title) in [("draft", "Newer"), ("offered", "Puhun suomea lapsen opettajan kanssa.")]


def test_two_first_plans_begun_at_once_are_one(committed):
    worker, case = make.a_case_with_family()
    actor = worker.as_actor()
    told = {"worker_language": "fi", "family_language": "ar"}

    ended = at_once(*[lambda: drafts.start_plan(actor, case.pk, **told)] * 2)

    assert ended == ["RuleViolation", "done"]
    assert FamilyPlan.objects.filter(case=case).count() == 1


def test_two_interviews_of_one_person_begun_at_once_are_one(committed):
    load_templates()
    worker, case = make.a_case_with_family()
    actor, person = worker.as_actor(), make.adults_of(case)[0]
    told = {"person_id": person.pk, "held_on": actor.day, "speaking": make.IN_ARABIC}

    ended = at_once(*[lambda: start_interview(actor, case.pk, **told)] * 2)

    assert ended == ["RuleViolation", "done"]
    assert Interview.objects.count() == 1
