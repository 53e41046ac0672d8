"""Families: registering one with its case, who joins and who leaves."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.models import (
    Case,
    Family,
    FamilyMembership,
    GuardianRelation,
    Person,
    PersonIdentifier,
    ResponsibleWorker,
)
from luukku.casework.services import identifiers, inquiries
from luukku.casework.services._cases import locked_case, user_of, workplace_of
from luukku.casework.services.deadlines import start_clock
from luukku.casework.services.people import PersonFacts, create_person
from luukku.core.actor import Actor
from luukku.core.conflicts import differences
from luukku.core.errors import Conflict, RuleViolation, ensure, ensure_found


@dataclass(frozen=True, slots=True)
class NewMember:
    """Somebody who is taken into a family. A guardian decides for all children of the same registration.

    `identity_code` as it was written, empty where it is not known; it is kept sealed.
    """

    facts: PersonFacts
    role: FamilyMembership.Role
    is_guardian: bool = False
    identity_code: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Opening:
    """How the work with a family begins.

    Attributes:
        unit_id: the unit that does the work; by itself the only unit in which the actor works with families.
        opened_on: the day of contact, today unless told; never in the future.
        is_intake: it is not yet known whether the work begins; somebody answers for the family all the same.
    """

    ground: Case.Ground
    unit_id: UUID | None = None
    opened_on: date | None = None
    is_intake: bool = False


@transaction.atomic
def register_family(
    actor: Actor,
    *,
    name: str,
    language: str,
    members: Sequence[NewMember],
    opening: Opening,
    past_similar: bool = False,
) -> Case:
    """Take a family in: its people, its case, the actor as responsible worker, and the first clock.

    Args:
        past_similar: the worker saw a family with a similar name and said that this is another one.

    Raises:
        PermissionDenied: the actor opens no cases here, or not in this unit.
        RuleViolation: nobody is in the family, a day can't be, or an identity code is not right, stands twice or is
            somebody else's whom the actor sees.
    """
    ensure(policies.may_open_cases(actor))
    unit_id, opened_on = _unit(actor, opening.unit_id), opening.opened_on or actor.day
    if opened_on > actor.day:
        raise RuleViolation(_("The case can't begin in the future."))
    _ensure_fit(members)

    family = Family(name=name.strip(), language=language)
    family.full_clean()
    family.save()
    people = [_take_in(actor, family, member, opened_on) for member in members]
    case = _open_case(actor, family, opening, unit_id=unit_id, opened_on=opened_on)
    _relate_guardians(members, people, opened_on)
    _trace_codes(actor, case, people)
    inquiries.note_possible(actor, case, people)

    trail.record(
        actor, "family.registered", case, case=case.pk, members=len(people), ground=case.ground,
        past_similar=past_similar,
    )  # fmt: skip
    _start_clocks(actor, case)
    return case


@transaction.atomic
def rename_family(actor: Actor, case_id: UUID, *, version: int, name: str, language: str) -> Family:
    """Change what the family is called and the language of its plan and letters.

    Raises:
        PermissionDenied: the actor does not answer for the case.
        Conflict: somebody saved since `version`.
    """
    case = locked_case(actor, case_id)
    family = Family.objects.select_for_update().get(pk=case.family_id)
    if family.version != version:
        raise Conflict(family.version, differences(family, {"name": name.strip(), "language": language}))
    family.name, family.language, family.version = name.strip(), language, family.version + 1
    family.full_clean()
    family.save()

    trail.record(actor, "family.renamed", family, case=case.pk, language=language)
    return family


@transaction.atomic
def add_member(actor: Actor, case_id: UUID, *, member: NewMember, from_on: date | None = None) -> FamilyMembership:
    """Take a new person into the family. An adult who is a guardian decides for all its children of today.

    Raises:
        PermissionDenied: the actor does not answer for the case.
        RuleViolation: the case is closed, a day can't be, or the identity code is not right or somebody else's whom
            the actor sees.
    """
    case = locked_case(actor, case_id)
    from_on = _since(actor, from_on)
    person = _take_in(actor, case.family, member, from_on)
    if member.is_guardian and member.role == FamilyMembership.Role.ADULT:
        children = FamilyMembership.objects.on(from_on).filter(family=case.family, role=FamilyMembership.Role.CHILD)
        for child_id in children.values_list("person_id", flat=True):
            _save_guardian(child_id, person.pk, from_on)
    membership = FamilyMembership.objects.get(family=case.family, person=person)
    _trace_codes(actor, case, [person])
    inquiries.note_possible(actor, case, [person])

    trail.record(actor, "member.added", person, case=case.pk, role=str(member.role))
    return membership


@transaction.atomic
def add_known_person(
    actor: Actor,
    case_id: UUID,
    *,
    person_id: UUID,
    role: FamilyMembership.Role,
    from_on: date | None = None,
    residence: str = FamilyMembership.Residence.HERE,
) -> FamilyMembership:
    """Take somebody whom the actor sees in another family into this one too: a child may live in two homes.

    Args:
        residence: a value of `FamilyMembership.Residence`; of a child who lives in two homes it is "turns".

    Raises:
        PermissionDenied: the actor does not answer for the case, or does not answer for the person in person.
        RuleViolation: the case is closed, or the day is in the future.
        ValidationError: the person is in the family already.
    """
    case = locked_case(actor, case_id)
    ensure(policies.people_to_join(actor).filter(pk=person_id).exists())
    membership = FamilyMembership(
        family=case.family,
        person_id=person_id,
        role=role,
        residence=residence,
        during=(_since(actor, from_on), None),
    )
    membership.full_clean()
    membership.save()

    trail.record(actor, "member.added", membership.person, case=case.pk, role=str(role), known=True)
    return membership


@transaction.atomic
def end_membership(
    actor: Actor, case_id: UUID, membership_id: UUID, *, last_on: date, reason: str = ""
) -> FamilyMembership:
    """Note that somebody no longer belongs to the family. The last day counts; what was stays in the history.

    Raises:
        PermissionDenied: the actor does not answer for the case, or it is another family's membership.
        RuleViolation: the person is the last one, or the day does not fit.
    """
    case = locked_case(actor, case_id)
    members = FamilyMembership.objects.select_for_update().filter(
        family=case.family, during__endswith__isnull=True, is_set_aside=False
    )
    membership = ensure_found(members.filter(pk=membership_id).first())
    if members.count() == 1:
        raise RuleViolation(_("This is the last person of the family. A case needs at least one."))
    membership.during = (membership.during.lower, _day_after(membership.during.lower, last_on, actor.day))
    membership.end_reason = reason
    membership.full_clean()
    membership.save()

    trail.record(actor, "member.left", membership.person, case=case.pk, last_on=last_on.isoformat())
    return membership


def _open_case(actor: Actor, family: Family, opening: Opening, *, unit_id: UUID | None, opened_on: date) -> Case:
    """A case for which the actor answers from its first day."""
    case = Case(
        family=family,
        organisation_id=workplace_of(actor),
        unit_id=unit_id,
        ground=opening.ground,
        opened_on=opened_on,
        state=Case.State.INTAKE if opening.is_intake else Case.State.ACTIVE,
    )
    case.full_clean()
    case.save()
    answers = ResponsibleWorker(case=case, user_id=user_of(actor), during=(opened_on, None))
    answers.full_clean()
    answers.save()
    return case


def _start_clocks(actor: Actor, case: Case) -> None:
    start_clock(actor, case, "assessment_start", case.opened_on)
    if case.ground == Case.Ground.CONTACT:
        start_clock(actor, case, "contact_taken_up", case.opened_on)


def _take_in(actor: Actor, family: Family, member: NewMember, from_on: date) -> Person:
    person = create_person(actor, member.facts)
    if member.identity_code:
        identifiers.take_code(actor, person, member.identity_code)
    membership = FamilyMembership(family=family, person=person, role=member.role, during=(from_on, None))
    membership.full_clean()
    membership.save()
    return person


def _ensure_fit(members: Sequence[NewMember]) -> None:
    if not members:
        raise RuleViolation(_("Write at least one person who belongs to the family."))
    kind = PersonIdentifier.Kind.IDENTITY_CODE
    codes = [identifiers.plain_value(kind, one.identity_code) for one in members if one.identity_code]
    if len(set(codes)) != len(codes):
        raise RuleViolation(_("Two people here have the same personal identity code. Check them."))


def _trace_codes(actor: Actor, case: Case, people: Sequence[Person]) -> None:
    for row in PersonIdentifier.objects.filter(person__in=people):
        trail.record(actor, "fact.added", row, case=case.pk, kind="identifier")


def _relate_guardians(members: Sequence[NewMember], people: list[Person], from_on: date) -> None:
    pairs = list(zip(members, people, strict=True))
    children = [person for member, person in pairs if member.role == FamilyMembership.Role.CHILD]
    guardians = [
        person for member, person in pairs if member.is_guardian and member.role == FamilyMembership.Role.ADULT
    ]
    for child in children:
        for guardian in guardians:
            _save_guardian(child.pk, guardian.pk, from_on)


def _save_guardian(child_id: UUID, guardian_id: UUID, from_on: date) -> None:
    relation = GuardianRelation(child_id=child_id, guardian_id=guardian_id, during=(from_on, None))
    relation.full_clean()
    relation.save()


def _unit(actor: Actor, unit_id: UUID | None) -> UUID | None:
    units = list(policies.units_to_open_cases_in(actor).values_list("pk", flat=True))
    if unit_id is not None:
        ensure(unit_id in units)
        return unit_id
    return units[0] if len(units) == 1 else None


def _since(actor: Actor, from_on: date | None) -> date:
    if from_on is not None and from_on > actor.day:
        raise RuleViolation(_("The day must not be in the future."))
    return from_on or actor.day


def _day_after(first_on: date, last_on: date, today: date) -> date:
    """The open end of a span whose last day is given."""
    if last_on < first_on:
        raise RuleViolation(_("The last day must not be before the first."))
    if last_on > today:
        raise RuleViolation(_("The day must not be in the future."))
    return last_on + timedelta(days=1)
