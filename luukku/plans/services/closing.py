"""What of a case's plans and interviews is open when the case is closed, and what ends with it."""

from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.casework.events import OpenThing, Weight
from luukku.casework.models import Case
from luukku.core.actor import Actor
from luukku.plans.models import FamilyPlan, Interview
from luukku.plans.services import force

State = FamilyPlan.State


def open_things(case: Case) -> list[OpenThing]:
    """An offer waits for the family's answer, so it is settled first; a plan in force ends with the case."""
    told = {
        State.OFFERED: (
            "offered_plan",
            _("The plan has been offered to the family. Let it be confirmed, or take the offer back."),
            Weight.BLOCKS,
        ),
        State.DRAFT: ("draft_plan", _("A plan is being written. It stays as it is."), Weight.NEEDS_REASON),
        State.IN_FORCE: ("plan_in_force", _("The plan in force ends. It is kept for reading."), Weight.ENDS),
    }
    found = []
    for plan in FamilyPlan.objects.current().filter(case=case).order_by("number"):
        kind, text, weight = told[State(plan.state)]
        found.append(OpenThing(kind, text, weight, "plans:plan", (plan.pk,)))
    drafts = Interview.objects.filter(case=case, state=Interview.State.DRAFT).select_related("person")
    for interview in drafts.order_by("held_on", "pk"):
        text = _("The interview with %(person)s is under way.") % {"person": interview.person.short_name}
        found.append(OpenThing("interview", text, Weight.NEEDS_REASON, "plans:interview", (interview.pk,)))
    return found


def end_with_case(actor: Actor, case: Case) -> None:
    """End the plan in force of a case that is being closed and locked, with its review and clocks."""
    plan = FamilyPlan.objects.select_for_update(no_key=True).filter(case=case, state=State.IN_FORCE).first()
    if plan is not None:
        force.end_plan(actor, plan, State.ENDED)
        trail.record(actor, "plan.ended", plan, case=plan.case_id, number=plan.number)
