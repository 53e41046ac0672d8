"""Looking at a plan in force together again (681/2023, 22 §)."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.casework.services.deadlines import stop_clock
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure_found
from luukku.plans.models import FamilyPlan, Review
from luukku.plans.services import drafts, force
from luukku.plans.services.transitions import lock_plan


@transaction.atomic
def hold_review(
    actor: Actor, review_id: UUID, *, outcome: Review.Outcome, went_well: str = "", was_hard: str = ""
) -> FamilyPlan:
    """Note a review that was held and what follows: the plan goes on, is changed, or ends.

    A plan that goes on, or is being changed, gets its next review at once, so that one is always on the clock.

    Returns:
        The plan to look at next: the next draft after "revise", else the plan itself.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: the review has been held already, or the plan is no longer in force.
    """
    plan_id = ensure_found(Review.objects.filter(pk=review_id).values_list("plan_id", flat=True).first())
    plan = lock_plan(actor, plan_id)
    review = Review.objects.filter(pk=review_id, held_on__isnull=True).first()
    if review is None or plan.state != FamilyPlan.State.IN_FORCE:
        raise RuleViolation(_("This review has been held already, or the plan is no longer in force."))
    review.held_on = actor.day
    review.outcome = outcome
    review.went_well, review.was_hard = went_well, was_hard
    review.held_by_id = actor.user_id
    review.full_clean()
    review.save()
    trail.record(actor, "plan.reviewed", review, case=plan.case_id, outcome=outcome)
    return _follow(actor, plan, outcome)


def _follow(actor: Actor, plan: FamilyPlan, outcome: Review.Outcome) -> FamilyPlan:
    if outcome == Review.Outcome.END:
        force.end_plan(actor, plan, FamilyPlan.State.ENDED)
        trail.record(actor, "plan.ended", plan, case=plan.case_id, number=plan.number)
        return plan
    stop_clock(actor, plan.case, force.REVIEW_CLOCK, done_on=actor.day, subject_id=plan.pk)
    force.start_review(actor, plan)
    if outcome == Review.Outcome.REVISE:
        return _draft_after(actor, plan)
    return plan


def _draft_after(actor: Actor, plan: FamilyPlan) -> FamilyPlan:
    making = [FamilyPlan.State.DRAFT, FamilyPlan.State.OFFERED]
    draft = FamilyPlan.objects.of_case(plan.case_id).filter(state__in=making).first()
    return draft or drafts.next_draft(actor, plan)
