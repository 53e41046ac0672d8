"""Families in time: two homes, reunification in stages, leaving and coming back, births and deaths."""

import itertools
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luukku.accounts.tests.factories import LONG_AGO, a_worker
from luukku.casework import policies
from luukku.casework.models import ExpectedMember, FamilyMembership, GuardianRelation
from luukku.casework.services import (
    PersonFacts,
    add_known_person,
    change_expected,
    change_residence,
    end_membership,
    expect_member,
    give_up_expecting,
    note_arrival,
    note_birth,
    note_death,
    return_to_family,
    withdraw_death,
)
from luukku.casework.tests.factories import a_child, a_family, a_guardian, a_member, a_protection
from luukku.core import clock
from luukku.core.errors import Conflict, RuleViolation

pytestmark = pytest.mark.django_db
TODAY = clock.today()
YESTERDAY, LAST_YEAR = TODAY - timedelta(days=1), TODAY - timedelta(days=365)
CHILD, ADULT = FamilyMembership.Role.CHILD, FamilyMembership.Role.ADULT


@pytest.fixture
def worker():
    return a_worker()


@pytest.fixture
def actor(worker):
    return worker.as_actor()


@pytest.fixture
def family(worker):
    return a_family(worker)


@pytest.fixture
def case(family):
    return family.cases.get()


def members(family, day=TODAY):
    return {row.person_id for row in FamilyMembership.objects.on(day).filter(family=family)}


def test_a_child_with_two_homes_is_said_to_live_in_both_by_turns(worker, actor, family):
    child = family.memberships.get(role=CHILD).person
    fathers = a_family(worker, children=0)

    row = add_known_person(
        actor, fathers.cases.get().pk, person_id=child.pk, role=CHILD, residence="turns", from_on=YESTERDAY
    )
    old = family.memberships.get(role=CHILD)
    change_residence(actor, family.cases.get().pk, old.pk, residence="turns", from_on=YESTERDAY)

    old.refresh_from_db()
    assert (row.residence, old.residence, old.last_on) == ("turns", "here", YESTERDAY - timedelta(days=1))
    assert family.memberships.get(role=CHILD, residence="turns").first_on == YESTERDAY
    assert child.pk in members(family) & members(fathers)


