"""How long each person's own integration plans may last (681/2023, 23 §), on clocks about the person.

The law sets no time for the family plan, so nothing here follows from the family plan beginning or ending. The clocks
count from the first individual integration plan, as it is written among the plans that this one is fitted to.
"""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from luukku.casework.models import Case, Deadline
from luukku.casework.services.deadlines import correct_start, start_clock, stop_clock
from luukku.core.actor import Actor
from luukku.plans.models import FamilyPlan, OtherPlan, PlanPart
from luukku.plans.rules.duration import limits_on

FIRST, ALL = "first_plan_ends", "plans_end"


def begun(part: PlanPart) -> dict[str, date]:
    """From which day each clock of the part's person counts; empty when that is not known or the older act holds.

    The first plan's year is over when a later plan has begun.
    """
    rows = OtherPlan.objects.filter(part=part, kind=OtherPlan.Kind.INTEGRATION, first_from__isnull=False)
    days = [(first, valid) for first, valid in rows.values_list("first_from", "valid_from") if first is not None]
    if part.person_id is None or not days:
        return {}
    first = min(began for began, _valid in days)
    if limits_on(first) is None:
        return {}
    has_next = any(valid is not None and valid > first for _began, valid in days)
    return {ALL: first} if has_next else {FIRST: first, ALL: first}


def follow_part(actor: Actor, part: PlanPart, before: dict[str, date]) -> None:
    """Bring the clocks up to what the part now says. What was not rewritten stays, with its pauses and corrections.

    Args:
        before: what `begun` told before the change.
    """
    now = begun(part)
    for rule in (FIRST, ALL):
        if part.person_id is not None and now.get(rule) != before.get(rule):
            _turn(actor, part.plan.case, rule, part.person_id, now.get(rule))


def start_missing(actor: Actor, plan: FamilyPlan) -> None:
    """Start what nobody has started yet for the people of a plan that comes into force."""
    rules = Deadline.objects.filter(case=plan.case_id, rule__in=(FIRST, ALL))
    known = set(rules.values_list("rule", "subject_id"))
    for part in plan.parts.filter(person__isnull=False):
        for rule, started_on in begun(part).items():
            if (rule, part.person_id) not in known:
                start_clock(actor, plan.case, rule, started_on=started_on, subject_id=part.person_id)


def _turn(actor: Actor, case: Case, rule: str, person_id: UUID, started_on: date | None) -> None:
    running = Deadline.objects.running().filter(case=case, rule=rule, subject_id=person_id).first()
    if running is not None and running.started_on == started_on:
        return
    if running is not None and started_on is not None and started_on <= actor.day:
        reason = _("The first day of the integration plan was written anew.")
        correct_start(actor, running.pk, version=running.version, started_on=started_on, reason=reason)
        return
    stop_clock(actor, case, rule, done_on=actor.day, subject_id=person_id)
    if started_on is not None:
        start_clock(actor, case, rule, started_on=started_on, subject_id=person_id)
