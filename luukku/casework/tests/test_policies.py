"""Rights follow relations that hold on the actor's day; nothing else gives one."""

from datetime import UTC, date, datetime, timedelta

import pytest

from luukku.accounts.tests.factories import a_membership, a_unit, a_user, a_worker, an_organisation
from luukku.casework import policies
from luukku.casework.models import Section
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
    an_emergency,
)
from luukku.core.actor import Actor, Role

pytestmark = pytest.mark.django_db

SPRING = datetime(2026, 4, 13, 9, tzinfo=UTC)
SUPERVISOR = (Role.SUPERVISOR,)


def sees(worker, case, at=None):
    """What the person may do with a case: open it, read it whole, answer for it."""
    actor = worker.as_actor(at)
    return (policies.may_see(actor, case), policies.may_see_fully(actor, case), policies.may_answer_for(actor, case))


def test_who_answers_for_a_case_may_do_everything_with_it():
    worker = a_worker()

    assert sees(worker, a_case(worker)) == (True, True, True)


def test_a_colleague_without_a_relation_may_do_nothing():
    worker = a_worker(unit=a_unit())

    assert sees(a_worker(unit=worker.unit), a_case(worker)) == (False, False, False)


def test_a_helper_opens_the_case_but_does_not_read_it_whole():
    case, helper = a_case(a_worker()), a_worker()
    a_helper(case, helper, (Section.SHARED,))

    assert sees(helper, case) == (True, False, False)


@pytest.mark.parametrize(("day", "is_open"), [(1, False), (2, True), (30, True), (31, False)])
def test_a_helpers_right_begins_and_ends_with_its_days(day, is_open):
    case, helper = a_case(a_worker()), a_worker()
    a_helper(case, helper, since=date(2026, 3, 2), until=date(2026, 3, 31))

    assert policies.may_see(helper.as_actor(datetime(2026, 3, day, 12, tzinfo=UTC)), case) is is_open


# attack 56: the day is Helsinki's, wherever the server is
@pytest.mark.parametrize(("hour", "is_open"), [(20, True), (22, False)])
def test_a_right_ends_at_midnight_in_helsinki(hour, is_open):
    case, helper = a_case(a_worker()), a_worker()
    a_helper(case, helper, since=date(2026, 1, 1), until=date(2026, 4, 14))

    at = datetime(2026, 4, 13, hour, tzinfo=UTC)  # summer time: 21 UTC is midnight

    assert policies.may_see(helper.as_actor(at), case) is is_open


def test_a_supervisor_reads_the_unit_whole_but_answers_for_nothing():
    worker = a_worker(unit=a_unit())
    supervisor = a_worker(unit=worker.unit, roles=SUPERVISOR)

    assert sees(supervisor, a_case(worker)) == (True, True, False)


def test_a_supervisor_of_the_whole_organisation_reads_all_its_units():
    worker = a_worker(unit=a_unit())

    assert sees(a_worker(worker.organisation, roles=SUPERVISOR), a_case(worker)) == (True, True, False)


def test_a_supervisor_of_one_unit_does_not_see_another():
    worker = a_worker(unit=a_unit())
    supervisor = a_worker(unit=a_unit(worker.organisation), roles=SUPERVISOR)

    assert sees(supervisor, a_case(worker)) == (False, False, False)


# attack 8: the right of one role is not used in the place of another
def test_who_supervises_one_unit_and_works_in_another_is_no_supervisor_there():
    worker = a_worker(unit=a_unit())
    other = a_worker(unit=a_unit(worker.organisation), roles=SUPERVISOR)
    a_membership(other.user, worker.organisation, Role.CASEWORKER, unit=worker.unit)

    assert sees(other, a_case(worker)) == (False, False, False)


# attack 1: the relation holds in the organisation where it was made
def test_who_answers_for_a_case_in_one_organisation_sees_nothing_of_it_in_another():
    worker = a_worker()
    case = a_case(worker)
    elsewhere = a_worker(an_organisation(), user=worker.user)

    assert sees(elsewhere, case) == (False, False, False)


@pytest.mark.parametrize("roles", [(Role.ADMINISTRATOR,), (Role.DATA_PROTECTION,), ()])
def test_administrators_and_data_protection_see_no_case(roles):
    worker = a_worker()
    case = a_case(worker)
    actor = Actor(a_user().pk, worker.organisation.pk, frozenset(roles), SPRING)

    assert not policies.may_see(actor, case)
    assert not policies.own_cases(actor).exists()
    assert not policies.supervised_cases(actor).exists()
    assert not policies.helped_cases(actor).exists()


def test_who_lost_the_role_sees_nothing_although_the_relation_still_stands():
    worker = a_worker()
    case = a_case(worker)
    actor = Actor(worker.user.pk, worker.organisation.pk, frozenset({Role.ADMINISTRATOR}), SPRING)

    assert not policies.may_see(actor, case)


