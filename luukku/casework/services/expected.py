"""Reunification in stages: whom the family waits for, and when they arrive."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.models import ExpectedMember, FamilyMembership
from luukku.casework.services._cases import locked_case
from luukku.casework.services.guardians import add_guardian
from luukku.casework.services.people import PersonFacts, create_person
from luukku.core.actor import Actor
from luukku.core.conflicts import differences
from luukku.core.errors import Conflict, RuleViolation, ensure_found


@transaction.atomic
def expect_member(
    actor: Actor, case_id: UUID, *, facts: PersonFacts, role: FamilyMembership.Role, expected_on: date | None
) -> ExpectedMember:
    """Note somebody known who will come to the family later.

    Args:
        expected_on: any day of the month in which they are expected; None when nobody can tell yet.

    Raises:
        PermissionDenied: the actor does not answer for the case.
        RuleViolation: the month has passed, or the facts can't be.
    """
    case = locked_case(actor, case_id)
    expected_on = _month(actor, expected_on)
    person = create_person(actor, facts)
    expected = ExpectedMember(
        family_id=case.family_id, person=person, role=role, expected_on=expected_on, noted_on=actor.day
    )
    expected.full_clean()
    expected.save()
    trail.record(actor, "member.expected", person, case=case.pk, role=str(role))
    return expected


@transaction.atomic
def change_expected(
    actor: Actor, case_id: UUID, expected_id: UUID, *, version: int, expected_on: date | None
) -> ExpectedMember:
    """Note another month of arrival.

    Raises:
        PermissionDenied: the actor does not answer for the case, or nobody is expected so.
        Conflict: somebody changed it since `version`.
        RuleViolation: the month has passed.
    """
    case = locked_case(actor, case_id)
    expected = _locked(actor, case.family_id, expected_id)
    expected_on = _month(actor, expected_on)
    if expected.version != version:
        raise Conflict(expected.version, differences(expected, {"expected_on": expected_on}))
    expected.expected_on, expected.version = expected_on, expected.version + 1
    expected.full_clean()
    expected.save()
    trail.record(actor, "member.expectation_changed", expected.person, case=case.pk)
    return expected


@transaction.atomic
def note_arrival(
    actor: Actor, case_id: UUID, expected_id: UUID, *, arrived_on: date | None = None, is_guardian: bool = False
) -> FamilyMembership:
    """The expected person has come: a member from that day, and a guardian of the children if that is so.

    Raises:
        PermissionDenied: the actor does not answer for the case, or nobody is expected so.
        RuleViolation: the day is in the future.
    """
    case = locked_case(actor, case_id)
    expected = _locked(actor, case.family_id, expected_id)
    arrived_on = arrived_on or actor.day
    if arrived_on > actor.day:
        raise RuleViolation(_("The day must not be in the future."), field="arrived_on")
    row = FamilyMembership(
        family_id=case.family_id, person=expected.person, role=expected.role, during=(arrived_on, None)
    )
    row.full_clean()
    row.save()
    expected.membership, expected.version = row, expected.version + 1
    expected.full_clean()
    expected.save()
    trail.record(actor, "member.arrived", expected.person, case=case.pk, role=expected.role)
    if is_guardian and expected.role == FamilyMembership.Role.ADULT:
        _guard_children(actor, case_id, expected, arrived_on)
    return row


@transaction.atomic
def give_up_expecting(actor: Actor, case_id: UUID, expected_id: UUID) -> ExpectedMember:
    """Note that somebody is no longer expected. What was expected stays in the history.

    Raises:
        PermissionDenied: the actor does not answer for the case, or nobody is expected so.
    """
    case = locked_case(actor, case_id)
    expected = _locked(actor, case.family_id, expected_id)
    expected.given_up_on, expected.version = actor.day, expected.version + 1
    expected.full_clean()
    expected.save()
    trail.record(actor, "member.no_longer_expected", expected.person, case=case.pk)
    return expected


def _guard_children(actor: Actor, case_id: UUID, expected: ExpectedMember, arrived_on: date) -> None:
    children = FamilyMembership.objects.on(actor.day).filter(
        family_id=expected.family_id, role=FamilyMembership.Role.CHILD
    )
    guarded = expected.person.ward_relations.filter(during__contains=actor.day).values("child_id")
    for child in children.exclude(person__in=guarded).select_related("person"):
        first_on = max(arrived_on, child.person.birth_on or arrived_on)
        add_guardian(actor, case_id, child_id=child.person_id, guardian_id=expected.person_id, from_on=first_on)


def _locked(actor: Actor, family_id: UUID, expected_id: UUID) -> ExpectedMember:
    waiting = policies.editable_expected_members(actor).filter(family_id=family_id)
    return ensure_found(waiting.select_for_update(of=("self",)).select_related("person").filter(pk=expected_id).first())


def _month(actor: Actor, day: date | None) -> date | None:
    if day is None:
        return None
    first = day.replace(day=1)
    if first < actor.day.replace(day=1):
        raise RuleViolation(_("The month has passed. If the person is here, note the arrival."), field="expected_on")
    return first
