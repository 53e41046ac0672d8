"""What has ended stays ended: an end is moved earlier, never later."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from luukku.accounts.tests.factories import a_worker
from luukku.casework.services import (
    change_helper,
    end_guardian,
    end_helper,
    end_membership,
    end_protection,
)
from luukku.casework.tests.factories import a_child, a_family, a_guardian, a_helper, a_member, a_protection
from luukku.core import clock
from luukku.core.errors import RuleViolation

pytestmark = pytest.mark.django_db
TODAY = clock.today()
LAST_WEEK, YESTERDAY = TODAY - timedelta(days=7), TODAY - timedelta(days=1)


@pytest.fixture
def worker():
    return a_worker()


@pytest.fixture
def family(worker):
    return a_family(worker, children=0)


@pytest.fixture
def case(family):
    return family.cases.get()


def test_ending_a_guardianship_again_does_not_bring_it_back(worker, family, case):
    relation = a_guardian(a_child(family), until=LAST_WEEK)

    for day in (LAST_WEEK, YESTERDAY, TODAY):
        with pytest.raises(RuleViolation, match="ended already"):
            end_guardian(worker.as_actor(), case.pk, relation.pk, last_on=day)

    relation.refresh_from_db()
    assert relation.during.upper == LAST_WEEK


def test_the_end_of_a_guardianship_can_be_made_earlier(worker, family, case):
    relation = a_guardian(a_child(family), until=TODAY)

    end_guardian(worker.as_actor(), case.pk, relation.pk, last_on=LAST_WEEK)

    relation.refresh_from_db()
    assert relation.last_on == LAST_WEEK


def test_ending_a_protection_again_does_not_lengthen_it(worker, family):
    person = family.memberships.get().person
    protection = a_protection(person, until=LAST_WEEK)

    with pytest.raises(RuleViolation, match="ended already"):
        end_protection(worker.as_actor(), person.pk, protection.pk, last_on=TODAY)

    assert end_protection(
        worker.as_actor(), person.pk, protection.pk, last_on=LAST_WEEK - timedelta(days=2)
    ).last_on == LAST_WEEK - timedelta(days=2)


def test_a_past_helper_is_neither_changed_nor_ended_later(worker, case):
    place = a_helper(case, a_worker(), until=LAST_WEEK)

    with pytest.raises(RuleViolation, match="ended already"):
        end_helper(worker.as_actor(), case.pk, place.pk)
    with pytest.raises(RuleViolation, match="ended already"):
        change_helper(worker.as_actor(), case.pk, place.pk, function="Opettaja", sections=["adults"])

    place.refresh_from_db()
    assert (place.during.upper, place.sections) == (LAST_WEEK, [])


def test_a_helper_with_a_coming_last_day_can_be_ended_at_once(worker, case):
    place = a_helper(case, a_worker(), until=TODAY + timedelta(days=30))

    end_helper(worker.as_actor(), case.pk, place.pk)

    place.refresh_from_db()
    assert place.last_on == YESTERDAY


def test_who_has_left_the_family_does_not_leave_it_again(worker, family, case):
    gone = a_member(family, until=LAST_WEEK).memberships.get()
    a_member(family)

    with pytest.raises(PermissionDenied):
        end_membership(worker.as_actor(), case.pk, gone.pk, last_on=TODAY)

    gone.refresh_from_db()
    assert gone.during.upper == LAST_WEEK
