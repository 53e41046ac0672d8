"""Making what a file says: people, families, cases and facts, all in the caller's transaction.

The dry run and the real one are this same code; the dry run's transaction is undone.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models

from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.law.clocks import rule_on
from luukku.casework.models import (
    AddressProtection,
    Case,
    ClientImport,
    ContactPoint,
    Deadline,
    FactSource,
    Family,
    FamilyMembership,
    GuardianRelation,
    ImportRow,
    Person,
    PersonIdentifier,
    ResidenceRight,
    ResponsibleWorker,
)
from luukku.casework.rules.import_rows import RowFacts
from luukku.casework.rules.names import name_key
from luukku.casework.services.deadlines import clock_of
from luukku.casework.services.identifiers import mark_of
from luukku.casework.services.import_reading import facts_of_rows, family_key
from luukku.casework.services.sources import Told, source_of
from luukku.core import sealing
from luukku.core.actor import Actor
from luukku.core.errors import ensure

CHILD, ADULT = FamilyMembership.Role.CHILD, FamilyMembership.Role.ADULT
BATCH = 1000
ORDER: list[type[models.Model]] = [
    Person, Family, Case, ResponsibleWorker, Deadline, FamilyMembership, GuardianRelation, AddressProtection,
    PersonIdentifier, ResidenceRight, ContactPoint, FactSource,
]  # fmt: skip
"""Whoever is leant on comes first."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was, or would be, made. Counts only."""

    families: int = 0
    people: int = 0
    joined: int = 0
    left_out: int = 0
    identifiers: int = 0
    permits: int = 0
    contacts: int = 0
    guardians: int = 0
    protected: int = 0
    sources: int = 0

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


class Making:
    """Rows gathered by table before they are sent, so that ten thousand people are some dozens of statements."""

    def __init__(self, actor: Actor, batch: ClientImport) -> None:
        self.actor, self.batch = actor, batch
        self.rows: dict[type[models.Model], list[Any]] = defaultdict(list)
        self.told = Told(batch.origin, batch.told_by, None, batch.pk)
        self.cases: list[Case] = []
        self.joined = 0

    def add(self, row: Any) -> Any:
        """Checked by its fields; what concerns other rows the database checks when it is sent."""
        row.clean_fields(exclude=[one.name for one in row._meta.fields if one.is_relation])
        self.rows[type(row)].append(row)
        return row

    def source(self, person: Person, subject: Any, fact: str, fields: Iterable[str]) -> None:
        row = source_of(self.actor, person, subject, fact=fact, fields=fields, told=self.told)
        if row is not None:
            self.add(row)

    def send(self) -> None:
        """In the order in which rows lean on each other."""
        for model in sorted(self.rows, key=ORDER.index):
            model._default_manager.bulk_create(self.rows[model], batch_size=BATCH)

    def count(self, model: type[models.Model]) -> int:
        return len(self.rows[model])


def bring_in(actor: Actor, batch: ClientImport) -> Outcome:
    """Make everything that the decided rows say.

    Raises:
        PermissionDenied: somebody chosen as the same person is no longer among those whom the actor sees.
        IntegrityError, ValidationError: something can't be, e.g. a code that somebody got meanwhile.
    """
    rows = list(batch.rows.in_order().exclude(decision=ImportRow.Decision.LEAVE))
    known = _people_chosen(actor, rows)
    families: dict[str, list[tuple[ImportRow, RowFacts]]] = defaultdict(list)
    for row, facts in facts_of_rows(actor, batch, rows):
        families[family_key(row, facts)].append((row, facts))
    making = Making(actor, batch)
    for members in families.values():
        if any(row.same_as_id is None for row, _facts in members):
            _make_family(making, members, known)
    making.send()
    _leave_traces(making)
    left_out = batch.rows.filter(decision=ImportRow.Decision.LEAVE).count()
    return _outcome(making, left_out)


def _people_chosen(actor: Actor, rows: Sequence[ImportRow]) -> dict[UUID, Person]:
    chosen = {row.same_as_id for row in rows if row.same_as_id}
    known = {person.pk: person for person in policies.people_to_join(actor).filter(pk__in=chosen)}
    ensure(set(known) == chosen)
    return known


