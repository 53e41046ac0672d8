"""Guardianship as dated rows: kinds, custody that changes, checking, barring, guardians from outside, the county."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luukku.accounts.tests.factories import a_worker, an_organisation
from luukku.casework import policies
from luukku.casework.models import GuardianRelation
from luukku.casework.services import (
    PersonFacts,
    Right,
    add_guardian,
    add_outside_guardian,
    bar_guardian,
    counties,
    edit_person,
    end_county_care,
    end_guardian,
    note_county_care,
    verify_guardian,
)
from luukku.casework.tests.factories import a_child, a_family, a_guardian, a_member
from luukku.core import clock
from luukku.core.clock import HELSINKI
from luukku.core.errors import RuleViolation

pytestmark = pytest.mark.django_db
TODAY = clock.today()
YESTERDAY, LAST_YEAR = TODAY - timedelta(days=1), TODAY - timedelta(days=365)


@pytest.fixture
def worker():
    return a_worker()


@pytest.fixture
def actor(worker):
    return worker.as_actor()


@pytest.fixture
def family(worker):
    return a_family(worker, children=0, adults=2)


@pytest.fixture
def case(family):
    return family.cases.get()


@pytest.fixture
def child(family):
    return a_child(family)


def adults(family):
    return [row.person for row in family.memberships.filter(role="adult").order_by("created_at")]


def kinds(child, day=TODAY):
    return sorted((row.guardian_id, row.kind) for row in GuardianRelation.objects.deciding_on(day).filter(child=child))


def test_sole_custody_that_becomes_joint_is_two_new_rows(actor, family, case, child):
    mother, father = adults(family)
    sole = a_guardian(child, mother, kind="sole_guardian")

    add_guardian(actor, case.pk, child_id=child.pk, guardian_id=father.pk, from_on=YESTERDAY)

    sole.refresh_from_db()
    assert (sole.kind, sole.during.upper, sole.end_reason) == ("sole_guardian", YESTERDAY, "custody")
    assert kinds(child) == sorted([(mother.pk, "guardian"), (father.pk, "guardian")])
    assert kinds(child, YESTERDAY - timedelta(days=1)) == [(mother.pk, "sole_guardian")]


def test_joint_custody_that_becomes_sole_ends_the_other_guardians_right(actor, family, case, child):
    mother, father = adults(family)
    a_guardian(child, mother)
    a_guardian(child, father)

    add_guardian(actor, case.pk, child_id=child.pk, guardian_id=mother.pk, kind="sole_guardian", from_on=YESTERDAY)

    assert kinds(child) == [(mother.pk, "sole_guardian")]
    assert len(kinds(child, YESTERDAY - timedelta(days=1))) == 2


def test_a_bar_stays_when_custody_becomes_joint(actor, family, case, child):
    mother, father = adults(family)
    a_guardian(child, mother, kind="sole_guardian", is_blocked=True, block_reason="court")

    add_guardian(actor, case.pk, child_id=child.pk, guardian_id=father.pk)

    assert kinds(child) == [(father.pk, "guardian")]


def test_custody_is_not_changed_behind_a_later_change(actor, family, case, child):
    mother, father = adults(family)
    a_guardian(child, mother, since=LAST_YEAR, until=YESTERDAY)
    a_guardian(child, father, kind="sole_guardian", since=YESTERDAY)

    with pytest.raises(RuleViolation, match="changed again"):
        add_guardian(
            actor, case.pk, child_id=child.pk, guardian_id=mother.pk, kind="sole_guardian",
            from_on=LAST_YEAR + timedelta(days=9),
        )  # fmt: skip


def test_two_custodies_do_not_begin_on_one_day(actor, family, case, child):
    mother, father = adults(family)
    a_guardian(child, mother, since=TODAY)

    with pytest.raises(RuleViolation, match="same day"):
        add_guardian(actor, case.pk, child_id=child.pk, guardian_id=father.pk, kind="sole_guardian")


def test_a_sole_guardian_of_today_becomes_one_of_two_at_once(actor, family, case, child):
    mother, father = adults(family)
    a_guardian(child, mother, kind="sole_guardian", since=TODAY)

    add_guardian(actor, case.pk, child_id=child.pk, guardian_id=father.pk)

    assert kinds(child) == sorted([(mother.pk, "guardian"), (father.pk, "guardian")])


def test_a_foster_carer_and_a_county_decide_nothing(actor, family, case, child):
    carer = a_member(family)
    county = an_organisation(kind="wellbeing_county")

    add_guardian(actor, case.pk, child_id=child.pk, guardian_id=carer.pk, kind="foster_carer")
    care = note_county_care(actor, case.pk, child_id=child.pk, county_id=county.pk, verified_on=TODAY)

    assert kinds(child) == []
    assert policies.county_cares_of([child.pk]).get().county == county
    assert counties(TODAY).filter(pk=county.pk).exists()
    assert end_county_care(actor, case.pk, care.pk, last_on=TODAY).last_on == TODAY


def test_only_a_county_is_in_charge_and_only_of_a_child_of_the_family(actor, case, child):
    county, other = an_organisation(kind="wellbeing_county"), a_child(a_family(a_worker(), children=0))

    with pytest.raises(PermissionDenied):
        note_county_care(actor, case.pk, child_id=child.pk, county_id=an_organisation().pk)
    with pytest.raises(RuleViolation):
        note_county_care(actor, case.pk, child_id=other.pk, county_id=county.pk)
    with pytest.raises(RuleViolation, match="future"):
        note_county_care(actor, case.pk, child_id=child.pk, county_id=county.pk, from_on=TODAY + timedelta(days=1))


def test_checking_keeps_when_from_what_and_by_whom(worker, actor, case, child):
    relation = a_guardian(child)

    verify_guardian(actor, case.pk, relation.pk, source="register", verified_on=YESTERDAY)

    relation.refresh_from_db()
    assert (relation.source, relation.verified_on, relation.verified_by) == ("register", YESTERDAY, worker.user)
    for wrong in ({"source": "told", "verified_on": TODAY}, {"source": "court", "verified_on": TODAY + timedelta(1)}):
        with pytest.raises(RuleViolation):
            verify_guardian(actor, case.pk, relation.pk, **wrong)


def test_a_bar_has_one_of_our_reasons_and_its_day(actor, case, child):
    relation = a_guardian(child)

    barred = bar_guardian(actor, case.pk, relation.pk, is_blocked=True, reason="contact_ban")
    assert (barred.block_reason, barred.blocked_on) == ("contact_ban", TODAY)
    with pytest.raises(ValidationError):
        bar_guardian(actor, case.pk, relation.pk, is_blocked=True, reason="because")

    admitted = bar_guardian(actor, case.pk, relation.pk, is_blocked=False)
    assert (admitted.block_reason, admitted.blocked_on, admitted.is_blocked) == ("", None, False)


def test_a_guardian_outside_the_family_decides_and_stays_outside(actor, case, child):
    facts = PersonFacts("Liisa Edustaja", contact_language="fi", interpreter_need="none")

    relation = add_outside_guardian(
        actor, case.pk, child_id=child.pk, facts=facts,
        right=Right(kind="representative", source="court", verified_on=YESTERDAY),
    )  # fmt: skip

    assert kinds(child) == [(relation.guardian_id, "representative")]
    assert not relation.guardian.memberships.exists()
    assert policies.came_alone([child.pk]) == {child.pk}
    edited = edit_person(actor, relation.guardian_id, version=1, facts=PersonFacts("Liisa Uusi"))
    assert edited.name == "Liisa Uusi"
    with pytest.raises(PermissionDenied):
        edit_person(a_worker().as_actor(), relation.guardian_id, version=2, facts=PersonFacts("Vieras"))


def test_at_midnight_of_the_eighteenth_birthday_every_guardians_right_ends_by_itself(worker, family):
    """Attack 28: the moment before and the moment itself, as Helsinki counts them."""
    child = a_child(family, birth_on=TODAY.replace(year=TODAY.year - 18))
    relation = a_guardian(child, kind="representative")
    midnight = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=HELSINKI)
    before, after = (worker.as_actor(midnight + timedelta(seconds=s)).day for s in (-1, 0))

    assert policies.may_decide_for(relation.guardian, child, before)
    assert not policies.may_decide_for(relation.guardian, child, after)
    assert GuardianRelation.objects.get(pk=relation.pk).during.upper is None


CHANGES = st.lists(
    st.tuples(st.sampled_from(["guardian", "sole_guardian", "end"]), st.integers(0, 1), st.integers(0, 30)), max_size=7
)


@given(changes=CHANGES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_changes_a_sole_guardian_is_alone_on_every_day(worker, changes):
    actor, family = worker.as_actor(), a_family(worker, children=0, adults=2)
    case, child, people = family.cases.get(), a_child(family), adults(family)
    a_guardian(child, people[0])
    for kind, who, days_ago in changes:
        day = TODAY - timedelta(days=days_ago)
        try:
            change(actor, case, child, people[who], kind, day)
        except (RuleViolation, PermissionDenied, ValidationError):
            continue

    for ago in range(40):
        held = [kind for _who, kind in kinds(child, TODAY - timedelta(days=ago))]
        assert "sole_guardian" not in held or held == ["sole_guardian"]


def change(actor, case, child, person, kind, day):
    if kind == "end":
        row = GuardianRelation.objects.filter(child=child, guardian=person).order_by("-during").first()
        if row is not None:
            end_guardian(actor, case.pk, row.pk, last_on=day, reason="custody")
        return
    add_guardian(actor, case.pk, child_id=child.pk, guardian_id=person.pk, kind=kind, from_on=day)
