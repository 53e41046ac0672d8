"""Who answers, who helps, who may stop working here."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from luukku.accounts.events import membership_ending
from luukku.accounts.services import change_end
from luukku.accounts.tests.factories import a_membership, a_unit, a_worker, an_administrator
from luukku.audit.models import AuditEvent
from luukku.casework import policies
from luukku.casework.models import Case, ResponsibleWorker, Section
from luukku.casework.services import add_helper, change_helper, end_helper, reassign, workplaces_of_helper
from luukku.casework.tests.factories import a_case, a_family, a_helper
from luukku.core.actor import Role
from luukku.core.errors import RuleViolation
from luukku.delivery.models import Message

pytestmark = pytest.mark.django_db


def answering(case):
    """Who answers for the case over time: name of the user and its days, in their order."""
    spans = ResponsibleWorker.objects.filter(case=case).order_by("during")
    return [(span.user, span.during.lower, span.during.upper) for span in spans]


def test_handing_a_case_on_leaves_no_gap_and_no_overlap():
    worker = a_worker()
    next_one = a_worker(worker.organisation)
    case = a_case(worker)
    day = worker.as_actor().day

    reassign(worker.as_actor(), case.pk, user_id=next_one.user.pk)

    assert answering(case) == [(worker.user, case.opened_on, day), (next_one.user, day, None)]
    assert policies.may_answer_for(next_one.as_actor(), case)
    assert not policies.may_see(worker.as_actor(), case)


def test_the_new_worker_is_told_and_the_trail_knows_who_it_was():
    worker = a_worker()
    next_one = a_worker(worker.organisation)
    case = a_case(worker)

    reassign(worker.as_actor(), case.pk, user_id=next_one.user.pk)

    message = Message.objects.get(user=next_one.user)
    assert message.path == f"/cases/{case.pk}/"
    event = AuditEvent.objects.get(action="case.reassigned")
    assert event.codes["to"] == str(next_one.user.pk)


def test_handing_on_twice_the_same_day_keeps_one_worker_a_day():
    worker = a_worker()
    second, third = a_worker(worker.organisation), a_worker(worker.organisation)
    case = a_case(worker)
    day = worker.as_actor().day
    reassign(worker.as_actor(), case.pk, user_id=second.user.pk)

    reassign(second.as_actor(), case.pk, user_id=third.user.pk)

    assert answering(case) == [(worker.user, case.opened_on, day), (third.user, day, None)]


def test_a_case_opened_today_is_handed_on_today():
    worker = a_worker()
    next_one = a_worker(worker.organisation)
    day = worker.as_actor().day
    case = a_case(worker, since=day)

    reassign(worker.as_actor(), case.pk, user_id=next_one.user.pk)

    assert answering(case) == [(next_one.user, day, None)]


def test_a_case_is_handed_on_from_a_later_day():
    worker = a_worker()
    next_one = a_worker(worker.organisation)
    case = a_case(worker)
    later = worker.as_actor().day + timedelta(days=10)

    reassign(worker.as_actor(), case.pk, user_id=next_one.user.pk, from_on=later)

    assert policies.may_answer_for(worker.as_actor(), case)
    assert not policies.may_answer_for(next_one.as_actor(), case)
    assert answering(case)[1:] == [(next_one.user, later, None)]


def test_a_case_is_not_handed_on_in_the_past():
    worker = a_worker()
    next_one = a_worker(worker.organisation)

    with pytest.raises(RuleViolation):
        reassign(
            worker.as_actor(),
            a_case(worker).pk,
            user_id=next_one.user.pk,
            from_on=worker.as_actor().day - timedelta(days=1),
        )


@pytest.mark.parametrize("roles", [(Role.ADMINISTRATOR,), (Role.SUPERVISOR,)])
def test_only_who_works_with_families_here_answers_for_one(roles):
    worker = a_worker()

    with pytest.raises(RuleViolation):
        reassign(worker.as_actor(), a_case(worker).pk, user_id=a_worker(worker.organisation, roles=roles).user.pk)


def test_somebody_of_another_organisation_does_not_answer_here():
    worker = a_worker()

    with pytest.raises(RuleViolation):
        reassign(worker.as_actor(), a_case(worker).pk, user_id=a_worker().user.pk)


def test_who_answers_already_is_not_named_again():
    worker = a_worker()

    with pytest.raises(RuleViolation):
        reassign(worker.as_actor(), a_case(worker).pk, user_id=worker.user.pk)


def test_the_supervisor_of_the_unit_hands_a_case_on():
    worker = a_worker(unit=a_unit())
    supervisor = a_worker(unit=worker.unit, roles=(Role.SUPERVISOR,))
    next_one = a_worker(unit=worker.unit)
    case = a_case(worker)

    reassign(supervisor.as_actor(), case.pk, user_id=next_one.user.pk)

    assert policies.may_answer_for(next_one.as_actor(), case)


# attack 3 and 1: nobody takes a case for themselves
def test_a_colleague_does_not_take_a_case():
    worker = a_worker()
    colleague = a_worker(worker.organisation)

    with pytest.raises(PermissionDenied):
        reassign(colleague.as_actor(), a_case(worker).pk, user_id=colleague.user.pk)


@pytest.mark.usefixtures("committed")
def test_attack_41_two_who_hand_on_at_once_leave_exactly_one_worker_a_day():
    worker = a_worker()
    supervisor = a_worker(worker.organisation, roles=(Role.SUPERVISOR,))
    heirs = [a_worker(worker.organisation) for _heir in range(4)]
    case = a_case(worker)
    start, failures = threading.Barrier(len(heirs)), []

    def hand_on(heir):
        try:
            start.wait()
            reassign(supervisor.as_actor(), case.pk, user_id=heir.user.pk)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=hand_on, args=(heir,)) for heir in heirs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    spans = answering(case)
    day = supervisor.as_actor().day
    assert [span[1:] for span in spans] == [(case.opened_on, day), (day, None)]
    assert AuditEvent.objects.filter(action="case.reassigned").count() == len(heirs)


def test_attack_41_who_answers_for_families_does_not_stop_working_here():
    worker = a_worker()
    a_case(worker)
    actor = worker.as_actor()

    with pytest.raises(RuleViolation):
        membership_ending.send(
            sender=None, membership=worker.memberships[0], ends_on=actor.day + timedelta(days=30), actor=actor
        )


def an_end(worker, membership, ends_on):
    """The last day of a role, as an administrator of the organisation sets it."""
    actor = an_administrator(worker.organisation).as_actor()
    return change_end(actor, membership.pk, ends_on=ends_on).ends_on


@pytest.mark.parametrize("reason", ["no end", "handed on", "closed", "another membership", "no case"])
def test_who_leaves_no_family_alone_may_stop(reason):
    worker = a_worker()
    actor = worker.as_actor()
    last_day = actor.day + timedelta(days=30)
    ends_on = None if reason == "no end" else last_day
    if reason != "no case":
        case = a_case(worker)
    if reason == "handed on":
        heir = a_worker(worker.organisation)
        reassign(actor, case.pk, user_id=heir.user.pk, from_on=last_day + timedelta(days=1))
    if reason == "closed":
        Case.objects.filter(pk=case.pk).update(state="closed", closed_on=actor.day)
    if reason == "another membership":
        later = last_day + timedelta(days=1)
        a_membership(worker.user, worker.organisation, unit=a_unit(worker.organisation), starts_on=later)

    assert an_end(worker, worker.memberships[0], ends_on) == ends_on


def test_another_role_ends_freely():
    worker = a_worker(roles=(Role.CASEWORKER, Role.SUPERVISOR))
    a_case(worker)
    supervising = next(one for one in worker.memberships if one.role == Role.SUPERVISOR)
    actor = worker.as_actor()

    assert an_end(worker, supervising, actor.day) == actor.day


def test_a_helper_is_taken_in_told_and_traced():
    worker = a_worker()
    helper = a_worker(worker.organisation)
    case = a_case(worker)

    place = add_helper(
        worker.as_actor(),
        case.pk,
        user_id=helper.user.pk,
        organisation_id=helper.organisation.pk,
        function="Opettaja",
        sections=["shared", "shared"],
    )

    assert policies.may_see(helper.as_actor(), case)
    assert place.sections == ["shared"]
    assert Message.objects.filter(user=helper.user).count() == 1
    assert AuditEvent.objects.get(action="helper.added").codes["sections"] == ["shared"]


def test_a_helper_works_with_families_in_the_organisation_named():
    worker, helper = a_worker(), a_worker(roles=(Role.ADMINISTRATOR,))

    with pytest.raises(RuleViolation):
        add_helper(
            worker.as_actor(),
            a_case(worker).pk,
            user_id=helper.user.pk,
            organisation_id=helper.organisation.pk,
            function="Opettaja",
        )


def test_a_helper_helps_once_at_a_time_and_for_days_that_can_be():
    worker, helper = a_worker(), a_worker()
    case = a_case(worker)
    a_helper(case, helper)
    named: dict[str, Any] = {
        "user_id": helper.user.pk,
        "organisation_id": helper.organisation.pk,
        "function": "Opettaja",
    }

    with pytest.raises(ValidationError):
        add_helper(worker.as_actor(), case.pk, **named)
    with pytest.raises(RuleViolation):
        add_helper(worker.as_actor(), case.pk, **named, last_on=worker.as_actor().day - timedelta(days=1))


def test_a_section_that_is_none_is_refused():
    worker, helper = a_worker(), a_worker()

    with pytest.raises(ValidationError):
        add_helper(
            worker.as_actor(),
            a_case(worker).pk,
            user_id=helper.user.pk,
            organisation_id=helper.organisation.pk,
            function="Opettaja",
            sections=["everything"],
        )


def test_what_a_helper_reads_changes_at_once():
    worker, helper = a_worker(), a_worker()
    case = a_case(worker)
    place = a_helper(case, helper, tuple(Section))

    change_helper(worker.as_actor(), case.pk, place.pk, function="Avustaja", sections=[])

    place.refresh_from_db()
    assert (place.function, place.sections) == ("Avustaja", [])


@pytest.mark.parametrize("since_days", [30, 0])
def test_a_helper_whose_part_ended_sees_nothing_from_that_moment(since_days):
    worker, helper = a_worker(), a_worker()
    case = a_case(worker)
    place = a_helper(case, helper, since=worker.as_actor().day - timedelta(days=since_days))

    end_helper(worker.as_actor(), case.pk, place.pk)

    assert not policies.may_see(helper.as_actor(), case)
    assert AuditEvent.objects.get(action="helper.ended").codes == {"user": str(helper.user.pk)}


# attack 2
def test_a_helper_of_another_case_is_not_touched_through_ones_own():
    worker = a_worker()
    mine = a_case(worker)
    place = a_helper(a_case(a_worker()), a_worker())

    with pytest.raises(PermissionDenied):
        end_helper(worker.as_actor(), mine.pk, place.pk)
    with pytest.raises(PermissionDenied):
        change_helper(worker.as_actor(), mine.pk, place.pk, function="x", sections=[])


def test_a_helper_does_not_give_themselves_more():
    worker, helper = a_worker(), a_worker()
    case = a_case(worker)
    place = a_helper(case, helper)

    with pytest.raises(PermissionDenied):
        change_helper(helper.as_actor(), case.pk, place.pk, function="x", sections=list(Section.values))


def test_a_helper_is_found_by_the_exact_address_once_for_each_organisation():
    helper = a_worker(email="anni@example.org")
    a_membership(helper.user, a_family(a_worker()).cases.get().organisation)
    day = helper.as_actor().day

    assert workplaces_of_helper(" Anni@Example.org ", day).count() == 2
    assert workplaces_of_helper("ann@example.org", day).count() == 0
