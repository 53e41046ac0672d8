"""How many days an organisation gives itself for what the law wants without delay."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.law.clocks import rules_on
from luukku.casework.models import LocalTarget
from luukku.casework.rules.clocks import ClockRule
from luukku.casework.services._cases import user_of, workplace_of
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure


def rules_with_targets(day: date) -> list[ClockRule]:
    """The rules whose act gives no number and that run for cases here."""
    return [rule for rule in rules_on(day) if rule.without_delay and rule.is_live and not rule.is_restricted]


@transaction.atomic
def set_target(actor: Actor, *, rule_code: str, length: int, from_on: date) -> LocalTarget:
    """Set the number of days from a day on. Clocks that run already keep the number with which they began.

    Raises:
        PermissionDenied: the actor neither leads nor administers the whole organisation.
        RuleViolation: the rule has no local target, or the day is past.
    """
    ensure(policies.may_set_targets(actor))
    if rule_code not in {rule.code for rule in rules_with_targets(actor.day)}:
        raise RuleViolation(_("Choose a date for which the law gives no number of days."), field="rule")
    if from_on < actor.day:
        raise RuleViolation(_("A target begins today at the earliest: earlier dates keep theirs."), field="from_on")
    rows = LocalTarget.objects.select_for_update().filter(organisation_id=workplace_of(actor), rule=rule_code)
    rows.filter(during__startswith__gte=from_on).delete()
    for earlier in rows.filter(during__contains=from_on):
        earlier.during = (earlier.first_on, from_on)
        earlier.full_clean()
        earlier.save()
    target = LocalTarget(
        organisation_id=workplace_of(actor),
        rule=rule_code,
        length=length,
        during=(from_on, None),
        set_by_id=user_of(actor),
    )
    target.full_clean()
    target.save()

    trail.record(actor, "clock.target_set", target, rule=rule_code, days=length, from_on=from_on.isoformat())
    return target
