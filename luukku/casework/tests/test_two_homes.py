"""A child with two homes: what is protected from one home is not opened through it."""

import pytest
from django.core.exceptions import PermissionDenied

from luukku.accounts.tests.factories import a_worker
from luukku.casework import policies
from luukku.casework.services import Address, Purpose, end_protection, reveal, save_address
from luukku.casework.tests.factories import a_child, a_family, a_helper, a_member, a_protection, an_emergency

pytestmark = pytest.mark.django_db

HOME = Address("Piilokuja 7 B 12", "33999", "Kätkölä", "837")


@pytest.fixture
def mothers():
    """The worker of the family with whom the child lives, protected."""
    return a_worker()


@pytest.fixture
def fathers(mothers):
    return a_worker(mothers.organisation)


@pytest.fixture
def child(mothers, fathers):
    family = a_family(mothers, children=0)
    child = a_child(family)
    save_address(mothers.as_actor(), child.pk, HOME)
    a_protection(child)
    a_member(a_family(fathers, children=0), child, role="child")
    return child


def case_of(worker):
    return policies.cases_answered_for(worker.as_actor()).get()


def test_neither_worker_opens_the_address_through_one_home_only(mothers, fathers, child):
    for worker in (mothers, fathers):
        with pytest.raises(PermissionDenied):
            reveal(worker.as_actor(), child, Purpose.VISIT)


def test_the_other_homes_worker_does_not_write_over_the_address(fathers, child):
    with pytest.raises(PermissionDenied):
        save_address(fathers.as_actor(), child.pk, Address(street="Väärätie 1"))


def test_the_other_homes_worker_does_not_end_the_protection_to_read_the_address(fathers, child):
    protection = child.address_protections.get()

    with pytest.raises(PermissionDenied):
        end_protection(fathers.as_actor(), child.pk, protection.pk, last_on=fathers.as_actor().day)


def test_helping_in_the_other_case_is_not_reading_it_but_reading_both_opens_it(mothers, fathers, child):
    a_helper(case_of(mothers), fathers, ("shared", "children", "adults"))
    with pytest.raises(PermissionDenied):
        reveal(fathers.as_actor(), child, Purpose.VISIT)

    an_emergency(case_of(mothers), fathers)

    assert reveal(fathers.as_actor(), child, Purpose.VISIT) == HOME


def test_without_protection_or_when_only_one_home_is_left_the_address_opens(mothers, fathers, child):
    actor = mothers.as_actor()
    other_home = child.memberships.get(family=case_of(fathers).family)
    other_home.during = (other_home.first_on, actor.day)
    other_home.save()

    assert reveal(actor, child, Purpose.VISIT) == HOME


def test_an_address_that_is_not_protected_opens_in_both_homes(mothers, fathers, child):
    child.address_protections.all().delete()

    assert reveal(fathers.as_actor(), child, Purpose.VISIT) == HOME
    assert reveal(mothers.as_actor(), child, Purpose.VISIT) == HOME


def test_the_page_says_why_the_address_does_not_open(client, fathers, child):
    client.force_login(fathers.user)
    page = fathers.url(f"/cases/{case_of(fathers).pk}/people/{child.pk}/")

    shown = client.get(page).content.decode()

    assert "It opens only to somebody who reads the cases of both families." in shown
    assert "Address protection in force" in shown
    assert "Open the address" not in shown
    assert "The protection ends" not in shown
    assert client.get(f"{page}address/").status_code == 404
    assert client.get(f"{page}address/edit/").status_code == 404
