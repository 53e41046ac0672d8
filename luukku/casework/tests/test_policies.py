"""Rights follow relations that hold on the actor's day; nothing else gives one."""

from datetime import UTC, date, datetime, timedelta

import pytest

from luukku.accounts.tests.factories import a_membership, a_unit, a_user, a_worker, an_organisation
from luukku.casework import policies
from luukku.casework.models import Section
from luukku.casework.tests.factories import (
    a_case,
    a_deadline,
    a_helper,
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


def test_attack_08_who_supervises_one_unit_and_works_in_another_is_no_supervisor_there():
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


def test_who_leads_nobody_sees_no_dates_of_others():
    worker = a_worker()
    case = a_case(worker)
    clock_of_case = a_deadline(case)
    leader = a_worker(worker.organisation, roles=SUPERVISOR)

    assert not policies.supervised_deadlines(worker.as_actor()).exists()
    assert list(policies.supervised_deadlines(leader.as_actor())) == [clock_of_case]
