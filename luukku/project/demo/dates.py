"""Dates in the demo: an own target, a reason why something takes longer, a place applied for, and the night's run."""

from datetime import datetime, timedelta
from uuid import UUID

from luukku.accounts.actors import actor_for
from luukku.accounts.models import User
from luukku.casework.models import Case, Deadline, LocalTarget
from luukku.casework.rules.urgency import Standing
from luukku.casework.services import explain_delay, run_clocks, set_target, start_by_hand
from luukku.core.actor import Actor, Role, SystemActor
from luukku.project.demo.region import Region

HOME = "nokia"
TARGET_DAYS = 10
REASON = "Tulkkia ei löytynyt kahdelle ensimmäiselle ajalle. Uusi aika on sovittu."
PLACE_IN = timedelta(days=150)


def pass_by(region: Region, at: datetime) -> None:
    """Let time pass for the families' dates; what was noted once is not noted again."""
    home = region.organisations[HOME]
    chief = _somebody(region, Role.ADMINISTRATOR, at)
    if chief is not None and not LocalTarget.objects.filter(organisation=home).exists():
        set_target(chief, rule_code="assessment_start", length=TARGET_DAYS, from_on=chief.day)
    worker = actor_for(region.people["maija"], home, at)
    if worker is not None:
        _explain(worker)
        _apply(worker)
    run_clocks(SystemActor(user_id=None, organisation_id=None, roles=frozenset(), at=at))


def _somebody(region: Region, role: Role, at: datetime) -> Actor | None:
    users = User.objects.filter(memberships__organisation=region.organisations[HOME], memberships__role=role)
    user = users.order_by("email").first()
    return actor_for(user, region.organisations[HOME], at) if user else None


def _explain(worker: Actor) -> None:
    """The one of the worker's targets that passed longest ago."""
    own = Deadline.objects.filter(case__in=_cases(worker))
    if own.exclude(late_reason="").exists():
        return
    passed = own.standing(worker.day, Standing.PAST_TARGET).order_by("due_on").first()
    if passed is not None:
        explain_delay(worker, passed.pk, version=passed.version, reason=REASON)


def _apply(worker: Actor) -> None:
    """A family whose child needs a place in early education."""
    rule = "early_education_place"
    cases = _cases(worker)
    if cases and not Deadline.objects.filter(case__in=cases, rule=rule).exists():
        start_by_hand(worker, cases[0], rule_code=rule, started_on=worker.day + PLACE_IN)


def _cases(worker: Actor) -> list[UUID]:
    answered = Case.objects.active().filter(
        responsible_workers__user_id=worker.user_key, responsible_workers__during__contains=worker.day
    )
    return list(answered.order_by("opened_on", "pk").values_list("pk", flat=True))
