"""Rights to people, guardianship and what hangs on a case."""

from datetime import date

import pytest

from luukku.accounts.tests.factories import a_unit, a_worker
from luukku.casework import policies
from luukku.casework.models import PLAN_SECTIONS, Section
from luukku.casework.tests.factories import (
    a_case,
    a_child,
    a_deadline,
    a_family,
    a_guardian,
    a_helper,
    a_meeting,
    a_member,
    a_person,
    a_protection,
)
from luukku.core.actor import Role

pytestmark = pytest.mark.django_db

SUPERVISOR = (Role.SUPERVISOR,)


# attack 31: a membership that ended yesterday gives and shows nothing today
def test_who_no_longer_belongs_to_the_family_is_not_seen_any_more():
    worker = a_worker()
    case = a_case(worker)
    actor = worker.as_actor()
    gone = a_member(case.family, until=actor.day)
    stays = case.family.memberships.exclude(person=gone).get().person

    assert list(policies.visible_people(actor)) == [stays]
    assert list(policies.editable_people(actor)) == [stays]
    assert [one.person for one in policies.visible_memberships(actor)] == [stays]


# attack 29: one family of a child does not show the other
def test_a_child_in_two_families_does_not_open_the_other_one():
    one, other = a_worker(), a_worker()
    family = a_family(one, adults=1, children=0)
    child = a_child(family)
    second = a_family(other, adults=1, children=0)
    a_member(second, child, role="child")

    assert policies.visible_people(one.as_actor()).count() == 2
    assert list(policies.visible_families(one.as_actor())) == [family]
    assert list(policies.cases_of_person(one.as_actor(), child)) == [family.cases.get()]


def test_people_are_edited_by_who_answers_and_not_by_who_only_reads():
    worker = a_worker(unit=a_unit())
    person = a_case(worker).family.memberships.get().person
    supervisor = a_worker(unit=worker.unit, roles=SUPERVISOR)

    assert policies.may_edit_person(worker.as_actor(), person)
    assert not policies.may_edit_person(supervisor.as_actor(), person)
    assert policies.may_reveal_address(supervisor.as_actor(), person)


def test_nobody_edits_people_of_a_closed_case():
    worker = a_worker()
    case = a_case(worker)
    person = case.family.memberships.get().person
    case.state, case.closed_on = "closed", case.opened_on
    case.save()

    assert not policies.may_edit_person(worker.as_actor(), person)
    assert not policies.editable_memberships(worker.as_actor()).exists()


# attack 25 and 28: who may decide for a child on which day
@pytest.mark.parametrize(
    ("days", "decides"),
    [
        ({}, True),
        ({"until": date(2026, 4, 13)}, False),
        ({"until": date(2026, 4, 14)}, True),
        ({"since": date(2026, 4, 14)}, False),
        ({"since": date(2026, 4, 13)}, True),
        ({"is_blocked": True}, False),
    ],
)
def test_a_guardian_decides_on_the_days_of_the_relation_unless_barred(days, decides):
    child = a_person(birth_on=date(2018, 1, 1))
    relation = a_guardian(child, **days)

    assert policies.may_decide_for(relation.guardian, child, date(2026, 4, 13)) is decides
    assert policies.guardians_of([child.pk], date(2026, 4, 13)).exists() is decides
    assert policies.wards_of(relation.guardian, date(2026, 4, 13)).exists() is decides


@pytest.mark.parametrize(("born", "decides"), [(date(2008, 4, 13), False), (date(2008, 4, 14), True), (None, True)])
def test_a_guardian_decides_until_the_child_turns_eighteen(born, decides):
    child = a_person(birth_on=born)
    relation = a_guardian(child)

    assert policies.may_decide_for(relation.guardian, child, date(2026, 4, 13)) is decides


def test_a_guardian_of_a_sibling_decides_for_the_sibling_alone():
    child, sibling = a_person(), a_person()
    relation = a_guardian(sibling)

    assert not policies.may_decide_for(relation.guardian, child, date(2026, 4, 13))


def test_a_step_parent_in_the_family_does_not_decide():
    family = a_family(a_worker(), adults=0, children=1)
    step_parent = a_member(family)
    child = family.memberships.get(role="child").person

    assert not policies.may_decide_for(step_parent, child, date(2026, 4, 13))


def test_guardians_are_chosen_from_this_family_and_the_childs_other_families_that_one_sees():
    worker, stranger = a_worker(), a_worker()
    family = a_family(worker, adults=1, children=0)
    child = a_child(family)
    seen, unseen = a_family(worker, adults=1, children=0), a_family(stranger, adults=1, children=0)
    a_member(seen, child, role="child")
    a_member(unseen, child, role="child")

    possible = set(policies.possible_guardians(worker.as_actor(), family.cases.get()))

    assert possible == {one.memberships.get(role="adult").person for one in (family, seen)}


def test_all_guardianships_of_a_child_are_shown_to_who_keeps_them_in_order():
    worker = a_worker()
    family = a_family(worker)
    child = family.memberships.get(role="child").person
    a_guardian(child, is_blocked=True)

    assert policies.guardians_of_anyone([child.pk]).count() == 2
    assert policies.editable_guardian_relations(worker.as_actor()).count() == 2
    assert not policies.editable_guardian_relations(a_worker().as_actor()).exists()


def test_protections_are_seen_by_who_may_ask_for_the_address():
    worker, helper = a_worker(), a_worker()
    case = a_case(worker)
    person = case.family.memberships.get().person
    a_helper(case, helper, tuple(Section))
    a_protection(person)

    assert policies.protections_of(worker.as_actor(), person).count() == 1
    assert not policies.protections_of(helper.as_actor(), person).exists()


def test_meetings_clocks_and_checks_are_for_who_reads_the_case_whole():
    worker, helper = a_worker(unit=a_unit()), a_worker()
    supervisor = a_worker(unit=worker.unit, roles=SUPERVISOR)
    case = a_case(worker)
    a_helper(case, helper, PLAN_SECTIONS)
    meeting = a_meeting(case)
    a_deadline(case)

    def counts(one):
        actor = one.as_actor()
        rights = (policies.visible_meetings, policies.own_meetings, policies.visible_deadlines, policies.own_deadlines)
        return [right(actor).count() for right in rights]

    assert counts(worker) == [1, 1, 1, 1]
    assert counts(supervisor) == [1, 0, 1, 0]
    assert counts(helper) == [0, 0, 0, 0]
    assert policies.may_change_meeting(worker.as_actor(), meeting)
    assert not policies.may_change_meeting(supervisor.as_actor(), meeting)
    assert not policies.visible_checks(helper.as_actor()).exists()


def test_helpers_see_each_other_and_only_who_answers_changes_them():
    worker, helper = a_worker(), a_worker()
    case = a_case(worker)
    place = a_helper(case, helper, (Section.CHILDREN,))

    assert list(policies.visible_care_team(helper.as_actor())) == [place]
    assert list(policies.own_part_as_helper(helper.as_actor(), case)) == [place]
    assert not policies.own_care_team(helper.as_actor()).exists()
    assert list(policies.own_care_team(worker.as_actor())) == [place]
