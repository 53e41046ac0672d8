"""Rights to what is known about people in rows. Identifiers are found only among people whom the actor sees."""

from typing import Any, cast

from django.db.models import QuerySet

from luukku.casework.models import (
    ContactPoint,
    FamilyMembership,
    InterpreterExclusion,
    Literacy,
    Person,
    PersonFact,
    PersonFactQuerySet,
    PersonIdentifier,
    PersonName,
    PersonQuerySet,
    ResidenceRight,
)
from luukku.casework.policies.cases import fully_visible_cases
from luukku.casework.policies.people import visible_people
from luukku.core import sealing
from luukku.core.actor import Actor

FACTS: dict[str, type[PersonFact]] = {
    "names": PersonName,
    "identifiers": PersonIdentifier,
    "permits": ResidenceRight,
    "contacts": ContactPoint,
    "languages": Literacy,
    "interpreters": InterpreterExclusion,
}
"""The kinds of facts in rows, by the word that stands in a page's address."""


def facts_of(person: Person, kind: str) -> QuerySet[Any]:
    """The rows of one kind of a person whom the caller has fetched through a policy."""
    model: Any = FACTS[kind]
    return cast("QuerySet[Any]", model.objects.filter(person=person))


def readable_identifiers(actor: Actor) -> PersonFactQuerySet[PersonIdentifier]:
    """Identifiers of members, today, of the families whose cases the actor reads whole."""
    members = FamilyMembership.objects.on(actor.day).filter(family__cases__in=fully_visible_cases(actor))
    return PersonIdentifier.objects.filter(person__in=members.values("person_id"))


def people_with_identifier(actor: Actor, kind: str, value: str) -> PersonQuerySet:
    """Visible people who bear exactly this identifier, ended or not; nobody else's existence is told."""
    marked = PersonIdentifier.objects.filter(mark__in=sealing.marks(value, purpose=marks_purpose(kind)), kind=kind)
    return visible_people(actor).filter(pk__in=marked.values("person_id"))


def marks_purpose(kind: str) -> str:
    """What keeps the marks of one kind of identifier apart from those of others."""
    return f"identifier {kind}"
