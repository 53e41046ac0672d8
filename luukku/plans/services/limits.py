"""How long each person's own integration plans may last (681/2023, 23 §), on clocks about the person.

The law sets no time for the family plan, so nothing here follows from the family plan beginning or ending. The clocks
count from the first individual integration plan, as it is written among the plans that this one is fitted to, and the
days that it says were added for illness or parental leave. A pause noted on the clock itself comes on top of those.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from luukku.casework.models import Case, Deadline
from luukku.casework.services.deadlines import correct_start, lengthen_clock, start_clock, stop_clock
from luukku.core.actor import Actor
from luukku.plans.law.periods import limits_on
from luukku.plans.models import FamilyPlan, OtherPlan, PlanPart

FIRST, ALL = "first_plan_ends", "plans_end"


@dataclass(frozen=True, slots=True)
class Begun:
    """From which day a clock counts, and how many days lengthen it by themselves."""

    on: date
    added_days: int = 0


def begun(part: PlanPart) -> dict[str, Begun]:
    """How each clock of the part's person counts; empty when that is not known or the older act holds.

    The first plan's year is over when a later plan has begun. Where several rows tell of added days, the most count:
    each tells all that have been added so far.
    """
    rows = OtherPlan.objects.filter(part=part, kind=OtherPlan.Kind.INTEGRATION, first_from__isnull=False)
    days = [
        (first, valid, added)
        for first, valid, added in rows.values_list("first_from", "valid_from", "added_days")
        if first is not None
    ]
    if part.person_id is None or not days:
        return {}
    first = Begun(min(began for began, _valid, _added in days), max(added for _began, _valid, added in days))
    if limits_on(first.on) is None:
        return {}
    has_next = any(valid is not None and valid > first.on for _began, valid, _added in days)
    return {ALL: first} if has_next else {FIRST: first, ALL: first}


def follow_part(actor: Actor, part: PlanPart, before: dict[str, Begun]) -> None:
    """Bring the clocks up to what the part now says. What was not rewritten stays, with its pauses and corrections.

    Args:
        before: what `begun` told before the change.
    """
    now = begun(part)
    for rule in (FIRST, ALL):
        if part.person_id is not None and now.get(rule) != before.get(rule):
            _turn(actor, part.plan.case, rule, part.person_id, before.get(rule), now.get(rule))


def start_missing(actor: Actor, plan: FamilyPlan) -> None:
    """Start what nobody has started yet for the people of a plan that comes into force."""
    rules = Deadline.objects.filter(case=plan.case_id, rule__in=(FIRST, ALL))
    known = set(rules.values_list("rule", "subject_id"))
    for part in plan.parts.filter(person__isnull=False):
        for rule, first in begun(part).items():
            if part.person_id is not None and (rule, part.person_id) not in known:
                _start(actor, plan.case, rule, part.person_id, first)


def _turn(actor: Actor, case: Case, rule: str, person_id: UUID, was: Begun | None, now: Begun | None) -> None:
    running = Deadline.objects.running().filter(case=case, rule=rule, subject_id=person_id).first()
    if running is not None and now is not None and (now.on == running.started_on or now.on <= actor.day):
        if now.on != running.started_on:
            reason = _("The first day of the integration plan was written anew.")
            correct_start(actor, running.pk, version=running.version, started_on=now.on, reason=reason)
        lengthen_clock(actor, case, rule, subject_id=person_id, added_days=now.added_days)
        return
    if running is None and was is not None and now is not None and was.on == now.on:
        return  # noted as done: more days do not begin it again
    stop_clock(actor, case, rule, done_on=actor.day, subject_id=person_id)
    if now is not None:
        _start(actor, case, rule, person_id, now)


def _start(actor: Actor, case: Case, rule: str, person_id: UUID, first: Begun) -> None:
    start_clock(actor, case, rule, started_on=first.on, subject_id=person_id, added_days=first.added_days)
