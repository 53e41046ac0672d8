"""Clocks that run for a case. They remind; they never decide."""

from datetime import date
from uuid import UUID

from django.db import transaction

from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.law.clocks import rule_on
from luukku.casework.models import Case, Deadline
from luukku.casework.rules.clocks import due_day
from luukku.core.actor import Actor
from luukku.core.errors import ensure


@transaction.atomic
def start_clock(actor: Actor, case: Case, rule_code: str, started_on: date, subject_id: UUID | None = None) -> Deadline:
    """Start the clock of a rule for a case, in the version that holds on the day it starts.

    Args:
        subject_id: what in the case it is about (a plan, a goal); None for the case itself.

    Raises:
        PermissionDenied: the actor does not answer for the case.
        LookupError: no version of the rule holds that day.
        ValidationError: the same clock runs already.
    """
    ensure(Case.objects.select_for_update(no_key=True).filter(pk=case.pk).exists())
    ensure(policies.may_answer_for(actor, case))
    rule = rule_on(rule_code, started_on)
    deadline = Deadline(
        case=case,
        rule=rule.code,
        rule_version=rule.version,
        subject_id=subject_id,
        started_on=started_on,
        due_on=due_day(rule, started_on),
    )
    deadline.full_clean()
    deadline.save()

    trail.record(actor, "deadline.started", deadline, case=case.pk, rule=rule.code, version=rule.version)
    return deadline


@transaction.atomic
def stop_clock(
    actor: Actor, case: Case, rule_code: str, done_on: date, subject_id: UUID | None = None
) -> Deadline | None:
    """Note that what the clock reminded of is done. Without a running clock nothing happens.

    Raises:
        PermissionDenied: the actor does not answer for the case.
    """
    ensure(policies.may_answer_for(actor, case))
    running = Deadline.objects.select_for_update().running().filter(case=case, rule=rule_code, subject_id=subject_id)
    deadline = running.first()
    if deadline is None:
        return None
    deadline.done_on = done_on
    deadline.full_clean()
    deadline.save()

    trail.record(actor, "deadline.done", deadline, case=case.pk, rule=rule_code)
    return deadline
