"""Rights to a case follow relations that hold on the actor's day: answering for it, standing in for
who answers, supervising, helping, emergency.

Each relation is a queryset of case ids; a right is their union, so that the database walks from the worker's own
relations to the cases and never through a whole region's cases.
"""

from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from luukku.accounts.models import Unit
from luukku.casework.models import (
    Absence,
    CareTeamMember,
    Case,
    CaseQuerySet,
    DatedQuerySet,
    EmergencyAccess,
    EmergencyAccessQuerySet,
    ResponsibleWorker,
)
from luukku.casework.policies import sharing
from luukku.core.actor import Actor, Role

WORKERS = frozenset({Role.CASEWORKER})
SUPERVISORS = frozenset({Role.SUPERVISOR})
DATA_PROTECTION = frozenset({Role.DATA_PROTECTION})
LEADERS = frozenset({Role.CASEWORKER, Role.SUPERVISOR})
REVIEWERS = frozenset({Role.SUPERVISOR, Role.DATA_PROTECTION})

ACTORS_REMEMBERED = 64
"""Of so many requests at once what binds the actor is put together only once."""

CaseIds = QuerySet[Any, UUID]
"""Ids of cases, each relation from its own table."""


def _answered(actor: Actor) -> QuerySet[ResponsibleWorker, UUID]:
    return (
        ResponsibleWorker.objects.on(actor.day)
        .filter(user_id=actor.user_key, case__organisation_id=actor.organisation_key)
        .values_list("case_id", flat=True)
    )


def substitutions(actor: Actor) -> DatedQuerySet[Absence]:
    """Absences of others during which, today, the actor stands in."""
    return Absence.objects.on(actor.day).filter(substitute_id=actor.user_key, organisation_id=actor.organisation_key)


def _stood_in_for(actor: Actor) -> QuerySet[ResponsibleWorker, UUID]:
    return (
        ResponsibleWorker.objects.on(actor.day)
        .filter(user_id__in=substitutions(actor).values("user_id"), case__organisation_id=actor.organisation_key)
        .values_list("case_id", flat=True)
    )


def _supervised(actor: Actor) -> QuerySet[Case, UUID]:
    cases = Case.objects.filter(organisation_id=actor.organisation_key)
    units = actor.units_as(Role.SUPERVISOR)
    if None not in units:
        cases = cases.filter(unit_id__in=[unit for unit in units if unit])
    return cases.values_list("id", flat=True)


def _helped(actor: Actor) -> QuerySet[CareTeamMember, UUID]:
    return _places(actor).filter(sharing.opens_on(actor.day)).values_list("case_id", flat=True)


def _places(actor: Actor) -> DatedQuerySet[CareTeamMember]:
    return CareTeamMember.objects.on(actor.day).filter(user_id=actor.user_key, organisation_id=actor.organisation_key)


def _opened_in_emergency(actor: Actor) -> QuerySet[EmergencyAccess, UUID]:
    return own_open_emergencies(actor).values_list("case_id", flat=True)


def cases_answered_for(actor: Actor) -> CaseQuerySet:
    """Cases whose responsible worker the actor is today, or stands in for while that worker is away."""
    return _answering(actor).all()


@lru_cache(ACTORS_REMEMBERED)
def _answering(actor: Actor) -> CaseQuerySet:
    return in_any([_answered(actor), _stood_in_for(actor)] if actor.has(WORKERS) else [])


def cases_answered_in_person(actor: Actor) -> CaseQuerySet:
    """Cases whose responsible worker the actor is today. Standing in gives no right that outlives the absence."""
    return in_any([_answered(actor)] if actor.has(WORKERS) else [])


def supervised_cases(actor: Actor) -> CaseQuerySet:
    """Cases of the units that the actor supervises."""
    return Case.objects.filter(pk__in=_supervised(actor)) if actor.has(SUPERVISORS) else Case.objects.none()


def helped_cases(actor: Actor) -> CaseQuerySet:
    """Cases in whose care team the actor is today; those of other organisations while something opens them."""
    return Case.objects.filter(pk__in=_helped(actor)) if actor.has(WORKERS) else Case.objects.none()


def fully_visible_cases(actor: Actor) -> CaseQuerySet:
    """Cases that the actor may read whole: answered for, supervised, or opened in an emergency."""
    return _whole(actor).all()


@lru_cache(ACTORS_REMEMBERED)
def _whole(actor: Actor) -> CaseQuerySet:
    return in_any(whole_relations(actor))


def visible_cases_here(actor: Actor) -> CaseQuerySet:
    """Those of the visible cases that the actor's own organisation has."""
    helped = _places(actor).filter(case__organisation_id=actor.organisation_key).values_list("case_id", flat=True)
    return in_any([*whole_relations(actor), helped] if actor.has(WORKERS) else whole_relations(actor))


