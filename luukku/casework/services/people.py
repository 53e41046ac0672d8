"""Persons: taking them in, and correcting what is known about them."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.models import Person
from luukku.casework.rules.births import Birth, Precision
from luukku.casework.services import naming
from luukku.casework.services.sources import BY_THE_PERSON, Told, note_source
from luukku.core.actor import Actor
from luukku.core.conflicts import differences
from luukku.core.errors import Conflict, RuleViolation, ensure, ensure_found

EARLIEST_BIRTH = date(1900, 1, 1)
FIELDS = (
    "name",
    "native_name",
    "called_name",
    "has_single_name",
    "birth_on",
    "birth_precision",
    "mother_tongue",
    "contact_language",
    "dialect",
    "interpreter_need",
    "interpreter_gender",
    "reading",
)


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What a worker writes about a person. Names are whole, as the person says them."""

    name: str
    native_name: str = ""
    called_name: str = ""
    has_single_name: bool = False
    birth_on: date | None = None
    birth_precision: str = Person.BirthPrecision.DAY
    mother_tongue: str = ""
    contact_language: str = "fi"
    dialect: str = ""
    interpreter_need: str = Person.InterpreterNeed.ALWAYS
    interpreter_gender: str = Person.InterpreterGender.NO_WISH
    reading: str = Person.Reading.UNKNOWN

    @property
    def birth(self) -> Birth | None:
        return Birth(self.birth_on, Precision(self.birth_precision)) if self.birth_on else None


def create_person(actor: Actor, facts: PersonFacts) -> Person:
    """A new person, inside a service that has asked whether the actor may and that records it."""
    person = Person()
    _write(actor, person, facts)
    return person


@transaction.atomic
def edit_person(
    actor: Actor, person_id: UUID, *, version: int, facts: PersonFacts, told: Told = BY_THE_PERSON
) -> Person:
    """Correct what is known about a person.

    Args:
        told: from whom the correction came, kept beside it when it was not the person.

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
    naming.correct_shown(person, actor.day)
    if changed:
        note_source(actor, person, person, fact="person", fields=changed, told=told)

    cases = policies.cases_of_person(actor, person).values_list("pk", flat=True)
    trail.record(actor, "person.changed", person, cases=cases, fields=changed)
    return person


def _write(actor: Actor, person: Person, facts: PersonFacts) -> None:
    birth = facts.birth.until(actor.day) if facts.birth else None
    if birth and not EARLIEST_BIRTH <= birth.on <= actor.day:
        raise RuleViolation(
            _("Check the date of birth: it must not be in the future or before the year 1900."), field="birth_on"
        )
    facts = replace(facts, name=facts.name.strip(), birth_on=birth.on if birth else None)
    for field in FIELDS:
        setattr(person, field, getattr(facts, field))
    naming.refresh_key(person)
    person.full_clean(validate_unique=False)
    person.save()
