"""Whatever is done in whatever order: what is always true of a family's plans stays true."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation
from luukku.plans.models import Action, Confirmation, FamilyPlan, Goal, Objection, Review
from luukku.plans.rules.content import content_hash
from luukku.plans.services import (
    actions,
    comments,
    confirmations,
    contents,
    drafts,
    family,
    objections,
    offers,
    reviews,
    texts,
)  # fmt: skip
from luukku.plans.tests import factories as make

SEALED = ["offered", "in_force", "superseded", "withdrawn", "ended"]


def write(actor: Actor, plan: FamilyPlan) -> None:
    goal = Goal.objects.filter(part__plan=plan).first()
    assert goal is not None
    texts.change_goal(actor, goal.pk, version=goal.version, title=f"{goal.title}!", title_family="x")


def offer(actor: Actor, plan: FamilyPlan) -> None:
    offers.offer_plan(actor, plan.pk, content_hash=content_hash(contents.content_of(plan)))


def worker_says_yes(actor: Actor, plan: FamilyPlan) -> None:
    confirmations.confirm_as_worker(actor, plan.pk, content_hash=plan.content_hash)


def everybody_says_yes(actor: Actor, plan: FamilyPlan) -> None:
    for person in family.needed_signers(actor, plan):
        make.says_yes(actor, plan, person)


def somebody_disagrees(actor: Actor, plan: FamilyPlan) -> None:
    person = next(iter(family.needed_signers(actor, plan)))
    confirmations.note_disagreement(
        actor, plan.pk, person_id=person, content_hash=plan.content_hash, about="Ei näin.", talk=make.INTERPRETED
    )


def text_stays(actor: Actor, plan: FamilyPlan) -> None:
    objection = Objection.objects.filter(plan=plan).latest("said_at")
    objections.let_text_stay(actor, objection.pk, note="")


def comment(actor: Actor, plan: FamilyPlan) -> None:
    part = plan.parts.get(kind="shared")
    comments.add_comment(actor, part.pk, said=comments.Said(comments.commenters(actor, part)[0], "Hyvä.", "fi"))


def hold(outcome: Review.Outcome) -> Callable[[Actor, FamilyPlan], Any]:
    def held(actor: Actor, plan: FamilyPlan) -> None:
        review = Review.objects.filter(plan=plan).latest("created_at")
        reviews.hold_review(actor, review.pk, outcome=outcome)

    return held


def mark(actor: Actor, plan: FamilyPlan) -> None:
    actions.mark_done(actor, Action.objects.filter(goal__part__plan=plan).latest("created_at").pk, done=True)


def start(actor: Actor, plan: FamilyPlan) -> None:
    drafts.start_plan(actor, plan.case_id, worker_language="fi", family_language="ar")


DEEDS: list[Callable[[Actor, FamilyPlan], Any]] = [
    write,
    offer,
    worker_says_yes,
    everybody_says_yes,
    lambda actor, plan: offers.withdraw_plan(actor, plan.pk),
    lambda actor, plan: drafts.revise_plan(actor, plan.pk),
    lambda actor, plan: confirmations.settle_plan(actor, plan.pk),
    hold(Review.Outcome.CONTINUE),
    hold(Review.Outcome.REVISE),
    hold(Review.Outcome.END),
    mark,
    start,
    somebody_disagrees,
    text_stays,
    comment,
]
REFUSALS = (
    RuleViolation,
    ValidationError,
    Review.DoesNotExist,
    Action.DoesNotExist,
    Objection.DoesNotExist,
    AssertionError,
)


def what_is_always_true(plans: list[FamilyPlan], sealed: dict[Any, str]) -> None:
    states = [plan.state for plan in plans]
    assert states.count("in_force") <= 1
    assert states.count("draft") + states.count("offered") <= 1
    for plan in plans:
        assert (plan.content_hash != "") == (plan.state in SEALED)
        if plan.content_hash:
            assert content_hash(contents.content_of(plan)) == plan.content_hash
            assert sealed.setdefault(plan.pk, plan.content_hash) == plan.content_hash
        coming = Review.objects.filter(plan=plan, held_on__isnull=True).count()
        assert coming == (1 if plan.state == "in_force" else 0)
        left_open = Objection.objects.filter(plan=plan, outcome="open").count()
        assert left_open <= (1 if plan.state == "offered" else 0)
        if plan.state in ("in_force", "superseded", "ended"):
            assert {"worker", "adult"} <= set(Confirmation.objects.filter(plan=plan).values_list("capacity", flat=True))
    assert set(Confirmation.objects.values_list("content_hash", flat=True)) <= set(sealed.values())


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(0, len(DEEDS) - 1), st.integers(0, 2)), max_size=16))
def test_no_order_of_deeds_breaks_what_is_always_true(steps):
    with transaction.atomic():
        plan = make.a_draft_plan()
        sealed: dict[Any, str] = {}
        actor = make.worker_of(plan.case).as_actor()
        for deed, back in steps:
            plans = list(FamilyPlan.objects.of_case(plan.case_id))
            try:
                with transaction.atomic():
                    DEEDS[deed](actor, plans[min(back, len(plans) - 1)])
            except REFUSALS:
                pass
            what_is_always_true(list(FamilyPlan.objects.of_case(plan.case_id)), sealed)
        transaction.set_rollback(True)
