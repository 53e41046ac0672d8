"""Rights to people and families follow the cases that the actor may open."""

from django.db.models import QuerySet

from luukku.casework.models import Case, Family, FamilyMembership, Person, PersonQuerySet
from luukku.casework.policies.cases import cases_answered_for, fully_visible_cases, visible_cases
from luukku.core.actor import Actor


def visible_families(actor: Actor) -> QuerySet[Family]:
    return Family.objects.filter(cases__in=visible_cases(actor))


def visible_people(actor: Actor) -> PersonQuerySet:
    """Members, today, of the families whose cases the actor may open."""
    members = FamilyMembership.objects.on(actor.day).filter(family__cases__in=visible_cases(actor))
    return Person.objects.filter(pk__in=members.values("person_id"))


def editable_people(actor: Actor) -> PersonQuerySet:
    """Members, today, of the families whose cases the actor answers for."""
    members = FamilyMembership.objects.on(actor.day).filter(family__cases__in=cases_answered_for(actor))
    return Person.objects.filter(pk__in=members.values("person_id"))


def may_edit_person(actor: Actor, person: Person) -> bool:
    return editable_people(actor).filter(pk=person.pk).exists()


def people_whose_address_may_be_revealed(actor: Actor) -> PersonQuerySet:
    """Members, today, of the families whose cases the actor reads whole; helpers never see an address."""
    members = FamilyMembership.objects.on(actor.day).filter(family__cases__in=fully_visible_cases(actor))
    return Person.objects.filter(pk__in=members.values("person_id"))


def may_reveal_address(actor: Actor, person: Person) -> bool:
    return people_whose_address_may_be_revealed(actor).filter(pk=person.pk).exists()


def cases_of_person(actor: Actor, person: Person) -> QuerySet[Case]:
    """The visible cases through which the actor sees this person today: named in the trail."""
    return visible_cases(actor).filter(
        family__memberships__person=person, family__memberships__during__contains=actor.day
    )
