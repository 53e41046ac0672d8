"""Who stands in for whom, and whose absence somebody may note."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from luukku.accounts.models import Membership, User
from luukku.casework.models import Absence, CaseQuerySet, DatedQuerySet, ResponsibleWorker
from luukku.casework.policies import cases, relations
from luukku.casework.rules.case_states import OPEN
from luukku.core.actor import Actor, Role


def absences_stood_in_for(actor: Actor) -> DatedQuerySet[Absence]:
    """Absences during which, today, the actor does for somebody what that somebody may."""
    return relations.substitutions(actor).select_related("user")


def absences_on(organisation_ids: Iterable[UUID], user_ids: Iterable[UUID], day: date) -> DatedQuerySet[Absence]:
    """Who of these is away from these organisations on the day, and who stands in: for whoever sees their names."""
    away = Absence.objects.on(day).filter(organisation_id__in=set(organisation_ids), user_id__in=set(user_ids))
    return away.select_related("user", "substitute")


def led_workers(actor: Actor) -> QuerySet[User]:
    """Workers with families in the units that the actor leads, and whoever answers, or will, for a family there."""
    if not actor.has(relations.SUPERVISORS):
        return User.objects.none()
    at_work = Membership.objects.valid_on(actor.day).filter(
        organisation_id=actor.organisation_key, role=Role.CASEWORKER
    )
    units = actor.units_as(Role.SUPERVISOR)
    if None not in units:
        at_work = at_work.filter(unit_id__in=[unit for unit in units if unit])
    answering = ResponsibleWorker.objects.filter(
        case__in=cases.supervised_cases(actor).active(), during__overlap=(actor.day, None)
    )
    return User.objects.filter(pk__in=at_work.values("user_id").union(answering.values("user_id")))


def families_led(actor: Actor, worker: User) -> CaseQuerySet:
    """Active cases of the actor's units for which this worker answers today or will: to be handed on."""
    answers = ResponsibleWorker.objects.filter(user=worker, during__overlap=(actor.day, None))
    return cases.supervised_cases(actor).active().filter(pk__in=answers.values("case_id"))


def changeable_absences(actor: Actor) -> QuerySet[Absence]:
    """Present and coming absences that the actor may end: the actor's own, and of the workers the actor leads."""
    absences = Absence.objects.filter(organisation_id=actor.organisation_key, during__overlap=(actor.day, None))
    mine = Q(user_id=actor.user_key) if actor.has(relations.WORKERS) else Q(pk__in=[])
    if actor.has(relations.SUPERVISORS):
        mine |= Q(user__in=led_workers(actor))
    return absences.filter(mine).select_related("user", "substitute").order_by("during")


def own_spans(actor: Actor) -> DatedQuerySet[ResponsibleWorker]:
    """Where the actor is the responsible worker today, not as a substitute: to say so, and to tell the family."""
    if not actor.has(relations.WORKERS):
        return ResponsibleWorker.objects.none()
    spans = ResponsibleWorker.objects.on(actor.day).filter(user_id=actor.user_key)
    return spans.filter(case__organisation_id=actor.organisation_key, case__state__in=OPEN)


def spans_to_take_on(actor: Actor) -> DatedQuerySet[ResponsibleWorker]:
    """Those that were handed to the actor and wait to be taken on, or for the family to be told."""
    waiting = Q(accepted_at__isnull=True) | Q(told_on__isnull=True)
    return own_spans(actor).filter(waiting, handed_at__isnull=False)


def may_note_absence(actor: Actor, user_id: UUID) -> bool:
    """Everybody with families notes their own days away; a supervisor those of the workers led."""
    if user_id == actor.user_id:
        return actor.has(relations.WORKERS)
    return led_workers(actor).filter(pk=user_id).exists()
