"""Which questions fit somebody: an adult's, a child's, or those of a minor who came alone (681/2023, 2 § 6 mom.)."""

from collections.abc import Iterable
from uuid import UUID

from luukku.casework.models import Case, FamilyMembership, GuardianRelation, Person
from luukku.casework.rules.ages import age
from luukku.core.actor import Actor
from luukku.plans.services.templates import ADULTS, ALONE, CHILDRENS

ALONE_UNTIL = 23
"""The age at which the support of who came alone as a minor ends (681/2023, 2 § 6 mom. and 34 §)."""


def came_alone(person_id: UUID) -> bool:
    """Whether a representative speaks, or spoke, for somebody: then they came, or were left, without a guardian."""
    return GuardianRelation.objects.filter(child_id=person_id, kind=GuardianRelation.Kind.REPRESENTATIVE).exists()


def variants_for(actor: Actor, case: Case, people: Iterable[Person]) -> dict[UUID, str]:
    """The key of the questions that fit each of these people; two queries however many they are."""
    known = list(people)
    ids = [one.pk for one in known]
    spoken_for = GuardianRelation.objects.filter(child_id__in=ids, kind=GuardianRelation.Kind.REPRESENTATIVE)
    alone = set(spoken_for.values_list("child_id", flat=True))
    here = FamilyMembership.objects.on(actor.day).filter(family_id=case.family_id, person_id__in=ids)
    children = set(here.filter(role=FamilyMembership.Role.CHILD).values_list("person_id", flat=True))
    found = {}
    for person in known:
        is_young = person.birth_on is None or age(person.birth_on, actor.day) < ALONE_UNTIL
        is_alone = is_young and person.pk in alone
        found[person.pk] = ALONE if is_alone else CHILDRENS if person.pk in children else ADULTS
    return found


def variant_for(actor: Actor, case: Case, person_id: UUID) -> str:
    """The key of the questions that fit somebody of the family."""
    return variants_for(actor, case, Person.objects.filter(pk=person_id))[person_id]