def _make_family(making: Making, members: Sequence[tuple[ImportRow, RowFacts]], known: dict[UUID, Person]) -> None:
    batch, day = making.batch, making.actor.day
    opened_on = min((facts.opened_on for _row, facts in members if facts.opened_on), default=day)
    first = next((facts for _row, facts in members if not facts.is_child), members[0][1])
    family = making.add(Family(name=_family_name(first, members), language=first.contact_language or "fi"))
    case = making.add(
        Case(
            family=family,
            organisation_id=batch.organisation_id,
            unit_id=batch.unit_id,
            ground=batch.ground,
            opened_on=opened_on,
        )
    )
    making.cases.append(case)
    making.add(ResponsibleWorker(case=case, user_id=batch.responsible_id, during=(opened_on, None)))
    making.add(clock_of(case, rule_on("assessment_start", day), day))
    people: list[tuple[RowFacts, Person]] = []
    joined: set[UUID] = set()
    for row, facts in members:
        if row.same_as_id is not None:
            if row.same_as_id not in joined:
                joined.add(row.same_as_id)
                people.append((facts, known[row.same_as_id]))
            continue
        people.append((facts, _make_person(making, facts)))
    making.joined += len(joined)
    for facts, person in people:
        role = CHILD if facts.is_child else ADULT
        since = _since(opened_on, person)
        making.add(FamilyMembership(family=family, person=person, role=role, during=(since, None)))
    _relate(making, people, joined, opened_on)


def _make_person(making: Making, facts: RowFacts) -> Person:
    birth = facts.birth
    person: Person = making.add(
        Person(
            name=facts.name,
            native_name=facts.native_name,
            called_name=facts.called_name,
            name_key=name_key(facts.name, facts.native_name, facts.called_name),
            has_single_name=" " not in facts.name.strip(),
            birth_on=birth.on if birth else None,
            birth_precision=birth.precision.value if birth else Person.BirthPrecision.DAY,
            mother_tongue=facts.mother_tongue,
            contact_language=facts.contact_language or facts.mother_tongue or "fi",
            interpreter_need=facts.interpreter or Person.InterpreterNeed.ALWAYS,
        )
    )
    making.source(person, person, "person", _fields_told(making.batch))
    _make_identifiers(making, person, facts)
    if facts.permit_on:
        permit, day = ResidenceRight.Kind.PERMIT, facts.permit_on
        right = ResidenceRight(person=person, kind=permit, granted_on=day, during=(day, None))
        making.source(person, making.add(right), "permit", ["granted_on"])
    for kind, value in ((ContactPoint.Kind.PHONE, facts.phone), (ContactPoint.Kind.EMAIL, facts.email)):
        if value:
            # whether it is safe was never asked: nobody is called before it is
            use = ContactPoint.Use.SAY_NOTHING
            contact = ContactPoint(person=person, kind=kind, value=value, use=use, during=(None, None))
            making.source(person, making.add(contact), "contact", ["value"])
    if facts.is_protected:
        source = AddressProtection.Source.REGISTER
        making.add(AddressProtection(person=person, source=source, during=(making.actor.day, None)))
    return person


def _make_identifiers(making: Making, person: Person, facts: RowFacts) -> None:
    kinds = PersonIdentifier.Kind
    for kind, value in ((kinds.IDENTITY_CODE, facts.identity_code), (kinds.MIGRI, facts.migri_number.upper())):
        if value:
            row = PersonIdentifier(person=person, kind=kind, during=(None, None))
            row.sealed, row.mark = sealing.seal(value, about=str(row.pk)), mark_of(kind, value)
            making.source(person, making.add(row), "identifier", ["value"])


def _relate(making: Making, people: Sequence[tuple[RowFacts, Person]], joined: set[UUID], opened_on: date) -> None:
    """A guardian decides for the children of the same rows; relations of somebody known before stay as they are."""
    guardians = [person for facts, person in people if facts.is_guardian and not facts.is_child]
    for facts, child in people:
        if not facts.is_child or child.pk in joined:
            continue
        for guardian in guardians:
            since = _since(opened_on, child)
            making.add(GuardianRelation(child=child, guardian=guardian, during=(since, None)))


def _since(opened_on: date, person: Person) -> date:
    """Nobody belonged to a family before they were born."""
    return max(opened_on, person.birth.first) if person.birth else opened_on


def _family_name(first: RowFacts, members: Sequence[tuple[ImportRow, RowFacts]]) -> str:
    """What the file calls the family, when it is a name and not a number; else the first adult's name."""
    told = members[0][1].family
    return (told if any(sign.isalpha() for sign in told) else first.name)[:120]


def _fields_told(batch: ClientImport) -> list[str]:
    return sorted(set(batch.mapping) - {"family", "opened_on"})


def _leave_traces(making: Making) -> None:
    for case in making.cases:
        trail.record(
            making.actor,
            "family.registered",
            case,
            case=case.pk,
            ground=str(case.ground),
            batch=str(making.batch.pk),
        )


def _outcome(making: Making, left_out: int) -> Outcome:
    return Outcome(
        families=making.count(Family),
        people=making.count(Person),
        joined=making.joined,
        left_out=left_out,
        identifiers=making.count(PersonIdentifier),
        permits=making.count(ResidenceRight),
        contacts=making.count(ContactPoint),
        guardians=making.count(GuardianRelation),
        protected=making.count(AddressProtection),
        sources=making.count(FactSource),
    )
