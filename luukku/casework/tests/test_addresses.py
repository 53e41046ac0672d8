"""Addresses: behind two walls, and never without a purpose in the trail."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction

from luukku.accounts.tests.factories import a_worker
from luukku.audit.models import AuditEvent
from luukku.casework.models import ProtectedAddress, Section
from luukku.casework.services import Address, Purpose, reveal, save_address
from luukku.casework.tests.factories import a_case, a_family, a_helper, an_emergency
from luukku.core.actor import Role

pytestmark = pytest.mark.django_db

HOME = Address("Piilokuja 7 B 12", "33999", "Kätkölä", "837")


def a_hidden_home(worker):
    family = a_family(worker)
    person = family.memberships.filter(role="adult").get().person
    save_address(worker.as_actor(), person.pk, HOME)
    return person, family.cases.get()


def test_an_address_is_revealed_for_a_purpose_that_stays_in_the_trail():
    worker = a_worker()
    person, case = a_hidden_home(worker)

    shown = reveal(worker.as_actor(), person, Purpose.VISIT)

    assert shown == HOME
    event = AuditEvent.objects.get(action="address.revealed")
    assert (event.purpose, event.subject_id, event.case_ids) == ("visit", person.pk, [case.pk])


def test_an_address_that_is_not_known_is_none_but_the_question_is_recorded():
    worker = a_worker()
    person = a_case(worker).family.memberships.get().person

    assert reveal(worker.as_actor(), person, Purpose.LETTER) is None
    assert AuditEvent.objects.filter(action="address.revealed").count() == 1


def test_a_purpose_must_be_one_of_ours():
    worker = a_worker()
    person, _case = a_hidden_home(worker)

    with pytest.raises(ValueError, match="curiosity"):
        reveal(worker.as_actor(), person, "curiosity")  # type: ignore[arg-type]


def test_saving_again_takes_the_place_of_the_old_address():
    worker = a_worker()
    person, _case = a_hidden_home(worker)

    save_address(worker.as_actor(), person.pk, Address(street="Uusitie 1"))

    assert reveal(worker.as_actor(), person, Purpose.CHECK) == Address(street="Uusitie 1")


# the second wall: whatever a query asks, the database shows nothing without a purpose
def test_the_database_shows_no_address_without_a_purpose():
    a_hidden_home(a_worker())

    assert ProtectedAddress.objects.count() == 0


def test_the_purpose_is_forgotten_after_the_one_statement():
    worker = a_worker()
    person, _case = a_hidden_home(worker)

    reveal(worker.as_actor(), person, Purpose.VISIT)

    assert ProtectedAddress.objects.count() == 0


def test_the_purpose_is_forgotten_after_an_error():
    worker = a_worker()
    person, _case = a_hidden_home(worker)

    with pytest.raises(ValidationError):
        save_address(worker.as_actor(), person.pk, Address(street="x" * 500))

    assert ProtectedAddress.objects.count() == 0


def test_the_database_takes_no_address_without_a_purpose():
    person = a_case(a_worker()).family.memberships.get().person

    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        ProtectedAddress.objects.create(person=person, street="Piilokuja 7")


def test_the_application_does_not_own_the_table_and_cannot_lift_the_wall():
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE casework_protectedaddress DISABLE ROW LEVEL SECURITY")


def test_helpers_never_see_an_address():
    worker, helper = a_worker(), a_worker()
    person, case = a_hidden_home(worker)
    a_helper(case, helper, tuple(Section))

    with pytest.raises(PermissionDenied):
        reveal(helper.as_actor(), person, Purpose.VISIT)


def test_a_colleague_without_a_relation_sees_no_address():
    worker = a_worker()
    person, _case = a_hidden_home(worker)

    with pytest.raises(PermissionDenied):
        reveal(a_worker(worker.organisation).as_actor(), person, Purpose.VISIT)


def test_in_an_emergency_an_address_opens_for_a_purpose_too():
    worker = a_worker()
    person, case = a_hidden_home(worker)
    other = a_worker(worker.organisation)
    an_emergency(case, other)

    assert reveal(other.as_actor(), person, Purpose.VISIT) == HOME


def test_only_who_answers_for_the_family_writes_an_address():
    worker = a_worker()
    person, _case = a_hidden_home(worker)
    supervisor = a_worker(worker.organisation, roles=(Role.SUPERVISOR,))

    with pytest.raises(PermissionDenied):
        save_address(supervisor.as_actor(), person.pk, Address(street="Toinen tie 2"))


# attack 19: an address never prints itself
def test_an_address_does_not_print_itself():
    row = ProtectedAddress(street="Piilokuja 7", municipality="837")

    told = " ".join([repr(HOME), str(HOME), repr(row), str(row), repr([HOME])])

    assert "Piilokuja" not in told
    assert "837" not in told


# attack 16: a member's address is not seen through another member's
def test_each_persons_address_is_their_own_row():
    worker = a_worker()
    person, case = a_hidden_home(worker)
    sibling = case.family.memberships.exclude(person=person).get().person

    assert reveal(worker.as_actor(), sibling, Purpose.VISIT) is None


# attack 21: protection that begins or ends changes nothing about who sees: addresses are always closed
def test_a_case_of_another_family_gives_no_address():
    worker, other = a_worker(), a_worker()
    person, _case = a_hidden_home(worker)
    a_case(other)

    with pytest.raises(PermissionDenied):
        reveal(other.as_actor(), person, Purpose.AUTHORITY)
