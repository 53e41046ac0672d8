"""Registering a family: everything at once, or nothing."""

import pytest

from luukku.accounts.tests.factories import a_worker
from luukku.audit.models import AuditEvent
from luukku.casework import policies
from luukku.casework.models import Case, Deadline, FamilyMembership, GuardianRelation
from luukku.casework.services import NewMember, PersonFacts, register_family

pytestmark = pytest.mark.django_db

MOTHER = NewMember(PersonFacts("Zahra Karimi", native_name="زهرا کریمی"), FamilyMembership.Role.ADULT, is_guardian=True)
CHILD = NewMember(PersonFacts("Nika Karimi"), FamilyMembership.Role.CHILD)


def registered(worker, *members, **more):
    more = {"name": "Karimin perhe", "language": "fa", "ground": Case.Ground.ASSESSMENT} | more
    return register_family(worker.as_actor(), members=members, **more)


def test_a_registered_family_has_people_a_case_a_worker_a_guardian_and_a_clock():
    worker = a_worker()

    case = registered(worker, MOTHER, CHILD)

    assert [one.person.name for one in case.family.memberships.order_by("role")] == ["Zahra Karimi", "Nika Karimi"]
    assert policies.cases_answered_for(worker.as_actor()).get() == case
    relation = GuardianRelation.objects.get()
    assert (relation.guardian.name, relation.child.name) == ("Zahra Karimi", "Nika Karimi")
    assert Deadline.objects.get().rule == "assessment_start"
    event = AuditEvent.objects.get(action="family.registered")
    assert event.case_ids == [case.pk]
