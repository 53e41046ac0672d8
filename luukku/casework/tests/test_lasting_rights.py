"""What ends does not become a lasting right: helping, an emergency opening and standing in join nobody anywhere."""

import pytest
from django.core.exceptions import PermissionDenied

from luukku.accounts.tests.factories import a_unit, a_worker
from luukku.casework import policies
from luukku.casework.models import Absence, FamilyMembership, ImportRow
from luukku.casework.services import add_known_person, end_absence, note_absence, reassign
from luukku.casework.services.import_making import bring_in
from luukku.casework.tests.factories import a_case, a_family, a_helper, a_member, an_emergency
from luukku.casework.tests.test_imports import HEADER, bring, check
from luukku.core import clock

pytestmark = pytest.mark.django_db

FILE = HEADER + "1;Zahra Karimi;aikuinen;1.5.1990;;;;;;;\n1;Nika Karimi;lapsi;2019;;;;;;;\n"


@pytest.fixture
def worker():
    return a_worker(unit=a_unit())


@pytest.fixture
def colleague(worker):
    return a_worker(unit=worker.unit)


@pytest.fixture
def zahra(worker):
    return a_member(a_family(worker, adults=0, children=1), name="Zahra Karimi", birth_on="1990-05-01")


def helps(worker, colleague, case):
    a_helper(case, colleague)


def opened_in_emergency(worker, colleague, case):
    an_emergency(case, colleague)


def stands_in(worker, colleague, case):
    day = clock.today()
    note_absence(worker.as_actor(), user_id=worker.user.pk, substitute_id=colleague.user.pk, from_on=day, last_on=day)


PASSING = pytest.mark.parametrize("bond", [helps, opened_in_emergency, stands_in])


@PASSING
def test_attack_24_an_import_joins_nobody_whom_one_only_sees_for_a_while(worker, colleague, zahra, bond):
    bond(worker, colleague, zahra.memberships.get().family.cases.get())
    batch = check(colleague, bring(colleague, FILE))

    row = batch.rows.in_order().first()
    assert row.matches == []
    ImportRow.objects.filter(pk=row.pk).update(decision=ImportRow.Decision.SAME, same_as=zahra)
    with pytest.raises(PermissionDenied):
        bring_in(colleague.as_actor(), batch)
    assert zahra.memberships.count() == 1


@PASSING
def test_attack_29_nobody_is_taken_into_a_family_of_ones_own_from_a_passing_right(worker, colleague, zahra, bond):
    bond(worker, colleague, zahra.memberships.get().family.cases.get())
    own = a_case(colleague)

    with pytest.raises(PermissionDenied):
        add_known_person(colleague.as_actor(), own.pk, person_id=zahra.pk, role=FamilyMembership.Role.CHILD)
    assert not policies.people_to_join(colleague.as_actor()).filter(pk=zahra.pk).exists()


def test_attack_41_whoever_stands_in_does_not_make_the_family_their_own(worker, colleague, zahra):
    case = zahra.memberships.get().family.cases.get()
    stands_in(worker, colleague, case)
    assert policies.may_answer_for(colleague.as_actor(), case)

    with pytest.raises(PermissionDenied):
        reassign(colleague.as_actor(), case.pk, user_id=colleague.user.pk)

    end_absence(worker.as_actor(), Absence.objects.get().pk)
    assert policies.may_answer_for(worker.as_actor(), case)
    assert not policies.may_see(colleague.as_actor(), case)
