"""Persons, guardians and protection: changed by who answers for the family, with nothing lost."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import override

from luukku.accounts.tests.factories import a_worker
from luukku.audit.models import AuditEvent
from luukku.casework import policies
from luukku.casework.models import AddressProtection, GuardianRelation, Person
from luukku.casework.services import (
    PersonFacts,
    add_guardian,
    bar_guardian,
    edit_person,
    end_guardian,
    end_protection,
    start_protection,
)
from luukku.casework.tests.factories import a_case, a_child, a_family, a_guardian, a_member, a_protection
from luukku.core.actor import Role
from luukku.core.errors import Conflict, RuleViolation

pytestmark = pytest.mark.django_db

REGISTER = AddressProtection.Source.REGISTER


def adult_of(family):
    return family.memberships.filter(role="adult").first().person


def child_of(family):
    return family.memberships.get(role="child").person


def test_a_correction_is_kept_found_and_traced_by_its_field():
    worker = a_worker()
    person = a_case(worker).family.memberships.get().person

    edit_person(worker.as_actor(), person.pk, version=1, facts=PersonFacts("Zahra Karimi"))

    person.refresh_from_db()
    assert (person.name, person.name_key, person.version) == ("Zahra Karimi", "zahra karimi shr krm", 2)
    assert AuditEvent.objects.get(action="person.changed").codes == {"fields": ["name"]}


# attack 53: the second who saves gets both texts, and nothing is lost
@override("en")
def test_two_who_edit_the_same_person_both_keep_their_words():
    worker = a_worker()
    person = a_case(worker).family.memberships.get().person
    edit_person(worker.as_actor(), person.pk, version=1, facts=PersonFacts("Heidän", birth_on=date(1990, 1, 2)))

    with pytest.raises(Conflict) as conflict:
        edit_person(worker.as_actor(), person.pk, version=1, facts=PersonFacts("Minun", reading="well"))

    told = {str(one.label): (one.theirs, one.yours) for one in conflict.value.fields}
    assert told["name"] == ("Heidän", "Minun")
    assert told["date of birth"] == ("2.1.1990", "")
    assert "reading in own language" in told
    assert conflict.value.version == 2
    person.refresh_from_db()
    assert person.name == "Heidän"


@pytest.mark.parametrize("birth_on", [date(1899, 12, 31), date(2999, 1, 1)])
def test_a_birth_that_cannot_be_is_refused(birth_on):
    worker = a_worker()
    person = a_case(worker).family.memberships.get().person

    with pytest.raises(RuleViolation):
        edit_person(worker.as_actor(), person.pk, version=1, facts=PersonFacts("X", birth_on=birth_on))


def test_a_supervisor_reads_but_does_not_correct():
    worker = a_worker()
    person = a_case(worker).family.memberships.get().person
    supervisor = a_worker(worker.organisation, roles=(Role.SUPERVISOR,))

    with pytest.raises(PermissionDenied):
        edit_person(supervisor.as_actor(), person.pk, version=1, facts=PersonFacts("X"))


def test_a_person_that_does_not_exist_is_refused_in_the_same_way():
    with pytest.raises(PermissionDenied):
        edit_person(a_worker().as_actor(), Person().pk, version=1, facts=PersonFacts("X"))


def test_a_guardian_is_noted_from_today():
    worker = a_worker()
    family = a_family(worker, adults=0)
    guardian = a_member(family)

    relation = add_guardian(
        worker.as_actor(), family.cases.get().pk, child_id=child_of(family).pk, guardian_id=guardian.pk
    )

    assert policies.may_decide_for(guardian, child_of(family), worker.as_actor().day)
    assert AuditEvent.objects.get(action="guardian.added").subject_id == relation.pk


def test_the_same_guardian_is_not_noted_twice():
    worker = a_worker()
    family = a_family(worker)
    ids = {"child_id": child_of(family).pk, "guardian_id": adult_of(family).pk}

    with pytest.raises(ValidationError):
        add_guardian(worker.as_actor(), family.cases.get().pk, **ids)


def test_only_a_child_of_this_family_gets_a_guardian_here():
    worker = a_worker()
    family, other = a_family(worker), a_family(worker)

    with pytest.raises(RuleViolation):
        add_guardian(
            worker.as_actor(),
            family.cases.get().pk,
            child_id=child_of(other).pk,
            guardian_id=adult_of(family).pk,
        )


def test_somebody_whom_one_does_not_see_is_not_made_a_guardian():
    worker = a_worker()
    family, other = a_family(worker), a_family(a_worker())

    with pytest.raises(PermissionDenied):
        add_guardian(
            worker.as_actor(),
            family.cases.get().pk,
            child_id=child_of(family).pk,
            guardian_id=adult_of(other).pk,
        )


@pytest.mark.parametrize("field", ["from_on", "verified_on"])
def test_guardianship_is_neither_begun_nor_checked_in_the_future(field):
    worker = a_worker()
    family = a_family(worker, adults=0)
    told: dict[str, Any] = {"child_id": child_of(family).pk, "guardian_id": a_member(family).pk}
    told[field] = worker.as_actor().day + timedelta(days=1)

    with pytest.raises(RuleViolation):
        add_guardian(worker.as_actor(), family.cases.get().pk, **told)


# attack 25: after the last day, and from the moment of a bar, a guardian decides nothing
def test_a_guardian_whose_last_day_was_yesterday_does_not_decide():
    worker = a_worker()
    family = a_family(worker)
    relation = GuardianRelation.objects.get()
    day = worker.as_actor().day

    end_guardian(worker.as_actor(), family.cases.get().pk, relation.pk, last_on=day - timedelta(days=1))

    assert not policies.may_decide_for(relation.guardian, relation.child, day)
    assert policies.may_decide_for(relation.guardian, relation.child, day - timedelta(days=1))


@pytest.mark.parametrize("days", [1, -10_000])
def test_a_guardians_last_day_lies_between_the_first_and_today(days):
    worker = a_worker()
    family = a_family(worker)
    last_on = worker.as_actor().day + timedelta(days=days)

    with pytest.raises(RuleViolation):
        end_guardian(worker.as_actor(), family.cases.get().pk, GuardianRelation.objects.get().pk, last_on=last_on)


def test_a_barred_guardian_decides_nothing_until_the_bar_is_taken_away():
    worker = a_worker()
    family = a_family(worker)
    relation = GuardianRelation.objects.get()
    day = worker.as_actor().day

    bar_guardian(worker.as_actor(), family.cases.get().pk, relation.pk, is_blocked=True)
    assert not policies.may_decide_for(relation.guardian, relation.child, day)

    bar_guardian(worker.as_actor(), family.cases.get().pk, relation.pk, is_blocked=False)
    assert policies.may_decide_for(relation.guardian, relation.child, day)
    told = AuditEvent.objects.filter(action__startswith="guardian.").order_by("number")
    assert [one.action for one in told] == ["guardian.barred", "guardian.admitted"]


# attack 2
def test_a_guardianship_of_another_family_is_not_barred_through_ones_own_case():
    worker = a_worker()
    mine = a_case(worker)
    a_family(a_worker())

    with pytest.raises(PermissionDenied):
        bar_guardian(worker.as_actor(), mine.pk, GuardianRelation.objects.get().pk, is_blocked=True)


def test_protection_begins_today_unless_told():
    worker = a_worker()
    person = a_case(worker).family.memberships.get().person
    day = worker.as_actor().day

    protection = start_protection(worker.as_actor(), person.pk, source=REGISTER, last_on=day + timedelta(days=365))

    assert (protection.first_on, protection.last_on) == (day, day + timedelta(days=365))
    assert AuditEvent.objects.get(action="protection.started").codes == {}


def test_protection_is_noted_once_at_a_time():
    worker = a_worker()
    person = a_case(worker).family.memberships.get().person
    a_protection(person)

    with pytest.raises(ValidationError):
        start_protection(worker.as_actor(), person.pk, source=REGISTER)


@pytest.mark.parametrize(
    "days", [{"from_on": date(2999, 1, 1)}, {"from_on": date(2026, 1, 2), "last_on": date(2026, 1, 1)}]
)
def test_protection_has_days_that_can_be(days):
    worker = a_worker()
    person = a_case(worker).family.memberships.get().person

    with pytest.raises(RuleViolation):
        start_protection(worker.as_actor(), person.pk, source=REGISTER, **days)


def test_protection_ends_on_its_last_day():
    worker = a_worker()
    person = a_case(worker).family.memberships.get().person
    protection = a_protection(person)
    day = worker.as_actor().day

    end_protection(worker.as_actor(), person.pk, protection.pk, last_on=day)

    protection.refresh_from_db()
    assert protection.last_on == day


def test_protection_does_not_end_in_the_future():
    worker = a_worker()
    person = a_case(worker).family.memberships.get().person

    with pytest.raises(RuleViolation):
        end_protection(
            worker.as_actor(), person.pk, a_protection(person).pk, last_on=worker.as_actor().day + timedelta(days=1)
        )


# attack 2
def test_the_protection_of_another_person_is_not_ended_through_ones_own():
    worker = a_worker()
    person = a_case(worker).family.memberships.get().person
    foreign = a_protection(a_child(a_family(a_worker(), children=0)))

    with pytest.raises(PermissionDenied):
        end_protection(worker.as_actor(), person.pk, foreign.pk, last_on=worker.as_actor().day)


def test_whose_guardianship_ended_is_still_seen_in_the_history():
    worker = a_worker()
    family = a_family(worker, adults=0)
    a_guardian(child_of(family), until=date(2025, 1, 1))

    assert policies.guardians_of_anyone([child_of(family).pk]).count() == 1
    assert not policies.guardians_of([child_of(family).pk], worker.as_actor().day).exists()
