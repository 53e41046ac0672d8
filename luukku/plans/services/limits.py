"""How long plans may last: the first one a year, all of them two years from the first (681/2023, 23 §)."""

from luukku.casework.models import Deadline
from luukku.casework.services.deadlines import start_clock, stop_clock
from luukku.core.actor import Actor
from luukku.plans.models import FamilyPlan

FIRST, ALL = "first_plan_ends", "plans_end"


def start_limits(actor: Actor, plan: FamilyPlan) -> None:
    """Start both clocks with the first plan of a case; a later plan ends the first one's year."""
    known = set(Deadline.objects.filter(case=plan.case_id, rule__in=[FIRST, ALL]).values_list("rule", flat=True))
    if FIRST in known:
        stop_clock(actor, plan.case, FIRST, done_on=actor.day)
    else:
        start_clock(actor, plan.case, FIRST, started_on=actor.day)
    if ALL not in known:
        start_clock(actor, plan.case, ALL, started_on=actor.day)


def end_limits(actor: Actor, plan: FamilyPlan) -> None:
    """Stop both: the family's plans are over."""
    for rule in (FIRST, ALL):
        stop_clock(actor, plan.case, rule, done_on=actor.day)
