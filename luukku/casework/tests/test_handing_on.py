"""A worker leaves: all families get new workers, or none does; and nobody leaves before that."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luukku.accounts.events import membership_ending
from luukku.accounts.services import change_end, lock_out
from luukku.accounts.tests.factories import a_unit, a_worker, an_administrator
from luukku.audit.models import AuditEvent
from luukku.casework import policies
from luukku.casework.models import ResponsibleWorker
from luukku.casework.services import end_absence, note_absence, reassign, reassign_many, take_on, workload
from luukku.casework.tests.factories import a_case
from luukku.core import clock
from luukku.core.actor import Role
from luukku.core.errors import RuleViolation
from luukku.delivery.models import Message

pytestmark = pytest.mark.django_db
SUPERVISOR = (Role.SUPERVISOR,)


def spans(case):
    found = ResponsibleWorker.objects.filter(case=case).order_by("during")
    return [(one.user, one.during.lower, one.during.upper) for one in found]


def a_team(families=3):
    """A worker with families, two colleagues and the supervisor of their unit."""
    worker = a_worker(unit=a_unit())
    others = [a_worker(unit=worker.unit) for _one in range(2)]
    supervisor = a_worker(unit=worker.unit, roles=SUPERVISOR)
    return worker, others, supervisor, [a_case(worker) for _one in range(families)]


def test_all_families_are_handed_on_at_once_each_to_whom_was_chosen():
    worker, (first, second), supervisor, cases = a_team()
    to = {cases[0].pk: first.user.pk, cases[1].pk: second.user.pk, cases[2].pk: first.user.pk}

    reassign_many(supervisor.as_actor(), worker.user.pk, to=to)

    day = clock.today()
    assert [spans(case)[-1] for case in cases] == [
        (first.user, day, None),
        (second.user, day, None),
        (first.user, day, None),
    ]
    assert Message.objects.filter(user=first.user).count() == 1
    assert AuditEvent.objects.filter(action="case.reassigned").count() == 3
    assert not policies.families_led(supervisor.as_actor(), worker.user).exists()


@pytest.mark.parametrize("whose", ["other worker's", "other unit's", "other organisation's", "nobody's"])
def test_attack_04_one_foreign_family_among_own_refuses_the_whole_batch(whose):
    worker, (first, second), supervisor, cases = a_team()
    foreign = {
        "other worker's": lambda: a_case(second).pk,
        "other unit's": lambda: a_case(a_worker(unit=a_unit(worker.organisation))).pk,
        "other organisation's": lambda: a_case(a_worker()).pk,
        "nobody's": lambda: worker.user.pk,
    }[whose]()
    before = list(ResponsibleWorker.objects.order_by("pk").values())

    with pytest.raises(PermissionDenied):
        reassign_many(
            supervisor.as_actor(),
            worker.user.pk,
            to={case.pk: first.user.pk for case in cases} | {foreign: first.user.pk},
        )

    assert list(ResponsibleWorker.objects.order_by("pk").values()) == before


def test_one_new_worker_who_does_not_fit_refuses_the_whole_batch():
    worker, (first, _second), supervisor, cases = a_team(2)
    elsewhere = a_worker()

    with pytest.raises(RuleViolation):
        reassign_many(
            supervisor.as_actor(),
            worker.user.pk,
            to={cases[0].pk: first.user.pk, cases[1].pk: elsewhere.user.pk},
        )

    assert [len(spans(case)) for case in cases] == [1, 1]


def test_an_empty_batch_and_a_past_day_are_refused():
    worker, (first, _second), supervisor, cases = a_team(1)

    with pytest.raises(RuleViolation):
        reassign_many(supervisor.as_actor(), worker.user.pk, to={})
    with pytest.raises(RuleViolation):
        reassign_many(
            supervisor.as_actor(),
            worker.user.pk,
            to={cases[0].pk: first.user.pk},
            from_on=clock.today() - timedelta(days=1),
        )


def test_a_worker_does_not_divide_the_work_of_others():
    worker, (first, second), _supervisor, cases = a_team(1)

    with pytest.raises(PermissionDenied):
        reassign_many(first.as_actor(), worker.user.pk, to={cases[0].pk: second.user.pk})


def test_attack_41_a_role_does_not_end_while_it_would_orphan_a_family():
    worker, (first, _second), supervisor, cases = a_team(2)
    admin = an_administrator(worker.organisation).as_actor()
    membership = worker.memberships[0]

    with pytest.raises(RuleViolation):
        change_end(admin, membership.pk, ends_on=clock.today())
    with pytest.raises(RuleViolation):
        lock_out(admin, worker.user.pk)
    membership.refresh_from_db()
    worker.user.refresh_from_db()
    assert (membership.ends_on, worker.user.is_active) == (None, True)

    tomorrow = clock.today() + timedelta(days=1)
    reassign_many(
        supervisor.as_actor(), worker.user.pk, to={case.pk: first.user.pk for case in cases}, from_on=tomorrow
    )
    assert change_end(admin, membership.pk, ends_on=clock.today()).ends_on == clock.today()


@pytest.mark.usefixtures("committed")
def test_attack_41_many_who_hand_the_same_families_on_at_once_leave_one_worker_a_day():
    worker, others, supervisor, cases = a_team(4)
    others += [a_worker(unit=worker.unit) for _one in range(2)]
    day = clock.today()

    def hand_on(other, order):
        chosen = cases if order else list(reversed(cases))
        reassign_many(supervisor.as_actor(), worker.user.pk, to={case.pk: other.user.pk for case in chosen})

    failures = at_once([lambda one=one, i=i: hand_on(one, i % 2) for i, one in enumerate(others)])

    assert {type(failure) for failure in failures} <= {PermissionDenied}  # who came second found no families left
    for case in cases:
        assert [(first, until) for _user, first, until in spans(case)] == [(case.opened_on, day), (day, None)]


@pytest.mark.usefixtures("committed")
def test_attack_41_who_is_given_a_family_and_loses_the_role_at_once_leaves_no_family_alone():
    worker, (heir, _second), supervisor, cases = a_team(1)
    admin = an_administrator(worker.organisation)
    yesterday_ends = clock.today()

    failures = at_once(
        [
            lambda: reassign(
                supervisor.as_actor(),
                cases[0].pk,
                user_id=heir.user.pk,
                from_on=clock.today() + timedelta(days=1),
            ),
            lambda: change_end(admin.as_actor(), heir.memberships[0].pk, ends_on=yesterday_ends),
        ]
    )

    assert [type(failure) for failure in failures] == [RuleViolation]
    heir.memberships[0].refresh_from_db()
    answers = spans(cases[0])[-1][0]
    assert (answers == heir.user) == (heir.memberships[0].ends_on is None)


def at_once(doings):
    start, failures = threading.Barrier(len(doings)), []

    def run(doing):
        try:
            start.wait()
            doing()
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(doing,)) for doing in doings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


DOINGS = st.lists(
    st.tuples(st.sampled_from(["hand", "away", "back"]), st.integers(0, 2), st.integers(0, 2), st.integers(-1, 6)),
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(doings=DOINGS)
def test_in_any_order_of_handing_on_and_going_away_exactly_one_answers_each_day(doings):
    unit = a_unit()
    people = [a_worker(unit=unit) for _one in range(3)]
    supervisor = a_worker(unit=unit, roles=SUPERVISOR).as_actor()
    case, day = a_case(people[0]), clock.today()

    for what, one, other, days in doings:
        try:
            if what == "hand":
                reassign(supervisor, case.pk, user_id=people[other].user.pk, from_on=day + timedelta(days=days))
            elif what == "away":
                first = day + timedelta(days=days)
                note_absence(
                    supervisor,
                    user_id=people[one].user.pk,
                    substitute_id=people[other].user.pk,
                    from_on=first,
                    last_on=first + timedelta(days=other),
                )
            else:
                for absence in policies.changeable_absences(supervisor)[:1]:
                    end_absence(supervisor, absence.pk)
        except RuleViolation:
            continue
        except ValidationError:  # these days are noted already
            continue

        found = spans(case)
        assert found[0][1] == case.opened_on
        assert [until for _user, _first, until in found[:-1]] == [first for _user, first, _until in found[1:]]
        assert found[-1][2] is None


def test_the_load_tells_how_many_families_each_has_and_who_leaves():
    worker, (first, _second), supervisor, _cases = a_team(2)
    soon = clock.today() + timedelta(days=10)
    worker.memberships[0].ends_on = soon
    worker.memberships[0].save()

    loads = {load.user: load for load in workload.loads(supervisor.as_actor())}

    assert (loads[worker.user].families, loads[first.user].families) == (2, 0)
    assert loads[worker.user].until == soon
    assert [load.user for load in workload.leaving(supervisor.as_actor())] == [worker.user]


def test_families_of_somebody_whose_role_has_ended_are_still_found():
    worker, _others, supervisor, _cases = a_team(1)
    worker.memberships[0].ends_on = clock.today() - timedelta(days=1)
    worker.memberships[0].save()

    load = workload.leaving(supervisor.as_actor())[0]

    assert (load.user, load.is_at_work, load.led) == (worker.user, False, 1)


def test_the_new_worker_takes_the_family_on_and_tells_it():
    worker, (heir, substitute), supervisor, (case,) = a_team(1)
    reassign(supervisor.as_actor(), case.pk, user_id=heir.user.pk)
    assert policies.spans_to_take_on(heir.as_actor()).count() == 1

    take_on(heir.as_actor(), case.pk)
    assert policies.spans_to_take_on(heir.as_actor()).count() == 1  # the family does not know yet
    take_on(heir.as_actor(), case.pk, told_on=clock.today())

    assert not policies.spans_to_take_on(heir.as_actor()).exists()
    with pytest.raises(RuleViolation):
        take_on(heir.as_actor(), case.pk, told_on=clock.today() + timedelta(days=1))
    with pytest.raises(PermissionDenied):
        take_on(substitute.as_actor(), case.pk)
    with pytest.raises(PermissionDenied):
        take_on(worker.as_actor(), case.pk)


def test_ending_of_a_role_that_keeps_its_families_until_the_day_is_refused_too():
    worker, (heir, _second), supervisor, (case,) = a_team(1)
    later = clock.today() + timedelta(days=10)
    reassign(supervisor.as_actor(), case.pk, user_id=heir.user.pk, from_on=later)
    membership, actor = worker.memberships[0], supervisor.as_actor()

    membership_ending.send(sender=None, membership=membership, ends_on=later - timedelta(days=1), actor=actor)
    with pytest.raises(RuleViolation):
        membership_ending.send(sender=None, membership=membership, ends_on=later - timedelta(days=2), actor=actor)
