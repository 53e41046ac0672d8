"""Offering a draft to the family, and taking the offer back."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from luukku.audit import trail
from luukku.casework.services.deadlines import stop_clock
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation
from luukku.plans.models import FamilyPlan
from luukku.plans.rules import content as rules
from luukku.plans.rules.gaps import Gap, gaps
from luukku.plans.services import contents, drafts, family, objections, topics
from luukku.plans.services.transitions import lock_draft, lock_plan, move

PLAN_CLOCK = "plan_after_assessment"
"""Drawing up the plan (681/2023, 20 §) is done when the family gets it; agreeing takes the time it takes."""


def gaps_of(actor: Actor, plan: FamilyPlan, content: rules.PlanContent | None = None) -> tuple[Gap, ...]:
    """What a draft still lacks before it can be offered today."""
    people = [member.person.pk for member in family.members(actor, plan.case)]
    unguarded = family.unguarded_children(actor, plan)
    unasked = topics.unasked_of(plan, actor.day)
    return gaps(content or contents.content_of(plan), people, unguarded=unguarded, unasked=unasked)


@transaction.atomic
def offer_plan(actor: Actor, plan_id: UUID, *, content_hash: str) -> FamilyPlan:
    """Turn a draft into the offer that the family reads: from now on its text stays as it is, sealed by its hash.

    Args:
        content_hash: of the text as the actor saw it, so that nobody offers what they have not read.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: it is no longer a draft, or something is missing.
    """
    plan = lock_plan(actor, plan_id)
    if plan.state != FamilyPlan.State.DRAFT:
        raise RuleViolation(_("Only a draft can be offered."))
    content = contents.content_of(plan)
    if rules.content_hash(content) != content_hash:
        raise RuleViolation(_("The text was changed while you were reading it. Read it once more, then offer it."))
    missing = gaps_of(actor, plan, content)
    if missing:
        raise RuleViolation(
            ngettext(
                "One thing is missing before the plan can be offered. The page of the plan shows it.",
                "%(count)d things are missing before the plan can be offered. The page of the plan shows them.",
                len(missing),
            )
            % {"count": len(missing)}
        )
    move(plan, FamilyPlan.State.OFFERED)
    plan.content_hash = content_hash
    plan.offered_at = actor.at
    plan.full_clean()
    plan.save()
    stop_clock(actor, plan.case, PLAN_CLOCK, done_on=actor.day)
    trail.record(actor, "plan.offered", plan, case=plan.case_id, number=plan.number, hash=plan.content_hash)
    return plan


@transaction.atomic
def withdraw_plan(actor: Actor, plan_id: UUID) -> FamilyPlan:
    """Take an offer back to change it: the offered text and its confirmations stay, the change is the next version.

    Returns:
        The next draft, with the same texts.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: the plan is not on offer.
    """
    plan = lock_plan(actor, plan_id)
    move(plan, FamilyPlan.State.WITHDRAWN)
    plan.full_clean()
    plan.save()
    trail.record(actor, "plan.withdrawn", plan, case=plan.case_id, number=plan.number)
    objections.text_is_changed(actor, plan)
    return drafts.next_draft(actor, plan)


@transaction.atomic
def interpret_aloud(actor: Actor, plan_id: UUID, *, aloud: bool) -> FamilyPlan:
    """Note that what is written in one language only will be interpreted aloud, or take that note back.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: it is no longer a draft.
    """
    plan = lock_draft(actor, plan_id)
    plan.is_interpreted_aloud = aloud
    plan.version += 1
    plan.full_clean()
    plan.save()
    trail.record(actor, "plan.interpreting_noted", plan, case=plan.case_id, aloud=aloud)
    return plan