def test_where_somebody_lives_changes_from_a_day_between_the_first_and_today(actor, case):
    row = case.family.memberships.get(role=CHILD)

    for day in (LONG_AGO - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(RuleViolation):
            change_residence(actor, case.pk, row.pk, residence="turns", from_on=day)
    assert change_residence(actor, case.pk, row.pk, residence="here") == row


def test_a_father_who_is_expected_arrives_a_year_later(worker, case, family):
    then = clock.now() - timedelta(days=365)
    expected = expect_member(
        worker.as_actor(then), case.pk, facts=PersonFacts("Abdi Warsame Nuur"), role=ADULT, expected_on=LAST_YEAR
    )
    assert expected.expected_on == LAST_YEAR.replace(day=1)
    assert expected.person_id not in members(family)

    note_arrival(worker.as_actor(), case.pk, expected.pk, arrived_on=YESTERDAY, is_guardian=True)

    assert expected.person_id in members(family)
    assert expected.person_id not in members(family, YESTERDAY - timedelta(days=1))
    child = family.memberships.get(role=CHILD).person
    assert policies.guardians_of([child.pk], TODAY).filter(guardian=expected.person).exists()
    with pytest.raises(PermissionDenied):
        note_arrival(worker.as_actor(), case.pk, expected.pk)


def test_the_expected_month_changes_and_may_not_have_passed(actor, case):
    expected = expect_member(actor, case.pk, facts=PersonFacts("Abdi Nuur"), role=ADULT, expected_on=None)

    changed = change_expected(actor, case.pk, expected.pk, version=1, expected_on=TODAY)

    assert changed.expected_on == TODAY.replace(day=1)
    with pytest.raises(Conflict):
        change_expected(actor, case.pk, expected.pk, version=1, expected_on=None)
    with pytest.raises(RuleViolation, match="month has passed"):
        change_expected(actor, case.pk, expected.pk, version=2, expected_on=TODAY - timedelta(days=40))


def test_who_is_no_longer_expected_stays_in_the_history_and_may_be_expected_again(actor, case):
    facts = PersonFacts("Abdi Nuur")
    expected = expect_member(actor, case.pk, facts=facts, role=ADULT, expected_on=None)

    give_up_expecting(actor, case.pk, expected.pk)

    assert ExpectedMember.objects.get().given_up_on == TODAY
    with pytest.raises(PermissionDenied):
        note_arrival(actor, case.pk, expected.pk)


def test_only_who_answers_for_the_family_expects_and_receives(actor, case):
    stranger = a_worker().as_actor()
    expected = expect_member(actor, case.pk, facts=PersonFacts("Abdi Nuur"), role=ADULT, expected_on=None)

    with pytest.raises(PermissionDenied):
        expect_member(stranger, case.pk, facts=PersonFacts("X Y"), role=ADULT, expected_on=None)
    with pytest.raises(PermissionDenied):
        note_arrival(stranger, case.pk, expected.pk)
    other = a_family(a_worker()).cases.get()
    with pytest.raises(PermissionDenied):
        note_arrival(actor, other.pk, expected.pk)


def test_who_left_comes_back_as_a_new_row_and_the_old_one_stays(actor, case, family):
    person = a_member(family)
    row = family.memberships.get(person=person)
    end_membership(actor, case.pk, row.pk, last_on=LAST_YEAR, reason="separated")

    back = return_to_family(actor, case.pk, row.pk, from_on=YESTERDAY)

    row.refresh_from_db()
    assert (row.last_on, row.end_reason) == (LAST_YEAR, "separated")
    assert (back.first_on, back.last_on) == (YESTERDAY, None)
    with pytest.raises(PermissionDenied):
        return_to_family(actor, case.pk, row.pk)


def test_who_left_another_family_does_not_come_back_into_this_one(actor, case):
    other = a_family(a_worker())
    gone = a_member(other, until=YESTERDAY).memberships.get()

    with pytest.raises(PermissionDenied):
        return_to_family(actor, case.pk, gone.pk)


def test_a_child_is_born_with_its_guardians_from_the_first_day(actor, case, family):
    mother = family.memberships.get(role=ADULT).person

    row = note_birth(actor, case.pk, facts=PersonFacts("Vauva", birth_on=YESTERDAY), guardian_ids=[mother.pk])

    assert row.first_on == YESTERDAY
    assert policies.guardians_of([row.person_id], YESTERDAY).get().guardian == mother
    for facts, guardians in ((PersonFacts("Vauva"), [mother.pk]), (PersonFacts("V", birth_on=TODAY), [])):
        with pytest.raises(RuleViolation):
            note_birth(actor, case.pk, facts=facts, guardian_ids=guardians)


def test_a_death_ends_belonging_and_guarding_but_not_protection(actor, case, family):
    mother = family.memberships.get(role=ADULT).person
    protection = a_protection(mother)

    note_death(actor, case.pk, mother.pk, died_on=YESTERDAY)

    row, relation = family.memberships.get(person=mother), mother.ward_relations.get()
    protection.refresh_from_db()
    assert (row.last_on, row.end_reason) == (YESTERDAY, "died")
    assert (relation.last_on, relation.end_reason) == (YESTERDAY, "died")
    assert protection.during.upper is None
    assert mother.pk not in members(family)
    assert not GuardianRelation.objects.deciding_on(TODAY).exists()


def test_the_last_of_a_family_stays_in_it_and_dies_once(actor, worker):
    case = a_family(worker, children=0).cases.get()
    person = case.family.memberships.get().person

    note_death(actor, case.pk, person.pk, died_on=TODAY)

    assert members(case.family) == {person.pk}
    with pytest.raises(RuleViolation, match="noted already"):
        note_death(actor, case.pk, person.pk, died_on=TODAY)


@pytest.mark.parametrize("died_on", [date(1980, 1, 1), TODAY + timedelta(days=1)])
def test_nobody_dies_before_the_birth_or_tomorrow(actor, case, died_on):
    mother = case.family.memberships.get(role=ADULT).person

    with pytest.raises(RuleViolation):
        note_death(actor, case.pk, mother.pk, died_on=died_on)


def test_a_death_noted_by_mistake_is_taken_back_and_the_person_comes_back(actor, case, family):
    mother = family.memberships.get(role=ADULT).person
    note_death(actor, case.pk, mother.pk, died_on=YESTERDAY)
    row = family.memberships.get(person=mother)
    with pytest.raises(PermissionDenied):
        return_to_family(actor, case.pk, row.pk)

    withdraw_death(actor, case.pk, mother.pk)
    return_to_family(actor, case.pk, row.pk, from_on=TODAY)

    assert mother.pk in members(family)


def test_an_eighteen_year_old_is_a_child_of_the_family_no_more(worker, family):
    child = a_child(family, birth_on=TODAY.replace(year=TODAY.year - 18))
    row = family.memberships.get(person=child)

    assert not row.is_child_on(TODAY)
    assert row.is_child_on(YESTERDAY)


def test_guardianship_of_a_dead_childs_ends(actor, case, family):
    child = family.memberships.get(role=CHILD).person

    note_death(actor, case.pk, child.pk, died_on=YESTERDAY)

    assert child.guardian_relations.get().last_on == YESTERDAY


STEPS = st.lists(st.tuples(st.sampled_from(["end", "return", "turns", "here"]), st.integers(0, 40)), max_size=8)


@given(steps=STEPS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_nobody_belongs_twice_on_a_day_and_no_past_day_changes(worker, steps):
    """Leaving, coming back and moving in any order: rows never overlap, and days before a change keep their row."""
    actor, family = worker.as_actor(), a_family(worker)
    case, child = family.cases.get(), family.memberships.get(role=CHILD).person
    for verb, days_ago in steps:
        day = TODAY - timedelta(days=days_ago)
        before = by_day(family, child, day)
        try:
            step(actor, case, child, verb, day)
        except (RuleViolation, PermissionDenied, ValidationError):
            continue
        assert by_day(family, child, day) == before

    rows = list(FamilyMembership.objects.filter(family=family, person=child).order_by("during"))
    assert all(one.during.upper <= two.during.lower for one, two in itertools.pairwise(rows))


def by_day(family, child, until):
    rows = FamilyMembership.objects.filter(family=family, person=child)
    days = [until - timedelta(days=ago) for ago in range(1, 60)]
    return [[row.residence for row in rows if row.first_on <= day <= (row.last_on or TODAY)] for day in days]


def step(actor, case, child, verb, day):
    rows = FamilyMembership.objects.filter(family=case.family, person=child).order_by("-during")
    row = rows.first()
    if verb == "end":
        end_membership(actor, case.pk, row.pk, last_on=day)
    elif verb == "return":
        return_to_family(actor, case.pk, row.pk, from_on=day)
    else:
        change_residence(actor, case.pk, row.pk, residence=verb, from_on=day)


def test_a_guardian_from_outside_may_become_a_member_and_is_kept_by_whoever_answers(worker, family):
    child = family.memberships.get(role=CHILD).person
    outside = a_guardian(child).guardian

    assert policies.may_edit_person(worker.as_actor(), outside)
    assert not policies.may_edit_person(a_worker().as_actor(), outside)
