"""Rights to a case follow relations that hold on the actor's day: answering for it, standing in for
who answers, supervising, helping, emergency.

Each relation is a queryset of case ids; a right is their union, so that the database walks from the worker's own
relations to the cases and never through a whole region's cases.
"""

from django.db.models import Q, QuerySet

from luukku.accounts.models import Unit
from luukku.casework.models import (
    Case,
    CaseQuerySet,
    EmergencyAccess,
    EmergencyAccessQuerySet,
)
from luukku.casework.policies import relations, sharing
from luukku.casework.policies.relations import (
    DATA_PROTECTION,
    SUPERVISORS,
    WORKERS,
    Ids,
    any_of,
    relations_of,
    whole_relations,
)
from luukku.core.actor import Actor, Role


def cases_answered_for(actor: Actor) -> CaseQuerySet:
    """Cases whose responsible worker the actor is today, or stands in for while that worker is away."""
    return in_any([relations.answered(actor), relations.stood_in_for(actor)] if actor.has(WORKERS) else [])


def cases_answered_in_person(actor: Actor) -> CaseQuerySet:
    """Cases whose responsible worker the actor is today. Standing in gives no right that outlives the absence."""
    return in_any([relations.answered(actor)] if actor.has(WORKERS) else [])


def supervised_cases(actor: Actor) -> CaseQuerySet:
    """Cases of the units that the actor supervises."""
    return in_any([relations.supervised(actor)] if actor.has(SUPERVISORS) else [])


def helped_cases(actor: Actor) -> CaseQuerySet:
    """Cases in whose care team the actor is today; those of other organisations while something opens them."""
    return in_any([relations.helped(actor)] if actor.has(WORKERS) else [])


def fully_visible_cases(actor: Actor) -> CaseQuerySet:
    """Cases that the actor may read whole: answered for, supervised, or opened in an emergency."""
    return in_any(whole_relations(actor))


def visible_cases_here(actor: Actor) -> CaseQuerySet:
    """Those of the visible cases that the actor's own organisation has."""
    helped = [relations.helped_here(actor)] if actor.has(WORKERS) else []
    return in_any([*whole_relations(actor), *helped])


def helped_cases_elsewhere(actor: Actor) -> CaseQuerySet:
    """Those of the visible cases that other organisations have: helped while a permit or a law opens them."""
    if not actor.has(WORKERS):
        return Case.objects.none()
    places = relations.places(actor).exclude(case__organisation_id=actor.organisation_key)
    return Case.objects.filter(pk__in=places.filter(sharing.opens_on(actor.day)).values("case_id"))


def own_cases(actor: Actor) -> CaseQuerySet:
    """Cases to which the actor is bound personally: answering, helping, or opened in an emergency."""
    return in_any([ids for bond, ids in relations_of(actor).items() if bond != "supervises"])


def visible_cases(actor: Actor) -> CaseQuerySet:
    """Cases that the actor may open: whole, or in the sections granted to a helper."""
    return in_any(list(relations_of(actor).values()))


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


def in_any(relations_: list[Ids]) -> CaseQuerySet:
    """Cases that stand in at least one of these relations."""
    return Case.objects.filter(pk__in=any_of(relations_)) if relations_ else Case.objects.none()
