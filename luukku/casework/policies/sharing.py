"""When a case opens to a helper of another organisation at all, and of whom that helper then knows."""

from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from luukku.casework.models import CareTeamMember, DisclosedPerson, PermitSubject
from luukku.core.actor import Actor

DAYS_REMEMBERED = 4


@lru_cache(DAYS_REMEMBERED)
def opens_on(day: date) -> Q:
    """Of places in care teams: those of this house, and those to which a permit or a law opens some section."""
    permitted, disclosed = opening(day)
    return (
        Q(organisation_id=F("case__organisation_id"))
        | Q(Exists(permitted.exclude(permit__sections=[])))
        | Q(Exists(disclosed.exclude(disclosure__sections=[])))
    )


def opening(day: date) -> tuple[QuerySet[PermitSubject], QuerySet[DisclosedPerson]]:
    """About whom a case is opened to the organisation of a place in its care team: by permit, and by law."""
    permitted = PermitSubject.objects.in_force(day).filter(
        permit__case_id=OuterRef("case_id"),
        permit__from_organisation_id=OuterRef("case__organisation_id"),
        permit__to_organisation_id=OuterRef("organisation_id"),
    )
    disclosed = DisclosedPerson.objects.in_force(day).filter(
        disclosure__case_id=OuterRef("case_id"), disclosure__to_organisation_id=OuterRef("organisation_id")
    )
    return permitted, disclosed


def people_told_of(actor: Actor) -> QuerySet[Any, UUID]:
    """The ids of people of whom the actor's organisation may be told today, in the cases that the actor helps there."""
    places = CareTeamMember.objects.on(actor.day).filter(user_id=actor.user_key, organisation_id=actor.organisation_key)
    cases = places.exclude(case__organisation_id=actor.organisation_key).values("case_id")
    permitted = PermitSubject.objects.in_force(actor.day).filter(
        permit__case__in=cases,
        permit__from_organisation_id=F("permit__case__organisation_id"),
        permit__to_organisation_id=actor.organisation_key,
    )
    disclosed = DisclosedPerson.objects.in_force(actor.day).filter(
        disclosure__case__in=cases, disclosure__to_organisation_id=actor.organisation_key
    )
    people = permitted.exclude(permit__sections=[]).values_list("person_id", flat=True)
    return people.union(disclosed.exclude(disclosure__sections=[]).values_list("person_id", flat=True))


def opened_by(actor: Actor, case_id: UUID) -> tuple[list[UUID], list[UUID]]:
    """The ids of the permits, and of the openings by law, by which the actor's organisation reads a case today."""
    permitted = PermitSubject.objects.in_force(actor.day).filter(
        permit__case_id=case_id, permit__to_organisation_id=actor.organisation_key
    )
    disclosed = DisclosedPerson.objects.in_force(actor.day).filter(
        disclosure__case_id=case_id, disclosure__to_organisation_id=actor.organisation_key
    )
    permits = permitted.exclude(permit__sections=[]).values_list("permit_id", flat=True)
    laws = disclosed.exclude(disclosure__sections=[]).values_list("disclosure_id", flat=True)
    return sorted(set(permits)), sorted(set(laws))
