"""Protection from start to end: renewals, warnings, ends that a person confirms, notices in any order, cohabitants."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luukku.accounts.tests.factories import a_worker
from luukku.casework import policies
from luukku.casework.models import AddressProtection, ProtectionNotice
from luukku.casework.services import (
    Address,
    Notice,
    Purpose,
    end_protection,
    renew_protection,
    reveal,
    save_address,
    start_protection,
    take_in_notice,
)
from luukku.casework.tests.factories import a_child, a_family, a_member, a_person, a_protection
from luukku.core import clock
from luukku.core.actor import SystemActor
from luukku.core.errors import RuleViolation

pytestmark = pytest.mark.django_db
TODAY = clock.today()
YESTERDAY, LAST_YEAR = TODAY - timedelta(days=1), TODAY - timedelta(days=365)
HOME = Address("Piilokuja 7 B 12", "33999", "Kätkölä", "837")


@pytest.fixture
def worker():
    return a_worker()


@pytest.fixture
def actor(worker):
    return worker.as_actor()


@pytest.fixture
def person(worker):
    return a_family(worker, children=0).memberships.get().person


def is_protected(person, day=TODAY):
    return person.pk in policies.protected_among([person.pk], day)


def test_a_last_day_that_has_passed_publishes_nothing_until_a_person_confirms_it(actor, person):
    """Attack 21: expiry."""
    protection = a_protection(person, until=LAST_YEAR, is_confirmed=False)
    assert is_protected(person)

    end_protection(actor, person.pk, protection.pk, last_on=LAST_YEAR - timedelta(days=1))

    assert not is_protected(person)
    protection.refresh_from_db()
    assert (protection.end_confirmed_on, protection.end_confirmed_by_id) == (TODAY, actor.user_id)


def test_an_end_can_be_confirmed_only_once_it_has_come(actor, person):
    protection = start_protection(actor, person.pk, source="register", last_on=TODAY + timedelta(days=9))

    with pytest.raises(RuleViolation):
        end_protection(actor, person.pk, protection.pk, last_on=TODAY + timedelta(days=9))
    assert is_protected(person, TODAY + timedelta(days=400))


def test_a_renewal_goes_on_without_a_gap_also_when_it_is_noted_late(actor, person):
    old = a_protection(person, since=LAST_YEAR, until=TODAY - timedelta(days=10), is_confirmed=False)

    new = renew_protection(actor, person.pk, old.pk, source="register", last_on=TODAY + timedelta(days=700))

    assert new.first_on == TODAY - timedelta(days=10)
    assert is_protected(person)
    assert not policies.ending_protections(actor).exists()


@pytest.mark.parametrize("until", [None, YESTERDAY])
def test_what_has_no_end_or_would_end_earlier_is_not_renewed(actor, person, until):
    old = a_protection(person, since=LAST_YEAR, until=until, is_confirmed=False)

    with pytest.raises(RuleViolation):
        renew_protection(actor, person.pk, old.pk, source="register", last_on=LAST_YEAR)


def test_sixty_days_before_the_end_it_waits_for_who_answers_for_the_family(actor, person):
    protection = a_protection(person, since=LAST_YEAR, until=TODAY + timedelta(days=61), is_confirmed=False)
    assert not policies.ending_protections(actor).exists()

    AddressProtection.objects.filter(pk=protection.pk).update(during=(LAST_YEAR, TODAY + timedelta(days=60)))

    assert policies.ending_protections(actor).get().ends_on == TODAY + timedelta(days=60)
    assert not policies.ending_protections(a_worker().as_actor()).exists()


# ------------------------------------------------------------ notices


def began(number, hours, first, last=None):
    return Notice(f"N{number}", "began", at(hours), from_on=first, last_on=last)


def ended(number, hours, last):
    return Notice(f"N{number}", "ended", at(hours), last_on=last)


def at(hours):
    return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours)


STORY = (
    began(1, 1, LAST_YEAR, LAST_YEAR + timedelta(days=100)),
    ended(2, 2, LAST_YEAR + timedelta(days=50)),
    began(3, 3, LAST_YEAR + timedelta(days=80)),
)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))), ids=str)
def test_notices_in_any_order_hide_the_same_days_in_the_end(person, order):
    """Attack 21: the feed arrives out of order, and twice."""
    for number in [*order, *order]:
        take_in_notice(SystemActor.now(), person, STORY[number])

    hidden = [is_protected(person, LAST_YEAR + timedelta(days=day)) for day in (-1, 0, 60, 90, 365)]
    assert hidden == [False, True, True, True, True]
    assert set(person.address_protections.values_list("end_told_on", flat=True)) == {None}
    assert ProtectionNotice.objects.count() == 3


def test_an_end_that_the_register_tells_is_shown_and_ends_nothing(person):
    take_in_notice(SystemActor.now(), person, STORY[0])

    take_in_notice(SystemActor.now(), person, STORY[1])

    assert person.address_protections.get().end_told_on == LAST_YEAR + timedelta(days=50)
    assert is_protected(person)


def test_only_the_system_takes_in_notices(actor, person):
    with pytest.raises(PermissionDenied):
        take_in_notice(actor, person, STORY[0])


NOTICES = st.lists(
    st.tuples(st.booleans(), st.integers(0, 9), st.integers(0, 300), st.one_of(st.none(), st.integers(1, 200))),
    min_size=1, max_size=5, unique_by=lambda one: one[1],
)  # fmt: skip


@given(told=NOTICES, mixed=st.randoms())
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_comes_in_whatever_order_no_day_that_was_told_protected_is_open(worker, told, mixed):
    notices = [
        began(hour, hour, LAST_YEAR + timedelta(day), LAST_YEAR + timedelta(day + length) if length else None)
        if begins
        else ended(hour, hour, LAST_YEAR + timedelta(day))
        for begins, hour, day, length in told
    ]
    first, second = a_person(), a_person()
    shuffled = mixed.sample(notices, len(notices))
    for number, person in enumerate((first, second)):
        for one in notices if number == 0 else shuffled:
            named = Notice(f"{person.pk}{one.reference}", one.kind, one.issued_at, one.from_on, one.last_on)
            take_in_notice(SystemActor.now(), person, named)

    days = [LAST_YEAR + timedelta(days=day) for day in range(0, 520, 13)]
    hidden = [[is_protected(person, day) for day in days] for person in (first, second)]
    assert hidden[0] == hidden[1]
    spans = [(one.from_on, one.last_on or days[-1]) for one in notices if one.kind == "began"]
    assert all(shut for day, shut in zip(days, hidden[0], strict=True) if any(a <= day <= b for a, b in spans))


# ------------------------------------------------------------ cohabitants


def test_attack_16_a_childs_address_does_not_open_in_the_fathers_case_while_the_mother_is_protected(worker):
    """Attack 16: the child is not protected itself, has two homes, and lives with its protected mother in one."""
    mothers, fathers = worker, a_worker()
    family = a_family(mothers, children=0)
    mother, child = family.memberships.get().person, a_child(family)
    for one in (mother, child):
        save_address(mothers.as_actor(), one.pk, HOME)
    a_member(a_family(fathers, children=0), child, role="child")
    assert reveal(fathers.as_actor(), child, Purpose.LETTER) == HOME

    a_protection(mother)

    with pytest.raises(PermissionDenied):
        reveal(fathers.as_actor(), child, Purpose.LETTER)
    assert reveal(mothers.as_actor(), mother, Purpose.LETTER) == HOME


def test_attack_16_the_same_address_in_another_family_does_not_open_either(worker):
    """Attack 16: a grown brother with a case of his own lives where his protected sister does."""
    sister = a_family(worker, children=0).memberships.get().person
    brothers = a_worker()
    brother = a_family(brothers, children=0).memberships.get().person
    save_address(worker.as_actor(), sister.pk, HOME)
    save_address(brothers.as_actor(), brother.pk, Address("piilokuja 7 b 12", "33999"))
    a_protection(sister)

    with pytest.raises(RuleViolation, match="protected"):
        reveal(brothers.as_actor(), brother, Purpose.LETTER)


def test_attack_16_the_page_of_the_address_says_why_and_shows_nothing(client, worker):
    sister = a_family(worker, children=0).memberships.get().person
    brothers = a_worker()
    case = a_family(brothers, children=0).cases.get()
    brother = case.family.memberships.get().person
    save_address(worker.as_actor(), sister.pk, HOME)
    save_address(brothers.as_actor(), brother.pk, HOME)
    a_protection(sister)
    client.force_login(brothers.user)
    page = brothers.url(f"/cases/{case.pk}/people/{brother.pk}/address/")

    answers = [client.post(page, {"purpose": "visit"}), client.post(f"{page}edit/", {"fetch": "1"})]

    assert [one.status_code for one in answers] == [422, 422]
    assert all("Piilokuja" not in one.content.decode() for one in answers)
    assert "The address is protected" in answers[0].content.decode()


def test_attack_21_protection_that_begins_between_opening_a_form_and_sending_it_shuts_it(client, worker):
    """Attack 21: the other home's worker has the page open when the protection begins."""
    fathers = a_worker(worker.organisation)
    family = a_family(worker, children=0)
    child = a_child(family)
    save_address(worker.as_actor(), child.pk, HOME)
    case = a_family(fathers, children=0).cases.get()
    a_member(case.family, child, role="child")
    client.force_login(fathers.user)
    page = fathers.url(f"/cases/{case.pk}/people/{child.pk}/address/")
    assert client.get(page).status_code == 200

    start_protection(worker.as_actor(), child.pk, source="register")

    answer = client.post(page, {"purpose": "visit"})
    assert answer.status_code == 404
    assert "Piilokuja" not in answer.content.decode()


def test_the_page_of_a_person_asks_for_a_renewal_or_an_end(client, worker, person):
    a_protection(person, since=LAST_YEAR, until=TODAY + timedelta(days=10), is_confirmed=False)
    case = person.memberships.get().family.cases.get()
    client.force_login(worker.user)
    page = worker.url(f"/cases/{case.pk}/people/{person.pk}/")

    shown = client.get(page).content.decode()
    family = client.get(worker.url(f"/cases/{case.pk}/")).content.decode()
    row = person.address_protections.get()
    answer = client.post(f"{page}protection/{row.pk}/renew/", {"source": "register", "last_on": ""})

    assert "It holds until you renew it or confirm the end" in shown
    assert "Its last day is near or past" in family
    assert answer.status_code == 302
    assert person.address_protections.filter(during__endswith__isnull=True).exists()