def test_an_emergency_opens_the_case_whole_for_its_hours():
    case = a_case(a_worker())
    other = a_worker(case.organisation)
    an_emergency(case, other, at=SPRING)

    assert sees(other, case, SPRING) == (True, True, False)
    assert sees(other, case, SPRING + timedelta(hours=4)) == (False, False, False)
    assert sees(other, case, SPRING - timedelta(seconds=1)) == (False, False, False)


def test_a_view_is_an_emergency_only_for_who_has_no_lasting_right():
    worker = a_worker()
    case = a_case(worker)
    other = a_worker(worker.organisation)
    an_emergency(case, worker)
    an_emergency(case, other)

    assert policies.sight_of(other.as_actor(), case).only_in_emergency
    assert not policies.sight_of(worker.as_actor(), case).only_in_emergency
    assert not policies.sight_of(a_worker(worker.organisation).as_actor(), case).only_in_emergency


def test_what_is_asked_at_once_about_a_case_is_what_each_right_says():
    worker = a_worker(unit=a_unit())
    case = a_case(worker)
    helper, other = a_worker(), a_worker(worker.organisation)
    a_helper(case, helper)
    an_emergency(case, other)
    supervisor = a_worker(unit=worker.unit, roles=(Role.SUPERVISOR, Role.CASEWORKER))
    officer = a_worker(worker.organisation, roles=(Role.DATA_PROTECTION,))
    everybody = [worker, helper, other, supervisor, officer, a_worker(worker.organisation)]

    for one in everybody:
        actor = one.as_actor()
        sight = policies.sight_of(actor, case)
        assert sight.is_whole == policies.may_see_fully(actor, case)
        assert sight.answers == policies.may_answer_for(actor, case)
        assert sight.may_reassign == policies.may_reassign(actor, case)
        assert (sight.is_whole or sight.helps) == policies.may_see(actor, case)


def test_a_supervisor_reviews_the_openings_of_the_supervised_unit():
    worker = a_worker(unit=a_unit())
    access = an_emergency(a_case(worker), a_worker(worker.organisation))

    assert policies.may_review(a_worker(unit=worker.unit, roles=SUPERVISOR).as_actor(), access)
    assert not policies.may_review(a_worker(unit=a_unit(worker.organisation), roles=SUPERVISOR).as_actor(), access)
    assert not policies.may_review(worker.as_actor(), access)


# attack 43: nobody approves their own
def test_nobody_reviews_their_own_opening():
    worker = a_worker(unit=a_unit())
    supervisor = a_worker(unit=worker.unit, roles=(Role.SUPERVISOR, Role.CASEWORKER))
    access = an_emergency(a_case(worker), supervisor)

    assert not policies.may_review(supervisor.as_actor(), access)


def test_data_protection_reviews_the_whole_organisation_and_no_other():
    worker = a_worker()
    access = an_emergency(a_case(worker), a_worker(worker.organisation))
    officer = a_worker(worker.organisation, roles=(Role.DATA_PROTECTION,))

    assert policies.may_review(officer.as_actor(), access)
    assert not policies.may_review(a_worker(roles=(Role.DATA_PROTECTION,)).as_actor(), access)


def test_who_answers_for_a_case_is_told_of_openings_until_they_have_been_seen():
    worker = a_worker()
    case = a_case(worker)
    access = an_emergency(case, a_worker(worker.organisation))

    assert list(policies.emergency_accesses_to_tell(worker.as_actor())) == [access]
    access.seen_by_owner_at = SPRING
    access.save()
    assert not policies.emergency_accesses_to_tell(worker.as_actor()).exists()


def test_the_trail_of_a_case_is_read_by_who_reads_it_whole_and_by_data_protection():
    worker, helper = a_worker(unit=a_unit()), a_worker()
    case = a_case(worker)
    a_helper(case, helper, tuple(Section))
    officer = a_worker(worker.organisation, roles=(Role.DATA_PROTECTION,))
    foreign = a_worker(roles=(Role.DATA_PROTECTION,))

    readers = [
        one
        for one in (worker, helper, officer, foreign)
        if policies.cases_with_readable_trail(one.as_actor()).filter(pk=case.pk).exists()
    ]

    assert readers == [worker, officer]


def test_the_responsible_worker_is_changed_by_itself_or_by_the_supervisor():
    worker = a_worker(unit=a_unit())
    case = a_case(worker)
    supervisor, colleague = a_worker(unit=worker.unit, roles=SUPERVISOR), a_worker(unit=worker.unit)

    allowed = [one for one in (worker, supervisor, colleague) if policies.may_reassign(one.as_actor(), case)]

    assert allowed == [worker, supervisor]


def test_cases_are_opened_in_the_units_worked_in():
    unit = a_unit()
    worker = a_worker(unit=unit)
    a_unit(unit.organisation)

    assert list(policies.units_to_open_cases_in(worker.as_actor())) == [unit]
    assert policies.units_to_open_cases_in(a_worker(unit.organisation).as_actor()).count() == 2


def test_only_workers_with_families_open_cases():
    assert policies.may_open_cases(a_worker().as_actor())
    assert not policies.may_open_cases(a_worker(roles=SUPERVISOR).as_actor())


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
    a_helper(case, helper, tuple(Section))
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
