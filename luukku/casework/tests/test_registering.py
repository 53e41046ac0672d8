"""Registering a family: everything at once, or nothing; and who joins and leaves."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from luukku.accounts.tests.factories import a_unit, a_worker
from luukku.audit.models import AuditEvent
from luukku.casework import policies
from luukku.casework.models import Case, Deadline, Family, FamilyMembership, GuardianRelation, Person
from luukku.casework.services import (
    NewMember,
    Opening,
    PersonFacts,
    add_known_person,
    add_member,
    end_membership,
    register_family,
    rename_family,
)
from luukku.casework.tests.factories import a_case, a_child, a_family, a_member
from luukku.core.actor import Role
from luukku.core.errors import Conflict, RuleViolation

pytestmark = pytest.mark.django_db

ADULT, CHILD = FamilyMembership.Role.ADULT, FamilyMembership.Role.CHILD
MOTHER = NewMember(PersonFacts("Zahra Karimi", native_name="زهرا کریمی"), ADULT, is_guardian=True)
NIKA = NewMember(PersonFacts("Nika Karimi"), CHILD)


def registered(worker, *members, past_similar=False, **opening):
    return register_family(
        worker.as_actor(),
        name="Karimin perhe",
        language="fa",
        members=members,
        opening=Opening(Case.Ground.ASSESSMENT, **opening),
        past_similar=past_similar,
    )


def test_a_registered_family_has_people_a_case_a_worker_a_guardian_and_a_clock():
    worker = a_worker()

    case = registered(worker, MOTHER, NIKA)

    assert [one.person.name for one in case.family.memberships.order_by("role")] == ["Zahra Karimi", "Nika Karimi"]
    assert policies.cases_answered_for(worker.as_actor()).get() == case
    relation = GuardianRelation.objects.get()
    assert (relation.guardian.name, relation.child.name) == ("Zahra Karimi", "Nika Karimi")
    deadline = Deadline.objects.get()
    assert (deadline.rule, deadline.due_on - case.opened_on) == ("assessment_start", timedelta(days=14))


def test_registering_leaves_a_trace_without_names():
    worker = a_worker()

    case = registered(worker, MOTHER, NIKA, past_similar=True)

    event = AuditEvent.objects.get(action="family.registered")
    assert event.case_ids == [case.pk]
    assert event.codes == {"ground": "assessment", "members": 2, "past_similar": True}


def test_the_case_is_opened_in_the_only_unit_that_one_works_in():
    worker = a_worker(unit=a_unit())

    assert registered(worker, MOTHER).unit == worker.unit


def test_a_unit_that_one_does_not_work_in_is_refused():
    worker = a_worker(unit=a_unit())

    with pytest.raises(PermissionDenied):
        registered(worker, MOTHER, unit_id=a_unit(worker.organisation).pk)


def test_only_a_worker_with_families_registers_one():
    with pytest.raises(PermissionDenied):
        registered(a_worker(roles=(Role.SUPERVISOR,)), MOTHER)


def test_a_family_of_nobody_is_refused_and_nothing_stays():
    with pytest.raises(RuleViolation):
        registered(a_worker())

    assert not Family.objects.exists()


# attack 57: days that can't be
def test_a_case_does_not_begin_in_the_future():
    worker = a_worker()

    with pytest.raises(RuleViolation):
        registered(worker, MOTHER, opened_on=worker.as_actor().day + timedelta(days=1))


def test_a_birth_in_the_future_is_refused_and_nothing_stays():
    worker = a_worker()
    unborn = NewMember(PersonFacts("Tuleva", birth_on=worker.as_actor().day + timedelta(days=1)), CHILD)

    with pytest.raises(RuleViolation):
        registered(worker, MOTHER, unborn)

    assert not Family.objects.exists()
    assert not Person.objects.exists()


def test_a_name_that_does_not_fit_is_refused_and_nothing_stays():
    with pytest.raises(ValidationError):
        registered(a_worker(), NewMember(PersonFacts("x" * 301), ADULT))

    assert not Family.objects.exists()


# attack 58: any name that a person may have
@pytest.mark.parametrize("name", ["王", "Madonna", "Õnne-Mai O’Brien", "ሰላም ተስፋይ", "🙂 Ilo", "ا" * 300, "李" * 300])
def test_every_name_is_taken_as_it_is_said(name):
    case = registered(a_worker(), NewMember(PersonFacts(name), ADULT))

    assert case.family.memberships.get().person.name == name


def test_a_new_member_belongs_to_the_family_and_a_guardian_decides_for_its_children():
    worker = a_worker()
    case = registered(worker, NIKA)

    membership = add_member(worker.as_actor(), case.pk, member=MOTHER)

    child = case.family.memberships.get(role=CHILD).person
    assert policies.may_decide_for(membership.person, child, worker.as_actor().day)
    assert AuditEvent.objects.get(action="member.added").case_ids == [case.pk]


def test_nobody_joins_in_the_future():
    worker = a_worker()
    case = a_case(worker)

    with pytest.raises(RuleViolation):
        add_member(worker.as_actor(), case.pk, member=NIKA, from_on=worker.as_actor().day + timedelta(days=1))


def test_only_who_answers_for_the_family_adds_members():
    case = a_case(a_worker())

    with pytest.raises(PermissionDenied):
        add_member(a_worker(case.organisation).as_actor(), case.pk, member=NIKA)


def test_nothing_is_added_to_a_closed_case():
    worker = a_worker()
    case = a_case(worker)
    Case.objects.filter(pk=case.pk).update(state="closed", closed_on=case.opened_on)

    with pytest.raises(RuleViolation):
        add_member(worker.as_actor(), case.pk, member=NIKA)


def test_a_child_may_live_in_two_homes():
    worker = a_worker()
    first, second = a_family(worker, children=0), a_family(worker, children=0)
    child = a_child(first)

    add_known_person(worker.as_actor(), second.cases.get().pk, person_id=child.pk, role=CHILD)

    assert {one.family_id for one in child.memberships.all()} == {first.pk, second.pk}


def test_somebody_whom_one_does_not_see_is_not_taken_into_a_family():
    worker = a_worker()
    stranger = a_case(a_worker()).family.memberships.get().person

    with pytest.raises(PermissionDenied):
        add_known_person(worker.as_actor(), a_case(worker).pk, person_id=stranger.pk, role=CHILD)


def test_nobody_belongs_to_the_same_family_twice():
    worker = a_worker()
    case = a_case(worker)
    person = case.family.memberships.get().person

    with pytest.raises(ValidationError):
        add_known_person(worker.as_actor(), case.pk, person_id=person.pk, role=ADULT)


def test_who_leaves_belongs_to_the_family_through_the_last_day():
    worker = a_worker()
    case = a_case(worker)
    day = worker.as_actor().day
    gone = a_member(case.family)
    membership = case.family.memberships.get(person=gone)

    end_membership(worker.as_actor(), case.pk, membership.pk, last_on=day - timedelta(days=1))

    membership.refresh_from_db()
    assert membership.last_on == day - timedelta(days=1)
    assert gone not in policies.visible_people(worker.as_actor())
    assert AuditEvent.objects.get(action="member.left").case_ids == [case.pk]


def test_the_last_member_does_not_leave():
    worker = a_worker()
    case = a_case(worker)

    with pytest.raises(RuleViolation):
        end_membership(worker.as_actor(), case.pk, case.family.memberships.get().pk, last_on=worker.as_actor().day)


@pytest.mark.parametrize("days", [1, -10_000])
def test_the_last_day_is_neither_in_the_future_nor_before_the_first(days):
    worker = a_worker()
    case = a_case(worker)
    a_member(case.family)
    last_on = worker.as_actor().day + timedelta(days=days)

    with pytest.raises(RuleViolation):
        end_membership(worker.as_actor(), case.pk, case.family.memberships.earliest("created_at").pk, last_on=last_on)


# attack 2: a row of another family's, through one's own
def test_a_membership_of_another_family_is_not_ended_through_ones_own_case():
    worker = a_worker()
    mine, other = a_case(worker), a_family(worker)

    with pytest.raises(PermissionDenied):
        end_membership(
            worker.as_actor(), mine.pk, other.memberships.earliest("created_at").pk, last_on=worker.as_actor().day
        )


def test_renaming_a_family_keeps_count_of_its_versions():
    worker = a_worker()
    case = a_case(worker)

    family = rename_family(worker.as_actor(), case.pk, version=1, name="Uusi nimi", language="ar")

    assert (family.name, family.language, family.version) == ("Uusi nimi", "ar", 2)


def test_renaming_what_somebody_else_renamed_shows_all_that_differs():
    worker = a_worker()
    case = a_case(worker)
    rename_family(worker.as_actor(), case.pk, version=1, name="Heidän nimensä", language="ar")

    with pytest.raises(Conflict) as conflict:
        rename_family(worker.as_actor(), case.pk, version=1, name="Minun nimeni", language="so")

    both = [(one.theirs, one.yours) for one in conflict.value.fields]
    assert both == [("Heidän nimensä", "Minun nimeni"), ("ar", "so")]
