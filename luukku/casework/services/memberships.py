"""How a family changes: who lives where, who comes back, who is born, who dies. Rows are closed, never rewritten."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.models import Case, FamilyMembership, GuardianRelation, Person
from luukku.casework.services import custody
from luukku.casework.services._cases import locked_case
from luukku.casework.services.families import NewMember, add_member
from luukku.casework.services.guardians import add_guardian
from luukku.casework.services.people import PersonFacts
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure, ensure_found

CHILD, ADULT = FamilyMembership.Role.CHILD, FamilyMembership.Role.ADULT
Residence, End = FamilyMembership.Residence, FamilyMembership.End


@transaction.atomic
def change_residence(
    actor: Actor, case_id: UUID, membership_id: UUID, *, residence: str, from_on: date | None = None
) -> FamilyMembership:
    """Note that somebody of the family lives otherwise from a day on: a new row, the old one ends the day before.

    Raises:
        PermissionDenied: the actor does not answer for the case, or it is another family's membership.
        RuleViolation: the day is in the future or before the membership began.
    """
    case = locked_case(actor, case_id)
    row = _running(case, membership_id, actor.day)
    from_on = from_on or actor.day
    if not row.first_on <= from_on <= actor.day:
        raise RuleViolation(_("The day must be between the first day and today."), field="from_on")
    if row.residence == residence:
        return row
    changed = begin_anew(row, from_on, residence)
    trail.record(actor, "member.residence_changed", row.person, case=case.pk, residence=str(residence))
    return changed


@transaction.atomic
def return_to_family(
    actor: Actor, case_id: UUID, membership_id: UUID, *, from_on: date | None = None, residence: str = Residence.HERE
) -> FamilyMembership:
    """Note that somebody who had left belongs to the family again.

    Raises:
        PermissionDenied: the actor does not answer for the case, or nobody left this family so.
        RuleViolation: the day is in the future.
        ValidationError: the person belongs to the family on that day already.
    """
    case = locked_case(actor, case_id)
    rows = policies.returnable_memberships(actor).filter(family_id=case.family_id)
    before = ensure_found(rows.filter(pk=membership_id).first())
    from_on = from_on or actor.day
    if from_on > actor.day:
        raise RuleViolation(_("The day must not be in the future."), field="from_on")
    row = FamilyMembership(
        family_id=case.family_id,
        person_id=before.person_id,
        role=before.role,
        residence=residence,
        during=(from_on, None),
    )
    row.full_clean()
    row.save()
    trail.record(actor, "member.returned", row.person, case=case.pk)
    return row


@transaction.atomic
def note_birth(actor: Actor, case_id: UUID, *, facts: PersonFacts, guardian_ids: Sequence[UUID]) -> FamilyMembership:
    """A child is born into the family: a member, with guardians, from the first day of life.

    Raises:
        PermissionDenied: the actor does not answer for the case, or one of the guardians is no possible one.
        RuleViolation: the day of birth is missing or can't be, or nobody decides for the child.
    """
    if facts.birth_on is None:
        raise RuleViolation(_("Write the day of birth."), field="birth_on")
    if not guardian_ids:
        raise RuleViolation(_("Choose who decides for the child: a guardian at least."), field="guardians")
    membership = add_member(actor, case_id, member=NewMember(facts, CHILD), from_on=facts.birth_on)
    for guardian_id in guardian_ids:
        add_guardian(actor, case_id, child_id=membership.person_id, guardian_id=guardian_id, from_on=facts.birth_on)
    trail.record(actor, "member.born", membership.person, case=case_id)
    return membership


@transaction.atomic
def note_death(actor: Actor, case_id: UUID, person_id: UUID, *, died_on: date) -> Person:
    """Note that somebody has died, and end what ends with it: belonging to families, guarding and being guarded.

    Protection of the address stays: those who lived at the same place may still need it. The last member of a family
    stays in it, so that the case can be closed in order.

    Raises:
        PermissionDenied: the actor does not answer for the case, or the person does not belong to its family.
        RuleViolation: the day is in the future or before the birth, or the death is noted already.
    """
    case = locked_case(actor, case_id)
    person = ensure_found(Person.objects.select_for_update().filter(pk=person_id).first())
    ensure(FamilyMembership.objects.on(actor.day).filter(family_id=case.family_id, person=person).exists())
    if person.died_on is not None:
        raise RuleViolation(_("The death is noted already."))
    if died_on > actor.day or (person.birth_on and died_on < person.birth_on):
        raise RuleViolation(_("The day must be between the birth and today."), field="died_on")
    cases = list(policies.cases_of_person(actor, person).values_list("pk", flat=True))
    person.died_on = died_on
    person.version += 1
    person.full_clean(validate_unique=False)
    person.save()
    _end_belonging(person, died_on)
    _end_guarding(person, died_on)

    trail.record(actor, "person.died", person, cases=cases or [case.pk])
    return person


@transaction.atomic
def withdraw_death(actor: Actor, case_id: UUID, person_id: UUID) -> Person:
    """Take back a death that was noted by mistake. Whoever had left the family so comes back by `return_to_family`.

    Raises:
        PermissionDenied: the actor does not answer for the case, or the person never belonged to its family.
    """
    case = locked_case(actor, case_id)
    ensure(FamilyMembership.objects.filter(family_id=case.family_id, person_id=person_id).exists())
    person = ensure_found(Person.objects.select_for_update().filter(pk=person_id).first())
    person.died_on = None
    person.version += 1
    person.full_clean(validate_unique=False)
    person.save()
    trail.record(actor, "person.death_withdrawn", person, case=case.pk)
    return person


def begin_anew(row: FamilyMembership, from_on: date, residence: str) -> FamilyMembership:
    """The same membership with another residence from a day on; a row that began that very day is corrected."""
    if row.first_on == from_on:
        row.residence = residence
        row.full_clean()
        row.save()
        return row
    until = row.during.upper
    row.during, row.end_reason = (row.first_on, from_on), End.CHANGED
    row.full_clean()
    row.save()
    next_row = FamilyMembership(
        family_id=row.family_id, person_id=row.person_id, role=row.role, residence=residence, during=(from_on, until)
    )
    next_row.full_clean()
    next_row.save()
    return next_row


def _running(case: Case, membership_id: UUID, day: date) -> FamilyMembership:
    rows = FamilyMembership.objects.select_for_update(of=("self",)).on(day).filter(family_id=case.family_id)
    return ensure_found(rows.select_related("person").filter(pk=membership_id).first())


def _end_belonging(person: Person, died_on: date) -> None:
    until = died_on + timedelta(days=1)
    rows = FamilyMembership.objects.select_for_update().filter(person=person, is_set_aside=False)
    for row in rows.filter(_goes_on_after(until)):
        others = FamilyMembership.objects.filter(
            family_id=row.family_id, during__endswith__isnull=True, is_set_aside=False
        ).exclude(person=person)
        if not others.exists():
            continue
        row.during = (row.first_on, max(until, row.first_on + timedelta(days=1)))
        row.end_reason = End.DIED
        row.full_clean()
        row.save()


def _end_guarding(person: Person, died_on: date) -> None:
    until = died_on + timedelta(days=1)
    relations = GuardianRelation.objects.select_for_update().filter(_goes_on_after(until), is_set_aside=False)
    for relation in [*relations.filter(child=person), *relations.filter(guardian=person)]:
        custody.close(relation, max(until, relation.first_on + timedelta(days=1)), GuardianRelation.End.DIED)


def _goes_on_after(until: date) -> Q:
    return Q(during__endswith__isnull=True) | Q(during__endswith__gt=until)


def born_facts(facts: PersonFacts, *, placeholder: str) -> PersonFacts:
    """The facts of a newborn, who may not have a name yet."""
    return facts if facts.name.strip() else replace(facts, name=placeholder)
