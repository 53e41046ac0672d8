"""Persons: taking them in, and correcting what is known about them."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.models import Person
from luukku.casework.rules.names import name_key
from luukku.core.actor import Actor
from luukku.core.conflicts import differences
from luukku.core.errors import Conflict, RuleViolation, ensure, ensure_found

EARLIEST_BIRTH = date(1900, 1, 1)
FIELDS = (
    "name",
    "native_name",
    "called_name",
    "birth_on",
    "mother_tongue",
    "contact_language",
    "interpreter_need",
    "reading",
)


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What a worker writes about a person. Names are whole, as the person says them."""

    name: str
    native_name: str = ""
    called_name: str = ""
    birth_on: date | None = None
    mother_tongue: str = ""
    contact_language: str = "fi"
    interpreter_need: str = Person.InterpreterNeed.ALWAYS
    reading: str = Person.Reading.UNKNOWN


def create_person(actor: Actor, facts: PersonFacts) -> Person:
    """A new person, inside a service that has asked whether the actor may and that records it."""
    person = Person()
    _write(actor, person, facts)
    return person


@transaction.atomic
def edit_person(actor: Actor, person_id: UUID, *, version: int, facts: PersonFacts) -> Person:
    """Correct what is known about a person.

    Raises:
        PermissionDenied: the actor does not answer for a family of this person.
        Conflict: somebody saved since `version`; carries both texts of each field that differs.
        RuleViolation: the date of birth can't be.
    """
    person = ensure_found(Person.objects.select_for_update().filter(pk=person_id).first())
    ensure(policies.may_edit_person(actor, person))
    if person.version != version:
        raise Conflict(
            version=person.version, fields=differences(person, {name: getattr(facts, name) for name in FIELDS})
        )

    changed = [field for field in FIELDS if getattr(person, field) != getattr(facts, field)]
    person.version += 1
    _write(actor, person, facts)

    cases = policies.cases_of_person(actor, person).values_list("pk", flat=True)
    trail.record(actor, "person.changed", person, cases=cases, fields=changed)
    return person


def _write(actor: Actor, person: Person, facts: PersonFacts) -> None:
    if facts.birth_on and not EARLIEST_BIRTH <= facts.birth_on <= actor.day:
        raise RuleViolation(_("Check the date of birth: it must not be in the future or before the year 1900."))
    facts = replace(facts, name=facts.name.strip())
    for field in FIELDS:
        setattr(person, field, getattr(facts, field))
    person.name_key = name_key(person.name, person.native_name, person.called_name)
    person.full_clean(validate_unique=False)
    person.save()
