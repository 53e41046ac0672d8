"""Rights to a case follow relations that hold on the actor's day: answering for it, supervising, helping, emergency.

Each relation is a queryset of case ids; a right is their union, so that the database walks from the worker's own
relations to the cases and never through a whole region's cases.
"""

from uuid import UUID

from django.db.models import QuerySet

from luukku.casework.models import Case, CaseQuerySet, CareTeamMember, EmergencyAccess, ResponsibleWorker
from luukku.core.actor import Actor, Role

WORKERS = frozenset({Role.CASEWORKER})
SUPERVISORS = frozenset({Role.SUPERVISOR})
REVIEWERS = frozenset({Role.SUPERVISOR, Role.DATA_PROTECTION})


def _answered(actor: Actor) -> QuerySet[ResponsibleWorker, UUID]:
    return (
        ResponsibleWorker.objects.on(actor.day)
        .filter(user_id=actor.user_id, case__organisation_id=actor.organisation_id)
        .values_list("case_id", flat=True)
    )


def _supervised(actor: Actor) -> QuerySet[Case, UUID]:
    cases = Case.objects.filter(organisation_id=actor.organisation_id)
    if None not in actor.unit_ids:
        cases = cases.filter(unit_id__in=actor.unit_ids)
    return cases.values_list("id", flat=True)


def _helped(actor: Actor) -> QuerySet[CareTeamMember, UUID]:
    return (
        CareTeamMember.objects.on(actor.day)
        .filter(user_id=actor.user_id, organisation_id=actor.organisation_id)
        .values_list("case_id", flat=True)
    )


def _opened_in_emergency(actor: Actor) -> QuerySet[EmergencyAccess, UUID]:
    return (
        EmergencyAccess.objects.open_at(actor.at)
        .filter(user_id=actor.user_id, organisation_id=actor.organisation_id)
        .values_list("case_id", flat=True)
    )


def cases_answered_for(actor: Actor) -> CaseQuerySet:
    """Cases whose responsible worker the actor is today."""
    return Case.objects.filter(pk__in=_answered(actor)) if actor.has(WORKERS) else Case.objects.none()


def supervised_cases(actor: Actor) -> CaseQuerySet:
    """Cases of the units that the actor supervises."""
    return Case.objects.filter(pk__in=_supervised(actor)) if actor.has(SUPERVISORS) else Case.objects.none()


def helped_cases(actor: Actor) -> CaseQuerySet:
    """Cases in whose care team the actor is today."""
    return Case.objects.filter(pk__in=_helped(actor)) if actor.has(WORKERS) else Case.objects.none()


def fully_visible_cases(actor: Actor) -> CaseQuerySet:
    """Cases that the actor may read whole: answered for, supervised, or opened in an emergency."""
    relations: list[QuerySet] = []  # type: ignore[type-arg] - each from another table, all of case ids
    if actor.has(WORKERS):
        relations += [_answered(actor), _opened_in_emergency(actor)]
    if actor.has(SUPERVISORS):
        relations.append(_supervised(actor))
    return _in_any(relations)


def visible_cases(actor: Actor) -> CaseQuerySet:
    """Cases that the actor may open: whole, or in the sections granted to a helper."""
    relations: list[QuerySet] = []  # type: ignore[type-arg]
    if actor.has(WORKERS):
        relations += [_answered(actor), _helped(actor), _opened_in_emergency(actor)]
    if actor.has(SUPERVISORS):
        relations.append(_supervised(actor))
    return _in_any(relations)


def emergency_accesses_to_review(actor: Actor) -> QuerySet[EmergencyAccess]:
    """Emergency openings in the actor's organisation that wait for a review; nobody reviews their own."""
    if not actor.has(REVIEWERS):
        return EmergencyAccess.objects.none()
    return EmergencyAccess.objects.unreviewed().filter(organisation_id=actor.organisation_id).exclude(
        user_id=actor.user_id
    )


def may_open_cases(actor: Actor) -> bool:
    """May register a family and open a case in the actor's organisation."""
    return actor.has(WORKERS)


def may_see(actor: Actor, case: Case) -> bool:
    return visible_cases(actor).filter(pk=case.pk).exists()


def may_see_fully(actor: Actor, case: Case) -> bool:
    return fully_visible_cases(actor).filter(pk=case.pk).exists()


def may_answer_for(actor: Actor, case: Case) -> bool:
    return cases_answered_for(actor).filter(pk=case.pk).exists()


def _in_any(relations: list[QuerySet]) -> CaseQuerySet:  # type: ignore[type-arg]
    if not relations:
        return Case.objects.none()
    first, *others = relations
    return Case.objects.filter(pk__in=first.union(*others) if others else first)
