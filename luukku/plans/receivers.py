"""Our answers to what the apps below tell."""

from typing import Any

from django.db.models import Q
from django.dispatch import receiver
from django.utils.translation import gettext as _

from luukku.casework.events import (
    OpenThing,
    OwnDataAsked,
    case_closing,
    clock_moved,
    closing_asked,
    own_data_asked,
    people_merging,
)
from luukku.casework.models import Case, Deadline, Person
from luukku.casework.rules.own_data import Chapter
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation
from luukku.plans import own_data
from luukku.plans.models import Confirmation, FamilyPlan, PlanPart, Review
from luukku.plans.services import closing
from luukku.plans.services.force import REVIEW_CLOCK


@receiver(people_merging, dispatch_uid="plans.keep_offers_unambiguous")
def keep_offers_unambiguous(*, kept: Person, other: Person, **_more: Any) -> None:
    """While the family is asked for its yes, nobody in the text becomes somebody else.

    Raises:
        RuleViolation: a plan on offer has a part of one of the two, or their yes to it has been given.
    """
    both = Q(person__in=[kept.pk, other.pk])
    offered = FamilyPlan.objects.filter(state=FamilyPlan.State.OFFERED)
    named = PlanPart.objects.filter(both, plan__in=offered).exists()
    if named or Confirmation.objects.filter(both, plan__in=offered).exists():
        raise RuleViolation(
            _("A plan on offer names one of the two. Take the offer back, or let it be confirmed, then join them.")
        )


@receiver(clock_moved, dispatch_uid="plans.move_review")
def move_review(*, deadline: Deadline, **_more: Any) -> None:
    """The coming review of a plan is due when its clock is."""
    if deadline.rule == REVIEW_CLOCK and deadline.subject_id:
        Review.objects.filter(plan=deadline.subject_id, held_on__isnull=True).update(due_on=deadline.due_on)


@receiver(closing_asked, dispatch_uid="plans.tell_what_is_open")
def tell_what_is_open(*, case: Case, **_more: Any) -> list[OpenThing]:
    return closing.open_things(case)


@receiver(case_closing, dispatch_uid="plans.end_plan_with_case")
def end_plan_with_case(*, case: Case, actor: Actor, **_more: Any) -> None:
    closing.end_with_case(actor, case)


@receiver(own_data_asked, dispatch_uid="plans.tell_own_data")
def tell_own_data(*, asked: OwnDataAsked, **_more: Any) -> list[Chapter]:
    """The person's own interviews and needs, and the parts of the plan that are shared or their own."""
    return own_data.chapters_of(asked)
