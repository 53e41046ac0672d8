"""Looking at a plan in force together again (681/2023, 22 §)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.casework.models import InterpreterMode
from luukku.casework.services.deadlines import stop_clock
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure_found
from luukku.plans.models import FamilyPlan, Goal, GoalProgress, Review
from luukku.plans.services import drafts, family, force
from luukku.plans.services.transitions import lock_plan


@dataclass(frozen=True, slots=True)
class Step:
    """How far one goal has come, a value of `GoalProgress.Progress`, with results or obstacles in words."""

    progress: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """How a review was held (874/2024: participation, progress and results, obstacles, changes, source).

    Attributes:
        present: who of the family took part.
        progress: by goal.
        next_on: when to look again; never later than the law's six months, which hold when this is None.
    """

    present: tuple[UUID, ...] = ()
    others_present: str = ""
    language: str = ""
    interpreter_mode: str = InterpreterMode.NONE
    changes: str = ""
    sources: str = ""
    progress: Mapping[UUID, Step] = field(default_factory=dict)
    next_on: date | None = None


@transaction.atomic
def hold_review(
    actor: Actor,
    review_id: UUID,
    *,
    outcome: Review.Outcome,
    went_well: str = "",
    was_hard: str = "",
    held: Held | None = None,
) -> FamilyPlan:
    """Note a review that was held and what follows: the plan goes on, is changed, or ends.

    A plan that goes on, or is being changed, gets its next review at once, so that one is always on the clock.

    Returns:
        The plan to look at next: the next draft after "revise", else the plan itself.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: the review has been held already, the plan is no longer in force, somebody who took part or a
            goal is not in the plan, or the next review is not between tomorrow and the law's latest day.
    """
    held = held or Held()
    plan_id = ensure_found(Review.objects.filter(pk=review_id).values_list("plan_id", flat=True).first())
    plan = lock_plan(actor, plan_id)
    review = Review.objects.filter(pk=review_id, held_on__isnull=True).first()
    if review is None or plan.state != FamilyPlan.State.IN_FORCE:
        raise RuleViolation(_("This review has been held already, or the plan is no longer in force."))
    review.held_on = actor.day
    review.outcome = outcome
    review.went_well, review.was_hard = went_well, was_hard
    review.held_by_id = actor.user_id
    _write_how(plan, review, held)
    review.full_clean()
    review.save()
    _write_progress(plan, review, held.progress)
    trail.record(actor, "plan.reviewed", review, case=plan.case_id, outcome=outcome)
    return _follow(actor, plan, outcome, held.next_on)


def _write_how(plan: FamilyPlan, review: Review, held: Held) -> None:
    unknown = set(held.present) - {holder.person for holder in family.holders(plan)}
    if unknown:
        raise RuleViolation(_("Choose who took part among those who have a part in the plan."), field="present")
    review.present = sorted(held.present)
    review.others_present, review.changes = held.others_present.strip(), held.changes.strip()
    review.sources, review.language = held.sources.strip(), held.language
    review.interpreter_mode = held.interpreter_mode


def _write_progress(plan: FamilyPlan, review: Review, progress: Mapping[UUID, Step]) -> None:
    goals = set(Goal.objects.filter(part__plan=plan, pk__in=progress).values_list("pk", flat=True))
    if goals != set(progress):
        raise RuleViolation(_("One of the goals is not in this plan. Open the review again."))
    for goal, step in progress.items():
        row = GoalProgress(review=review, goal_id=goal, progress=step.progress, note=step.note.strip())
        row.full_clean()
        row.save()


def _follow(actor: Actor, plan: FamilyPlan, outcome: Review.Outcome, next_on: date | None) -> FamilyPlan:
    if outcome == Review.Outcome.END:
        force.end_plan(actor, plan, FamilyPlan.State.ENDED)
        trail.record(actor, "plan.ended", plan, case=plan.case_id, number=plan.number)
        return plan
    stop_clock(actor, plan.case, force.REVIEW_CLOCK, done_on=actor.day, subject_id=plan.pk)
    force.start_review(actor, plan, next_on)
    if outcome == Review.Outcome.REVISE:
        return _draft_after(actor, plan)
    return plan


def _draft_after(actor: Actor, plan: FamilyPlan) -> FamilyPlan:
    making = [FamilyPlan.State.DRAFT, FamilyPlan.State.OFFERED]
    draft = FamilyPlan.objects.of_case(plan.case_id).filter(state__in=making).first()
    return draft or drafts.next_draft(actor, plan)
