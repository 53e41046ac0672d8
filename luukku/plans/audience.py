"""For whom a plan is printed or handed over: everybody's parts, the shared part, or what one person may read."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from luukku.core.actor import Actor
from luukku.plans import policies
from luukku.plans.models import FamilyPlan, PlanPart
from luukku.plans.rules.signers import readable_people
from luukku.plans.services import family

ALL, SHARED = "all", "shared"


@dataclass(frozen=True, slots=True)
class Audience:
    """A reader's choice of parts; `person` when it is one adult's or guardian's copy."""

    code: str
    person: UUID | None = None


def told(written: str, default: str = ALL) -> Audience:
    """The audience that an address asks for: all, shared or somebody's id.

    Raises:
        Http404: it is none of these.
    """
    if not written or written in (ALL, SHARED):
        return Audience(written or default)
    try:
        return Audience("person", UUID(written))
    except ValueError as error:
        raise Http404 from error


def parts_for(actor: Actor, plan: FamilyPlan, audience: Audience) -> QuerySet[PlanPart]:
    """What this audience reads of the parts that the actor may read: nobody gets more than the actor has.

    Raises:
        Http404: the person has nothing to read in this plan.
    """
    parts = policies.visible_parts(actor, plan)
    if audience.code == ALL:
        return parts
    if audience.person is None:
        return parts.filter(kind=PlanPart.Kind.SHARED)
    if not policies.may_see_whole(actor, plan):
        raise Http404
    people = _readable(actor, plan, audience.person)
    theirs = Q(person__in=people) | Q(person__merged_into__in=people)
    return parts.filter(Q(kind=PlanPart.Kind.SHARED) | theirs)


def family_parts(actor: Actor, plan: FamilyPlan) -> QuerySet[PlanPart]:
    """What may lie on the table in a meeting: the shared part and the children's; no adult's own part."""
    return policies.visible_parts(actor, plan).exclude(kind=PlanPart.Kind.ADULT)


def _readable(actor: Actor, plan: FamilyPlan, person: UUID) -> frozenset[UUID]:
    holders = family.holders(plan)
    rights = family.guardianships(actor, [one.person for one in holders if one.is_child])
    found = readable_people(person, holders, rights)
    if not found:
        raise Http404
    return found
