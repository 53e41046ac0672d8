"""The one door between a plan's states: lock, look, change."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from luukku.casework import policies as casework
from luukku.casework.models import Case
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure, ensure_found
from luukku.plans import policies
from luukku.plans.models import FamilyPlan
from luukku.plans.rules import states

REFUSALS = {
    "offered": _("Only a draft can be offered."),
    "in_force": _("Only an offered plan can come into force."),
    "withdrawn": _("Only an offered plan can be taken back."),
    "superseded": _("Only a plan in force can be replaced."),
    "ended": _("Only a plan in force can end."),
}


def lock_case(case_id: UUID) -> Case:
    """The case, locked until the end of the transaction: transitions of its plans come one after another."""
    return Case.objects.select_for_update(no_key=True).get(pk=case_id)


def lock_own_case(actor: Actor, case_id: UUID) -> Case:
    """An active case that the actor answers for, locked before the question, so that the answer still holds.

    Raises:
        PermissionDenied: the actor does not answer for this case today, or there is none.
    """
    case = ensure_found(Case.objects.select_for_update(no_key=True).filter(pk=case_id).first())
    ensure(casework.cases_answered_for(actor).active().filter(pk=case.pk).exists())
    return case


def lock_plan(actor: Actor, plan_id: UUID) -> FamilyPlan:
    """The plan and its case, locked in that order of the whole app: case first.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
    """
    known = ensure_found(policies.managed_plans(actor).filter(pk=plan_id).values_list("case_id", flat=True).first())
    lock_case(known)
    return ensure_found(
        policies.managed_plans(actor).select_for_update(no_key=True, of=("self",)).filter(pk=plan_id).first()
    )


def lock_draft(actor: Actor, plan_id: UUID) -> FamilyPlan:
    """A plan whose texts may be written, locked so that an offer waits.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: it is no longer a draft.
    """
    plan = lock_plan(actor, plan_id)
    if plan.state != FamilyPlan.State.DRAFT:
        raise RuleViolation(_("This version has been offered to the family, so its text stays as it is."))
    return plan


def move(plan: FamilyPlan, following: FamilyPlan.State) -> None:
    """Give the plan its next state; the caller saves it.

    Raises:
        RuleViolation: that state does not follow the present one.
    """
    if not states.may_follow(plan.state, following):
        raise RuleViolation(REFUSALS[following])
    plan.state = following
    plan.version += 1
