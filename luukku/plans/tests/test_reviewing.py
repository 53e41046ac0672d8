"""Looking at a plan together again: one is always coming, and each outcome leads on."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from luukku.accounts.tests.factories import a_worker
from luukku.casework.models import Deadline
from luukku.casework.services.deadlines import correct_start
from luukku.core.errors import RuleViolation
from luukku.plans.models import Review
from luukku.plans.services import drafts, reviews
from luukku.plans.tests import factories as make

pytestmark = pytest.mark.django_db
CONTINUE, REVISE, END = Review.Outcome.CONTINUE, Review.Outcome.REVISE, Review.Outcome.END


@pytest.fixture
def plan():
    return make.a_plan_in_force()


@pytest.fixture
def actor(plan):
    return make.worker_of(plan.case).as_actor()


@pytest.fixture
def review(plan) -> Review:
    return Review.objects.get()


def running(rule: str) -> list[Deadline]:
    return list(Deadline.objects.running().filter(rule=rule))


def test_the_review_is_due_in_six_months_at_the_latest(plan, review):
    (clock,) = running("plan_review")

    assert review.due_on == clock.due_on
    months = (review.due_on.year - plan.in_force_on.year) * 12 + review.due_on.month - plan.in_force_on.month
    assert months == 6


def test_a_plan_that_goes_on_gets_its_next_review(plan, actor, review):
    reviews.hold_review(actor, review.pk, outcome=CONTINUE, went_well="Kurssi", was_hard="Aika")

    review.refresh_from_db()
    assert (review.held_on, review.outcome, review.went_well) == (actor.day, "continue", "Kurssi")
    assert Review.objects.filter(plan=plan, held_on__isnull=True).count() == 1
    assert len(running("plan_review")) == 1


def test_a_plan_that_is_changed_holds_until_the_next_version_does(plan, actor, review):
    draft = reviews.hold_review(actor, review.pk, outcome=REVISE)

    plan.refresh_from_db()
    assert (plan.state, draft.state, draft.number) == ("in_force", "draft", 2)
    assert len(running("plan_review")) == 1


def test_a_change_goes_on_with_the_draft_that_is_there(plan, actor, review):
    draft = drafts.revise_plan(actor, plan.pk)

    assert reviews.hold_review(actor, review.pk, outcome=REVISE) == draft


def test_a_plan_that_ends_leaves_no_clock_running(plan, actor, review):
    reviews.hold_review(actor, review.pk, outcome=END)

    plan.refresh_from_db()
    assert (plan.state, plan.ended_on) == ("ended", actor.day)
    assert running("plan_review") + running("guide_to_service") == []


def test_a_review_is_held_once(actor, review):
    reviews.hold_review(actor, review.pk, outcome=CONTINUE)

    with pytest.raises(RuleViolation, match="held already"):
        reviews.hold_review(actor, review.pk, outcome=CONTINUE)


def test_after_a_plan_ended_a_new_one_may_begin(plan, actor, review):
    reviews.hold_review(actor, review.pk, outcome=END)

    new = drafts.start_plan(actor, plan.case_id, worker_language="fi", family_language="ar")

    assert new.number == 2


def test_a_stranger_holds_no_review(plan, review):
    stranger = a_worker(plan.case.organisation)

    with pytest.raises(PermissionDenied):
        reviews.hold_review(stranger.as_actor(), review.pk, outcome=CONTINUE)


def test_a_clock_whose_start_is_corrected_takes_the_review_along(plan, actor, review):
    (clock,) = running("plan_review")
    earlier = clock.started_on - timedelta(days=31)

    correct_start(actor, clock.pk, version=clock.version, started_on=earlier, reason="Päivä oli väärä.")

    review.refresh_from_db()
    assert review.due_on == running("plan_review")[0].due_on < clock.due_on


def test_the_voluntary_family_plan_starts_and_ends_no_time_set_by_law(plan, actor, review):
    limited = Deadline.objects.filter(rule__in=["first_plan_ends", "plans_end", "extension_ends"])
    assert not limited.exists()

    reviews.hold_review(actor, review.pk, outcome=END)

    assert not limited.exists()
