"""Who does what by when. Numbers are attacks of the threat list."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.translation import override

from luukku.accounts.tests.factories import a_unit, a_worker
from luukku.audit.models import AuditEvent
from luukku.casework import policies
from luukku.casework.models import Task
from luukku.casework.services import TaskFacts, add_task, change_task, finish_task, possible_doers, reassign
from luukku.casework.tests.factories import a_case, a_helper, a_person, a_task
from luukku.core import clock
from luukku.core.actor import Role
from luukku.core.errors import Conflict, RuleViolation

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return a_worker(unit=a_unit())


@pytest.fixture
def case(worker):
    return a_case(worker)


def test_a_promise_is_noted_and_traced_without_its_words(worker, case):
    task = add_task(worker.as_actor(), case.pk, facts=TaskFacts("Soittaa Zahralle", due_on=date(2026, 12, 1)))

    assert (task.state, task.doer, task.due_on) == ("open", "responsible", date(2026, 12, 1))
    event = AuditEvent.objects.get(action="task.added")
    assert (event.case_ids, event.codes) == ([case.pk], {"doer": "responsible"})


def test_what_the_responsible_worker_does_goes_along_with_the_case(worker, case):
    a_task(case)
    successor = a_worker(unit=worker.unit)

    reassign(worker.as_actor(), case.pk, user_id=successor.user.pk)

    assert policies.own_tasks(successor.as_actor()).count() == 1
    assert policies.own_tasks(worker.as_actor()).count() == 0


def test_a_helper_sees_and_finishes_their_own_tasks_alone(worker, case):
    helper = a_worker()
    a_helper(case, helper)
    mine = a_task(case, doer="helper", doer_user=helper.user)
    other = a_task(case)

    finish_task(helper.as_actor(), mine.pk)

    assert list(policies.visible_tasks(helper.as_actor())) == [mine]
    with pytest.raises(PermissionDenied):
        finish_task(helper.as_actor(), other.pk)
    with pytest.raises(PermissionDenied):
        change_task(helper.as_actor(), mine.pk, version=2, facts=TaskFacts("Muuta"))


def test_who_no_longer_helps_sees_no_task_of_theirs(case):
    helper = a_worker()
    a_helper(case, helper, until=clock.today())
    a_task(case, doer="helper", doer_user=helper.user)

    assert not policies.visible_tasks(helper.as_actor()).exists()


def test_only_people_around_the_family_can_be_given_a_task(worker, case):
    member = case.family.memberships.get().person
    helper = a_worker()
    a_helper(case, helper)

    codes = [one.code for one in possible_doers(worker.as_actor(), case)]

    assert codes == ["responsible", f"helper:{helper.user.pk}", f"person:{member.pk}", "other"]
    for stranger in (
        TaskFacts("x", doer="helper", doer_user_id=a_worker().user.pk),
        TaskFacts("x", doer="person", doer_person_id=a_person().pk),
        TaskFacts("x", doer="helper"),
        TaskFacts("x", doer="other"),
    ):
        with pytest.raises(RuleViolation):
            add_task(worker.as_actor(), case.pk, facts=stranger)


@override("en")
def test_attack_53_two_who_change_a_task_both_keep_their_words(worker, case):
    task = a_task(case)
    change_task(worker.as_actor(), task.pk, version=1, facts=TaskFacts("Soittaa kouluun"))

    with pytest.raises(Conflict) as conflict:
        change_task(worker.as_actor(), task.pk, version=1, facts=TaskFacts("Soittaa neuvolaan"))

    assert [(str(one.label), one.theirs, one.yours) for one in conflict.value.fields] == [
        ("what", "Soittaa kouluun", "Soittaa neuvolaan")
    ]


def test_a_finished_task_is_worded_anew_only_when_it_is_open_again(worker, case):
    task = a_task(case)
    actor = worker.as_actor()
    finish_task(actor, task.pk)
    finish_task(actor, task.pk)

    with pytest.raises(RuleViolation):
        change_task(actor, task.pk, version=2, facts=TaskFacts("Muu"))
    opened = finish_task(actor, task.pk, state=Task.State.OPEN)

    assert (opened.finished_at, opened.version) == (None, 3)


@pytest.mark.parametrize("roles", [(Role.CASEWORKER,), (Role.SUPERVISOR,)])
def test_only_who_answers_adds_and_changes_tasks(worker, case, roles):
    other = a_worker(unit=worker.unit, roles=roles)
    task = a_task(case)

    for act in (
        lambda: add_task(other.as_actor(), case.pk, facts=TaskFacts("x")),
        lambda: change_task(other.as_actor(), task.pk, version=1, facts=TaskFacts("x")),
        lambda: finish_task(other.as_actor(), task.pk),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_attack_56_a_task_is_due_until_midnight_in_helsinki(worker, case):
    a_task(case, due_on=date(2026, 3, 31))
    evening = datetime(2026, 3, 31, 20, 59, tzinfo=UTC)  # 23.59 in Helsinki
    night = evening + timedelta(minutes=1)

    on = [worker.as_actor(at).day for at in (evening, night)]

    assert not Task.objects.overdue(on[0]).exists()
    assert Task.objects.due_by(on[0]).exists()
    assert Task.objects.overdue(on[1]).exists()
