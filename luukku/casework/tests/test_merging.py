"""Somebody noted twice: joined by a redirect, with everything that hangs on both, and taken apart again."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from luukku.accounts.tests.factories import a_worker
from luukku.audit.models import AuditEvent
from luukku.casework import policies
from luukku.casework.models import FamilyMembership, Person
from luukku.casework.services import (
    Address,
    Purpose,
    compare_people,
    find_families,
    merge_people,
    reveal,
    save_address,
    similar_people,
    unmerge_people,
)
from luukku.casework.tests.factories import (
    a_child,
    a_family,
    a_guardian,
    a_member,
    a_protection,
)
from luukku.core import clock
from luukku.core.actor import Role
from luukku.core.errors import RuleViolation

pytestmark = pytest.mark.django_db
TODAY = clock.today()
LAST_YEAR = TODAY - timedelta(days=365)
BORN = date(2015, 3, 4)


@pytest.fixture
def worker():
    return a_worker()


@pytest.fixture
def actor(worker):
    return worker.as_actor()


@pytest.fixture
def mothers(worker):
    return a_family(worker, children=0, name="Äidin koti")


@pytest.fixture
def fathers(worker):
    return a_family(worker, children=0, name="Isän koti")


@pytest.fixture
def twins(mothers, fathers):
    """One child, noted in each of its homes."""
    one = a_child(mothers, name="Sahra Cali", birth_on=BORN)
    two = a_child(fathers, name="Sara Ali", birth_on=BORN, called_name="Sara", since=LAST_YEAR)
    a_guardian(one, mothers.memberships.get(role="adult").person)
    a_guardian(two, fathers.memberships.get(role="adult").person)
    return one, two


def merge(actor, twins, **chosen):
    kept, other = twins
    return merge_people(actor, kept_id=kept.pk, other_id=other.pk, chosen=chosen)


def members(family):
    return {row.person_id for row in FamilyMembership.objects.on(TODAY).filter(family=family, role="child")}


def guardians(child):
    return set(policies.guardians_of([child.pk], TODAY).values_list("guardian_id", flat=True))


def test_attack_30_rights_memberships_and_guardians_follow_and_go_back(actor, mothers, fathers, twins):
    """Attack 30: rights follow both ways."""
    kept, other = twins
    before = guardians(kept), guardians(other)

    joined = merge(actor, twins)
    assert members(mothers) == members(fathers) == {kept.pk}
    assert guardians(kept) == before[0] | before[1]
    assert guardians(other) == set()

    unmerge_people(actor, joined.pk)
    assert (members(mothers), members(fathers)) == ({kept.pk}, {other.pk})
    assert (guardians(kept), guardians(other)) == before
    assert Person.objects.get(pk=other.pk).merged_into is None


def test_a_person_chooses_which_facts_hold_and_they_are_as_before_after_taking_apart(actor, twins):
    kept, other = twins
    pairs = {pair.name: (pair.kept, pair.other) for pair in compare_people(actor, kept.pk, other.pk)}
    assert pairs["name"] == ("Sahra Cali", "Sara Ali")

    joined = merge(actor, twins, name="other", called_name="kept")
    kept.refresh_from_db()
    assert (kept.name, kept.called_name) == ("Sara Ali", "")
    Person.objects.filter(pk=kept.pk).update(mother_tongue="so")

    unmerge_people(actor, joined.pk)
    kept.refresh_from_db()
    assert (kept.name, kept.mother_tongue) == ("Sahra Cali", "so")


def test_after_joining_the_person_is_found_by_either_name(actor, twins):
    merge(actor, twins)

    for name in ("Sahra Cali", "Sara Ali"):
        assert len(find_families(actor, name).cards) == 2


def test_days_that_both_had_are_counted_once_and_the_others_are_kept(actor, mothers, twins):
    kept, _two = twins
    double = a_child(mothers, name="Sahra C", birth_on=BORN, since=date(2018, 1, 1))
    kept.memberships.update(during=(date(2021, 1, 1), None))

    joined = merge(actor, (kept, double))

    rows = FamilyMembership.objects.filter(family=mothers, person=kept, is_set_aside=False).order_by("during")
    assert [(row.first_on, row.during.upper) for row in rows] == [
        (date(2018, 1, 1), date(2021, 1, 1)), (date(2021, 1, 1), None),
    ]  # fmt: skip
    assert members(mothers) == {kept.pk}
    unmerge_people(actor, joined.pk)
    assert members(mothers) == {kept.pk, double.pk}
    assert FamilyMembership.objects.filter(person=kept).count() == 1


def test_attack_30_a_bar_is_not_lost_by_joining(actor, mothers, twins):
    """Attack 30: the same guardian is noted for both rows and barred in one of them."""
    kept, other = twins
    mother = mothers.memberships.get(role="adult").person
    a_guardian(other, mother, is_blocked=True, block_reason="court")

    joined = merge(actor, twins)
    assert mother.pk not in guardians(kept)

    unmerge_people(actor, joined.pk)
    assert mother.pk in guardians(kept)


def test_attack_30_whoever_of_the_two_was_protected_the_one_who_stays_is(actor, twins):
    """Attack 30: joining publishes nothing, and taking apart restores."""
    kept, other = twins
    a_protection(other, since=LAST_YEAR, until=TODAY - timedelta(days=9), is_confirmed=False)

    joined = merge(actor, twins)
    assert policies.protected_among([kept.pk], TODAY) == {kept.pk}

    unmerge_people(actor, joined.pk)
    assert policies.protected_among([kept.pk, other.pk], TODAY) == {other.pk}


def test_an_address_follows_when_the_one_who_stays_has_none(actor, twins):
    kept, other = twins
    save_address(actor, other.pk, Address(street="Piilokuja 7"))

    joined = merge(actor, twins)
    assert reveal(actor, kept, Purpose.CHECK).street == "Piilokuja 7"

    unmerge_people(actor, joined.pk)
    assert reveal(actor, kept, Purpose.CHECK) is None


def test_attack_30_both_families_read_of_it_and_the_trail_knows_the_person_by_both_ids(actor, mothers, fathers, twins):
    """Attack 30: logs follow."""
    kept, other = twins

    joined = merge(actor, twins)
    unmerge_people(actor, joined.pk)

    cases = {mothers.cases.get().pk, fathers.cases.get().pk}
    lines = AuditEvent.objects.filter(action__in=["person.merged", "person.unmerged"])
    assert [set(line.case_ids) for line in lines] == [cases, cases]
    merge(actor, twins)
    assert policies.ids_of_person(kept) == [kept.pk, other.pk]
    assert policies.standing_people([other.pk, kept.pk]) == {other.pk: kept.pk, kept.pk: kept.pk}


def test_who_has_a_home_that_the_actor_does_not_answer_for_is_not_joined(actor, twins):
    kept, other = twins
    a_member(a_family(a_worker(), children=0), other, role="child")

    with pytest.raises(PermissionDenied):
        merge(actor, twins)
    with pytest.raises(PermissionDenied):
        compare_people(actor, kept.pk, other.pk)


def test_a_supervisor_of_both_families_may_join_and_a_stranger_may_not(worker, twins):
    boss = a_worker(worker.organisation, roles=(Role.SUPERVISOR,))

    with pytest.raises(PermissionDenied):
        merge(a_worker().as_actor(), twins)
    assert merge(boss.as_actor(), twins).done_by == boss.user


def test_a_guardian_and_the_child_are_not_one_person(actor, mothers, twins):
    mother = mothers.memberships.get(role="adult").person

    with pytest.raises(RuleViolation, match="can't be the same"):
        merge(actor, (mother, twins[0]))
    with pytest.raises(RuleViolation, match="same one"):
        merge(actor, (mother, mother))


def test_nobody_is_joined_or_taken_apart_twice(actor, twins):
    joined = merge(actor, twins)

    with pytest.raises(PermissionDenied):
        merge(actor, twins)
    unmerge_people(actor, joined.pk)
    with pytest.raises(PermissionDenied):
        unmerge_people(actor, joined.pk)


def test_three_rows_of_one_person_are_joined_one_after_another(actor, mothers, twins):
    third = a_child(mothers, name="Sahra Third", birth_on=BORN)
    kept, other = twins

    merge(actor, (other, third))
    merge(actor, (kept, other))

    assert policies.standing_people([third.pk]) == {third.pk: kept.pk}
    assert set(policies.ids_of_person(kept)) == {kept.pk, other.pk, third.pk}


def test_people_who_look_alike_are_suggested_from_ones_own_families_only(actor, twins):
    kept, other = twins
    a_child(a_family(a_worker(), children=0), name="Sahra Cali", birth_on=BORN)

    assert other in similar_people(actor, kept)
    assert all(policies.editable_people(actor).filter(pk=one.pk).exists() for one in similar_people(actor, kept))


def test_both_stand_side_by_side_are_joined_and_taken_apart_on_pages(client, worker, mothers, twins):
    kept, other = twins
    client.force_login(worker.user)
    case = mothers.cases.get()
    page = worker.url(f"/cases/{case.pk}/people/{kept.pk}/")

    choice = client.get(f"{page}same/").content.decode()
    both = client.get(f"{page}same/{other.pk}/").content.decode()
    joined = client.post(f"{page}same/{other.pk}/", {"fact_name": "other", "fact_called_name": "other"})
    after = client.get(page).content.decode()
    undo = worker.url(f"/cases/{case.pk}/merges/{kept.merges.get().pk}/undo/")
    apart = client.post(undo, {})

    assert "Sara Ali" in choice
    assert "Sahra Cali" in both
    assert "Sara Ali" in both
    assert joined.status_code == 302
    assert "Joined with Sara Ali" in after
    assert apart.status_code == 302
    assert client.get(undo).status_code == 404