def helped_cases_elsewhere(actor: Actor) -> CaseQuerySet:
    """Those of the visible cases that other organisations have: helped while a permit or a law opens them."""
    if not actor.has(WORKERS):
        return Case.objects.none()
    places = _places(actor).exclude(case__organisation_id=actor.organisation_key)
    return Case.objects.filter(pk__in=places.filter(sharing.opens_on(actor.day)).values("case_id"))


def own_cases(actor: Actor) -> CaseQuerySet:
    """Cases to which the actor is bound personally: answering, helping, or opened in an emergency."""
    return in_any([ids for bond, ids in relations_of(actor).items() if bond != "supervises"])


def visible_cases(actor: Actor) -> CaseQuerySet:
    """Cases that the actor may open: whole, or in the sections granted to a helper."""
    return in_any(list(relations_of(actor).values()))


def own_open_emergencies(actor: Actor) -> EmergencyAccessQuerySet:
    """The actor's own emergency openings that still let them read."""
    opened = EmergencyAccess.objects.open_at(actor.at)
    return opened.filter(user_id=actor.user_key, organisation_id=actor.organisation_key)


def emergency_accesses(actor: Actor) -> EmergencyAccessQuerySet:
    """Emergency openings that the actor may look at afterwards: of supervised cases, or of the whole organisation."""
    accesses = EmergencyAccess.objects.filter(Q(organisation_id=actor.organisation_id))
    if actor.has(DATA_PROTECTION):
        return accesses
    return accesses.filter(case__in=supervised_cases(actor))


def emergency_accesses_to_review(actor: Actor) -> EmergencyAccessQuerySet:
    """Those of them that wait for a review; nobody reviews their own."""
    return emergency_accesses(actor).unreviewed().exclude(Q(user_id=actor.user_id))


def emergency_accesses_to_tell(actor: Actor) -> EmergencyAccessQuerySet:
    """Openings of the actor's own cases by somebody else that the actor has not yet said to have seen."""
    return EmergencyAccess.objects.filter(case__in=cases_answered_for(actor), seen_by_owner_at__isnull=True)


def cases_with_readable_trail(actor: Actor) -> CaseQuerySet:
    """Cases of which the actor may see who opened them: those read whole, and for data protection all of them."""
    if not actor.has(DATA_PROTECTION):
        return fully_visible_cases(actor)
    return Case.objects.filter(Q(pk__in=fully_visible_cases(actor)) | Q(organisation_id=actor.organisation_id))


def may_open_cases(actor: Actor) -> bool:
    """May register a family and open a case in the actor's organisation."""
    return actor.has(WORKERS)


def may_see(actor: Actor, case: Case) -> bool:
    return visible_cases(actor).filter(pk=case.pk).exists()


def may_see_fully(actor: Actor, case: Case) -> bool:
    return fully_visible_cases(actor).filter(pk=case.pk).exists()


def may_answer_for(actor: Actor, case: Case) -> bool:
    return cases_answered_for(actor).filter(pk=case.pk).exists()


def may_reassign(actor: Actor, case: Case) -> bool:
    """Who answers for a case may be changed by who answers for it now in person, or by the unit's supervisor."""
    own = cases_answered_in_person(actor).filter(pk=case.pk)
    return own.exists() or supervised_cases(actor).filter(pk=case.pk).exists()


def may_review(actor: Actor, access: EmergencyAccess) -> bool:
    return emergency_accesses_to_review(actor).filter(pk=access.pk).exists()


def units_to_open_cases_in(actor: Actor) -> QuerySet[Unit]:
    """Units of the actor's organisation for which the actor works with families."""
    units = Unit.objects.filter(organisation_id=actor.organisation_key)
    held = actor.units_as(Role.CASEWORKER)
    return units if None in held else units.filter(pk__in=[unit for unit in held if unit])


def relations_of(actor: Actor) -> dict[str, CaseIds]:
    """The ids of cases by what binds the actor to them, as far as the actor's roles admit each relation."""
    return dict(_relations(actor))


@lru_cache(ACTORS_REMEMBERED)
def _relations(actor: Actor) -> dict[str, CaseIds]:
    """Questions, put together once and asked anew wherever they are used: no answer is remembered."""
    relations: dict[str, CaseIds] = {}
    if actor.has(WORKERS):
        relations |= {
            "answers": _answered(actor),
            "stands_in": _stood_in_for(actor),
            "helps": _helped(actor),
            "in_emergency": _opened_in_emergency(actor),
        }
    if actor.has(SUPERVISORS):
        relations["supervises"] = _supervised(actor)
    return relations


def whole_relations(actor: Actor) -> list[CaseIds]:
    """Those relations that let the actor read a case whole."""
    return [ids for bond, ids in relations_of(actor).items() if bond != "helps"]


def in_any(relations: list[CaseIds]) -> CaseQuerySet:
    """Cases that stand in at least one of these relations."""
    if not relations:
        return Case.objects.none()
    first, *others = relations
    return Case.objects.filter(pk__in=first.union(*others) if others else first)
