"""Facts about a person in rows: written down, corrected, ended. Nothing is removed; the source stays beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.models import (
    Person,
    PersonFact,
    PersonIdentifier,
    PersonName,
)
from luukku.casework.services import identifiers, inquiries, naming
from luukku.casework.services.sources import BY_THE_PERSON, Told, note_source
from luukku.core.actor import Actor
from luukku.core.conflicts import differences
from luukku.core.errors import Conflict, RuleViolation, ensure, ensure_found


@dataclass(frozen=True, slots=True)
class FactKind:
    """One kind of fact: the columns that are written by hand, and what the trail calls it."""

    columns: tuple[str, ...]
    code: str


KINDS: dict[str, FactKind] = {
    "names": FactKind(("kind", "text"), "name"),
    "identifiers": FactKind(("kind", "issuer"), "identifier"),
    "permits": FactKind(("kind", "ground", "granted_on"), "permit"),
    "contacts": FactKind(("kind", "value", "use"), "contact"),
    "languages": FactKind(("language", "script", "reading", "writing"), "literacy"),
    "interpreters": FactKind(("name",), "exclusion"),
}
"""By the word that stands in the page's address."""


@dataclass(frozen=True, slots=True)
class Days:
    """When a fact holds. No first day: as long as we know; no last day: until further notice."""

    from_on: date | None = None
    last_on: date | None = None

    def as_range(self) -> tuple[date | None, date | None]:
        return (self.from_on, self.last_on + timedelta(days=1) if self.last_on else None)


@transaction.atomic
def add_fact(
    actor: Actor,
    person_id: UUID,
    kind: str,
    *,
    values: Mapping[str, Any],
    days: Days = Days(),
    told: Told = BY_THE_PERSON,
) -> PersonFact:
    """Write down a fact.

    Args:
        kind: one of `KINDS`.
        values: its columns; for an identifier also "value", which is sealed.

    Raises:
        PermissionDenied: the actor does not answer for a family of this person.
        RuleViolation: a day can't be, or the identity code is not right or somebody else's.
        ValidationError: the same is noted already for that time.
    """
    person = _locked(actor, person_id)
    what = KINDS[kind]
    row: PersonFact = policies.facts_of(person, kind).model(person=person)
    if isinstance(row, PersonName) and values["kind"] in naming.SHOWN:
        days = Days(days.from_on or actor.day, days.last_on)
        naming.make_room(person, values["kind"], days.from_on or actor.day)
    fields = _write(actor, person, row, what, values, days)
    note_source(actor, person, row, fact=what.code, fields=fields, told=told)
    _after(actor, person, row)

    trail.record(actor, "fact.added", row, cases=_cases(actor, person), kind=what.code)
    if isinstance(row, PersonIdentifier):
        inquiries.note_code(actor, row)
    return row


@transaction.atomic
def change_fact(
    actor: Actor,
    person_id: UUID,
    kind: str,
    row_id: UUID,
    *,
    version: int,
    values: Mapping[str, Any],
    days: Days = Days(),
    told: Told = BY_THE_PERSON,
) -> PersonFact:
    """Correct a fact, or give it its last day. An identifier's value stays when none is given.

    Raises:
        PermissionDenied: the actor does not answer for a family of this person, or it is another person's.
        Conflict: somebody saved since `version`.
        RuleViolation, ValidationError: as when adding.
    """
    person = _locked(actor, person_id)
    what = KINDS[kind]
    row: PersonFact = ensure_found(policies.facts_of(person, kind).select_for_update().filter(pk=row_id).first())
    if row.version != version:
        shown = {name: values[name] for name in what.columns if name in values}
        raise Conflict(row.version, differences(row, shown))
    row.version += 1
    fields = _write(actor, person, row, what, values, days)
    note_source(actor, person, row, fact=what.code, fields=fields, told=told)
    _after(actor, person, row)

    trail.record(actor, "fact.changed", row, cases=_cases(actor, person), kind=what.code, fields=fields)
    return row


@transaction.atomic
def reveal_identifier(actor: Actor, person: Person, row_id: UUID) -> str:
    """The value of an identifier, opened on purpose: the trail tells that it was (1050/2018, 29 §).

    Raises:
        PermissionDenied: the actor does not read a whole case of this person, or it is another person's.
    """
    row = ensure_found(policies.readable_identifiers(actor).filter(pk=row_id, person=person).first())
    trail.record(actor, "identifier.revealed", row, cases=_cases(actor, person), kind=row.kind)
    return identifiers.open_value(row)


def _write(
    actor: Actor, person: Person, row: PersonFact, what: FactKind, values: Mapping[str, Any], days: Days
) -> list[str]:
    """Set the columns and the days, checked; returns the names of those that changed."""
    _ensure_days(actor, person, days, values)
    changed = []
    for name in what.columns:
        value = values[name].strip() if isinstance(values[name], str) else values[name]
        if getattr(row, name, None) != value:
            changed.append(name)
        setattr(row, name, value)
    if isinstance(row, PersonIdentifier) and (row._state.adding or values.get("value")):
        identifiers.set_value(actor, person, row, values["value"])
        changed.append("value")
    if row._state.adding or (row.from_on, row.last_on) != (days.from_on, days.last_on):
        changed.append("during")
    row.during = days.as_range()
    row.full_clean()
    row.save()
    row.refresh_from_db(fields=["during"])
    return changed


def _ensure_days(actor: Actor, person: Person, days: Days, values: Mapping[str, Any]) -> None:
    """Nothing of a person begins before their birth or after today, and nothing ends before it begins."""
    begins = {"from_on": days.from_on, "granted_on": values.get("granted_on")}
    for field, day in begins.items():
        if day is None:
            continue
        if day > actor.day:
            raise RuleViolation(_("The day must not be in the future."), field=field)
        if person.birth is not None and day < person.birth.first:
            raise RuleViolation(_("The day is before the person's birth. Check it."), field=field)
    if days.last_on is None:
        return
    if days.from_on is not None and days.last_on < days.from_on:
        raise RuleViolation(_("The last day must not be before the first."), field="last_on")
    if person.birth is not None and days.last_on < person.birth.first:
        raise RuleViolation(_("The day is before the person's birth. Check it."), field="last_on")


def _after(actor: Actor, person: Person, row: PersonFact) -> None:
    """Keep the person in step with the rows: shown names, the key for finding, a birth that only a code tells."""
    if isinstance(row, PersonName):
        naming.show_current(person, actor.day)
        person.version += 1
        person.full_clean(validate_unique=False)
        person.save()
    elif isinstance(row, PersonIdentifier) and person.birth_on is None:
        born = identifiers.birth_told_by(row)
        if born is not None:
            person.birth_on, person.version = born, person.version + 1
            person.save()


def _locked(actor: Actor, person_id: UUID) -> Person:
    person = ensure_found(Person.objects.select_for_update().filter(pk=person_id).first())
    ensure(policies.may_edit_person(actor, person))
    return person


def _cases(actor: Actor, person: Person) -> list[UUID]:
    return list(policies.cases_of_person(actor, person).values_list("pk", flat=True))
